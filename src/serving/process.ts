/**
 * A process of its own for one generation, or for one build: it does what its
 * first message says, and ends when the line to the bot is closed, however the
 * bot ended. Its settings are read anew, so that a generation that was built with
 * other settings opens with them.
 */
import { join } from "node:path";
import { type Config, readConfig } from "../config.js";
import { messageOf, NewsError } from "../errors.js";
import { toAnswererModel } from "../model-settings.js";
import { createEmbedder } from "../models/embedders.js";
import { prepareReranker } from "../models/rerankers.js";
import { createTokens } from "../store/budget.js";
import { openDatabase } from "../store/database.js";
import { buildIndex } from "../wiring.js";
import { createDesk, type Desk } from "./desk.js";
import { readExamples } from "./examples.js";
import { openArchive } from "./opening.js";
import { type FromProcess, parseToProcess } from "./protocol.js";
import { toServed } from "./served.js";

/** Putting down what is under way takes milliseconds; a build that is in the middle of a step is not waited for. */
const PUT_DOWN_WITHIN_MS = 1_500;

const over = new AbortController();
let desk: Desk | null = null;
let working: Promise<void> = Promise.resolve();

/** The bot may be gone, then nobody has to be told. */
const say = (message: FromProcess, said = () => {}) =>
  void process.send?.(message, undefined, undefined, said);
const log = (level: "error" | "warn" | "info", message: string, fields: Record<string, unknown> = {}) =>
  say({ kind: "log", level, message, fields });

async function build(indexDir: string): Promise<void> {
  const config = readConfig();
  await prepareReranker(config.reranker, { signal: over.signal });
  const { manifest, faults } = await buildIndex({
    articlesPath: config.articlesDir,
    dictionaryDir: config.dictDir,
    indexDir,
    embedder: await createEmbedder(config.embedding),
    signal: over.signal,
  });
  say({ kind: "built", articles: manifest.counts.articles, faults: [...faults] });
}

async function open(indexDir: string): Promise<void> {
  const config = readConfig();
  const { newsroom: opened, warnings } = await openArchive({
    config,
    indexDir,
    model: openModel(config),
    onFailure: (what, error) => log("warn", `the ${what} could not be used`, { reason: messageOf(error) }),
  });
  const examples = await readExamples(config.dictDir).catch((error: unknown) => {
    log("warn", "newcomers are shown headlines", { reason: messageOf(error) });
    return [];
  });
  const newsroom = toServed(opened, { composes: config.model !== null, examples });
  desk = createDesk(newsroom, say);
  const { generation, coverage, composes } = newsroom;
  say({ kind: "ready", generation, coverage, composes, warnings: [...warnings] });
}

/** The model of the settings, its tokens counted where the bot keeps its state. */
function openModel({ model, stateDir }: Config) {
  if (model === null) return null;
  const database = openDatabase(join(stateDir, "bot.db"));
  return toAnswererModel(model, {
    budget: createTokens(database, { daily: model.dailyTokens, perReader: model.dailyTokensPerReader }),
    breaker: {
      signal: over.signal,
      onChange(change) {
        const { model: name } = model;
        if (change.state === "working")
          return log("info", "the model answers again", { model: name, afterMs: change.afterMs });
        const { error } = change;
        log("warn", "the model does not answer; the paper is quoted until it does", {
          model: name,
          reason: messageOf(error),
          hint: error.hint,
        });
      },
    },
  });
}

/** Says why there is nothing to serve; the bot then lets the process go. */
function refuse(error: unknown): void {
  const hint = error instanceof NewsError ? (error.hint ?? null) : null;
  say({ kind: "refused", message: messageOf(error), hint });
}

process.on("message", (raw) => {
  const message = parseToProcess(raw);
  if (message === null) return refuse(new NewsError("the bot says what its process does not understand"));
  if (message.kind === "build") working = build(message.indexDir).catch(refuse);
  else if (message.kind === "open") working = open(message.indexDir).catch(refuse);
  else desk?.take(message);
});

process.once("disconnect", async () => {
  setTimeout(() => process.exit(), PUT_DOWN_WITHIN_MS).unref();
  over.abort();
  await desk?.close();
  await working;
  process.exit();
});

// Ctrl-C goes to every process of the terminal; the bot has answers to finish then, and closes the line after.
for (const name of ["SIGINT", "SIGTERM"] as const) process.on(name, () => {});

process.on("uncaughtException", (error: unknown) => {
  // Through the bot's log, where keys are taken out.
  const fields = { reason: messageOf(error), ...(error instanceof Error && { stack: error.stack }) };
  say({ kind: "log", level: "error", message: "a process of the bot failed", fields }, () => process.exit(1));
});
// The line was closed while this file was still being loaded.
if (!process.connected) process.exit();

/**
 * A question → the sentences of the paper that answer it, with their source.
 *
 * Usage: npm run ask -- [--index DIR] [--today YYYY-MM-DD] [--json] ["question"]
 *        npm run ask -- --batch FILE.jsonl --out FILE.jsonl
 */
import { createInterface } from "node:readline/promises";
import { z } from "zod";
import type { Newsroom } from "../src/assemble.js";
import { beijingDay, type IsoDay, parseIsoDay, systemClock } from "../src/clock.js";
import { readConfig } from "../src/config.js";
import { DataError, UsageError } from "../src/errors.js";
import type { Turn } from "../src/search/follow-up.js";
import { runBatch } from "./batch.js";
import { coloursFor, createCommand, runCommand } from "./cli.js";
import { openNewsroom } from "./newsroom.js";
import { showAnswer, toJsonAnswer } from "./show.js";

interface Options {
  readonly index: string;
  readonly today?: string;
  readonly json: boolean;
  readonly batch?: string;
  readonly out?: string;
}

function dayOf(text: string): IsoDay {
  const day = parseIsoDay(text);
  if (!day) throw new UsageError(`--today: “${text}” is not a day like 2025-03-31`);
  return day;
}

async function answerOne(
  newsroom: Newsroom,
  question: string,
  { json, today }: { json: boolean; today: IsoDay },
): Promise<undefined> {
  const line = await answer(newsroom, { id: null, question, history: [], today });
  console.log(json ? JSON.stringify(line.json) : line.shown);
}

interface Asked {
  readonly id: string | null;
  readonly question: string;
  readonly history: readonly Turn[];
  readonly today: IsoDay;
}

async function answer({ answerer, generation }: Newsroom, { id, question, history, today }: Asked) {
  const begun = performance.now();
  const { answer, trace } = await answerer.ask(question, { today, history });
  const timings = { searchMs: trace.searchMs, totalMs: performance.now() - begun };
  const language = trace.question?.language ?? "zh";
  return {
    answer,
    json: toJsonAnswer(answer, { id, question, generation: generation.id, timings }),
    shown: showAnswer(answer, { colours: coloursFor(process.stdout), language }),
  };
}

const BatchLine = z.object({
  id: z.union([z.string(), z.number()]).transform(String).nullish(),
  question: z.string(),
  history: z.array(z.object({ role: z.enum(["user", "assistant"]), content: z.string() })).nullish(),
  today: z.string().nullish(),
});

async function answerBatch(newsroom: Newsroom, { batch, out }: Options, today: IsoDay): Promise<number> {
  if (out === undefined) throw new UsageError("--batch needs --out FILE.jsonl");
  const begun = performance.now();
  const { lines, faults } = await runBatch({ from: batch!, out }, async (row, line) => {
    const parsed = BatchLine.safeParse(row);
    if (!parsed.success)
      throw new DataError(`${parsed.error.issues[0]!.path.join(".")}: ${parsed.error.issues[0]!.message}`);
    const { id, question, history, today: asked } = parsed.data;
    const day = asked == null ? today : parseIsoDay(asked);
    if (!day) throw new DataError(`today: “${asked}” is not a day like 2025-03-31`);
    const result = await answer(newsroom, {
      id: id ?? String(line),
      question,
      history: history ?? [],
      today: day,
    });
    return result.json;
  });
  const seconds = (performance.now() - begun) / 1000;
  console.error(`${lines} questions in ${seconds.toFixed(1)} s (${Math.round(lines / seconds)}/s) → ${out}`);
  if (faults > 0) console.error(`${faults} lines could not be used; each says why`);
  return faults > 0 ? 1 : 0;
}

/** Turns kept for “他” and “那…呢？”. */
const TURNS = 6;

async function converse(
  newsroom: Newsroom,
  { today, signal }: { today: IsoDay; signal: AbortSignal },
): Promise<undefined> {
  const colours = coloursFor(process.stdout);
  const prompt = createInterface({
    input: process.stdin,
    output: process.stdout,
    terminal: process.stdin.isTTY === true,
  });
  console.log(colours.dim("请提问（空行或 Ctrl-D 结束） / Ask away (an empty line or Ctrl-D ends)"));
  let history: Turn[] = [];
  prompt.setPrompt(colours.bold("问> "));
  prompt.prompt();
  signal.addEventListener("abort", () => prompt.close(), { once: true });
  for await (const question of prompt) {
    if (question.trim() === "") break;
    const { answer: said, shown } = await answer(newsroom, { id: null, question, history, today });
    console.log(`${shown}\n`);
    const turns: Turn[] = [
      { role: "user", content: question },
      { role: "assistant", content: said.text },
    ];
    history = [...history, ...turns].slice(-TURNS);
    prompt.prompt();
  }
  prompt.close();
}

await runCommand(async (signal) => {
  const config = readConfig();
  const command = createCommand(
    "ask",
    "Answers a question from the paper, quoting it. Without a question it opens a conversation.",
  )
    .argument("[question...]", "the question")
    .option("--index <folder>", "where the index is kept", config.indexDir)
    .option("--today <day>", "the day of asking, YYYY-MM-DD (default: today in Beijing)")
    .option("--json", "print the answer as JSON", false)
    .option("--batch <file>", "JSON lines of questions to answer, with --out")
    .option("--out <file>", "where the answers of --batch are written")
    .parse();
  const options = command.opts<Options>();
  const today = options.today === undefined ? beijingDay(systemClock.now()) : dayOf(options.today);
  const { dim } = coloursFor(process.stderr);
  const tell = (line: string) => process.stderr.write(`${dim(line)}\n`);
  const newsroom = await openNewsroom({ config, indexDir: options.index, signal, tell });
  if (options.batch !== undefined) return answerBatch(newsroom, options, today);
  const question = command.args.join(" ");
  if (command.args.length > 0) return answerOne(newsroom, question, { ...options, today });
  return converse(newsroom, { today, signal });
});

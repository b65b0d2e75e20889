/**
 * A question → the sentences of the paper that answer it, with their source; with a language model in `.env`
 * an answer written from them.
 *
 * Usage: npm run ask -- [--index DIR] [--today YYYY-MM-DD] [--json] [--explain] ["question"]
 *        npm run ask -- --batch FILE.jsonl --out FILE.jsonl
 */
import { createInterface } from "node:readline/promises";
import { z } from "zod";
import type { Newsroom } from "../src/assemble.js";
import { beijingDay, type IsoDay, parseIsoDay, systemClock } from "../src/clock.js";
import { readConfig } from "../src/config.js";
import { DataError, UsageError } from "../src/errors.js";
import type { Turn } from "../src/search/follow-up.js";
import { parseRow, runBatch } from "./batch.js";
import { coloursFor, createCommand, dayOption, runCommand } from "./cli.js";
import { openNewsroom } from "./newsroom.js";
import { createTyping, explainAnswer, showAnswer, toJsonAnswer } from "./show.js";

/** Whoever types commands is one reader. */
const READER = "command line";

interface Options {
  readonly index: string;
  readonly today?: IsoDay;
  readonly json: boolean;
  readonly explain: boolean;
  readonly batch?: string;
  readonly out?: string;
}

interface Session {
  readonly newsroom: Newsroom;
  readonly today: IsoDay;
  readonly explain: boolean;
  readonly signal: AbortSignal;
}

async function answerOne(session: Session, question: string, json: boolean): Promise<undefined> {
  if (!json) return void (await answerInTerminal(session, { question, history: [] }));
  const { json: line, explained } = await answer(session, { id: null, question, history: [] });
  console.log(JSON.stringify(line));
  if (session.explain) console.error(explained);
}

/** @returns what was said */
async function answerInTerminal(
  session: Session,
  asked: Pick<Asked, "question" | "history">,
): Promise<string> {
  const typing = createTyping((text) => void process.stdout.write(text));
  const typed = process.stdout.isTTY ? { onSentence: typing.onSentence } : {};
  const { answer: said, shown, explained } = await answer(session, { id: null, ...asked, ...typed });
  typing.finish(shown);
  if (session.explain) console.log(`\n${coloursFor(process.stdout).dim(explained)}`);
  return said.text;
}

interface Asked {
  readonly id: string | null;
  readonly question: string;
  readonly history: readonly Turn[];
  readonly today?: IsoDay;
  readonly onSentence?: (piece: string) => void;
}

async function answer({ newsroom, signal, ...session }: Session, asked: Asked) {
  const { id, question, history, today = session.today, onSentence } = asked;
  const { answerer, generation } = newsroom;
  const begun = performance.now();
  const options = { today, history, signal, reader: READER, ...(onSentence && { onSentence }) };
  const { answer, trace } = await answerer.ask(question, options);
  const timings = { searchMs: trace.searchMs, totalMs: performance.now() - begun };
  const language = trace.question?.language ?? "zh";
  const { writer } = trace;
  return {
    answer,
    json: toJsonAnswer(answer, { id, question, generation: generation.id, timings, writer }),
    shown: showAnswer(answer, { colours: coloursFor(process.stdout), language }),
    explained: explainAnswer(trace),
  };
}

const BatchLine = z.object({
  id: z.union([z.string(), z.number()]).transform(String).nullish(),
  question: z.string(),
  history: z.array(z.object({ role: z.enum(["user", "assistant"]), content: z.string() })).nullish(),
  today: z.string().nullish(),
});

async function answerBatch(session: Session, { batch, out }: Options): Promise<number> {
  if (out === undefined) throw new UsageError("--batch needs --out FILE.jsonl");
  const begun = performance.now();
  const { lines, faults } = await runBatch({ from: batch!, out }, async (row, line) => {
    const { id, question, history, today: asked } = parseRow(BatchLine, row);
    const day = asked == null ? session.today : parseIsoDay(asked);
    if (!day) throw new DataError(`today: “${asked}” is not a day like 2025-03-31`);
    const about = { id: id ?? String(line), question, history: history ?? [], today: day };
    return (await answer(session, about)).json;
  });
  const seconds = (performance.now() - begun) / 1000;
  console.error(`${lines} questions in ${seconds.toFixed(1)} s (${Math.round(lines / seconds)}/s) → ${out}`);
  if (faults > 0) console.error(`${faults} lines could not be used; each says why`);
  return faults > 0 ? 1 : 0;
}

/** Turns kept for “他” and “那…呢？”. */
const TURNS = 6;

async function converse(session: Session): Promise<undefined> {
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
  session.signal.addEventListener("abort", () => prompt.close(), { once: true });
  for await (const question of prompt) {
    if (question.trim() === "") break;
    const said = await answerInTerminal(session, { question, history });
    console.log("");
    const turns: Turn[] = [
      { role: "user", content: question },
      { role: "assistant", content: said },
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
    "Answers a question from the paper, with its sources. Without a question it opens a conversation.",
  )
    .argument("[question...]", "the question")
    .option("--index <folder>", "where the index is kept", config.indexDir)
    .option(
      "--today <day>",
      "the day of asking, YYYY-MM-DD (default: today in Beijing)",
      dayOption("--today"),
    )
    .option("--json", "print the answer as JSON", false)
    .option("--explain", "also tell what was weighed, and what a model's answer lost and why", false)
    .option("--batch <file>", "JSON lines of questions to answer, with --out")
    .option("--out <file>", "where the answers of --batch are written")
    .parse();
  const options = command.opts<Options>();
  const today = options.today ?? beijingDay(systemClock.now());
  const { dim } = coloursFor(process.stderr);
  const tell = (line: string) => process.stderr.write(`${dim(line)}\n`);
  // The library of the language model takes a quarter of a second to load.
  const writing = config.model && (await import("./model.js")).openModel(config, tell);
  try {
    const model = writing?.model ?? null;
    const newsroom = await openNewsroom({ config, indexDir: options.index, signal, tell, model });
    const session = { newsroom, today, explain: options.explain, signal };
    if (options.batch !== undefined) return await answerBatch(session, options);
    if (command.args.length > 0) return await answerOne(session, command.args.join(" "), options.json);
    return await converse(session);
  } finally {
    writing?.close();
  }
});

/**
 * Words → the articles that hold them, best first.
 *
 * Usage: npm run search -- [--index DIR] [--k 10] [--today YYYY-MM-DD] [--explain] [--json] "words"
 *        npm run search -- --batch FILE.jsonl --out FILE.jsonl
 */
import { InvalidArgumentError } from "commander";
import { z } from "zod";
import type { Newsroom } from "../src/assemble.js";
import { beijingDay, type IsoDay, parseIsoDay, systemClock } from "../src/clock.js";
import { readConfig } from "../src/config.js";
import { DataError, UsageError } from "../src/errors.js";
import type { DayRange } from "../src/news/dates.js";
import { LOOKED_AT } from "../src/search/reranker.js";
import type { Passage } from "../src/search/retriever.js";
import { parseRow, runBatch } from "./batch.js";
import { coloursFor, createCommand, dayOption, runCommand } from "./cli.js";
import { openNewsroom } from "./newsroom.js";
import { type Explained, inOrderOf, showExplained, toJsonExplanation } from "./search-explain.js";

interface Options {
  readonly index: string;
  readonly k: number;
  readonly today?: IsoDay;
  readonly json: boolean;
  readonly explain: boolean;
  readonly batch?: string;
  readonly out?: string;
}

/** More are never looked at by a person, and a program can ask again. */
const MOST = 1_000;

function toCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > MOST)
    throw new InvalidArgumentError(`a whole number from 1 to ${MOST}`);
  return count;
}

interface Wanted {
  readonly id: string | null;
  readonly query: string;
  readonly today: IsoDay;
  readonly k: number;
  readonly explain: boolean;
  /** A reranker looks at what was found. */
  readonly reranks: boolean;
}

async function search({ questions, retriever }: Newsroom, { id, query, today, k, explain, reranks }: Wanted) {
  const begun = performance.now();
  const { standalone, clauses, period } = questions.read(query, { today });
  const asked = {
    text: standalone,
    clauses: clauses.map((clause) => clause.text),
    today,
    period: period?.range ?? null,
    k,
  };
  const passages = await retriever.retrieve(asked);
  const totalMs = Math.round((performance.now() - begun) * 100) / 100;
  const found = bestOfEach(passages).slice(0, k);
  // The reranker is shown more than are asked for, and may bring any of them up.
  const known = explain ? await retriever.explain({ ...asked, k: reranks ? Math.max(k, LOOKED_AT) : k }) : [];
  const explained: readonly Explained[] = reranks
    ? inOrderOf(
        found.map(({ article }) => article.id),
        known,
      )
    : known.slice(0, k);
  const reasons = new Map(explained.map((one) => [one.article.id, toJsonExplanation(one)]));
  const results = found.map(({ article, chunk, text, score }, i) => ({
    rank: i + 1,
    articleId: article.id,
    chunkId: `${article.id}#${chunk.start}`,
    score: Math.round(score * 1e6) / 1e6,
    title: article.title,
    publishedOn: article.publishedOn,
    text,
    ...(explain && { explain: reasons.get(article.id) }),
  }));
  const line = { ...(id !== null && { id }), query, results, timings: { totalMs } };
  return { line, explained, asked: { clauses: asked.clauses, period: asked.period } };
}

/** Each article once, with its best chunk; passages come best first. */
function bestOfEach(passages: readonly Passage[]): Passage[] {
  const seen = new Set<string>();
  return passages.filter(({ article }) => !seen.has(article.id) && seen.add(article.id));
}

const BatchLine = z
  .object({
    id: z.union([z.string(), z.number()]).transform(String).nullish(),
    query: z.string().optional(),
    question: z.string().optional(),
    today: z.string().nullish(),
  })
  .refine(({ query, question }) => query !== undefined || question !== undefined, {
    message: "a query is needed",
    path: ["query"],
  });

async function searchBatch(
  newsroom: Newsroom,
  { batch, out, k, explain }: Options,
  { today, reranks }: Pick<Wanted, "today" | "reranks">,
): Promise<number> {
  if (out === undefined) throw new UsageError("--batch needs --out FILE.jsonl");
  const { lines, faults } = await runBatch({ from: batch!, out }, async (row, line) => {
    const { id, query, question, today: asked } = parseRow(BatchLine, row);
    const day = asked == null ? today : parseIsoDay(asked);
    if (!day) throw new DataError(`today: “${asked}” is not a day like 2025-03-31`);
    const wanted = { id: id ?? String(line), query: (query ?? question)!, today: day, k, explain, reranks };
    return (await search(newsroom, wanted)).line;
  });
  console.error(`${lines} searches → ${out}`);
  if (faults > 0) console.error(`${faults} lines could not be used; each says why`);
  return faults > 0 ? 1 : 0;
}

type Searched = Awaited<ReturnType<typeof search>>;

function showResults({ line: { results, timings } }: Searched): string {
  const { bold, dim } = coloursFor(process.stdout);
  if (results.length === 0) return NOTHING;
  const lines = results.map(({ rank, title, publishedOn, score, text }) =>
    [
      `${String(rank).padStart(2)}. ${bold(title || "（无标题）")} ${dim(`${publishedOn ?? "日期不详"} · ${score.toFixed(3)}`)}`,
      `    ${dim(text.replace(/\s+/g, " ").slice(0, 90))}`,
    ].join("\n"),
  );
  return [...lines, dim(`${results.length} articles, ${timings.totalMs} ms`)].join("\n");
}

const NOTHING = "没有找到 / nothing found";

function showReasons({ line: { timings }, explained, asked }: Searched): string {
  const colours = coloursFor(process.stdout);
  if (explained.length === 0) return NOTHING;
  return [
    ...showReading(asked),
    "",
    showExplained(explained, colours, process.stdout.columns),
    colours.dim(`${explained.length} articles, ${timings.totalMs} ms`),
  ].join("\n");
}

/** What was looked for in the end: the words as understood, and the days. */
function showReading({ clauses, period }: { clauses: readonly string[]; period: DayRange | null }): string[] {
  const days = period && (period.from === period.to ? period.from : `${period.from} – ${period.to}`);
  return [
    `looked for: ${clauses.map((clause) => `“${clause}”`).join(" and ")}`,
    ...(days ? [`of the days ${days}`] : []),
  ];
}

await runCommand(async (signal) => {
  const config = readConfig();
  const command = createCommand("search", "Finds articles.")
    .argument("[words...]", "what to look for")
    .option("--index <folder>", "where the index is kept", config.indexDir)
    .option("--k <number>", `how many articles, 1–${MOST}`, toCount, 10)
    .option(
      "--today <day>",
      "the day of asking, YYYY-MM-DD (default: today in Beijing)",
      dayOption("--today"),
    )
    .option("--explain", "tell how each result came about", false)
    .option("--json", "print the result as JSON", false)
    .option("--batch <file>", "JSON lines {id, query} to search for, with --out")
    .option("--out <file>", "where the results of --batch are written")
    .parse();
  const options = command.opts<Options>();
  const today = options.today ?? beijingDay(systemClock.now());
  const words = command.args.join(" ");
  if (options.batch === undefined && words.trim() === "")
    throw new UsageError("say what to look for, or give --batch FILE.jsonl");
  const { dim } = coloursFor(process.stderr);
  const tell = (line: string) => process.stderr.write(`${dim(line)}\n`);
  const reranks = config.reranker.kind !== "none";
  const newsroom = await openNewsroom({ config, indexDir: options.index, signal, tell });
  if (options.batch !== undefined) return searchBatch(newsroom, options, { today, reranks });
  const result = await search(newsroom, { id: null, query: words, ...options, today, reranks });
  if (options.json) console.log(JSON.stringify(result.line));
  else console.log(options.explain ? showReasons(result) : showResults(result));
});

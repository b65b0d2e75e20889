/**
 * Measures what the retriever finds, on any articles and questions.
 *
 * Usage: npx tsx scripts/bench/quality.ts --articles FILE.jsonl --questions FILE.jsonl
 *          [--half a|b] [--try weight=v1,v2,…]… [--set weight=value]… [--failures N]
 *          [--segmenter auto|nodejieba|intl] [--limit N] [--json]
 *
 * Articles are JSON lines as `npm run index` takes them; the form of a question stands in questions.ts.
 */
import { readFile } from "node:fs/promises";
import { InvalidArgumentError, Option } from "commander";
import { DataError, messageOf, UsageError } from "../../src/errors.js";
import { chunkBody } from "../../src/index/chunk.js";
import { createKeywordBuilder } from "../../src/index/keywords.js";
import { createTokenizer, type Tokenizer } from "../../src/index/tokens.js";
import { type Article, parseArticleLine } from "../../src/news/article.js";
import { EMPTY_DICTIONARY } from "../../src/news/dictionary.js";
import { DEFAULT_WEIGHTS, type RankingWeights } from "../../src/search/ranking.js";
import { createRetriever, type Passage, type Retriever } from "../../src/search/retriever.js";
import { createCommand, runCommand } from "../cli.js";
import { measure, type Outcome, toLine, toTable } from "./measures.js";
import { type BenchQuestion, halfOf, parseQuestions } from "./questions.js";

interface Options {
  readonly articles: string;
  readonly questions: string;
  readonly half?: "a" | "b";
  readonly try: readonly string[];
  readonly set: readonly string[];
  readonly failures: number;
  readonly segmenter: "auto" | "nodejieba" | "intl";
  readonly limit?: number;
  readonly json: boolean;
}

await runCommand(async () => {
  const options = readOptions();
  // A setting that is no weight is told before minutes are spent on the articles.
  const base = options.set.reduce(withValue, DEFAULT_WEIGHTS);
  const runs = [{ name: "as set", weights: base }, ...options.try.flatMap((trial) => trialsOf(trial, base))];
  const questions = await readQuestions(options);
  const articles = await readArticles(options);
  const tokenizer = await createTokenizer([], { segmenter: options.segmenter });
  const retrieverWith = indexed(articles, tokenizer);
  for (const { name, weights } of runs) {
    const before = process.cpuUsage();
    const outcomes = await askAll(retrieverWith(weights), questions);
    console.error(`${(cpuMs(before) / questions.length).toFixed(2)} CPU-ms a question`);
    const table = measure(outcomes);
    if (options.json) console.log(JSON.stringify({ name, ...table }));
    else console.log(runs.length === 1 ? toTable(table) : toLine(name, table));
    if (runs.length === 1 && options.failures > 0) console.log(renderFailures(outcomes, articles, options));
  }
});

function readOptions(): Options {
  const collect = (value: string, earlier: readonly string[]) => [...earlier, value];
  return createCommand("quality", "Measures what the retriever finds.")
    .name("npx tsx scripts/bench/quality.ts")
    .showHelpAfterError("--help shows what it takes")
    .requiredOption("--articles <file>", "JSON lines of articles, as npm run index takes them")
    .requiredOption("--questions <file>", "JSON lines of questions with the ids of the articles they need")
    .addOption(
      new Option(
        "--half <half>",
        "only questions whose id hashes to it: tune on one, report the other",
      ).choices(["a", "b"]),
    )
    .option("--try <weight=v1,v2>", "once more with each value of a weight; may be given again", collect, [])
    .option("--set <weight=value>", "another value for all runs; may be given again", collect, [])
    .option(
      "--failures <number>",
      "shows so many questions without a right article in first place",
      toCount,
      0,
    )
    .addOption(
      new Option("--segmenter <name>", "what cuts words")
        .choices(["auto", "nodejieba", "intl"])
        .default("auto"),
    )
    .option("--limit <number>", "only the first articles", toCount)
    .option("--json", "print the figures as JSON, one line a run", false)
    .parse()
    .opts<Options>();
}

function toCount(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError("a whole number is needed");
  return Number(text);
}

async function readQuestions({ questions: path, half }: Options): Promise<BenchQuestion[]> {
  const all = parseQuestions(await readLines(path), path);
  const questions = all.filter(({ id }) => half === undefined || halfOf(id) === half);
  if (questions.length === 0) throw new DataError(`${path}: there are no questions to ask`);
  return questions;
}

async function readArticles({ articles: path, limit }: Options): Promise<Article[]> {
  const lines = (await readLines(path)).slice(0, limit);
  return lines.flatMap((line, i) => (line.trim() === "" ? [] : parseArticleLine(line, `${path}:${i + 1}`)));
}

async function readLines(path: string): Promise<string[]> {
  try {
    return (await readFile(path, "utf8")).split("\n");
  } catch (cause) {
    throw new DataError(`${path} cannot be read: ${messageOf(cause)}`, { cause });
  }
}

/** Indexes once for all runs, and says how fast that went. */
function indexed(articles: readonly Article[], tokenizer: Tokenizer): (weights: RankingWeights) => Retriever {
  const before = process.cpuUsage();
  const builder = createKeywordBuilder(tokenizer);
  for (const article of articles) builder.add(article);
  const keywords = builder.finish();
  console.error(
    `${articles.length} articles, ${((articles.length * 1000) / cpuMs(before)).toFixed(0)} a CPU-second`,
  );
  const chunks = articles.flatMap(({ body }, article) =>
    chunkBody(body).map((span) => ({ ...span, article })),
  );
  return (weights) =>
    createRetriever({ articles, chunks, keywords, tokenizer, dictionary: EMPTY_DICTIONARY, weights });
}

function cpuMs(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
}

async function askAll(retriever: Retriever, asked: readonly BenchQuestion[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const question of asked) {
    const from = performance.now();
    const passages = await retriever.retrieve({ ...question.query, k: 10 });
    outcomes.push({ question, found: distinct(passages), ms: performance.now() - from });
  }
  return outcomes;
}

/** Each article once, at the place of its best passage. */
function distinct(passages: readonly Passage[]): Article[] {
  return [...new Set(passages.map(({ article }) => article))];
}

/** `near=0.5,1` as one run for each value. */
function trialsOf(trial: string, base: RankingWeights) {
  const [name, values = ""] = trial.split("=", 2);
  return values.split(",").map((value) => {
    const setting = `${name}=${value}`;
    return { name: setting, weights: withValue(base, setting) };
  });
}

/** @param setting `near=0.5`, or `bm25Words.b=0.4` for a value inside another */
function withValue(weights: RankingWeights, setting: string): RankingWeights {
  const [name = "", text = ""] = setting.split("=", 2);
  const [field = "", inner] = name.split(".", 2);
  const old: unknown = Object.entries(weights).find(([key]) => key === field)?.[1];
  const known =
    inner === undefined ? typeof old === "number" : typeof old === "object" && old && inner in old;
  if (!known) throw new UsageError(`“${name}” is no weight: ${weightNames().join(", ")}`);
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value))
    throw new UsageError(`${name}: “${text}” is not a number`);
  return { ...weights, [field]: inner === undefined ? value : { ...(old as object), [inner]: value } };
}

function weightNames(): string[] {
  return Object.entries(DEFAULT_WEIGHTS).flatMap(([name, value]) =>
    typeof value === "number" ? [name] : Object.keys(value).map((inner) => `${name}.${inner}`),
  );
}

function renderFailures(
  outcomes: readonly Outcome[],
  articles: readonly Article[],
  { failures }: Options,
): string {
  const opening = (article: Article | undefined) =>
    article ? `${article.title} ${article.body.slice(0, 150).replace(/\s+/g, " ")}` : "nothing";
  const failed = outcomes.filter(({ question, found }) => !question.gold.flat().includes(found[0]?.id ?? ""));
  return failed
    .slice(0, failures)
    .map(({ question, found }) => {
      const ids = question.gold.flat();
      const rank = found.findIndex(({ id }) => ids.includes(id)) + 1;
      return [
        `\n${question.id} [${question.kind}] ${question.query.text}`,
        `  answer: ${question.answer}`,
        `  found:  ${opening(found[0])}`,
        `  wanted: (rank ${rank || "-"}) ${opening(articles.find(({ id }) => ids.includes(id)))}`,
      ].join("\n");
    })
    .join("\n");
}

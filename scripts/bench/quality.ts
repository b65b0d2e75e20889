/**
 * Measures what the retriever finds, on any articles and questions in the form
 * of shared/benchmarks/README.md.
 *
 *   tsx scripts/bench/quality.ts --articles FILE.jsonl --questions FILE.jsonl
 *     [--half a|b]              only the questions whose id hashes to this half: tune on one, report the other
 *     [--try weight=v1,v2,…]    once more with each value of a weight of src/search/ranking.ts; may be given several times
 *     [--set weight=value]      another value for all runs
 *     [--failures N]            the first N questions without a gold article in the first place
 *     [--segmenter auto|nodejieba|intl] [--limit N] [--json]
 */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { chunkBody } from "../../src/index/chunk.js";
import { createKeywordBuilder } from "../../src/index/keywords.js";
import { createTokenizer } from "../../src/index/tokens.js";
import { type Article, parseArticleLine } from "../../src/news/article.js";
import { EMPTY_DICTIONARY } from "../../src/news/dictionary.js";
import { DEFAULT_WEIGHTS, type RankingWeights } from "../../src/search/ranking.js";
import { createRetriever, type Passage, type Retriever } from "../../src/search/retriever.js";
import { measure, type Outcome, toLine, toTable } from "./measures.js";
import { type BenchQuestion, halfOf, readQuestions } from "./questions.js";

const { values: options } = parseArgs({
  options: {
    articles: { type: "string" },
    questions: { type: "string" },
    half: { type: "string" },
    try: { type: "string", multiple: true, default: [] },
    set: { type: "string", multiple: true, default: [] },
    failures: { type: "string", default: "0" },
    segmenter: { type: "string", default: "auto" },
    limit: { type: "string" },
    json: { type: "boolean", default: false },
  },
});
if (!options.articles || !options.questions) {
  console.error("quality: --articles and --questions are needed");
  process.exit(2);
}

const articles = readArticles(options.articles, Number(options.limit ?? Number.POSITIVE_INFINITY));
const questions = readQuestions(options.questions).filter(
  ({ id }) => options.half === undefined || halfOf(id) === options.half,
);
const tokenizer = await createTokenizer([], {
  segmenter: options.segmenter as "auto" | "nodejieba" | "intl",
});
const started = process.cpuUsage();
const builder = createKeywordBuilder(tokenizer);
for (const article of articles) builder.add(article);
const keywords = builder.finish();
const cpu = process.cpuUsage(started);
console.error(
  `${articles.length} articles, ${((articles.length * 1e6) / (cpu.user + cpu.system)).toFixed(0)} a CPU-second`,
);
const chunks = articles.flatMap(({ body }, article) => chunkBody(body).map((span) => ({ ...span, article })));

const base = options.set.reduce(withValue, DEFAULT_WEIGHTS);
const runs = [{ name: "as set", weights: base }];
for (const trial of options.try) {
  const [name, list] = trial.split("=") as [string, string];
  for (const value of list.split(","))
    runs.push({ name: `${name}=${value}`, weights: withValue(base, `${name}=${value}`) });
}
for (const { name, weights } of runs) {
  const retriever = createRetriever({
    articles,
    chunks,
    keywords,
    tokenizer,
    dictionary: EMPTY_DICTIONARY,
    weights,
  });
  const before = process.cpuUsage();
  const outcomes = await askAll(retriever, questions);
  const spent = process.cpuUsage(before);
  console.error(`${((spent.user + spent.system) / 1e3 / questions.length).toFixed(2)} CPU-ms a question`);
  const table = measure(outcomes);
  if (options.json) console.log(JSON.stringify({ name, ...table }));
  else console.log(runs.length === 1 ? toTable(table) : toLine(name, table));
  if (runs.length === 1) printFailures(outcomes, Number(options.failures));
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

function readArticles(file: string, limit: number): Article[] {
  const lines = readFileSync(file, "utf8").split("\n").filter(Boolean).slice(0, limit);
  return lines.map((line, i) => parseArticleLine(line, `${file}:${i + 1}`));
}

function withValue(weights: RankingWeights, setting: string): RankingWeights {
  const [name, value] = setting.split("=") as [string, string];
  const [field, inner] = name.split(".") as [keyof RankingWeights, string | undefined];
  if (!(field in weights)) throw new Error(`no weight ${field}`);
  if (!inner) return { ...weights, [field]: Number(value) };
  return { ...weights, [field]: { ...(weights[field] as object), [inner]: Number(value) } };
}

function printFailures(outcomes: readonly Outcome[], count: number): void {
  const failed = outcomes.filter(({ question, found }) => !question.gold.flat().includes(found[0]?.id ?? ""));
  for (const { question, found } of failed.slice(0, count)) {
    const rank = found.findIndex(({ id }) => question.gold.flat().includes(id)) + 1;
    const gold = articles.find(({ id }) => question.gold.flat().includes(id));
    console.log(`\n${question.id} [${question.kind}] ${question.query.text}\n  answer: ${question.answer}`);
    console.log(`  found:  ${found[0]?.title} ${found[0]?.body.slice(0, 150).replace(/\s+/g, " ")}`);
    console.log(
      `  wanted: (rank ${rank || "-"}) ${gold?.title} ${gold?.body.slice(0, 150).replace(/\s+/g, " ")}`,
    );
  }
}

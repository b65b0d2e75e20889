/**
 * Measures what vectors add where words fail: questions that share no word with the article that answers them.
 *
 * Usage: npx tsx scripts/bench/paraphrase.ts [--articles data/articles] [--questions data/eval/paraphrases.jsonl]
 *          [--size 2000] [--dictionary data/dict] [--embedder builtin] [--half a|b]
 *          [--vector 0.5,1,2] [--suffice 0.3,0.5,0.7]
 *
 * Questions have the form of data/eval. The first rows are words without vectors and vectors without words; then
 * each pair of weights: what a vector counts for, and the share of a question from which on words suffice.
 * Beside the shares: how many articles more (or fewer) stand first and among the ten than with words alone.
 */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InvalidArgumentError, Option } from "commander";
import { assembleNewsroom } from "../../src/assemble.js";
import { parseIsoDay } from "../../src/clock.js";
import { projectRoot } from "../../src/config.js";
import { DataError } from "../../src/errors.js";
import type { Generation } from "../../src/index/generation.js";
import { findMeant } from "../../src/search/meaning.js";
import { DEFAULT_WEIGHTS } from "../../src/search/ranking.js";
import { createRetriever, type Query } from "../../src/search/retriever.js";
import { buildIndex, openIndex } from "../../src/wiring.js";
import { createCommand, runCommand } from "../cli.js";
import { poolOf, readArticles, toArticleLines } from "./corpus.js";
import { benchEmbedder } from "./embedder.js";
import { halfOf, parseEvalAsBench } from "./questions.js";

interface Options {
  readonly articles: string;
  readonly questions: string;
  readonly size?: number;
  readonly dictionary: string;
  readonly embedder: string;
  readonly half?: "a" | "b";
  readonly vector: readonly number[];
  readonly suffice: readonly number[];
}

interface Asked {
  readonly id: string;
  readonly query: Query;
  readonly gold: readonly string[];
}

/** Ids of articles, best first. */
type Finder = (query: Query) => Promise<readonly string[]>;

const K = 10;

await runCommand(async (signal) => {
  const options = readOptions();
  const folder = await mkdtemp(join(tmpdir(), "paraphrase-"));
  const embedder = await benchEmbedder(options.embedder);
  try {
    const { dictionary: dictionaryDir } = options;
    const articlesPath = await poolFile(options, folder);
    await buildIndex({ articlesPath, dictionaryDir, indexDir: join(folder, "index"), embedder, signal });
    const generation = await openIndex(join(folder, "index"), embedder);
    const asked = await readQuestions(options, generation);
    console.log(
      `${generation.articles.length} articles, ${asked.length} questions, ${generation.embedder.id}`,
    );
    let words: Found | null = null;
    for (const [name, find] of findersOf(generation, options)) {
      const found = await findAll(find, asked);
      console.log(toLine(name, found, words));
      words ??= found;
    }
  } finally {
    await embedder.close?.();
    await rm(folder, { recursive: true, force: true });
  }
});

function readOptions(): Options {
  return createCommand("paraphrase", "Measures what vectors add where words fail.")
    .name("npx tsx scripts/bench/paraphrase.ts")
    .option("--articles <path>", "folder of Markdown articles, or a file of JSON lines", ours("articles"))
    .option(
      "--questions <file>",
      "JSON lines of questions and articles",
      ours(join("eval", "paraphrases.jsonl")),
    )
    .option("--size <number>", "only so many articles, those asked for among them", toSize)
    .option("--dictionary <folder>", "names and synonyms", ours("dict"))
    .option("--embedder <name>", "what makes the vectors", "builtin")
    .addOption(new Option("--half <half>", "only questions whose id hashes to it").choices(["a", "b"]))
    .option("--vector <numbers>", "what a vector counts for", toNumbers, [DEFAULT_WEIGHTS.vector])
    .option("--suffice <numbers>", "share from which on words do", toNumbers, [DEFAULT_WEIGHTS.wordsSuffice])
    .parse()
    .opts<Options>();
}

/** From wherever the command is started. */
function ours(path: string): string {
  return join(projectRoot(), "data", path);
}

function toSize(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError("a whole number is needed");
  return Number(text);
}

/** The articles as given, or a pool of them that holds what the questions ask for. */
async function poolFile({ articles, questions, size }: Options, folder: string): Promise<string> {
  if (size === undefined) return articles;
  const asked = parseEvalAsBench(await readFile(questions, "utf8"), questions);
  const pool = poolOf({ articles: await readArticles(articles), questions: asked }, size);
  const path = join(folder, "articles.jsonl");
  await writeFile(path, toArticleLines(pool.articles));
  return path;
}

function toNumbers(text: string): number[] {
  const values = text.split(",").map(Number);
  if (!values.every((value) => Number.isFinite(value) && value >= 0))
    throw new InvalidArgumentError("numbers divided by commas are needed");
  return values;
}

async function readQuestions({ questions: path, half }: Options, generation: Generation): Promise<Asked[]> {
  const { questions } = assembleNewsroom(generation, { stopwatch: () => 0 });
  const lines = (await readFile(path, "utf8")).split("\n").filter((line) => line.trim() !== "");
  const asked = lines.map((line, i) => {
    const { id, question, today: day, articles } = JSON.parse(line) as Record<string, unknown>;
    const today = parseIsoDay(String(day));
    if (typeof id !== "string" || typeof question !== "string" || !today || !Array.isArray(articles))
      throw new DataError(`${path}:${i + 1}: id, question, today and articles are needed`);
    const { standalone: text, clauses, period } = questions.read(question, { today });
    const query = {
      text,
      clauses: clauses.map((clause) => clause.text),
      today,
      period: period?.range ?? null,
    };
    return { id, query: { ...query, k: K }, gold: articles.map(String) };
  });
  const known = new Set<string>(generation.articles.map(({ id }) => id));
  const strange = asked.find(({ gold }) => !gold.some((id) => known.has(id)));
  if (strange) throw new DataError(`${path}: ${strange.id}: none of its articles is there`);
  return asked.filter(({ id }) => half === undefined || halfOf(id) === half);
}

function* findersOf(
  generation: Generation,
  { vector, suffice }: Options,
): Generator<readonly [string, Finder]> {
  const { vectors, embedder, chunks, articles, ...rest } = generation;
  const words = { ...rest, chunks, articles };
  const finder = (retriever: ReturnType<typeof createRetriever>): Finder => {
    return async (query) => [...new Set((await retriever.retrieve(query)).map(({ article }) => article.id))];
  };
  yield ["words alone", finder(createRetriever(words))];
  yield [
    "vectors alone",
    async ({ text }) => {
      const meant = await findMeant(text, { embedder, vectors, chunks }, { count: 3 * K });
      return meant.sort((a, b) => b.similarity - a.similarity).map(({ article }) => articles[article]!.id);
    },
  ];
  for (const wordsSuffice of suffice)
    for (const weight of vector) {
      const weights = { ...DEFAULT_WEIGHTS, vector: weight, wordsSuffice };
      const name = `vector ${weight}, words suffice at ${wordsSuffice}`;
      yield [name, finder(createRetriever({ ...words, vectors, embedder, weights }))];
    }
}

interface Found {
  /** Place of the first right article, from 0; null where it is not among the ten. */
  readonly places: readonly (number | null)[];
  readonly ms: number;
}

async function findAll(find: Finder, asked: readonly Asked[]): Promise<Found> {
  const from = performance.now();
  const places: (number | null)[] = [];
  for (const { query, gold } of asked) {
    const at = (await find(query)).findIndex((id) => gold.includes(id));
    places.push(at < 0 || at >= K ? null : at);
  }
  return { places, ms: (performance.now() - from) / asked.length };
}

/** @param words what words alone find, to be compared with; null for that line itself */
function toLine(name: string, { places, ms }: Found, words: Found | null): string {
  const within = (found: Found["places"], k: number) =>
    found.filter((place) => place !== null && place < k).length;
  const share = (k: number) => (within(places, k) / places.length).toFixed(3);
  const reciprocal = places.reduce<number>((sum, place) => sum + (place === null ? 0 : 1 / (place + 1)), 0);
  const figures = `hit@1 ${share(1)}  hit@5 ${share(5)}  hit@10 ${share(10)}  mrr@10 ${(reciprocal / places.length).toFixed(3)}`;
  const more = (k: number) => within(places, k) - within(words?.places ?? places, k);
  const signed = (count: number) => (count > 0 ? `+${count}` : String(count)).padStart(3);
  const gain = words ? `  first ${signed(more(1))}  ten ${signed(more(K))}` : "";
  return `${name.padEnd(36)} ${figures}${gain}  ms ${ms.toFixed(2)}`;
}

/**
 * Articles and questions that are measured on, and smaller pools of the same:
 * a pool keeps the articles its questions need and adds others in their order,
 * so that a search in 2,000 and one in 20,000 look for the same things.
 */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { DataError, messageOf } from "../../src/errors.js";
import { readArchive } from "../../src/news/archive.js";
import type { Article } from "../../src/news/article.js";
import { type BenchQuestion, halfOf, parseEvalAsBench, parseQuestions } from "./questions.js";

export interface Corpus {
  readonly articles: readonly Article[];
  readonly questions: readonly BenchQuestion[];
}

/**
 * @param half only questions whose id hashes to it
 * @throws {DataError} naming the file, the line and what is wrong with it, or if nothing is left to ask.
 */
export async function readQuestions(path: string, half?: "a" | "b"): Promise<BenchQuestion[]> {
  const text = await readText(path);
  // Only the questions of `npm run eval` say what they expect.
  const all = /^\s*\{[^\n]*"expect"\s*:/.test(text)
    ? parseEvalAsBench(text, path)
    : parseQuestions(text.split("\n"), path);
  const questions = all.filter(({ id }) => half === undefined || halfOf(id) === half);
  if (questions.length === 0) throw new DataError(`${path}: there are no questions to ask`);
  return questions;
}

/** @param path a folder of Markdown, or JSON lines @param limit only the first so many */
export async function readArticles(path: string, limit?: number): Promise<Article[]> {
  const { articles, faults } = await readArchive(path);
  for (const fault of faults) console.error(`left out: ${fault}`);
  return articles.slice(0, limit);
}

/** One line an article, as `npm run index` takes them. */
export function toArticleLines(articles: readonly Article[]): string {
  return articles.map(({ body, ...rest }) => `${JSON.stringify({ ...rest, text: body })}\n`).join("");
}

/**
 * So many articles, with the questions that they can answer: in their order, until half of the pool is theirs.
 *
 * @throws {DataError} if not one question can be asked.
 */
export function poolOf({ articles, questions }: Corpus, size: number): Corpus {
  const known = new Map(articles.map((article) => [article.id as string, article]));
  const needed = new Set<string>();
  const asked = questions.filter(({ gold }) => {
    const ids = gold.flat().filter((id) => known.has(id));
    const answerable = gold.every((group) => group.some((id) => known.has(id)));
    const room = size >= articles.length || new Set([...needed, ...ids]).size <= size / 2;
    if (answerable && room) for (const id of ids) needed.add(id);
    return answerable && room;
  });
  if (asked.length === 0)
    throw new DataError(`none of the questions can be answered from ${size} of these articles`);
  let left = size - needed.size;
  const pool = articles.filter(({ id }) => needed.has(id) || left-- > 0);
  return { articles: pool, questions: asked };
}

/** `articles*.jsonl` and `questions.jsonl` of a folder. @throws {DataError} if they are not there. */
export async function pathsIn(folder: string): Promise<{ articles: string; questions: string }> {
  const names = await readdir(folder).catch((cause: unknown) => {
    throw new DataError(`${folder} cannot be read: ${messageOf(cause)}`, { cause });
  });
  const [articles, another] = names.filter((name) => /^articles.*\.jsonl$/.test(name)).sort();
  const hint = "it should hold one articles….jsonl and questions.jsonl; or give --articles and --questions";
  if (articles === undefined || !names.includes("questions.jsonl"))
    throw new DataError(`${folder} does not hold both articles and questions`, { hint });
  if (another !== undefined)
    throw new DataError(`${folder} holds more than one file of articles: ${articles}, ${another}`, { hint });
  return { articles: join(folder, articles), questions: join(folder, "questions.jsonl") };
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    throw new DataError(`${path} cannot be read: ${messageOf(cause)}`, { cause });
  }
}

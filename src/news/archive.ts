/**
 * The archive that is indexed: a folder of Markdown articles, or one file of
 * JSON lines. Reading never stops at one bad article; it is named and left out.
 */
import { createReadStream } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { join, sep } from "node:path";
import { DataError, messageOf } from "../errors.js";
import type { Article } from "./article.js";
import { decodeText } from "./decode.js";
import { isArticleName } from "./readers/article-name.js";
import { readJsonl } from "./readers/jsonl.js";
import { readMarkdownArticle } from "./readers/markdown.js";

/** An article that was left out. As a string, it is one line for the operator. */
export class ArchiveFault {
  constructor(
    readonly where: string,
    readonly reason: string,
  ) {}

  toString(): string {
    return `${this.where}: ${this.reason}`;
  }
}

export interface Archive {
  /** In the order of their paths, or of their lines. Ids are unique. */
  readonly articles: Article[];
  readonly faults: ArchiveFault[];
}

/**
 * @param path a folder, read with all folders in it, or a `.jsonl` file
 * @throws {DataError} if there is nothing to read, or more than 5 % of the lines are broken
 */
export async function readArchive(path: string): Promise<Archive> {
  const found = await stat(path).catch((cause: unknown) => {
    throw new DataError(`${path} is not there`, { cause, hint: "give the articles with --articles" });
  });
  const { articles, faults } = found.isDirectory() ? await readFolder(path) : await readLines(path);
  return withoutDuplicates(articles, faults);
}

async function readFolder(folder: string): Promise<Archive> {
  const names = (await readdir(folder, { recursive: true })).map((name) => name.split(sep).join("/"));
  const articles: Article[] = [];
  const faults: ArchiveFault[] = [];
  for (const name of names.sort()) {
    const parts = name.split("/");
    if (parts.some((part) => part.startsWith(".")) || !isArticleName(parts.at(-1)!)) continue;
    const where = join(folder, name);
    try {
      articles.push(readMarkdownArticle(await readText(where), { name, where }));
    } catch (error) {
      faults.push(new ArchiveFault(where, reasonOf(error, where)));
    }
  }
  return { articles, faults };
}

/** @throws {DataError} saying why the file is no text */
async function readText(path: string): Promise<string> {
  const decoded = decodeText(await readFile(path));
  if (decoded.kind === "text") return decoded.text;
  throw new DataError(decoded.kind === "empty" ? "the file is empty" : decoded.reason);
}

function reasonOf(error: unknown, where: string): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === "EACCES" || code === "EPERM") return "may not be read (permission denied)";
  return messageOf(error).replace(`${where}: `, "");
}

async function readLines(path: string): Promise<Archive> {
  const input = createReadStream(path, "utf8");
  try {
    const { articles, faults } = await readJsonl(linesOf(input), path);
    return { articles, faults: faults.map(({ where, reason }) => new ArchiveFault(where, reason)) };
  } catch (error) {
    if (error instanceof DataError) throw error;
    throw new DataError(`${path} cannot be read`, { cause: error });
  } finally {
    input.destroy();
  }
}

/** Cut at `\n` only: node:readline also cuts at U+2028, which may stand in a JSON string. */
async function* linesOf(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = "";
  for await (const chunk of chunks) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop()!;
    yield* lines;
  }
  yield rest;
}

/** The first article with an id is kept. */
function withoutDuplicates(all: readonly Article[], faults: readonly ArchiveFault[]): Archive {
  const seen = new Set<string>();
  const articles: Article[] = [];
  const twice: ArchiveFault[] = [];
  for (const article of all) {
    if (seen.has(article.id))
      twice.push(new ArchiveFault(article.id, "the id is used twice; the first article is kept"));
    else articles.push(article);
    seen.add(article.id);
  }
  return { articles, faults: [...faults, ...twice] };
}

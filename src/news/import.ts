/**
 * Files and folders → imported articles. One bad file is named and left out;
 * it never keeps the others from being read.
 */
import { createHash } from "node:crypto";
import { readdir, readFile, realpath, stat } from "node:fs/promises";
import { basename, join, sep } from "node:path";
import { DataError, messageOf } from "../errors.js";
import type { Source } from "./archive-write.js";
import { decodeText } from "./decode.js";
import { isArticleName } from "./readers/article-name.js";
import type { Fault, ImportedFile } from "./readers/imported.js";
import { readJsonl } from "./readers/jsonl.js";
import { readMarkdownArticle } from "./readers/markdown.js";
import { readTextFiles, type TextOptions } from "./readers/text.js";
import { removeHidden } from "./text.js";

export interface InputFile {
  readonly path: string;
  readonly text: string;
  readonly source: Source;
}

export interface ImportedInput extends ImportedFile {
  readonly source: Source;
}

const PAGE = /\.(?:txt|text)$/i;
const LINES = /\.(?:jsonl|ndjson)$/i;
const MARKDOWN = /\.(?:md|markdown)$/i;

/** Reads files, and the files of folders; a file that is named twice is read once. */
export async function readInputs(
  paths: readonly string[],
): Promise<{ inputs: InputFile[]; faults: Fault[] }> {
  const inputs: InputFile[] = [];
  const faults: Fault[] = [];
  const seen = new Set<string>();
  for (const path of paths) {
    try {
      for (const file of await filesOf(path)) {
        const real = await realpath(file);
        if (seen.has(real)) continue;
        seen.add(real);
        const input = await readInput(file).catch((error: unknown) => reasonOf(error));
        if (typeof input === "string") faults.push({ where: file, reason: input });
        else inputs.push(input);
      }
    } catch (error) {
      faults.push({ where: path, reason: reasonOf(error) });
    }
  }
  return { inputs, faults };
}

/** The file itself, or what can be read in a folder and its folders, in order of names. */
async function filesOf(path: string): Promise<string[]> {
  if (!(await stat(path)).isDirectory()) return [path];
  const names = (await readdir(path, { recursive: true })).map((name) => name.split(sep).join("/")).sort();
  const files = names.filter(
    (name) => !name.split("/").some((part) => part.startsWith(".")) && isReadable(name),
  );
  if (files.length === 0) throw new DataError("no readable files in this folder (.txt, .md, .jsonl)");
  return files.map((name) => join(path, name));
}

function isReadable(name: string): boolean {
  return PAGE.test(name) || LINES.test(name) || isArticleName(basename(name));
}

/** @throws {DataError} */
async function readInput(path: string): Promise<InputFile> {
  const bytes = await readFile(path);
  const decoded = decodeText(bytes);
  if (decoded.kind === "empty") throw new DataError("the file is empty");
  if (decoded.kind === "binary") throw new DataError(decoded.reason);
  const hash = createHash("sha256").update(bytes).digest("hex");
  return { path, text: decoded.text, source: { name: basename(path), hash } };
}

function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === "ENOENT") return "not there";
  if (code === "EACCES" || code === "EPERM") return "may not be read (permission denied)";
  if (code === "EISDIR" || code === "ENXIO") return "not a file";
  return messageOf(error);
}

/** Reads every input in its own format; pages of raw text are read together. */
export async function importInputs(
  inputs: readonly InputFile[],
  options: TextOptions,
): Promise<ImportedInput[]> {
  const pages = inputs.filter(({ path }) => !LINES.test(path) && !MARKDOWN.test(path));
  const read = new Map(
    readTextFiles(
      pages.map(({ path, text }) => ({ file: path, text })),
      options,
    ).map((file) => [file.file, file]),
  );
  return Promise.all(
    inputs.map(async (input) => ({
      source: input.source,
      ...(read.get(input.path) ?? (await importArticles(input, options))),
    })),
  );
}

/** Markdown and JSON lines hold articles already; what they do not say is filled in. */
async function importArticles({ path, text }: InputFile, options: TextOptions): Promise<ImportedFile> {
  const { removed } = removeHidden(text.replaceAll("\r", ""));
  const note = removed > 0 ? [`${removed} hidden characters taken out of the file`] : [];
  try {
    const { articles, faults } = LINES.test(path)
      ? await readJsonl(text.split("\n"), path)
      : { articles: [readMarkdownArticle(text, { name: basename(path), where: path })], faults: [] };
    const filled = articles.map(({ id: _, ...article }, i) => ({
      article: {
        ...article,
        publishedOn: article.publishedOn ?? options.published,
        paper: article.paper ?? options.paper,
      },
      warnings: i === 0 ? note : [],
    }));
    return { file: path, articles: filled, orphans: [], faults };
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    return {
      file: path,
      articles: [],
      orphans: [],
      faults: [{ where: path, reason: error.message.replace(`${path}: `, "") }],
    };
  }
}

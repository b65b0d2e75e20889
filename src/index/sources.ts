/**
 * Whether the articles have changed since an index was built, told without
 * reading them as articles. Small archives are hashed, so that a fresh clone or
 * a copied folder is not taken for a change; for large ones names, sizes and
 * times of change must do, because looking has to be fast before every question.
 */
import { createHash } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { DataError } from "../errors.js";
import { isArticleName } from "../news/readers/article-name.js";
import type { Sources, Stamp } from "./manifest.js";

// 64 MB are read and hashed in 0.1 s; opening 2,000 files takes as long.
const MOST_BYTES = 64 << 20;
const MOST_FILES = 2_000;

export interface SourcePaths {
  /** A folder of articles, or one file. */
  readonly articlesPath: string;
  readonly dictionaryDir: string;
  readonly indexDir: string;
}

/** @throws {DataError} if there is no such folder or file. A missing dictionary is an empty one. */
export async function sourceStamp({ articlesPath, dictionaryDir, indexDir }: SourcePaths): Promise<Sources> {
  const files = await listFiles(articlesPath, isArticleName);
  if (!files)
    throw new DataError(`${articlesPath} is not there`, { hint: "give the articles with --articles" });
  return {
    path: relative(indexDir, articlesPath).split(sep).join("/"),
    articles: await stampOf(articlesPath, files),
    dictionary: await stampOf(dictionaryDir, (await listFiles(dictionaryDir, isTable)) ?? []),
  };
}

/** What an index was built from and is no longer so; empty if it is up to date. */
export function changedSources(built: Sources, now: Sources): ("articles" | "dictionary")[] {
  return (["articles", "dictionary"] as const).filter(
    (part) => built[part].hash !== now[part].hash || built[part].by !== now[part].by,
  );
}

/** Attempts to read an archive that somebody else is writing. */
const MOST_READINGS = 3;

/**
 * Reads until nothing has changed from before to after, so that what was read is what the stamp says: an
 * archive whose disk goes away in the middle would otherwise pass for one of which half was deleted.
 *
 * @throws {DataError} if it changes with every reading, and what `stamp` and `read` throw.
 */
export async function readSteady<T>(
  stamp: () => Promise<Sources>,
  read: () => Promise<T>,
): Promise<{ readonly sources: Sources; readonly content: T }> {
  let sources = await stamp();
  for (let reading = 0; reading < MOST_READINGS; reading++) {
    const content = await read();
    const after = await stamp();
    if (changedSources(sources, after).length === 0) return { sources, content };
    sources = after;
  }
  throw new DataError("the articles or the dictionary change while they are read", {
    hint: "wait until whatever writes them has ended, then npm run index",
  });
}

interface SourceFile {
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
  readonly changed: number;
}

const isTable = (name: string) => name.endsWith(".tsv");

/** @param isOurs whether a file of that name, in a folder, is read at all */
async function listFiles(root: string, isOurs: (name: string) => boolean): Promise<SourceFile[] | null> {
  const top = await stat(root).catch(() => null);
  if (!top) return null;
  if (!top.isDirectory()) return [{ name: "", path: root, bytes: top.size, changed: top.mtimeMs }];
  const names = (await readdir(root, { recursive: true })).map((name) => name.split(sep).join("/"));
  const files: SourceFile[] = [];
  for (const name of names.sort()) {
    const parts = name.split("/");
    if (parts.some((part) => part.startsWith(".")) || !isOurs(parts.at(-1)!)) continue;
    const path = join(root, name);
    const entry = await stat(path).catch(() => null);
    if (entry?.isFile()) files.push({ name, path, bytes: entry.size, changed: entry.mtimeMs });
  }
  return files;
}

async function stampOf(root: string, files: readonly SourceFile[]): Promise<Stamp> {
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const by = bytes <= MOST_BYTES && files.length <= MOST_FILES ? "content" : "times";
  const hash = createHash("sha256");
  for (const file of files) {
    hash.update(`${file.name}\0${file.bytes}\0`);
    if (by === "times") hash.update(`${file.changed}\0`);
    else hash.update(await readFile(file.path).catch((cause) => unreadable(root, file, cause)));
  }
  return { files: files.length, bytes, by, hash: hash.digest("hex") };
}

function unreadable(root: string, file: SourceFile, cause: unknown): never {
  throw new DataError(`${join(root, file.name)} cannot be read`, { cause });
}

/**
 * A generation: everything one answer needs, built together, checked together,
 * never changed. `CURRENT` names the one that serves; the ones before it stay
 * for when something happens to it.
 */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Article } from "../news/article.js";
import type { Dictionary } from "../news/dictionary.js";
import type { Register } from "../news/register.js";
import type { Chunk } from "./chunk.js";
import type { Embedder } from "./embedder.js";
import type { KeywordIndex } from "./keywords.js";
import type { Manifest } from "./manifest.js";
import type { Tokenizer } from "./tokens.js";
import type { VectorIndex } from "./vectors.js";

export interface Generation {
  readonly id: string;
  readonly manifest: Manifest;
  readonly articles: readonly Article[];
  readonly chunks: readonly Chunk[];
  readonly keywords: KeywordIndex;
  /** Labels are positions in `chunks`. */
  readonly vectors: VectorIndex;
  readonly embedder: Embedder;
  readonly tokenizer: Tokenizer;
  /** The district's, with the names mined from these articles. */
  readonly dictionary: Dictionary;
  readonly register: Register;
  /** What a person should know of how it was opened: another one was damaged, a stand-in serves. */
  readonly warnings: readonly string[];
}

export const CURRENT_FILE = "CURRENT";
/** Ids start with a time, `20250331T081500000Z-…`, so the newest sorts last; `.part` marks unfinished ones. */
const ID = /^\d{8}T\d{9}Z-[0-9a-f]{10}$/;

export function generationsDir(indexDir: string): string {
  return join(indexDir, "generations");
}

export function generationDir(indexDir: string, id: string): string {
  return join(generationsDir(indexDir), id);
}

/** Ids of the finished generations, newest first; empty if there is no index. A folder that cannot be read is an error. */
export async function listGenerations(indexDir: string): Promise<string[]> {
  const names = await readdir(generationsDir(indexDir)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return [] as string[];
    throw error;
  });
  return names
    .filter((name) => ID.test(name))
    .sort()
    .reverse();
}

/** The id in CURRENT, or null if there is none or it is not one. */
export async function currentGeneration(indexDir: string): Promise<string | null> {
  const text = await readFile(join(indexDir, CURRENT_FILE), "utf8").catch(() => "");
  return ID.test(text.trim()) ? text.trim() : null;
}

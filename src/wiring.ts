/**
 * From settings to working parts, for every command that builds or asks an
 * index: which folders, which embedder, which version of this program.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { systemClock } from "./clock.js";
import { projectRoot } from "./config.js";
import { DataError, IndexFileError } from "./errors.js";
import type { BuildStage } from "./index/build-options.js";
import type { CheckReport } from "./index/check.js";
import type { EmbedderFactory } from "./index/embedder.js";
import { currentGeneration, type Generation, generationDir, listGenerations } from "./index/generation.js";
import { openGeneration, verifyGeneration } from "./index/generation-open.js";
import type { Manifest, Sources } from "./index/manifest.js";
import { changedSources, readSteady, type SourcePaths, sourceStamp } from "./index/sources.js";
import { loadHnswlib } from "./index/vectors.js";
import { startChecker } from "./index-check.js";
import { createBuiltinEmbedder } from "./models/builtin-embedder.js";
import { type Dictionary, parseDictionary } from "./news/dictionary.js";

export interface BuiltIndex {
  readonly manifest: Manifest;
  /** False: nothing had changed, so the one that was there stays. */
  readonly built: boolean;
  /** Chunks whose text was embedded by this run. */
  readonly embedded: number;
  /** Chunks whose vector came from builds before; 0 where nothing was built. */
  readonly cached: number;
  /** Articles that were left out, a sentence each. */
  readonly faults: readonly string[];
}

export interface BuildIndexOptions extends SourcePaths {
  /** Builds even if nothing has changed, and fits the embedder anew. */
  readonly full?: boolean;
  /** Default: the builtin one. */
  readonly embedder?: EmbedderFactory;
  readonly progress?: (stage: BuildStage, done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/** Builds the index, unless the one that is there was built from the same by the same. */
export async function buildIndex(options: BuildIndexOptions): Promise<BuiltIndex> {
  const { indexDir, articlesPath, full = false, signal, embedder = createBuiltinEmbedder() } = options;
  const stamp = () => sourceStamp(options);
  const tool = await toolVersion();
  const before = full ? null : await upToDate(indexDir, { sources: await stamp(), tool, embedder });
  if (before) return { manifest: before, built: false, embedded: 0, cached: 0, faults: [] };
  const checker = startChecker({ signal });
  try {
    // Who asks an index that is there needs neither.
    const { readArchive } = await import("./news/archive.js");
    const { buildGeneration } = await import("./index/generation-build.js");
    const { sources, content } = await readSteady(stamp, async () => ({
      archive: await readArchive(articlesPath),
      dictionary: await readDictionaryDir(options.dictionaryDir),
    }));
    const { articles, faults } = content.archive;
    const built = await buildGeneration({
      indexDir,
      articles,
      dictionary: content.dictionary,
      sources,
      embedder,
      tool,
      clock: systemClock,
      refit: full,
      verify: checker.verify,
      progress: options.progress,
      signal,
    });
    return { ...built, built: true, faults: faults.map(String) };
  } finally {
    checker.close();
  }
}

/** The manifest of the current generation, if it is whole and a new one would be the same. */
async function upToDate(
  indexDir: string,
  { sources, tool, embedder }: { sources: Sources; tool: string; embedder: EmbedderFactory },
): Promise<Manifest | null> {
  const manifest = await currentManifest(indexDir);
  const same =
    manifest &&
    manifest.tool === tool &&
    manifest.embedder.name === embedder.name &&
    manifest.sources.path === sources.path &&
    changedSources(manifest.sources, sources).length === 0 &&
    (manifest.vectors.kind === "hnswlib") === ((await loadHnswlib()) !== null);
  return same ? manifest : null;
}

/**
 * Looks over every generation that is kept, newest first, each in a process that it may end.
 *
 * @throws {IndexFileError} if there is none.
 */
export async function checkIndex(indexDir: string): Promise<readonly CheckReport[]> {
  const current = await currentGeneration(indexDir);
  const ids = await listGenerations(indexDir);
  if (ids.length === 0)
    throw new IndexFileError(`there is no index in ${indexDir}`, { hint: "npm run index" });
  const checker = startChecker();
  try {
    const reports: CheckReport[] = [];
    for (const id of ids) reports.push(await checker.check(generationDir(indexDir, id), id));
    if (current !== null && ids.includes(current)) return reports;
    const fault = current === null ? "it names no generation" : `it names ${current}, which is not there`;
    return [{ id: "CURRENT", checked: [], faults: [fault] }, ...reports];
  } finally {
    checker.close();
  }
}

/** @throws {IndexFileError} if there is no index that can serve. */
export async function openIndex(
  indexDir: string,
  embedder: EmbedderFactory = createBuiltinEmbedder(),
): Promise<Generation> {
  return openGeneration(indexDir, { embedder });
}

/** Whether there is an index at all, whole or not. */
export async function hasIndex(indexDir: string): Promise<boolean> {
  return (await currentGeneration(indexDir)) !== null;
}

/** What has changed since the generation was built; nothing where its articles are no longer there to compare. */
export async function changesSince(
  { manifest }: Generation,
  { indexDir, dictionaryDir }: Omit<SourcePaths, "articlesPath">,
): Promise<("articles" | "dictionary")[]> {
  const articlesPath = join(indexDir, manifest.sources.path);
  try {
    return changedSources(manifest.sources, await sourceStamp({ articlesPath, dictionaryDir, indexDir }));
  } catch (error) {
    if (error instanceof DataError) return [];
    throw error;
  }
}

/** @returns the dictionary of a folder; a table that is not there is empty. @throws {DataError} */
async function readDictionaryDir(folder: string): Promise<Dictionary> {
  const table = async (name: string) => {
    try {
      return await readFile(join(folder, name), "utf8");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return "";
      throw new DataError(`${join(folder, name)} cannot be read`, { cause: error });
    }
  };
  return parseDictionary({
    names: await table("names.tsv"),
    synonyms: await table("synonyms.tsv"),
    english: await table("english.tsv"),
  });
}

/** The manifest of the current generation, if all of it is whole. */
async function currentManifest(indexDir: string): Promise<Manifest | null> {
  const id = await currentGeneration(indexDir);
  if (id === null) return null;
  return verifyGeneration(generationDir(indexDir, id), id).catch(() => null);
}

async function toolVersion(): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(join(projectRoot(), "package.json"), "utf8"));
  return (manifest as { version: string }).version;
}

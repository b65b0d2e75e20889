/**
 * From settings to working parts, for every command that builds or asks an
 * index: which folders, which embedder, which version of this program.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { systemClock } from "./clock.js";
import { projectRoot } from "./config.js";
import { DataError } from "./errors.js";
import { currentGeneration, type Generation, generationDir } from "./index/generation.js";
import { type BuildStage, buildGeneration } from "./index/generation-build.js";
import { openGeneration, verifyGeneration } from "./index/generation-open.js";
import type { Manifest } from "./index/manifest.js";
import { changedSources, type SourcePaths, sourceStamp } from "./index/sources.js";
import { loadHnswlib } from "./index/vectors.js";
import { createBuiltinEmbedder } from "./models/builtin-embedder.js";
import { readArchive } from "./news/archive.js";
import { type Dictionary, parseDictionary } from "./news/dictionary.js";

export interface BuiltIndex {
  readonly manifest: Manifest;
  /** False: nothing had changed, so the one that was there stays. */
  readonly built: boolean;
  /** Articles that were left out, a sentence each. */
  readonly faults: readonly string[];
}

export interface BuildIndexOptions extends SourcePaths {
  /** Builds even if nothing has changed. */
  readonly full?: boolean;
  readonly progress?: (stage: BuildStage, done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/** Builds the index, unless the one that is there was built from the same by the same. */
export async function buildIndex(options: BuildIndexOptions): Promise<BuiltIndex> {
  const sources = await sourceStamp(options);
  const tool = await toolVersion();
  const embedder = createBuiltinEmbedder();
  if (!options.full) {
    const manifest = await currentManifest(options.indexDir);
    const same =
      manifest &&
      manifest.tool === tool &&
      manifest.embedder.name === embedder.name &&
      manifest.sources.path === sources.path &&
      changedSources(manifest.sources, sources).length === 0 &&
      (manifest.vectors.kind === "hnswlib") === ((await loadHnswlib()) !== null);
    if (same) return { manifest, built: false, faults: [] };
  }
  const { articles, faults } = await readArchive(options.articlesPath);
  const manifest = await buildGeneration({
    indexDir: options.indexDir,
    articles,
    dictionary: await readDictionaryDir(options.dictionaryDir),
    sources,
    embedder,
    tool,
    clock: systemClock,
    progress: options.progress,
    signal: options.signal,
  });
  return { manifest, built: true, faults: faults.map(String) };
}

/** @throws {IndexFileError} if there is no index that can serve. */
export async function openIndex(indexDir: string): Promise<Generation> {
  return openGeneration(indexDir, { embedder: createBuiltinEmbedder() });
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

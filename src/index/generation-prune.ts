/**
 * What may go: folders nobody finished, generations that are too old, caches of
 * embedders no generation has any more. Called under the lock only.
 */
import { readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { EMBEDDED_FILE, prefixOf, readEmbedded } from "./embedded-texts.js";
import { cacheDir, cacheName, compactCache, isCacheName } from "./embedding-cache.js";
import { generationDir, generationsDir, listGenerations } from "./generation.js";
import { readVerified } from "./generation-files.js";
import { type Manifest, readManifest } from "./manifest.js";

const KEPT = 3;
export const UNFINISHED = ".part";

/** Whatever is unfinished while we hold the lock belongs to a builder that is gone. */
export async function removeUnfinished(indexDir: string): Promise<void> {
  for (const folder of [indexDir, generationsDir(indexDir), cacheDir(indexDir)]) {
    for (const name of await namesIn(folder)) {
      if (name.endsWith(UNFINISHED)) await rm(join(folder, name), { recursive: true, force: true });
    }
  }
}

/** Keeps the newest three and the current one. Renamed first, so that a folder half deleted is no generation. */
export async function removeOld(indexDir: string, current: string): Promise<void> {
  for (const id of (await listGenerations(indexDir)).slice(KEPT)) {
    if (id === current) continue;
    const aside = `${generationDir(indexDir, id)}${UNFINISHED}`;
    await rename(generationDir(indexDir, id), aside);
    await rm(aside, { recursive: true, force: true });
  }
}

/** Removes the caches of embedders no generation was built with, and from the others what none needs, if it is much. */
export async function tidyCaches(indexDir: string): Promise<void> {
  const used = new Map<string, Manifest[]>();
  for (const id of await listGenerations(indexDir)) {
    const manifest = await readManifest(generationDir(indexDir, id), id).catch(() => null);
    // What an unreadable generation needs is not known; it can be built again.
    if (manifest)
      used.set(cacheName(manifest.embedder), [...(used.get(cacheName(manifest.embedder)) ?? []), manifest]);
  }
  for (const name of (await namesIn(cacheDir(indexDir))).filter(isCacheName)) {
    const generations = used.get(name);
    if (generations) await compact(indexDir, generations);
    else await rm(join(cacheDir(indexDir), name), { force: true });
  }
}

async function compact(indexDir: string, generations: readonly Manifest[]): Promise<void> {
  const keys = new Set<bigint>();
  for (const { id, files } of generations) {
    const embedded = await readVerified(generationDir(indexDir, id), EMBEDDED_FILE, files).catch(() => null);
    if (embedded) for (const key of readEmbedded(embedded).keys) keys.add(key);
  }
  await compactCache(indexDir, generations[0]!.embedder, (prefix) => keys.has(prefixOf(prefix)));
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
}

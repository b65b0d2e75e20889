/**
 * The way of a generation onto the disk: lock, room, a folder of its own, every
 * file flushed and read back, the manifest last, one rename, then `CURRENT` by
 * another. A kill at any moment leaves the old generation or the new one;
 * writing in place left 84 of 120 indexes unreadable.
 */
import { mkdir, readdir, rename, rm, statfs } from "node:fs/promises";
import { join } from "node:path";
import type { Clock } from "../clock.js";
import { IndexFileError, messageOf } from "../errors.js";
import { flushFolder, replaceFile, writeFlushed } from "./durable.js";
import {
  CURRENT_FILE,
  currentGeneration,
  generationDir,
  generationsDir,
  listGenerations,
} from "./generation.js";
import { hashOf, readFileOf, readVerified } from "./generation-files.js";
import { takeLock } from "./lock.js";
import { FORMAT, MANIFEST_FILE, type Manifest, sealManifest } from "./manifest.js";

const KEPT = 3;
const UNFINISHED = ".part";

/** What the builder knows of the manifest; the rest is found out here. */
export type Contents = Omit<Manifest, "format" | "id" | "createdAt" | "files">;

export interface UnfinishedGeneration {
  readonly folder: string;
  /** Writes and flushes a file. */
  put(name: string, content: Buffer): Promise<void>;
  /** Takes a file into the manifest that something else has written and flushed. */
  take(name: string): Promise<void>;
}

export interface CommitOptions {
  readonly clock: Clock;
  /** About what will be written; not begun if the disk has less. */
  readonly bytes: number;
}

/**
 * @param write puts the files into the folder; if it throws, the folder is taken away again
 * @throws {IndexFileError} if another builder is at work, or the disk is full or cannot be written.
 */
export async function commitGeneration(
  indexDir: string,
  { clock, bytes }: CommitOptions,
  write: (unfinished: UnfinishedGeneration) => Promise<Contents>,
): Promise<Manifest> {
  try {
    await mkdir(generationsDir(indexDir), { recursive: true });
    const release = await takeLock(indexDir, clock);
    try {
      await removeUnfinished(indexDir);
      await checkRoom(indexDir, bytes);
      const manifest = await writeGeneration(indexDir, clock, write);
      await replaceFile(join(indexDir, CURRENT_FILE), `${manifest.id}\n`);
      await flushFolder(indexDir);
      await prune(indexDir);
      return manifest;
    } finally {
      await release();
    }
  } catch (error) {
    throw asIndexError(error, indexDir);
  }
}

async function writeGeneration(
  indexDir: string,
  clock: Clock,
  write: (unfinished: UnfinishedGeneration) => Promise<Contents>,
): Promise<Manifest> {
  const folder = join(generationsDir(indexDir), `${process.pid}${UNFINISHED}`);
  try {
    await mkdir(folder);
    const files: Manifest["files"] = {};
    const note = (name: string, content: Buffer) => {
      files[name] = { bytes: content.length, sha256: hashOf(content) };
    };
    const contents = await write({
      folder,
      async put(name, content) {
        note(name, content);
        await writeFlushed(join(folder, name), content);
      },
      take: async (name) => note(name, await readFileOf(folder, name)),
    });
    // What was meant is compared with what stands on the disk, not with what a library reported.
    for (const name of Object.keys(files)) await readVerified(folder, name, files);
    const createdAt = await nextTime(indexDir, clock);
    const manifest = sealManifest({ format: FORMAT, createdAt, ...contents, files });
    await writeFlushed(join(folder, MANIFEST_FILE), `${JSON.stringify(manifest, null, 2)}\n`);
    await flushFolder(folder);
    await rename(folder, generationDir(indexDir, manifest.id));
    await flushFolder(generationsDir(indexDir));
    return manifest;
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

/** Now, but later than every generation there is, even if the clock was set back: the newest must sort last. */
async function nextTime(indexDir: string, clock: Clock): Promise<string> {
  const [newest = ""] = await listGenerations(indexDir);
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z/.exec(newest)?.slice(1).map(Number) ?? [];
  const [year = 0, month = 1, day = 1, ...time] = parts;
  const last = Date.UTC(year, month - 1, day, ...time);
  return new Date(Math.max(clock.now().getTime(), parts.length > 0 ? last + 1 : 0)).toISOString();
}

/** Called under the lock: whatever is unfinished now belongs to a builder that is gone. */
async function removeUnfinished(indexDir: string): Promise<void> {
  for (const folder of [indexDir, generationsDir(indexDir)]) {
    for (const name of await readdir(folder)) {
      if (name.endsWith(UNFINISHED)) await rm(join(folder, name), { recursive: true, force: true });
    }
  }
}

async function checkRoom(indexDir: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(indexDir);
  const megabytes = (count: number) => `${Math.ceil(count / 1e6)} MB`;
  if (bavail * bsize < bytes) {
    throw new IndexFileError(
      `the index needs about ${megabytes(bytes)}, the disk of ${indexDir} has ${megabytes(bavail * bsize)}`,
      { hint: "make room, or name another folder with --index" },
    );
  }
}

/** Keeps the newest three and the current one. Renamed first, so that a folder half deleted is no generation. */
async function prune(indexDir: string): Promise<void> {
  const current = await currentGeneration(indexDir);
  for (const id of (await listGenerations(indexDir)).slice(KEPT)) {
    if (id === current) continue;
    const aside = `${generationDir(indexDir, id)}${UNFINISHED}`;
    await rename(generationDir(indexDir, id), aside);
    await rm(aside, { recursive: true, force: true });
  }
}

const REMEDIES: Readonly<Record<string, string>> = {
  ENOSPC: "the disk is full: make room, then npm run index",
  EDQUOT: "the quota is used up: make room, then npm run index",
  EACCES: "the folder cannot be written: change its permissions, or name another with --index",
  EPERM: "the folder cannot be written: change its permissions, or name another with --index",
  EROFS: "the file system is read-only: name another folder with --index",
  EMFILE: "too many files are open: raise the limit (ulimit -n), then npm run index",
  ENOTDIR: "a file stands where the index folder should be: name another with --index",
  EEXIST: "a file stands where the index folder should be: name another with --index",
  EIO: "the disk reports a fault: check it, or name another folder with --index",
};

function asIndexError(error: unknown, indexDir: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  const hint = code === undefined ? undefined : REMEDIES[code];
  if (hint === undefined) return error;
  return new IndexFileError(`the index in ${indexDir} cannot be written: ${messageOf(error)}`, {
    cause: error,
    hint,
  });
}

/**
 * The way of a generation onto the disk: lock, room, a folder of its own, every
 * file flushed and read back, the manifest last, one rename, then `CURRENT` by
 * another. A kill at any moment leaves the old generation or the new one;
 * writing in place left 84 of 120 indexes unreadable.
 */
import { mkdir, rename, rm, statfs } from "node:fs/promises";
import { join } from "node:path";
import type { Clock } from "../clock.js";
import { IndexFileError, messageOf } from "../errors.js";
import type { VerifyGeneration } from "./build-options.js";
import { flushFolder, makeFolder, replaceFile, writeFlushed } from "./durable.js";
import { CURRENT_FILE, generationDir, generationsDir, listGenerations } from "./generation.js";
import { hashOf, readFileOf, readVerified } from "./generation-files.js";
import { removeOld, removeUnfinished, tidyCaches, UNFINISHED } from "./generation-prune.js";
import { takeLock } from "./lock.js";
import { FORMAT, MANIFEST_FILE, type Manifest, renderManifest, sealManifest } from "./manifest.js";

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
  readonly verify?: VerifyGeneration | undefined;
}

/**
 * @param write puts the files into the folder; if it throws, the folder is taken away again
 * @throws {IndexFileError} if another builder is at work, the disk is full or cannot be written, or `verify` refuses.
 */
export async function commitGeneration(
  indexDir: string,
  options: CommitOptions,
  write: (unfinished: UnfinishedGeneration) => Promise<Contents>,
): Promise<Manifest> {
  try {
    await makeFolder(generationsDir(indexDir));
    const release = await takeLock(indexDir, options.clock);
    try {
      await removeUnfinished(indexDir);
      await checkRoom(indexDir, options.bytes);
      const manifest = await writeGeneration(indexDir, options, write);
      await replaceFile(join(indexDir, CURRENT_FILE), `${manifest.id}\n`);
      await flushFolder(indexDir);
      await prune(indexDir, manifest.id);
      return manifest;
    } finally {
      // A lock that cannot be taken away names a process that will have ended when the next builder looks.
      await release().catch(() => {});
    }
  } catch (error) {
    throw asIndexError(error, indexDir);
  }
}

/** The new generation serves by now: what is too much and cannot be removed is left to the next build. */
async function prune(indexDir: string, current: string): Promise<void> {
  try {
    await removeOld(indexDir, current);
    await tidyCaches(indexDir);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
  }
}

async function writeGeneration(
  indexDir: string,
  { clock, verify }: CommitOptions,
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
    await writeFlushed(join(folder, MANIFEST_FILE), renderManifest(manifest));
    await flushFolder(folder);
    await verify?.(folder, manifest.id);
    await rename(folder, generationDir(indexDir, manifest.id));
    await flushFolder(generationsDir(indexDir));
    return manifest;
  } catch (error) {
    // If this fails too, the next builder takes it away; the first failure is the one to tell.
    await rm(folder, { recursive: true, force: true }).catch(() => {});
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

async function checkRoom(indexDir: string, bytes: number): Promise<void> {
  const { blocks, bavail, bsize } = await statfs(indexDir);
  // Some network file systems do not tell.
  if (blocks === 0) return;
  const megabytes = (count: number) => `${Math.ceil(count / 1e6)} MB`;
  if (bavail * bsize < bytes) {
    throw new IndexFileError(
      `the index needs about ${megabytes(bytes)}, the disk of ${indexDir} has ${megabytes(bavail * bsize)}`,
      { hint: "make room, or name another folder with --index" },
    );
  }
}

const REMEDIES: Readonly<Record<string, string>> = {
  ENOSPC: "the disk is full: make room, then npm run index",
  EDQUOT: "the quota is used up: make room, then npm run index",
  EACCES: "the folder cannot be written: change its permissions, or name another with --index",
  EPERM: "the folder cannot be written: change its permissions, or name another with --index",
  EROFS: "the file system is read-only: name another folder with --index",
  EMFILE: "too many files are open: raise the limit (ulimit -n), then npm run index",
  ENOENT: "the folder cannot be made, or was taken away meanwhile: name another with --index, or try again",
  ENFILE: "too many files are open: close other programs, then npm run index",
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

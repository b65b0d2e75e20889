/**
 * Writes that have reached the disk when they return. A rename alone survives
 * a killed process, but not a power cut: what was renamed may then be empty.
 */
import { mkdir, open, rename, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Makes a folder and those above it. `mkdir` with `recursive` goes round in circles for ever where
 * the system lets nobody make one (`/proc/x`).
 */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" && dirname(path) !== path) {
      await makeFolder(dirname(path));
      await mkdir(path).catch((again) => mustBeFolder(path, again));
    } else await mustBeFolder(path, error);
  }
}

async function mustBeFolder(path: string, error: unknown): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (!found?.isDirectory()) throw error;
}

/** Writes a new file and flushes it. */
export async function writeFlushed(path: string, content: Buffer | string): Promise<void> {
  const file = await open(path, "w");
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Replaces a file at one stroke: a reader sees the old content or the new, never a part. */
export async function replaceFile(path: string, content: Buffer | string): Promise<void> {
  const part = `${path}.${process.pid}.part`;
  try {
    await writeFlushed(part, content);
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

/** Flushes a folder, that is the names in it. Windows does not offer this, and needs it less. */
export async function flushFolder(path: string): Promise<void> {
  if (process.platform === "win32") return;
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

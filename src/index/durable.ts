/**
 * Writes that have reached the disk when they return. A rename alone survives
 * a killed process, but not a power cut: what was renamed may then be empty.
 */
import { open, rename, rm } from "node:fs/promises";

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

/** Replaces a small file at one stroke: a reader sees the old content or the new, never a part. */
export async function replaceFile(path: string, content: string): Promise<void> {
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

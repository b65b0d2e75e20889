/**
 * Many questions in one process: JSON lines in, JSON lines out, in the same
 * order. A line that cannot be used becomes a line with `error`, so that line
 * numbers agree; the run goes on.
 */
import { createReadStream } from "node:fs";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { createInterface } from "node:readline";
import type { z } from "zod";
import { DataError, messageOf } from "../src/errors.js";

export interface BatchResult {
  readonly lines: number;
  readonly faults: number;
}

/** Writes `out` whole or not at all. @throws {DataError} if `from` cannot be read. */
export async function runBatch(
  { from, out }: { readonly from: string; readonly out: string },
  answerLine: (row: unknown, line: number) => Promise<unknown>,
): Promise<BatchResult> {
  await mkdir(dirname(out), { recursive: true });
  const part = `${out}.part`;
  const file = await open(part, "w");
  let lines = 0;
  let faults = 0;
  try {
    let pending = "";
    let number = 0;
    for await (const line of linesOf(from)) {
      number += 1;
      if (line.trim() === "") continue;
      lines += 1;
      const result = await answerOne(line, number, answerLine);
      if (result.failed) faults += 1;
      pending += `${JSON.stringify(result.row)}\n`;
      if (pending.length > 1 << 16) {
        await file.write(pending);
        pending = "";
      }
    }
    await file.write(pending);
    await file.close();
    await rename(part, out);
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(part, { force: true });
    throw error;
  }
  return { lines, faults };
}

/** Reads a line's row. @throws {DataError} naming the field and what is wrong with it. */
export function parseRow<T extends z.ZodType>(form: T, row: unknown): z.output<T> {
  const result = form.safeParse(row);
  if (result.success) return result.data;
  const { path, message } = result.error.issues[0]!;
  throw new DataError(path.length > 0 ? `${path.join(".")}: ${message}` : message);
}

async function answerOne(
  line: string,
  number: number,
  answerLine: (row: unknown, line: number) => Promise<unknown>,
) {
  let row: unknown;
  try {
    row = JSON.parse(line);
  } catch {
    return { failed: true, row: { id: null, error: `line ${number}: not JSON` } };
  }
  try {
    return { failed: false, row: await answerLine(row, number) };
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    // A line may be `null`, or any other JSON that is no object.
    const id = (row as { readonly id?: unknown } | null)?.id;
    return { failed: true, row: { id: id ?? null, error: `line ${number}: ${messageOf(error)}` } };
  }
}

async function* linesOf(path: string): AsyncGenerator<string> {
  const stream = createReadStream(path, "utf8");
  try {
    for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
      yield line.replace(/^\uFEFF/, "");
    }
  } catch (cause) {
    throw new DataError(`${path} cannot be read: ${messageOf(cause)}`, { cause });
  }
}

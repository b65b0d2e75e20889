import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { parseRow, runBatch } from "../../scripts/batch.js";
import { DataError } from "../../src/errors.js";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "batch-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let runs = 0;
/** Files of a run of its own. */
function paths(input?: string) {
  const own = join(folder, `run${runs++}`);
  const from = `${own}.in.jsonl`;
  if (input !== undefined) writeFileSync(from, input);
  return { from, out: join(own, "out.jsonl"), own };
}
const rowsOf = (path: string): unknown[] =>
  readFileSync(path, "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));

const echo = async (row: unknown) => ({ ...(row as object), done: true });

describe("a batch", () => {
  it("gives one line for each line, in the same order", async () => {
    const ids = Array.from({ length: 3000 }, (_, id) => id);
    const { from, out } = paths(ids.map((id) => JSON.stringify({ id })).join("\n"));

    expect(await runBatch({ from, out }, echo)).toEqual({ lines: 3000, faults: 0 });

    expect(rowsOf(out)).toEqual(ids.map((id) => ({ id, done: true })));
  });

  it("reads a byte order mark, CRLF, empty lines and a last line without an end", async () => {
    const { from, out } = paths('\uFEFF{"id":1}\r\n\r\n  \n{"id":2}');

    expect(await runBatch({ from, out }, echo)).toEqual({ lines: 2, faults: 0 });
    expect(rowsOf(out)).toEqual([
      { id: 1, done: true },
      { id: 2, done: true },
    ]);
  });

  it("says in its place which line is broken and why, and goes on", async () => {
    const { from, out } = paths('{"id":"a"}\n{"id":\n{"id":"c","bad":true}\n{"id":"d"}\n');
    const result = await runBatch({ from, out }, async (row) => {
      if ((row as { bad?: boolean }).bad) throw new DataError("question: missing");
      return row;
    });

    expect(result).toEqual({ lines: 4, faults: 2 });
    expect(rowsOf(out)).toEqual([
      { id: "a" },
      { id: null, error: "line 2: not JSON" },
      { id: "c", error: "line 3: question: missing" },
      { id: "d" },
    ]);
  });

  it("goes on after JSON that is no object", async () => {
    const { from, out } = paths('null\n5\n{"id":"c"}\n{"id":"d"}\n');
    const form = z.object({ id: z.literal("d") });

    expect(await runBatch({ from, out }, async (row) => parseRow(form, row))).toEqual({
      lines: 4,
      faults: 3,
    });
    expect(rowsOf(out)).toEqual([
      { id: null, error: expect.stringMatching(/^line 1: \w/) },
      { id: null, error: expect.stringMatching(/^line 2: \w/) },
      { id: "c", error: expect.stringMatching(/^line 3: id: /) },
      { id: "d" },
    ]);
  });

  it("counts lines as the file does, empty ones too", async () => {
    const { from, out } = paths('\n\n{"id":1}\n\nnope\n');
    const seen: number[] = [];

    await runBatch({ from, out }, async (row, line) => {
      seen.push(line);
      return row;
    });

    expect(seen).toEqual([3]);
    expect(rowsOf(out)[1]).toEqual({ id: null, error: "line 5: not JSON" });
  });

  it("leaves what was there when something else goes wrong, and no half file", async () => {
    const { from, out, own } = paths('{"id":1}\n');
    await runBatch({ from, out }, echo);

    const failing = runBatch({ from, out }, async () => {
      throw new Error("the disk is on fire");
    });

    await expect(failing).rejects.toThrow("the disk is on fire");
    expect(rowsOf(out)).toEqual([{ id: 1, done: true }]);
    expect(readdirSync(own)).toEqual(["out.jsonl"]);
  });

  it("names a file that cannot be read, and writes none", async () => {
    const { from, out, own } = paths();

    const failing = runBatch({ from, out }, echo);

    await expect(failing).rejects.toThrow(DataError);
    await expect(failing).rejects.toThrow(from);
    expect(readdirSync(own)).toEqual([]);
  });

  it("writes an empty file for an empty one", async () => {
    const { from, out } = paths("");

    expect(await runBatch({ from, out }, echo)).toEqual({ lines: 0, faults: 0 });
    expect(readFileSync(out, "utf8")).toBe("");
  });
});

/** The process that looks a generation over: what it reports, and what becomes of a build when it ends otherwise. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { generationDir, listGenerations } from "../src/index/generation.js";
import { startChecker } from "../src/index-check.js";
import { build } from "./index/an-index.js";

let dir: string;
let entry: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "index-check-"));
  entry = join(dir, "entry.mjs");
});
afterAll(() => rm(dir, { recursive: true }));

it("says what it looked at, refuses what is damaged, and can be asked again", async () => {
  const checker = startChecker();
  try {
    const { id } = await build(dir, { verify: checker.verify });
    const report = await checker.check(generationDir(dir, id), id);
    expect(report).toMatchObject({ id, faults: [], checked: expect.arrayContaining(["4 articles"]) });

    const damaged = async (folder: string, newId: string) => {
      await writeFile(join(folder, "chunks.bin"), "x");
      await checker.verify(folder, newId);
    };
    await expect(build(dir, { verify: damaged })).rejects.toMatchObject({
      name: "IndexFileError",
      message: expect.stringMatching(/looked over and refused: .*chunks\.bin has 1 bytes/),
      hint: expect.stringContaining("npm run index"),
    });
    expect(await listGenerations(dir)).toEqual([id]);
  } finally {
    checker.close();
  }
}, 30_000);

it.each([
  ["crashes", 'process.on("message", () => process.kill(process.pid, "SIGSEGV"));', "SIGSEGV"],
  ["is killed", 'process.on("message", () => process.kill(process.pid, "SIGKILL"));', "SIGKILL"],
  ["ends without a word", 'process.on("message", () => process.exit(3));', "code 3"],
  ["cannot be started", "throw new Error('no memory');", "code 1 (Error: no memory)"],
])("a process that %s is a refusal that says so", async (_how, script, end) => {
  await writeFile(entry, script);
  const before = await listGenerations(dir);
  const checker = startChecker({ entry });
  try {
    await expect(build(dir, { verify: checker.verify })).rejects.toThrow(
      `looked over and refused: the process that looked it over ended with ${end}`,
    );
    expect(await listGenerations(dir)).toEqual(before);
  } finally {
    checker.close();
  }
});

it("is not waited for once the build is interrupted", async () => {
  await writeFile(entry, 'process.on("message", () => {}); setInterval(() => {}, 1000);');
  const stop = new AbortController();
  const checker = startChecker({ entry, signal: stop.signal });

  const checking = checker.check(dir, "x");
  stop.abort();

  expect((await checking).faults).toEqual(["the process that looked it over ended with SIGKILL"]);
});

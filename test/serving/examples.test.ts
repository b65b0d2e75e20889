/** The questions newcomers are shown: read from a file beside the dictionary, which need not be there. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { DataError } from "../../src/errors.js";
import { readExamples } from "../../src/serving/examples.js";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "examples-"));
});

afterEach(() => rmSync(folder, { recursive: true }));

it("are one a line, without remarks and empty lines", async () => {
  writeFileSync(join(folder, "examples.txt"), "\uFEFF# 示例\r\n图书馆几点关门？\r\n\r\n  花展在哪里？  ");
  expect(await readExamples(folder)).toEqual(["图书馆几点关门？", "花展在哪里？"]);
});

it("are none where there is no file, and no more than can be tried", async () => {
  expect(await readExamples(folder)).toEqual([]);
  writeFileSync(join(folder, "examples.txt"), "问？\n".repeat(1000));
  expect(await readExamples(folder)).toHaveLength(20);
});

it("say which file it is that cannot be read", async () => {
  mkdirSync(join(folder, "examples.txt"));
  const reading = readExamples(folder);
  await expect(reading).rejects.toThrow(DataError);
  await expect(reading).rejects.toThrow(/examples\.txt cannot be read/);
});

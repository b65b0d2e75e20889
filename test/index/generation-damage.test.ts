import { copyFile, cp, mkdtemp, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { generationDir } from "../../src/index/generation.js";
import { type Manifest, readManifest, sealManifest } from "../../src/index/manifest.js";
import { type Hnswlib, loadHnswlib } from "../../src/index/vectors.js";
import { ARTICLES, aFolder, build, open } from "./an-index.js";

const library = await loadHnswlib();

/** Counts the files that reach native code. */
function watched(): { hnswlib: Hnswlib | null; reads: () => number } {
  let reads = 0;
  if (!library) return { hnswlib: null, reads: () => reads };
  class Watched extends library {
    override readIndexSync(path: string) {
      reads++;
      super.readIndexSync(path);
    }
  }
  return { hnswlib: Watched, reads: () => reads };
}

let pattern: string;
let dir: string;
let older: Manifest;
let newer: Manifest;
beforeAll(async () => {
  pattern = await mkdtemp(join(tmpdir(), "pattern-"));
  older = await build(pattern, { articles: ARTICLES.slice(0, 3) });
  newer = await build(pattern);
});
afterAll(() => rm(pattern, { recursive: true }));
beforeEach(async () => {
  dir = await aFolder();
  await cp(pattern, dir, { recursive: true });
});
const fileOf = ({ id }: Manifest, name: string) => join(generationDir(dir, id), name);
const FILES = [
  "articles.jsonl",
  "chunks.bin",
  "dictionary.json",
  "embedder.bin",
  "keywords.bin",
  "vectors.f32",
  ...(library ? ["vectors.hnsw"] : []),
];

const damages: readonly (readonly [string, (path: string, name: string) => Promise<unknown>])[] = [
  ["missing", (path) => rm(path)],
  ["empty", (path) => truncate(path, 0)],
  ["cut short", async (path) => truncate(path, (await readFile(path)).length - 1)],
  ["changed by one bit", flip],
  ["another generation's", (path, name) => copyFile(fileOf(older, name), path)],
];

async function flip(path: string) {
  const content = await readFile(path);
  content[content.length >> 1]! ^= 1;
  await writeFile(path, content);
}

describe("a damaged generation", () => {
  it("is made of the files this test damages", async () => {
    expect((await readdir(generationDir(dir, newer.id))).sort()).toEqual([...FILES, "manifest.json"].sort());
  });

  it.each(FILES.flatMap((name) => damages.map(([how, damage]) => ({ name, how, damage }))))(
    "with $name $how is refused before native code, and the one before it serves",
    async ({ name, how, damage }) => {
      // The fake embedder has the same state in every generation.
      if (name === "embedder.bin" && how === "another generation's") return;
      await damage(fileOf(newer, name), name);
      const { hnswlib, reads } = watched();

      const generation = await open(dir, { hnswlib });

      expect(generation.id).toBe(older.id);
      expect(generation.articles).toHaveLength(3);
      expect(generation.warnings[0]).toContain(name);
      expect(generation.warnings.at(-1)).toContain(`${older.id} serves instead`);
      expect(generation.warnings.at(-1)).toContain("npm run index -- --full");
      expect(reads()).toBe(library ? 1 : 0);
    },
  );

  it("without another to serve is an error that names the file and the remedy", async () => {
    await rm(generationDir(dir, older.id), { recursive: true });
    await flip(fileOf(newer, library ? "vectors.hnsw" : "vectors.f32"));
    const { hnswlib, reads } = watched();

    await expect(open(dir, { hnswlib })).rejects.toMatchObject({
      name: "IndexFileError",
      message: expect.stringMatching(/vectors\.\w+ was changed after it was written/),
      hint: "npm run index -- --full",
    });
    expect(reads()).toBe(0);
  });

  it("under another's name is refused", async () => {
    await rm(generationDir(dir, newer.id), { recursive: true });
    await cp(generationDir(dir, older.id), generationDir(dir, newer.id), { recursive: true });

    expect((await open(dir)).id).toBe(older.id);
  });
});

describe("a manifest", () => {
  it("with any byte changed is refused", async () => {
    const path = fileOf(newer, "manifest.json");
    const whole = await readFile(path);
    const unnoticed: number[] = [];
    for (let at = 0; at < whole.length; at++) {
      const changed = Buffer.from(whole);
      changed[at]! ^= 4;
      await writeFile(path, changed);
      const read = await readManifest(generationDir(dir, newer.id), newer.id).catch(() => null);
      if (read) unnoticed.push(at);
    }

    expect(unnoticed).toEqual([]);
  });

  it.each([
    [2, "update this program"],
    [0, "npm run index"],
  ])("of format %i is refused by name", async (format, advice) => {
    await rm(generationDir(dir, older.id), { recursive: true });
    await writeFile(fileOf(newer, "manifest.json"), JSON.stringify({ ...newer, format }));

    await expect(open(dir)).rejects.toMatchObject({
      message: expect.stringContaining(`of format ${format}, this program reads 1`),
      hint: expect.stringContaining(advice),
    });
  });

  it("of another embedder, segmenter or graph is refused by name", async () => {
    const cases: readonly (readonly [Partial<Manifest>, RegExp])[] = [
      [
        { embedder: { ...newer.embedder, name: "other" } },
        /embedder “other”, the configuration names “hash”/,
      ],
      [{ embedder: { ...newer.embedder, id: "hash-32-other" } }, /do not belong together/],
      [{ tokenizer: "intl-1.2+000000000000" }, /was built with intl-1\.2\+000000000000, this is intl-/],
      [{ counts: { ...newer.counts, articles: 7 } }, /do not belong together/],
    ];
    for (const [change, message] of cases) {
      const { id: _id, ...draft } = { ...newer, ...change };
      const changed = sealManifest(draft);
      await cp(generationDir(dir, newer.id), generationDir(dir, changed.id), { recursive: true });
      await writeFile(fileOf(changed, "manifest.json"), JSON.stringify(changed));
      await writeFile(join(dir, "CURRENT"), changed.id);

      const { id, warnings } = await open(dir);

      expect(id).not.toBe(changed.id);
      expect(warnings[0]).toMatch(message);
    }
  });
});

describe("CURRENT", () => {
  it.each([
    ["missing", () => rm(join(dir, "CURRENT"))],
    ["empty", () => writeFile(join(dir, "CURRENT"), "")],
    ["leading elsewhere", () => writeFile(join(dir, "CURRENT"), "../../etc\n")],
    ["naming none there is", () => writeFile(join(dir, "CURRENT"), "20250101T000000000Z-0123456789\n")],
  ])("%s lets the newest whole generation serve", async (_how, damage) => {
    await damage();

    const { id, warnings } = await open(dir);

    expect(id).toBe(newer.id);
    expect(warnings.at(-1)).toContain("npm run index");
  });

  it("is what says that there is no index", async () => {
    const empty = await aFolder();

    await expect(open(empty)).rejects.toMatchObject({
      name: "IndexFileError",
      message: expect.stringContaining("there is no index"),
      hint: "npm run index",
    });
  });
});

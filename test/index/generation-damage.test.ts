import { copyFile, cp, mkdtemp, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { generationDir } from "../../src/index/generation.js";
import {
  FORMAT,
  type Manifest,
  readManifest,
  renderManifest,
  sealManifest,
} from "../../src/index/manifest.js";
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
  "embedded.bin",
  "embedder.bin",
  "keywords.bin",
  "register.json",
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
      // Some files may well be equal in both: the fake embedder's state, the register of articles without offices.
      const equal = (await readFile(fileOf(older, name))).equals(await readFile(fileOf(newer, name)));
      if (how === "another generation's" && equal) return;
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
  it("with a byte changed is refused, wherever it is", async () => {
    const path = fileOf(newer, "manifest.json");
    const whole = await readFile(path);
    const unnoticed: number[] = [];
    // Every byte is the business of the endurance run.
    for (let at = 0; at < whole.length; at += 5) {
      const changed = Buffer.from(whole);
      changed[at]! ^= 4;
      await writeFile(path, changed);
      const read = await readManifest(generationDir(dir, newer.id), newer.id).catch(() => null);
      if (read) unnoticed.push(at);
    }

    expect(unnoticed).toEqual([]);
  });
});

describe("a generation that was made otherwise", () => {
  type Skew = readonly [what: string, change: () => Partial<Manifest>, message: RegExp, remedy: RegExp];
  const other = (field: "embedder" | "vectors", change: object) => () =>
    ({ [field]: { ...newer[field], ...change } }) as Partial<Manifest>;
  const skews: readonly Skew[] = [
    [
      "a newer format",
      () => ({ format: FORMAT + 1 }) as never,
      /of format 5, this program reads 4/,
      /update this program, or npm run index -- --full/,
    ],
    [
      "an older format",
      () => ({ format: 0 }) as never,
      /of format 0, this program reads 4/,
      /^npm run index -- --full/,
    ],
    [
      "another embedder",
      other("embedder", { name: "other" }),
      /with the embedder “other”, the configuration names “hash”/,
      /set EMBEDDER.* or npm run index/,
    ],
    [
      "another state of the embedder",
      other("embedder", { id: "hash-32-other" }),
      /the embedder hash-32-other, what is restored here is hash-32/,
      /npm run index/,
    ],
    [
      "another dimension",
      other("embedder", { dimension: 64 }),
      /vectors of 64 components, its embedder makes 32/,
      /npm run index/,
    ],
    [
      "another metric",
      other("vectors", { metric: "l2" }),
      /compared by “l2”, this program compares by “ip”/,
      /npm run index/,
    ],
    [
      "another number of links",
      other("vectors", { kind: "hnswlib", m: 48 }),
      /a graph of 48 links an element, this program reads 16/,
      /npm run index/,
    ],
    [
      "another kind of vectors",
      other("vectors", { kind: "faiss" }),
      /of the kind “faiss”, which this program does not know/,
      /npm run index/,
    ],
    [
      "other names in the tokenizer",
      () => ({ tokenizer: newer.tokenizer.replace(/\w+$/, "0".repeat(12)) }),
      /with intl-[\d.]+\+0{12}, this is intl-/,
      /npm run index/,
    ],
    [
      "another version of the segmenter",
      () => ({ tokenizer: "intl-1.2+000000000000" }),
      /with intl-1\.2\+0{12}, this is intl-/,
      /npm run index/,
    ],
    [
      "other counts",
      () => ({ counts: { ...newer.counts, articles: 7 } }),
      /do not belong together/,
      /npm run index -- --full/,
    ],
  ];
  const skewed = async (change: Partial<Manifest>) => {
    const { id: _id, ...draft } = { ...newer, ...change };
    const changed = sealManifest(draft);
    await cp(generationDir(dir, newer.id), generationDir(dir, changed.id), { recursive: true });
    await writeFile(fileOf(changed, "manifest.json"), renderManifest(changed));
    await writeFile(join(dir, "CURRENT"), changed.id);
    return changed.id;
  };

  it.each(skews)(
    "with %s is refused by name, with what mends it, and a whole one serves",
    async (_what, change, message, remedy) => {
      const id = await skewed(change());
      const { hnswlib, reads } = watched();

      const serving = await open(dir, { hnswlib });

      expect(serving.id).not.toBe(id);
      expect(serving.warnings[0]).toMatch(message);
      expect(/\(([^()]*)\)$/.exec(serving.warnings[0]!)?.[1]).toMatch(remedy);
      expect(serving.warnings.at(-1)).toContain(`${serving.id} serves instead`);
      expect(reads()).toBe(library ? 1 : 0);
    },
  );

  it.each(skews)(
    "with %s and nothing else to serve is an error that says both",
    async (_what, change, message, remedy) => {
      const id = await skewed(change());
      for (const { id: whole } of [older, newer]) await rm(generationDir(dir, whole), { recursive: true });

      await expect(open(dir)).rejects.toMatchObject({
        name: "IndexFileError",
        message: expect.stringMatching(message),
        hint: expect.stringMatching(remedy),
      });
      expect(id).not.toBe(newer.id);
    },
  );

  it("by a segmenter that cannot be loaded here is refused by name", async () => {
    // In this process it may well be loadable; then it is the other names that are told.
    await skewed({ tokenizer: "nodejieba+000000000000" });

    const { warnings } = await open(dir);

    expect(warnings[0]).toMatch(/built with nodejieba(, which cannot be loaded|\+0{12}, this is nodejieba)/);
    expect(warnings[0]).toContain("npm run index");
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

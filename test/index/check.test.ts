import { cp, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { checkGeneration } from "../../src/index/check.js";
import { generationDir } from "../../src/index/generation.js";
import { hashOf, writeChunks } from "../../src/index/generation-files.js";
import { type KeywordIndex, readKeywords, writeKeywords } from "../../src/index/keywords.js";
import { type Manifest, renderManifest, sealManifest } from "../../src/index/manifest.js";
import { readRows, writeRows } from "../../src/index/vector-rows.js";
import { loadHnswlib } from "../../src/index/vectors.js";
import { ARTICLES, aFolder, build } from "./an-index.js";

const hnswlib = await loadHnswlib();
let pattern: string;
let built: Manifest;
let dir: string;
beforeAll(async () => {
  pattern = await mkdtemp(join(tmpdir(), "checked-"));
  // Two that share words, so that a list has two articles.
  const articles = ARTICLES.with(1, { ...ARTICLES[1]!, body: "图书馆开出夜读专线，从河边新修的步道出发。" });
  built = await build(pattern, { articles });
});
afterAll(() => rm(pattern, { recursive: true }));
beforeEach(async () => {
  dir = await aFolder();
  await cp(pattern, dir, { recursive: true });
});

/** Changes a file and makes the manifest fit it, as a builder with a fault would have written it. */
async function withWrong(
  name: string,
  change: (file: Buffer) => Buffer,
  counts: Partial<Manifest["counts"]> = {},
): Promise<readonly string[]> {
  const folder = generationDir(dir, built.id);
  const file = change(await readFile(join(folder, name)));
  await writeFile(join(folder, name), file);
  const { id: _id, ...draft } = built;
  const manifest = sealManifest({
    ...draft,
    counts: { ...built.counts, ...counts },
    files: { ...built.files, [name]: { bytes: file.length, sha256: hashOf(file) } },
  });
  await writeFile(join(folder, "manifest.json"), renderManifest(manifest));
  await rename(folder, generationDir(dir, manifest.id));
  return (await checkGeneration(generationDir(dir, manifest.id), manifest.id)).faults;
}

const keywordsWith = (change: (index: KeywordIndex) => void) => (file: Buffer) => {
  // A copy in memory of its own, so that its arrays can be written to.
  const index = readKeywords(Buffer.from(new Uint8Array(file).buffer), []);
  change(index);
  return writeKeywords(index);
};

describe("looking a generation over", () => {
  it("finds nothing wrong with a whole one, and says what it looked at", async () => {
    const report = await checkGeneration(generationDir(dir, built.id), built.id, { samples: 3 });

    expect(report.faults).toEqual([]);
    expect(report.checked).toEqual([
      `${Object.keys(built.files).length} files`,
      `${ARTICLES.length} articles`,
      `${built.counts.chunks} chunks`,
      `${built.counts.vectors} vectors`,
      "3 that find themselves",
    ]);
  });

  it("names every file that is damaged, and the manifest that is not there", async () => {
    const folder = generationDir(dir, built.id);
    await rm(join(folder, "chunks.bin"));
    await writeFile(join(folder, "keywords.bin"), "x");
    const { checked, faults } = await checkGeneration(folder, built.id);

    expect(checked).toEqual([]);
    expect(faults).toEqual([
      expect.stringContaining("chunks.bin cannot be read"),
      expect.stringContaining("keywords.bin has 1 bytes"),
    ]);
    const nowhere = await checkGeneration(join(dir, "nowhere"), built.id);
    expect(nowhere.faults).toEqual([expect.stringContaining("is not there")]);
  });

  it.each<[what: string, name: string, change: (file: Buffer) => Buffer, fault: RegExp]>([
    [
      "an article less",
      "articles.jsonl",
      (file) => file.subarray(0, file.lastIndexOf(10, -2) + 1),
      /not in its article/,
    ],
    [
      "chunks out of order",
      "chunks.bin",
      () => writeChunks([1, 0, 2, 3, 3].map((article) => ({ article, start: 0, end: 5 }))),
      /chunk 0 is of article 1/,
    ],
    [
      "chunks outside",
      "chunks.bin",
      () => writeChunks([{ article: 0, start: 0, end: 9_999 }]),
      /not in its article/,
    ],
    [
      "an article without chunks",
      "chunks.bin",
      () => writeChunks([0, 1, 2, 2, 2].map((article) => ({ article, start: 0, end: 5 }))),
      /articles after 2 have no chunk/,
    ],
    [
      "a list that is not sorted",
      "keywords.bin",
      keywordsWith(({ pairs: { starts, articles } }) => {
        const term = starts.findIndex((start, i) => starts[i + 1]! - start > 1);
        articles.subarray(starts[term]!, starts[term]! + 2).reverse();
      }),
      /pairs: the list of term \d+ is not sorted/,
    ],
    [
      "a pair under another article",
      "keywords.bin",
      keywordsWith(({ pairs: { starts, articles } }) => {
        const term = starts.findIndex((start, i) => starts[i + 1]! - start === 1 && articles[start] === 1);
        articles[starts[term]!] = 2;
      }),
      /is shorter|not found by 1 of its pairs/,
    ],
    [
      "a word out of its slot",
      "keywords.bin",
      keywordsWith(({ words: { table } }) => table.slots.reverse()),
      /words: “.+” is not found under its number/,
    ],
    [
      "a register of articles that are not there",
      "register.json",
      (file) => {
        const register = JSON.parse(file.toString());
        const day = { from: "2025-01-01", to: "2025-01-02" };
        const lost = { article: 4, start: 0, end: 5, kind: "event", name: null, range: day };
        return Buffer.from(JSON.stringify({ ...register, events: [...register.events, lost] }));
      },
      /register\.json: events: 0–5 is not in article 4/,
    ],
    [
      "a row that is no direction",
      "vectors.f32",
      (file) => {
        const rows = readRows(Buffer.from(new Uint8Array(file).buffer));
        rows.values[0] = Number.NaN;
        return writeRows(rows);
      },
      /vectors\.f32: row 0: component 0/,
    ],
    [
      "labels of other chunks",
      "vectors.f32",
      (file) => {
        const rows = readRows(Buffer.from(new Uint8Array(file).buffer));
        return writeRows({ ...rows, labels: rows.labels.map((label) => label + 1) });
      },
      /a vector for chunk 5 of 5/,
    ],
  ])("finds %s, though every hash is right", async (_what, name, change, fault) => {
    expect((await withWrong(name, change)).join("; ")).toMatch(fault);
  });

  it("finds counts that are not those of the manifest", async () => {
    const faults = await withWrong("register.json", (file) => file, { names: 7, chunks: 6 });

    expect(faults).toEqual([
      "chunks.bin holds 5, the manifest says 6",
      "dictionary.json holds 2, the manifest says 7",
      "embedded.bin holds 5, the manifest says 6",
      expect.stringContaining("vectors.hnsw"),
    ]);
  });

  it.runIf(hnswlib)(
    "finds a graph of other vectors than the rows, and one in which nothing is linked",
    async () => {
      const element = 4 + 8 * 16 + 32 * 4 + 8;
      const another = (file: Buffer) => {
        const copy = Buffer.from(file);
        copy.writeFloatLE(0.5, 96 + element + 4 + 8 * 16);
        return copy;
      };
      const unlinked = (file: Buffer) => {
        const copy = Buffer.from(file);
        for (let i = 0; i < built.counts.vectors; i++) copy.writeUInt16LE(0, 96 + i * element);
        return copy;
      };

      expect(await withWrong("vectors.hnsw", another)).toEqual([
        "vectors.hnsw and vectors.f32 differ in row 1",
      ]);
      await rm(dir, { recursive: true });
      await cp(pattern, dir, { recursive: true });
      expect(await withWrong("vectors.hnsw", unlinked)).toEqual([
        expect.stringMatching(/\d of 5 sampled chunks are not found by their own vector/),
      ]);
    },
  );
});

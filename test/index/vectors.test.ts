import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { toUnit, type UnitVector } from "../../src/index/embedder.js";
import { checkGraphFile } from "../../src/index/hnsw-file.js";
import { nearestRows, readRows, writeRows } from "../../src/index/vector-rows.js";
import {
  createVectorIndex,
  GRAPH,
  GRAPH_FILE,
  loadHnswlib,
  openVectorIndex,
  ROWS_FILE,
} from "../../src/index/vectors.js";

const hnswlib = await loadHnswlib();
const kinds = hnswlib ? ([null, hnswlib] as const) : ([null] as const);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "vectors-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** The same sequence on every run. */
function randomVectors(count: number, dimension: number, seed = 1): UnitVector[] {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32 - 0.5;
  };
  return Array.from({ length: count }, () =>
    toUnit(Array.from({ length: dimension }, () => next() + next() + next())),
  );
}

async function indexOf(vectors: readonly UnitVector[], library: typeof hnswlib) {
  const index = await createVectorIndex({
    dimension: vectors[0]!.length,
    capacity: vectors.length,
    hnswlib: library,
  });
  vectors.forEach((vector, label) => {
    index.add(label, vector);
  });
  return index;
}

const readFrom = (name: string) => readFile(join(folder, name));

describe.each(kinds.map((library) => [library ? "hnswlib" : "exact", library] as const))(
  "%s",
  (kind, library) => {
    it("finds a vector by itself, nearest first", async () => {
      const vectors = randomVectors(300, 16);
      const index = await indexOf(vectors, library);

      const found = index.search(vectors[7]!, 5);

      expect(index.kind).toBe(kind);
      expect(found[0]!.label).toBe(7);
      expect(found[0]!.similarity).toBeCloseTo(1, 5);
      expect(found.map(({ similarity }) => similarity)).toEqual(
        found.map(({ similarity }) => similarity).sort((a, b) => b - a),
      );
    });

    it("gives the same after it was saved and opened", async () => {
      const vectors = randomVectors(300, 16);
      const index = await indexOf(vectors, library);
      await index.save(folder);

      const opened = await openVectorIndex(folder, {
        kind: index.kind,
        dimension: 16,
        size: 300,
        capacity: 300,
        read: readFrom,
        hnswlib: library,
      });

      expect(opened.kind).toBe(kind);
      for (const vector of randomVectors(20, 16, 9)) {
        expect(opened.search(vector, 10)).toEqual(index.search(vector, 10));
      }
    });

    it("clamps the number of neighbours to what there is", async () => {
      const vectors = randomVectors(3, 8);
      const index = await indexOf(vectors, library);

      expect(index.search(vectors[0]!, 1000)).toHaveLength(3);
      expect(index.search(vectors[0]!, Number.POSITIVE_INFINITY)).toHaveLength(3);
      expect(index.search(vectors[0]!, 2.9)).toHaveLength(2);
      expect(index.search(vectors[0]!, 0)).toEqual([]);
      expect(index.search(vectors[0]!, -1)).toEqual([]);
      expect(() => index.search(vectors[0]!, Number.NaN)).toThrow(RangeError);
    });

    it("finds nothing in an empty index, saved and opened too", async () => {
      const index = await createVectorIndex({ dimension: 4, capacity: 1, hnswlib: library });
      await index.save(folder);
      const opened = await openVectorIndex(folder, {
        kind: index.kind,
        dimension: 4,
        size: 0,
        capacity: 1,
        read: readFrom,
        hnswlib: library,
      });

      expect(index.search(toUnit([1, 0, 0, 0]), 5)).toEqual([]);
      expect(opened.search(toUnit([1, 0, 0, 0]), 5)).toEqual([]);
    });

    it.each([
      ["too short", [1, 0, 0]],
      ["too long", [1, 0, 0, 0, 0]],
      ["NaN", [1, Number.NaN, 0, 0]],
      ["infinite", [Number.POSITIVE_INFINITY, 0, 0, 0]],
      ["zero", [0, 0, 0, 0]],
      ["not of length 1", [2, 0, 0, 0]],
      ["a plain array with null", [1, null, 0, 0]],
      ["a plain array with text", ["1", 0, 0, 0]],
    ])("refuses a vector that is %s, to add and to search", async (_what, values) => {
      const index = await createVectorIndex({ dimension: 4, capacity: 4, hnswlib: library });
      const vector = (
        values.every((value) => typeof value === "number") ? Float32Array.from(values) : values
      ) as UnitVector;

      expect(() => index.add(0, vector)).toThrow(RangeError);
      expect(() => index.search(vector, 1)).toThrow(RangeError);
      expect(index.size).toBe(0);
    });

    it.each([-1, 0.5, Number.NaN, 2 ** 32, 4, 1])(
      "refuses the label %s after 1 in an index of 4",
      async (label) => {
        const index = await createVectorIndex({ dimension: 2, capacity: 4, hnswlib: library });
        index.add(1, toUnit([1, 0]));

        expect(() => index.add(label, toUnit([0, 1]))).toThrow(RangeError);
        expect(index.size).toBe(1);
      },
    );

    it("may leave labels out", async () => {
      const index = await createVectorIndex({ dimension: 2, capacity: 10, hnswlib: library });
      index.add(3, toUnit([1, 0]));
      index.add(9, toUnit([0, 1]));

      expect(index.search(toUnit([0.1, 1]), 2).map(({ label }) => label)).toEqual([9, 3]);
    });
  },
);

describe.runIf(hnswlib)("the graph", () => {
  it("finds at least 99 of 100 that the exact scan finds", async () => {
    const vectors = randomVectors(2000, 32);
    const graph = await indexOf(vectors, hnswlib);
    const exact = await indexOf(vectors, null);

    let shared = 0;
    const queries = randomVectors(100, 32, 77);
    for (const query of queries) {
      const wanted = new Set(exact.search(query, 10).map(({ label }) => label));
      shared += graph.search(query, 10).filter(({ label }) => wanted.has(label)).length;
    }

    expect(shared / (queries.length * 10)).toBeGreaterThanOrEqual(0.99);
  });

  it("is opened by the exact scan where the library is missing, and says so", async () => {
    const vectors = randomVectors(200, 16);
    await (await indexOf(vectors, hnswlib)).save(folder);

    const stored = { kind: "hnswlib", dimension: 16, size: 200, capacity: 200, read: readFrom } as const;
    const opened = await openVectorIndex(folder, { ...stored, hnswlib: null });

    expect(opened.kind).toBe("exact");
    expect(opened.search(vectors[5]!, 1)[0]!.label).toBe(5);
  });

  it("reports a folder that is not there, which the library does not", async () => {
    const index = await indexOf(randomVectors(10, 4), hnswlib);

    await expect(index.save(join(folder, "nowhere"))).rejects.toThrow(/ENOENT/);
  });

  it("refuses a file of another dimension, size or capacity before the library sees it", async () => {
    await (await indexOf(randomVectors(50, 8), hnswlib)).save(folder);
    const good = { kind: "hnswlib", dimension: 8, size: 50, capacity: 50, read: readFrom } as const;

    for (const wrong of [{ dimension: 16 }, { dimension: 4 }, { size: 49 }, { size: 51 }, { capacity: 51 }]) {
      await expect(openVectorIndex(folder, { ...good, ...wrong })).rejects.toThrow(
        /vectors\.hnsw is damaged/,
      );
    }
    expect((await openVectorIndex(folder, good)).size).toBe(50);
  });

  it("refuses a file that is cut short or whose links, labels or sizes were changed", async () => {
    await (await indexOf(randomVectors(200, 4), hnswlib)).save(folder);
    const file = await readFrom(GRAPH_FILE);
    const shape = { dimension: 4, size: 200, capacity: 200, m: GRAPH.m };
    const element = 4 + 8 * GRAPH.m + 16 + 8;
    const damage: readonly (readonly [at: number, bytes: number[]])[] = [
      [0, [1]], // header: offset of level 0
      [24, [1]], // header: bytes an element
      [48, [77]], // header: top level
      [52, [255, 255]], // header: entry point
      [96, [255]], // number of links of the first element
      [100, [0, 0, 0, 255]], // its first link
      [96 + element - 8, [9]], // its label
      [96 + 200 * element, [3]], // length of its upper list
    ];

    expect(() => checkGraphFile(file, shape)).not.toThrow();
    // One link more than fits, and its place filled with one that would do.
    const long = Buffer.from(file);
    long.writeUInt16LE(2 * GRAPH.m + 1, 96);
    long.writeUInt32LE(0, 96 + 4 + 8 * GRAPH.m);
    expect(() => checkGraphFile(long, shape)).toThrow(/33 links/);
    for (const cut of [0, 50, 95, 96, 1000, file.length - 1]) {
      expect(() => checkGraphFile(file.subarray(0, cut), shape)).toThrow(/damaged/);
    }
    for (const [at, bytes] of damage) {
      const copy = Buffer.from(file);
      copy.set(bytes, at);
      expect(() => checkGraphFile(copy, shape), `changed at ${at}`).toThrow(/damaged/);
    }
  });
});

describe("rows on disk", () => {
  it("are refused when cut short or of other counts", async () => {
    const vectors = randomVectors(20, 4);
    await (await indexOf(vectors, null)).save(folder);
    const file = await readFrom(ROWS_FILE);
    const stored = { kind: "exact", dimension: 4, size: 20, capacity: 20, read: async () => file } as const;

    expect(() => readRows(file.subarray(0, file.length - 4))).toThrow(/cut short/);
    await expect(openVectorIndex(folder, { ...stored, size: 19 })).rejects.toThrow(/other vectors/);
    await expect(openVectorIndex(folder, { ...stored, dimension: 8 })).rejects.toThrow(/other vectors/);
    await expect(openVectorIndex(folder, { ...stored, capacity: 19 })).rejects.toThrow(/other vectors/);
  });

  it("come back as they were", async () => {
    const [vector] = randomVectors(1, 5);
    const rows = { dimension: 5, labels: Uint32Array.of(3), values: vector! };
    await writeFile(join(folder, "one"), writeRows(rows));

    expect(nearestRows(readRows(await readFrom("one")), vector!, 1)[0]!.label).toBe(3);
    expect(await readdir(folder)).toContain("one");
  });
});

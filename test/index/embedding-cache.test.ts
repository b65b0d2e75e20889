import { readdir, readFile, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { toUnit } from "../../src/index/embedder.js";
import {
  type CacheEntry,
  cacheDir,
  cachedKeys,
  cacheKey,
  cacheName,
  compactCache,
  type EmbeddingCache,
  openEmbeddingCache,
} from "../../src/index/embedding-cache.js";
import { aFolder } from "./an-index.js";

const OWNER = { id: "model-1", dimension: 3 };
const RECORD = 32 + 4 + 3 * 4 + 4;
const HEAD = 64;
const keyOf = (text: string) => cacheKey(OWNER.id, [text]);
const entry = (text: string, ...values: number[]): CacheEntry => ({
  key: keyOf(text),
  vector: values.length > 0 ? toUnit(values) : null,
});
const path = (dir: string) => join(cacheDir(dir), cacheName(OWNER));

let dir: string;
beforeEach(async () => {
  dir = await aFolder();
});

async function withCache<T>(work: (cache: EmbeddingCache) => Promise<T> | T): Promise<T> {
  const cache = await openEmbeddingCache(dir, OWNER);
  try {
    return await work(cache);
  } finally {
    await cache.close();
  }
}

describe("the embedding cache", () => {
  it("gives back what was put in, now and when it is opened again", async () => {
    const [one, two, none] = [entry("一", 1, 2, 2), entry("二", 0, 0, -1), entry("……")];
    const look = ({ get, size }: EmbeddingCache) => [
      get(one!.key),
      get(two!.key),
      get(none!.key),
      get(keyOf("三")),
      size,
    ];
    const expected = [one!.vector, two!.vector, null, undefined, 3];

    const now = await withCache(async (cache) => {
      await cache.append([one!, two!]);
      await cache.append([none!]);
      return look(cache);
    });

    expect(now).toEqual(expected);
    expect(await withCache(look)).toEqual(expected);
    expect([...cachedKeys(dir, OWNER.id)]).toEqual([one!.key, two!.key, none!.key]);
  });

  it("is read a slice at a time, whatever its length", async () => {
    // 10 MB: three slices, of which the last is not full.
    const wide = { id: "wide", dimension: 1_024 };
    const keys = Array.from({ length: 2_500 }, (_, i) => cacheKey(wide.id, [String(i)]));
    const vectorOf = (i: number) =>
      toUnit(Array.from({ length: 1_024 }, (_, k) => (k === i % 1_024 ? 1 : 0)));
    const first = await openEmbeddingCache(dir, wide);
    await first.append(keys.map((key, i) => ({ key, vector: i % 2 === 0 ? vectorOf(i) : null })));
    await first.close();

    const again = await openEmbeddingCache(dir, wide);
    expect(again.size).toBe(2_500);
    expect([...cachedKeys(dir, wide.id)]).toEqual(keys);
    for (const i of [0, 1, 1_013, 1_014, 2_028, 2_498, 2_499])
      expect(again.get(keys[i]!)).toEqual(i % 2 === 0 ? vectorOf(i) : null);
    await again.close();
  });

  it("loses no whole record wherever its end was torn off, and goes on from there", async () => {
    const entries = ["一", "二", "三"].map((text, i) => entry(text, i, 1, 1));
    await withCache((cache) => cache.append(entries));
    const whole = await readFile(path(dir));
    expect(whole.length).toBe(HEAD + 3 * RECORD);

    for (let length = 0; length < whole.length; length++) {
      await writeFile(path(dir), whole.subarray(0, length));
      const left = Math.max(0, Math.floor((length - HEAD) / RECORD));
      await withCache(async (cache) => {
        expect(cache.size, `cut at ${length}`).toBe(left);
        await cache.append([entry("四", 1, 0, 0)]);
      });
      expect(await withCache(({ get, size }) => [size, get(keyOf("四"))])).toEqual([
        left + 1,
        toUnit([1, 0, 0]),
      ]);
    }
  });

  it("never gives a vector of which a bit was flipped", async () => {
    const entries = ["一", "二", "三"].map((text, i) => entry(text, i, 1, 1));
    await withCache((cache) => cache.append(entries));
    const whole = await readFile(path(dir));

    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(7), async (at, bit) => {
        const damaged = Buffer.from(whole);
        damaged[at]! ^= 1 << bit;
        await writeFile(path(dir), damaged);
        await withCache(({ get, size }) => {
          expect(size).toBe(at < HEAD ? 0 : 2);
          for (const { key, vector } of entries) expect([vector, undefined]).toContainEqual(get(key));
        });
      }),
      { numRuns: 60 },
    );
  });

  it("takes no vector that is none, and nothing of the batch it came in", async () => {
    for (const values of [
      [1, 0],
      [Number.NaN, 0, 1],
      [0, 0, 0],
      [2, 0, 0],
    ]) {
      const bad = { key: keyOf("坏"), vector: Float32Array.from(values) as never };
      await withCache(async (cache) => {
        await expect(cache.append([entry("一", 1, 0, 0), bad])).rejects.toThrow(RangeError);
      });
    }

    expect((await readFile(path(dir))).length).toBe(HEAD);
  });

  it("is begun anew where the file is another's, or of another dimension", async () => {
    await withCache((cache) => cache.append([entry("一", 1, 0, 0)]));
    const other = await openEmbeddingCache(dir, { ...OWNER, dimension: 4 });
    await other.close();

    expect(other.size).toBe(0);
    expect(await withCache(({ size }) => size)).toBe(0);
    await writeFile(
      path(dir),
      "something else altogether, and longer than the head of a cache would be .........",
    );
    expect(await withCache(({ size }) => size)).toBe(0);
    expect([...cachedKeys(dir, "nobody")]).toEqual([]);
  });

  it("drops what nobody needs once that is more than half", async () => {
    const texts = ["一", "二", "三", "四", "五"];
    await withCache((cache) => cache.append(texts.map((text, i) => entry(text, i, 1, 0))));
    const keeping = (...kept: string[]) => {
      const prefixes = kept.map((text) => keyOf(text).slice(0, 8));
      return compactCache(dir, OWNER, (prefix) => prefixes.includes(prefix.toString("latin1")));
    };

    await keeping("一", "二", "三");
    expect(await withCache(({ size }) => size)).toBe(5);
    await keeping("二", "四");

    expect(await withCache(({ size, get }) => [size, get(keyOf("四")), get(keyOf("一"))])).toEqual([
      2,
      toUnit([3, 1, 0]),
      undefined,
    ]);
    expect(await readdir(cacheDir(dir))).toEqual([cacheName(OWNER)]);
  });

  it("is compacted with a torn end too", async () => {
    await withCache((cache) => cache.append(["一", "二", "三"].map((text) => entry(text, 1, 1, 0))));
    await truncate(path(dir), HEAD + 2 * RECORD + 5);

    await compactCache(dir, OWNER, () => false);

    expect(await withCache(({ size }) => size)).toBe(0);
  });
});

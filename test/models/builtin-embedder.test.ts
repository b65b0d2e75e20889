import { describe, expect, it } from "vitest";
import type { UnitVector } from "../../src/index/embedder.js";
import { createBuiltinEmbedder } from "../../src/models/builtin-embedder.js";

// Characters stand for words: the embedder does not mind what a term is.
const termsOf = (text: string) => [...text].filter((char) => /\p{L}/u.test(char));

// Two subjects; within each, texts share company, not always words.
const TEXTS = [
  "篮球队员在球场训练投篮",
  "足球队员在球场训练射门",
  "球场里队员比赛进球",
  "投篮射门都要训练比赛",
  "医院医生给病人看病开药",
  "病人在医院排队看病",
  "医生开药治病要看病历",
  "病历和药方由医院保管",
];

const cosine = (a: UnitVector | null, b: UnitVector | null) =>
  a!.reduce((sum, value, i) => sum + value * b![i]!, 0);

async function fitted(texts: readonly string[] = TEXTS, dimension = 4) {
  return createBuiltinEmbedder({ dimension }).fit(texts, { termsOf });
}

describe("the builtin embedder", () => {
  it("gives vectors of length 1 and the dimension it names", async () => {
    const embedder = await fitted();

    const vectors = await embedder.embed(TEXTS, "passage");

    expect(embedder.dimension).toBe(4);
    for (const vector of vectors) {
      expect(vector).toHaveLength(4);
      expect(cosine(vector, vector)).toBeCloseTo(1, 5);
    }
  });

  it("puts texts on one subject nearer than texts on two, also without a shared word", async () => {
    const embedder = await fitted(TEXTS, 2);

    const [shot, goal, medicine] = await embedder.embed(["投篮", "足进", "开药"], "query");

    expect(cosine(shot!, goal!)).toBeGreaterThan(0.8);
    expect(cosine(shot!, medicine!)).toBeLessThan(0.3);
  });

  it("is the same whenever it is fitted on the same texts, and another on others", async () => {
    const [a, b, other] = [await fitted(), await fitted(), await fitted([...TEXTS, "公园里花开"])];

    expect(a.state().equals(b.state())).toBe(true);
    expect(a.id).toBe(b.id);
    expect(other.id).not.toBe(a.id);
    expect(a.id).toMatch(/^builtin-lsa-4-[0-9a-f]{10}$/);
  });

  it("comes back from its state as it was", async () => {
    const embedder = await fitted();

    const restored = await createBuiltinEmbedder({ dimension: 4 }).restore(embedder.state(), { termsOf });

    expect(restored.id).toBe(embedder.id);
    expect(await restored.embed(TEXTS, "query")).toEqual(await embedder.embed(TEXTS, "query"));
  });

  it("has no vector for a text without a term it knows", async () => {
    const embedder = await fitted();

    expect(await embedder.embed(["", "！？", "龘", "球龘"], "query")).toEqual([
      null,
      null,
      null,
      expect.any(Float32Array),
    ]);
  });

  it.each([
    [1, ["一篇"]],
    [2, ["球场", "医院"]],
    [3, ["同样的话", "同样的话", "同样的话"]],
  ])("pads a corpus of %i texts, smaller than its dimension", async (_count, texts) => {
    const embedder = await fitted(texts, 64);

    for (const vector of await embedder.embed(texts, "passage")) {
      expect(vector).toHaveLength(64);
      expect(cosine(vector, vector)).toBeCloseTo(1, 5);
    }
  });

  it.each([[[]], [["", "。"]]])("can be fitted on nothing: %j", async (texts) => {
    const embedder = await fitted(texts);
    const restored = await createBuiltinEmbedder({ dimension: 4 }).restore(embedder.state(), { termsOf });

    expect(await embedder.embed(["球"], "query")).toEqual([null]);
    expect(await restored.embed(["球"], "query")).toEqual([null]);
  });

  it("refuses a state that is cut short, another's, or of another dimension", async () => {
    const state = (await fitted()).state();
    const factory = createBuiltinEmbedder({ dimension: 4 });

    for (const bad of [
      state.subarray(0, 10),
      state.subarray(0, state.length - 4),
      Buffer.from("{}\n"),
      Buffer.of(),
    ]) {
      await expect(factory.restore(bad, { termsOf })).rejects.toThrow(/state of the builtin embedder/);
    }
    await expect(createBuiltinEmbedder({ dimension: 8 }).restore(state, { termsOf })).rejects.toThrow(
      /4 dimensions, 8 expected/,
    );
  });

  it("stops when told to", async () => {
    const stop = new AbortController();
    const fitting = createBuiltinEmbedder().fit(TEXTS, { termsOf, signal: stop.signal });
    stop.abort();

    await expect(fitting).rejects.toThrow(/abort/i);
  });
});

import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { EmbedderFactory, UnitVector } from "../../src/index/embedder.js";
import { createEmbedder } from "../../src/models/embedders.js";
import type { ModelProfile } from "../../src/models/embedding-models.js";
import type { ModelCallError } from "../../src/models/model-call-error.js";
import { ModelFilesError } from "../../src/models/model-files.js";
import { createTransformersEmbedder } from "../../src/models/transformers-embedder.js";
import { cosine } from "../../src/models/vector-check.js";
import { type ModelsFolder, TINY_MODEL, TINY_PROFILE, writeTinyModel } from "../fixtures/tiny-model.js";

let folder: ModelsFolder;
/** One for each setting: a thread that loads the library takes its time. */
const made = new Map<string, EmbedderFactory>();

beforeAll(async () => {
  folder = await writeTinyModel();
}, 60_000);
afterAll(async () => {
  await Promise.all([...made.values()].map((factory) => factory.close?.()));
  await folder.remove();
}, 60_000);

const termsOf = () => [];
/** Nothing answers there: whatever asks a network fails. */
const offline = (modelsDir = folder.modelsDir) => ({
  modelsDir,
  endpoint: "http://127.0.0.1:9",
  offline: true,
});

function tiny(changes: Partial<ModelProfile> = {}, modelsDir?: string): EmbedderFactory {
  const profile = { ...TINY_PROFILE, ...changes };
  const key = JSON.stringify([profile, modelsDir]);
  const known = made.get(key);
  if (known) return known;
  const settings = { model: TINY_MODEL, hub: offline(modelsDir), threads: 1, queryMs: 15_000, profile };
  const factory = createTransformersEmbedder(settings);
  made.set(key, factory);
  return factory;
}

async function vectorsOf(
  texts: readonly string[],
  changes: Partial<ModelProfile> = {},
  as: "passage" | "query" = "passage",
) {
  const embedder = await tiny(changes).fit([], { termsOf });
  return (await embedder.embed(texts, as)) as readonly UnitVector[];
}

const SHORT = "徐汇滨江老人食堂";
const OTHER = "学校门口增设护学岗";
const LONG = "市民可以凭证办理入场，地铁新线计划明年通车。".repeat(8);

describe("transformers", () => {
  it("embeds in a thread, from files, without a network", async () => {
    const [a, b] = await vectorsOf([SHORT, OTHER]);

    expect(a).toHaveLength(24);
    expect(cosine(a!, a!)).toBeCloseTo(1, 5);
    expect(cosine(a!, b!)).toBeLessThan(0.999);
  });

  it("gives texts of unequal length the same vectors as one by one", async () => {
    const together = await vectorsOf([LONG, SHORT, OTHER, SHORT.repeat(30)]);
    const [alone] = await vectorsOf([SHORT]);

    expect([...together[1]!]).toEqual([...alone!]);
  });

  it("takes the first token's vector, or the mean of all", async () => {
    const [cls] = await vectorsOf([SHORT]);
    const [mean] = await vectorsOf([SHORT], { pooling: "mean" });

    expect(cosine(cls!, mean!)).toBeLessThan(0.999);
  });

  it("puts a question's words before a question, and a passage's before a passage", async () => {
    const prefixes = { queryPrefix: "查：", passagePrefix: "文：" };
    const plain = await vectorsOf([`查：${SHORT}`, `文：${SHORT}`]);
    const [query] = await vectorsOf([SHORT], prefixes, "query");
    const [passage] = await vectorsOf([SHORT], prefixes, "passage");

    expect([...query!]).toEqual([...plain[0]!]);
    expect([...passage!]).toEqual([...plain[1]!]);
    expect([...query!]).not.toEqual([...passage!]);
  });

  it("cuts what is longer than the model reads", async () => {
    // 510 characters and the two tokens around them.
    const [whole, longer] = await vectorsOf(["市".repeat(510), `${"市".repeat(510)}${OTHER.repeat(40)}`]);
    const [shorter] = await vectorsOf([`${"市".repeat(510)}${OTHER}`], { maxTokens: 100 });
    const [hundred] = await vectorsOf(["市".repeat(98)], { maxTokens: 512 });

    expect([...longer!]).toEqual([...whole!]);
    expect([...shorter!]).toEqual([...hundred!]);
  });

  it("gives nothing for a text of nothing", async () => {
    const [blank, text] = await vectorsOf(["  ", SHORT]);

    expect(blank).toBeNull();
    expect(text).toHaveLength(24);
  });

  it("comes back from what an index keeps of it, and embeds as before", async () => {
    const fitted = await tiny().fit([], { termsOf });
    const restored = await tiny().restore(fitted.state(), { termsOf });
    const [before] = await fitted.embed([SHORT], "passage");
    const [after] = await restored.embed([SHORT], "query");

    expect(restored.id).toBe(fitted.id);
    expect([...after!]).toEqual([...before!]);
  });

  it("names all that shapes its vectors", () => {
    const { name } = tiny({ queryPrefix: "查：" });

    expect(name).toBe("transformers paper/tiny-bert (q8, cls, 24 dimensions, 512 tokens, “查：”, “”)");
    const others = [
      tiny({ pooling: "mean" }),
      tiny({ passagePrefix: "文：" }),
      tiny({ maxTokens: 256 }),
      tiny(),
    ];
    expect(new Set([name, ...others.map((other) => other.name)]).size).toBe(5);
  });

  it("refuses a model whose files were exchanged under the same name", async () => {
    const other = await writeTinyModel({ seed: 8 });
    try {
      const fitted = await tiny().fit([], { termsOf });
      const restored = await tiny({}, other.modelsDir).restore(fitted.state(), { termsOf });

      await expect(restored.embed([SHORT], "query")).rejects.toThrow(
        /^the model paper\/tiny-bert no longer gives the vectors the index was built with/,
      );
    } finally {
      await other.remove();
    }
  });

  it("keeps an id only for what embeds as it did", async () => {
    const other = await writeTinyModel({ seed: 8 });
    try {
      const first = await tiny().fit([], { termsOf });
      const again = await tiny().fit([], { termsOf, previous: first.state() });
      const changed = await tiny({}, other.modelsDir).fit([], { termsOf, previous: first.state() });

      expect(again.id).toBe(first.id);
      expect(changed.id).not.toBe(first.id);
    } finally {
      await other.remove();
    }
  });

  it("refuses vectors of another length than the model is known for", async () => {
    await expect(tiny({ dimension: 32 }).fit([], { termsOf })).rejects.toThrow(
      "the model paper/tiny-bert gave a vector of 24 components where 32 are expected",
    );
  });

  it("refuses a tokenizer that knows none of the characters", async () => {
    const strange = await writeTinyModel({ characters: "魑魅魍魉" });
    try {
      await expect(tiny({}, strange.modelsDir).fit([], { termsOf })).rejects.toThrow(
        "the model paper/tiny-bert gives sentences that differ the same vector",
      );
    } finally {
      await strange.remove();
    }
  });

  it("says which file is damaged, and lives", async () => {
    const damaged = await writeTinyModel();
    try {
      writeFileSync(join(damaged.modelsDir, TINY_MODEL, "onnx/model_quantized.onnx"), "not a network");

      const error: unknown = await tiny({}, damaged.modelsDir)
        .fit([], { termsOf })
        .catch((cause) => cause);

      expect((error as ModelCallError).message).toMatch(
        /^the model paper\/tiny-bert cannot be run: .*model_quantized\.onnx/,
      );
      expect((error as ModelCallError).hint).toContain(`delete ${join(damaged.modelsDir, TINY_MODEL)} `);
    } finally {
      await damaged.remove();
    }
  });

  it("names the three ways out where the model is not there, and leaves nothing behind", async () => {
    const empty = await writeTinyModel();
    rmSync(join(empty.modelsDir, "paper"), { recursive: true });
    try {
      const error: unknown = await tiny({}, empty.modelsDir)
        .fit([], { termsOf })
        .catch((cause) => cause);

      expect(error).toBeInstanceOf(ModelFilesError);
      expect((error as ModelFilesError).message).toMatch(
        /^the model paper\/tiny-bert is not whole in .*HF_HUB_OFFLINE/,
      );
      expect((error as ModelFilesError).hint).toMatch(
        /HF_ENDPOINT.*copy the model's folder.*EMBEDDER=builtin/,
      );
      expect(readdirSync(empty.modelsDir)).toEqual([]);
    } finally {
      await empty.remove();
    }
  });

  it("lets a question go before the rest of a build", async () => {
    const embedder = await tiny().fit([], { termsOf });
    const order: string[] = [];

    const build = embedder.embed(Array<string>(40).fill(LONG), "passage").then(() => order.push("build"));
    const question = embedder.embed([SHORT], "query").then(() => order.push("question"));
    await Promise.all([build, question]);

    expect(order).toEqual(["question", "build"]);
  });

  it("stops embedding when nobody wants it any more", async () => {
    const embedder = await tiny().fit([], { termsOf });
    const over = new AbortController();

    const build = embedder.embed(Array<string>(5_000).fill(LONG), "passage", over.signal);
    over.abort(new Error("enough"));

    await expect(build).rejects.toThrow("enough");
    expect(await embedder.embed([SHORT], "passage")).toHaveLength(1);
  });

  it("ends its thread when it is closed, and whoever waits hears of it", async () => {
    const factory = tiny();
    const embedder = await factory.fit([], { termsOf });

    const waiting = embedder.embed(Array<string>(200).fill(LONG), "passage");
    const heard = expect(waiting).rejects.toThrow("it was closed");
    await factory.close?.();

    await heard;
  });

  it("leaves the event loop to others while it embeds", async () => {
    const big = await writeTinyModel({ layers: 4, hidden: 96, heads: 4 });
    try {
      const embedder = await tiny({ dimension: 96 }, big.modelsDir).fit([], { termsOf });
      const before = performance.eventLoopUtilization();
      await embedder.embed(Array<string>(12).fill("市民".repeat(250)), "passage");

      // Nearly 1 if it were done here; only the waiting is.
      expect(performance.eventLoopUtilization(before).utilization).toBeLessThan(0.5);
    } finally {
      await big.remove();
    }
  });
});

describe("createEmbedder", () => {
  it("makes the one that is named, and refuses a model it knows nothing of", async () => {
    const settings = { kind: "transformers", hub: offline(), threads: 1, queryMs: 1_000 } as const;
    const small = await createEmbedder({ ...settings, model: "Xenova/bge-small-zh-v1.5" });

    expect((await createEmbedder({ kind: "builtin" })).name).toBe("builtin-256");
    expect(small.name).toContain("为这个句子生成表示以用于检索相关文章：");
    await expect(createEmbedder({ ...settings, model: "someone/unheard-of" })).rejects.toThrow(
      "EMBEDDING_MODEL names a model whose pooling and prefixes are not known",
    );
  });
});

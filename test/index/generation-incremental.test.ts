/** What a build takes over from the ones before, and that it makes no difference to what comes out. */
import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { IndexFileError } from "../../src/errors.js";
import type { EmbedderFactory } from "../../src/index/embedder.js";
import { generationDir } from "../../src/index/generation.js";
import { KEYWORDS_FILE } from "../../src/index/generation-files.js";
import { readRows } from "../../src/index/vector-rows.js";
import { ROWS_FILE } from "../../src/index/vectors.js";
import { type Article, parseArticleLine } from "../../src/news/article.js";
import { hashEmbedder } from "../fakes/hash-embedder.js";
import { learningEmbedder } from "../fakes/learning-embedder.js";
import { aFolder, buildTelling, expectWhole } from "./an-index.js";

const PLACES = ["河边", "公园", "学校", "菜场", "图书馆", "车站", "医院", "码头"];
const article = (id: string, text: string): Article =>
  parseArticleLine(JSON.stringify({ id, title: `${id}号新闻`, text }), "test");
/** Forty articles, each of one chunk. */
const forty = () =>
  Array.from({ length: 40 }, (_, i) =>
    article(`n${i}`, `${PLACES[i % 8]}第${i}天开放，市民${PLACES[(i * 3) % 8]}同游“${PLACES[i % 5]}之夜”。`),
  );

/** One that learns nothing and counts what it is asked for. */
function counting(): EmbedderFactory & { readonly embedded: string[] } {
  const inner = hashEmbedder();
  const embedded: string[] = [];
  return {
    ...inner,
    embedded,
    async fit(texts, options) {
      const fitted = await inner.fit(texts, options);
      return {
        ...fitted,
        async embed(batch, as, signal) {
          embedded.push(...batch);
          return fitted.embed(batch, as, signal);
        },
      };
    },
  };
}

describe("a build over one that is there", () => {
  it("embeds only what is new, and says how much that was", async () => {
    const dir = await aFolder();
    const embedder = counting();
    const articles = forty();
    const first = await buildTelling(dir, { articles, embedder });
    embedder.embedded.length = 0;

    const edited = articles.with(7, article("n7", "图书馆今天闭馆。")).toSpliced(3, 1);
    const second = await buildTelling(dir, { articles: [...edited, article("n40", "新桥通车。")], embedder });

    expect([first.embedded, first.cached]).toEqual([40, 0]);
    expect([second.embedded, second.cached]).toEqual([2, 38]);
    expect(embedder.embedded).toEqual(["n7号新闻\n图书馆今天闭馆。", "n40号新闻\n新桥通车。"]);
    await expectWhole(dir);
  });

  it("keeps the fit while less than a tenth has changed since, however many builds that took", async () => {
    const dir = await aFolder();
    const embedder = learningEmbedder();
    let articles = forty();
    const ids: string[] = [];
    const changed: (number | undefined)[] = [];
    await buildTelling(dir, { articles, embedder });
    for (let i = 0; i < 4; i++) {
      articles = articles.with(i, article(`n${i}`, `今天第${i}次改写。`));
      const { manifest } = await buildTelling(dir, { articles, embedder });
      ids.push(manifest.embedder.id);
      changed.push(manifest.embedder.fit?.changed);
    }

    expect(embedder.fits).toBe(2);
    expect(changed).toEqual([1, 2, 3, 0]);
    expect(new Set(ids.slice(0, 3)).size).toBe(1);
    expect(ids[3]).not.toBe(ids[0]);
    await expectWhole(dir);
  });

  it("embeds again what stands in other words once another article names something", async () => {
    const dir = await aFolder();
    const embedder = learningEmbedder();
    const articles = [...forty(), article("n40", "智慧菜场明天开张。")];
    await buildTelling(dir, { articles, embedder });
    embedder.embedded.length = 0;

    // The quotation marks make it a name, which is one word from then on, in the other article too.
    await buildTelling(dir, { articles: [...articles, article("n41", "居民说起“智慧菜场”。")], embedder });

    expect(embedder.fits).toBe(1);
    expect(embedder.embedded).toEqual(["n40号新闻\n智慧菜场明天开张。", "n41号新闻\n居民说起“智慧菜场”。"]);
  });

  it("fits anew when told to, when the program is another, and when no generation can say what was learnt", async () => {
    const dir = await aFolder();
    const embedder = learningEmbedder();
    const articles = forty();
    const ids: string[] = [];
    const buildAgain = async (more: { refit?: boolean; tool?: string } = {}) => {
      ids.push((await buildTelling(dir, { articles, embedder, ...more })).manifest.id);
      return embedder.fits;
    };
    const damage = (id: string) => rm(join(generationDir(dir, id), "embedder.bin"));

    expect(await buildAgain()).toBe(1);
    expect(await buildAgain()).toBe(1);
    expect(await buildAgain({ refit: true })).toBe(2);
    expect(await buildAgain({ tool: "2.0.0" })).toBe(3);
    await damage(ids.at(-1)!);
    expect(await buildAgain()).toBe(3);
    for (const id of ids.slice(-3).filter((id) => id !== ids.at(-2))) await damage(id);
    expect(await buildAgain()).toBe(4);
  });

  it("fits anew where a later version of the embedder cannot read what an earlier one learnt", async () => {
    const dir = await aFolder();
    const articles = forty();
    await buildTelling(dir, { articles, embedder: learningEmbedder() });
    const later = learningEmbedder();
    const refusing: EmbedderFactory = {
      ...later,
      fit: (texts, fitting) => later.fit(texts, fitting),
      restore: () => Promise.reject(new IndexFileError("of another version")),
    };

    await buildTelling(dir, { articles, embedder: refusing });

    expect(later.fits).toBe(1);
  });

  it("keeps no cache of an embedder that no generation has any more", async () => {
    const dir = await aFolder();
    const articles = forty();
    const names = () => readdir(join(dir, "cache"));
    await buildTelling(dir, { articles, embedder: hashEmbedder({ name: "old" }) });
    const [old] = await names();
    for (let i = 0; i < 2; i++) await buildTelling(dir, { articles });
    expect(await names()).toHaveLength(2);

    await buildTelling(dir, { articles });

    expect(await names()).toHaveLength(1);
    expect(await names()).not.toContain(old);
  });

  it("drops from the cache what none of the kept generations needs, once that is more than half", async () => {
    const dir = await aFolder();
    const few = forty().slice(0, 5);
    const embedder = counting();
    await buildTelling(dir, { articles: forty(), embedder });
    for (let i = 0; i < 2; i++) await buildTelling(dir, { articles: few, embedder });
    expect((await buildTelling(dir, { articles: few, embedder })).embedded).toBe(0);

    const again = await buildTelling(dir, { articles: forty(), embedder });

    // The 35 were dropped with the last generation that held them.
    expect([again.embedded, again.cached]).toEqual([35, 5]);
  });

  it("hands the embedder what it learnt before, and tells it what it will be asked for", async () => {
    const dir = await aFolder();
    const inner = hashEmbedder();
    const seen: { previous: string | undefined; missing: number }[] = [];
    const asking: EmbedderFactory = {
      ...inner,
      async fit(texts, options) {
        const fitted = await inner.fit(texts, options);
        seen.push({
          previous: options.previous?.toString(),
          missing: options.missing?.(fitted.id).length ?? -1,
        });
        return fitted;
      },
    };
    const articles = forty();
    await buildTelling(dir, { articles, embedder: asking });
    await buildTelling(dir, { articles: articles.with(0, article("n0", "全新的一篇。")), embedder: asking });

    expect(seen).toEqual([
      { previous: undefined, missing: 40 },
      { previous: "hash", missing: 1 },
    ]);
  });

  it("takes batches of the size the embedder likes", async () => {
    const sizes: number[] = [];
    const inner = hashEmbedder();
    const small: EmbedderFactory = {
      ...inner,
      fit: async (texts, options) => ({
        ...(await inner.fit(texts, options)),
        batch: 16,
        async embed(batch, as) {
          sizes.push(batch.length);
          return (await inner.fit([], options)).embed(batch, as);
        },
      }),
    };
    await buildTelling(await aFolder(), { articles: forty(), embedder: small });

    expect(sizes).toEqual([16, 16, 8]);
  });
});

describe("a build that was stopped", () => {
  it("is taken up where it was: at most one batch is embedded again", async () => {
    const dir = await aFolder();
    const articles = Array.from({ length: 300 }, (_, i) =>
      article(`n${i}`, `第${i}篇，说的是${PLACES[i % 8]}。`),
    );
    const stop = new AbortController();
    const dying = learningEmbedder({
      onBatch: () => {
        if (dying.embedded.length >= 192) stop.abort();
      },
    });

    await expect(buildTelling(dir, { articles, embedder: dying, signal: stop.signal })).rejects.toThrow(
      /abort/i,
    );
    expect(await readdir(dir)).toEqual(["cache", "generations"]);
    expect(await readdir(join(dir, "generations"))).toEqual([]);
    const second = learningEmbedder();
    const { embedded, cached } = await buildTelling(dir, { articles, embedder: second });

    expect(embedded + cached).toBe(300);
    const twice = second.embedded.filter((text) => dying.embedded.includes(text));
    expect(twice.length).toBeLessThanOrEqual(64);
    expect(new Set([...dying.embedded, ...second.embedded]).size).toBe(300);
    await expectWhole(dir);
  });
});

describe("a generation built step by step", () => {
  const text = fc
    .array(fc.constantFrom(...PLACES, "开放", "“夜游节”", "，", "二十人", "夜游节"), {
      minLength: 1,
      maxLength: 12,
    })
    .map((parts) => `${parts.join("")}。`);
  const step = fc.oneof(
    fc.record({ kind: fc.constant("edit" as const), at: fc.nat(30), text }),
    fc.record({ kind: fc.constant("add" as const), at: fc.nat(30), text }),
    fc.record({ kind: fc.constant("delete" as const), at: fc.nat(30), text: fc.constant("") }),
  );

  it("equals one built at once with the same fit", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 }),
        async (rounds) => {
          const dir = await aFolder();
          const embedder = learningEmbedder();
          let articles = forty().slice(0, 20);
          let added = 0;
          await buildTelling(dir, { articles, embedder });
          for (const steps of rounds) {
            for (const { kind, at, text: body } of steps) {
              const place = at % articles.length;
              if (kind === "delete") articles = articles.toSpliced(place, 1);
              else if (kind === "edit") articles = articles.with(place, article(articles[place]!.id, body));
              else articles = articles.toSpliced(place, 0, article(`x${added++}`, body));
            }
            const { manifest } = await buildTelling(dir, { articles, embedder });
            const state = await readFile(join(generationDir(dir, manifest.id), "embedder.bin"));
            const other = await aFolder();
            const full = await buildTelling(other, {
              articles,
              embedder: {
                ...embedder,
                fit: async (_, o) => ({ ...(await embedder.restore(state, o)), state: () => state }),
              },
            });
            await expectSame(generationDir(dir, manifest.id), generationDir(other, full.manifest.id));
          }
          await expectWhole(dir);
        },
      ),
      { numRuns: 6 },
    );
  }, 60_000);
});

async function expectSame(step: string, full: string): Promise<void> {
  for (const name of ["articles.jsonl", "chunks.bin", "dictionary.json", "register.json", KEYWORDS_FILE]) {
    const [one, other] = await Promise.all([readFile(join(step, name)), readFile(join(full, name))]);
    expect(one.equals(other), name).toBe(true);
  }
  const [one, other] = await Promise.all(
    [step, full].map(async (dir) => readRows(await readFile(join(dir, ROWS_FILE)))),
  );
  expect(one!.labels).toEqual(other!.labels);
  const most = one!.values.reduce((far, value, i) => Math.max(far, Math.abs(value - other!.values[i]!)), 0);
  expect(most).toBeLessThanOrEqual(1e-6);
}

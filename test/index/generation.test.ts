import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { IndexFileError } from "../../src/errors.js";
import { generationDir, generationsDir, listGenerations } from "../../src/index/generation.js";
import { commitGeneration } from "../../src/index/generation-commit.js";
import { passageText } from "../../src/index/generation-files.js";
import { openGeneration, verifyGeneration } from "../../src/index/generation-open.js";
import { takeLock } from "../../src/index/lock.js";
import { loadHnswlib } from "../../src/index/vectors.js";
import { createBuiltinEmbedder } from "../../src/models/builtin-embedder.js";
import { parseArticleLine } from "../../src/news/article.js";
import { hashEmbedder } from "../fakes/hash-embedder.js";
import { ARTICLES, aFolder, build, expectWhole, open, verifyHere } from "./an-index.js";

const hnswlib = await loadHnswlib();
const clockAt = (time: string) => ({ now: () => new Date(time) });

describe("a generation that was built and opened", () => {
  it("holds the articles, chunks that are parts of them, and the names mined from them", async () => {
    const dir = await aFolder();
    const manifest = await build(dir);

    const generation = await open(dir);

    expect(generation.id).toBe(manifest.id);
    expect(generation.articles).toEqual(ARTICLES);
    expect(generation.keywords.size).toBe(ARTICLES.length);
    expect(generation.chunks.length).toBe(manifest.counts.chunks);
    for (const { article, start, end } of generation.chunks) {
      expect(ARTICLES[article]!.body.slice(start, end).trim()).not.toBe("");
    }
    expect(generation.dictionary.names.map(({ name }) => name)).toEqual([
      "夜读专线",
      "智慧菜场",
      "花园里的一天",
    ]);
    expect(generation.tokenizer.cut("坐夜读专线回家")).toContain("夜读专线");
    expect(generation.warnings).toEqual([]);
  });

  it("lets every chunk find itself", async () => {
    const dir = await aFolder();
    await build(dir);
    const { articles, chunks, embedder, vectors } = await open(dir);

    expect(vectors.size).toBe(chunks.length);
    for (const [label, chunk] of chunks.entries()) {
      const [vector] = await embedder.embed([passageText(articles[chunk.article]!, chunk)], "passage");
      const found = vectors.search(vector!, 3);
      expect(found[0]!.similarity).toBeCloseTo(1, 5);
      // Chunks of one repeated sentence have one vector.
      expect(found.filter(({ similarity }) => similarity > 0.9999).map((hit) => hit.label)).toContain(label);
    }
  });

  it("works with the builtin embedder and whatever segmenter and vectors there are", async () => {
    const dir = await aFolder();
    const factory = createBuiltinEmbedder();
    await build(dir, { embedder: factory, segmenter: "auto" });

    const { embedder, vectors, chunks, manifest } = await openGeneration(dir, { embedder: factory });
    const [vector] = await embedder.embed(["樱花树下的步道"], "query");

    expect(chunks[vectors.search(vector!, 1)[0]!.label]!.article).toBe(0);
    expect(manifest.embedder).toMatchObject({ name: factory.name, id: embedder.id, dimension: 256 });
  });

  it("has no vector for a chunk in which the embedder knows nothing", async () => {
    const dir = await aFolder();
    const silent = parseArticleLine(JSON.stringify({ id: "x", title: "", text: "！？……" }), "test");
    await build(dir, { articles: [silent, ...ARTICLES] });

    const { vectors, chunks } = await open(dir);

    expect(vectors.size).toBe(chunks.length - 1);
  });

  it("names in its manifest every file there is, with its hash", async () => {
    const dir = await aFolder();
    const { id, files } = await build(dir);

    const names = await readdir(generationDir(dir, id));

    expect(names.filter((name) => name !== "manifest.json").sort()).toEqual(Object.keys(files).sort());
    expect((await verifyGeneration(generationDir(dir, id), id)).id).toBe(id);
    expect(await readFile(join(dir, "CURRENT"), "utf8")).toBe(`${id}\n`);
  });

  it.runIf(hnswlib)("is opened without hnswlib-node too, and says so", async () => {
    const dir = await aFolder();
    await build(dir);

    const { vectors, manifest, warnings } = await open(dir, { hnswlib: null });

    expect([manifest.vectors.kind, vectors.kind]).toEqual(["hnswlib", "exact"]);
    expect(warnings).toEqual([expect.stringContaining("npm run native")]);
  });

  it("keeps the kind of vectors it was built with", async () => {
    const dir = await aFolder();
    await build(dir, { hnswlib: null });

    const { vectors, manifest, warnings } = await open(dir);

    expect([manifest.vectors.kind, vectors.kind]).toEqual(["exact", "exact"]);
    expect(warnings).toEqual([]);
  });
});

describe("building", () => {
  it("keeps the last three generations", async () => {
    const dir = await aFolder();
    const ids: string[] = [];
    for (let i = 0; i < 5; i++) ids.push((await build(dir)).id);

    expect(await listGenerations(dir)).toEqual(ids.slice(2).reverse());
    expect(await readdir(dir)).toEqual(LEFT);
  });

  it("sorts the newest last even when the clock was set back", async () => {
    const dir = await aFolder();
    const first = await build(dir, { clock: clockAt("2025-06-01T00:00:00.000Z") });
    const second = await build(dir, { clock: clockAt("2025-05-01T00:00:00.000Z") });

    expect(await listGenerations(dir)).toEqual([second.id, first.id]);
    expect((await open(dir)).id).toBe(second.id);
  });

  it("tells how far it is", async () => {
    const steps: string[] = [];
    await build(await aFolder(), {
      progress: (stage, done, total) => done === total && steps.push(stage),
      verify: async () => {},
    });

    expect(steps).toEqual(["keywords", "fitting", "embedding", "vectors", "checking"]);
  });

  it("has nothing to do without articles", async () => {
    const dir = await aFolder();

    await expect(build(dir, { articles: [] })).rejects.toMatchObject({ name: "DataError" });
    expect(await readdir(dir)).toEqual([]);
  });

  it("leaves nothing behind and the old generation in place when it is stopped or fails", async () => {
    const dir = await aFolder();
    const { id } = await build(dir);
    const stop = new AbortController();
    const failing = { ...hashEmbedder(), fit: () => Promise.reject(new Error("no memory")) };
    const lame = {
      ...hashEmbedder(),
      fit: async () => ({ ...(await hashEmbedder().fit([], noTerms)), ...wrong, id: "lame" }),
    };

    await expect(
      build(dir, { signal: stop.signal, progress: (stage) => stage === "vectors" && stop.abort() }),
    ).rejects.toThrow(/abort/i);
    await expect(build(dir, { embedder: failing })).rejects.toThrow("no memory");
    await expect(build(dir, { embedder: lame })).rejects.toThrow(/components, 32 expected/);

    expect(await readdir(dir)).toEqual(LEFT);
    expect(await readdir(generationsDir(dir))).toEqual([id]);
    expect((await open(dir)).id).toBe(id);
  });

  it("takes away what a killed builder left", async () => {
    const dir = await aFolder();
    await mkdir(join(generationsDir(dir), "4711.part"), { recursive: true });
    await writeFile(join(generationsDir(dir), "4711.part", "articles.jsonl"), "half");
    await mkdir(join(dir, "cache"));
    await writeFile(join(dir, "cache", "0.vectors.4711.part"), "half");
    await writeFile(join(dir, "CURRENT.4711.part"), "half");

    const { id } = await build(dir);

    expect(await readdir(generationsDir(dir))).toEqual([id]);
    expect(await readdir(join(dir, "cache"))).toEqual([expect.stringMatching(/^[0-9a-f]{16}\.vectors$/)]);
    expect(await readdir(dir)).toEqual(LEFT);
  });

  it("does not begin while another builder is at work", async () => {
    const dir = await aFolder();
    const { id } = await build(dir);
    const release = await takeLock(dir, clockAt("2025-03-31T08:00:00Z"));

    await expect(build(dir)).rejects.toThrow(`is being built by process ${process.pid} since 2025-03-31T08`);

    await release();
    expect((await open(dir)).id).toBe(id);
    expect((await build(dir)).id > id).toBe(true);
  });

  it("lets one of several builders at once through, and tells the others who it is", async () => {
    const dir = await aFolder();
    const results = await Promise.allSettled(Array.from({ length: 4 }, () => build(dir)));

    const built = results.flatMap((result) => (result.status === "fulfilled" ? [result.value.id] : []));
    const refused = results.flatMap((result) =>
      result.status === "rejected" ? [String(result.reason)] : [],
    );
    expect(built.length).toBeGreaterThanOrEqual(1);
    for (const reason of refused)
      expect(reason).toMatch(/is being built by process \d+|another builder|cannot be taken/);
    expect(await listGenerations(dir)).toEqual(built.sort().reverse());
    expect((await open(dir)).id).toBe(built.sort().at(-1));
    await expectWhole(dir);
  });

  it("does not commit what is refused when it is looked over, and commits what is found whole", async () => {
    const dir = await aFolder();
    const { id } = await build(dir);
    const seen: string[][] = [];
    const refuse = async (folder: string, given: string) => {
      seen.push([basename(folder), given, ...(await readdir(folder))]);
      throw new IndexFileError("chunk 7 is not found");
    };

    await expect(build(dir, { verify: refuse })).rejects.toThrow("chunk 7 is not found");

    expect(seen[0]![0]).toMatch(/\.part$/);
    expect(seen[0]).toContain("manifest.json");
    expect(await readdir(generationsDir(dir))).toEqual([id]);
    expect(await readdir(dir)).toEqual(LEFT);
    const next = await build(dir, { verify: verifyHere });
    expect((await open(dir)).id).toBe(next.id);
  });

  it("says so at once where no folder can be made", { timeout: 5_000 }, async () => {
    await expect(build("/proc/nowhere/index")).rejects.toMatchObject({
      name: "IndexFileError",
      message: expect.stringContaining("/proc/nowhere/index cannot be written"),
      hint: expect.stringContaining("--index"),
    });
  });

  it("does not begin on a disk without room, or where a file stands in the way", async () => {
    const dir = await aFolder();
    const clock = clockAt("2025-03-31T08:00:00Z");
    const write = () => Promise.reject(new Error("not reached"));
    await writeFile(join(dir, "file"), "");

    await expect(commitGeneration(dir, { clock, bytes: 1e18 }, write)).rejects.toThrow(/needs about .* MB/);
    await expect(build(join(dir, "file"))).rejects.toMatchObject({
      name: "IndexFileError",
      hint: expect.stringContaining("--index"),
    });
  });

  it("does not commit a file that reads back otherwise than it was written", async () => {
    const dir = await aFolder();
    const clock = clockAt("2025-03-31T08:00:00Z");

    const committing = commitGeneration(dir, { clock, bytes: 0 }, async ({ folder, put }) => {
      await put("articles.jsonl", Buffer.from("whole"));
      await writeFile(join(folder, "articles.jsonl"), "who");
      return {} as never;
    });

    await expect(committing).rejects.toThrow(/3 bytes, 5 expected/);
    expect(await listGenerations(dir)).toEqual([]);
  });
});

/** What stands in an index folder when nobody builds. */
const LEFT = ["CURRENT", "cache", "generations"];
const noTerms = { termsOf: () => [] };
const wrong = { embed: async (texts: readonly string[]) => texts.map(() => new Float32Array(3) as never) };

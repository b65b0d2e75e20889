/** Embedders side by side on the same articles: what has a model, a service or neither, and what cannot be had. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import picocolors from "picocolors";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compare, type Result } from "../../scripts/bench/compare.js";
import { benchEmbedder, labelOf, type ReadSettings, toEmbedderNames } from "../../scripts/bench/embedder.js";
import { ENGINES } from "../../scripts/bench/engines.js";
import { createEngine, type OursParts } from "../../scripts/bench/ours.js";
import { renderPage } from "../../scripts/bench/page.js";
import type { BenchQuestion } from "../../scripts/bench/questions.js";
import { TINY, writeRandomModel } from "../../scripts/bench/random-model/write.js";
import { runJob } from "../../scripts/bench/run-job.js";
import { COST, FOUND, renderTable, rowsOf } from "../../scripts/bench/table.js";
import type { IsoDay } from "../../src/clock.js";
import { parseConfig } from "../../src/config.js";
import { type EmbeddingServer, startEmbeddingServer } from "../fakes/embedding-server.js";
import { buildNumbered } from "../fakes/numbered-archive.js";
import { SMALL_ARCHIVE } from "../fakes/small-archive.js";
import { TINY_CHARACTERS } from "../fixtures/tiny-model.js";

const MODEL = "Xenova/bge-small-zh-v1.5";
let folder: string;
let server: EmbeddingServer;
let read: ReadSettings;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "bench-embedders-"));
  server = await startEmbeddingServer();
  // As wide as the model whose name it bears, and random.
  const shape = { ...TINY, layers: 1, hidden: 512, heads: 8, quantized: true, characters: TINY_CHARACTERS };
  await writeRandomModel(join(folder, "models"), MODEL, shape);
  const env = {
    MODELS_DIR: join(folder, "models"),
    HF_HUB_OFFLINE: "1",
    EMBEDDING_BASE_URL: server.url,
    EMBEDDING_API_KEY: "sk-test",
  };
  read = (changes) => parseConfig({ ...env, ...changes });
}, 60_000);
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

function questionAbout(id: string, text: string): BenchQuestion {
  const query = { text, clauses: [text], today: "2025-04-02" as IsoDay, period: null };
  return { id: text, kind: "one", query, gold: [[id]], facts: [], answer: "" };
}

/** Without the word cutter's dictionary, which every build reads anew, and without a second process that looks it over. */
function quickly(readSettings: ReadSettings): OursParts {
  return {
    read: readSettings,
    build: ({ indexDir, embedder }) => buildNumbered(indexDir, 1, { articles: SMALL_ARCHIVE, embedder }),
  };
}

async function compareEmbedders(
  embedders: readonly string[],
  setting: ReadSettings = read,
): Promise<Result[]> {
  const ours = ENGINES[0]!;
  const workDir = await mkdtemp(join(folder, "work-"));
  return compare({
    corpus: {
      articles: SMALL_ARCHIVE,
      questions: SMALL_ARCHIVE.slice(0, 4).map(({ id, title }) => questionAbout(id, title)),
    },
    sizes: [SMALL_ARCHIVE.length],
    contestants: embedders.map((embedder) => ({
      engine: ours,
      setup: ours.setups[0]!,
      embedder,
      variant: labelOf(embedder, setting),
    })),
    workDir,
    dictionaryDir: workDir,
    seconds: 5,
    run: (job) =>
      runJob(
        job,
        () => undefined,
        ({ setup, place }) =>
          createEngine(setup, place.embedder === "transformers" ? { read: setting } : quickly(setting)),
      ),
    done: () => undefined,
  });
}

describe("embedders side by side", () => {
  it("are rows of one table and one page, with their models' names, and what cannot be had says why", async () => {
    const gone = "transformers:Xenova/bge-m3";
    const names = ["none", "transformers", "openai:fake", gone, "openai"];

    const results = await compareEmbedders(names);

    const outcomes = results.map(({ outcome }) => outcome.kind);
    expect(outcomes).toEqual(["measured", "measured", "measured", "failed", "failed"]);
    const table = renderTable(rowsOf(results, FOUND), FOUND, picocolors.createColors(false)).split("\n");
    expect(table.slice(1, 4).map((line) => line.split(/ {2,}/)[0])).toEqual([
      "ours, no vectors",
      `ours, ${MODEL}`,
      "ours, fake",
    ]);
    expect(table[4]).toMatch(/^ours, Xenova\/bge-m3 failed: the model Xenova\/bge-m3 is not whole in /);
    expect(table[5]).toMatch(/^ours, openai failed: EMBEDDING_MODEL /);
    const embedded = server.calls.flatMap(({ body }) => body.input);
    expect(SMALL_ARCHIVE.every(({ body }) => embedded.some((text) => text.includes(body.slice(0, 10))))).toBe(
      true,
    );
    const cost = rowsOf(results.slice(0, 3), COST);
    expect(cost.every(({ values }) => values.every((value) => value !== null))).toBe(true);
    const html = renderPage({
      results,
      surroundings: {
        command: "npm run bench",
        at: "2025-05-10 08:00",
        machine: "a machine",
        node: "v20",
        load: [0, 0],
        cores: 2,
        versions: {},
      },
      source: { articles: "a.jsonl", questions: "q.jsonl" },
    });
    expect(html).toContain(`<th>ours, ${MODEL}</th>`);
    expect(html).not.toContain(folder);
  }, 120_000);

  it("says that a service is away, names it, and goes on with the next", async () => {
    const away = await startEmbeddingServer();
    await away.close();
    const setting: ReadSettings = (changes) => read({ EMBEDDING_BASE_URL: away.url, ...changes });

    const results = await compareEmbedders(["openai:fake", "none"], setting);

    expect(results.map(({ outcome }) => outcome.kind)).toEqual(["failed", "measured"]);
    const [first] = renderTable(rowsOf(results, FOUND), FOUND, picocolors.createColors(false))
      .split("\n")
      .filter((line) => line.includes("failed"));
    expect(first).toMatch(/^ours, fake failed: 127\.0\.0\.1:\d+ cannot be reached \(ECONNREFUSED\)$/);
  });
});

describe("names of embedders", () => {
  it("are several after commas, each once, and may name a model", () => {
    expect(toEmbedderNames("builtin, transformers:Xenova/bge-m3,openai:bge-m3:latest,builtin")).toEqual([
      "builtin",
      "transformers:Xenova/bge-m3",
      "openai:bge-m3:latest",
    ]);
    expect(labelOf("openai:bge-m3:latest", read)).toBe("bge-m3:latest");
  });

  it.each(["word2vec", "builtin,", "builtin:x", "openai:"])("refuse %s", (text) => {
    expect(() => toEmbedderNames(text)).toThrow(/^--embedder: /);
  });

  it("do not take the model of one embedder for that of another", async () => {
    const serviceSet: ReadSettings = (changes) =>
      parseConfig({
        EMBEDDER: "openai",
        EMBEDDING_MODEL: "fake",
        EMBEDDING_BASE_URL: server.url,
        EMBEDDING_API_KEY: "sk-test",
        ...changes,
      });
    const modelSet: ReadSettings = (changes) =>
      parseConfig({ EMBEDDER: "transformers", EMBEDDING_MODEL: MODEL, EMBEDDING_API_KEY: "sk", ...changes });

    expect(labelOf("transformers", serviceSet)).toBe(MODEL);
    expect(labelOf("openai", serviceSet)).toBe("fake");
    await expect(benchEmbedder("openai", modelSet)).rejects.toThrow("--embedder openai:NAME");
  });
});

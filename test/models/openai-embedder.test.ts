import { getEventListeners } from "node:events";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { NewsError } from "../../src/errors.js";
import type { EmbedAs, Embedder, FitOptions } from "../../src/index/embedder.js";
import { CANARIES } from "../../src/models/canary.js";
import { ModelCallError } from "../../src/models/model-call-error.js";
import { createOpenAiClient } from "../../src/models/openai-client.js";
import { createOpenAiEmbedder, type OpenAiEmbedderParts } from "../../src/models/openai-embedder.js";
import {
  DIMENSION,
  type EmbeddingBehaviour,
  type EmbeddingServer,
  embeds,
  hangs,
  refuses,
  type Spoil,
  startEmbeddingServer,
  toBase64,
  vectorOf,
} from "../fakes/embedding-server.js";
import { type FakeTimer, fakeTimer, until } from "../fakes/timer.js";

let server: EmbeddingServer;
let timer: FakeTimer;

beforeEach(async () => {
  server = await startEmbeddingServer();
  timer = fakeTimer({ passAtOnce: 20_000 });
});
afterEach(() => server.close());

const termsOf = () => [];
const TEXTS = ["徐汇滨江老人食堂今天开门", "学校门口增设护学岗", "地铁站边的图书馆"];

function service(changes: Partial<OpenAiEmbedderParts> = {}) {
  const client = createOpenAiClient({ apiKey: "sk-test", baseUrl: server.url });
  const limits = { queryMs: 30_000, askAboveTokens: 1_000_000 };
  return createOpenAiEmbedder({ client, model: "fake", dimension: null, ...limits, timer, ...changes });
}

const fitted = (changes?: Partial<OpenAiEmbedderParts>, options: Partial<FitOptions> = {}) =>
  service(changes).fit(TEXTS, { termsOf, ...options });

async function failureOf(promise: Promise<unknown>): Promise<ModelCallError> {
  const error: unknown = await promise.catch((cause) => cause);
  expect(error).toBeInstanceOf(ModelCallError);
  return error as ModelCallError;
}

const unit = (values: readonly number[]) => {
  const length = Math.hypot(...values);
  return Float32Array.from(values, (value) => value / length);
};

async function expectRight(embedder: Embedder, as: EmbedAs = "passage") {
  const vectors = await embedder.embed(TEXTS, as);
  expect(vectors.map((vector) => [...vector!])).toEqual(TEXTS.map((text) => [...unit(vectorOf(text))]));
}

describe("a service for vectors", () => {
  it("embeds, learns the length of its vectors, and knows itself again", async () => {
    const embedder = await fitted();
    const restored = await service().restore(embedder.state(), { termsOf });

    expect(embedder.dimension).toBe(DIMENSION);
    expect(restored).toMatchObject({ id: embedder.id, dimension: DIMENSION });
    await expectRight(embedder);
    await expectRight(restored, "query");
    expect(server.calls[0]).toMatchObject({ path: "/v1/embeddings", authorization: "Bearer sk-test" });
    expect(server.calls[0]?.body).toEqual({ model: "fake", input: [CANARIES[0]], encoding_format: "float" });
  });

  it("asks for the length that is set, and stands under another name then", async () => {
    const embedder = service({ dimension: DIMENSION });
    await embedder.fit(TEXTS, { termsOf });

    expect(server.calls[0]?.body).toMatchObject({ dimensions: DIMENSION });
    expect(embedder.name).not.toBe(service().name);
    expect(embedder.name).toMatch(/^openai http:\/\/127\.0\.0\.1:\d+\/v1 fake \(48 dimensions\)$/);
  });

  it("is not asked about texts of nothing", async () => {
    const embedder = await fitted();
    const before = server.calls.length;

    expect(await embedder.embed(["", " \n"], "passage")).toEqual([null, null]);
    expect(server.calls).toHaveLength(before);
    const [blank, vector] = await embedder.embed(["", TEXTS[0]!], "passage");
    expect(blank).toBeNull();
    expect(vector).toHaveLength(DIMENSION);
  });

  it("takes base64 from those who send nothing else", async () => {
    const base64: Spoil = (rows) =>
      rows.map(({ index, embedding }) => ({ index, embedding: toBase64(embedding as number[]) }));
    server.usually(embeds(base64));

    await expectRight(await fitted());
  });

  it("asks again without naming a form where that is refused", async () => {
    const picky: EmbeddingBehaviour = (response, call) =>
      "encoding_format" in call.body
        ? refuses(400, { message: "encoding_format is not supported", param: "encoding_format" })(
            response,
            call,
          )
        : embeds()(response, call);
    server.usually(picky);

    await expectRight(await fitted());
    expect(server.calls.filter(({ body }) => "encoding_format" in body)).toHaveLength(1);
  });

  it("sends fewer at a time where so many are refused, and keeps to it", async () => {
    const small: EmbeddingBehaviour = (response, call) =>
      call.body.input.length > 10
        ? refuses(400, { message: "batch size is invalid, it should not be larger than 10" })(response, call)
        : embeds()(response, call);
    server.usually(small);
    const embedder = await fitted();
    const texts = Array.from({ length: 36 }, (_, i) => `第${i}条新闻`);

    const vectors = await embedder.embed(texts, "passage");
    const before = server.calls.length;
    await embedder.embed(texts, "passage");

    expect(vectors.map((vector) => [...vector!])).toEqual(texts.map((text) => [...unit(vectorOf(text))]));
    expect(server.calls.slice(before).every(({ body }) => body.input.length <= 10)).toBe(true);
  });

  it("cuts a text that is too long for the service, and no other", async () => {
    const short: EmbeddingBehaviour = (response, call) =>
      call.body.input.some((text) => text.length > 300)
        ? refuses(413, { message: "input must have less than 512 tokens" })(response, call)
        : embeds()(response, call);
    server.usually(short);
    const [long, other] = ["长文".repeat(400), "地铁站边的图书馆".repeat(30)];
    const embedder = await fitted();

    const vectors = await embedder.embed([other, long], "passage");

    const begun = server.calls.flatMap(({ body }) => body.input).filter((text) => text.startsWith("长文"));
    expect(begun.every((text) => long.startsWith(text))).toBe(true);
    expect(begun.at(-1)!.length).toBeGreaterThan(100);
    expect([...vectors[0]!]).toEqual([...unit(vectorOf(other))]);
    expect(vectors[1]).toHaveLength(DIMENSION);
  });

  it("does not cut a text for a request that is refused for something else", async () => {
    const embedder = await fitted();
    server.usually(refuses(400, { message: "no such thing" }));

    expect((await failureOf(embedder.embed(["长文".repeat(400)], "passage"))).message).toContain(
      "answered 400",
    );
    expect(server.calls.every(({ body }) => body.input.every((text) => text.length !== 400))).toBe(true);
  });

  it("does not go by a name that holds a key", async () => {
    const client = createOpenAiClient({
      apiKey: "sk-test",
      baseUrl: "http://user:secret@localhost:9/v1?key=hidden",
    });

    expect(service({ client }).name).toBe("openai http://localhost:9/v1 fake (its own dimensions)");
  });

  it("puts numbered vectors into their order", async () => {
    server.usually(embeds((rows) => rows.reverse()));

    await expectRight(await fitted());
  });

  it("cuts many texts into calls that the service takes", async () => {
    const embedder = await fitted();
    const before = server.calls.length;
    const texts = Array.from({ length: 2_500 }, (_, i) => `第${i}条新闻`);
    const vectors = await embedder.embed(texts, "passage");

    const sizes = server.calls.slice(before).map(({ body }) => body.input.length);
    expect(sizes).toEqual([2_048, 454]);
    expect(vectors).toHaveLength(2_500);

    await embedder.embed(Array<string>(60).fill("长".repeat(9_000)), "passage");
    const lengths = server.calls.slice(before + 2).map(({ body }) => body.input.join("").length * 1.3);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(300_000);
    expect(server.calls.at(-1)?.body.input.every((text) => text.length <= 5_800)).toBe(true);
  });
});

/** What may come instead of vectors, and what is said of it. */
const POISON: Readonly<Record<string, readonly [Spoil, RegExp]>> = {
  "fewer vectors": [(rows) => rows.slice(1), /gave 4 vectors for 5 texts/],
  "more vectors": [(rows) => [...rows, { ...rows[0]!, index: rows.length }], /gave 6 vectors for 5 texts/],
  "a number twice": [
    (rows) => rows.map((row, i) => (i === 1 ? { ...row, index: 0 } : row)),
    /numbered them wrongly/,
  ],
  "a shorter vector": [
    (rows) => rows.map((row, i) => (i === 2 ? { ...row, embedding: row.embedding.slice(1) } : row)),
    /gave a vector of 47 components where 48 are expected/,
  ],
  "shorter vectors all": [
    (rows) => rows.map((row) => ({ ...row, embedding: row.embedding.slice(8) })),
    /gives a sentence another vector than a moment ago/,
  ],
  "a zero vector": [
    (rows) => rows.map((row, i) => (i === 3 ? { ...row, embedding: Array(DIMENSION).fill(0) } : row)),
    /gave a zero vector/,
  ],
  "figures that are none": [
    (rows) =>
      rows.map((row, i) => (i === 3 ? { ...row, embedding: [null, ...row.embedding.slice(1)] } : row)),
    /not finite/,
  ],
  "not a number, in base64": [
    (rows) =>
      rows.map((row, i) => ({
        ...row,
        embedding: toBase64(i === 3 ? Array(DIMENSION).fill(Number.NaN) : (row.embedding as number[])),
      })),
    /not finite/,
  ],
  "vectors in another order without numbers": [
    (rows) => rows.map(({ embedding }) => ({ embedding })).reverse(),
    /gives a sentence another vector than a moment ago/,
  ],
  "vectors moved by one": [
    (rows) => rows.map((row, i) => ({ ...row, embedding: rows[(i + 1) % rows.length]!.embedding })),
    /gives a sentence another vector than a moment ago/,
  ],
  "something else": [() => "none", /gave no vectors/],
};

describe("a service that gives what cannot be used", () => {
  it("is refused where it turns round all that it is given together, from the first call on", async () => {
    const turned: Spoil = (rows) =>
      rows.map((row, i) => ({ ...row, embedding: rows[rows.length - 1 - i]!.embedding }));
    server.usually(embeds(turned));

    const error = await failureOf(fitted().then((embedder) => embedder.embed(TEXTS, "passage")));

    expect(error.message).toContain("gives a sentence another vector than a moment ago");
  });

  it.each(Object.entries(POISON))("is refused by name: %s", async (_, [spoil, message]) => {
    const embedder = await fitted();
    server.usually(embeds(spoil));

    const error = await failureOf(embedder.embed(TEXTS, "passage"));

    expect(error.message).toMatch(/^127\.0\.0\.1:\d+\/fake /);
    expect(error.message).toMatch(message);
    expect(error.message).not.toContain("徐汇");
  });

  it("is refused when it has become another model, in a build and at a question", async () => {
    const embedder = await fitted();
    const kept = embedder.state();
    server.usually(embeds((rows) => rows, 7));
    const restored = await service().restore(kept, { termsOf });

    const building = await failureOf(embedder.embed(TEXTS, "passage"));
    expect(building.message).toMatch(/gives a sentence another vector than a moment ago \(likeness 0\.\d+/);
    const asking = await failureOf(restored.embed(TEXTS, "query"));
    expect(asking.message).toMatch(/no longer gives the vectors the index was built with \(likeness 0\.\d+/);
    expect(asking.hint).toBe("npm run index -- --full builds with what it gives now");
    const again = await fitted({}, { previous: kept });
    expect(again.id).not.toBe(embedder.id);
  });

  it("is refused when it changes while questions are answered", async () => {
    const embedder = await fitted();
    await embedder.embed(["问一次"], "query");
    server.usually(embeds((rows) => rows, 7));
    timer.advance(3_600_000);

    expect((await failureOf(embedder.embed(["再问一次"], "query"))).message).toContain("no longer gives");
  });

  it("keeps its id where its vectors only tremble", async () => {
    const first = await fitted();
    const tremble: Spoil = (rows) =>
      rows.map((row) => ({
        ...row,
        embedding: (row.embedding as number[]).map((value, i) => value + 1e-4 * (i % 3)),
      }));
    server.usually(embeds(tremble));

    expect((await fitted({}, { previous: first.state() })).id).toBe(first.id);
    expect((await fitted()).id).not.toBe(first.id);
  });

  it("builds on nothing that gives all sentences one vector", async () => {
    server.usually(embeds((rows) => rows.map((row) => ({ ...row, embedding: vectorOf("同") }))));

    expect((await failureOf(fitted())).message).toContain("gives sentences that differ the same vector");
  });
});

describe("a service that fails", () => {
  const busy = (seconds: string) => refuses(429, { code: "rate_limit_exceeded" }, { "retry-after": seconds });

  it("is asked again in a build as it says", async () => {
    const embedder = await fitted();
    const before = timer.now();
    server.script(busy("7"), refuses(503, { code: "overloaded" }));

    await expectRight(embedder);
    expect(timer.now() - before).toBeGreaterThanOrEqual(8_000);
  });

  it("is asked again where it was there a moment ago, and not where nobody ever was", async () => {
    const embedder = await fitted();
    const before = timer.now();
    server.script((response) => response.destroy());
    await expectRight(embedder);
    expect(timer.now() - before).toBeGreaterThanOrEqual(500);

    const since = timer.now();
    const client = createOpenAiClient({ apiKey: "sk-test", baseUrl: "http://127.0.0.1:9/v1" });
    expect((await failureOf(fitted({ client }))).message).toMatch(/cannot be reached/);
    expect(timer.now()).toBe(since);
  });

  it("is not asked again where that would help nobody", async () => {
    const embedder = await fitted();
    for (const [status, code, kind] of [
      [401, "invalid_api_key", "key"],
      [402, "insufficient_balance", "payment"],
      [404, "model_not_found", "request"],
    ] as const) {
      const before = server.calls.length;
      server.script(refuses(status, { code, message: "key sk-secret0123456789abcdef is wrong" }));
      const error = await failureOf(embedder.embed(TEXTS, "passage"));

      expect(error.kind).toBe(kind);
      expect(server.calls).toHaveLength(before + 1);
      expect(`${error.message} ${error.hint}`).not.toMatch(/sk-secret|OPENAI_MODEL/);
      expect(error.hint).toMatch(/EMBEDDING_/);
    }
  });

  it("gets one try for a question, and is left alone for a while", async () => {
    const embedder = await fitted();
    const before = server.calls.length;
    server.script(refuses(500, { code: "boom" }));

    expect((await failureOf(embedder.embed(["问"], "query"))).kind).toBe("server");
    expect((await failureOf(embedder.embed(["问"], "query"))).kind).toBe("resting");
    expect(server.calls).toHaveLength(before + 1);

    timer.advance(15_000);
    expect(await embedder.embed(["问"], "query")).toHaveLength(1);
  });

  it("holds a question no longer than is set", async () => {
    const embedder = await fitted({ queryMs: 21_000 });
    const before = server.calls.length;
    server.script(hangs);

    const asked = failureOf(embedder.embed(["问"], "query"));
    await until(() => server.calls.length > before);
    timer.advance(21_000);

    expect((await asked).message).toMatch(/gave no vector within 21000 ms$/);
  });

  it("leaves nothing behind on the signal of a build, however many calls it takes", async () => {
    const embedder = await fitted();
    const over = new AbortController();

    for (let call = 0; call < 12; call++) await embedder.embed(TEXTS, "passage", over.signal);

    expect(getEventListeners(over.signal, "abort").length).toBeLessThanOrEqual(1);
  });

  it("lets go when nobody asks any more", async () => {
    const embedder = await fitted();
    const over = new AbortController();
    const before = server.calls.length;
    server.script(hangs);

    const asked = embedder.embed(["问"], "query", over.signal);
    await until(() => server.calls.length > before);
    over.abort(new Error("enough"));

    await expect(asked).rejects.toThrow("enough");
    expect(await embedder.embed(["问"], "query")).toHaveLength(1);
  });
});

describe("what a build costs", () => {
  it("is asked about above the limit", async () => {
    const asked: number[] = [];
    const confirm = async (tokens: number) => asked.push(tokens) > 0;

    await fitted({ askAboveTokens: 5, confirm });

    expect(asked).toHaveLength(1);
    expect(asked[0]).toBeGreaterThan(TEXTS.join("").length);
  });

  it("is not spent without leave, and nothing has been embedded then", async () => {
    const refused = { askAboveTokens: 5, confirm: async () => false };

    await expect(fitted(refused)).rejects.toThrow(
      /^nothing was embedded: .* would take about \d+ tokens for 3 passages, and the answer was no$/,
    );
    const error: unknown = await fitted({ askAboveTokens: 5 }).catch((cause) => cause);
    expect((error as NewsError).message).toMatch(/tokens for 3 passages, more than it may without asking$/);
    expect((error as NewsError).hint).toMatch(/EMBEDDING_ASK_ABOVE_TOKENS=\d+$/);
    expect(server.calls.flatMap(({ body }) => body.input)).toEqual([...CANARIES, ...CANARIES]);
  });

  it("counts only what is not there yet", async () => {
    const ids: string[] = [];
    const missing = (id: string) => {
      ids.push(id);
      return ["短"];
    };
    const embedder = await fitted({ askAboveTokens: 5 }, { missing });

    expect(ids).toEqual([embedder.id]);
  });
});

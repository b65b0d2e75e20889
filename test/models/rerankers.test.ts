import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ModelCallError } from "../../src/models/model-call-error.js";
import { createOpenAiClient } from "../../src/models/openai-client.js";
import { createRerankService } from "../../src/models/rerank-service.js";
import { createReranker } from "../../src/models/rerankers.js";
import { createTransformersReranker } from "../../src/models/transformers-reranker.js";
import { type EmbeddingServer, ranks, refuses, startEmbeddingServer } from "../fakes/embedding-server.js";
import { TINY_MODEL, writeTinyModel } from "../fixtures/tiny-model.js";

const PASSAGES = ["徐汇滨江老人食堂今天开门", "学校门口增设护学岗", "地铁新线明年通车"];

it("is none unless one is set", async () => {
  expect(await createReranker({ kind: "none" })).toBeNull();
});

describe("a cross-encoder on this machine", () => {
  it("reads question and passage together, in its thread", async () => {
    const folder = await writeTinyModel({ output: "score" });
    const hub = { modelsDir: folder.modelsDir, endpoint: "http://127.0.0.1:9", offline: true };
    const reranker = createTransformersReranker({ model: TINY_MODEL, hub, threads: 1 });
    try {
      const scores = await reranker.score("食堂今天开门", PASSAGES);
      const alone = await reranker.score("食堂今天开门", [PASSAGES[1]!]);
      const other = await reranker.score("地铁新线", PASSAGES);

      expect(scores).toHaveLength(3);
      expect(new Set([...scores, ...other]).size).toBe(6);
      expect(alone).toEqual([scores[1]]);
    } finally {
      await reranker.close?.();
      await folder.remove();
    }
  });
});

describe("a service that reranks", () => {
  let server: EmbeddingServer;
  beforeEach(async () => {
    server = await startEmbeddingServer();
  });
  afterEach(() => server.close());

  const service = () =>
    createRerankService({
      client: createOpenAiClient({ apiKey: "sk-test", baseUrl: server.url }),
      model: "rank",
    });

  it("gives a score for each passage, in their order", async () => {
    server.script(
      ranks([
        [2, 0.9],
        [0, 0.5],
        [1, 0.1],
      ]),
    );

    expect(await service().score("地铁", PASSAGES)).toEqual([0.5, 0.1, 0.9]);
    expect(server.calls[0]).toMatchObject({ path: "/v1/rerank", authorization: "Bearer sk-test" });
    expect(server.calls[0]?.body).toMatchObject({
      model: "rank",
      query: "地铁",
      documents: PASSAGES,
      top_n: 3,
    });
  });

  it.each([
    ["too few", ranks([[0, 1]])],
    [
      "one twice",
      ranks([
        [0, 1],
        [0, 2],
        [1, 1],
      ]),
    ],
    [
      "one that was not asked about",
      ranks([
        [0, 1],
        [1, 2],
        [7, 1],
      ]),
    ],
  ])("is refused when it scores %s", async (_, behaviour) => {
    server.script(behaviour);

    await expect(service().score("地铁", PASSAGES)).rejects.toThrow(
      /\/rank did not score each passage once$/,
    );
  });

  it("names its own settings when it fails", async () => {
    server.script(refuses(401, { code: "invalid_api_key" }));
    const error: unknown = await service()
      .score("地铁", PASSAGES)
      .catch((cause) => cause);

    expect(error).toBeInstanceOf(ModelCallError);
    expect((error as ModelCallError).hint).toBe("check RERANKER_API_KEY, and that it may use RERANKER_MODEL");
  });
});

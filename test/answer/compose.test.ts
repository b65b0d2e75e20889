import { describe, expect, it } from "vitest";
import { type ComposeOptions, composeAnswer } from "../../src/answer/written/compose.js";
import type { ComposedSentence } from "../../src/answer/written/composed.js";
import { renderSentence, toGenerated } from "../../src/answer/written/generated.js";
import type { IsoDay } from "../../src/clock.js";
import { createOpenAiChat } from "../../src/models/openai-chat.js";
import { createOpenAiClient } from "../../src/models/openai-client.js";
import { anArticle } from "../fakes/articles.js";
import { FAULTS, startChatServer, WHOLE } from "../fakes/chat-server.js";
import { createMemoryBudget } from "../fakes/memory-budget.js";
import { toPassages } from "../fakes/sample-articles.js";
import { scriptedChat } from "../fakes/scripted-chat.js";
import { fakeTimer } from "../fakes/timer.js";

const DATA = anArticle({
  id: "data",
  title: "首批公共数据登记",
  publishedOn: "2025-03-31",
  url: "https://paper.example/1",
  body: "徐汇首批登记了11个公共数据资源。这些数据涉及公共服务、卫生、体育等领域。今年还要登记第二批。",
});
const PARK = anArticle({
  id: "park",
  publishedOn: "2025-03-03",
  body: "滨江公园新增绿地二十公顷，园内栽下樱花四百株。",
});
const TODAY = "2026-05-01" as IsoDay;

function compose(text: string, options: Partial<ComposeOptions> = {}) {
  return composeAnswer({
    question: "登记了多少数据？",
    passages: toPassages([DATA, PARK]),
    chatModel: scriptedChat([text]),
    today: TODAY,
    ...options,
  });
}

describe("an answer composed by a model", () => {
  it("keeps what is borne out, with the printed words, and says that a machine wrote it", async () => {
    const composed = await compose("徐汇首批登记了11个公共数据资源[1]。滨江公园新增绿地20公顷。[2]");

    expect(composed).toMatchObject({ kind: "complete", removed: [], mended: 0, cause: null });
    const answer = toGenerated(composed, "zh");
    expect(answer).toMatchObject({ status: "answered", mode: "generated" });
    expect(answer?.text).toBe(
      "〔人工智能生成，每句附报纸出处〕\n徐汇首批登记了11个公共数据资源[1]。滨江公园新增绿地20公顷[2]。",
    );
    expect(answer?.citations.map(({ articleId, quote, url }) => [articleId, quote, url])).toEqual([
      ["data", "徐汇首批登记了11个公共数据资源。", "https://paper.example/1"],
      ["park", PARK.body, null],
    ]);
  });

  it("hands each sentence on as soon as it is checked, whatever the size of the pieces", async () => {
    const text = "徐汇首批登记了11个公共数据资源。[1]\n这些数据涉及公共服务、卫生、体育等领域[1]。";
    for (const size of [1, 2, 3, 50]) {
      const seen: ComposedSentence[] = [];
      const composed = await compose(text, {
        chatModel: scriptedChat([text], { size }),
        onSentence: (sentence) => seen.push(sentence),
      });
      expect(seen).toEqual(composed.sentences);
      expect(seen.map(renderSentence)).toEqual([
        "徐汇首批登记了11个公共数据资源[1]。",
        "这些数据涉及公共服务、卫生、体育等领域[2]。",
      ]);
      expect(seen[1]?.newLine).toBe(true);
    }
  });

  it("removes what is not, and says why", async () => {
    const composed = await compose(
      "徐汇首批登记了12个公共数据资源[1]。这些数据涉及公共服务、卫生、体育等领域[9]。",
    );

    expect(composed.sentences.map(({ text }) => text)).toEqual(["这些数据涉及公共服务、卫生、体育等领域。"]);
    expect(composed.removed).toEqual([
      { sentence: "徐汇首批登记了12个公共数据资源。", reason: "number “12” does not stand there" },
    ]);
    expect(composed.mended).toBe(1);
  });

  it("takes the model's word that the sources do not answer, and says it itself", async () => {
    expect(await compose("NO_ANSWER")).toMatchObject({ kind: "nothing", unanswered: true, cause: null });
    expect(await compose("报道没有提到经费。")).toMatchObject({ kind: "nothing", unanswered: true });
    const partly = await compose("徐汇首批登记了11个公共数据资源[1]。\nNO_ANSWER");
    expect(toGenerated(partly, "zh")?.text).toMatch(/（报上没有回答问题的全部）$/);
  });

  it("leaves thoughts, markup, lists, links and labels of its own out", async () => {
    const composed = await compose(
      "<think>先看[1]。再写。</think>**主要情况如下：**\n- 徐汇首批登记了`11个`公共数据资源【1】。\n- 详见 [官网](https://evil.example/x)。\n本回答由编辑人工撰写。",
    );
    expect(composed.sentences.map(({ text }) => text)).toEqual([
      "主要情况如下：徐汇首批登记了11个公共数据资源。",
    ]);
    expect(composed.removed.map(({ reason }) => reason)[0]).toContain("evil.example");
    expect(toGenerated(composed, "zh")?.text).toMatch(/^〔人工智能生成/);
  });

  it("says in which year “this year” was", async () => {
    const { sentences } = await compose("今年还要登记第二批[1]。");
    expect(sentences[0]?.text).toBe("2025年还要登记第二批。");
  });

  it.each([
    ["length", { finish: "length" as const }],
    ["a filter", { finish: "content_filter" as const }],
    ["a failure", { fails: new Error("connection lost") }],
  ])("cut off by %s, shows what is whole and says that it is incomplete", async (_, script) => {
    const text = `${WHOLE}这些数据涉及公共服`;
    const composed = await compose(text, { chatModel: scriptedChat([text], script) });
    expect(composed.kind).toBe("cut-short");
    expect(toGenerated(composed, "zh")?.text).toMatch(/资源\[1\]。\n（回答未完成）$/);
  });

  it("throws what went wrong if nothing had been kept", async () => {
    const chatModel = scriptedChat(["数据"], { fails: new Error("connection lost") });
    await expect(compose("", { chatModel })).rejects.toThrow("connection lost");
  });

  it("stops a model that repeats itself or never ends a sentence", async () => {
    expect(await compose(WHOLE.repeat(500))).toMatchObject({
      kind: "cut-short",
      cause: { why: "repetition" },
    });
    expect(await compose(`${WHOLE}${"数据和数据".repeat(900)}`)).toMatchObject({
      kind: "cut-short",
      cause: { why: "too long" },
    });
  });

  it("is stopped by the caller's signal", async () => {
    const signal = AbortSignal.abort(new Error("the reader left"));
    await expect(compose(WHOLE, { signal })).rejects.toThrow("the reader left");
  });

  it("sets tokens aside before it asks, settles them after, and asks nothing past a cap", async () => {
    const budget = createMemoryBudget({ daily: 3_000, perReader: 2_500 });
    const reserve = (who: string) => (tokens: number) => budget.reserve({ who, day: TODAY, tokens });

    expect((await compose(WHOLE, { reserve: reserve("a") })).usage).toMatchObject({ promptTokens: 100 });
    // 120 of the 2,500 were used, though far more were set aside.
    expect(await budget.reserve({ who: "a", day: TODAY, tokens: 2_381 })).toBeNull();
    expect(await budget.reserve({ who: "a", day: TODAY, tokens: 2_380 })).not.toBeNull();

    const chatModel = scriptedChat([]);
    const composed = await compose("", { chatModel, reserve: reserve("b") });
    expect(composed).toMatchObject({ kind: "nothing", cause: { why: "budget" } });
    expect(chatModel.requests).toHaveLength(0);
  });

  it.each(Object.keys(FAULTS))("over the wire, never shows a half answer as whole: %s", async (name) => {
    const server = await startChatServer(FAULTS[name]!);
    const timer = fakeTimer();
    const client = createOpenAiClient({ apiKey: "sk-test", baseUrl: server.url });
    const chatModel = createOpenAiChat({ client, model: "fake", timer });
    let done = false;
    const asked = compose("", { chatModel }).then(
      (composed) => ({ composed }),
      (error: unknown) => ({ error }),
    );
    void asked.finally(() => {
      done = true;
    });
    for (let round = 0; !done; round++) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      if (round > 20) timer.advance(1_000);
    }
    const outcome = await asked;
    await server.close();

    expect(timer.now()).toBeLessThanOrEqual(45_000);
    if ("error" in outcome) return;
    expect(outcome.composed.kind).not.toBe("complete");
    const text = toGenerated(outcome.composed, "zh")?.text ?? "";
    expect(text).not.toMatch(/undefined|涉及公共服|\uFFFD/);
    if (text !== "") expect(text).toMatch(/11个公共数据资源\[1\]。\n（回答未完成）$/);
  });
});

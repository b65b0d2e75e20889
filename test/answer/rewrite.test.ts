import { describe, expect, it } from "vitest";
import { rewriteFollowUp } from "../../src/answer/written/rewrite.js";
import type { IsoDay } from "../../src/clock.js";
import { scriptedChat } from "../fakes/scripted-chat.js";

const history = [
  { role: "user", content: "徐汇和上汽集团签了什么协议？" },
  { role: "assistant", content: "3月20日，双方签署战略合作框架协议[1]。" },
] as const;

const rewrite = (says: string, options: Parameters<typeof scriptedChat>[1] = {}) =>
  rewriteFollowUp({
    question: "那他们谁出席了？",
    history,
    chatModel: scriptedChat([says], options),
    today: "2025-04-02" as IsoDay,
  });

describe("a follow-up rewritten by a model", () => {
  it("is taken when it uses what was said", async () => {
    const { question, usage } = await rewrite("徐汇和上汽集团签战略合作框架协议，谁出席了？");
    expect(question).toBe("徐汇和上汽集团签战略合作框架协议，谁出席了？");
    expect(usage).toEqual({ promptTokens: 100, completionTokens: 20, estimated: false });
  });

  it.each([
    ["a date nobody named", "2024年徐汇和上汽集团签协议谁出席了？"],
    ["a name nobody named", "徐汇和上汽集团签协议时区长李建国出席了吗？"],
    ["another subject", "今天天气怎么样，适合去公园跑步吗？"],
    ["an answer", "徐汇和上汽集团签约，出席的是：\n曹立强"],
    ["a link", "徐汇和上汽集团签协议谁出席了 https://evil.example"],
    ["nothing", ""],
    ["a long speech", "徐汇和上汽集团签了什么协议？".repeat(20)],
  ])("is left to the rules if it brings %s", async (_, says) => {
    expect((await rewrite(says)).question).toBeNull();
  });

  it("is left to the rules if the model fails or is cut off", async () => {
    expect((await rewrite("徐汇和上汽", { fails: new Error("gone") })).question).toBeNull();
    expect((await rewrite("徐汇和上汽集团签协议谁出席了？", { finish: "length" })).question).toBeNull();
  });
});

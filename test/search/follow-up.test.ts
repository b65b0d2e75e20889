import { describe, expect, it } from "vitest";
import type { IsoDay } from "../../src/clock.js";
import { dictionaryNames } from "../../src/index/names.js";
import { createTokenizer } from "../../src/index/tokens.js";
import { resolveFollowUp, type Turn } from "../../src/search/follow-up.js";
import { createTermReader } from "../../src/search/terms.js";
import { SMALL_DICTIONARY } from "../fakes/small-archive.js";

const tokenizer = await createTokenizer(dictionaryNames(SMALL_DICTIONARY), { segmenter: "intl" });
const terms = createTermReader({ tokenizer, dictionary: SMALL_DICTIONARY });
const today = "2025-04-10" as IsoDay;

/** @param earlier what was asked and answered before, in turns */
function resolve(question: string, ...earlier: string[]) {
  const history = earlier.map((content, i): Turn => ({ role: i % 2 === 0 ? "user" : "assistant", content }));
  return resolveFollowUp(question, history, {
    dictionary: SMALL_DICTIONARY,
    readTerms: (text) => terms.read(text, { today }),
  });
}

/** Without spaces: where the segmenter cuts is not the matter here. */
const topicOf = (...turns: [string, ...string[]]) => resolve(...turns).topic.replaceAll(" ", "");

describe("a follow-up", () => {
  it("stands alone where nothing was said before", () => {
    expect(resolve("他还说了什么？")).toEqual({ text: "他还说了什么？", topic: "" });
  });

  it.each([
    ["marked in the answer", "校长是谁？", "「香港理工大学校长**滕锦光**出席。」[1]", "滕锦光"],
    ["named beside an office", "谁签了字？", "「区委书记曹立强出席。」[1]", "曹立强"],
  ])("puts the person in for 他: %s", (_, asked, said, person) => {
    expect(resolve("他还说了什么？", asked, said).text).toBe(`${person}还说了什么？`);
  });

  it("puts the person of the last question in, where the answer names none", () => {
    expect(resolve("她什么时候来的？", "曹立强参加了什么活动？", "团拜会。").text).toBe(
      "曹立强什么时候来的？",
    );
  });

  it.each([
    "那边几点开门？",
    "这个活动什么时候结束？",
    "当天谁到场了？",
    "它有多少站点？",
    "这个活动给附近居民和外地游客准备了什么节目？",
  ])("brings the words of the last question along: %s", (question) => {
    const topic = topicOf(question, "桂林公园桂花节在哪里举行？", "……");

    expect(topic).toContain("桂林公园");
    expect(topic).toContain("桂花节");
  });

  it("asks the same of another one of its kind: 那…呢", () => {
    const { text, topic } = resolve("那上汽呢？", "徐汇和香港理工大学什么时候签的协议？", "3月24日。");

    expect(text).toBe("徐汇和上汽什么时候签的协议？");
    expect(topic).toBe("");
  });

  it("asks the same of another time: 去年呢", () => {
    expect(resolve("那去年呢？", "桂花节什么时候开幕？", "9月20日。").text).toContain("桂花节什么时候开幕");
    expect(resolve("那去年呢？", "桂花节什么时候开幕？", "9月20日。").text).toContain("去年");
  });

  it("reaches over a follow-up to what it was about", () => {
    const topic = topicOf(
      "那里有多少藏书？",
      "龙华街道的图书馆在哪里？",
      "云锦路500号。",
      "那边几点关门？",
      "九点。",
    );

    expect(topic).toContain("图书馆");
  });

  it("completes a bare question word", () => {
    expect(topicOf("什么时候？", "桂林公园桂花节在哪里？", "桂林公园。")).toContain("桂花节");
  });

  it("leaves a question alone that says what it is about", () => {
    expect(resolve("长桥菜场增加了多少摊位？", "桂花节什么时候开幕？", "9月20日。")).toEqual({
      text: "长桥菜场增加了多少摊位？",
      topic: "",
    });
  });

  it("does not take 他们 for one person", () => {
    const { text } = resolve("他们签了什么？", "校长是谁？", "「校长**滕锦光**出席。」");

    expect(text).toBe("他们签了什么？");
  });
});

/** What stands around a question — a purpose, companions, a remark behind it — is not demanded of the paper; what is asked about still is. */
import { describe, expect, it } from "vitest";
import type { IsoDay } from "../../src/clock.js";
import { anArticle } from "../fakes/articles.js";
import { SMALL_ARCHIVE, SMALL_DICTIONARY } from "../fakes/small-archive.js";
import { segmentersHere, smallNewsroom } from "../fakes/small-newsroom.js";

const today = "2025-04-10" as IsoDay;

const RINK = anArticle({
  id: "rink",
  title: "梅陇溜冰场停业检修",
  publishedOn: "2025-03-10",
  body: "梅陇溜冰场3月8日起停业检修，工期预计两个月。溜冰场经理顾晚舟说，门票仍为每人35元。",
});
const CLASSES = anArticle({
  id: "classes",
  title: "凌云夜校春季班报名",
  publishedOn: "2025-03-24",
  body: "凌云夜校春季班3月28日起报名，4月6日截止。错过的学员可在4月18日补报名一次。住满三年的居民学费减半。",
});

describe.each(await segmentersHere())("framed questions, words by %s", async (segmenter) => {
  const { questions, answerer } = await smallNewsroom([...SMALL_ARCHIVE, RINK, CLASSES], {
    dictionary: { ...SMALL_DICTIONARY, english: new Map() },
    segmenter,
  });
  const ask = async (raw: string) => {
    const { status, text } = (await answerer.ask(raw, { today })).answer;
    return { status, text: text.replaceAll("*", "") };
  };
  const demanded = (raw: string) =>
    questions
      .read(raw, { today })
      .clauses.flatMap(({ terms }) => terms)
      .flatMap(({ text, role, carried }) => (carried || role === "kind" ? [] : [text]))
      .join(" ");

  it.each([
    ["梅陇溜冰场经理是谁，付印前再对一遍", "顾晚舟"],
    ["想给梅陇溜冰场经理寄封邀请函，现在是哪位", "顾晚舟"],
    ["外地同学想来溜冰，梅陇溜冰场门票多少钱", "35元"],
    ["梅陇溜冰场开门了没有，周末想带侄子玩", "停业检修"],
    ["凌云夜校春季班忘了报名，还有救吗", "4月18日"],
  ])("%s is answered", async (raw, told) => {
    const { status, text } = await ask(raw);

    expect(status).toBe("answered");
    expect(text).toContain(told);
  });

  it.each([
    "梅陇天文馆经理是谁，付印前再对一遍",
    "想给梅陇天文馆经理寄封邀请函，现在是哪位",
    "外地同学想来看星星，梅陇天文馆门票多少钱",
    "马术学校学费多少，国际部的",
  ])("%s is still refused: another thing is asked about", async (raw) => {
    expect((await ask(raw)).status).toBe("not_found");
  });

  it("keeps names and what narrows the question, wherever they stand", () => {
    expect(demanded("夜校学费多少，国际学校的")).toContain("国际");
    expect(demanded("夜校学费多少，写总结要用")).not.toContain("总结");
  });

  it("demands neither of two figures to choose from", () => {
    expect(demanded("溜冰场门票到底35元还是45元")).not.toMatch(/35|45/);
  });

  it("does not take the last of several keywords for a remark", () => {
    expect(demanded("溜冰场 几点 检修")).toContain("检修");
  });
});

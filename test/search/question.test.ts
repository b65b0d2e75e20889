import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { IsoDay } from "../../src/clock.js";
import type { Question } from "../../src/search/question.js";
import { SMALL_ARCHIVE, SMALL_DICTIONARY } from "../fakes/small-archive.js";
import { segmentersHere, smallNewsroom } from "../fakes/small-newsroom.js";

const today = "2025-04-10" as IsoDay;
const textsOf = ({ clauses }: Question) => clauses.map(({ text }) => text);
const asksOf = ({ clauses }: Question) => clauses.map(({ asks }) => asks);

describe.each(await segmentersHere())("a question read with %s", async (segmenter) => {
  const { questions } = await smallNewsroom(SMALL_ARCHIVE, { dictionary: SMALL_DICTIONARY, segmenter });
  const read = (raw: string) => questions.read(raw, { today });
  const termsOf = (raw: string, clause = 0) => read(raw).clauses[clause]!.terms;

  it("is cleaned of what nobody sees, of markup and of white space", () => {
    expect(read("  图书馆\u200b在<b>哪里</b>\n？ ").text).toBe("图书馆在 哪里 ？");
  });

  it("is cut at 2,000 characters, never through one", () => {
    const { text } = read("😀".repeat(1500));

    expect(text).toHaveLength(2000);
    expect(/[\uD800-\uDBFF]$/.test(text)).toBe(false);
    expect(read(`x${"😀".repeat(1500)}`).text).toHaveLength(1999);
  });

  it("is looked for at its end where a long text was pasted", () => {
    const { standalone } = read(`${"今天菜场很热闹，摊主们忙着招呼客人。".repeat(40)}桂花节什么时候开幕？`);

    expect(standalone.length).toBeLessThanOrEqual(240);
    expect(standalone).toContain("桂花节什么时候开幕");
  });

  it.each([
    ["图书馆在哪里？", "zh"],
    ["When did SAIC sign?", "en"],
    ["SAIC 什么时候签约？", "zh"],
    ["AI", "zh"],
    ["The 图书馆 of Longhua, where is it?", "en"],
  ])("%s is %s", (raw, language) => {
    expect(read(raw).language).toBe(language);
  });

  it("keeps names, figures and turns as what the evidence must hold, and drops what only asks", () => {
    const terms = termsOf("请问上汽集团为什么取消了20亿元的协议？");
    const roleOf = (text: string) => terms.find((term) => term.text === text)?.role;

    expect(roleOf("上汽集团")).toBe("name");
    expect(roleOf("取消")).toBe("turn");
    expect(terms.some(({ role, forms }) => role === "figure" && forms.includes("2000000000"))).toBe(true);
    expect(terms.map(({ text }) => text)).not.toContain("请问");
    expect(terms.map(({ text }) => text)).not.toContain("为什么");
  });

  it("knows a name by its aliases, and a word by its synonyms", () => {
    const terms = termsOf("上汽签署协议了吗");

    expect(terms.find(({ text }) => text === "上汽")?.forms).toContain("上汽集团");
    expect(terms.find(({ text }) => text === "签署")?.forms).toContain("签约");
  });

  it("takes what stands between 《》 for one name", () => {
    expect(termsOf("小品《听话的机器人》在哪上演？")).toContainEqual(
      expect.objectContaining({ text: "听话的机器人", role: "name" }),
    );
  });

  it("is cut into the parts that ask different things", () => {
    const question = read("图书馆藏书多少册？桂花节什么时候开幕？");

    expect(textsOf(question)).toEqual(["图书馆藏书多少册", "桂花节什么时候开幕"]);
    expect(asksOf(question)).toEqual(["number", "time"]);
  });

  it("asks of each where it asks of both", () => {
    expect(textsOf(read("图书馆和桂花节分别在哪里？"))).toEqual(["图书馆在哪里", "桂花节在哪里"]);
  });

  it("leaves a scene with the question it sets", () => {
    const question = read("我住在田林街道，社区巴士有多少个站点？");

    expect(question.clauses).toHaveLength(1);
    expect(asksOf(question)).toEqual(["number"]);
  });

  it("lends the subject to a second part that has none", () => {
    const [, second] = read("上汽集团什么时候签约？有多少员工？").clauses;

    expect(second!.terms).toContainEqual(expect.objectContaining({ text: "上汽集团", carried: true }));
  });

  it.each([
    ["去年桂花节什么时候开幕？", "2024-01-01", "2024-12-31"],
    ["2025年3月签了什么协议？", "2025-03-01", "2025-03-31"],
    ["What was signed in March 2025?", "2025-03-01", "2025-03-31"],
  ])("names a span of days: %s", (raw, from, to) => {
    expect(read(raw).period?.range).toEqual({ from, to });
  });

  it("names none where it names two", () => {
    expect(read("2024年和2025年的桂花节有什么不同？").period).toBeNull();
  });

  it("notices what it takes for granted that did not happen", () => {
    expect(read("谁没有出席签约？").clauses[0]!.denies).toBe(true);
    expect(read("图书馆有没有停车场？").clauses[0]!.denies).toBe(false);
  });

  it("understands Traditional characters and Shanghai speech", () => {
    expect(textsOf(read("圖書館藏書多少冊"))).toEqual(["图书馆藏书多少册"]);
    expect(asksOf(read("桂花节啥辰光开幕"))).toEqual(["time"]);
    expect(asksOf(read("图书馆勒拉啥地方"))).toEqual(["place"]);
  });

  it("knows a name that was typed by its sound", () => {
    expect(textsOf(read("曹河泾会议中心办了什么活动"))[0]).toContain("漕河泾会议中心");
  });

  it("has at least one part, whatever was typed", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (raw) => {
        const { clauses, text } = read(raw);
        expect(clauses.length).toBeGreaterThan(0);
        expect(text.length).toBeLessThanOrEqual(2000);
        for (const { terms } of clauses) for (const { forms, text } of terms) expect(forms[0]).toBe(text);
      }),
    );
  });
});

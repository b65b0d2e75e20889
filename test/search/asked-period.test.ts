import { describe, expect, it } from "vitest";
import type { IsoDay } from "../../src/clock.js";
import { findAskedDates, readPeriod } from "../../src/search/asked-period.js";

const TODAY = "2025-07-10" as IsoDay;
const period = (question: string) => readPeriod(question, TODAY);

describe("the days a question limits its answer to", () => {
  it.each([
    ["a festival in a thing's name", "元宵灯会有几组花灯"],
    ["a festival before a race", "端午龙舟赛谁赢了"],
    ["today, of how a thing stands", "今天游泳馆开门吗"],
    ["tonight, of whether there is any", "今晚还有夜市吗"],
  ])("are none for %s: %s", (_, question) => {
    expect(period(question)).toBeNull();
  });

  it("are those of the year before a thing named after a festival", () => {
    expect(period("去年中秋音乐会谁演奏")).toEqual({
      text: "去年",
      range: { from: "2024-01-01", to: "2024-12-31" },
    });
  });

  it.each([
    ["今天有什么新闻", "2025-07-10"],
    ["昨天游泳馆开门吗", "2025-07-09"],
    ["去年中秋在哪里办了活动", "2024-09-17"],
  ])("stay in: %s", (question, from) => {
    expect(period(question)?.range.from).toBe(from);
  });

  it("leave the thing's name to be looked for", () => {
    expect(findAskedDates("元宵灯会", TODAY)).toEqual([]);
    expect(findAskedDates("元宵节", TODAY)).toHaveLength(1);
  });
});

import { describe, expect, it } from "vitest";
import { dayInName, pageInName, workOutDay } from "../../src/news/newspaper/day.js";
import { readNewspaperPage } from "../../src/news/newspaper.js";

const MONDAY = 1;
const workOut = (...paragraphs: string[]) =>
  workOutDay(readNewspaperPage(paragraphs.join("\n\n")).items, MONDAY);

describe("workOutDay", () => {
  it("takes the Monday after the latest event whose year stands beside it", () => {
    expect(workOut("4月23日，2024年上海版权宣传周在徐汇启动，市民可以到现场参观展览。")).toBe("2024-04-29");
    expect(workOut("2025年3月24日，徐汇区与香港理工大学签署合作意向书，双方开展交流。")).toBe("2025-03-31");
  });

  it("counts later days of the same weeks in", () => {
    const day = workOut(
      "2025年3月20日，徐汇区和上汽集团签约，订立战略合作的框架协议。",
      "（来源：区府办）",
      "3月28日，徐汇滨江新添了一处市民广场，当天就向大家开放。",
    );

    expect(day).toBe("2025-03-31");
  });

  it.each([
    ["no year is written", "3月20日下午，徐汇区和上汽集团签约，订立战略合作的框架协议。"],
    ["the year counts up the year before", "1月20日，徐汇区公布2024年十件大事，市民投票选出了它们。"],
    ["it is the year of a report", "3月5日，徐汇区召开2024年度总结会，部署今年的工作安排。"],
    [
      "another sentence speaks of a later year",
      "4月23日，2024年上海版权宣传周启动。宣传周已写进2025年的计划。",
    ],
  ])("leaves it open where %s", (_, text) => {
    expect(workOut(text)).toBeNull();
  });
});

describe("names of files", () => {
  it.each([
    ["pages/2025-03-31.txt", "2025-03-31"],
    ["徐汇报20250331第2版.txt", "2025-03-31"],
    ["2025年3月31日.txt", "2025-03-31"],
    ["001_a36bbc4ab9243b78.txt", null],
    ["20251331.txt", null],
    ["issues/2025-03-31/02.txt", "2025-03-31"],
    ["2025-03-31/scans/02.txt", null],
  ])("%s: day %s", (name, day) => {
    expect(dayInName(name)).toBe(day);
  });

  it.each([
    ["20250331-p2.txt", 2],
    ["徐汇报20250331第12版.txt", 12],
    ["20250331_03版.txt", 3],
    ["pages/02.txt", 2],
    ["001_a36bbc4ab9243b78.txt", null],
  ])("%s: page %s", (name, page) => {
    expect(pageInName(name)).toBe(page);
  });
});

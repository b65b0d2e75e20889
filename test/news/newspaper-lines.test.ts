import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { endingOf, joinLines, readLines, tidy, tidyWords, widthOf } from "../../src/news/newspaper/lines.js";

describe("readLines", () => {
  it("sees a text frame where a line follows closely and begins with a space", () => {
    const lines = readLines(
      "第一篇的第一行\n\n第一篇的第二行\n\n第一篇的末行\n 第二篇的第一行\n\n第二篇的末行",
    );

    expect(lines.map(({ division }) => division)).toEqual(["frame", "none", "none", "frame", "none"]);
  });

  it("sees a division where more blank lines stand than usual", () => {
    const lines = readLines("一\n\n二\n\n三\n\n\n\n四");

    expect(lines.map(({ division }) => division)).toEqual(["frame", "none", "none", "frame"]);
  });

  it("marks a line that was wrapped inside its block", () => {
    expect(readLines("甲\n\n乙\n\n丙\n丁").map(({ soft }) => soft)).toEqual([false, false, false, true]);
  });

  it("mends look-alikes from the radicals blocks", () => {
    expect(readLines("⾏⽉⼯⻔⺠")[0]!.text).toBe("行月工门民");
  });
});

describe("tidy", () => {
  it.each([
    ["4 月 20 日下午， 上海市", "4月20日下午，上海市"],
    ["“技师 + 工程师”", "“技师+工程师”"],
    ["突破 12.31PB， 形成", "突破12.31PB，形成"],
    ["上海申花队、CBA 上海久事男篮", "上海申花队、CBA上海久事男篮"],
    ["采用 Open  Data 标准", "采用Open Data标准"],
  ])("%s → %s", (printed, clean) => {
    expect(tidy(printed)).toBe(clean);
  });

  it("takes out nothing but spaces, and nothing more the second time", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."徐汇区 A b1.，。“”（） +-") }), (text) => {
        expect(tidy(text).replace(/\s/g, "")).toBe(text.replace(/\s/g, ""));
        expect(tidy(tidy(text))).toBe(tidy(text));
      }),
    );
  });
});

describe("tidyWords", () => {
  it("keeps the space between two words and takes out the one inside a word", () => {
    expect(tidyWords("深化合作 共赢未来")).toBe("深化合作 共赢未来");
    expect(tidyWords("要 闻")).toBe("要闻");
    expect(tidyWords("通讯员 倪修龙 摄于 3 月 25 日")).toBe("通讯员 倪修龙 摄于3月25日");
  });
});

describe("joinLines", () => {
  it("puts a space only between Latin words", () => {
    expect(joinLines(["徐汇发布 Open", "Data 标准", "，即日起实施"])).toBe(
      "徐汇发布Open Data标准，即日起实施",
    );
  });
});

describe("widthOf", () => {
  it("counts a squeezed mark less than one that has its space", () => {
    expect(widthOf("活动当天， 上海市", 0.5)).toBe(8);
    expect(widthOf("活动当天，上海市", 0.5)).toBe(7.5);
    expect(widthOf("活动当天，上海市", 1)).toBe(8);
  });
});

describe("endingOf", () => {
  it.each([
    ["签约仪式。", "full"],
    ["“大圣归来！ ”", "full"],
    ["共有三项：", "weak"],
    ["副校长张兆国，", "broken"],
    ["签署《上海市徐汇区人民", "broken"],
    ["徐汇区与上海交通大学", "none"],
  ])("%s: %s", (text, ending) => {
    expect(endingOf(text)).toBe(ending);
  });
});

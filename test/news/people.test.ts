import { describe, expect, it } from "vitest";
import { findPeople, titlesBefore } from "../../src/news/people.js";
import { fold } from "../../src/news/text.js";

const namesIn = (text: string) => findPeople(fold(text)).map(({ name }) => name);

describe("findPeople", () => {
  it.each([
    ["an office before the name", "副区长俞林伟出席仪式。", ["俞林伟"]],
    ["an office behind it", "滕锦光校长表示，合作前景很好。", ["滕锦光"]],
    ["a row", "区领导曹立强、王华、黄冲出席。", ["曹立强", "王华", "黄冲"]],
    ["several with an office each", "集团副总裁吴冰，财务总监卫勇参加。", ["吴冰", "卫勇"]],
    ["a name that opens a sentence and speaks", "会议开始。曹立强指出，要抓落实。", ["曹立强"]],
    ["two surnames", "馆长欧阳文、教授司马青出席。", ["欧阳文", "司马青"]],
    ["Traditional characters", "校長滕錦光出席。", ["滕锦光"]],
  ])("finds %s", (_, text, names) => {
    expect(namesIn(text)).toEqual(names);
  });

  it.each([
    "上海交通大学与徐汇签约。",
    "华为公司表示，将继续投入。",
    "马上开始，明确任务。",
    "高质量发展取得成果。",
    "黄浦区居民来到公园。",
    "安全责任人人有份，方案已经公布。",
  ])("takes no body, place or plain word for a person: %s", (text) => {
    expect(namesIn(text)).toEqual([]);
  });

  it("gives every office printed with the name, and the place in the text", () => {
    const text = "上汽集团董事长、党委书记王晓秋出席。";

    const [person] = findPeople(text);

    expect(person!.titles).toEqual(["董事长", "党委书记"]);
    expect(text.slice(person!.start, person!.end)).toBe("王晓秋");
  });

  it("does not give the office of one person to the next", () => {
    const people = findPeople("区委书记曹立强,副区长俞林伟出席。");

    expect(people.map(({ name, titles }) => [name, titles.at(-1)])).toEqual([
      ["曹立强", "区委书记"],
      ["俞林伟", "副区长"],
    ]);
  });
});

describe("titlesBefore", () => {
  it("reads back to the comma, and no further", () => {
    const text = "区委书记曹立强,区委副书记、区长王华出席。";

    expect(titlesBefore(text, text.indexOf("王华"))).toEqual(["副书记", "区长"]);
    expect(titlesBefore("明天王华出席", 2)).toEqual([]);
  });
});

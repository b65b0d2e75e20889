import { describe, expect, it } from "vitest";
import { fold } from "../../src/news/text.js";
import { type Asks, askedMeasure, detectAsks, onlyAsks } from "../../src/search/asks.js";

describe("what a question asks for", () => {
  const chinese: readonly (readonly [Asks, readonly string[]])[] = [
    [
      "number",
      [
        "首批登记了多少个公共数据资源？",
        "新增了几家企业",
        "第几届了",
        "步道有多长？",
        "全长是？",
        "占比是",
        "跑了多长时间",
        "每周几次大扫除",
      ],
    ],
    [
      "person",
      [
        "校长是谁？",
        "哪位领导出席了",
        "区委书记叫什么名字",
        "谁签的字",
        "有哪些专家参加",
        "队里的教练叫什么",
        "那个业主姓什么",
      ],
    ],
    ["time", ["什么时候开幕？", "哪一年建成的", "几点关门", "几月几号签约", "哪天举行", "开馆时间是？"]],
    ["place", ["在哪里举行？", "图书馆设在哪", "什么地方能办", "活动地点是？", "哪条路上", "位于哪"]],
    ["reason", ["为什么落在徐汇？", "为何合并出版", "怎么会停办", "目的是什么"]],
    ["definition", ["什么是叠加互惠？", "三清单是什么意思", "啥叫一网通办", "港科大上海中心是干嘛的"]],
    ["list", ["有哪些合作领域？", "包括什么内容", "四个方面都有啥"]],
    ["manner", ["怎么报名？", "如何推进合作", "通过什么发放"]],
    ["which", ["签了什么协议？", "哪家公司签的"]],
    ["whether", ["图书馆周一开门吗？", "是否收费", "有没有停车场"]],
    ["topic", ["上汽集团签约", "桂花节"]],
  ];
  it.each(chinese.flatMap(([asks, questions]) => questions.map((question) => [question, asks] as const)))(
    "%s → %s",
    (question, asks) => {
      expect(detectAsks(fold(question), "zh")).toBe(asks);
    },
  );

  it.each([
    ["How many stalls are there?", "number"],
    ["What was the price?", "number"],
    ["Who is the president?", "person"],
    ["When did it open?", "time"],
    ["Where is the library?", "place"],
    ["Why did they sign?", "reason"],
    ["Which companies signed?", "list"],
    ["How do I apply?", "manner"],
    ["Is the library open on Monday?", "whether"],
    ["osmanthus festival", "topic"],
  ] as const)("%s → %s", (question, asks) => {
    expect(detectAsks(fold(question), "en")).toBe(asks);
  });

  it("does not take 几乎, 哪几 and street numbers for other things", () => {
    expect(detectAsks("几乎所有人都来了", "zh")).toBe("topic");
    expect(detectAsks("哪几家企业签约", "zh")).toBe("list");
    expect(detectAsks("漕溪北路几号", "zh")).not.toBe("time");
  });
});

describe("what a figure counts", () => {
  it.each([
    ["新增了多少家企业", "家", "企业"],
    ["几名代表", "名", "代表"],
    ["一共多少个站点呢", "个", "站点"],
    ["登记了多少", null, null],
    ["哪里举行", null, null],
  ])("%s", (question, measure, noun) => {
    expect(askedMeasure(question)).toEqual({ measure, noun });
  });
});

describe("words that only ask", () => {
  it.each(["请问", "多少", "几条", "哪幢", "什么时候", "多少家"])("%s", (word) => {
    expect(onlyAsks(word)).toBe(true);
  });

  it.each(["图书馆", "签约", "上汽", "开幕"])("not %s", (word) => {
    expect(onlyAsks(word)).toBe(false);
  });
});

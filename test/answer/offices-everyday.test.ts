import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findOnlyDeputies } from "../../src/answer/offices/deputies.js";
import { answerOffice } from "../../src/answer/offices.js";
import type { IsoDay } from "../../src/clock.js";
import { openOffices, packOffices } from "../../src/index/office-rows.js";
import type { Article } from "../../src/news/article.js";
import { parseDictionary } from "../../src/news/dictionary.js";
import { findOffices } from "../../src/news/offices.js";
import { anArticle } from "../fakes/articles.js";
import { smallNewsroom } from "../fakes/small-newsroom.js";

const dictionary = parseDictionary({
  names: "云岭县\tplace\t云岭",
  synonyms: "",
  english: "mayor\t市长 区长\nculture\t文化\nculture centre\t文化馆",
});

const ARTICLES = (
  [
    ["hall-old", "2021-05-10", "", "云岭县文化馆馆长乔玉兰说，要把戏唱下去。"],
    [
      "hall-retires",
      "2023-02-20",
      "乔玉兰：守着锣鼓三十年",
      "2月10日，在排练厅里，乔玉兰同大家合了影，办完了退休手续。\n1990年，她从剧团分到县文化馆；2007年起当馆长，一当就是十六年。\n眼下馆里的工作由副馆长石国栋主持。",
    ],
    ["hall-second", "2024-01-15", "", "云岭县文化馆办起夜校。馆长石国栋说，报名的人很多。"],
    [
      "hall-new",
      "2025-06-12",
      "",
      "县文化馆添了新设备。今年3月接任馆长的陶雨晴告诉记者，设备都能借。她的前任石国栋已调到县博物馆当馆长。",
    ],
    ["roads-old", "2023-04-03", "", "云岭县交通运输局局长马建业说，路要修好。"],
    [
      "roads-new",
      "2024-06-03",
      "",
      "云岭县交通运输局新任局长罗海燕在会上说，先修桥。\n上月，原局长马建业转任县政协城建委员会主任，也应邀到会。",
    ],
    ["school-old", "2023-09-01", "", "县第二实验小学开学。校长何淑芬说，操场修好了。"],
    ["school-new", "2024-08-30", "", "县第二实验小学换了食堂。刚到任的校长叶长青说，饭菜都便宜。"],
    ["mayor-old", "2022-07-11", "", "云岭县县长郭启明走访企业。"],
    [
      "mayor-acting",
      "2023-11-20",
      "",
      "11月16日，县人大常委会举行会议。\n会议决定接受郭启明辞去云岭县县长职务的请求，任命秦若兰为云岭县副县长、代理县长。\n秦若兰进行了宪法宣誓。此前，她任南坪县委常委、宣传部部长。",
    ],
    [
      "mayor-new",
      "2024-01-22",
      "",
      "1月17日下午，县人民代表大会会议闭幕。\n大会补选秦若兰为云岭县人民政府县长。",
    ],
    ["mayor-gone", "2025-01-13", "", "1月9日，市水务局局长郭启明带队来到云岭。县长秦若兰陪同。"],
    ["firm-old", "2022-10-10", "", "云岭文旅公司总经理由县国投集团副总裁辛志强兼任。"],
    ["firm-new", "2025-03-03", "", "云岭文旅公司交出账本。新任总经理费雪解释，游客多了。"],
    ["village", "2024-05-06", "", "5月3日，县委书记洪大波到前山村调研。前山村种了新稻。"],
  ] as const
).map(([id, publishedOn, title, body]) => anArticle({ id, publishedOn, title, body, paper: "云岭周报" }));

const { questions } = await smallNewsroom(ARTICLES, { dictionary });

function partsOf(articles: readonly Article[]) {
  const mentions = articles.flatMap((article, i) =>
    findOffices(article).map((one) => ({ article: i, ...one })),
  );
  return { register: { ...openOffices(packOffices(mentions)), events: () => [] }, articles };
}

const parts = partsOf(ARTICLES);
const read = (text: string, today = "2025-10-18") => questions.read(text, { today: today as IsoDay });
const told = (text: string, today?: string) => answerOffice(read(text, today), parts);
const first = (text: string, today?: string) => told(text, today)?.[0]?.text ?? null;
const quoted = (text: string) =>
  (told(text) ?? [])
    .flatMap(({ quotes }) => quotes.map(({ article, start, end }) => article.body.slice(start, end)))
    .join("|");

const HALL_NOW = "据2025年6月12日报道，2025年3月，**陶雨晴**出任云岭县文化馆馆长。";

describe("everyday words for holding an office", () => {
  it.each([
    "文化馆谁当家",
    "文化馆现在谁管事",
    "谁管着文化馆",
    "文化馆的头儿是谁",
    "文化馆一把手是谁",
    "文化馆长还是石国栋不",
    "文化馆这阵子谁说了算呀",
  ])("%s", (text) => {
    expect(first(text)).toBe(HALL_NOW);
  });

  it.each(["垃圾分类谁负责", "路灯坏了谁管", "交通局现在归谁管"])("asks for no holder: %s", (text) => {
    expect(told(text)).toBeNull();
  });

  it.each([
    ["交通局局长是谁", "罗海燕"],
    ["交通局长姓啥", "罗海燕"],
    ["二小校长叫啥", "叶长青"],
    ["二实小谁当家", "叶长青"],
    ["文旅公司的总经理还是辛志强吗", "费雪"],
    ["文旅公司老总是谁", "费雪"],
    ["罗局长是谁", "罗海燕"],
    ["Who is the mayor of Yunling county?", "秦若兰"],
    ["Who is the mayor (云岭县县长) now?", "秦若兰"],
    ["Who runs the culture centre?", "陶雨晴"],
  ])("%s: %s", (text, person) => {
    expect(first(text)).toContain(`**${person}**`);
  });

  it.each(["小学校长是谁", "实验小学校长是谁"])(
    "does not take a name spelt out for a short one: %s",
    (text) => {
      expect(told(text)).toBeNull();
    },
  );

  it("names each holder in their time", () => {
    expect(first("文化馆馆长是谁", "2022-03-01")).toContain("**乔玉兰**");
    expect(first("文化馆馆长是谁", "2024-03-01")).toContain("**石国栋**");
    expect(first("文化馆馆长是谁", "2027-01-05")).toBe(HALL_NOW);
  });

  it("tells of the deputy who stands in, until a head is told of", () => {
    expect(first("文化馆谁管事", "2023-03-01")).toBe(
      "据2023年2月20日报道，工作由县文化馆副馆长**石国栋**主持。",
    );
    expect(
      told("文化馆谁管事")!
        .map(({ text }) => text)
        .join(),
    ).not.toContain("主持");
  });
});

describe("the ways of a person", () => {
  it.each([
    ["秦若兰来云岭之前在哪里做事", "她任南坪县委常委"],
    ["秦若兰当县长前是做什么的", "她任南坪县委常委"],
    ["以前的县长郭启明后来去哪儿了", "市水务局局长郭启明"],
    ["石国栋现在干什么", "调到县博物馆当馆长"],
    ["罗海燕前头那个交通局长是谁，后来干啥去了", "转任县政协城建委员会主任"],
    ["交通局局长换人了吗，原来那个去哪了", "转任县政协城建委员会主任"],
    ["县长前头那个是谁，他现在在干什么", "市水务局局长郭启明"],
    ["文化馆退休的那个老馆长是谁", "办完了退休手续"],
    ["乔玉兰哪年当上馆长的", "2007年起当馆长"],
    ["秦县长是哪天当选的", "1月17日下午"],
    ["石国栋什么时候去的博物馆", "调到县博物馆当馆长"],
  ])("%s: %s", (text, sentence) => {
    expect(quoted(text)).toContain(sentence);
  });

  it("says nothing of where somebody went who is told of in one place only", () => {
    expect(told("叶长青后来去哪了")).toBeNull();
  });
});

describe("an office without a holder", () => {
  const nothing = (text: string, today?: string) => findOnlyDeputies(read(text, today), parts)?.text ?? null;

  it("is told as that, though another body's head stands in the article", () => {
    expect(told("前山村党支部书记是谁")).toBeNull();
    expect(nothing("前山村党支部书记是谁")).toBe("报道里没有说到前山村党支部书记现在是谁。");
  });

  it("does not name a deputy who has risen since", () => {
    expect(first("文化馆副馆长是谁", "2023-03-01")).toContain("**石国栋**");
    expect(told("文化馆副馆长是谁")).toBeNull();
    expect(nothing("文化馆副馆长是谁")).toContain("没有说到县文化馆副馆长现在是谁");
  });

  it("is for the search where the paper does not know the body, or no body is asked for", () => {
    expect(nothing("东风村党支部书记是谁")).toBeNull();
    expect(nothing("参加会议的书记是谁")).toBeNull();
  });
});

describe("days", () => {
  const WHEN = ["今年3月", "去年", "上月", "2024年", "2024年5月", "去年底", "年初", "今年5月上旬", "前年"];
  const MOVES = [
    (when: string) => `${when}接任馆长的陶雨晴告诉记者，设备都能借。`,
    (when: string) => `${when}，陶雨晴出任县文化馆馆长。`,
    (when: string) => `${when}，县文化馆馆长陶雨晴卸任。`,
    (when: string) => `陶雨晴${when}当选为县文化馆馆长。`,
    (when: string) => `${when}，原馆长陶雨晴转任县博物馆馆长。`,
  ];
  const ASKED = [
    "文化馆馆长是谁",
    "陶雨晴什么时候上任的",
    "文化馆馆长换人了吗",
    "陶雨晴是什么职务",
    "文化馆前任馆长是谁",
  ];

  it("are said only as printed: of a month or a year no day is made", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...WHEN),
        fc.constantFrom(...MOVES),
        fc.constantFrom(...ASKED),
        fc.integer({ min: 1, max: 12 }),
        (when, move, text, month) => {
          const publishedOn = `2025-${String(month).padStart(2, "0")}-19`;
          const articles = [
            anArticle({
              id: "a",
              publishedOn: "2022-02-08",
              body: "县文化馆馆长石国栋致辞。",
              paper: "云岭周报",
            }),
            anArticle({ id: "b", publishedOn, body: `县文化馆添了设备。${move(when)}`, paper: "云岭周报" }),
          ];
          const lines = answerOffice(read(text, "2026-02-01"), partsOf(articles)) ?? [];
          const days = lines.flatMap(({ text: line }) => line.match(/\d+年\d+月\d+日/g) ?? []);
          const printed = ["2022年2月8日", `2025年${month}月19日`];
          expect(days.filter((day) => !printed.includes(day))).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("of a month are said as the month", () => {
    expect(first("陶雨晴啥时候上任的")).toBe(HALL_NOW.replace("云岭", ""));
  });
});

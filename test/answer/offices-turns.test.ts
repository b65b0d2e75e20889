import { describe, expect, it } from "vitest";
import { findOnlyDeputies } from "../../src/answer/offices/deputies.js";
import { answerOffice } from "../../src/answer/offices.js";
import type { IsoDay } from "../../src/clock.js";
import { openOffices, packOffices } from "../../src/index/office-rows.js";
import type { Article } from "../../src/news/article.js";
import { parseDictionary } from "../../src/news/dictionary.js";
import { findOffices } from "../../src/news/offices.js";
import type { Register } from "../../src/news/register.js";
import { anArticle } from "../fakes/articles.js";
import { smallNewsroom } from "../fakes/small-newsroom.js";

const dictionary = parseDictionary({ names: "徐汇区\tplace\t徐汇", synonyms: "", english: "" });
const { questions } = await smallNewsroom([anArticle({ body: "徐汇区区长来到白鹤镇。" })], { dictionary });

const articles = (
  [
    ["old", "2020-03-02", "徐汇区区长方世忠走访企业。"],
    ["second", "2022-05-09", "徐汇区区长钟晓咏走访企业。"],
    [
      "acting",
      "2023-06-12",
      "6月8日，会议接受钟晓咏辞去徐汇区区长职务的请求，任命王华为徐汇区副区长、代理区长。钟晓咏已调任市体育局。展览月底开幕。",
    ],
    ["elected", "2023-09-18", "9月14日，大会选举王华为徐汇区区长。"],
    ["first-deputy", "2024-02-05", "徐汇区常务副区长俞林伟到会。"],
    ["town", "2024-03-04", "白鹤镇党委副书记、镇长陆文清走进直播间。"],
    [
      "town-change",
      "2025-01-13",
      "1月9日，会议任命周静为白鹤镇副镇长、代理镇长。陆文清同志不再担任白鹤镇镇长职务，已赴云南工作。",
    ],
    ["group", "2023-04-10", "白鹤城建集团董事长顾明远致辞。集团走过十年，首任董事长是胡守义。"],
    ["group-new", "2024-07-15", "今年6月出任白鹤城建集团董事长的林谋远接受采访。原董事长顾明远已退休。"],
    ["library", "2024-04-08", "徐汇区图书馆馆长季云舟在会上说，书要多。"],
    [
      "library-new",
      "2025-02-10",
      "徐汇区图书馆延长开放。新任馆长沈立群说，夜里也能借书。季云舟因年龄原因卸任。",
    ],
    ["hospital", "2022-08-01", "徐汇区中心医院院长林云舟介绍情况。"],
    ["hospital-change", "2024-01-08", "大家送别院长林云舟，徐汇区中心医院的走廊里站满了人。"],
    ["clinic", "2024-09-02", "徐汇区卫生局局长林云舟走访门诊。"],
    ["museum", "2024-05-06", "徐汇区博物馆副馆长胡芳介绍了展览。"],
    ["undated", null, "当年徐汇区区长邱子安提议修路。"],
  ] as const
).map(([id, publishedOn, body]) => anArticle({ id, publishedOn, body, paper: "徐汇报" }));

function registerOf(all: readonly Article[]): Register {
  const mentions = all.flatMap((article, i) => findOffices(article).map((one) => ({ article: i, ...one })));
  return { ...openOffices(packOffices(mentions)), events: () => [] };
}

const parts = { register: registerOf(articles), articles };
const read = (text: string, today = "2025-04-10") => questions.read(text, { today: today as IsoDay });
const ask = (text: string, today?: string) => answerOffice(read(text, today), parts);
const say = (text: string, today?: string) => ask(text, today)?.map((one) => one.text) ?? null;
const quoted = (text: string) =>
  ask(text)?.flatMap(({ quotes }) =>
    quotes.map(({ article, start, end }) => article.body.slice(start, end)),
  ) ?? [];

const ELECTED = "据2023年9月18日报道，**王华**出任徐汇区区长。";
const ACTING = "据2023年6月12日报道，**王华**出任徐汇区代理区长。";
const SECOND = "据2022年5月9日报道，徐汇区区长是**钟晓咏**。";

describe("one article that tells who comes and who goes", () => {
  it.each(["白鹤镇镇长是谁", "白鹤镇代镇长是谁", "白鹤镇镇长换人了没", "白鹤镇现任镇长"])(
    "%s",
    (question) => {
      expect(say(question)).toEqual([
        "据2025年1月13日报道，**周静**出任白鹤镇代理镇长。",
        "此前，据2024年3月4日报道，白鹤镇镇长是**陆文清**。",
      ]);
    },
  );

  it("says that the one asked about left, beside who came", () => {
    const told = say("陆文清还是白鹤镇镇长吗")!;

    expect(told[0]).toContain("**周静**出任白鹤镇代理镇长");
    expect(told.at(-1)).toBe("据2025年1月13日报道，**陆文清**不再担任白鹤镇镇长。");
  });

  const sayOf = (question: string, ...all: Article[]) =>
    answerOffice(read(question), { register: registerOf(all), articles: all })?.map(({ text }) => text);

  it("lists who left behind who came, where nothing else is told of either", () => {
    const change = anArticle({
      id: "change",
      publishedOn: "2025-01-13",
      body: "1月9日，会议任命胡芳为田林镇副镇长、代理镇长。沈立群同志不再担任田林镇镇长职务。",
    });

    expect(sayOf("历任田林镇镇长是谁", change)).toEqual([
      "据2025年1月13日报道，**胡芳**出任田林镇代理镇长。",
      "据2025年1月13日报道，**沈立群**不再担任田林镇镇长。",
    ]);
  });

  it("does not take the office for open because another article tells later who left", () => {
    const [held, came, left] = (
      [
        ["2024-03-04", "田林镇镇长沈立群走访农户。"],
        ["2025-01-06", "1月2日，会议任命胡芳为田林镇代理镇长。"],
        ["2025-01-20", "沈立群同志不再担任田林镇镇长职务。"],
      ] as const
    ).map(([publishedOn, body]) => anArticle({ id: publishedOn, publishedOn, body }));
    const now = "据2025年1月6日报道，**胡芳**出任田林镇代理镇长。";

    expect(sayOf("田林镇镇长是谁", held!, came!, left!)![0]).toBe(now);
    expect(sayOf("田林镇镇长是谁", came!, left!)![0]).toBe(now);
  });

  it("still leaves the office open where nobody came", () => {
    const gone = anArticle({ id: "gone", publishedOn: "2025-03-31", body: "周静不再担任白鹤镇镇长。" });
    const all = [...articles, gone];
    const told = answerOffice(read("白鹤镇镇长是谁"), { register: registerOf(all), articles: all });

    expect(told![0]!.text).toContain("**周静**不再担任白鹤镇镇长；此后没有报道过接任者");
  });
});

describe("acting holders and deputies", () => {
  it("tells who stands in as that, until elected", () => {
    expect(say("区长是谁", "2023-07-01")![0]).toBe(ACTING);
    expect(say("区长是谁")![0]).toBe(ELECTED);
  });

  it("tells both plainly where a deputy is asked about", () => {
    const told = say("区长是不是俞林伟")!;

    expect(told[0]).toBe(ELECTED);
    expect(told.at(-1)).toBe("据2024年2月5日报道，**俞林伟**是徐汇区常务副区长。");
  });

  it("never takes a deputy, or another body's head, for the head", () => {
    expect(ask("博物馆馆长是谁")).toBeNull();
    expect(findOnlyDeputies(read("博物馆馆长是谁"), parts)).toMatchObject({
      text: "报道里没有说到徐汇区博物馆馆长是谁，只说到副职：据2024年5月6日报道，徐汇区博物馆副馆长是胡芳。",
      articles: [{ id: "museum" }],
    });
    expect(findOnlyDeputies(read("图书馆馆长是谁"), parts)).toBeNull();
    expect(findOnlyDeputies(read("美术馆馆长是谁"), parts)).toBeNull();
    expect(findOnlyDeputies(read("博物馆几点开门"), parts)).toBeNull();
  });
});

describe("places in the line", () => {
  it.each([
    ["再前面一任区长是谁", "据2020年3月2日报道，徐汇区区长是**方世忠**。"],
    ["上上任区长是谁", "据2020年3月2日报道，徐汇区区长是**方世忠**。"],
    ["前任区长是谁", SECOND],
    ["原来的区长是谁", SECOND],
    ["区长什么时候换的", ELECTED],
    ["现任区长是哪天上任的", ELECTED],
    ["王华什么时候当上区长的", ELECTED],
    ["2020年的区长", "据2020年3月2日报道，徐汇区区长是**方世忠**。"],
    ["城建集团第一任董事长是谁", "据2023年4月10日报道，**胡守义**曾任白鹤城建集团董事长。"],
    ["城建的首任董事长是哪位", "据2023年4月10日报道，**胡守义**曾任白鹤城建集团董事长。"],
    ["城建集团董事长换了没有", "据2024年7月15日报道，**林谋远**出任白鹤城建集团董事长。"],
    ["图书馆新馆长叫什么", "据2025年2月10日报道，徐汇区图书馆馆长是**沈立群**。"],
    ["图书馆馆长还是季云舟吗", "据2025年2月10日报道，徐汇区图书馆馆长是**沈立群**。"],
    [
      "首任区长是谁",
      "报道里没有写到首任是谁，说到的最早的一次，据2020年3月2日报道，徐汇区区长是**方世忠**。",
    ],
  ])("%s", (question, first) => {
    expect(say(question)?.[0]).toBe(first);
  });

  it.each(["谁当过区长", "历任区长有哪些"])("%s: the dated ones, the newest first", (question) => {
    const people = say(question)!.map((text) => /\*\*(.+)\*\*/.exec(text)![1]);

    expect(people).toEqual(["王华", "钟晓咏", "方世忠"]);
  });

  it("says that no earlier one is told of", () => {
    expect(say("白鹤镇上上任镇长是谁")).toEqual([
      "据2024年3月4日报道，白鹤镇镇长是**陆文清**；报道里没有更早的一任。",
    ]);
  });
});

describe("where somebody went", () => {
  it.each(["钟晓咏去哪里了", "钟晓咏为什么不当区长了", "钟晓咏什么时候卸任的", "钟晓咏还在任吗"])(
    "%s: the sentence, and the next where it goes on about them",
    (question) => {
      const [sentence, ...more] = quoted(question);

      expect(more).toEqual([]);
      expect(sentence).toMatch(/^6月8日.*辞去.*钟晓咏已调任市体育局。$/);
    },
  );

  it("adds what they are called since", () => {
    expect(say("林云舟去哪里了")).toEqual([
      "关于**林云舟**的去留，2024年1月8日的报道写道：",
      "据2024年9月2日报道，**林云舟**是徐汇区卫生局局长。",
    ]);
  });

  it.each(["钟晓咏当了多久区长", "钟晓咏当了几年区长，什么时候走的", "钟晓咏当了多久区长？什么时候走的？"])(
    "%s: from when to when",
    (question) => {
      const told = say(question)!;

      expect(told[0]).toBe("据2022年5月9日报道，徐汇区区长是**钟晓咏**。");
      expect(told.slice(1)).toEqual(["关于**钟晓咏**的去留，2023年6月12日的报道写道："]);
    },
  );

  it("speaks of no other body's head where a deputy is asked about", () => {
    expect(say("胡芳是馆长吗")).toEqual(["据2024年5月6日报道，**胡芳**是徐汇区博物馆副馆长。"]);
  });

  it("finds it where no office stands beside it", () => {
    expect(quoted("季云舟为什么不做馆长了")).toEqual(["季云舟因年龄原因卸任。"]);
    expect(quoted("顾明远还在城建集团吗")).toEqual(["原董事长顾明远已退休。"]);
  });

  it.each(["王华去哪里了", "王华还在开会吗", "李明去哪里了", "王华为什么来田林", "王华什么时候来的"])(
    "is for the general road: %s",
    (question) => {
      expect(ask(question)).toBeNull();
    },
  );

  it("tells every office of a person, each with its day", () => {
    const told = say("钟晓咏当过什么官")!;

    expect(told[0]).toBe("据2023年6月12日报道，**钟晓咏**不再担任徐汇区区长。");
    expect(say("王华做过什么职务")).toEqual([
      ELECTED,
      "据2023年6月12日报道，**王华**出任徐汇区副区长、徐汇区代理区长。",
    ]);
  });
});

describe("what was not yet printed", () => {
  it.each([
    "区长是谁",
    "谁当过区长",
    "区长什么时候换的",
    "前任区长是谁",
    "钟晓咏还是区长吗",
    "钟晓咏当过什么官",
    "首任区长是谁",
  ])("is not told: %s", (question) => {
    for (const { quotes } of ask(question, "2023-01-01") ?? [])
      for (const { article } of quotes) expect(article.publishedOn! <= "2023-01-01").toBe(true);
    expect(say(question, "2023-01-01")?.join()).not.toContain("王华");
  });

  it("nor is a day told of before the article was printed", () => {
    expect(say("区长是谁", "2023-06-10")).toEqual([SECOND, expect.stringContaining("**方世忠**")]);
    expect(say("钟晓咏当过什么官", "2023-06-10")).toEqual(["据2022年5月9日报道，**钟晓咏**是徐汇区区长。"]);
  });

  it("nor is where somebody went", () => {
    expect(ask("钟晓咏去哪里了", "2023-01-01")).toBeNull();
  });
});

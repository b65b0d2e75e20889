import { describe, expect, it } from "vitest";
import { createArticleReader } from "../../src/answer/evidence.js";
import { extract, type Quote } from "../../src/answer/extract.js";
import type { IsoDay } from "../../src/clock.js";
import { createNameMatcher } from "../../src/index/names.js";
import type { Article } from "../../src/news/article.js";
import { createTermWeigher } from "../../src/search/weigh.js";
import { anArticle } from "../fakes/articles.js";
import { toPassages } from "../fakes/sample-articles.js";
import { SMALL_ARCHIVE, SMALL_DICTIONARY } from "../fakes/small-archive.js";
import { segmentersHere, smallNewsroom } from "../fakes/small-newsroom.js";

const TRAIL = anArticle({
  id: "trail",
  title: "滨江步道开放",
  publishedOn: "2025-03-03",
  body: "3月1日，滨江步道正式开放。步道全长三公里，沿途种下四百棵樱花树。居民陆文说，傍晚散步又多了一个去处。",
});
const MEASURES = anArticle({
  id: "measures",
  title: "便民措施公布",
  publishedOn: "2025-03-03",
  body:
    "田林街道公布四项便民措施。一是加装电梯。二是开设晚间门诊。三是延长菜场营业时间。四是增设社区食堂。\n\n" +
    "街道将在年底检查措施的落实。",
});
const LINES = [1, 2, 3, 4].map((line) =>
  anArticle({
    id: `line${line}`,
    title: `便民巴士${line}路开行`,
    body: `便民巴士${line}路开行，设有九个站点，路线各不相同的第${line}条。`,
  }),
);
const ARCHIVE = [...SMALL_ARCHIVE, TRAIL, MEASURES, ...LINES];

const textOf = ({ article, start, end }: Quote) => article.body.slice(start, end);
const marksOf = ({ article, marks }: Quote) => marks.map(({ start, end }) => article.body.slice(start, end));

describe.each(await segmentersHere())("the sentences that answer, words by %s", async (segmenter) => {
  const { questions, generation } = await smallNewsroom(ARCHIVE, { dictionary: SMALL_DICTIONARY, segmenter });
  const weigh = createTermWeigher(generation.keywords);
  const read = createArticleReader(createNameMatcher(["滨江步道"]));

  function findings(raw: string, articles: readonly Article[]) {
    const question = questions.read(raw, { today: "2025-04-10" as IsoDay });
    return extract(question, toPassages(articles), { read, weigh }).findings;
  }
  const quotes = (raw: string, ...articles: Article[]) =>
    findings(raw, articles).flatMap((one) => one.quotes);

  it.each([
    ["the figure with its unit", "滨江步道全长多少公里？", "三公里"],
    ["the day", "滨江步道什么时候开放？", "3月1日"],
  ])("mark %s", (_, question, answer) => {
    const [quote] = quotes(question, TRAIL);

    expect(marksOf(quote!)).toEqual([answer]);
    expect(textOf(quote!)).toContain(answer);
  });

  it("are whole sentences of the body, with the marks inside and in order", () => {
    for (const question of [
      "滨江步道全长多少公里？",
      "滨江步道种了多少棵树？",
      "居民说了什么？",
      "便民措施有哪些？",
    ]) {
      for (const { article, start, end, marks } of quotes(question, TRAIL, MEASURES)) {
        expect(article.body.slice(start, end)).toMatch(/[。！？]$/);
        let at = start;
        for (const mark of marks) {
          expect(mark.start).toBeGreaterThanOrEqual(at);
          expect(mark.end).toBeLessThanOrEqual(end);
          at = mark.end;
        }
      }
    }
  });

  it("are few for one fact: three, and about 200 characters", () => {
    const found = quotes("便民巴士设有多少个站点？", ...LINES);

    expect(found.length).toBeGreaterThan(0);
    expect(found.length).toBeLessThanOrEqual(3);
    expect(found.reduce((sum, { start, end }) => sum + end - start, 0)).toBeLessThanOrEqual(200);
  });

  it("take along the points that a list counts off", () => {
    const text = quotes("田林街道公布的便民措施有哪些？", MEASURES).map(textOf).join("");

    for (const point of ["加装电梯", "晚间门诊", "菜场营业时间", "社区食堂"]) expect(text).toContain(point);
  });

  it("that follow one another become one quotation", () => {
    for (const question of ["田林街道公布的便民措施有哪些？", "滨江步道怎么样？"]) {
      const found = quotes(question, MEASURES, TRAIL);
      for (const [i, one] of found.entries()) {
        for (const other of found.slice(i + 1)) {
          const apart = one.article !== other.article || textBetween(one, other).trim() !== "";
          expect(apart).toBe(true);
        }
      }
    }
  });

  it("are found for each part of a question, in its order", () => {
    const [first, second] = findings("滨江步道什么时候开放？步道全长多少公里？", [TRAIL]);

    expect(marksOf(first!.quotes[0]!)).toEqual(["3月1日"]);
    expect(marksOf(second!.quotes[0]!)).toEqual(["三公里"]);
  });

  it("are none where the paper does not say, and what it lacks is named", () => {
    const [finding] = findings("复旦大学的步道全长多少公里？", [TRAIL]);

    expect(finding!.quotes).toEqual([]);
    expect(finding!.missing.map(({ text }) => text)).toContain("复旦大学");
  });

  it("name as lacking only what no article of the archive holds", () => {
    const [finding] = findings("上汽集团的步道全长多少公里？", [TRAIL]);

    expect(finding!.quotes).toEqual([]);
    expect(finding!.missing).toEqual([]);
  });

  it("are none where nothing was found", () => {
    expect(quotes("滨江步道全长多少公里？")).toEqual([]);
  });

  it("come from two articles where no one holds both things asked of", () => {
    const found = quotes("上汽集团和香港理工大学签署了什么？", ...SMALL_ARCHIVE);

    expect(found.map(({ article }) => article.id).sort()).toEqual(["signing", "visit"]);
  });

  it("are none where one of two things stands nowhere", () => {
    expect(quotes("上汽集团和复旦大学签署了什么？", ...SMALL_ARCHIVE)).toEqual([]);
  });
});

function textBetween(a: Quote, b: Quote): string {
  return a.end <= b.start ? a.article.body.slice(a.end, b.start) : a.article.body.slice(b.end, a.start);
}

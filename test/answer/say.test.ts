import { describe, expect, it } from "vitest";
import type { ClauseFinding, Quote } from "../../src/answer/extract.js";
import { toAnswered, toNotFound } from "../../src/answer/say.js";
import type { IsoDay } from "../../src/clock.js";
import type { Article } from "../../src/news/article.js";
import type { Clause, Question } from "../../src/search/question.js";
import type { Term } from "../../src/search/terms.js";
import { anArticle } from "../fakes/articles.js";
import { toPassages } from "../fakes/sample-articles.js";

const BUS = anArticle({
  id: "bus",
  title: "新线路开行",
  publishedOn: "2024-08-05",
  page: 3,
  body: "新线路8月1日开行。\n\n全长十二公里，设十八个站点。",
});
const TREES = anArticle({
  id: "trees",
  publishedOn: null,
  body: "康健街道为古树名木挂上二维码，扫一扫就能看到树龄。",
});

function aQuestion(more: Partial<Question> = {}): Question {
  const today = "2025-04-10" as IsoDay;
  return {
    text: "？",
    standalone: "？",
    language: "zh",
    clauses: [],
    period: null,
    today,
    follows: false,
    latest: false,
    ...more,
  };
}

/** A quotation of the words, with parts of it marked. */
function quoteOf(article: Article, words: string, ...marks: string[]): Quote {
  const span = (part: string) => {
    const start = article.body.indexOf(part);
    return { start, end: start + part.length };
  };
  return { article, ...span(words), marks: marks.map(span) };
}

function finding(text: string, more: Partial<ClauseFinding> = {}): ClauseFinding {
  const clause: Clause = {
    text,
    asks: "number",
    measure: null,
    measuredNoun: null,
    terms: [],
    period: null,
    denies: false,
  };
  return { clause, quotes: [], differs: false, missing: [], judged: [], ...more };
}

/** Nothing that is told needs a word on how it stands today. */
const answered = (question: Question, quotes: readonly Quote[], findings: readonly ClauseFinding[] = []) =>
  toAnswered(question, quotes, { extraction: { findings }, noteOf: () => null });

const aTerm = (text: string): Term => ({
  text,
  forms: [text],
  role: "name",
  parts: [],
  carried: false,
  start: 0,
  end: text.length,
});

describe("an answer said", () => {
  it("gives paper and day, the quote with what answers in bold, and the marker of its citation", () => {
    const answer = answered(aQuestion(), [
      quoteOf(BUS, "全长十二公里，设十八个站点。", "十二公里", "十八个站点"),
    ]);

    expect(answer.text).toBe("据《徐汇报》2024年8月5日：「全长**十二公里**，设**十八个站点**。」[1]");
    expect(answer.citations).toEqual([
      {
        marker: 1,
        articleId: "bus",
        title: "新线路开行",
        publishedOn: "2024-08-05",
        paper: "徐汇报",
        issue: null,
        page: 3,
        url: null,
        quote: "全长十二公里，设十八个站点。",
      },
    ]);
  });

  it("shows a quote over two paragraphs in one line, and cites it as printed", () => {
    const answer = answered(aQuestion(), [quoteOf(BUS, BUS.body)]);

    expect(answer.text).toContain("「新线路8月1日开行。 全长十二公里，设十八个站点。」");
    expect(answer.citations[0]!.quote).toBe(BUS.body);
  });

  it("quotes a sentence once that answers twice, with all that was marked", () => {
    const words = "全长十二公里，设十八个站点。";
    const answer = answered(aQuestion(), [
      quoteOf(BUS, words, "十二公里"),
      quoteOf(BUS, words, "十八个站点"),
    ]);

    expect(answer.text).toBe("据《徐汇报》2024年8月5日：「全长**十二公里**，设**十八个站点**。」[1]");
    expect(answer.citations).toHaveLength(1);
  });

  it("marks overlapping parts once", () => {
    const answer = answered(aQuestion(), [quoteOf(BUS, "设十八个站点。", "十八个", "八个站点")]);

    expect(answer.text).toContain("「设**十八个站点**。」");
  });

  it("numbers the quotes in order, one line each", () => {
    const answer = answered(aQuestion(), [quoteOf(BUS, "新线路8月1日开行。"), quoteOf(TREES, TREES.body)]);

    expect(answer.text.split("\n").map((line) => line.slice(-3))).toEqual(["[1]", "[2]"]);
    expect(answer.citations.map(({ marker, articleId }) => [marker, articleId])).toEqual([
      [1, "bus"],
      [2, "trees"],
    ]);
  });

  it("says that a day is unknown, and calls an article without a headline by its first words", () => {
    const answer = answered(aQuestion(), [quoteOf(TREES, TREES.body)]);

    expect(answer.text).toMatch(/^据《徐汇报》日期不详：/);
    expect(answer.citations[0]!.title).toBe("康健街道为古树名木挂上二维码，扫一扫就能…");
  });

  it("names the parts that the paper does not answer", () => {
    const quotes = [quoteOf(BUS, "新线路8月1日开行。", "8月1日")];
    const findings = [finding("什么时候开行", { quotes }), finding(" 票价多少")];

    expect(answered(aQuestion(), quotes, findings).text.split("\n")[1]).toBe("报上没有说到：票价多少。");
    expect(answered(aQuestion({ language: "en" }), quotes, findings).text).toContain(
      "\nThe paper does not say: 票价多少.",
    );
  });

  it("speaks English to who asks in English", () => {
    const answer = answered(aQuestion({ language: "en" }), [quoteOf(TREES, TREES.body)]);

    expect(answer.text).toBe(`According to 《徐汇报》, date unknown: 「${TREES.body}」[1]`);
  });
});

describe("a refusal said", () => {
  const coverage = { paper: "徐汇报", articles: 2, from: "2024-08-05" as IsoDay, to: "2024-08-05" as IsoDay };
  const say = (question: Question, missing: readonly Term[], articles: readonly Article[]) =>
    toNotFound(question, {
      passages: toPassages(articles),
      extraction: { findings: [finding("？", { missing })] },
      coverage,
    });

  it("says what was searched, what is missing, and the nearest headlines as such", () => {
    const answer = say(aQuestion(), [aTerm("复旦大学")], [BUS, TREES]);

    expect(answer.text).toBe(
      [
        "《徐汇报》没有说到这件事（查了2024年8月5日的2篇报道）。",
        "报道里没有出现：复旦大学。",
        "相近的报道（不是回答）：",
        "· 新线路开行（2024年8月5日）",
        "· 康健街道为古树名木挂上二维码，扫一扫就能…（日期不详）",
      ].join("\n"),
    );
    expect(answer.nearest.map(({ articleId }) => articleId)).toEqual(["bus", "trees"]);
  });

  it("names three headlines at most, an article once", () => {
    const many = ["a", "b", "c", "d"].map((id) =>
      anArticle({ id, title: id, body: "一段很长的正文。".repeat(90) }),
    );

    expect(say(aQuestion(), [], many).nearest.map(({ articleId }) => articleId)).toEqual(["a", "b", "c"]);
  });

  it("promises no headlines where none are near", () => {
    const answer = say(aQuestion(), [], []);

    expect(answer.nearest).toEqual([]);
    expect(answer.text).toBe("《徐汇报》没有说到这件事（查了2024年8月5日的2篇报道）。");
  });

  it("names the time asked about before words that are missing", () => {
    const range = { from: "2019-01-01" as IsoDay, to: "2019-12-31" as IsoDay };
    const answer = say(aQuestion({ period: { range, text: "2019年" } }), [aTerm("桂花节")], []);

    expect(answer.text).toContain("问的时间是：2019年。");
    expect(answer.text).not.toContain("桂花节");
  });

  it("names a missing word once, and three at most", () => {
    const terms = ["甲队", "甲队", "乙队", "丙队", "丁队"].map(aTerm);

    expect(say(aQuestion(), terms, []).text).toContain("报道里没有出现：甲队、乙队、丙队。");
  });

  it("speaks English to who asks in English", () => {
    const answer = say(aQuestion({ language: "en" }), [aTerm("tesla")], [BUS]);

    expect(answer.text).toBe(
      [
        "《徐汇报》 does not say (searched 2 articles, 2024-08-05).",
        "Not in the articles: tesla.",
        "Nearest headlines (not an answer):",
        "· 新线路开行（2024-08-05）",
      ].join("\n"),
    );
  });
});

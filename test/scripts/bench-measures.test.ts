import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { poolOf, toArticleLines } from "../../scripts/bench/corpus.js";
import { inDays } from "../../scripts/bench/in-days.js";
import { measure, type Outcome } from "../../scripts/bench/measures.js";
import { phraseQuestions } from "../../scripts/bench/phrases.js";
import { type BenchQuestion, parseEvalAsBench, parseQuestions } from "../../scripts/bench/questions.js";
import { sampleOf } from "../../scripts/bench/sample.js";
import { weightNames, weightOf, withSetting } from "../../scripts/bench/weight-settings.js";
import type { IsoDay } from "../../src/clock.js";
import { parseArticleLine } from "../../src/news/article.js";
import { DEFAULT_WEIGHTS } from "../../src/search/ranking.js";
import { anArticle } from "../fakes/articles.js";

const TODAY = "2025-05-10" as IsoDay;

function aQuestion(gold: string[][], { facts = [] as string[], kind = "one" } = {}): BenchQuestion {
  const query = { text: "问", clauses: ["问"], today: TODAY, period: null };
  return { id: `q${gold.flat().join("-")}`, kind, query, gold, facts, answer: "" };
}

function anOutcome(question: BenchQuestion, ids: string[], body = "正文。"): Outcome {
  return { question, found: ids.map((id) => anArticle({ id, body })), ms: 1 };
}

it.each([
  ["两年前的四月展览开幕了吗？", "2023年4月展览开幕了吗？"],
  ["去年和昨天各有几场？", "2024年和2025年5月9日各有几场？"],
  ["上周末有集市吗？", "2025年5月3日至2025年5月4日有集市吗？"],
  ["最近2024年3月的事", "最近2024年3月的事"],
])("%s is asked in days as %s", (question, written) => {
  expect(inDays(question, TODAY)).toBe(written);
});

describe("measure", () => {
  it("counts one needed article in third place", () => {
    const { kinds } = measure([anOutcome(aQuestion([["c"]]), ["a", "b", "c"])]);

    expect(kinds.all).toEqual({
      n: 1,
      "hit@1": 0,
      "hit@5": 1,
      "recall@5": 1,
      "recall@10": 1,
      "mrr@10": 1 / 3,
      "all@5": 1,
      "all@10": 1,
      "answer@1": 0,
    });
  });

  it("wants every needed article, and takes any of those accepted for one", () => {
    const question = aQuestion([["a", "a-again"], ["b"]]);
    const found = ["a-again", "x1", "x2", "x3", "x4", "b"];

    expect(measure([anOutcome(question, found)]).kinds.all).toMatchObject({
      "hit@1": 1,
      "recall@5": 0.5,
      "recall@10": 1,
      "all@5": 0,
      "all@10": 1,
    });
  });

  it("takes a first article for an answer that holds every fact, and only then", () => {
    const question = aQuestion([["z"]], { facts: ["三百万元", "西岸"] });

    expect(measure([anOutcome(question, ["a"], "西岸投了三百万元。")]).kinds.all!["answer@1"]).toBe(1);
    expect(measure([anOutcome(question, ["a"], "西岸投了两百万元。")]).kinds.all!["answer@1"]).toBe(0);
  });

  it("keeps the kinds apart, and all of them together", () => {
    const { kinds } = measure([
      anOutcome(aQuestion([["a"]], { kind: "figure" }), ["a"]),
      anOutcome(aQuestion([["b"]], { kind: "person" }), ["x"]),
    ]);

    expect([kinds.figure!["hit@1"], kinds.person!["hit@1"], kinds.all!["hit@1"]]).toEqual([1, 0, 0.5]);
  });

  it("never falls as one looks further, whatever was found", () => {
    const ids = fc.uniqueArray(fc.constantFrom(..."abcdefghijklmnop"), { maxLength: 12 });
    const gold = fc.array(fc.uniqueArray(fc.constantFrom(..."abcdefghijklmnop"), { minLength: 1 }), {
      minLength: 1,
      maxLength: 3,
    });
    fc.assert(
      fc.property(ids, gold, (found, needed) => {
        const row = measure([anOutcome(aQuestion(needed), found)]).kinds.all!;
        expect(row["hit@1"]).toBeLessThanOrEqual(row["hit@5"]);
        expect(row["recall@5"]).toBeLessThanOrEqual(row["recall@10"]);
        expect(row["all@5"]).toBeLessThanOrEqual(row["recall@5"]);
        expect(row["all@10"]).toBeLessThanOrEqual(row["recall@10"]);
        expect(row["hit@1"]).toBeLessThanOrEqual(row["mrr@10"]);
        expect(row["hit@1"]).toBeLessThanOrEqual(row["answer@1"]);
      }),
    );
  });
});

describe("a pool", () => {
  const articles = Array.from({ length: 40 }, (_, i) => anArticle({ id: `a${i}`, body: `第${i}条。` }));

  it("holds what its questions need, and others until it is as large as wanted", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 4, max: 40 }),
        fc.array(fc.nat(39), { minLength: 1, maxLength: 30 }),
        (size, needed) => {
          const questions = needed.map((i) => aQuestion([[`a${i}`]]));
          const pool = poolOf({ articles, questions }, size);

          const ids = new Set(pool.articles.map(({ id }) => id as string));
          expect(pool.articles).toHaveLength(size);
          expect(pool.questions.length).toBeGreaterThan(0);
          expect(
            pool.questions.every(({ gold }) => gold.every((group) => group.some((id) => ids.has(id)))),
          ).toBe(true);
        },
      ),
    );
  });

  it("does not ask what its articles cannot answer", () => {
    const questions = [aQuestion([["a1"]]), aQuestion([["nowhere"]])];

    expect(poolOf({ articles, questions }, 40).questions).toEqual([questions[0]]);
    expect(() => poolOf({ articles, questions: [questions[1]!] }, 40)).toThrow("none of the questions");
  });

  it("is written as the index reads it", () => {
    const article = anArticle({
      id: "a",
      title: "标题",
      body: "第一段。\n\n第二段。",
      page: 3,
      url: "https://paper.example/a",
    });

    expect(parseArticleLine(toArticleLines([article]).trim(), "test")).toEqual(article);
  });
});

describe("questions", () => {
  it("reads days without zeros, which some collections write", () => {
    const [question] = parseQuestions(
      ['{"id":"1","question":"何时？","today":"2024-2-5","gold":["a"]}'],
      "q",
    );

    expect(question!.query.today).toBe("2024-02-05");
    expect(() =>
      parseQuestions(['{"id":"1","question":"何时？","today":"2024-13-5","gold":["a"]}'], "q.jsonl"),
    ).toThrow("q.jsonl:1: today");
  });

  it("takes of the questions for answers those that a search can be judged by", () => {
    const line = (more: object) =>
      JSON.stringify({
        id: "q",
        kind: "figure",
        question: "多少？",
        expect: "answered",
        articles: ["a", "b"],
        ...more,
      });
    const text = [
      line({}),
      line({ needAll: true }),
      line({ expect: "not_found", articles: [] }),
      line({ history: [{ role: "user", content: "早" }] }),
    ].join("\n");

    expect(parseEvalAsBench(text, "q").map(({ gold }) => gold)).toEqual([[["a", "b"]], [["a"], ["b"]]]);
  });

  it("of short runs name every article that prints the run", () => {
    const articles = [
      anArticle({ id: "a", body: "西岸滨江" }),
      anArticle({ id: "b", body: "滨江的西岸滨江" }),
    ];

    const questions = phraseQuestions(articles, 8, TODAY);

    expect(questions.length).toBeGreaterThan(3);
    for (const { query, gold } of questions) {
      const holding = articles.filter(({ title, body }) => `${title}\n${body}`.includes(query.text));
      expect(gold).toEqual([holding.map(({ id }) => id)]);
    }
  });
});

describe("a sample", () => {
  it("is spread evenly, ascending, each place once", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 600 }), (length, count) => {
        const places = sampleOf(length, count);
        expect(places).toHaveLength(Math.min(length, count));
        expect(places.every((place, i) => place < length && (i === 0 || place > places[i - 1]!))).toBe(true);
      }),
    );
  });
});

describe("weights by name", () => {
  it("are those of the ranking, and a setting changes the one it names", () => {
    for (const name of weightNames()) {
      const changed = withSetting(DEFAULT_WEIGHTS, `${name}=0.125`);
      const differing = weightNames().filter(
        (other) => weightOf(changed, other) !== weightOf(DEFAULT_WEIGHTS, other),
      );
      expect(differing).toEqual([name]);
    }
  });

  it.each(["nearness=1", "bm25Words=1", "bm25Words.k2=1", "near=", "near=much"])(
    "say what is wrong with %s",
    (setting) => {
      expect(() => withSetting(DEFAULT_WEIGHTS, setting)).toThrow(/is no weight|is not a number/);
    },
  );
});

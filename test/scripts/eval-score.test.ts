import { describe, expect, it } from "vitest";
import { countByKind, type EvalQuestion, judgeAnswer, parseEvalQuestions } from "../../scripts/eval-score.js";
import type { Answer } from "../../src/answer/answer.js";
import type { ArticleId } from "../../src/news/article.js";

function aQuestion(more: Partial<EvalQuestion> = {}): EvalQuestion {
  return {
    id: "q1",
    kind: "figure",
    question: "全长多少公里？",
    expect: "answered",
    facts: ["12公里|十二公里"],
    articles: ["bus"],
    needAll: false,
    ...more,
  };
}

/** @param quotes article and quote in turn */
function answered(...quotes: readonly (readonly [string, string])[]): Answer {
  const citations = quotes.map(([articleId, quote], i) => ({
    marker: i + 1,
    articleId: articleId as ArticleId,
    title: articleId,
    publishedOn: null,
    paper: null,
    issue: null,
    page: null,
    url: null,
    quote,
  }));
  return { status: "answered", mode: "extractive", text: "…", citations };
}
const NOT_FOUND: Answer = { status: "not_found", text: "没有说到", nearest: [] };

describe("an answer judged", () => {
  it("is right with every fact, in any of its forms, and a right citation", () => {
    const judgement = judgeAnswer(aQuestion(), answered(["bus", "新线路全长十二公里。"]));

    expect(judgement).toEqual({ verdict: "right", lacking: [], citationsRight: 1, citations: 1 });
  });

  it("finds a fact whatever its width, script or spaces", () => {
    const question = aQuestion({ facts: ["12.31PB", "徐汇区"] });

    expect(judgeAnswer(question, answered(["bus", "徐匯區的數據量１２.３１ ＰＢ"])).verdict).toBe("right");
  });

  it("is wrong without a fact, and says which", () => {
    const question = aQuestion({ facts: ["十二公里", "十八个"] });

    expect(judgeAnswer(question, answered(["bus", "全长十二公里。"]))).toMatchObject({
      verdict: "wrong",
      lacking: ["十八个"],
    });
  });

  it("is wrong without a right citation, though the words are there", () => {
    expect(judgeAnswer(aQuestion(), answered(["market", "全长十二公里。"]))).toMatchObject({
      verdict: "wrong",
      lacking: [],
      citationsRight: 0,
    });
  });

  it("counts what the quotes hold, not what is said around them", () => {
    const answer = { ...answered(["bus", "新线路开行。"]), text: "全长十二公里 [1]" } as Answer;

    expect(judgeAnswer(aQuestion(), answer).verdict).toBe("wrong");
  });

  it("needs one of the articles, or each where all are needed", () => {
    const both = { facts: [], articles: ["bus", "market"] };
    const one = answered(["bus", "…"], ["trees", "…"]);

    expect(judgeAnswer(aQuestion(both), one)).toMatchObject({
      verdict: "right",
      citationsRight: 1,
      citations: 2,
    });
    expect(judgeAnswer(aQuestion({ ...both, needAll: true }), one).verdict).toBe("wrong");
    expect(
      judgeAnswer(aQuestion({ ...both, needAll: true }), answered(["bus", "…"], ["market", "…"])).verdict,
    ).toBe("right");
  });

  it.each([
    ["answered", NOT_FOUND, "refused-wrongly"],
    ["not_found", NOT_FOUND, "refused-rightly"],
    ["not_found|declined", NOT_FOUND, "refused-rightly"],
    ["declined", NOT_FOUND, "wrong"],
    ["chat", { status: "chat", text: "您好" }, "refused-rightly"],
    ["not_found", answered(["bus", "全长十二公里。"]), "wrong"],
  ] as const)("expected %s", (expected, answer, verdict) => {
    expect(judgeAnswer(aQuestion({ expect: expected }), answer).verdict).toBe(verdict);
  });
});

describe("questions to judge by", () => {
  it("are read line by line, with what is left out filled in", () => {
    const line = { id: "q1", kind: "figure", question: "？", expect: "answered" };

    expect(parseEvalQuestions(`\n${JSON.stringify(line)}\n`, "q.jsonl")).toEqual([
      { ...line, facts: [], articles: [], needAll: false },
    ]);
  });

  it.each([
    ["not JSON", "{", "q.jsonl:2: not JSON"],
    ["a question missing", '{"id":"q","kind":"k","expect":"answered"}', "q.jsonl:2: question: "],
  ])("name the line that is broken: %s", (_, line, message) => {
    expect(() => parseEvalQuestions(`\n${line}`, "q.jsonl")).toThrow(message);
  });
});

describe("verdicts counted", () => {
  it("are counted by kind, in the order the kinds come up", () => {
    const rows = [
      { kind: "who", verdict: "right" },
      { kind: "figure", verdict: "wrong" },
      { kind: "who", verdict: "refused-wrongly" },
      { kind: "who", verdict: "right" },
      { kind: "figure", verdict: "refused-rightly" },
    ] as const;

    expect(countByKind(rows)).toEqual([
      { kind: "who", questions: 3, right: 2, wrong: 0, refusedWrongly: 1, refusedRightly: 0 },
      { kind: "figure", questions: 2, right: 0, wrong: 1, refusedWrongly: 0, refusedRightly: 1 },
    ]);
  });
});

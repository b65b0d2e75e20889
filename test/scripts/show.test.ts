import picocolors from "picocolors";
import { describe, expect, it } from "vitest";
import { showAnswer, toJsonAnswer } from "../../scripts/show.js";
import type { Answer, Citation } from "../../src/answer/answer.js";
import type { IsoDay } from "../../src/clock.js";
import type { ArticleId } from "../../src/news/article.js";

const plain = picocolors.createColors(false);
const coloured = picocolors.createColors(true);

const CITATION: Citation = {
  marker: 1,
  articleId: "bus" as ArticleId,
  title: "新线路开行",
  publishedOn: "2024-08-05" as IsoDay,
  paper: "徐汇报",
  issue: null,
  page: 3,
  url: null,
  quote: "全长十二公里。",
};
const ANSWERED: Answer = {
  status: "answered",
  mode: "extractive",
  text: "据《徐汇报》2024年8月5日：「全长**十二公里**。」[1]",
  citations: [CITATION],
};
const NOT_FOUND: Answer = {
  status: "not_found",
  text: "没有说到这件事。",
  nearest: [{ articleId: "bus" as ArticleId, title: "新线路开行", publishedOn: null }],
};

describe("an answer at a terminal", () => {
  it("shows the sources below, without what is not known", () => {
    expect(showAnswer(ANSWERED, { colours: plain, language: "zh" })).toBe(
      "据《徐汇报》2024年8月5日：「全长十二公里。」[1]\n\n出处\n[1] 新线路开行 · 徐汇报 · 2024年8月5日 · 第3版",
    );
  });

  it("shows them in English to who asks in English", () => {
    const answer: Answer = {
      ...ANSWERED,
      citations: [
        { ...CITATION, issue: "第9期", page: null, publishedOn: null, url: "https://paper.example/" },
      ],
    };

    expect(showAnswer(answer, { colours: plain, language: "en" })).toContain(
      "\n\nSources\n[1] 新线路开行 · 徐汇报 · date unknown · 第9期 · https://paper.example/",
    );
  });

  it("prints what answers in bold where there are colours, and never the asterisks", () => {
    expect(showAnswer(ANSWERED, { colours: coloured, language: "zh" })).toContain(
      coloured.bold(coloured.yellow("十二公里")),
    );
    for (const colours of [plain, coloured]) {
      expect(showAnswer(ANSWERED, { colours, language: "zh" })).not.toContain("**");
    }
  });

  it("shows no sources where nothing was answered", () => {
    expect(showAnswer(NOT_FOUND, { colours: plain, language: "zh" })).toBe("没有说到这件事。");
    expect(showAnswer({ status: "chat", text: "您好" }, { colours: coloured, language: "zh" })).toBe("您好");
  });
});

describe("an answer for programs", () => {
  const about = {
    id: "q1",
    question: "全长多少公里？",
    generation: "g1",
    timings: { searchMs: 1.23456, totalMs: 2.999 },
  };

  it("keeps the contract, with times in hundredths of a millisecond", () => {
    expect(toJsonAnswer(ANSWERED, about)).toEqual({
      id: "q1",
      question: "全长多少公里？",
      status: "answered",
      mode: "extractive",
      text: ANSWERED.text,
      citations: [CITATION],
      generation: "g1",
      timings: { searchMs: 1.23, totalMs: 3 },
    });
  });

  it("names the nearest headlines of what was not found, beside no citations", () => {
    const row = toJsonAnswer(NOT_FOUND, about);

    expect(row).toMatchObject({ status: "not_found", citations: [], nearest: NOT_FOUND.nearest });
  });

  it("has no id where none was given, and no headlines where there is nothing to be near to", () => {
    const row = toJsonAnswer({ status: "declined", text: "帮不上忙" }, { ...about, id: null });

    expect(Object.keys(row)).toEqual([
      "question",
      "status",
      "mode",
      "text",
      "citations",
      "generation",
      "timings",
    ]);
  });
});

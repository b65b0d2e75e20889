import fc from "fast-check";
import picocolors from "picocolors";
import { beforeAll, describe, expect, it } from "vitest";
import { cutTo, padLeft, renderColumns, widthOf } from "../../scripts/columns.js";
import { inOrderOf, showExplained, sumOf, toJsonExplanation } from "../../scripts/search-explain.js";
import type { Newsroom } from "../../src/assemble.js";
import type { IsoDay } from "../../src/clock.js";
import type { ExplainedArticle } from "../../src/search/retriever.js";
import { SMALL_ARCHIVE, SMALL_DICTIONARY } from "../fakes/small-archive.js";
import { smallNewsroom } from "../fakes/small-newsroom.js";

const TODAY = "2025-04-02" as IsoDay;
const plain = picocolors.createColors(false);

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await smallNewsroom(SMALL_ARCHIVE, { dictionary: SMALL_DICTIONARY });
});

function explain(text: string, k = 5): Promise<ExplainedArticle[]> {
  const { standalone, clauses, period } = newsroom.questions.read(text, { today: TODAY });
  const parts = clauses.map((clause) => clause.text);
  return newsroom.retriever.explain({
    text: standalone,
    clauses: parts,
    today: TODAY,
    period: period?.range ?? null,
    k,
  });
}

describe("an explained search", () => {
  it.each([
    "上汽集团什么时候签约",
    "漕河泾",
    "3月20日下午发生了什么？",
    "谁在团拜会上致辞，菜场有多少摊位？",
    "哪里可以读书",
    "When did SAIC sign with Xuhui?",
  ])("adds up to the score: %s", async (question) => {
    const explained = await explain(question);

    expect(explained.length).toBeGreaterThan(0);
    for (const one of explained) {
      const sum = Object.values(sumOf(one)).reduce((total, value) => total + value, 0);
      expect(sum).toBeCloseTo(one.score, 3);
      expect(sumOf(one).other).toBeCloseTo(0, 3);
      for (const { terms, points } of one.parts) {
        const words = terms
          .filter(({ kind }) => kind === "word")
          .reduce((total, term) => total + term.points, 0);
        expect(words).toBeCloseTo(points.words, 3);
        expect(terms.every(({ points, most }) => points <= most + 1e-6 || points === 0)).toBe(true);
      }
    }
  });

  it("shows a line of sums for each article, its terms below, and what the columns are", async () => {
    const shown = showExplained(await explain("上汽集团什么时候签约", 2), plain, 100);

    const lines = shown.split("\n");
    expect(lines[0]).toMatch(/^ +score +words +pairs +close +order .*article$/);
    expect(lines[1]).toMatch(/^ 1\. +\d\.\d\d = +\d\.\d\d.* 徐汇和上汽集团签约 2025-03-31$/);
    expect(shown).toMatch(/\n {5}words {2}.*上汽集团 \d\.\d\d/);
    expect(shown).toContain("close    how much of the question stands in one passage");
    expect(shown).not.toContain("phrase ");
  });

  it("shows each part of a question, what it counts, and what an article lacks of it", async () => {
    const shown = showExplained(await explain("谁在团拜会上致辞？菜场有多少摊位？", 2), plain, 100);

    expect(shown).toMatch(/“[^”]*摊位” \d\.\d\d × \d\.\d\d/);
    expect(shown).toMatch(/\n {5}lacks {2}.*摊\S* \d\.\d\d/);
  });

  it("stays within the line, in columns of a terminal", async () => {
    const long =
      "徐汇区人民政府与上汽集团签署战略合作框架协议以及香港理工大学签署合作意向书的时间和地点分别是什么";
    for (const line of showExplained(await explain(long), plain, 90).split("\n"))
      expect(widthOf(line)).toBeLessThanOrEqual(110);
  });

  it("stands in the reranker's order, and says where each stood before", async () => {
    const explained = await explain("徐汇签约", 4);
    const [first, second, third] = explained.map(({ article }) => article.id as string);

    const ordered = inOrderOf([third!, first!], explained);
    const shown = showExplained(ordered, plain, 100);

    expect(ordered.map(({ article, before }) => [article.id, before])).toEqual([
      [third, 3],
      [first, 1],
    ]);
    expect(second).toBeDefined();
    expect(shown).toContain("the reranker moved it here, it was 3.");
    expect(shown).toContain("The order is the reranker's");
    expect(toJsonExplanation(ordered[0]!).before).toBe(3);
    expect(showExplained(explained, plain, 100)).not.toContain("reranker");
  });

  it("is there as data", async () => {
    const [first] = await explain("3月20日签约");
    const json = JSON.parse(JSON.stringify(toJsonExplanation(first!)));

    expect(json.parts[0].terms).toContainEqual(expect.objectContaining({ kind: "day" }));
    expect(Object.keys(json.sum)).toEqual(
      expect.arrayContaining(["words", "pairs", "near", "day", "repeats"]),
    );
  });
});

describe("columns", () => {
  it("are two wide for Chinese", () => {
    expect([widthOf("徐汇"), widthOf("NP137"), widthOf("“好”，"), widthOf("𠮷")]).toEqual([4, 5, 6, 2]);
    expect(
      renderColumns([
        ["", "n"],
        ["徐汇报", "12"],
        ["ours", "3"],
      ]),
    ).toEqual(["         n", "徐汇报  12", "ours     3"]);
  });

  it("are never overrun by what was cut, nor is a character split", () => {
    const text = fc.string({ unit: fc.constantFrom("徐", "汇", "a", "1", "，", "𠮷", " ", "é") });
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 30 }), (given, width) => {
        const cut = cutTo(given, width);
        expect(widthOf(cut)).toBeLessThanOrEqual(width);
        expect(cut).not.toMatch(/\p{Cs}/u);
        expect(widthOf(padLeft(cut, width))).toBe(width);
      }),
    );
  });
});

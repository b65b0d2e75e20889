/**
 * Whoever remembers a piece of a headline finds an article that prints it: any run of two to six characters
 * of a title of the sample archive, asked as a reader asks.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { IsoDay } from "../../src/clock.js";
import { fold } from "../../src/news/text.js";
import { readSampleArticles, readSampleDictionary } from "../fakes/sample-articles.js";
import { segmentersHere, smallNewsroom } from "../fakes/small-newsroom.js";

const TODAY = "2025-04-02" as IsoDay;
/** Something to look for: not only punctuation and white space. */
const SAYS = /[\p{L}\p{N}]/u;
const CUTS_FIGURE = /^[\d.,]|[\d.,]$/;

const articles = readSampleArticles();
const texts = new Map(articles.map((article) => [article.id, fold(`${article.title}\n${article.body}`)]));

/** All of them, each once. */
const RUNS = [
  ...new Set(
    articles.flatMap(({ title }) => {
      const units = [...title];
      return units
        .flatMap((_, start) =>
          [2, 3, 4, 5, 6]
            .map((length) => units.slice(start, start + length))
            .filter((run) => run.length >= 2),
        )
        .map((run) => run.join(""));
    }),
  ),
].filter((run) => SAYS.test(run));

describe.each(await segmentersHere())("a piece of a headline, words cut by %s", (segmenter) => {
  it("finds an article that prints it", async () => {
    const { questions, retriever } = await smallNewsroom(articles, {
      dictionary: readSampleDictionary(),
      segmenter,
    });
    const find = async (text: string) => {
      const { standalone, clauses, period } = questions.read(text, { today: TODAY });
      const parts = clauses.map((clause) => clause.text);
      const range = period?.range ?? null;
      return retriever.retrieve({ text: standalone, clauses: parts, today: TODAY, period: range, k: 5 });
    };

    expect(RUNS.length).toBeGreaterThan(2_000);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...RUNS), async (run) => {
        const passages = await find(run);
        const holding = passages.map(({ article }) => texts.get(article.id)!.includes(fold(run)));
        expect(holding).toContain(true);
        // Half a figure (今年40 of 今年4000万元) may be another article's whole one.
        if (!CUTS_FIGURE.test(run)) expect(holding[0]).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createBm25 } from "../../src/index/bm25.js";
import type { KeywordIndex } from "../../src/index/keywords.js";
import type { Postings } from "../../src/index/postings.js";
import { addAll, clearSums, createSums, largest, raise } from "../../src/index/sums.js";
import type { Evidence, Slot } from "../../src/search/evidence.js";
import { DEFAULT_WEIGHTS } from "../../src/search/ranking.js";
import { createShortlist } from "../../src/search/shortlist.js";

/** Articles as lists of terms 0–7. */
type Corpus = readonly (readonly number[])[];

function postingsOf(corpus: Corpus, terms = 8): Postings {
  const lists = Array.from({ length: terms }, (_, term) =>
    corpus.flatMap((held, article) => {
      const count = held.filter((one) => one === term).length;
      return count > 0 ? [{ article, count }] : [];
    }),
  );
  const starts = [0];
  for (const list of lists) starts.push(starts.at(-1)! + list.length);
  const flat = lists.flat();
  return {
    starts: Uint32Array.from(starts),
    articles: Uint32Array.from(flat, ({ article }) => article),
    counts: Uint8Array.from(flat, ({ count }) => count),
    lengths: Uint32Array.from(corpus, (held) => held.length),
  };
}

function shortlistOver(corpus: Corpus, weights = DEFAULT_WEIGHTS) {
  const postings = postingsOf(corpus);
  const words = createBm25(postings, weights.bm25Words);
  const pairs = createBm25(postings, weights.bm25Pairs);
  const keywords = { size: corpus.length, days: postings } as unknown as KeywordIndex;
  return { words, pairs, postings, shortlist: createShortlist({ keywords, words, pairs, weights }) };
}

function anEvidence(slots: { words?: Slot[]; pairs?: Slot[]; days?: Slot[] }): Evidence {
  const worth = (list: readonly Slot[] = []) =>
    list.flatMap(({ alternatives }) => alternatives[0]!).reduce((sum, { weight }) => sum + weight, 0);
  const total = { words: worth(slots.words), pairs: worth(slots.pairs) };
  const rest = { text: "", worth: total.words + total.pairs, weightAt: () => 0, aliases: [] };
  return { words: [], pairs: [], days: [], ...slots, total, ...rest };
}

const aSlot = (...alternatives: (readonly [term: number, weight: number][])[]): Slot => ({
  label: "",
  alternatives: alternatives.map((list) => list.map(([term, weight]) => ({ term, weight }))),
});

const corpora = fc.array(fc.array(fc.nat(7), { minLength: 1, maxLength: 6 }), {
  minLength: 1,
  maxLength: 12,
});
const weighted = fc.tuple(fc.integer({ min: -1, max: 7 }), fc.integer({ min: 1, max: 9 }));
const slots = fc.array(
  fc
    .array(fc.array(weighted, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 })
    .map((a) => aSlot(...a)),
  { maxLength: 4 },
);

describe("the shortlist", () => {
  it("scores every article as if each were looked at alone, search after search", () => {
    fc.assert(
      fc.property(
        corpora,
        fc.array(fc.record({ words: slots, pairs: slots, days: slots }), { minLength: 1, maxLength: 3 }),
        (corpus, parts) => {
          const { words, pairs, postings, shortlist } = shortlistOver(corpus);
          const asked = parts.map(anEvidence);
          shortlist.find([...asked].reverse(), { count: 3 });
          const found = shortlist.find(asked, { count: corpus.length * parts.length });

          const held = (term: number, article: number) =>
            term >= 0 && createBm25(postings).saturation(term, article) > 0;
          for (const { article, scores } of found) {
            asked.forEach((evidence, part) => {
              const of = (list: readonly Slot[], value: (term: number) => number) =>
                list.map(({ alternatives }) =>
                  Math.max(
                    ...alternatives.map((one) =>
                      one.reduce((sum, { term, weight }) => sum + weight * value(term), 0),
                    ),
                  ),
                );
              const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
              const days = evidence.days.map(({ alternatives }) =>
                Math.max(
                  0,
                  ...alternatives.flat().map(({ term, weight }) => (held(term, article) ? weight : 0)),
                ),
              );
              const expected =
                (DEFAULT_WEIGHTS.words * sum(of(evidence.words, (term) => words.saturation(term, article)))) /
                  (evidence.total.words || 1) +
                (DEFAULT_WEIGHTS.pairs * sum(of(evidence.pairs, (term) => pairs.saturation(term, article)))) /
                  (evidence.total.pairs || 1) +
                (DEFAULT_WEIGHTS.day * sum(days)) / (days.length || 1);
              expect(scores[part]).toBeCloseTo(expected, 4);
            });
          }
          const all = asked.flatMap((one) =>
            [...one.words, ...one.pairs, ...one.days].flatMap(({ alternatives }) => alternatives.flat()),
          );
          const holding = corpus.flatMap((_, article) =>
            all.some(({ term }) => held(term, article)) ? [article] : [],
          );
          expect(found.map(({ article }) => article).sort((a, b) => a - b)).toEqual(holding);
        },
      ),
    );
  });

  it("lists the best of a part that another part would crowd out", () => {
    const corpus = [...Array.from({ length: 60 }, () => [0, 0, 1]), [2, 3, 4, 5]];
    const { shortlist } = shortlistOver(corpus);
    const first = anEvidence({ words: [aSlot([[0, 5]]), aSlot([[1, 5]])] });
    const second = anEvidence({ words: [aSlot([[2, 1]])] });

    const found = shortlist.find([first, second], { count: 10 });

    expect(found.map(({ article }) => article)).toContain(60);
    expect(found.length).toBeLessThanOrEqual(DEFAULT_WEIGHTS.candidates + 1);
  });

  it("gives back what a common word adds to those listed", () => {
    const corpus = Array.from({ length: 2000 }, (_, i) =>
      i < 1500 ? [0, ...(i % 100 === 0 ? [1] : [])] : [2],
    );
    const asked = [anEvidence({ words: [aSlot([[0, 1]]), aSlot([[1, 20]])] })];
    const scoresWith = (spare: number) =>
      new Map(
        shortlistOver(corpus, { ...DEFAULT_WEIGHTS, spare })
          .shortlist.find(asked, { count: 15 })
          .map(({ article, scores }) => [article, scores[0]!]),
      );
    const [exact, spared] = [scoresWith(0), scoresWith(0.1)];

    expect(spared.size).toBe(15);
    for (const [article, score] of spared) expect(score).toBeCloseTo(exact.get(article)!, 5);
  });
});

describe("sums", () => {
  it("finds the articles of the largest values", () => {
    const values = fc.array(fc.float({ min: 0, max: 100, noNaN: true }), { maxLength: 60 });
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 20 }), (list, count) => {
        const sums = createSums(list.length);
        list.forEach((value, article) => {
          if (value > 0) raise(sums, article, value);
        });
        const found = largest(sums, count).map((article) => sums.values[article]!);
        const expected = [...Float32Array.from(list)]
          .filter((value) => value > 0)
          .sort((a, b) => b - a)
          .slice(0, count);

        expect(found.sort((a, b) => b - a)).toEqual(expected);
      }),
    );
  });

  it("are empty again after being cleared", () => {
    const sums = createSums(3);
    const more = createSums(3);
    raise(more, 2, 5);
    addAll(sums, more);
    clearSums(sums);

    expect([...sums.values]).toEqual([0, 0, 0]);
    expect(largest(sums, 3)).toEqual([]);
  });
});

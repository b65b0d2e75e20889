import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { orderByNovelty } from "../../src/search/novelty.js";
import { largest } from "../../src/search/shortlist.js";

const WEIGHTS = Float32Array.from([1, 1, 1, 1]);

describe("orderByNovelty", () => {
  it("lets the other half of a question before a second report of the first", () => {
    const fixed = [1, 0.9, 0.8];
    const byPart = fixed.map(() => []);
    const held = Uint8Array.from([1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 1, 1]);
    const order = (novelty: number) =>
      orderByNovelty({ fixed, byPart, held, weights: WEIGHTS }, { novelty, served: 0, count: 3 }).map(
        ({ item }) => item,
      );

    expect(order(0)).toEqual([0, 1, 2]);
    expect(order(0.5)).toEqual([0, 2, 1]);
  });

  it("gives the other part of a question its turn", () => {
    const parts = {
      fixed: [0, 0, 0],
      byPart: [
        [1, 0],
        [0.9, 0],
        [0, 0.5],
      ],
      held: new Uint8Array(12),
      weights: WEIGHTS,
    };
    const order = (served: number) =>
      orderByNovelty(parts, { novelty: 0, served, count: 3 }).map(({ item }) => item);

    expect(order(0)).toEqual([0, 1, 2]);
    expect(order(0.6)).toEqual([0, 2, 1]);
  });

  it("orders every item once, by scores that never rise", () => {
    const items = fc.array(
      fc.record({ score: fc.float({ min: 0, max: 5, noNaN: true }), bits: fc.nat(15) }),
      {
        maxLength: 12,
      },
    );
    fc.assert(
      fc.property(items, fc.constantFrom(0, 0.25, 1), (list, novelty) => {
        const held = Uint8Array.from(
          list.flatMap(({ bits }) => [0, 1, 2, 3].map((unit) => (bits >> unit) & 1)),
        );
        const fixed = list.map(({ score }) => score);
        const byPart = list.map(({ score, bits }) => [score, bits]);
        const ordered = orderByNovelty(
          { fixed, byPart, held, weights: WEIGHTS },
          { novelty, served: novelty, count: 99 },
        );

        expect(ordered.map(({ item }) => item).sort((a, b) => a - b)).toEqual([...list.keys()]);
        for (let i = 1; i < ordered.length; i++) {
          expect(ordered[i]!.score).toBeLessThanOrEqual(ordered[i - 1]!.score + 1e-6);
        }
      }),
    );
  });
});

describe("largest", () => {
  it("finds the places of the largest values", () => {
    const values = fc.array(fc.float({ min: 0, max: 100, noNaN: true }), { maxLength: 60 });
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 20 }), (list, count) => {
        const given = Float32Array.from(list);
        const found = largest(given, count).map((i) => given[i]!);
        const expected = [...given]
          .filter((value) => value > 0)
          .sort((a, b) => b - a)
          .slice(0, count);

        expect(found.sort((a, b) => b - a)).toEqual(expected);
      }),
    );
  });
});

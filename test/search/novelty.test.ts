import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { orderByNovelty } from "../../src/search/novelty.js";

const WEIGHTS = Float32Array.from([1, 1, 1, 1]);

const PLAIN = { novelty: 0, served: 0, clause: 0.3, full: 1, count: 99 };

function orderOf(
  byPart: readonly (readonly number[])[],
  {
    held = new Uint8Array(byPart.length * 4),
    ...options
  }: { held?: Uint8Array; novelty?: number; served?: number },
): number[] {
  const parts = byPart[0]!.length;
  const shares = Array<number>(parts).fill(0.7 / parts);
  const holdings = { added: byPart.map(() => 0), byPart, shares, held, weights: WEIGHTS };
  return orderByNovelty(holdings, { ...PLAIN, ...options }).map(({ item }) => item);
}

describe("orderByNovelty", () => {
  it("lets the other half of a question before a second report of the first", () => {
    const byPart = [[1], [0.9], [0.8]];
    const held = Uint8Array.from([1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 1, 1]);

    expect(orderOf(byPart, { held, novelty: 0 })).toEqual([0, 1, 2]);
    expect(orderOf(byPart, { held, novelty: 0.5 })).toEqual([0, 2, 1]);
  });

  it("gives the other part of a question its turn", () => {
    const byPart = [
      [1, 0],
      [0.9, 0],
      [0, 0.5],
    ];

    expect(orderOf(byPart, { served: 0 })).toEqual([0, 1, 2]);
    expect(orderOf(byPart, { served: 0.6 })).toEqual([0, 2, 1]);
  });

  it("keeps looking for a part that nothing answers well", () => {
    const byPart = [
      [0.95, 0],
      [0.9, 0],
      [0.85, 0],
      [0, 0.5],
      [0, 0.45],
      [0, 0.4],
    ];

    expect(orderOf(byPart, { served: 0.8 })).toEqual([0, 3, 4, 1, 5, 2]);
  });

  it("leaves the order of a question of one part to the scores", () => {
    const byPart = [[0.2], [0.9], [0.5]];

    expect(orderOf(byPart, { served: 1 })).toEqual([1, 2, 0]);
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
        const added = list.map(({ score }) => score);
        const byPart = list.map(({ score, bits }) => [score, bits]);
        const ordered = orderByNovelty(
          { added, byPart, shares: [0.4, 0.3], held, weights: WEIGHTS },
          { novelty, served: novelty, clause: 0.3, full: 5, count: 99 },
        );

        expect(ordered.map(({ item }) => item).sort((a, b) => a - b)).toEqual([...list.keys()]);
        for (let i = 1; i < ordered.length; i++) {
          expect(ordered[i]!.score).toBeLessThanOrEqual(ordered[i - 1]!.score + 1e-6);
        }
      }),
    );
  });
});

import fc from "fast-check";
import { expect, it } from "vitest";
import { createKeyCounter } from "../../src/index/key-counter.js";
import { createPieceMap } from "../../src/index/piece-map.js";

it("counts keys article by article as a map would", () => {
  const key = fc.oneof(fc.nat({ max: 20 }), fc.integer({ min: 0, max: 0xffffffff }));
  const article = fc.array(fc.tuple(key, fc.integer({ min: 1, max: 200 })), { maxLength: 40 });
  fc.assert(
    fc.property(fc.array(article, { maxLength: 12 }), (articles) => {
      const counter = createKeyCounter();
      const expected = new Map<number, Map<number, number>>();
      articles.forEach((pairs, number) => {
        counter.startArticle();
        for (const [key, weight] of pairs) {
          counter.count(key, weight);
          const list = expected.get(key) ?? new Map<number, number>();
          expected.set(key, list.set(number, Math.min((list.get(number) ?? 0) + weight, 255)));
        }
      });
      const { keys, starts, articles: found, counts, lengths } = counter.finish();

      expect([...keys]).toEqual([...expected.keys()].sort((a, b) => a - b));
      keys.forEach((key, term) => {
        const [from, to] = [starts[term]!, starts[term + 1]!];
        const list = [...found.subarray(from, to)].map((number, i) => [number, counts[from + i]]);
        expect(list).toEqual([...expected.get(key)!]);
      });
      expect([...lengths]).toEqual(
        articles.map((pairs) => pairs.reduce((sum, [, weight]) => sum + weight, 0)),
      );
    }),
  );
});

it("counts an article of many keys, and the small one behind it", () => {
  const counter = createKeyCounter();
  counter.startArticle();
  for (let key = 0; key < 5_000; key++) counter.count(key * 7, 1);
  counter.startArticle();
  counter.count(7, 2);
  const { keys, starts, articles, counts } = counter.finish();

  expect(keys).toHaveLength(5_000);
  expect([...articles.subarray(starts[1], starts[2])]).toEqual([0, 1]);
  expect([...counts.subarray(starts[1], starts[2])]).toEqual([1, 2]);
});

it("makes the value of a piece once, wherever the piece stands", () => {
  const word = fc.string({ unit: fc.constantFrom(..."甲乙丙丁"), minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(fc.array(word, { maxLength: 200 }), (words) => {
      const made: string[] = [];
      const map = createPieceMap((piece) => {
        made.push(piece);
        return piece;
      });
      const text = words.join("");
      let start = 0;
      for (const one of words) {
        expect(map.get(text, start, start + one.length)).toBe(one);
        start += one.length;
      }
      expect(made).toEqual([...new Set(words)]);
    }),
  );
});

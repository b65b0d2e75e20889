import fc from "fast-check";
import { expect, it } from "vitest";
import { createTextReader, foldedUnits, headOf } from "../../src/index/folded-texts.js";
import { parseArticleLine } from "../../src/news/article.js";
import { fold } from "../../src/news/text.js";

const unit = fc.constantFrom(..."徐匯滨江Ｎp137“，。》㎡é😀\n");
const text = fc.string({ unit, minLength: 1, maxLength: 9_000 }).filter((one) => one.trim() !== "");

it("reads head and body, folded as fold does, one article after another", () => {
  const readText = createTextReader();
  const folded = foldedUnits();
  const article = fc.record({ title: text, byline: text, text }).map((given) => {
    return parseArticleLine(JSON.stringify({ id: "a", ...given }), "test");
  });
  fc.assert(
    fc.property(fc.array(article, { minLength: 1, maxLength: 4 }), (articles) => {
      for (const one of articles) {
        const { units, bodyStart, end } = readText(one);
        const read = String.fromCharCode(...units.slice(0, end).map((each) => folded[each]!));

        expect(read).toBe(`${fold(headOf(one))}\n${fold(one.body)}`);
        expect(read.slice(bodyStart)).toBe(fold(one.body));
      }
    }),
    { numRuns: 60 },
  );
});

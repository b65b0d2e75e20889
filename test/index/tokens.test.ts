import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createTokenizer } from "../../src/index/tokens.js";
import { fold } from "../../src/news/text.js";
import { readSampleArticles } from "../fakes/sample-articles.js";

const NAMES = ["漕河泾开发区", "港科大", "一网通办", "西岸传媒港"];

/** npm leaves an optional package out where it is told to. */
const installed = await createTokenizer([], { segmenter: "dictionary" }).then(
  () => true,
  () => false,
);

describe.each(["auto" as const, ...(installed ? (["dictionary"] as const) : []), "intl" as const])(
  "a tokenizer (%s)",
  (segmenter) => {
    it("keeps the district's names whole, and finds the words inside them", async () => {
      const tokenizer = await createTokenizer(NAMES, { segmenter });
      const terms = tokenizer.words("港科大与漕河泾开发区用一网通办签约").map(({ term }) => term);

      expect(terms).toEqual(expect.arrayContaining(["港科大", "漕河泾开发区", "一网通办", "开发"]));
    });

    it("gives terms at the offsets they stand at", async () => {
      const tokenizer = await createTokenizer(NAMES, { segmenter });
      const text = "西岸传媒港今年吸引了25家企业";
      const plain = tokenizer.words(text).filter(({ term }) => text.includes(term));

      expect(plain.length).toBeGreaterThan(3);
      for (const { term, start, end } of plain) expect(text.slice(start, end)).toBe(term);
    });

    it("reads figures alike, however they are written", async () => {
      const tokenizer = await createTokenizer([], { segmenter });
      const figuresOf = (text: string) => tokenizer.words(text).map(({ term }) => term);

      expect(figuresOf("二十家企业")).toContain("20");
      expect(figuresOf("20家企业")).toContain("20");
      expect(figuresOf("3万元")).toContain("30000");
      expect(figuresOf("百分之五")).toContain("5%");
    });

    it("says nothing about punctuation and empty words", async () => {
      const tokenizer = await createTokenizer([], { segmenter });

      expect(tokenizer.words("，。的！")).toEqual([]);
    });

    it("cuts and tags any text into pieces that are the text again", async () => {
      const tokenizer = await createTokenizer(NAMES, { segmenter });
      const piece = fc.constantFrom(
        "港科大",
        "漕河泾",
        "的",
        "，",
        " ",
        "np137",
        "12.5%",
        "\n",
        "𠮷",
        "徐汇",
        "😀",
      );
      fc.assert(
        fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
          const text = fold(pieces.join(""));
          expect(tokenizer.cut(text).join("")).toBe(text);
          expect(
            tokenizer
              .tag(text)
              .map(({ term }) => term)
              .join(""),
          ).toBe(text);
        }),
      );
    });
  },
);

it("keeps two sets of names apart in one process", async () => {
  const first = await createTokenizer(["汇成居委会的"]);
  const second = await createTokenizer(["龙华街道办"]);

  expect(first.id).not.toBe(second.id);
  expect(first.cut("汇成居委会的")).toEqual(["汇成居委会的"]);
  expect(second.cut("汇成居委会的")).not.toEqual(["汇成居委会的"]);
  expect(first.cut("汇成居委会的")).toEqual(["汇成居委会的"]);
});

it("has the same id for the same names, whatever their order", async () => {
  const [a, b] = await Promise.all([
    createTokenizer(["甲公园", "乙公园"]),
    createTokenizer(["乙公园", "甲公园"]),
  ]);

  expect(a.id).toBe(b.id);
});

it.runIf(installed)("cuts and tags alike with the add-on of nodejieba and without it", async () => {
  const names = ["漕河泾开发区", "港科大", "一网通办", "上海人"];
  const [addOn, dictionary] = await Promise.all([
    createTokenizer(names, { segmenter: "nodejieba" }),
    createTokenizer(names, { segmenter: "dictionary" }),
  ]);

  expect(dictionary.id).toBe(addOn.id);
  for (const article of readSampleArticles()) {
    const text = fold(`${article.title}\n${article.body}`);
    expect(dictionary.cut(text)).toEqual(addOn.cut(text));
    expect(dictionary.tag(text)).toEqual(addOn.tag(text));
    expect(dictionary.words(text)).toEqual(addOn.words(text));
    expect([...dictionary.ends(text)]).toEqual([...addOn.ends(text)]);
  }
});

it("cuts a corpus as it cuts a question, under one name", async () => {
  const [asked, built] = await Promise.all([
    createTokenizer(NAMES),
    createTokenizer(NAMES, { corpus: true }),
  ]);

  expect(built.id).toBe(asked.id);
  for (const { body } of readSampleArticles()) {
    const text = fold(body);
    let end = 0;
    const ends = asked.cut(text).map((piece) => {
      end += piece.length;
      return end;
    });
    expect([...built.ends(text)]).toEqual(ends);
  }
});

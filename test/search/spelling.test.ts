import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createWordTable } from "../../src/index/vocabulary.js";
import { createSpelling } from "../../src/search/spelling.js";

const ARCHIVE = new Map([
  ["漕河泾", 5],
  ["图书馆", 9],
  ["上汽", 3],
  ["桂花节", 2],
  ["会议", 8],
  ["南京", 1],
]);
const LANGUAGE = new Set([...ARCHIVE.keys(), "会意", "开幕", "在", "的"]);

/** Cuts at the words of the language, the longest first; what is left falls into single characters. */
function cut(folded: string): string[] {
  const pieces: string[] = [];
  for (let at = 0; at < folded.length; at += pieces.at(-1)!.length) {
    const word = [4, 3, 2].map((length) => folded.slice(at, at + length)).find((part) => LANGUAGE.has(part));
    pieces.push(word ?? folded[at]!);
  }
  return pieces;
}

const spelling = createSpelling({
  names: ["漕河泾", "上汽", "徐家汇"],
  table: createWordTable(ARCHIVE.keys(), ARCHIVE.size),
  cut,
  isWord: (word) => LANGUAGE.has(word),
  isName: (word) => word === "南京",
  isPrinted: (part) => [...ARCHIVE.keys()].some((word) => word.includes(part)),
  frequency: (word) => ARCHIVE.get(word) ?? 0,
});

describe("a reader who types by sound", () => {
  it.each([
    ["曹河泾在哪里", "漕河泾在哪里"],
    ["草河经的会议", "草河经的会议"],
    ["桂化节开幕", "桂花节开幕"],
    ["图书管在哪", "图书馆在哪"],
  ])("%s → %s", (typed, meant) => {
    expect(spelling.correct(typed)).toBe(meant);
  });

  it("is left alone where the language has the word, though the archive has not", () => {
    expect(spelling.correct("会意")).toBe("会意");
  });

  it("is not given a name that no article holds", () => {
    expect(spelling.correct("许家汇")).toBe("许家汇");
  });

  it("is left alone where the words of the archive were typed", () => {
    expect(spelling.correct("漕河泾图书馆的桂花节")).toBe("漕河泾图书馆的桂花节");
  });

  it("keeps the length of any text", () => {
    const typed = fc.string({
      unit: fc.constantFrom(..."曹漕河泾经图书管馆桂化花节会意议上气汽x1，？ 😀"),
      maxLength: 30,
    });
    fc.assert(
      fc.property(typed, (text) => {
        expect(spelling.correct(text)).toHaveLength(text.length);
      }),
    );
  });
});

describe("a name in Latin letters", () => {
  it("is the word that sounds so, in any case, names first", () => {
    expect(spelling.fromLatin("Nanjing")).toBe("南京");
    expect(spelling.fromLatin("CAOHEJING")).toBe("漕河泾");
    expect(spelling.fromLatin("Tushuguan")).toBe("图书馆");
  });

  it("is nothing where no word sounds so", () => {
    expect(spelling.fromLatin("Tesla")).toBeNull();
    expect(spelling.fromLatin("")).toBeNull();
  });
});

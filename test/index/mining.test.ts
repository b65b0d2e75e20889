import { expect, it } from "vitest";
import { mineNames, withMinedNames } from "../../src/index/mining.js";
import { type Article, parseArticleLine } from "../../src/news/article.js";
import { EMPTY_DICTIONARY } from "../../src/news/dictionary.js";

const articles = (...texts: string[]): Article[] =>
  texts.map((text, i) => parseArticleLine(JSON.stringify({ id: i, title: "", text }), "test"));

const names = (...texts: string[]) => mineNames(articles(...texts)).map(({ name }) => name);

it("takes works from 《》 and terms from “” and 「」", () => {
  expect(mineNames(articles("《江畔行》讲“云端课堂”，也讲「数字人」。"))).toEqual([
    { name: "云端课堂", kind: "term", aliases: [] },
    { name: "数字人", kind: "term", aliases: [] },
    { name: "江畔行", kind: "work", aliases: [] },
  ]);
});

it("puts what stands in more articles first, counting each article once", () => {
  expect(names("“甲事”“甲事”“甲事”", "“乙事”", "“乙事”")).toEqual(["乙事", "甲事"]);
});

it.each([
  "“我很高兴”",
  "“你们辛苦”",
  "“什么时候”",
  "“今天终于把路修好了”",
  "“一”",
  "“一二三四五六七八九十一二三”",
  "“走进AI时代”",
  "“好，走”",
  "“好。”",
  "“云端\n课堂”",
])("leaves out what is said or is no name: %s", (text) => {
  expect(names(text)).toEqual([]);
});

it("adds to the dictionary what it does not have", () => {
  const dictionary = {
    ...EMPTY_DICTIONARY,
    names: [{ name: "随申办", kind: "term" as const, aliases: ["云端课堂"] }],
  };

  const { names } = withMinedNames(dictionary, articles("“随申办”里有“云端课堂”和“小邻通”"));

  expect(names.map(({ name }) => name)).toEqual(["随申办", "小邻通"]);
});

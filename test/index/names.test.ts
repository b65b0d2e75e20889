import { describe, expect, it } from "vitest";
import { createNameMatcher, dictionaryNames } from "../../src/index/names.js";
import { EMPTY_DICTIONARY } from "../../src/news/dictionary.js";

describe("createNameMatcher", () => {
  it("takes the longest name at each place", () => {
    const text = "在徐汇滨江公园和徐汇";
    const found = createNameMatcher(["徐汇", "徐汇滨江", "徐汇滨江公园"]).find(text);

    expect(found.map(({ start, end }) => text.slice(start, end))).toEqual(["徐汇滨江公园", "徐汇"]);
  });
});

describe("dictionaryNames", () => {
  it("folds names and aliases, each once", () => {
    const names = [{ name: "上海交通大學", kind: "org" as const, aliases: ["交大", "交大", "SJTU"] }];

    expect(dictionaryNames({ ...EMPTY_DICTIONARY, names })).toEqual(["上海交通大学", "交大"]);
  });
});

/** An office named in one part of a question and asked for in another, and heads called by their field. */
import { describe, expect, it } from "vitest";
import type { IsoDay } from "../../src/clock.js";
import { anArticle } from "../fakes/articles.js";
import { SMALL_ARCHIVE, SMALL_DICTIONARY } from "../fakes/small-archive.js";
import { segmentersHere, smallNewsroom } from "../fakes/small-newsroom.js";

const ARCHIVE = [
  ...SMALL_ARCHIVE,
  anArticle({
    id: "water-old",
    title: "河道清淤",
    publishedOn: "2024-03-04",
    body: "区水利局局长钱立群介绍，今年清淤河道12公里。",
  }),
  anArticle({
    id: "water-change",
    title: "区人大常委会任免名单",
    publishedOn: "2024-09-02",
    body: "8月30日，区人大常委会会议决定：任命杜秋萍为区水利局局长；免去钱立群的区水利局局长职务。",
  }),
  anArticle({
    id: "water-new",
    title: "水库除险",
    publishedOn: "2025-02-03",
    body: "区水利局局长杜秋萍说，水库除险工程3月开工。",
  }),
];

describe.each(await segmentersHere())("offices in parts, words by %s", async (segmenter) => {
  const { answerer } = await smallNewsroom(ARCHIVE, { dictionary: SMALL_DICTIONARY, segmenter });
  const ask = async (question: string) =>
    (await answerer.ask(question, { today: "2025-04-01" as IsoDay })).answer.text.replaceAll("*", "");

  it.each([
    ["a remark behind", "区水利局一把手现在是谁，印之前核对一下", "杜秋萍"],
    ["a reason before", "想给水利局局长寄份材料，现在是哪位？", "杜秋萍"],
    ["quoted, with the person", "旧稿写着“区水利局局长钱立群”，他还在任吗", "杜秋萍"],
    ["who came before", "杜秋萍上来之前，水利局局长是谁", "钱立群"],
    ["by the field", "管水利的局长是谁", "杜秋萍"],
  ])("%s", async (_, question, person) => {
    expect(await ask(question)).toContain(person);
  });
});

import { describe, expect, it } from "vitest";
import { createVerifier } from "../../src/answer/verify/verify.js";
import { toSources } from "../../src/answer/written/sources.js";
import type { Article } from "../../src/news/article.js";
import { type Dictionary, EMPTY_DICTIONARY } from "../../src/news/dictionary.js";
import { anArticle } from "../fakes/articles.js";
import { toPassages } from "../fakes/sample-articles.js";

const MUSEUM = anArticle({
  id: "museum",
  publishedOn: "2024-05-13",
  body: "徐汇区今年新开三家博物馆，总投资3万元。开馆仪式5月10日下午2点在漕溪北路100号举行，馆长陈明致辞，副区长李华出席。参观电话为021-12345678，票价下降5%。陈明说：“欢迎大家常来看看。”",
});
const PARK = anArticle({
  id: "park",
  publishedOn: "2025-03-03",
  body: "滨江公园扩建工程完工，新增绿地二十公顷，园内栽下樱花四百株。二〇二五年三月一日起免费开放。",
});

function check(
  sentence: string,
  markers: number[],
  {
    articles = [MUSEUM, PARK],
    dictionary = EMPTY_DICTIONARY,
  }: {
    articles?: Article[];
    dictionary?: Dictionary;
  } = {},
) {
  const verdict = createVerifier(toSources(toPassages(articles)), dictionary).check(sentence, markers);
  return verdict.kept
    ? { cites: verdict.support.map(({ source }) => source.marker), mended: verdict.mended, verdict }
    : { reason: verdict.reason };
}

describe("the check of one sentence", () => {
  it.each([
    ["figures in other words", "徐汇区今年新开3家博物馆，总投资30000元。", [1]],
    ["a percentage in Chinese", "博物馆的票价下降百分之五。", [1]],
    ["a year in Chinese and a time of day", "开馆仪式2024年5月10日14:00在漕溪北路100号举行。", [1]],
    ["full-width digits", "徐汇区今年新开３家博物馆。", [1]],
    ["a date in figures for one in Chinese", "滨江公园2025年3月1日起免费开放。", [2]],
    ["a telephone number", "参观博物馆的电话为021-12345678。", [1]],
    ["a quotation to the letter", "馆长陈明说“欢迎大家常来看看”。", [1]],
    ["a coarser date", "滨江公园2025年3月起免费开放。", [2]],
  ])("keeps %s", (_, sentence, markers) => {
    expect(check(sentence, markers)).toMatchObject({ cites: markers, mended: false });
  });

  it.each([
    ["a figure", "徐汇区今年新开四家博物馆，总投资3万元。", "number"],
    ["an amount", "徐汇区今年新开三家博物馆，总投资30万元。", "number"],
    ["a percentage", "博物馆的票价下降6%。", "number"],
    ["a day", "开馆仪式5月11日下午2点在漕溪北路100号举行。", "date"],
    ["a year", "滨江公园2024年3月1日起免费开放。", "date"],
    ["a time", "开馆仪式5月10日下午3点在漕溪北路100号举行。", "time"],
    ["a telephone number", "参观博物馆的电话为021-12345679。", "phone"],
    ["a house number", "开馆仪式在漕溪北路101号举行。", "number"],
    ["a road", "开馆仪式5月10日在宜山北路100号举行。", "road"],
    ["a person", "开馆仪式5月10日举行，馆长王强致辞。", "王强"],
    ["a quotation", "馆长陈明说“欢迎大家经常来看看”。", "printed"],
    ["a direction", "博物馆的票价上升5%。", "turns"],
    ["a denial", "滨江公园扩建工程没有完工。", "turns"],
  ])("removes a sentence with another %s", (_, sentence, why) => {
    expect(check(sentence, [1, 2]).reason).toContain(why);
  });

  it("cites the source that bears it out instead of the one named", () => {
    expect(check("滨江公园新增绿地20公顷。", [1])).toMatchObject({ cites: [2], mended: true });
    expect(check("滨江公园新增绿地20公顷。", [])).toMatchObject({ cites: [2], mended: true });
    expect(check("滨江公园新增绿地20公顷。", [7])).toMatchObject({ cites: [2], mended: true });
  });

  it("does not keep a source beside that has no part in it", () => {
    expect(check("滨江公园新增绿地20公顷。", [1, 2])).toMatchObject({ cites: [2] });
  });

  it("keeps a sentence that draws on two sources, with a quote of each", () => {
    const both = check("徐汇区今年新开三家博物馆，滨江公园新增绿地二十公顷。", [1, 2]);
    expect(both).toMatchObject({ cites: [1, 2] });
    for (const { source, quotes } of both.verdict?.kept ? both.verdict.support : [])
      for (const { start, end } of quotes)
        expect(source.article.body.slice(start, end).length).toBeGreaterThan(8);
  });

  it("removes what nothing bears out, though it has no figure in it", () => {
    expect(check("专家普遍认为房价即将大幅调整。", [1]).reason).toContain("wording");
    expect(check("根据资料，相关情况如下：", []).reason).toBeDefined();
  });

  it("removes a known body or place that the source does not speak of", () => {
    const dictionary: Dictionary = {
      ...EMPTY_DICTIONARY,
      names: [{ name: "复旦大学", kind: "org", aliases: ["复旦"] }],
    };
    expect(check("徐汇区今年同复旦一起新开三家博物馆，总投资3万元。", [1], { dictionary }).reason).toContain(
      "复旦",
    );
  });

  it("ties an English sentence to its source by the Chinese words beside it", () => {
    const dictionary = EMPTY_DICTIONARY;
    expect(
      check("The park gained 20 hectares of green 「新增绿地二十公顷」.", [2], { dictionary }),
    ).toMatchObject({ cites: [2] });
    expect(check("The park gained 30 hectares of green 「新增绿地二十公顷」.", [2]).reason).toContain(
      "number",
    );
    expect(check("The park gained 20 hectares of green 「新增绿地三十公顷」.", [2]).reason).toContain(
      "printed",
    );
    expect(check("Chen Ming gave a speech 「馆长陈明致辞」.", [1]).reason).toContain("Chen Ming");
    expect(check("Chen Ming (陈明) gave a speech 「馆长陈明致辞」.", [1])).toMatchObject({ cites: [1] });
    expect(check("The park is wonderful and everybody should go there.", [2]).reason).toBeDefined();
  });
});

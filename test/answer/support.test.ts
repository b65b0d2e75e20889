import { describe, expect, it } from "vitest";
import { createArticleReader, gatherEvidence } from "../../src/answer/evidence.js";
import { judge } from "../../src/answer/judged.js";
import { isSupported } from "../../src/answer/support.js";
import type { IsoDay } from "../../src/clock.js";
import { createTermWeigher } from "../../src/search/weigh.js";
import { anArticle } from "../fakes/articles.js";
import { toPassages } from "../fakes/sample-articles.js";
import { SMALL_ARCHIVE, SMALL_DICTIONARY } from "../fakes/small-archive.js";
import { segmentersHere, smallNewsroom } from "../fakes/small-newsroom.js";

const STORY = anArticle({
  id: "story",
  title: "滨江步道开放",
  publishedOn: "2025-03-03",
  body:
    "3月1日，龙华街道的滨江步道正式开放，步道全长三公里。施工单位为步道铺设了防滑地砖，因为江边风大雨多。\n\n" +
    "街道主任陆文出席开放仪式。步道由龙华街道与上汽集团共建，向市民开放。",
});
const ARCHIVE = [...SMALL_ARCHIVE, STORY];

describe.each(await segmentersHere())("evidence, words by %s", async (segmenter) => {
  const { questions, generation } = await smallNewsroom(ARCHIVE, { dictionary: SMALL_DICTIONARY, segmenter });
  const weigh = createTermWeigher(generation.keywords);
  const read = createArticleReader({ find: () => [] });

  /** The sentences of the story that answer, the best first; and what they lack where none does. */
  function judged(raw: string) {
    const [clause] = questions.read(raw, { today: "2025-04-10" as IsoDay }).clauses;
    const all = gatherEvidence(toPassages([STORY]), clause!.terms, { read, weigh })
      .map((evidence) => judge(clause!, evidence, weigh))
      .sort((a, b) => b.score - a.score);
    const text = ({ evidence: { span } }: (typeof all)[number]) => STORY.body.slice(span.start, span.end);
    return {
      answers: all.filter((one) => isSupported(clause!, one)).map(text),
      missing: all[0]!.missing.map((term) => term.text),
    };
  }

  it.each([
    ["龙华街道的滨江步道全长多少公里？", "全长三公里"],
    ["滨江步道什么时候开放？", "3月1日"],
    ["滨江步道由上汽集团和谁共建？", "龙华街道与上汽集团共建"],
    ["龙华街道的主任是谁？", "主任陆文"],
  ])("answers: %s", (question, words) => {
    expect(judged(question).answers[0]).toContain(words);
  });

  it.each([
    ["a body that it does not name", "龙华街道和复旦大学共建的步道全长多少公里？", "复旦大学"],
    ["a place that it does not name", "田林街道的滨江步道全长多少公里？", "田林街道"],
    ["a title that it does not name", "《江边的风》是谁写的？", "江边的风"],
    ["a turn that it does not tell", "龙华街道为什么取消了滨江步道？", "取消"],
  ])("does not answer for %s, and says so", (_, question, lacks) => {
    const { answers, missing } = judged(question);

    expect(answers).toEqual([]);
    expect(missing).toContain(lacks);
  });

  it.each([
    ["a figure that is another", "5公里的滨江步道什么时候开放？"],
    ["another year", "2023年滨江步道什么时候开放？"],
    ["another day", "3月8日开放的滨江步道全长多少公里？"],
    ["an office the person does not hold", "区长陆文出席了什么仪式？"],
    ["a denial that is not printed", "上汽集团没有参加滨江步道的什么？"],
    ["a unit that no figure has", "滨江步道面积有多少平方米？"],
    ["a sum of money", "滨江步道投资多少钱？"],
    ["a person where none stands", "防滑地砖是谁买的？"],
  ])("does not answer for %s: %s", (_, question) => {
    expect(judged(question).answers).toEqual([]);
  });

  it.each([
    ["the year it was printed in", "2025年3月滨江步道什么时候开放？"],
    ["the day itself", "3月1日龙华街道开放了什么？"],
    ["a name by its alias", "龙华的滨江步道全长多少公里？"],
    ["the figure in other digits", "全长3公里的滨江步道什么时候开放？"],
  ])("answers for %s", (_, question) => {
    expect(judged(question).answers).not.toEqual([]);
  });
});

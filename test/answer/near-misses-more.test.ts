/** Near misses by structure: another weekday, the whole district, another level, class or school, a day of somebody's words. */
import { describe, expect, it } from "vitest";
import type { IsoDay } from "../../src/clock.js";
import { anArticle } from "../fakes/articles.js";
import { SMALL_ARCHIVE, SMALL_DICTIONARY } from "../fakes/small-archive.js";
import { segmentersHere, smallNewsroom } from "../fakes/small-newsroom.js";

const ARCHIVE = [
  ...SMALL_ARCHIVE,
  anArticle({
    id: "pool",
    title: "游泳池延时开放",
    publishedOn: "2025-03-02",
    body: "区体育馆游泳池3月起延时，每周二、周四晚上开放到21时。",
  }),
  anArticle({
    id: "school",
    title: "春季学期开学",
    publishedOn: "2025-03-03",
    body: "柳园小学换了新操场，校长方静说，跑道检测合格。竹溪小学的食堂也修好了。\n\n全区今年招收一年级新生2300人。",
  }),
  anArticle({
    id: "women",
    title: "妇女节义卖",
    publishedOn: "2025-03-10",
    body: "区妇联义卖手工香囊860只。",
  }),
  anArticle({
    id: "chess",
    title: "象棋赛落幕",
    publishedOn: "2025-03-17",
    body: "区象棋赛3月15日落幕，少年组冠军是何志远，共有48名棋手参加。",
  }),
  anArticle({
    id: "works",
    title: "滨河泵站招标",
    publishedOn: "2025-03-18",
    body: "3月17日，水务局工作人员称，滨河泵站的招标已经完成。",
  }),
];

describe.each(await segmentersHere())("near misses by structure, words by %s", async (segmenter) => {
  const { answerer } = await smallNewsroom(ARCHIVE, { dictionary: SMALL_DICTIONARY, segmenter });
  const ask = async (question: string) =>
    (await answerer.ask(question, { today: "2025-04-01" as IsoDay })).answer;

  it.each([
    ["another weekday's hours", "区体育馆游泳池周日晚上几点关门？"],
    ["the head of another school", "竹溪小学的校长叫什么？"],
    ["the figure of the whole district", "竹溪小学今年招收多少一年级新生？"],
    ["another level's body", "市妇联义卖了多少香囊？"],
    ["another class of the contest", "区象棋赛成人组冠军是谁？"],
    ["the day of somebody's words", "滨河泵站什么时候开工？"],
  ])("does not answer by %s", async (_, question) => {
    expect((await ask(question)).status).toBe("not_found");
  });

  it.each([
    ["the weekday's hours", "区体育馆游泳池周四晚上几点关门？", "21时"],
    ["the head of the school", "柳园小学的校长叫什么？", "方静"],
    ["the figure of the district", "全区今年招收多少一年级新生？", "2300"],
    ["the level's body", "区妇联义卖了多少香囊？", "860"],
    ["the class of the contest", "区象棋赛少年组冠军是谁？", "何志远"],
  ])("answers by %s", async (_, question, words) => {
    expect((await ask(question)).text.replaceAll("*", "")).toContain(words);
  });
});

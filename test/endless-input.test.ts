/**
 * Anybody may write to the bot, and an article may hold anything: one expression that tries every way to divide
 * a text stops the archive for all readers. The rows stand for those that once did, and for their like.
 *
 * What is read takes milliseconds; an expression gone wrong takes longer than the world has lasted. The bound
 * lies so far from both that no slow machine reaches it, and `vm` ends even an expression that runs.
 */
import { runInNewContext } from "node:vm";
import { beforeAll, describe, expect, it } from "vitest";
import { createVerifier } from "../src/answer/verify/verify.js";
import { toPlainSentence } from "../src/answer/written/plain-text.js";
import { toSources } from "../src/answer/written/sources.js";
import type { Newsroom } from "../src/assemble.js";
import type { IsoDay } from "../src/clock.js";
import { chunkBody } from "../src/index/chunk.js";
import { findDates } from "../src/news/dates.js";
import { EMPTY_DICTIONARY } from "../src/news/dictionary.js";
import { findEvents } from "../src/news/events.js";
import { readNewspaperPage } from "../src/news/newspaper.js";
import { findFigures, findNumbers } from "../src/news/numbers.js";
import { findOffices } from "../src/news/offices.js";
import { findPeople } from "../src/news/people.js";
import { fold } from "../src/news/text.js";
import { anArticle } from "./fakes/articles.js";
import { toPassages } from "./fakes/sample-articles.js";
import { BUS, SMALL_ARCHIVE } from "./fakes/small-archive.js";
import { smallNewsroom } from "./fakes/small-newsroom.js";

const BOUND = 20_000;
const today = "2025-04-10" as IsoDay;

/** @throws an error instead of running for ever */
const ends = <T>(run: () => T): T => runInNewContext("run()", { run }, { timeout: BOUND });

describe("a question of any length is answered", () => {
  let newsroom: Newsroom;
  beforeAll(async () => {
    newsroom = await smallNewsroom(SMALL_ARCHIVE);
  });

  it.each([
    ["days in a row", "4月4、", "5 、", "6有什么活动？"],
    ["days over line ends", "4月", "4 -", "有什么活动？"],
    ["particles", "菊花展今晚有", "没了", "x？"],
    ["particles behind a state", "菊花展还开着", "了没", "x？"],
    ["“just now”", "", "刚", "当书记的是谁？"],
    ["offices", "", "书记", "1书记王华是谁？"],
    ["offices by commas", "", "区长、", "a区长王华是谁？"],
    ["thanks", "谢谢", "很", "？x"],
    ["thanks for help", "谢谢", "的帮助", "？x"],
    ["agreement", "", "哦", "？x"],
    ["fillers", "请问", "的在今年", "？"],
    ["figures", "", "一", "分之几？"],
    ["figures in digits", "", "1,", "？"],
    ["spaces", "王华", " ", "是谁？"],
    ["quotation marks", "", "“《", "是谁写的？"],
    ["tags", "", "<a", "是谁？"],
    ["addresses", "", "a.", "@是谁？"],
    ["English", "what does ", "mean what is ", "?"],
    ["members of a series", "", "第3届", "是什么？"],
    ["numbers of lines", "", "5路", "什么时候停？"],
    ["whether it is done", "", "都已经", "修好没有？"],
    ["until when", "", "会还能", "到几号？"],
    ["newcomers", "", "前几天刚", "来的书记是谁？"],
    ["what was printed", "报上", "登过", "哪几篇？"],
    ["notices", "", "通知公告", "有哪些？"],
    ["asides", "", "我妈说呢，", "庙会哪天？"],
    ["printing marks", "", "□的10月25日", "吗？"],
  ])("%s", { timeout: 3 * BOUND }, async (_, head, unit, tail) => {
    // Beyond 240 characters only the end of a question is searched for, so that its head is seen in the shorter one.
    for (const length of [200, 2000]) {
      const question = head + unit.repeat((length - head.length - tail.length) / unit.length) + tail;
      const { answer } = await ends(() => newsroom.answerer.ask(question, { today }));

      expect(answer.text).not.toBe("");
    }
  });
});

const BODIES: readonly (readonly [string, string, string, string])[] = [
  ["days in a row", "4月4、", "5 、", "x举行展览。"],
  ["days of all forms", "3月5日", "至6 日", "x举行展览。"],
  ["offices before a name", "", `${"书记".repeat(18)}1书记王华，`, ""],
  ["offices by commas", "", "区长、", "a区长王华"],
  ["days and offices", "", "3月5日区长王华，", ""],
  ["writers in brackets", "某某表示。（文", "刘文文", "x）"],
  ["writers with titles", "（", "实习记者文 王·华 ", "x）近日"],
  ["writers of a byline", "□ ", "记者 文文 ", "x"],
  ["open quotations", "3月5日举行", "“《", "展览。"],
  ["open brackets", "3月5日举行", "（", "展览。"],
  ["days of an exhibition", "", "时间", ",从3月5日起展览开幕。"],
  ["numerals", "", "一", "分之展览"],
  ["digits", "", "1", "人"],
  ["addresses", "", "a-", "@展览"],
  ["words of opening", "3月5日", "开馆", ";展览"],
  ["spaces", "展览3月5日", " ", "开幕"],
];

describe("an article of any length is read", () => {
  const LENGTH = 20_000;

  it.each(BODIES)("%s", { timeout: 3 * BOUND }, (_, head, unit, tail) => {
    // Sentences that are too long are passed over by some, so that a short one is read as well.
    for (const length of [240, LENGTH]) {
      const body = head + unit.repeat(Math.ceil(length / unit.length)) + tail;
      const article = anArticle({ body, publishedOn: "2025-03-03" as IsoDay });
      const folded = fold(body);

      const read = ends(() => [
        findOffices(article),
        findEvents(article),
        findDates(body, article.publishedOn),
        findNumbers(folded),
        findFigures(folded),
        findPeople(folded),
        chunkBody(body),
      ]);

      expect(read.every(Array.isArray)).toBe(true);
      // Nothing on a page is lost, however it is taken apart.
      const { items, orphans, furniture } = ends(() => readNewspaperPage(body));
      expect(items.length + orphans.length + furniture.length).toBeGreaterThan(0);
    }
  });
});

const SENTENCES: typeof BODIES = [
  ["spaces in a marker", "〔", " ", "x"],
  ["open brackets", "", "[", "1"],
  ["spaces in empty brackets", "（", " ", "x"],
  ["an address that never ends", "", "a.", "@"],
  ["line ends", "", "\n", "x"],
  ["open tags", "", "<a", ">"],
  ...BODIES,
];

describe("an article of any length is asked about", () => {
  const QUESTIONS = [
    "文化馆馆长是谁？",
    "副馆长王华是谁？",
    "展览什么时候结束？",
    "桥修好了没有？",
    "5路车票价多少钱？",
    "原定3月5日的展览改到哪天？",
    "第四届花展的主题是什么？",
    "最近文化馆有什么变化？",
  ];

  it.each([
    ["holders of offices", "区文化馆馆长王华说。"],
    ["events", "3月5日举行展览。"],
    ["prices in one sentence", "票价3元，"],
    ["plans in one sentence", "原定3月5日"],
    ["members of a series", "第4届5路"],
    ["stages", "桥修好了，都已经通车。"],
    ["notices", "●3月5日，【讲座】"],
    ["spaces", "  "],
  ])("%s", { timeout: (QUESTIONS.length + 1) * BOUND }, async (_, unit) => {
    const body = `文化馆馆长王华3月5日开展览。${unit.repeat(Math.ceil(8000 / unit.length))}展览3月15日结束。`;
    const article = anArticle({ title: "文化馆办展览", body, publishedOn: "2025-03-03" as IsoDay });
    const { answerer } = await smallNewsroom([article, BUS]);

    for (const question of QUESTIONS) {
      const { answer } = await ends(() => answerer.ask(question, { today }));
      expect(answer.text).not.toBe("");
    }
  });
});

describe("a model's sentence of any length is judged", () => {
  it.each(SENTENCES)("%s", { timeout: 2 * BOUND }, (_, head, unit, tail) => {
    const raw = head + unit.repeat(Math.ceil(6000 / unit.length)) + tail;

    const verdict = ends(() => {
      const verifier = createVerifier(toSources(toPassages([BUS])), EMPTY_DICTIONARY);
      return verifier.check(toPlainSentence(raw).text, [1]);
    });

    expect(verdict.kept).toBe(false);
  });
});

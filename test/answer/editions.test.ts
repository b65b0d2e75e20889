/** Which edition, which of two figures, which year a value is of: a value that stands close by may be another's. */
import { beforeAll, describe, expect, it } from "vitest";
import type { Answer } from "../../src/answer/answer.js";
import type { IsoDay } from "../../src/clock.js";
import type { Article } from "../../src/news/article.js";
import { anArticle } from "../fakes/articles.js";
import { smallNewsroom } from "../fakes/small-newsroom.js";

const paper = (id: string, publishedOn: string, title: string, body: string): Article =>
  anArticle({ id, publishedOn, title, body });

const ARCHIVE: readonly Article[] = [
  paper(
    "kaki4",
    "2023-11-10",
    "第四届柿子节开幕",
    "第四届柿子节11月8日在东坡村开幕。据农业局介绍，上届柿子节共卖出柿子32吨。",
  ),
  paper(
    "kaki4end",
    "2023-12-08",
    "柿子节收摊",
    "第四届柿子节12月6日落幕。据初步统计，28天里共卖出柿子41.5吨。",
  ),
  paper(
    "kaki5",
    "2024-11-12",
    "第五届柿子节开幕",
    "第五届柿子节11月10日开幕。经最终核定，上届柿子节共卖出柿子43吨，本届目标50吨。",
  ),
  paper(
    "lamp2",
    "2024-03-01",
    "第二届荷灯会落幕",
    "第二届荷灯会接待游客5.2万人次，比首届的3.8万人次多1.4万人次。",
  ),
  paper("pond-first", "2024-05-10", "响水水库扩建", "响水水库扩建后，初步测算可多蓄水860万立方米。"),
  paper("pond-last", "2025-03-14", "响水水库验收", "响水水库通过验收，经测量，可多蓄水872万立方米。"),
  paper(
    "swim-class",
    "2023-06-02",
    "少年泳训班招生",
    "体育局昨日发布2023年少年泳训班招生办法。少年泳训班报名时间为6月8日至12日，名额120人。",
  ),
  paper("run23", "2023-10-17", "登山赛举行", "10月15日，2023年翠屏登山赛举行，参赛选手共1200人。"),
  paper("run24", "2024-10-15", "登山赛又来了", "10月13日，2024年翠屏登山赛举行，参赛选手共1560人。"),
  paper("gate", "2025-09-05", "北广场修路", "因管道施工，北广场3号口9月8日起封闭，预计12月底恢复。"),
];

let ask: (question: string, today: string) => Promise<Answer>;
beforeAll(async () => {
  const { answerer } = await smallNewsroom(ARCHIVE);
  ask = async (question, today) => (await answerer.ask(question, { today: today as IsoDay })).answer;
});

const marked = ({ text }: Answer) => [...text.matchAll(/\*\*(.+?)\*\*/g)].map(([, part]) => part);
const cited = (answer: Answer) =>
  answer.status === "answered" ? answer.citations.map(({ articleId }) => articleId) : [];

describe("the count of an edition", () => {
  it.each([
    ["第四届柿子节一共卖了多少吨", "2024-02-01", "kaki4end", "41.5吨"],
    ["第四届柿子节一共卖了多少吨", "2025-02-01", "kaki5", "43吨"],
    ["第三届柿子节一共卖了多少吨", "2025-02-01", "kaki4", "32吨"],
    ["首届荷灯会来了多少人", "2025-02-01", "lamp2", "3.8万人"],
    ["第二届荷灯会来了多少人", "2025-02-01", "lamp2", "5.2万人"],
  ])("%s, asked on %s, is that of %s", async (question, today, id, value) => {
    const answer = await ask(question, today);

    expect(cited(answer)[0]).toBe(id);
    expect(marked(answer)[0]).toContain(value);
  });
});

describe("two figures to choose from", () => {
  it("gives the one printed last, then the other", async () => {
    const answer = await ask("响水水库能多蓄水860万还是872万立方米", "2025-10-18");

    expect(cited(answer)).toEqual(["pond-last", "pond-first"]);
  });

  it("gives the one that was printed by the day of asking", async () => {
    const answer = await ask("响水水库到底多蓄水860万还是872万", "2024-08-01");

    expect(cited(answer)).toEqual(["pond-first"]);
  });

  it("gives what the paper printed where that is neither", async () => {
    const answer = await ask("响水水库多蓄水640万还是650万立方米", "2025-10-18");

    expect(cited(answer)).toEqual(["pond-last", "pond-first"]);
  });
});

describe("the days asked about", () => {
  it("gives a beginning and an end where both are asked for, of a year counted back", async () => {
    expect(marked(await ask("两年前少年泳训班报名是几号到几号", "2025-05-20"))[0]).toBe("6月8日至12日");
  });

  it("gives one value for each of two years", async () => {
    const answer = await ask("2023和2024两年翠屏登山赛参赛选手各有多少人", "2025-10-18");

    expect(cited(answer)).toEqual(["run23", "run24"]);
    expect(marked(answer)).toEqual(["1200人", "1560人"]);
  });

  it("does not take a complaint behind the question for a part of it", async () => {
    expect(cited(await ask("北广场3号口封闭到什么时候，摊子都没生意了", "2025-10-18"))).toEqual(["gate"]);
  });
});

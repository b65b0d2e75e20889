/** Questions whose neighbour is told and whose answer is not: another number, body, season, item or year. */
import { describe, expect, it } from "vitest";
import type { IsoDay } from "../../src/clock.js";
import { anArticle } from "../fakes/articles.js";
import { SMALL_ARCHIVE, SMALL_DICTIONARY } from "../fakes/small-archive.js";
import { segmentersHere, smallNewsroom } from "../fakes/small-newsroom.js";

const ARCHIVE = [
  ...SMALL_ARCHIVE,
  anArticle({
    id: "tram",
    title: "电车末班时间公布",
    publishedOn: "2025-02-03",
    body: "即日起，4路电车末班车21:10，6路电车末班车22:20，首班车都是5:30。\n\n8路电车因河堤加固，2月10日至3月20日停运。",
  }),
  anArticle({
    id: "tea",
    title: "第六届采茶节开幕",
    publishedOn: "2025-03-20",
    body: "3月18日，第六届采茶节在云雾镇开幕。明年的采茶节要开两个入口。三天接待游客3.7万人次，比第五届的2.9万人次多八千。",
  }),
  anArticle({
    id: "mill",
    title: "纸坊园二期动工",
    publishedOn: "2025-03-10",
    body: "3月6日，纸坊园二期项目动工，建筑面积4万平方米，预计2026年10月建成。\n\n一期由老纸厂改建，入驻企业57家。",
  }),
  anArticle({
    id: "class",
    title: "书法课分三期开班",
    publishedOn: "2025-03-12",
    body: "今年的少年书法课分三期：4月2日至9日、4月16日至23日、5月7日至14日，每期收费120元。",
  }),
  anArticle({
    id: "hours",
    title: "区体育馆延长开放",
    publishedOn: "2025-03-01",
    body: "区体育馆3月3日起每天6时至22时开放。馆长陆文说，区图书馆也送来了二十本书。",
  }),
  anArticle({
    id: "briefs",
    title: "本周简讯",
    publishedOn: "2025-03-24",
    body:
      "● 梅溪街道旧衣回收日3月29日9时在梅溪桥头举行。\n\n● 柳园社区理发铺开张，每人次收费6元。\n\n" +
      "● 区羽毛球队招收队员，报名到4月12日截止。",
  }),
  anArticle({
    id: "deputy",
    title: "剧院修好了",
    publishedOn: "2024-05-13",
    body: "丹枫剧院5月10日重新开放。眼下剧院的工作由副院长李文清主持。",
  }),
  anArticle({
    id: "head",
    title: "丹枫剧院新戏上演",
    publishedOn: "2025-01-13",
    body: "丹枫剧院新戏1月11日上演。院长李文清说，票价分80元和120元两种。区体育馆也有一场。",
  }),
  anArticle({
    id: "run",
    title: "晨跑从区体育馆出发",
    publishedOn: "2025-02-17",
    body: "2月15日，三百人从区体育馆出发晨跑。\n\n走散的可拨打失物招领电话65557788。",
  }),
  anArticle({
    id: "lost",
    title: "码头失物招领",
    publishedOn: "2025-02-24",
    body: "在码头丢了东西的，凭证件来领。\n\n领取时间每天9时至17时。",
  }),
  anArticle({
    id: "village",
    title: "区领导看春茶",
    publishedOn: "2025-03-21",
    body: "3月19日，区委书记周敏到云雾镇上坪村看春茶，村里今年新种茶苗300亩。",
  }),
  anArticle({
    id: "gas",
    title: "居民气价下月调整",
    publishedOn: "2025-03-14",
    body: "4月1日起，居民气价由每立方米3.1元调整为3.4元。咨询电话65550123。",
  }),
];

describe.each(await segmentersHere())("near misses, words by %s", async (segmenter) => {
  const { answerer } = await smallNewsroom(ARCHIVE, { dictionary: SMALL_DICTIONARY, segmenter });
  const ask = async (question: string) =>
    (await answerer.ask(question, { today: "2025-04-01" as IsoDay })).answer;

  it.each([
    ["another line", "5路电车末班车几点？"],
    ["another line's pause", "4路电车停运到什么时候？"],
    ["another year's fair", "第七届采茶节接待了多少游客？"],
    ["another stage", "纸坊园三期什么时候动工？"],
    ["a stage that no report names", "采茶园二期什么时候动工？"],
    ["another hall", "区图书馆几点开放？"],
    ["an item below", "梅溪街道理发铺每人次收费多少钱？"],
    ["another body's secretary", "上坪村党支部书记是谁？"],
    ["the other kind of customer", "非居民气价每立方米多少元？"],
    ["another body's number", "区体育馆咨询电话是多少？"],
    ["a report without the body", "区体育馆失物领取时间是几点？"],
    ["another year", "明年采茶节哪天开幕？"],
    ["another year, named twice", "明年(2026年)采茶节哪天开幕？"],
    ["who has risen since", "丹枫剧院现在的副院长是谁？"],
  ])("does not answer by %s", async (_, question) => {
    expect((await ask(question)).status).toBe("not_found");
  });

  it.each([
    ["the line asked about", "6路电车末班车几点？", "22:20"],
    ["its pause", "8路电车停运到什么时候？", "3月20日"],
    ["the year's fair", "第六届采茶节接待了多少游客？", "3.7万"],
    ["what is only compared", "第五届采茶节接待了多少游客？", "2.9万"],
    ["the stage", "纸坊园二期什么时候动工？", "3月6日"],
    ["one of those counted", "少年书法课第二期是哪几天？", "4月16日"],
    ["the hall", "区体育馆几点开放？", "6时"],
    ["the item", "柳园社区理发铺每人次收费多少钱？", "6元"],
    ["the kind of customer", "居民气价每立方米多少元？", "3.4元"],
  ])("answers by %s", async (_, question, words) => {
    const { status, text } = await ask(question);

    expect(status).toBe("answered");
    expect(text.replaceAll("*", "")).toContain(words);
  });
});

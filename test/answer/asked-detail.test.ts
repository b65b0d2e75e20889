/** Near misses: the report is there, the detail asked for is not, or stands in another sentence than the loudest. */
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

const CASE = anArticle({
  id: "case",
  title: "龙华街道一饭店后厨起火",
  publishedOn: "2025-03-03",
  body:
    "本报讯（记者 周敏）3月1日，龙华街道某饭店后厨起火，死者身份还在核实。店内的老张只是擦破了皮，并无大碍。\n\n" +
    "嫌疑人陈大勇是饭店的厨师，当天被警方抓获。法院认为他不断隐瞒事实，判处有期徒刑三年。\n\n" +
    "街道提醒，万一发生踩踏，要护住头部。居民次日捐出50箱水，送到龙华街道。",
});
const WALK = anArticle({
  id: "walk",
  title: "滨江徒步大会在龙华举行",
  publishedOn: "2025-03-05",
  body:
    "3月4日，滨江徒步大会在龙华街道骆驼湖滨广场举行，队伍里有12头小羊。剧场的演员也来助兴，徒步路过四楼的观景台。\n\n" +
    "想参加下一次徒步的市民，可到街道办事处登记，徒步无偿开放，由志愿者带队。东湖酒店送来了水。本次活动最终有320人走完全程。\n\n" +
    "滨江步道此前走过无数人，徒步者夸它不断更新。首任会长刘志强卸任，徒步大会为他送行。",
});
const ARCHIVE = [...SMALL_ARCHIVE, CASE, WALK];

describe.each(await segmentersHere())("the detail asked for, words by %s", async (segmenter) => {
  const { questions, generation } = await smallNewsroom(ARCHIVE, { dictionary: SMALL_DICTIONARY, segmenter });
  const weigh = createTermWeigher(generation.keywords);
  const read = createArticleReader({ find: () => [] });

  /** The sentences that answer, the best first, each with the part that would be marked. */
  function answers(raw: string) {
    const [clause] = questions.read(raw, { today: "2025-04-10" as IsoDay }).clauses;
    return gatherEvidence(toPassages([CASE, WALK]), clause!.terms, { read, weigh })
      .map((evidence) => judge(clause!, evidence, weigh))
      .sort((a, b) => b.score - a.score)
      .filter((one) => isSupported(clause!, one))
      .map(({ evidence: { reading, span }, candidate }) => ({
        text: reading.article.body.slice(span.start, span.end),
        marked: candidate ? reading.article.body.slice(candidate.start, candidate.end) : "",
      }));
  }

  it.each([
    ["the name of a shop that is only “某”", "龙华街道起火的饭店叫什么名字？"],
    ["one part in a case by who has another", "龙华街道饭店起火的死者叫什么名字？"],
    ["a person by who wrote the report", "龙华街道饭店起火是谁报的警？"],
    ["seats by a storey", "剧场有多少个座位？"],
    ["people by animals", "滨江徒步大会伤了几个市民？"],
    ["a span by a day", "滨江徒步大会用了多长时间？"],
    ["a successor by who leaves", "刘志强之后谁接任徒步大会会长？"],
    ["a turn that is only feared", "龙华街道那次踩踏是怎么回事？"],
    ["a denial by 不断", "滨江步道为什么不让徒步者更新？"],
  ])("does not answer for %s", (_, question) => {
    expect(answers(question)).toEqual([]);
  });

  it.each([
    ["the part of one who is printed so", "龙华街道饭店起火的嫌疑人叫什么名字？", "陈大勇"],
    ["a place as far as it names its kind", "滨江徒步大会在哪个广场举行？", "骆驼湖滨广场"],
    ["what is free of charge", "参加滨江徒步要交多少钱？", "无偿"],
    ["what goes on about the headline", "滨江徒步大会有多少人走完？", "320人"],
  ])("marks %s", (_, question, marked) => {
    expect(answers(question)[0]?.marked).toContain(marked);
  });

  it.each([
    ["decides", "龙华街道饭店起火，老张伤得重吗？", "并无大碍"],
    ["tells the way", "我想参加下一次徒步怎么弄？", "登记"],
    ["tells the sentence", "龙华街道那家饭店起火，厨师最后判了什么刑？", "有期徒刑三年"],
  ])("puts the sentence first that %s", (_, question, words) => {
    expect(answers(question)[0]?.text).toContain(words);
  });
});

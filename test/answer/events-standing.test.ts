import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answerStanding } from "../../src/answer/events/standing.js";
import { tenseOf } from "../../src/answer/events/tense.js";
import { addDays, type IsoDay } from "../../src/clock.js";
import type { Article } from "../../src/news/article.js";
import { anArticle } from "../fakes/articles.js";
import { SMALL_DICTIONARY } from "../fakes/small-archive.js";
import { smallNewsroom } from "../fakes/small-newsroom.js";
import { registerOf } from "./events-archive.js";

const published = (id: string, publishedOn: string | null, body: string, title = ""): Article =>
  anArticle({ id, publishedOn, body, title });

/** Fairs that come every year, called off, moved, extended; days are those of 2024 and 2025. */
const ARCHIVE: readonly Article[] = [
  published("boats-24", "2024-05-31", "第三届柳浦端午龙舟赛将于6月10日在柳浦举行。"),
  published("boats", "2025-05-16", "第四届柳浦端午龙舟赛将于5月31日上午在柳浦举行。"),
  published("boats-off", "2025-05-29", "因预报有大风，原定5月31日端午节举行的第四届柳浦端午龙舟赛取消。"),
  published("lamps-24", "2024-09-06", "桂园灯会将于9月14日亮灯，展期到9月22日。"),
  published("lamps", "2025-09-26", "10月3日晚，桂园灯会将在北门举行，凭预约码入场。"),
  published(
    "lamps-moved",
    "2025-10-01",
    "受台风影响，原定10月3日举行的桂园灯会改在10月8日晚举行，已预约的不必再约。",
  ),
  published("paper", "2025-07-04", "区文化馆“纸上乾坤”剪纸展7月5日开幕，即日起至8月31日免费开放。"),
  published("paper-long", "2025-08-22", "区文化馆剪纸展延期至10月12日结束，周一闭馆。"),
  published("camp", "2025-06-13", "今年少儿夏令营7月7日至8月8日开办。6月16日起在网上报名，6月27日截止。"),
  published("camp-long", "2025-06-27", "主办方决定把少儿夏令营报名截止时间由6月27日延长到7月2日。"),
  published("walk", "2025-09-05", "9月20日上午8时，“环湖一圈”城市徒步从北门出发，9月12日前可在网上报名。"),
  published(
    "wedding",
    "2025-08-01",
    "8月29日七夕节，区妇联将在古镇举办“柳浦良缘”集体婚礼，即日起至8月15日可电话报名。",
  ),
  published("market", "2025-05-23", "5月30日至6月2日，端午香囊市集在古镇举办。"),
  published("songs", "2025-10-01", "10月5日，新秀音乐会在大剧院举行。"),
  published("songs-too", "2025-10-01", "10月6日，中秋赏月音乐会在公园举行。"),
  published("jobs", "2025-09-05", "原定9月13日在体育馆举行的秋季招聘会推迟一周举行。"),
];
const REGISTER = registerOf(ARCHIVE);
const { questions } = await smallNewsroom(ARCHIVE, { dictionary: SMALL_DICTIONARY });

function stands(question: string, today: string): string {
  const asked = questions.read(question, { today: today as IsoDay });
  const told = answerStanding(asked, { register: REGISTER, articles: ARCHIVE });
  if (told === null) return "not asked";
  const [{ text, quotes }] = told as [(typeof told)[0]];
  return `${quotes[0]!.article.id}: ${/\*\*(.*)\*\*/.exec(text)?.[1] ?? text}`;
}

describe("how one named event stands", () => {
  it.each<readonly [string, string, string]>([
    ["2025-05-20", "今年的龙舟赛还办吗", "boats: 尚未举行，将于2025年5月31日举行"],
    ["2025-05-30", "端午节龙舟赛还办不办", "boats-off: 已取消"],
    ["2025-05-30", "龙舟赛是不是取消了", "boats-off: 已取消"],
    ["2025-06-20", "今年端午有赛龙舟吗", "boats-off: 已取消"],
    ["2025-06-20", "柳浦龙舟赛办过了吗？", "boats-off: 已取消"],
    ["2025-06-20", "去年的龙舟赛办了没有", "boats-24: 已于2024年6月10日结束"],
    ["2024-09-20", "桂园灯会还开着吗", "lamps-24: 正在进行，至2024年9月22日"],
    ["2024-09-23", "请问灯会结束了没", "lamps-24: 已于2024年9月22日结束"],
    ["2025-06-20", "灯会结束了吗", "lamps-24: 2024年的已于2024年9月22日结束；以后的，报上还没有说到"],
    ["2025-09-30", "灯会办过了没有", "lamps: 尚未举行，将于2025年10月3日举行"],
    ["2025-10-03", "灯会今晚有吗", "lamps-moved: 已改期，尚未举行，将于2025年10月8日举行"],
    ["2025-10-08", "桂园灯会今晚还有吗", "lamps-moved: 已改期，就在今天"],
    ["2025-10-09", "灯会是不是已经办完了", "lamps-moved: 已改期，已于2025年10月8日结束"],
    ["2025-08-10", "剪纸展还能去看吗", "paper: 正在进行，至2025年8月31日"],
    ["2025-09-10", "文化馆的剪纸展应该结束了吧", "paper-long: 已延长，正在进行，至2025年10月12日"],
    ["2025-09-10", "现在还能看剪纸展吗", "paper-long: 已延长，正在进行，至2025年10月12日"],
    ["2025-09-10", "剪纸展开到什么时候", "paper-long: 已延长，正在进行，至2025年10月12日"],
    ["2025-09-08", "今天剪纸展开门吗", "paper-long: 正在进行，至2025年10月12日；今天是周一，闭馆"],
    ["2025-10-13", "纸上乾坤展还开着吗", "paper-long: 已于2025年10月12日结束"],
    ["2025-07-20", "夏令营还没结束吧", "camp: 正在进行，至2025年8月8日"],
    ["2025-08-09", "夏令营结束了伐", "camp: 已于2025年8月8日结束"],
    ["2025-06-20", "夏令营还能报名吗", "camp: 还有7天，2025年6月27日截止"],
    ["2025-06-30", "少儿夏令营还报得上吗", "camp-long: 已延长，还有2天，2025年7月2日截止"],
    ["2025-07-03", "夏令营报名是不是截止了", "camp-long: 已于2025年7月2日截止"],
    ["2025-09-10", "环湖一圈还好报名吗", "walk: 还有2天，2025年9月12日截止"],
    ["2025-09-21", "城市徒步办过了吗", "walk: 已于2025年9月20日结束"],
    ["2025-08-16", "七夕集体婚礼还能报名不", "wedding: 已于2025年8月15日截止"],
    ["2025-08-16", "集体婚礼举行了吗", "wedding: 尚未举行，将于2025年8月29日举行"],
    ["2025-05-30", "端午香囊市集还开着吗", "market: 正在进行，至2025年6月2日"],
    ["2025-06-05", "香囊市集还能报名吗", "market: 已于2025年6月2日结束"],
    ["2025-09-15", "秋季招聘会过了没有", "jobs: 已改期，尚未举行，将于2025年9月20日举行"],
  ])("on %s: %s", (today, question, expected) => {
    expect(stands(question, today)).toBe(expected);
  });

  it.each([
    ["2025-10-06", "音乐会结束了吗"],
    ["2025-10-06", "区图书馆今天开门吗"],
    ["2025-10-06", "明年有龙舟赛吗"],
    ["2025-10-06", "今年有花车巡游吗"],
    ["2025-10-06", "春季招聘会结束了吗"],
    ["2025-10-06", "王华还是馆长吗"],
    ["2025-10-06", "今天有什么活动吗"],
    ["2025-10-06", "龙舟赛有多少队参加"],
    ["2024-01-05", "龙舟赛结束了吗"],
    ["2025-10-06", "Is the lantern fair over?"],
    ["2025-10-06", "吗"],
  ])("on %s is not asked, or nothing of that name is known: %s", (today, question) => {
    expect(stands(question, today)).toBe("not asked");
  });

  it("names it as it is printed, and quotes the sentence to the letter", () => {
    const question = questions.read("集体婚礼举行了吗", { today: "2025-08-16" as IsoDay });
    const [line] = answerStanding(question, { register: REGISTER, articles: ARCHIVE })!;
    expect(line!.text).toBe("“柳浦良缘”集体婚礼：**尚未举行，将于2025年8月29日举行**");
    const { article, start, end } = line!.quotes[0]!;
    expect(article.body.slice(start, end)).toBe(article.body);
  });

  it("never rests on tomorrow's paper, whatever the day", () => {
    const asked = fc.constantFrom("灯会结束了吗", "龙舟赛还办不办", "剪纸展还开着吗", "夏令营还能报名吗");
    const day = fc.integer({ min: 0, max: 700 }).map((days) => addDays("2024-05-01" as IsoDay, days));
    fc.assert(
      fc.property(asked, day, (question, today) => {
        const read = questions.read(question, { today });
        const told = answerStanding(read, { register: REGISTER, articles: ARCHIVE }) ?? [];
        for (const { quotes } of told) expect((quotes[0]!.article.publishedOn ?? "9999") <= today).toBe(true);
      }),
    );
  });
});

const NOTED: readonly Article[] = [
  ...ARCHIVE,
  published(
    "council",
    "2025-03-07",
    "3月5日，区人大常委会召开会议，决定任命王华为副区长，李明不再担任副区长。",
  ),
  published("school", "2022-09-09", "9月1日，柳浦中学举行开学典礼，新校长王华到场。"),
  published("parking", "2024-05-17", "5月20日起，两个街道试行夜间停车，每晚收费8元。"),
  published("parking-new", "2025-04-11", "5月1日起，全区夜间停车收费调整为每晚10元。"),
];

function note(id: string, today: string, standalone: string): string | null {
  const article = NOTED.find((one) => one.id === id)!;
  const articles = NOTED.filter(({ publishedOn }) => (publishedOn ?? "") <= today);
  const quote = { article, start: 0, end: article.body.length, marks: [] };
  const question = { standalone, language: "zh" as const, today: today as IsoDay };
  return tenseOf(quote, { question, register: registerOf(articles), articles })?.text ?? null;
}

describe("the note beside a quotation", () => {
  it.each<readonly [string, string, string, string | null]>([
    ["boats-off", "2025-05-30", "龙舟赛什么时候举行", "（已取消）"],
    ["boats-off", "2025-06-20", "今年的龙舟赛什么时候举行的", "（已取消）"],
    ["boats", "2025-06-20", "龙舟赛哪天办", "（据2025年5月29日报道，已取消）"],
    ["lamps", "2025-10-02", "灯会哪天办", "（据2025年10月1日报道，改在2025年10月8日）"],
    ["walk", "2025-09-10", "城市徒步是哪天办的", "（尚未举行，将于2025年9月20日举行）"],
    ["walk", "2025-09-10", "城市徒步还能报名吗", "（还有2天，2025年9月12日截止）"],
    ["walk", "2025-09-22", "城市徒步是哪天办的", "（已于2025年9月20日结束）"],
    ["paper", "2025-09-10", "剪纸展多久", "（据2025年8月22日报道，延至2025年10月12日）"],
    ["council", "2025-04-01", "王华现在是什么职务", null],
    ["school", "2025-04-01", "王华还在柳浦中学当校长吗", null],
    ["parking", "2024-06-01", "现在夜间停车多少钱", "（自2024年5月20日起；报上没有说到何时为止）"],
    ["parking", "2025-06-01", "现在夜间停车多少钱", null],
    ["parking-new", "2025-06-01", "现在夜间停车多少钱", "（自2025年5月1日起；报上没有说到何时为止）"],
  ])("%s on %s, asked “%s”", (id, today, question, expected) => {
    expect(note(id, today, question)).toBe(expected);
  });
});

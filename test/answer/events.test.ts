import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answerEvents } from "../../src/answer/events.js";
import { addDays, type IsoDay } from "../../src/clock.js";
import type { Article } from "../../src/news/article.js";
import { anArticle } from "../fakes/articles.js";
import { SMALL_DICTIONARY } from "../fakes/small-archive.js";
import { smallNewsroom } from "../fakes/small-newsroom.js";
import { EVENT_ARCHIVE, registerOf } from "./events-archive.js";

const { questions } = await smallNewsroom(EVENT_ARCHIVE, { dictionary: SMALL_DICTIONARY });
const REGISTER = registerOf(EVENT_ARCHIVE);

function ask(question: string, today: string, articles: readonly Article[] = EVENT_ARCHIVE) {
  const register = articles === EVENT_ARCHIVE ? REGISTER : registerOf(articles);
  return answerEvents(questions.read(question, { today: today as IsoDay }), { register, articles });
}

/** “id: state” of each line; for none its text, then the nearest. */
function lines(question: string, today: string): string[] {
  const answer = ask(question, today);
  if (answer === null) return ["no list"];
  const told = answer.kind === "told" ? answer.told : answer.nearest ? [answer.nearest] : [];
  const shown = told.map(
    ({ text, quotes }) => `${quotes[0]!.article.id}: ${/\*\*(.*)\*\*/.exec(text)?.[1] ?? text}`,
  );
  return answer.kind === "told" ? shown : [answer.text, ...shown];
}

describe("what is on", () => {
  it.each<readonly [string, string, readonly string[]]>([
    ["2025-04-01", "4月有什么展览", ["报上没有说到4月1日至4月30日的展览。"]],
    ["2025-04-09", "本周末有什么展览", ["painting: 将于4月10日至5月18日（明天）"]],
    ["2025-04-12", "这个周末有什么展览", ["painting: 正在进行，至5月18日"]],
    ["2025-05-18", "今天有什么展览", ["painting: 今天是最后一天"]],
    ["2025-05-19", "现在有什么展览", ["报上没有说到今天以后的展览。", "painting: 4月10日至5月18日，已结束"]],
    ["2025-04-23", "这个周末有什么讲座", ["talk: 将于4月26日（还有3天）"]],
    ["2025-04-26", "今天有什么讲座", ["talk: 今天"]],
    ["2025-04-27", "有什么讲座", ["报上没有说到今天以后的讲座。", "talk: 4月26日，已结束"]],
    ["2025-04-23", "4月有什么音乐会", ["concert: 将于4月27日（还有4天）"]],
    [
      "2025-04-25",
      "4月有什么音乐会",
      ["报上没有说到4月25日至4月30日的音乐会。", "concert-off: 将于5月10日（还有15天）"],
    ],
    ["2025-05-09", "这个周末有什么演出", ["concert-off: 将于5月10日（明天）"]],
    ["2025-04-30", "五一有什么市集", ["fair: 将于5月1日至5月5日（明天）"]],
    ["2025-05-01", "今天有什么市集", ["fair: 今天起，至5月5日"]],
    ["2025-05-20", "去年五一有什么活动", ["old-fair: 2024年5月1日至2024年5月5日，已结束"]],
    ["2025-05-02", "滨江有什么活动", ["fair: 正在进行，至5月5日"]],
    ["2025-04-25", "图书馆有什么活动", ["talk: 将于4月26日（明天）"]],
    ["2025-04-23", "周末有什么老年活动", ["talk: 将于4月26日（还有3天）"]],
    [
      "2025-04-27",
      "还有什么活动可以报名",
      ["jobs: 还有3天截止（4月30日）", "photos: 还有64天截止（6月30日）"],
    ],
    ["2025-04-30", "还有什么可以报名的活动", ["jobs: 今天截止", "photos: 还有61天截止（6月30日）"]],
    ["2025-04-25", "有什么比赛", ["marathon: 在5月1日至5月31日之间，具体哪天报上没有说"]],
    ["2025-04-24", "最近有什么义诊", ["报上没有说到4月24日至5月24日的义诊。"]],
    ["2025-03-20", "3月20日有什么活动", ["报上没有说到3月20日的活动。"]],
    ["2025-04-18", "今天有什么展览", ["painting: 正在进行，至5月18日"]],
    ["2025-04-02", "3月20日有什么活动", ["signing: 3月20日，已结束"]],
  ])("on %s: %s", (today, question, expected) => {
    expect(lines(question, today)).toEqual(expected);
  });

  it("comes soonest first, without sessions, what was called off, and years unknown", () => {
    expect(lines("最近有什么活动", "2025-04-29")).toEqual([
      "painting: 正在进行，至5月18日",
      "fair: 将于5月1日至5月5日（后天）",
      "jobs: 将于5月8日（还有9天）",
      "concert-off: 将于5月10日（还有11天）",
      "ballet: 将于5月24日（还有25天）",
      "choir: 将于5月24日（还有25天）",
    ]);
    // Before the news of 28 April the festival of kites was still on.
    expect(lines("5月有什么活动", "2025-04-27").join()).toContain("kites");
  });

  it("names the thing and quotes its sentence to the letter", () => {
    const answer = ask("五一有什么市集", "2025-04-30");

    const [line] = answer?.kind === "told" ? answer.told : [];
    expect(line?.text).toBe("滨江花艺市集：**将于5月1日至5月5日（明天）**");
    const { article, start, end } = line!.quotes[0]!;
    expect(article.body.slice(start, end)).toBe(article.body);
  });

  it("is told in English to those who ask in English", () => {
    expect(lines("What exhibitions are on this weekend?", "2025-04-12")).toEqual([
      "painting: on now, until 2025-05-18",
    ]);
    expect(lines("Any lectures next week?", "2025-05-12")).toEqual([
      "The paper tells of no lectures from 2025-05-19 to 2025-05-25.",
      "talk: 2025-04-26, over",
    ]);
  });

  it.each([
    "滨江花艺市集什么时候举办",
    "风筝节有哪些活动",
    "王华有哪些活动",
    "最近有什么新闻",
    "讲座在哪里举行",
    "签约仪式有哪些人参加",
    "什么是义诊",
    "区里办过多少场活动",
    "When is the concert?",
    "",
  ])("is not what is asked for: %s", (question) => {
    expect(ask(question, "2025-04-24")).toBeNull();
  });

  it("takes the coming festival in winter, the past one right after it", () => {
    expect(lines("五一有什么市集", "2025-02-01")[0]).toBe("报上没有说到5月1日至5月5日的市集。");
    expect(lines("五一有什么市集", "2025-05-12")).toEqual(["fair: 5月1日至5月5日，已结束"]);
  });
});

const HOLIDAYS: readonly Article[] = [
  anArticle({ id: "zongzi", publishedOn: "2025-05-23", body: "5月30日至6月2日，端午香囊市集在古镇举办。" }),
  anArticle({ id: "moon", publishedOn: "2025-09-26", body: "古镇10月6日中秋夜办“桂影”音乐会。" }),
  anArticle({ id: "asters", publishedOn: "2025-09-26", body: "北园10月1日至8日举办菊花展。" }),
  anArticle({
    id: "walk",
    publishedOn: "2025-10-10",
    body: "10月18日上午8时，“环湖一圈”城市徒步从北门出发，10月16日前可在网上报名。",
  }),
  anArticle({ id: "elders", publishedOn: "2025-10-10", body: "全区敬老月活动从10月9日持续到31日。" }),
];

describe("what is on over the holidays", () => {
  it.each<readonly [string, string, readonly string[]]>([
    ["2025-05-30", "今天有什么活动", ["zongzi: 今天起，至6月2日"]],
    ["2025-06-02", "今天有什么活动", ["zongzi: 今天是最后一天"]],
    ["2025-10-05", "今年中秋晚上有什么活动", ["moon: 将于10月6日（明天）", "asters: 正在进行，至10月8日"]],
    ["2025-10-05", "国庆假期还有啥活动", ["asters: 正在进行，至10月8日", "moon: 将于10月6日（明天）"]],
    ["2025-10-14", "这个周末有啥好玩的", ["walk: 将于10月18日（还有4天）", "elders: 正在进行，至10月31日"]],
    ["2025-10-14", "还有什么活动可以报名", ["walk: 还有2天截止（10月16日）"]],
  ])("on %s: %s", (today, question, expected) => {
    const answer = ask(question, today, HOLIDAYS);
    const told = answer?.kind === "told" ? answer.told : [];
    expect(
      told.map(({ text, quotes }) => `${quotes[0]!.article.id}: ${/\*\*(.*)\*\*/.exec(text)![1]}`),
    ).toEqual(expected);
  });
});

describe("whatever the day", () => {
  const asked = fc.constantFrom(
    "最近有什么活动",
    "这个周末有什么活动",
    "有什么展览",
    "还有什么活动可以报名",
    "有什么演出可以看",
    "滨江有什么活动",
  );
  const day = fc.integer({ min: 0, max: 120 }).map((days) => addDays("2025-03-15" as IsoDay, days));

  it("nothing that is over is told as ahead, nothing of tomorrow's paper, and every quotation is of its article", () => {
    fc.assert(
      fc.property(asked, day, (question, today) => {
        const answer = ask(question, today);
        if (answer?.kind !== "told") return;
        const known = REGISTER.events({ from: today, to: "9999-12-31" as IsoDay });
        for (const { text, quotes } of answer.told) {
          expect(quotes).toHaveLength(1);
          const { article, start, end } = quotes[0]!;
          expect(text).not.toContain("已结束");
          expect((article.publishedOn ?? "") <= today).toBe(true);
          expect(
            known.some(
              (one) => EVENT_ARCHIVE[one.article] === article && one.start === start && one.end === end,
            ),
          ).toBe(true);
        }
      }),
    );
  });

  it("the list is the same for any order of the articles", () => {
    fc.assert(
      fc.property(
        asked,
        day,
        fc.shuffledSubarray([...EVENT_ARCHIVE], { minLength: EVENT_ARCHIVE.length }),
        (question, today, shuffled) => {
          expect(ask(question, today, shuffled)).toEqual(ask(question, today));
        },
      ),
      { numRuns: 60 },
    );
  });

  it("the day after its last day an event is gone", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...REGISTER.events({ from: "2025-01-01", to: "2025-12-31" } as never)),
        (event) => {
          const after = ask("有什么活动", addDays(event.range.to, 1));
          const told = after?.kind === "told" ? after.told : [];
          const article = EVENT_ARCHIVE[event.article]!;
          expect(
            told.filter(
              ({ quotes: [quote] }) =>
                quote!.article === article && quote!.start === event.start && event.kind === "event",
            ),
          ).toEqual([]);
        },
      ),
    );
  });
});

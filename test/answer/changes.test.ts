import { describe, expect, it } from "vitest";
import type { Answer } from "../../src/answer/answer.js";
import { withReach } from "../../src/answer/freshness.js";
import type { IsoDay } from "../../src/clock.js";
import type { Article } from "../../src/news/article.js";
import { anArticle } from "../fakes/articles.js";
import { smallNewsroom } from "../fakes/small-newsroom.js";

async function ask(articles: readonly Article[], question: string, today = "2025-06-01"): Promise<Answer> {
  const { answerer } = await smallNewsroom(articles);
  return (await answerer.ask(question, { today: today as IsoDay })).answer;
}

const cited = (answer: Answer) =>
  answer.status === "answered" ? answer.citations.map(({ articleId }) => articleId) : [];

const OLD = anArticle({
  id: "old",
  title: "云锦图书馆开馆",
  body: "云锦图书馆每天9点开门，开放时间由街道公布。云锦图书馆藏书八万册。",
  publishedOn: "2023-05-08",
});
const NEW = anArticle({
  id: "new",
  title: "云锦图书馆调整开放时间",
  body: "云锦图书馆每天8点开门。",
  publishedOn: "2025-03-03",
});

describe("articles that give different values for one point", () => {
  it.each([
    ["as given", [OLD, NEW]],
    ["the other way round", [NEW, OLD]],
  ])("are both shown, the newest first, %s", async (_how, articles) => {
    const answer = await ask(articles, "云锦图书馆几点开门？");

    expect(cited(answer)).toEqual(["new", "old"]);
    expect(answer.text).toMatch(/^几篇报道的说法不同，按日期从新到旧：\n据《徐汇报》2025年3月3日/);
  });

  it("are not said to differ where they agree", async () => {
    const agreeing = { ...NEW, body: "云锦图书馆每天9点开门，读者可以刷身份证进馆。" };

    const answer = await ask([OLD, agreeing], "云锦图书馆几点开门？");

    expect(answer.text).not.toContain("说法不同");
    expect(cited(answer)).toContain("old");
  });

  it("do not stand beside what answers for the time asked about", async () => {
    const answer = await ask([OLD, NEW], "2023年5月云锦图书馆几点开门？");

    expect(cited(answer)).toEqual(["old"]);
  });

  it("come last without a day", async () => {
    const answer = await ask([{ ...OLD, publishedOn: null }, NEW], "云锦图书馆几点开门？");

    expect(cited(answer)).toEqual(["new", "old"]);
    expect(answer.text).toContain("日期不详");
  });
});

describe("values of different things under one name", () => {
  const paper = (id: string, publishedOn: string, body: string) =>
    anArticle({ id, title: id, body, publishedOn });

  it.each([
    [
      "lengths of which only one is the thing's",
      "云锦老街有多长？",
      [
        paper("walk", "2025-05-02", "健步走从云锦老街出发，全程7公里，沿河而行。"),
        paper("fair", "2025-01-08", "云锦老街花市免费，1.2米以下的儿童须由大人带领。"),
      ],
    ],
    [
      "a day that does not stand beside the doing",
      "云锦书院什么时候开学？",
      [
        paper("term", "2025-02-10", "云锦书院2月20日开学。"),
        paper("guests", "2025-04-07", "4月5日，评弹团来云锦书院，看望开学不久的孩子们。"),
      ],
    ],
    [
      "days of different doings",
      "文丽华哪天任命的？",
      [
        paper("named", "2025-03-03", "3月1日，云锦镇任命文丽华为文化站站长。"),
        paper("visit", "2025-04-07", "4月5日，文丽华到云锦小学看孩子们排戏。"),
      ],
    ],
  ])("are not said to differ: %s", async (_, question, articles) => {
    const answer = await ask(articles, question);

    expect(answer.text).not.toContain("说法不同");
    expect(cited(answer)).not.toContain("visit");
  });

  const OLD_FEE = paper("fee-old", "2023-02-06", "云锦泳池对居民开放，云锦泳池每场收费20元。");
  const NEW_FEE = paper("fee-new", "2025-02-03", "3月1日起，云锦泳池收费由每场20元调整为每场25元。");

  it("a change that the newer report tells itself comes first, its new value marked, and is no contradiction", async () => {
    const answer = await ask([OLD_FEE, NEW_FEE], "云锦泳池收费多少钱？");

    expect(cited(answer)).toEqual(["fee-new", "fee-old"]);
    expect(answer.text).toContain("由每场20元调整为每场**25元**");
    expect(answer.text).not.toContain("说法不同");
  });

  it("asked how it was before, the old value is marked", async () => {
    const answer = await ask([NEW_FEE], "云锦泳池以前收费多少钱？");

    expect(answer.text).toContain("由每场**20元**调整为每场25元");
  });
});

describe("a thing that comes round every year", () => {
  const edition = (year: number, days: string) =>
    anArticle({
      id: `fair-${year}`,
      title: "云锦花市",
      body: `云锦花市${days}举行，地点在云锦广场。`,
      publishedOn: `${year}-01-10`,
    });
  const FAIRS = [
    edition(2023, "1月15日至20日"),
    edition(2024, "2月2日至8日"),
    edition(2025, "1月22日至28日"),
  ];

  it.each([
    ["without a year, the newest edition", "云锦花市在哪里举行？", "2025-06-01", ["fair-2025"]],
    ["without a year, the newest by the day of asking", "云锦花市在哪里举行？", "2024-06-01", ["fair-2024"]],
    ["the edition of the year asked for", "去年云锦花市在哪里举行？", "2025-06-01", ["fair-2024"]],
    ["the edition of a year in figures", "2023年云锦花市在哪里举行？", "2025-06-01", ["fair-2023"]],
  ])("answers %s", async (_, question, today, expected) => {
    expect(cited(await ask(FAIRS, question, today))).toEqual(expected);
  });
});

describe("what was printed after the day of asking", () => {
  const LATER = anArticle({
    id: "later",
    title: "云锦站扩建",
    body: "6月3日，云锦站扩建工程开工。",
    publishedOn: "2025-06-05",
  });

  it("answers nothing", async () => {
    expect((await ask([OLD, LATER], "云锦站扩建哪天开工？", "2025-05-20")).status).toBe("not_found");
  });

  it("answers for the days just gone", async () => {
    expect(cited(await ask([OLD, LATER], "昨天云锦站扩建开工了吗？", "2025-06-04"))).toEqual(["later"]);
  });
});

describe("what is asked of a person's life", () => {
  const PERSON = anArticle({
    id: "person",
    title: "文丽华到任",
    body: "3月1日，文丽华任云锦镇文化站站长。文丽华说，65岁以上的老人可免费学琴。",
    publishedOn: "2025-03-03",
  });

  it.each(["文丽华哪年出生的？", "文丽华几岁了？", "文丽华是哪里人？", "文丽华是什么学历？"])(
    "is not answered by another date, figure or place: %s",
    async (question) => {
      expect((await ask([PERSON, OLD], question)).status).toBe("not_found");
    },
  );

  it.each([
    ["文丽华哪年出生的？", "文丽华1981年出生，学过评弹。", "1981年"],
    ["文丽华几岁了？", "文丽华今年44岁，学过评弹。", "44岁"],
    ["文丽华是什么学历？", "文丽华是本科学历，学过评弹。", "本科"],
  ])("is answered where the paper says so: %s", async (question, body, words) => {
    const answer = await ask([{ ...PERSON, body }, OLD], question);

    expect(answer.status).toBe("answered");
    expect(answer.text).toContain(words);
  });
});

describe("everyday words for what the paper prints in others", () => {
  it.each([
    ["云锦泳池涨价了吗？", "3月1日起，云锦泳池收费上调，由每场20元调整为25元。"],
    ["云锦泳池几点关门？", "云锦泳池开放时间为9时至21时。"],
    ["云锦花市要买票吗？", "云锦花市3月1日开放，市民免费入场。"],
    ["云锦花市结束了没？", "云锦花市3月1日至9日举行。"],
  ])("find it: %s", async (question, body) => {
    const told = anArticle({ id: "told", title: "云锦", body, publishedOn: "2025-03-03" });

    expect(
      cited(
        await ask([told, anArticle({ id: "other", title: "评弹", body: "镇上的老人爱听评弹。" })], question),
      ),
    ).toEqual(["told"]);
  });
});

describe("how far the archive reaches", () => {
  const coverage = { paper: "徐汇报", articles: 1, from: "2025-03-31", to: "2025-03-31" } as const;
  const answered = { status: "answered", mode: "extractive", text: "答。", citations: [] } as const;
  const told = (today: string, staleAfterDays = 30, to: string | null = coverage.to) =>
    withReach(answered, { ...coverage, to } as Parameters<typeof withReach>[1], {
      today: today as IsoDay,
      staleAfterDays,
      language: "zh",
    }).text;

  it("is told from the day after the set number of days", () => {
    expect(told("2025-04-30")).toBe("答。");
    expect(told("2025-05-01")).toBe("答。\n（收录的报道截至2025年3月31日。）");
    expect(told("2025-05-01", 31)).toBe("答。");
  });

  it("is unknown where no article has a day", () => {
    expect(told("2025-04-01", 30, null)).toContain("日期不详");
  });

  it("stands below a refusal that does not say so itself, above the nearest headlines", () => {
    const refused = (text: string) =>
      withReach(
        { status: "not_found", text, nearest: [] } as unknown as Parameters<typeof withReach>[0],
        coverage as Parameters<typeof withReach>[1],
        { today: "2026-01-01" as IsoDay, staleAfterDays: 30, language: "zh" },
      ).text;
    const full = "报上没有说到（查到2025年3月31日）。\n相近的报道：\n· 甲";

    expect(refused("报上没有说到1月3日的活动。\n· 甲（2025年3月31日）")).toBe(
      "报上没有说到1月3日的活动。\n（收录的报道截至2025年3月31日。）\n· 甲（2025年3月31日）",
    );
    expect(refused(full)).toBe(full);
  });

  it("is not added to small talk", () => {
    const chat = { status: "chat", text: "您好" } as const;
    const options = { today: "2030-01-01" as IsoDay, staleAfterDays: 1, language: "en" } as const;

    expect(withReach(chat, coverage as Parameters<typeof withReach>[1], options)).toEqual(chat);
  });
});

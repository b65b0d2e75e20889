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

  it("is not added to what is no answer", () => {
    const chat = { status: "chat", text: "您好" } as const;
    const options = { today: "2030-01-01" as IsoDay, staleAfterDays: 1, language: "en" } as const;

    expect(withReach(chat, coverage as Parameters<typeof withReach>[1], options)).toEqual(chat);
  });
});

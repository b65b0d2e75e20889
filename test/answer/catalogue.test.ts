import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answerFromCatalogue } from "../../src/answer/catalogue/catalogue.js";
import type { Finding } from "../../src/answer/told.js";
import type { IsoDay } from "../../src/clock.js";
import type { Article } from "../../src/news/article.js";
import { fold } from "../../src/news/text.js";
import { anArticle } from "../fakes/articles.js";
import { SMALL_ARCHIVE, SMALL_DICTIONARY } from "../fakes/small-archive.js";
import { smallNewsroom } from "../fakes/small-newsroom.js";

const { questions, answerer } = await smallNewsroom(SMALL_ARCHIVE, { dictionary: SMALL_DICTIONARY });

interface Given {
  readonly today?: string;
  readonly articles?: readonly Article[];
}

function ask(
  question: string,
  { today = "2025-04-10", articles = SMALL_ARCHIVE }: Given = {},
): Finding | null {
  const phrases = {
    first: (phrase: string) =>
      articles.flatMap(({ title, body }, i) => (fold(`${title}\n${body}`).includes(phrase) ? [i] : [])),
  };
  return answerFromCatalogue(questions.read(question, { today: today as IsoDay }), { articles, phrases });
}

const citedBy = (finding: Finding | null): string[] =>
  finding?.kind === "told"
    ? finding.told.flatMap(({ quotes }) => quotes.map(({ article }) => article.id))
    : [];
const leadOf = (finding: Finding | null): string =>
  finding === null ? "" : finding.kind === "told" ? finding.told[0]!.text : finding.text;

describe("the newest issue", () => {
  it.each(["最近有什么新闻？", "最新一期报道了什么内容", "徐汇最近有什么大事", "latest news"])(
    "is listed with its day: %s",
    (question) => {
      const finding = ask(question);

      expect(citedBy(finding)).toEqual(["library"]);
      expect(leadOf(finding)).toMatch(/2025年4月7日|2025-04-07/);
    },
  );

  it("goes by today: what is not yet printed is not told", () => {
    expect(citedBy(ask("最近有什么新闻？", { today: "2025-03-31" }))).toEqual(["signing", "visit", "data"]);
    expect(ask("最近有什么新闻？", { today: "2020-01-01" })).toBeNull();
  });

  it("is followed back by one for the issue before it, and to the end for the first", () => {
    expect(citedBy(ask("上一期讲了什么"))).toEqual(["signing", "visit", "data"]);
    expect(citedBy(ask("最早的一期报纸讲了什么"))).toEqual(["market"]);
  });

  it("is not told for the one before it where there is but one", () => {
    expect(ask("上一期讲了什么", { articles: [anArticle({ body: "菜场开张。" })] })).toBeNull();
  });

  it("leaves notices out, and articles without a day", () => {
    const articles = [
      anArticle({ id: "notice", body: "合刊启事。", publishedOn: "2025-04-09", kind: "notice" }),
      anArticle({ id: "undated", body: "不知哪天的报道。", publishedOn: null }),
      anArticle({ id: "news", body: "菜场开张。热闹。", publishedOn: "2025-04-08" }),
    ];

    expect(citedBy(ask("最近有什么新闻？", { articles }))).toEqual(["news"]);
  });

  it("shows six articles and says how many there are", () => {
    const articles = Array.from({ length: 8 }, (_, i) =>
      anArticle({ id: `a${i}`, body: "第一句。第二句。" }),
    );

    const finding = ask("最近有什么新闻？", { articles });

    expect(citedBy(finding)).toHaveLength(6);
    expect(leadOf(finding)).toContain("报道8篇，先列6篇");
  });
});

describe("the front page", () => {
  it("is of the newest issue, or of the time asked about", () => {
    expect(citedBy(ask("头版有什么新闻？", { today: "2025-04-01" }))).toEqual(["signing", "visit"]);
    expect(citedBy(ask("上个月的头版"))).toEqual(["signing", "visit"]);
    expect(citedBy(ask("2025年1月的头条是什么"))).toEqual(["greetings"]);
  });

  it("is not guessed where no article bears a page", () => {
    const finding = ask("2024年4月的头版");

    expect(finding).toMatchObject({ kind: "nothing", text: expect.stringContaining("没有标明版面") });
  });
});

describe("the articles of a time", () => {
  it("are counted and listed, with relative words worked out", () => {
    const finding = ask("上个月有几篇报道");

    expect(leadOf(finding)).toContain("上个月（2025年3月）");
    expect(leadOf(finding)).toContain("**3**篇");
    expect(citedBy(finding)).toEqual(["signing", "visit", "data"]);
  });

  it("are none: it says so and names the nearest in time", () => {
    const finding = ask("2024年6月有什么新闻");

    expect(finding).toMatchObject({ kind: "nothing", text: expect.stringContaining("2024年6月") });
    expect(finding?.kind === "nothing" && finding.nearest[0]?.articleId).toBe("coupons");
  });
});

describe("the articles on a topic", () => {
  const articles = [
    anArticle({ id: "headline", title: "养老服务上门", body: "家门口办起食堂。", publishedOn: "2025-01-06" }),
    anArticle({
      id: "twice",
      title: "街道新事",
      body: "先说道路。养老驿站开了。养老顾问来了。",
      publishedOn: "2025-03-03",
    }),
    anArticle({
      id: "once",
      title: "财政报告",
      body: "收入增加。支出里有养老一项。",
      publishedOn: "2025-02-03",
    }),
    anArticle({ id: "undated", title: "养老院搬家", body: "搬到新址。", publishedOn: null }),
    anArticle({ id: "other", title: "菜场开张", body: "新菜场。", publishedOn: "2025-03-10" }),
  ];

  it.each(["最近关于养老的报道", "有没有养老方面的新闻？", "养老的报道有哪些", "报上报道过养老吗"])(
    "come newest first, those without a day last, and not those that only mention it: %s",
    (question) => {
      expect(citedBy(ask(question, { articles }))).toEqual(["twice", "headline", "undated"]);
    },
  );

  it("include what only mentions it where that is asked", () => {
    expect(citedBy(ask("提到养老的报道有几篇", { articles }))).toEqual([
      "twice",
      "once",
      "headline",
      "undated",
    ]);
  });

  it("are counted within a time", () => {
    const finding = ask("2025年1月有几篇讲养老的", { articles });

    expect(leadOf(finding)).toContain("**1**篇");
    expect(citedBy(finding)).toEqual(["headline"]);
  });

  it("are none within a time: zero, and the nearest", () => {
    const finding = ask("2024年有几篇讲养老的", { articles });

    expect(finding).toMatchObject({ kind: "nothing", text: expect.stringContaining("0篇") });
    expect(finding?.kind === "nothing" && finding.nearest[0]?.articleId).toBe("headline");
  });

  it("are those of a span counted back from today", () => {
    const options = { articles, today: "2025-03-20" };

    expect(citedBy(ask("最近一个月关于养老的报道", options))).toEqual(["twice"]);
    expect(citedBy(ask("近三个月养老的报道有哪些", options))).toEqual(["twice", "headline"]);
    expect(citedBy(ask("过去半年有几篇讲养老的", options))).toEqual(["twice", "headline"]);
  });

  it("say how many more only mention it", () => {
    expect(leadOf(ask("关于养老的报道有几篇", { articles }))).toContain("**3**篇，另有1篇提到");
  });

  it("are counted however that is put", () => {
    for (const question of ["报上写过几次养老", "2025年有几篇讲养老的", "今年有几篇讲养老的"])
      expect(leadOf(ask(question, { articles }))).toMatch(/\*\*\d\*\*篇/);
  });

  it("are one where the newest one is asked for", () => {
    expect(citedBy(ask("最近一篇关于养老的报道是哪天的", { articles }))).toEqual(["twice"]);
    expect(citedBy(ask("最早的一篇关于养老的报道", { articles }))).toEqual(["headline"]);
  });

  it("quote a sentence that names it", () => {
    const finding = ask("关于养老的报道", { articles });
    const [, line] = finding?.kind === "told" ? finding.told : [];
    const { article, start, end } = line!.quotes[0]!;

    expect(article.body.slice(start, end)).toBe("养老驿站开了。");
  });

  it("are left to the search where the words stand nowhere", () => {
    expect(ask("关于游泳的报道", { articles })).toBeNull();
  });
});

describe("the course of a story", () => {
  it("takes a vague time for no day, and what later reports leave unsaid for part of it", () => {
    const told = [
      anArticle({
        id: "old",
        title: "南浜里旧改启动",
        body: "南浜里旧改启动。南浜里建于上世纪三十年代。",
        publishedOn: "2022-11-18",
      }),
      anArticle({
        id: "new",
        title: "南浜里地块开工",
        body: "8月30日，南浜里地块正式开工。",
        publishedOn: "2025-09-05",
      }),
    ];

    const finding = ask("南浜里旧改的来龙去脉", { articles: told, today: "2025-10-01" });

    expect(finding?.kind === "told" && finding.told.map(({ text }) => text)).toEqual([
      "**2022年11月18日**：",
      "**2025年8月30日**：",
    ]);
  });

  const articles = [
    anArticle({ id: "end", body: "老厂房改造3月2日完工。", publishedOn: "2025-03-03" }),
    anArticle({ id: "plan", body: "老厂房改造方案公布。", publishedOn: "2024-01-08" }),
    anArticle({
      id: "start",
      body: "老厂房改造动工。工程6月1日开始，老厂房改造由街道负责。",
      publishedOn: "2024-06-03",
    }),
  ];

  it("is a line of days, the first first", () => {
    const finding = ask("老厂房改造的来龙去脉", { articles });

    expect(finding?.kind === "told" && finding.told.map(({ text }) => text)).toEqual([
      "**2024年1月8日**：",
      "**2024年6月1日**：",
      "**2025年3月2日**：",
    ]);
    expect(citedBy(finding)).toEqual(["plan", "start", "end"]);
  });
});

it.each([
  "桂花节什么时候开幕？",
  "最近上汽集团签了什么协议？",
  "最近有什么新闻？图书馆在哪里？",
  "新闻发布会在哪里举行",
  "多少家媒体报道了开幕式",
  "这篇报道说了什么",
])("is not what is asked for: %s", (question) => {
  expect(ask(question)).toBeNull();
});

describe("through the answerer", () => {
  it("numbers the quotations, and gives each as it stands in the article", async () => {
    const { answer } = await answerer.ask("上一期讲了什么", { today: "2025-04-10" as IsoDay });

    expect(answer).toMatchObject({ status: "answered", mode: "extractive" });
    const citations = answer.status === "answered" ? answer.citations : [];
    expect(citations.map(({ marker }) => marker)).toEqual([1, 2, 3]);
    for (const { articleId, quote, marker } of citations) {
      expect(SMALL_ARCHIVE.find(({ id }) => id === articleId)?.body).toContain(quote);
      expect(answer.text).toContain(`[${marker}]`);
    }
  });

  it("does not take a headline's signs for its own", async () => {
    const title = "**惊喜** [9] 来了";
    const { answerer: own } = await smallNewsroom([anArticle({ title, body: "菜场开张。" })]);

    const { answer } = await own.ask("最近有什么新闻", { today: "2025-04-10" as IsoDay });

    expect(answer.text).not.toContain("[9]");
    expect(answer.text).not.toContain("**惊喜");
  });
});

it("lists nothing of a later day, in no order but that of the days, whatever the archive", () => {
  const day = fc
    .integer({ min: 0, max: 500 })
    .map((n) => new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 10));
  const archive = fc
    .array(fc.option(day), { minLength: 1, maxLength: 12 })
    .map((days) =>
      days.map((publishedOn, i) =>
        anArticle({ id: `a${i}`, title: "养老", body: "养老食堂。", publishedOn }),
      ),
    );
  fc.assert(
    fc.property(archive, day, (articles, today) => {
      const listed = citedBy(ask("关于养老的报道", { articles, today })).map(
        (id) => articles.find((article) => article.id === id)!.publishedOn ?? "",
      );

      expect(listed).toEqual([...listed].sort().reverse());
      expect(listed.every((one) => one <= today)).toBe(true);
    }),
  );
});

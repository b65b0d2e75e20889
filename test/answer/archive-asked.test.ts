import { describe, expect, it } from "vitest";
import type { Answer } from "../../src/answer/answer.js";
import type { IsoDay } from "../../src/clock.js";
import { anArticle } from "../fakes/articles.js";
import { smallNewsroom } from "../fakes/small-newsroom.js";

const paper = "临湾报";
const ARCHIVE = [
  anArticle({
    id: "dock",
    paper,
    title: "轮渡码头翻修开始",
    body: "□ 记者 周舟\n\n老码头本周围起来了。轮渡改停东岸。",
    publishedOn: "2022-05-06",
  }),
  anArticle({
    id: "ferry",
    paper,
    title: "东岸候船室启用",
    body: "轮渡码头的候船室3月1日启用。",
    publishedOn: "2023-03-03",
  }),
  anArticle({
    id: "fish",
    paper,
    title: "鱼市迁址",
    body: "鱼市月底搬到西桥。搬迁费用由镇里出。",
    publishedOn: "2024-08-02",
  }),
  anArticle({
    id: "fair",
    paper,
    title: "鱼市开秤",
    body: "□ 记者 周舟\n\n西桥的新摊位鱼市昨日开秤。",
    publishedOn: "2024-09-06",
  }),
  anArticle({
    id: "briefs",
    paper,
    title: "一周要闻",
    body: "●灯塔公园补种松树300棵。\n\n●轮渡末班延长到21时。\n\n●鱼市周三休市一天。",
    publishedOn: "2024-10-11",
  }),
];
const { answerer } = await smallNewsroom(ARCHIVE);

async function ask(question: string, today = "2024-10-15"): Promise<Answer> {
  return (await answerer.ask(question, { today: today as IsoDay })).answer;
}

const citedBy = (answer: Answer) =>
  answer.status === "answered" ? answer.citations.map(({ articleId }) => articleId) : [];

describe("how far the archive reaches", () => {
  it.each([
    "你们的资料更新到几月几号了",
    "最新一期报是哪天的",
    "报纸出到哪天了呀？谢谢",
    "最新的报道是什么时候的",
    "请问收录到哪一天？我是做研究的",
    "劳驾，你们的数据最新到什么时候？看着有点旧",
    "How recent is your archive?",
  ])("is the day of the newest issue: %s", async (question) => {
    const answer = await ask(question);

    expect(citedBy(answer)).toEqual(["briefs"]);
    expect(answer.text).toMatch(/2024年10月11日|2024-10-11/);
  });

  it.each([
    "最早能查到哪天",
    "最老的一份报纸是哪年的",
    "能查到多久以前的报道",
    "How far back does the archive go?",
  ])("is the day of the first: %s", async (question) => {
    expect(citedBy(await ask(question))).toEqual(["dock"]);
  });

  it("goes by today", async () => {
    expect(citedBy(await ask("资料到哪天为止", "2024-09-10"))).toEqual(["fair"]);
    expect(citedBy(await ask("上一期是哪天的", "2024-09-10"))).toEqual(["fish"]);
  });

  it.each(["你们一共收了多少篇文章", "库里总共有几期报纸", "收录的报道从哪天到哪天"])(
    "is told with the number there is: %s",
    async (question) => {
      const answer = await ask(question);

      expect(answer.text).toContain("**5**篇");
      expect(citedBy(answer)).toEqual(["briefs", "dock"]);
    },
  );

  it("says where it begins to who asks for what lies before", async () => {
    const answer = await ask("有没有2019年的报纸");

    expect(answer).toMatchObject({
      status: "not_found",
      text: expect.stringContaining("从2022年5月6日开始"),
    });
  });

  it.each(["鱼市什么时候迁址", "候船室一期什么时候启用", "最近一次休市是哪天"])(
    "is not asked where a word of the news is: %s",
    async (question) => {
      expect((await ask(question)).text).not.toContain("全部收录");
    },
  );
});

describe("what the paper printed on a topic", () => {
  it.each(["鱼市都报过哪些", "鱼市登过哪几篇", "鱼市一共报了几次", "哪几期讲鱼市", "鱼市最近有啥动静"])(
    "is listed, the newest first, an item of a collection too: %s",
    async (question) => {
      expect(citedBy(await ask(question))).toEqual(["briefs", "fair", "fish"]);
    },
  );

  it("is the newest one that tells of it", async () => {
    expect(citedBy(await ask("最新一条讲轮渡的"))).toEqual(["briefs"]);
    expect(citedBy(await ask("轮渡最近一次是什么时候报道的"))).toEqual(["briefs"]);
  });

  it("does not demand what is done to a thing, of which each stage has its word", async () => {
    expect(citedBy(await ask("轮渡码头翻修，报上登过哪几篇"))).toEqual(["ferry", "dock"]);
  });

  it("is asked for once where a further part only asks of the articles", async () => {
    expect(citedBy(await ask("鱼市你们登过几篇，分别是哪天"))).toEqual(["briefs", "fair", "fish"]);
  });

  it("is the first that names it", async () => {
    expect(citedBy(await ask("最早提到鱼市是什么时候"))).toEqual(["fish"]);
  });

  it("is counted by headlines where the headline is asked for", async () => {
    const answer = await ask("标题里带“鱼市”的有几篇");

    expect(answer.text).toContain("**2**篇");
    expect(citedBy(answer)).toEqual(["fair", "fish"]);
  });

  it("is quoted by what speaks of it, never by the line of who wrote it", async () => {
    const answer = await ask("鱼市都报过哪些");
    const quotes = answer.status === "answered" ? answer.citations.map(({ quote }) => quote) : [];

    expect(quotes).toEqual(["●鱼市周三休市一天。", "西桥的新摊位鱼市昨日开秤。", "鱼市月底搬到西桥。"]);
  });

  it.each(["镇长提了多少条要求", "学员报了几期培训"])(
    "is not asked by what is counted in an article: %s",
    async (question) => {
      expect((await ask(question)).text).not.toMatch(/的报道有/);
    },
  );
});

import { describe, expect, it } from "vitest";
import { listLatest } from "../../src/answer/latest.js";
import type { IsoDay } from "../../src/clock.js";
import { anArticle } from "../fakes/articles.js";
import { SMALL_ARCHIVE, SMALL_DICTIONARY } from "../fakes/small-archive.js";
import { smallNewsroom } from "../fakes/small-newsroom.js";

const { questions } = await smallNewsroom(SMALL_ARCHIVE, { dictionary: SMALL_DICTIONARY });

function latest(question: string, { today = "2025-04-10", articles = SMALL_ARCHIVE } = {}): string[] {
  return listLatest(questions.read(question, { today: today as IsoDay }), articles).map(
    ({ article }) => article.id,
  );
}

describe("the newest news", () => {
  it.each(["最近有什么新闻？", "最新一期报道了什么内容", "徐汇最近有什么大事"])(
    "is the newest issue's: %s",
    (question) => {
      expect(latest(question)).toEqual(["library"]);
    },
  );

  it("goes by today: what is not yet printed is not told", () => {
    expect(latest("最近有什么新闻？", { today: "2025-03-31" })).toEqual(["signing", "visit", "data"]);
    expect(latest("最近有什么新闻？", { today: "2020-01-01" })).toEqual([]);
  });

  it("is of the front page where that is asked for", () => {
    expect(latest("头版有什么新闻？", { today: "2025-04-01" })).toEqual(["signing", "visit"]);
  });

  it("leaves notices out, and articles without a day", () => {
    const articles = [
      anArticle({ id: "notice", body: "合刊启事。", publishedOn: "2025-04-09", kind: "notice" }),
      anArticle({ id: "undated", body: "不知哪天的报道。", publishedOn: null }),
      anArticle({ id: "news", body: "菜场开张。热闹。", publishedOn: "2025-04-08" }),
    ];

    expect(latest("最近有什么新闻？", { articles })).toEqual(["news"]);
  });

  it("quotes the opening sentence, of five articles at most", () => {
    const articles = Array.from({ length: 8 }, (_, i) =>
      anArticle({ id: `a${i}`, body: "第一句。第二句。" }),
    );
    const question = questions.read("最近有什么新闻？", { today: "2025-04-10" as IsoDay });

    const quotes = listLatest(question, articles);

    expect(quotes).toHaveLength(5);
    for (const { article, start, end, marks } of quotes) {
      expect(article.body.slice(start, end)).toBe("第一句。");
      expect(marks).toEqual([]);
    }
  });

  it.each(["桂花节什么时候开幕？", "最近上汽集团签了什么协议？", "最近有什么新闻？图书馆在哪里？"])(
    "is not what is asked for: %s",
    (question) => {
      expect(latest(question)).toEqual([]);
    },
  );
});

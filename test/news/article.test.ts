import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { IsoDay } from "../../src/clock.js";
import { DataError } from "../../src/errors.js";
import {
  ARTICLE_KINDS,
  type Article,
  type ArticleId,
  parseArticleLine,
  parseArticleMarkdown,
  toArticleMarkdown,
} from "../../src/news/article.js";
import { removeHidden } from "../../src/news/text.js";

const read = (markdown: string) => parseArticleMarkdown(markdown, { id: "a", where: "a.md" });
const line = (row: object) => parseArticleLine(JSON.stringify(row), "news.jsonl:7");

describe("an article in Markdown", () => {
  it("has its facts in front and its text below", () => {
    const article = read(
      "---\ntitle: 图书馆延长开放\npublished: 2025-04-07\npaper: 徐汇报\nissue: 第0012期\npage: 4\nbyline: 刘坤\nsource: 区文旅局\nurl: https://paper.example/4\nkind: photo\n---\n\n每晚开到九点。\n\n周一闭馆。\n",
    );

    expect(article).toEqual({
      id: "a",
      title: "图书馆延长开放",
      subtitle: null,
      body: "每晚开到九点。\n\n周一闭馆。",
      publishedOn: "2025-04-07",
      paper: "徐汇报",
      issue: "第0012期",
      page: 4,
      byline: "刘坤",
      source: "区文旅局",
      url: "https://paper.example/4",
      kind: "photo",
    });
  });

  it("is the whole file where there is no front matter, its first heading the title", () => {
    const article = read("# 菜场改造完成\n\n摊位增加到八十二个。");

    expect(article).toMatchObject({
      title: "菜场改造完成",
      body: "摊位增加到八十二个。",
      publishedOn: null,
      kind: "article",
    });
  });

  it("does not say its title twice, but keeps another heading", () => {
    expect(read("---\ntitle: 甲\n---\n# 甲\n正文。").body).toBe("正文。");
    expect(read("---\ntitle: 甲\n---\n# 乙\n正文。").body).toBe("# 乙\n正文。");
  });

  it("keeps figures in the front matter as written", () => {
    expect(read("---\ntitle: 2025\nissue: 0012\nbyline: 1.0\n---\n正文。")).toMatchObject({
      title: "2025",
      issue: "0012",
      byline: "1.0",
    });
  });

  it("loses what nobody sees, in body and title", () => {
    expect(read("---\ntitle: 图\u200b书馆\n---\n每晚\u202e开到九点。")).toMatchObject({
      title: "图书馆",
      body: "每晚开到九点。",
    });
  });

  it("keeps no link but http(s), and no page that is none", () => {
    expect(read("---\nurl: javascript:alert(1)\npage: 首页\n---\n正文。")).toMatchObject({
      url: null,
      page: null,
    });
  });

  it.each([
    [
      "a day that is none",
      "---\npublished: 2025-02-30\n---\n正文。",
      /^a\.md: published: “2025-02-30” is not a day/,
    ],
    ["a kind that is none", "---\nkind: poem\n---\n正文。", /^a\.md: kind: /],
    ["front matter that is not YAML", "---\ntitle: [\n---\n正文。", /^a\.md: the front matter is not YAML/],
    ["no text", "---\ntitle: 只有标题\n---\n \n", /^a\.md: the article has no text/],
  ])("is refused by name for %s", (_, markdown, message) => {
    expect(() => read(markdown)).toThrow(DataError);
    expect(() => read(markdown)).toThrow(message);
  });

  it("is read back as it was written, whatever stands in it", () => {
    const printed = fc
      .string({
        unit: fc.oneof(
          fc.constantFrom(..."徐汇报：“”'\"#-|>&*!%@`{}[],?\\0123~ 是null".split("")),
          fc.string({ unit: "grapheme", minLength: 1, maxLength: 1 }),
        ),
        minLength: 1,
        maxLength: 40,
      })
      .map((text) => removeHidden(text).text.replace(/\s+/g, " ").trim())
      .filter((text) => text !== "");
    const maybe = fc.option(printed, { nil: null });
    const anArticle: fc.Arbitrary<Article> = fc.record({
      id: fc.constant("a" as ArticleId),
      title: fc.oneof(fc.constant(""), printed),
      subtitle: maybe,
      body: fc
        .array(printed, { minLength: 1, maxLength: 4 })
        .map((paragraphs) => paragraphs.join("\n\n"))
        // A body that opens with a heading is a file whose title stands there.
        .filter((body) => !body.startsWith("# ")),
      publishedOn: fc.constantFrom(null, "2025-03-31" as IsoDay, "2024-02-29" as IsoDay),
      paper: maybe,
      issue: maybe,
      page: fc.option(fc.integer({ min: 1, max: 999 }), { nil: null }),
      byline: maybe,
      source: maybe,
      url: fc.constantFrom(null, "https://paper.example/a?b=1&c=%E6%B1%87#d"),
      kind: fc.constantFrom(...ARTICLE_KINDS),
    });

    fc.assert(
      fc.property(anArticle, (article) => {
        expect(read(toArticleMarkdown(article))).toEqual(article);
      }),
      { numRuns: 300 },
    );
  });
});

describe("an article as a JSON line", () => {
  it("needs an id and a text; everything else may be missing or null", () => {
    expect(line({ id: 17, text: "正文。", title: null, page: "4" })).toMatchObject({
      id: "17",
      title: "",
      body: "正文。",
      publishedOn: null,
      page: 4,
      kind: "article",
    });
  });

  it("takes the day of a time stamp", () => {
    expect(line({ id: "a", text: "正文。", publishedOn: "2025-03-31T08:00:00+08:00" }).publishedOn).toBe(
      "2025-03-31",
    );
  });

  it.each([
    ["not JSON", "{id:", /^news\.jsonl:7: not JSON/],
    ["no text", '{"id":"a"}', /^news\.jsonl:7: text: /],
    ["an empty id", '{"id":"","text":"正文。"}', /^news\.jsonl:7: id: /],
    ["a text of white space", '{"id":"a","text":" \\n"}', /^news\.jsonl:7: the article has no text/],
    ["an array", "[]", /^news\.jsonl:7: /],
  ])("is refused by line and field: %s", (_, text, message) => {
    expect(() => parseArticleLine(text, "news.jsonl:7")).toThrow(message);
  });
});

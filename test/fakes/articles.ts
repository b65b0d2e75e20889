/** An article of which only what matters to the test is spelt out. */
import { parseIsoDay } from "../../src/clock.js";
import { type Article, parseArticleLine } from "../../src/news/article.js";

export interface AnArticle {
  readonly id?: string;
  readonly title?: string;
  readonly body: string;
  /** `null` where the paper does not say. */
  readonly publishedOn?: string | null;
  readonly url?: string;
  readonly page?: number;
  readonly paper?: string;
  readonly kind?: Article["kind"];
}

export function anArticle({
  id = "a",
  body,
  publishedOn = "2025-01-06",
  paper = "徐汇报",
  title = "",
  ...more
}: AnArticle): Article {
  if (publishedOn !== null && !parseIsoDay(publishedOn)) throw new Error(`${publishedOn} is no day`);
  return parseArticleLine(JSON.stringify({ id, title, text: body, publishedOn, paper, ...more }), "test");
}

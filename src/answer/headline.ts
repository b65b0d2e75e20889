/** What an article is called where only its name is shown. */
import type { Article } from "../news/article.js";
import type { Headline } from "./answer.js";

/** An article without a headline goes by its first words. */
export function titleOf({ title, body }: Article): string {
  return title === "" ? `${body.trim().slice(0, 20)}…` : title;
}

export function toHeadline(article: Article): Headline {
  return { articleId: article.id, title: titleOf(article), publishedOn: article.publishedOn };
}

/** How articles of the catalogue are shown: by headline, day, page and a sentence, and how many more there are. */
import type { Article } from "../../news/article.js";
import type { Period } from "../../search/question.js";
import type { Headline } from "../answer.js";
import type { Quote } from "../extract.js";
import { toHeadline } from "../headline.js";
import { withoutMarkup } from "../markup.js";
import { type Language, sayDay, sayRange } from "../phrases.js";
import type { ToldLine } from "../told.js";

/** Headlines shown with a quotation; more are counted. */
export const MOST = 6;

const NEAREST = 3;

export function listed(
  articles: readonly Article[],
  quoteOf: (article: Article) => Quote | null,
  language: Language,
): ToldLine[] {
  return articles.slice(0, MOST).flatMap((article) => {
    const quote = quoteOf(article);
    if (quote === null) return [];
    const page =
      article.page === null ? "" : language === "zh" ? `，第${article.page}版` : `, page ${article.page}`;
    const title = article.title === "" ? "" : `《${withoutMarkup(article.title)}》`;
    const day = sayDay(article.publishedOn, language);
    return [
      { text: language === "zh" ? `${title}（${day}${page}）` : `${title} (${day}${page})`, quotes: [quote] },
    ];
  });
}

export function shownOf(count: number, language: Language, most = MOST): string {
  if (count <= most) return language === "zh" ? "：" : ":";
  return language === "zh" ? `，先列${most}篇：` : `, the first ${most}:`;
}

/** Headlines whose days are nearest to the period asked about. */
export function nearestTo(period: Period | null, articles: readonly Article[]): Headline[] {
  const distance = ({ publishedOn }: Article) => {
    if (publishedOn === null || period === null) return Number.POSITIVE_INFINITY;
    const day = Date.parse(publishedOn);
    return Math.max(Date.parse(period.range.from) - day, day - Date.parse(period.range.to), 0);
  };
  return [...articles]
    .sort((a, b) => distance(a) - distance(b))
    .slice(0, NEAREST)
    .map(toHeadline);
}

/** “去年4月（2024年4月）”: a time given relative to today is worked out for the reader. */
export function sayWhen({ text, range }: Period, language: Language): string {
  const worked = sayRange(range, language);
  const isPlain = /\d{4}/.test(text) || text === worked;
  return isPlain ? text : language === "zh" ? `${text}（${worked}）` : `${text} (${worked})`;
}

/**
 * An edition of which the paper does not tell yet (“明年的庙会几号”, “第四届……哪天开幕”, “5路改到哪天”): the last one is
 * no answer to it. Where a report says that nothing is settled, that is quoted.
 */

import type { Article } from "../../news/article.js";
import { findDates } from "../../news/dates.js";
import { fold, splitSentences } from "../../news/text.js";
import type { Question } from "../../search/question.js";
import { toHeadline } from "../headline.js";
import { withoutMarkup } from "../markup.js";
import type { Finding } from "../told.js";
import type { AskedPhase } from "./asked-phase.js";
import { tellsOf } from "./phase-articles.js";

const UNSETTLED =
  /(?:还|尚|目前|暂)(?:没有?|未|无)(?:最后|最终|完全)?(?:定(?![期时位])|确定|公布|敲定)|(?:日期|时间|地点)[^,;。]{0,10}(?:待定|另行(?:公布|通知|确定)|未定)|择[日期](?:公布|举)/;
const NEXT = /下一?[届期次]|明年|来年/;
const NEAREST = 3;

/** @param about newest first; @returns null where some report tells of it, or none of the thing at all */
export function answerUndecided(
  asked: AskedPhase,
  about: readonly Article[],
  { today }: Question,
): Finding | null {
  const { counts, edition } = asked;
  const isFuture = edition !== null && edition.from > today;
  if (about.length === 0 || (counts.length === 0 && !isFuture)) return null;
  const told = about.filter((article) => tellsOf(article, asked));
  const quote = unsettled(counts.length > 0 && told.length > 0 ? told : about, asked);
  if (quote !== null && (isFuture || told.length === 0 || counts.length > 0))
    return { kind: "told", told: [{ text: "**报上说还没有定**", quotes: [quote] }] };
  if (counts.length > 0 && told.length > 0) return null;
  if (counts.length === 0 && isFuture && about.some((article) => datesWithin(article, asked))) return null;
  const year = isFuture ? `${edition.from.slice(0, 4)}年的` : "";
  return {
    kind: "nothing",
    text: `报上还没有说到${withoutMarkup(`${year}${asked.words}`)}。`,
    nearest: about.slice(0, NEAREST).map(toHeadline),
  };
}

function unsettled(articles: readonly Article[], asked: AskedPhase) {
  for (const article of articles) {
    const isNext = NEXT.test(fold(article.title));
    for (const { start, end } of splitSentences(article.body)) {
      const text = fold(article.body.slice(start, end));
      // “第六届……还没有定” says nothing of the seventh.
      const other = (text.match(/第[\d一二三四五六七八九十]+[届期]/g) ?? []).some(
        (count) =>
          asked.counts.length > 0 &&
          !tellsOf({ ...article, title: "", body: count }, { ...asked, subject: [] }),
      );
      if (other) continue;
      const isOfIt =
        isNext ||
        NEXT.test(text) ||
        (asked.counts.length > 0 && tellsOf({ ...article, title: "", body: text }, asked));
      if (isOfIt && UNSETTLED.test(text)) return { article, start, end, marks: [] };
    }
  }
  return null;
}

/** Whether a sentence on the thing names a day of that year. */
function datesWithin({ body, publishedOn }: Article, { subject, edition }: AskedPhase): boolean {
  return splitSentences(body).some(({ start, end }) => {
    const text = fold(body.slice(start, end));
    if (!subject.every(({ forms }) => forms.some((form) => text.includes(form)))) return false;
    return findDates(text, publishedOn).some(
      ({ range }) => range.to >= edition!.from && range.from <= edition!.to,
    );
  });
}

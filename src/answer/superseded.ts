/**
 * Of two quotations the newer may say itself that the older no longer holds
 * (“由18时至20时改为18时至21时” over “晚上18时至20时”). Then the newer comes first,
 * and the reader is told that the other was before.
 */
import { fold } from "../news/text.js";
import { outdatedIn } from "./candidate/outdated.js";
import type { ArticleReading } from "./evidence.js";
import type { Extraction, Quote } from "./extract.js";

export interface Ordered {
  readonly quote: Quote;
  /** A newer quotation of the answer names its value as past. */
  readonly before: boolean;
}

/** @returns the same quotations; those that were replaced last, the newest of them first */
export function replacedLast(quotes: readonly Quote[], { findings }: Extraction): Ordered[] {
  const readings = findings.flatMap(({ judged }) => judged.map(({ evidence }) => evidence.reading));
  const pastOf = new Map(quotes.map((quote) => [quote, pastValues(quote, readings)]));
  const isReplaced = (quote: Quote) =>
    quotes.some((newer) => isLater(newer, quote) && pastOf.get(newer)!.some((past) => holds(quote, past)));
  const ordered = quotes.map((quote) => ({ quote, before: isReplaced(quote) }));
  const replaced = ordered.filter(({ before }) => before);
  return [
    ...ordered.filter(({ before }) => !before),
    ...replaced.sort((a, b) => Number(isLater(b.quote, a.quote)) - Number(isLater(a.quote, b.quote))),
  ];
}

function isLater({ article: a }: Quote, { article: b }: Quote): boolean {
  return a.publishedOn !== null && b.publishedOn !== null && a.publishedOn > b.publishedOn;
}

/** A figure or a time of day with the character that counts it: 18时, 10元. */
const VALUE = /\d[\d.:,]*[\u4e00-\u9fff%]?/g;

/** Each as the values it is made of. What has no figure in it (周一闭馆) is too plain to be known again. */
function pastValues(quote: Quote, readings: readonly ArticleReading[]): string[][] {
  const reading = readings.find(({ article }) => article === quote.article);
  if (!reading) return [];
  return outdatedIn(reading, quote).flatMap(({ start, end }) => {
    const values = fold(quote.article.body.slice(start, end)).match(VALUE) ?? [];
    return values.length === 0 ? [] : [values];
  });
}

function holds({ article, start, end }: Quote, values: readonly string[]): boolean {
  const printed = new Set(fold(article.body.slice(start, end)).match(VALUE) ?? []);
  return values.every((value) => printed.has(value));
}

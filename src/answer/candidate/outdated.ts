/**
 * “由每晚8元调整为每晚10元”: of the two values the sentence itself says which no
 * longer holds. Asked for how things stand, the old one is no answer; asked for
 * how they stood, the new one is none.
 */
import type { IsoDay } from "../../clock.js";
import type { Span } from "../../news/text.js";
import type { Clause } from "../../search/question.js";
import type { ArticleReading } from "../evidence.js";
import type { Candidate } from "./candidate.js";

const TO_NEW =
  "(?:提高|上调|下调|降低|下降|调整|变更|推迟|延长|延期|延后|提前|缩短|增加|减少|扩大|缩小|改|增|减|涨|降|升|变)(?:到|至|为|成|在)";
const FROM_OLD = new RegExp(`(?:由|从)([^，,。；;由从]{1,24}?)${TO_NEW}`, "g");
const ONCE_PLANNED = /(?:原定于?|原计划于?|原为|原先为|此前为)([^，,。；;]{1,16})/g;

/** Where the sentence prints what no longer holds. */
export function outdatedIn({ body }: ArticleReading, span: Span): Span[] {
  const sentence = body.slice(span.start, span.end);
  return [FROM_OLD, ONCE_PLANNED].flatMap((pattern) =>
    [...sentence.matchAll(pattern)].map((match) => {
      const start = span.start + match.index + match[0].indexOf(match[1]!);
      return { start, end: start + match[1]!.length };
    }),
  );
}

/** The day from which the sentence's new value holds, else the day of the report; null if it tells of no change or neither is known. */
export function changeDay(reading: ArticleReading, span: Span): IsoDay | null {
  if (outdatedIn(reading, span).length === 0) return null;
  const begun = reading.dates.find(
    ({ start, end, precision }) =>
      start >= span.start &&
      end <= span.end &&
      precision !== "vague" &&
      /^起/.test(reading.body.slice(end, end + 1)),
  );
  return begun?.range.from ?? reading.article.publishedOn;
}

const ASKS_BEFORE = /以前|原来|之前(?!交|报|完|要)|原先|过去|从前|此前|当初|本来|原定|[价整调]前/;
const NOT_ASKED_FOR = 0.5;

/** Asked how things stood: in words, or for days before the change. */
function asksBefore({ text, period }: Clause, reading: ArticleReading, span: Span): boolean {
  if (ASKS_BEFORE.test(text)) return true;
  const day = period === null ? null : changeDay(reading, span);
  return day !== null && period!.range.to < day;
}

/** The same candidates, those of the other time at half their fit. */
export function rateByTime(
  candidates: readonly Candidate[],
  clause: Clause,
  { reading, span }: { readonly reading: ArticleReading; readonly span: Span },
): Candidate[] {
  const outdated = outdatedIn(reading, span);
  if (outdated.length === 0) return [...candidates];
  const before = asksBefore(clause, reading, span);
  return candidates.map((one) => {
    const isOld = outdated.some(({ start, end }) => start < one.end && one.start < end);
    return isOld === before ? one : { ...one, fit: one.fit * NOT_ASKED_FOR };
  });
}

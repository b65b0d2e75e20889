/**
 * The part of a sentence, between commas, that holds a value: what it is a value
 * of stands there or before it, never first behind it.
 */
import type { Span } from "../../news/text.js";
import type { Clause } from "../../search/question.js";
import type { Term } from "../../search/terms.js";
import type { ArticleReading } from "../evidence.js";
import type { Candidate } from "./candidate.js";

/** 1,200 is one figure. */
const PARTS = /(?<!\d(?=,\d{3})),|[，;；:：]/g;

/** No part is longer; a table without a full stop is one sentence of thousands of values. */
const LONGEST_PART = 300;

/** @param body folded */
export function partAround(body: string, sentence: Span, value: Span): Span {
  const from = Math.max(sentence.start, value.start - LONGEST_PART);
  let start = from;
  let end = Math.min(sentence.end, value.end + LONGEST_PART);
  for (const { index } of body.slice(from, end).matchAll(PARTS)) {
    const at = from + index;
    if (at < value.start) start = at + 1;
    else if (at >= value.end) {
      end = at;
      break;
    }
  }
  return { start, end };
}

/** What names a day or an hour and nothing else: “9月28日19时,”. Its sentence is about what follows. */
const ONLY_WHEN =
  /[\d年月日号时点分起周星期一二三四五六七八九十():-]|上午|下午|晚上?|早上?|当[天日]|今年|昨[天日]|[自从于在至到]/g;
const LEAST_SAID = 3;
const ASIDE = 0.4;
const THINGS: ReadonlySet<Term["role"]> = new Set(["name", "noun", "guess"] as const);

/** Things asked about, those of an earlier part where it names none of its own; a lone character (新, 季) stands in too many words to be one. */
export function thingsOf({ terms }: Clause): readonly Term[] {
  const things = terms.filter(({ role, text }) => THINGS.has(role) && text.length > 1);
  const own = things.filter(({ carried }) => !carried);
  return own.length > 0 ? own : things;
}

/** “12路于4月2日开通,经过文化馆”: the day is of the line. A value before the first mention of what is asked counts less. */
export function rateByTopic(
  candidates: readonly Candidate[],
  clause: Clause,
  { reading, span }: { readonly reading: ArticleReading; readonly span: Span },
): Candidate[] {
  const things = thingsOf(clause);
  const holds = (text: string) => things.some(({ forms }) => forms.some((form) => text.includes(form)));
  if (!holds(reading.body.slice(span.start, span.end)) || holds(reading.title)) return [...candidates];
  return candidates.map((one) => {
    const part = partAround(reading.body, span, one);
    if (holds(reading.body.slice(span.start, part.end))) return one;
    const said = reading.body.slice(part.start, part.end).replace(ONLY_WHEN, "");
    return said.length <= LEAST_SAID ? one : { ...one, fit: one.fit * ASIDE };
  });
}

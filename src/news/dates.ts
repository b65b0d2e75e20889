/**
 * Dates in Chinese newspaper text and in questions: where they stand and which
 * days they mean.
 *
 * A date without its year is read against the reference: the day of publication
 * for an article, today for a question. What the text leaves open is marked
 * (`certain`), and what cannot be resolved is not a mention: no date is invented.
 */
import type { IsoDay } from "../clock.js";
import type { DayRange } from "./dates/calendar.js";
import { ARABIC_DIGITS, CHINESE_DIGITS, type DateMention, type Known, type Reading } from "./dates/draft.js";
import { nextStart, readDraft } from "./dates/rules.js";
import { settle } from "./dates/settle.js";
import { extend, readSpan } from "./dates/span.js";
import { fold, type Span } from "./text.js";

export type { DayRange } from "./dates/calendar.js";
export type { DateMention } from "./dates/draft.js";

// Counting from a mistyped 9999-12-31 would leave the years there are; such a reference is none.
const FIRST_REFERENCE = "1700-01-01";
const LAST_REFERENCE = "2299-12-31";

/**
 * @param reference the day of publication or of asking; without one only dates
 *   with a written year, and what refers back to them, are found
 * @returns in order, without overlap; offsets point into `text`
 */
export function findDates(text: string, reference: IsoDay | null): DateMention[] {
  return findDatesInFolded(fold(text), reference);
}

/** The same for a text in the form of `fold`. */
export function findDatesInFolded(folded: string, reference: IsoDay | null): DateMention[] {
  const near = reference && reference >= FIRST_REFERENCE && reference <= LAST_REFERENCE ? reference : null;
  const mentions: DateMention[] = [];
  let known: Known | null = null;
  let at = nextStart(folded, 0);
  while (at < folded.length) {
    const mention = readMention({ text: folded, start: at, reference: near, known });
    if (mention) {
      mentions.push(mention);
      if (mention.precision !== "vague") known = mention;
    }
    at = nextStart(folded, mention?.end ?? afterRun(folded, at));
  }
  return mentions;
}

/**
 * “6月16日” where no year is told: for a text that has no day either. A festival is none, its day depends on the year.
 *
 * @param folded as of `fold`
 * @returns the days as they fall in a leap year, in order
 */
export function findYearlessDays(folded: string): (Span & { readonly range: DayRange })[] {
  const days: (Span & { readonly range: DayRange })[] = [];
  let at = nextStart(folded, 0);
  while (at < folded.length) {
    const draft = readDraft({ text: folded, start: at, reference: null, known: null });
    const figures = DIGITS[folded.charCodeAt(at)] !== 0;
    const range = figures && draft?.year === null && draft.precision === "day" && draft.within(LEAP_YEAR);
    if (draft && range) days.push({ start: at, end: draft.end, range });
    at = nextStart(folded, draft?.end ?? afterRun(folded, at));
  }
  return days;
}

const LEAP_YEAR = 2000;

function readMention(reading: Reading): DateMention | null {
  const left = readDraft(reading);
  if (!left) return null;
  const span = left.precision === "vague" ? null : readSpan(left, reading);
  const mention = span ?? settle(left, reading);
  return mention && extend(mention, reading);
}

/** Digits that are no date are passed over as a whole: the “4日” of “二十四日” is none either. */
function afterRun(text: string, start: number): number {
  const kind = DIGITS[text.charCodeAt(start)]!;
  let at = start + 1;
  while (kind !== 0 && at < text.length && DIGITS[text.charCodeAt(at)] === kind) at += 1;
  return at;
}

const DIGITS = new Uint8Array(0x10000);
for (const char of ARABIC_DIGITS) DIGITS[char.charCodeAt(0)] = 1;
for (const char of CHINESE_DIGITS) DIGITS[char.charCodeAt(0)] = 2;

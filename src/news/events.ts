/**
 * What happens on which days, as the sentences of an article say it: events,
 * deadlines, rules in force.
 *
 * Only what a sentence ties to a day it tells is a mention. An end that is not
 * told stays open (`sense`), and a guessed day gives none: no date is invented.
 */
import type { Article } from "./article.js";
import { findDates } from "./dates.js";
import { readChanges } from "./events/change.js";
import { readDeadlines } from "./events/deadline.js";
import type { EventMention, FoundEvent } from "./events/found.js";
import { readHappenings } from "./events/happening.js";
import { joinEnds, nameDeadlines } from "./events/joined.js";
import { headlineName, readListed, readUnderHeadline } from "./events/listed.js";
import { readNotices } from "./events/notice.js";
import { readRules } from "./events/rule.js";
import { type DatedSentence, eventDates } from "./events/sentence.js";
import { DAY_HINT, OFF_HINT, TRIGGER } from "./events/words.js";
import { fold, type Span, splitSentences } from "./text.js";

export type { EventMention } from "./events/found.js";

/** A sentence longer than this is a page run together; what stands at its two ends does not belong together. */
const LONGEST_SENTENCE = 400;
/** “20日” and “当天” are told by the date in the sentence before; for others that need not be read. */
const LEANS = /(?:^|[^月\d\-—–~～至到、和/.])\d{1,2} ?[日号]|[当同][天日月]|次日/;
/** Of one sentence; a programme of many days is found by its first. */
const MOST = 4;

/** @returns in the order of the text */
export function findEvents(article: Article): EventMention[] {
  const { body } = article;
  if (!TRIGGER.test(body)) return [];
  const headline = fold(article.title);
  const sentences = splitSentences(body);
  const mentions = sentences.flatMap((span, i) => {
    const printed = body.slice(span.start, span.end);
    if (printed.length > LONGEST_SENTENCE || !TRIGGER.test(printed)) return [];
    if (!DAY_HINT.test(printed) && !OFF_HINT.test(printed)) return [];
    const from = (LEANS.test(printed) ? sentences[i - 1] : span)?.start ?? span.start;
    return readSentence(article, { span, from, headline });
  });
  return nameDeadlines(joinEnds(mentions, body));
}

interface Place {
  readonly span: Span;
  /** Where to begin reading dates: “20日” is of the month named in the sentence before. */
  readonly from: number;
  /** Folded. */
  readonly headline: string;
}

function readSentence({ body, publishedOn }: Article, { span, from, headline }: Place): EventMention[] {
  const text = fold(body.slice(span.start, span.end));
  const shift = from - span.start;
  const dates = findDates(body.slice(from, span.end), publishedOn).flatMap((date) =>
    date.start + shift < 0 ? [] : [{ ...date, start: date.start + shift, end: date.end + shift }],
  );
  const sentence: DatedSentence = { text, dates: eventDates(text, dates), publishedOn };
  const changes = readChanges(sentence);
  if (sentence.dates.length === 0 && changes.length === 0) return [];
  const deadlines = readDeadlines(sentence);
  const found =
    changes.length > 0
      ? changes
      : firstOfEach([
          ...deadlines,
          ...readRules(sentence),
          ...readListed(sentence),
          ...readNotices(sentence, headline),
          ...happenings(sentence, headline),
        ]);
  return found.slice(0, MOST).map((one) => ({ ...one, start: span.start, end: span.end }));
}

/** What is announced without a name under a headline that is one, goes by it. */
function happenings(sentence: DatedSentence, headline: string): FoundEvent[] {
  const { publishedOn } = sentence;
  const found = readHappenings(sentence);
  const listed = readUnderHeadline(sentence, headline).filter(
    ({ range }) => !found.some((one) => one.range.from === range.from),
  );
  const name = found.some((one) => one.name === null) ? headlineName(headline) : null;
  const named = found.map((one) =>
    name !== null && one.name === null && publishedOn !== null && one.range.to >= publishedOn
      ? { ...one, name }
      : one,
  );
  return [...named, ...listed];
}

/** The same first day is told once: what is to be done by it before what is in force, and that before what happens. */
function firstOfEach(found: readonly FoundEvent[]): FoundEvent[] {
  const days = new Map<string, FoundEvent["kind"]>();
  return found.filter(({ range, kind }) => {
    const known = days.get(range.from) ?? days.get(range.to);
    for (const day of [range.from, range.to]) if (known === undefined) days.set(day, kind);
    return known === undefined || (known === kind && kind === "event");
  });
}

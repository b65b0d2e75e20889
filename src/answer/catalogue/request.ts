/**
 * Whether a question asks for articles rather than for what stands in one: the
 * newest issue, the front page of last month, what there was on a topic, how
 * many. Told by the frame of the question; its other words are the topic.
 */
import { fold } from "../../news/text.js";
import type { Clause, Period, Question } from "../../search/question.js";
import type { Term } from "../../search/terms.js";
import {
  BEFORE_PRINTING,
  COUNTS,
  FRAMED,
  FRONT_PAGE,
  GENERIC,
  IN_PASSING,
  IN_TITLE,
  ISSUES,
  LATEST,
  LISTS,
  LISTS_PRINTED,
  NOTICES,
  OTHER_SENSE,
  oneOf,
  TIMELINE,
} from "./frame.js";
import { recentPeriod } from "./recent.js";

interface Asked {
  readonly period: Period | null;
  readonly frontPage: boolean;
  /** How many there are, not only which. */
  readonly counts: boolean;
  /** Only the newest or the first of them is asked for. */
  readonly one: "newest" | "first" | null;
  /** What is new is asked for (有什么变化), not a list. */
  readonly latest: boolean;
  /** What the paper announces (公告) is asked for, not what it reports. */
  readonly notices: boolean;
}

export interface Topic {
  /** As the reader put it, for the answer. */
  readonly name: string;
  readonly terms: readonly Term[];
  /** Only to be mentioned (提到), not what the article is about. */
  readonly inPassing: boolean;
  /** To stand in the headline (标题里带……). */
  readonly inTitle: boolean;
}

export type CatalogueRequest =
  | ({ readonly kind: "issue"; readonly which: "newest" | "previous" | "before-previous" | "first" } & Asked)
  | ({ readonly kind: "topic"; readonly topic: Topic } & Asked)
  | { readonly kind: "timeline"; readonly topic: Topic };

/**
 * @param isLocal whether a word is what the whole paper is about
 * @returns null if something else is asked, or several things at once.
 */
export function readRequest(question: Question, isLocal: (term: Term) => boolean): CatalogueRequest | null {
  const [clause] = question.clauses;
  if (!clause || !question.clauses.slice(1).every(asksOfThem)) return null;
  // Its own words, without those brought in from the turn before: they are topic, never frame.
  const folded = question.language === "en" ? fold(question.standalone) : clause.text;
  if (OTHER_SENSE.test(folded)) return null;
  const recent = recentPeriod(folded, question.today);
  // A festival that only says when is no topic.
  const dated = [recent, question.period].flatMap((period) => (period ? [period.text] : []));
  const notices = NOTICES.exec(folded)?.[0];
  const framing = notices === undefined ? dated : [...dated, notices];
  const terms = beyond(clause.terms, folded, framing).filter((term) => !isLocal(term));
  if (terms.length > 0 && TIMELINE.test(folded)) return { kind: "timeline", topic: toTopic(folded, terms) };
  const counts = COUNTS.test(folded);
  const asked: Asked = {
    period: question.period ?? recent,
    frontPage: FRONT_PAGE.test(folded),
    counts,
    one: oneOf(folded),
    latest: LATEST.test(folded),
    notices: notices !== undefined,
  };
  if (terms.length > 0) {
    if (!counts && asked.one === null && !asked.latest && !asksForList(folded)) return null;
    return { kind: "topic", topic: toTopic(folded, terms), ...asked };
  }
  const isDated =
    asked.period !== null || asked.one !== null || question.latest || /期|报纸|issue/.test(folded);
  if (!counts && !(isDated && (asked.notices || asked.latest || ISSUES.test(folded)))) return null;
  return { kind: "issue", which: whichIssue(folded), ...asked };
}

/** “……，分别是哪天”: a further part that names nothing asks of the articles the first one asks for. */
function asksOfThem({ terms, asks }: Clause): boolean {
  return (asks === "time" || asks === "list" || asks === "which") && terms.every(({ carried }) => carried);
}

/** Everything printed in a time (“有没有2021年的报纸”). */
export function allOf(period: Period | null): Extract<CatalogueRequest, { kind: "issue" }> {
  const none = { frontPage: false, counts: false, one: null, latest: false, notices: false } as const;
  return { kind: "issue", which: "newest", period, ...none };
}

function asksForList(folded: string): boolean {
  return LISTS.test(folded) || LISTS_PRINTED.test(folded) || IN_TITLE.test(folded);
}

/**
 * The terms that are more than the frame of the question, however a segmenter cut it (报上|报道 as 报|上报|道).
 *
 * @param framing stretches of the question that are part of its frame, besides the words that always are
 */
function beyond(terms: readonly Term[], folded: string, framing: readonly string[]): readonly Term[] {
  const covered = new Set<number>();
  const cover = (start: number, { length }: string) => {
    for (let i = 0; i < length; i++) covered.add(start + i);
  };
  for (const { 0: word, index } of folded.matchAll(GENERIC)) cover(index, word);
  for (const stretch of framing) cover(folded.indexOf(stretch), stretch);
  return terms.filter(({ start, end, forms, carried }) => {
    if (carried) return !isFrame(forms[0] ?? "");
    const places = Array.from({ length: end - start }, (_, i) => start + i);
    return !places.every((place) => covered.has(place)) && !isFrame(forms[0] ?? "");
  });
}

/** An English question's terms stand in Chinese, away from its text. */
function isFrame(form: string): boolean {
  return new RegExp(`^(?:${GENERIC.source})$`).test(form);
}

function whichIssue(folded: string): Extract<CatalogueRequest, { kind: "issue" }>["which"] {
  if (/上上一?期|大前期/.test(folded)) return "before-previous";
  if (/上一?期|前一?期|previous issue/.test(folded)) return "previous";
  return /最早|第一[期篇]|first issue|earliest/.test(folded) ? "first" : "newest";
}

/** The topic in the reader's words: the stretch its terms cover, where they stand close together. */
function toTopic(folded: string, terms: readonly Term[]): Topic {
  const inTitle = IN_TITLE.test(folded);
  const inPassing = !inTitle && IN_PASSING.test(folded);
  const whole = folded.slice(terms[0]!.start, terms.at(-1)!.end);
  const isOnePhrase = terms.every(
    (term, i) => i === 0 || /^[的和与、]?$/.test(folded.slice(terms[i - 1]!.end, term.start)),
  );
  const before = BEFORE_PRINTING.exec(folded)?.[1];
  // A segmenter may glue the joining word to the topic (艺术|季都): then the words as they stand are the topic.
  const glued = terms.find(
    ({ start, end, carried }) => !carried && before && start < before.length && end > before.length,
  );
  if (before !== undefined && glued !== undefined) {
    const only = {
      ...glued,
      start: 0,
      end: before.length,
      text: before,
      forms: [before],
      role: "noun" as const,
    };
    return { name: before, terms: [only], inPassing, inTitle };
  }
  const framed = FRAMED.exec(folded)?.[1];
  if (framed !== undefined) return { name: framed, terms, inPassing, inTitle };
  const name =
    isOnePhrase && terms.every(({ carried }) => !carried) ? whole : terms.map(({ text }) => text).join("、");
  return { name, terms, inPassing, inTitle };
}

/**
 * “暖气啥时候停”, “桥修好没有”, “年检现在去还来得及吗”: the day of one stage of a thing, by the edition that fits
 * the day of asking, as its newest report tells it; how it stands is said first.
 */
import { daysBetween, type IsoDay } from "../../clock.js";
import type { Article } from "../../news/article.js";
import type { Question } from "../../search/question.js";
import type { Term } from "../../search/terms.js";
import { isOfMembers } from "../asked-member.js";
import { sayDay } from "../phrases.js";
import type { Finding } from "../told.js";
import { type AskedPhase, readAskedPhase } from "./asked-phase.js";
import { articlesOn, type PhaseParts, tellsOf } from "./phase-articles.js";
import type { Phase } from "./phase-words.js";
import { readPhases, type ToldPhase } from "./told-phase.js";
import { answerUndecided } from "./undecided.js";

/** @returns null if no such thing is asked or nothing sure is told */
export function answerPhase(question: Question, parts: PhaseParts): Finding | null {
  const asked = readAskedPhase(question);
  if (asked === null) return null;
  const about = articlesOn(asked, parts, question.today);
  const found = about
    .filter((article) => tellsOf(article, asked))
    .flatMap((article) => tellings(article, asked));
  const isOfEdition =
    asked.counts.length > 0 || (asked.edition !== null && asked.edition.from > question.today);
  const chosen = asked.bare && !isOfEdition ? null : choose(found, asked, question.today);
  if (chosen === null) return answerUndecided(asked, about, question);
  const { told, span, mark } = chosen;
  const state = sayPhase(chosen, asked, question.today);
  const quote = { article: told, ...span, marks: [mark] };
  return { kind: "told", told: [{ text: `**${state}**`, quotes: [quote] }] };
}

interface Candidate extends ToldPhase {
  /** 2: the sentence tells of the thing; 1: its headline or lead does. */
  readonly level: number;
  /** How much of what is asked the sentence itself holds, of 1. */
  readonly covered: number;
}

function tellings(article: Article, asked: AskedPhase): Candidate[] {
  const phases: readonly Phase[] =
    asked.phase === "done" && !asked.state ? ["done"] : asked.phase === "due" ? ["due"] : [asked.phase];
  return phases
    .flatMap((phase) => readPhases(article, phase))
    .filter(({ text, lead }) => isOfMembers(asked.members, [text, lead]))
    .flatMap((one) => {
      const level = levelOf(one, asked.subject);
      const whole = coverage(`${one.text} ${one.lead}`, asked);
      return level === 0 || whole < COVERED ? [] : [{ ...one, level, covered: coverage(one.text, asked) }];
    })
    .filter(({ text }) => asked.doing === null || !NEEDS_DOING.has(asked.phase) || text.includes(asked.doing))
    .sort((a, b) => b.level - a.level || b.covered - a.covered)
    .slice(0, 1);
}

/** “几号开始报名” is not told by the day on which the course begins. */
const NEEDS_DOING: ReadonlySet<Phase> = new Set(["begins", "due", "work"] as const);

/** Less of the reader's words in a report, and it may be of another thing. */
const COVERED = 0.6;

/** How much of what the reader says stands in the text: whole terms in any form, else pieces of two characters. */
function coverage(text: string, { words, terms, doing }: AskedPhase): number {
  if (words === "") return 1;
  const held = new Set<number>();
  const mark = (at: number, length: number) => {
    for (let i = at; i < at + length; i++) held.add(i);
  };
  for (const { text: term, forms } of terms)
    if (words.includes(term) && forms.some((form) => text.includes(form)))
      mark(words.indexOf(term), term.length);
  for (let at = 0; at + 2 <= words.length; at++) if (text.includes(words.slice(at, at + 2))) mark(at, 2);
  if (doing !== null && words.includes(doing) && text.includes(doing)) mark(words.indexOf(doing), 1);
  return held.size / words.length;
}

function levelOf({ text, lead }: ToldPhase, subject: readonly Term[]): number {
  if (heldIn(text, subject) === subject.length) return 2;
  return heldIn(`${text} ${lead}`, subject) === subject.length ? 1 : 0;
}

function heldIn(text: string, terms: readonly Term[]): number {
  return terms.filter(({ forms }) => forms.some((form) => text.includes(form))).length;
}

const LONG_OVER = 250;
/** Farther apart two days are of two editions. */
const SEASON_DAYS = 150;

function choose(
  found: readonly Candidate[],
  { edition, phase }: AskedPhase,
  today: IsoDay,
): Candidate | null {
  const pool =
    edition === null
      ? found
      : found.filter(({ range }) => range.from <= edition.to && range.to >= edition.from);
  const ahead = pool.filter(({ range }) => range.to >= today);
  const isOnce = phase === "done" || phase === "work";
  const newest = isOnce ? newestOf(pool) : best(pool);
  if (newest === null || isOnce) return newest;
  const coming = best(ahead);
  if (coming === null) {
    const last = lastOf(pool);
    // Of one that was over long ago a newer report may tell in other words.
    return last && (edition !== null || daysBetween(last.range.to, today) <= LONG_OVER) ? last : null;
  }
  const apart = Math.abs(daysBetween(newest.range.to, coming.range.to));
  return newest.range.to < today && apart <= SEASON_DAYS && isNewer(newest, coming) ? newest : coming;
}

function isNewer(a: ToldPhase, b: ToldPhase): boolean {
  return a.told.publishedOn! > b.told.publishedOn!;
}

/** The newest report of those that tell of the thing itself; in it the first. */
function best(pool: readonly Candidate[]): Candidate | null {
  return (
    [...pool].sort(
      (a, b) => b.level - a.level || b.told.publishedOn!.localeCompare(a.told.publishedOn!),
    )[0] ?? null
  );
}

/** What is built once is told of by its last report, whatever was planned before. */
function newestOf(pool: readonly Candidate[]): Candidate | null {
  const [newest] = [...pool].sort(
    (a, b) => b.told.publishedOn!.localeCompare(a.told.publishedOn!) || b.level - a.level,
  );
  return newest ?? null;
}

/** The edition that was over last, by its newest report. */
function lastOf(pool: readonly Candidate[]): Candidate | null {
  const [last] = [...pool].sort((a, b) => b.range.to.localeCompare(a.range.to));
  if (!last) return null;
  return best(pool.filter(({ range }) => daysBetween(range.to, last.range.to) <= SEASON_DAYS));
}

const DONE: Readonly<Record<Phase, string>> = {
  begins: "开始",
  ends: "结束",
  due: "截止",
  work: "开工",
  done: "完成",
};

function sayPhase(
  { range, printed, planned, told }: Candidate,
  { phase }: AskedPhase,
  today: IsoDay,
): string {
  const verb = DONE[phase];
  const exact = range.from === range.to;
  const day = exact ? sayDay(range.to, "zh") : printed;
  if (range.to >= today) {
    const left = daysBetween(today, range.to);
    const when = !exact ? "" : left === 0 ? "（就在今天）" : `（还有${left}天）`;
    return `${phase === "due" ? "" : "计划"}${day}${verb}${when}`;
  }
  if (!planned) return phase === "done" ? `已于${day}完成` : `已于${day}${verb}`;
  const report = `按${sayDay(told.publishedOn, "zh")}的报道`;
  if (phase === "done" || phase === "work")
    return `${report}，原计划${day}${verb}；以后的情况，报上还没有说到`;
  return `${report}，已于${day}${verb}`;
}

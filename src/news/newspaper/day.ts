/**
 * The day a page came out, worked out from its stories where the page does not
 * print it.
 *
 * The year must stand beside an event's day, and nothing on the page may
 * contradict it; the issue is then the next one after the latest event. A wrong
 * year would poison every date of the archive, so in doubt there is no answer.
 */
import { addDays, daysBetween, type IsoDay, isoDay, parseIsoDay } from "../../clock.js";
import { type DateMention, findDates } from "../dates.js";
import type { PageItem } from "../newspaper.js";
import { splitSentences } from "../text.js";

// A weekly reports what happened since the last issue; a month is the outside of “since then”.
const OLDEST_NEWS = 31;

/**
 * @param weekday on which the paper comes out, 0 for Sunday
 * @returns null where the text leaves it open
 */
export function workOutDay(items: readonly PageItem[], weekday: number): IsoDay | null {
  const openings = items
    .filter(({ kind }) => kind === "article" || kind === "photo")
    .flatMap(({ kind, body }) => openingsOf(body, kind === "photo"));
  const anchors = openings.flatMap((sentence) => anchorsOf(sentence));
  const anchor = anchors.sort().at(-1);
  if (!anchor || anchors.some((day) => daysBetween(day, anchor) > OLDEST_NEWS)) return null;
  if (yearOf(anchor) !== latestYear(items)) return null;
  const events = openings.flatMap((sentence) => eventDays(sentence, anchor));
  const latest = [anchor, ...events].sort().at(-1)!;
  if (daysBetween(anchor, latest) > OLDEST_NEWS) return null;
  return nextWeekday(latest, weekday);
}

/** The first two sentences of a story; of a caption all, since its credit may hold the day. */
function openingsOf(body: string, whole: boolean): string[] {
  const sentences = splitSentences(body).map(({ start, end }) => body.slice(start, end));
  return whole ? sentences : sentences.slice(0, 2);
}

/** Past days of a sentence that has its year beside them. */
function anchorsOf(sentence: string): IsoDay[] {
  const written = days(sentence, null).map(({ range }) => range.from);
  // “2024年…宣传周，4月23日，…”: the year is part of what the event is called. “2024年度” is not.
  const years = [
    ...sentence.matchAll(
      /(20\d\d)年(?=\p{Script=Han})(?!度|底|末|初|以来|全年|上半年|下半年|[一二三四]季度)/gu,
    ),
  ];
  const year = years.length > 0 ? Math.max(...years.map((match) => Number(match[1]))) : null;
  if (written.length > 0 || year === null) return written;
  const near = [`${year}-04-01`, `${year}-10-01`].flatMap((day) => days(sentence, parseIsoDay(day) ?? null));
  // In January and February the news still counts up the year before.
  return near.map(({ range }) => range.from).filter((day) => yearOf(day) === year && day.slice(5) >= "03-01");
}

/** Days of a sentence near the anchor. */
function eventDays(sentence: string, anchor: IsoDay): IsoDay[] {
  return days(sentence, anchor)
    .map(({ range }) => range.to)
    .filter((day) => daysBetween(day, anchor) <= OLDEST_NEWS && daysBetween(anchor, day) <= OLDEST_NEWS);
}

/** Mentions of single days that have passed for the writer. */
function days(sentence: string, reference: IsoDay | null): DateMention[] {
  return findDates(sentence, reference).filter(({ precision, start, end }) => {
    const before = sentence.slice(Math.max(0, start - 6), start);
    const after = sentence.slice(end, end + 8);
    const ahead =
      /[将拟定]于?$|截至|截止|至$|到$|预计|即日起|和$|、$/u.test(before) ||
      /^(?:的《|[，,]?(?:将|前|截止|起))/u.test(after);
    return precision === "day" && !ahead;
  });
}

/** The latest year the page speaks of that is not a plan's. */
function latestYear(items: readonly PageItem[]): number {
  const years = items.flatMap(({ body }) =>
    [...body.matchAll(/(?<!\d)(20\d\d)年(?!前|底前|内)/gu)].map((match) => Number(match[1])),
  );
  const past = years.filter((year) => year % 5 !== 0 || year < 2030);
  return past.length > 0 ? Math.max(...past) : 0;
}

function yearOf(day: IsoDay): number {
  return Number(day.slice(0, 4));
}

function nextWeekday(after: IsoDay, weekday: number): IsoDay {
  const today = new Date(after).getUTCDay();
  return addDays(after, ((weekday - today + 6) % 7) + 1);
}

/** The day in the name of a file or of its folder: 2025-03-31, 20250331, 2025_3_31, 2025年3月31日. */
export function dayInName(path: string): IsoDay | null {
  const [folder = "", name = ""] = ["", ...path.split(/[/\\]/u)].slice(-2);
  return dayIn(name) ?? dayIn(folder);
}

function dayIn(name: string): IsoDay | null {
  const apart = /(?<!\d)(20\d\d)[-_.年](\d{1,2})[-_.月](\d{1,2})(?!\d)/u.exec(name);
  const run = /(?<!\d)(20\d\d)(\d{2})(\d{2})(?!\d)/u.exec(name);
  const parts = apart ?? run;
  return (parts && isoDay(Number(parts[1]), Number(parts[2]), Number(parts[3]))) ?? null;
}

/** The page in the name of a file: p2, 第2版, 02版, page-3, or nothing but 02. */
export function pageInName(path: string): number | null {
  const name = path.split(/[/\\]/u).at(-1) ?? "";
  const parts =
    /第(\d{1,2})[版页]|(?<!\d)(\d{1,2})版|(?:^|[-_. ])(?:p|page|版)[-_. ]?(\d{1,2})(?!\d)|^(\d{1,2})\.\w+$/iu.exec(
      name,
    );
  const page = Number(parts?.slice(1).find((group) => group !== undefined) ?? 0);
  return page > 0 ? page : null;
}

/**
 * What later reports made of what was announced: called off, put on another
 * day, extended, replaced by a newer rule of the same name.
 *
 * Reports are of one thing if their names are, and if they stand in one season:
 * a festival comes again every year.
 */
import { daysBetween, type IsoDay } from "../../clock.js";
import type { Article } from "../../news/article.js";
import type { DayRange } from "../../news/dates.js";
import type { EventMention } from "../../news/events.js";
import type { InArticle, Register } from "../../news/register.js";
import { fold } from "../../news/text.js";
import type { Quote } from "../extract.js";

/** A mention with the article it stands in. */
export interface ToldEvent extends EventMention {
  readonly told: Article;
}

export function toldBy(
  { article, ...event }: EventMention & InArticle,
  articles: readonly Article[],
): ToldEvent[] {
  const told = articles[article];
  return told ? [{ ...event, told }] : [];
}

export function quoteOf({ told, start, end }: ToldEvent): Quote {
  return { article: told, start, end, marks: [] };
}

export const EVER = { from: "0001-01-01", to: "9999-12-31" } as DayRange;

/** Beyond this a name comes again for another time. */
const SEASON_DAYS = 200;
const SHORTEST_NAME = 3;

/** The mentions that may change another: few among many, so they are told apart before anything is copied. */
export function changesIn(register: Register, articles: readonly Article[]): ToldEvent[] {
  return register
    .events(EVER)
    .filter(({ name, change, kind }) => name !== null && (change !== null || kind === "rule"))
    .flatMap((one) => toldBy(one, articles));
}

/** @returns the latest report that changes what `event` says, or null; the same for any order of `others` */
export function laterChange(event: ToldEvent, others: readonly ToldEvent[], today: IsoDay): ToldEvent | null {
  if (event.name === null) return null;
  const changes = others.filter(
    (other) =>
      other.told !== event.told &&
      other.change !== null &&
      (other.kind === event.kind || isOff(other)) &&
      isLater(other, event, today) &&
      isOne(event, other),
  );
  return newest(changes);
}

/** @returns the newest rule of the same name that came into force after this one, or null */
export function newerRule(rule: ToldEvent, others: readonly ToldEvent[], today: IsoDay): ToldEvent | null {
  if (rule.kind !== "rule" || rule.name === null) return null;
  const key = nameKey(rule.name);
  const newer = others.filter(
    (other) =>
      other.kind === "rule" &&
      other.name !== null &&
      nameKey(other.name) === key &&
      other.range.from > rule.range.from &&
      (other.told.publishedOn ?? "") <= today,
  );
  return [...newer].sort((a, b) => b.range.from.localeCompare(a.range.from) || inOrder(a, b))[0] ?? null;
}

/** Called off or put off without a new day. */
export function isOff({ change }: EventMention): boolean {
  return change === "cancelled" || change === "postponed";
}

/** Newest report first, then by place: an order that does not hang on how the articles lie. */
export function inOrder(a: ToldEvent, b: ToldEvent): number {
  return (
    (b.told.publishedOn ?? "").localeCompare(a.told.publishedOn ?? "") ||
    compare(a.told.id, b.told.id) ||
    a.start - b.start ||
    a.range.from.localeCompare(b.range.from)
  );
}

function newest(events: readonly ToldEvent[]): ToldEvent | null {
  return [...events].sort(inOrder)[0] ?? null;
}

export function isOne(a: ToldEvent, b: ToldEvent): boolean {
  // Names are compared last: a large archive has many of them, and few in one season.
  return a.name !== null && b.name !== null && sameSeason(a, b) && sameName(a.name, b.name);
}

function isLater(change: ToldEvent, event: ToldEvent, today: IsoDay): boolean {
  const day = change.told.publishedOn;
  return day !== null && day <= today && day > (event.told.publishedOn ?? "");
}

function sameSeason(a: ToldEvent, b: ToldEvent): boolean {
  return Math.abs(daysBetween(a.range.from, b.range.from)) <= SEASON_DAYS;
}

function sameName(a: string, b: string): boolean {
  const [one, other] = [nameKey(a), nameKey(b)];
  if (Math.min(one.length, other.length) < SHORTEST_NAME) return one === other;
  return one.endsWith(other) || other.endsWith(one) || isShortened(one, other) || isShortened(other, one);
}

/** From so many characters on a name may be told with some left out (“文化馆剪纸展” of “文化馆"巧手"剪纸展”). */
const SHORTENED = 4;

/** The same last two characters, and all others in their order; or the same characters turned round (“赛龙舟”). */
function isShortened(short: string, long: string): boolean {
  if (short.length === long.length) return [...short].sort().join("") === [...long].sort().join("");
  if (short.length < SHORTENED || short.length > long.length || short.slice(-2) !== long.slice(-2))
    return false;
  let at = 0;
  for (const char of long) if (char === short[at]) at++;
  return at === short.length;
}

/** The name without its year, count, marks and what was not meant to tell it apart. */
export function nameKey(name: string): string {
  return fold(name)
    .replace(/\(?(?:试行|暂行|修订|修订版|修正)\)?/g, "")
    .replace(/\d{4}年?度?|第[\d零一二三四五六七八九十百]+[届次期季]|首届|^[今去明]年的?|["'《》()\s·]/g, "");
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * From mentions to holders: who held the office when, as far as it was
 * reported. Nothing here depends on the order of the articles.
 */
import { daysBetween, type IsoDay } from "../../clock.js";
import type { DayRange } from "../../news/dates.js";
import type { Told } from "./mentions.js";

/** One person in one office. The mentions are the newest of their sort. */
export interface Holder {
  readonly person: string;
  /** Called so, or taking office; null where only the end is told. */
  readonly last: Told | null;
  readonly first: Told | null;
  /** Takes office, on a day the sentence names or that of the report. */
  readonly took: Told | null;
  /** Gives it up, or is called a former holder, after the last day they are called a holder. */
  readonly ended: Told | null;
}

/** Newest first. Mentions without a day are left out, unless `undated`. */
export function readHolders(mentions: readonly Told[], { undated = false } = {}): Holder[] {
  const people = new Map<string, Told[]>();
  for (const one of inTurn(mentions)) {
    if ((one.day === null) !== undated) continue;
    const own = people.get(one.person) ?? [];
    people.set(one.person, [...own, one]);
  }
  return [...people]
    .map(([person, own]) => toHolder(person, own))
    .sort((a, b) => compare(newestOf(b), newestOf(a)));
}

/**
 * Of one article that tells who comes and who goes, the second without a day of
 * its own: they went when the other came, not on the day of printing.
 */
function inTurn(mentions: readonly Told[]): readonly Told[] {
  const came = mentions.filter(({ state, day }) => state === "takes" && day !== null);
  if (came.length === 0) return mentions;
  return mentions.map((one) => {
    if (one.state !== "leaves" || one.day === null) return one;
    const next = came.find(
      ({ source, person, day }) => source === one.source && person !== one.person && day! < one.day!,
    );
    return next ? { ...one, day: next.day, told: next.told } : one;
  });
}

function toHolder(person: string, mentions: readonly Told[]): Holder {
  const ordered = [...mentions].sort(compare);
  const holding = ordered.filter(({ state }) => state === "holds" || state === "takes");
  const last = holding.at(-1) ?? null;
  const took = ordered.filter(({ state }) => state === "takes").at(-1) ?? null;
  // Leaving weighs more than being called so: “接受区长王华辞职” of one day ends it.
  const ended = ordered.filter(
    ({ state, day }) => (state === "leaves" || state === "held") && !(last && day! < last.day!),
  );
  const left = ended.filter(({ state }) => state === "leaves");
  return { person, last, first: holding[0] ?? null, took, ended: left.at(-1) ?? ended.at(-1) ?? null };
}

export function newestOf({ last, ended }: Holder): Told {
  return last ?? ended!;
}

/** By day, on one day who goes before who comes, then by how fully the sentence names the office, then by what no order of articles changes. */
function compare(a: Told, b: Told): number {
  return (
    order(a.day ?? "", b.day ?? "") ||
    order(turn(a), turn(b)) ||
    order(fullness(a), fullness(b)) ||
    order(b.end - b.start, a.end - a.start) ||
    order(b.source.id, a.source.id) ||
    order(b.start, a.start)
  );
}

function order<T extends string | number>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function turn({ state }: Told): number {
  return state === "leaves" || state === "held" ? 0 : 1;
}

/** A sentence that names the body is the better quotation. */
function fullness({ body, source, start, end }: Told): number {
  const text = source.body.slice(start, end);
  return body !== "" && text.includes(body.slice(0, 2)) ? 1 : 0;
}

export interface Present {
  /** Several where the reports of one day disagree; empty if the office was given up and nobody is told of since. */
  readonly holders: readonly Holder[];
  /** Who gave it up last, where nobody is told of since. */
  readonly left: Holder | null;
  /** Who held it before them, by the reports of their time. */
  readonly earlier: Holder | null;
  /** Of whom the paper says only that they once held it. */
  readonly once: readonly Holder[];
}

/** What the reports say of the end of their days. */
export function presentOf(holders: readonly Holder[]): Present {
  const standing = holders.filter(({ last, ended }) => last !== null && ended === null);
  const newest = standing[0]?.last?.day ?? null;
  const left = leaverOf(holders) ?? formerOf(holders, newest);
  const now = left ? [] : standing.filter(({ last }) => last!.day === newest);
  const known = left ? [left] : now;
  // Of whom is only told that they held it once, nobody knows in what order.
  const others = holders.filter((one) => !known.includes(one));
  const earlier = others.find(({ last, ended }) => last !== null || ended?.state === "leaves") ?? null;
  const once = others.filter(({ last, ended }) => last === null && ended?.state === "held");
  return { holders: now, left, earlier, once };
}

/** Who gave it up after the last day that anybody else is told of. */
function leaverOf(holders: readonly Holder[]): Holder | null {
  const gone = holders.filter(
    (one) => one.ended?.state === "leaves" && holders.every((other) => other === one || !isAfter(other, one)),
  );
  return gone.sort((a, b) => compare(b.ended!, a.ended!))[0] ?? null;
}

/** An end told of late leaves nothing open: the next one came before it was printed. */
const TOLD_LATE_DAYS = 60;

/** Whether `other` held the office after `gone` had given it up. */
function isAfter({ last, took }: Holder, gone: Holder): boolean {
  const ended = gone.ended!.day!;
  if (last === null) return false;
  if (last.day! >= ended) return true;
  // “去年退休”: whoever is told of within that year, and after the last of the one who went, came behind them.
  if (last.day! >= earliestOf(gone.ended!) && last.day! > (gone.last?.day ?? "")) return true;
  if (!took) return false;
  if (gone.last)
    return gone.last.state !== "takes" ? took.day! >= gone.last.day! : took.day! > gone.last.day!;
  return daysBetween(took.day!, ended) <= TOLD_LATE_DAYS;
}

/** The first day on which it can have been. */
function earliestOf({ day, told }: Told): string {
  return told === "month" ? day!.slice(0, 7) : told === "year" ? day!.slice(0, 4) : day!;
}

/** Who is told of last, and called a former holder since. */
function formerOf(holders: readonly Holder[], newest: IsoDay | null): Holder | null {
  const former = holders.filter(({ last, ended }) => ended && last && last.day! > (newest ?? ""));
  return former.sort((a, b) => compare(b.last!, a.last!))[0] ?? null;
}

export interface Then {
  /** Reported within the span, the earliest first. */
  readonly within: readonly Told[];
  /** The newest report before it, where none lies within. */
  readonly before: Told | null;
  /** The oldest report after it, where none lies within. */
  readonly after: Told | null;
}

/** Who is reported in a span of days; nobody who came later. */
export function holdersThen(mentions: readonly Told[], { from, to }: DayRange): Then {
  const dated = [...mentions].filter(({ day, state }) => day !== null && state !== "held").sort(compare);
  const inside = dated.filter(({ day }) => day! >= from && day! <= to);
  const people = [...new Set(inside.map(({ person }) => person))];
  const within = people.map((person) => inside.filter((one) => one.person === person).at(-1)!);
  if (within.some(({ state }) => state !== "leaves")) return { within, before: null, after: null };
  return {
    within,
    before: dated.filter(({ day }) => day! < from).at(-1) ?? null,
    after: dated.find(({ day, state }) => day! > to && state !== "leaves") ?? null,
  };
}

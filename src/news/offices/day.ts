/** Of which day it is true that somebody holds an office, takes it or gives it up. */
import { daysBetween, type IsoDay } from "../../clock.js";
import { type DayRange, findDates } from "../dates.js";
import type { State } from "./moves.js";

/** What of a day the text tells; `no`: only a span that is neither one month nor one year. */
export type DayTold = "day" | "month" | "year" | "no";

export interface MentionDay {
  readonly day: IsoDay | null;
  readonly told: DayTold;
  /** The sentence names the very day. */
  readonly exact: boolean;
}

const MAY_DATE = /[0-9零一二三四五六七八九十](?:日|月|年)|昨[天日晚]|[上本]个?月|[今去前]年|年[初底末]/;
/** “上月，” and “去年底” tell of the move in their own clause; farther on they tell of anything. */
const SAME_CLAUSE = /^[,，]?[^,，。;；]{0,10}$/;
/** A sentence of a year and more ago tells of its own time. */
const LONG_AGO_DAYS = 366;
/** Characters, more than a sentence has; a list without an end would be read again from its start for each office. */
const LOOKS_BACK = 500;
const OF_LIFE = /^(?:出生|生于?|入党|参加工作|[,，]?(?:男|女))/;

/**
 * @returns null if it was so in a time that is long over, and on no day that is told
 * @param at where office and person begin; a date behind them tells of something else
 * @param present the sentence says 现任: it speaks of the day of publication
 */
export function dayOfMention({
  folded,
  at,
  publishedOn,
  state,
  present,
}: {
  readonly folded: string;
  readonly at: number;
  readonly publishedOn: IsoDay | null;
  readonly state: State;
  readonly present: boolean;
}): MentionDay | null {
  const published = { day: publishedOn, told: "day", exact: false } as const;
  const before = folded.slice(Math.max(0, at - LOOKS_BACK), at);
  if (present || state === "held" || !MAY_DATE.test(before)) return published;
  const dates = findDates(before, publishedOn).filter(
    ({ start, end, certain, range, precision }) =>
      certain &&
      precision !== "vague" &&
      (/[0-9零一二三四五六七八九十]|昨/.test(folded.slice(start, end)) ||
        SAME_CLAUSE.test(before.slice(end))) &&
      !OF_LIFE.test(folded.slice(end, end + 4)) &&
      (publishedOn === null || range.from <= publishedOn),
  );
  const date = dates.at(-1);
  if (!date) return published;
  const moves = state === "takes" || state === "leaves";
  const exact = date.precision === "day" && date.range.from === date.range.to;
  const long = publishedOn !== null && daysBetween(date.range.to, publishedOn) > LONG_AGO_DAYS;
  // “1940年5月，校长某某”: who it was once, and no day to say it of.
  if (!exact && !moves && state === "holds" && long) return null;
  if (!exact && !moves) return published;
  // Of a month only its end is surely after the move.
  const day = publishedOn !== null && date.range.to > publishedOn ? publishedOn : date.range.to;
  return { day, exact, told: toldOf(date.range) };
}

/** The smallest of day, month and year that holds the whole range. */
function toldOf({ from, to }: DayRange): DayTold {
  if (from === to) return "day";
  if (from.slice(0, 7) === to.slice(0, 7)) return "month";
  return from.slice(0, 4) === to.slice(0, 4) ? "year" : "no";
}

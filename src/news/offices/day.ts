/** Of which day it is true that somebody holds an office, takes it or gives it up. */
import { daysBetween, type IsoDay } from "../../clock.js";
import { findDates } from "../dates.js";
import type { State } from "./moves.js";

export interface MentionDay {
  readonly day: IsoDay | null;
  /** The sentence names the very day. */
  readonly exact: boolean;
}

const MAY_DATE = /[0-9零一二三四五六七八九十](?:日|月|年)|昨[天日晚]/;
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
  const published = { day: publishedOn, exact: false };
  const before = folded.slice(Math.max(0, at - LOOKS_BACK), at);
  if (present || state === "held" || !MAY_DATE.test(before)) return published;
  const dates = findDates(before, publishedOn).filter(
    ({ end, certain, range, precision }) =>
      certain &&
      precision !== "vague" &&
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
  return { day, exact };
}

/** What a stretch of a sentence stands for, so that two reports can be compared: figures in plain form, days worked out, hours. */
import type { DateMention, DayRange } from "../news/dates.js";
import type { Span } from "../news/text.js";
import type { Judged } from "./judged.js";

const TIME_OF_DAY = /\d{1,2}(?:[:：]\d{2}|[点时](?:\d{1,2}分|半)?)/g;

/** What a stretch stands for; a time of day (8点) as it is printed. */
export function valuesOf(
  asks: "number" | "time",
  { evidence: { reading } }: Pick<Judged, "evidence">,
  span: Span,
): Set<string> {
  const inside = ({ start, end }: Span) => start < span.end && span.start < end;
  if (asks === "number") return new Set(reading.numbers.filter(inside).map(({ value }) => String(value)));
  const days = reading.dates.filter(inside).map(({ range }: DateMention) => sayRange(range));
  if (days.length > 0) return new Set(days);
  const text = reading.body.slice(span.start, span.end).trim();
  return new Set(text.match(TIME_OF_DAY) ?? [text]);
}

const sayRange = ({ from, to }: DayRange): string => `${from}/${to}`;

export function sharesOne(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return [...a].some((one) => b.has(one));
}

export function textOf({ evidence: { reading }, candidate }: Judged): string {
  return reading.body.slice(candidate!.start, candidate!.end).trim();
}

/** 万元 and 元 are one unit; 公里 and 米 say that other things were measured. An hour is no day. */
export function unitOf(one: Judged, asks: "number" | "time"): string {
  const text = textOf(one);
  if (asks === "time")
    return new RegExp(TIME_OF_DAY.source).test(text) && !/[日号]/.test(text) ? "hour" : "day";
  return text.replace(/[\d.,，〇零一二两三四五六七八九十百千万亿多余约近\s]+/g, "").replace(/的$/, "");
}

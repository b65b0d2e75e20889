/**
 * A question with its relative days written out: “两年前的四月发生了什么” asked in
 * 2024 as “2022年4月发生了什么”. Asked both ways, what is found tells what it costs that the day had to be worked out.
 */
import type { IsoDay } from "../../src/clock.js";
import { renderDay } from "../../src/news/dates/render.js";
import { type DateMention, findDates } from "../../src/news/dates.js";
import type { BenchQuestion } from "./questions.js";

export function askedInDays(question: BenchQuestion): BenchQuestion {
  const { query } = question;
  const { text, clauses, today } = query;
  const write = (part: string) => inDays(part, today);
  return { ...question, query: { ...query, text: write(text), clauses: clauses.map(write) } };
}

/** What is vague (近日) and what bears its year stays as it stands. */
export function inDays(text: string, today: IsoDay | null): string {
  let written = "";
  let from = 0;
  for (const mention of findDates(text, today)) {
    if (mention.yearGiven || mention.precision === "vague") continue;
    written += text.slice(from, mention.start) + writtenOut(mention);
    from = mention.end;
  }
  return written + text.slice(from);
}

function writtenOut({ range, precision }: DateMention): string {
  const from = renderDay(range.from);
  if (precision === "year") return from.slice(0, from.indexOf("年") + 1);
  if (precision === "month") return from.slice(0, from.indexOf("月") + 1);
  return range.from === range.to ? from : `${from}至${renderDay(range.to)}`;
}

/**
 * “1月19日，大会闭幕。大会选举王华为区长”: the day stands in the sentence that opens the
 * report of the meeting. Who asks for the day is shown that sentence too.
 */
import { findDates } from "../../news/dates.js";
import { fold, splitSentences } from "../../news/text.js";
import type { Quote } from "../extract.js";
import type { Told } from "./mentions.js";

/** What goes on about the meeting told of before. */
const OF_MEETING = /^[^,，。]{0,4}(?:大会|会议|全会|会上|经表决|表决)/;
const MEETS = /会议|大会|全会|闭幕|开幕|举行|召开/;

/** @returns empty where the sentence has a day of its own, or is of no meeting */
export function datelineOf({ source, start, end }: Pick<Told, "source" | "start" | "end">): Quote[] {
  const own = fold(source.body.slice(start, end));
  if (!OF_MEETING.test(own) || dayIn(own, source.publishedOn)) return [];
  const before = splitSentences(source.body).filter((span) => span.end <= start);
  const opens = before
    .reverse()
    .find((span) => dayIn(fold(source.body.slice(span.start, span.end)), source.publishedOn));
  if (!opens || !MEETS.test(fold(source.body.slice(opens.start, opens.end)))) return [];
  return [{ article: source, start: opens.start, end: opens.end, marks: [] }];
}

function dayIn(text: string, publishedOn: Told["day"]): boolean {
  return findDates(text, publishedOn).some(({ precision, certain }) => certain && precision === "day");
}

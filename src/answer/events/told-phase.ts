/** What one report tells of a stage of a thing: which day, and whether as done or as meant. */
import { daysBetween, type IsoDay, isoDay } from "../../clock.js";
import type { Article } from "../../news/article.js";
import { type DateMention, type DayRange, findDates } from "../../news/dates.js";
import { comingDay, eventDates } from "../../news/events/sentence.js";
import { fold, type Span, splitSentences } from "../../news/text.js";
import { BY_SPAN, type Phase, TOLD } from "./phase-words.js";

export interface ToldPhase {
  readonly told: Article;
  /** The sentence. */
  readonly span: Span;
  /** Of the day within the body. */
  readonly mark: Span;
  /** One day, or the days between which it lies. */
  readonly range: DayRange;
  /** As printed. */
  readonly printed: string;
  /** It was to come when it was printed. */
  readonly planned: boolean;
  /** The sentence, folded. */
  readonly text: string;
  /** What leads into the sentence: the headline, and the question or label before it. */
  readonly lead: string;
}

const HAS_DAY = /\d\s*[日号月]|\d[-/.]\d|[今昨明]|[本上下]个?[周月]|[底旬初]/;
const OLD_PLAN = /(?:原(?:定|计划|本?拟?定?)|说好|本来|此前说)[于在的]?$/;
/** What a reader asked in the paper is no telling. */
const ASKED = /^\s*问[:(]|[?]\s*(?:\([^()]*\))?\s*$/;
/** “中秋假期八天” and “2023—2024年” name days; “9月20日至11月15日” tells when. */
const WRITTEN_SPAN = /\d[日号]|\d月|[底旬初]/;
/** “截至10月8日，全区进度68%”, “开幕至今”. */
const COUNTS = /截[至止]到?$/;
const LONGEST = 400;

/** @returns in the order of the text */
export function readPhases(article: Article, phase: Phase): ToldPhase[] {
  const { body, publishedOn } = article;
  const words = TOLD[phase];
  const sentences = splitSentences(body);
  return sentences.flatMap((span, i) => {
    const printed = body.slice(span.start, span.end);
    if (printed.length > LONGEST || !HAS_DAY.test(printed)) return [];
    const text = fold(printed);
    if (ASKED.test(text)) return [];
    const previous = sentences[i - 1];
    const before = previous ? fold(body.slice(previous.start, previous.end)) : "";
    const lead = `${fold(article.title)} ${/[?:]\s*$/.test(before) ? before : ""}`;
    return daysOf(text, publishedOn).flatMap((day) => {
      const left = text.slice(0, day.start);
      if (OLD_PLAN.test(left) || (COUNTS.test(left) && !/(?:日期|时间)$/.test(left))) return [];
      const isSpan =
        day.range.from < day.range.to && day.exact && WRITTEN_SPAN.test(text.slice(day.start, day.end));
      const right = text.slice(day.end, day.next);
      const tells = words.behind.test(right) || words.before.test(lastWords(left));
      const bySpan = isSpan && BY_SPAN.has(phase) && (phase !== "due" || DUE.test(text));
      if (!tells && !bySpan) return [];
      const range = isSpan ? endOfSpan(day.range, phase) : day.range;
      const mark = { start: span.start + day.start, end: span.start + day.end };
      return [
        {
          told: article,
          span,
          mark,
          range,
          printed: printed.slice(day.start, day.end),
          planned: publishedOn === null || range.to > publishedOn,
          text,
          lead,
        },
      ];
    });
  });
}

const DUE = /报|缴|交|申|登记|办|预约|领|检|审|投|填/;

function lastWords(text: string): string {
  return text.slice(-24);
}

function endOfSpan({ from, to }: DayRange, phase: Phase): DayRange {
  return phase === "begins" ? { from, to: from } : { from: to, to };
}

interface Day extends Span {
  readonly range: DayRange;
  readonly exact: boolean;
  /** Where the next day begins: what stands behind it is of that one. */
  readonly next: number;
}

const EACH_YEAR = /每年((?:\d{1,2}月\d{1,2}日)(?:至|到|-|—)(?:\d{1,2}月)?\d{1,2}日)/;

function daysOf(text: string, publishedOn: IsoDay | null): Day[] {
  const yearly = EACH_YEAR.exec(text);
  // “每年9月1日至10月15日” is read as of the year it was printed.
  const plain = yearly ? text.replace("每年", "今年") : text;
  const dates = eventDates(
    plain,
    findDates(plain, publishedOn).map((date) => asComing(date, publishedOn)),
  );
  return dates.flatMap((date, i) => {
    const last = comingDay(date, publishedOn);
    if (last === null) return [];
    const shifted = date.certain || date.range.from !== date.range.to ? date.range : { from: last, to: last };
    if (!date.certain && date.range.from !== date.range.to && last !== date.range.to) return [];
    return [
      {
        start: date.start,
        end: date.end,
        range: shifted,
        exact: date.exact,
        next: dates[i + 1]?.start ?? text.length,
      },
    ];
  });
}

const MONTHS_AHEAD = 300;

/** “推迟到11月中旬”: of a part of a year whose year was guessed the coming one, as what is told of here lies ahead. */
function asComing(date: DateMention, publishedOn: IsoDay | null): DateMention {
  const { range, certain, yearGiven, precision } = date;
  if (certain || yearGiven || publishedOn === null || precision === "day" || precision === "vague")
    return date;
  if (range.to >= publishedOn) return { ...date, certain: true };
  const [from, to] = [nextYear(range.from), nextYear(range.to)];
  const near = from !== undefined && to !== undefined && daysBetween(publishedOn, to) <= MONTHS_AHEAD;
  return near ? { ...date, certain: true, range: { from, to } } : date;
}

function nextYear(day: IsoDay): IsoDay | undefined {
  return isoDay(Number(day.slice(0, 4)) + 1, Number(day.slice(5, 7)), Number(day.slice(8)));
}

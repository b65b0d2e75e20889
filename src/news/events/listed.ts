/**
 * What is on as a list or a headline tells it, without any verb: “菊花展：10月25日至11月16日，
 * 望湖公园，免费”, and under the headline “春季招聘会预告” “3月9日9:00—14:00，区体育馆”.
 *
 * Only of days that had not passed when it was printed: a list of what was is no announcement.
 */
import type { IsoDay } from "../../clock.js";
import type { DayRange } from "../dates.js";
import type { FoundEvent } from "./found.js";
import { eventName } from "./names.js";
import { comingDay, type DatedSentence, type EventDate } from "./sentence.js";

const LABEL =
  /^(?:[\d①-⑩一二三四五六七八九十]{1,2}[.、)])?[·•■▲●◆]?\s*((?!其中|此外|据悉|另外|今|明|本)[^,，。;:!?\d→]{2,18}):$/;
/** What is labelled with these is a part of some other thing. */
const NO_EVENT =
  /(?:时间|日期|期限|截止|报名|预约|登记|申请|电话|热线|地[点址]|消息|讯|公[告示]|通知|通告|提示|提醒|说明|发布|更新|来源|记者|编辑|作者|生日|出生|成立|委|局|办|区|县|市|镇|街道|公司|集团|称|说|表示|指出|要求)$/;
/** So a visit is told of: an hour, a place, what it costs, who may come. */
export const TO_VISIT =
  /\d{1,2}[:时点]|免费|票|凭|参加|参观|入场|预约|馆|园|广场|中心|剧[院场]|[街路院厅楼](?=[,。;\d]|$)/;
const HOUR = /^[^,;]{0,8}(?:[上下]午|晚上?|清晨|中午|\()?[^,;]{0,6}\d{1,2}(?:[:时点])/;
const ANNOUNCES = /(?:预告|通知|启事|安排|一览|公告|来了|等你来|时间表|日程)$/;

export function readListed(sentence: DatedSentence): FoundEvent[] {
  const { text, dates, publishedOn } = sentence;
  for (const date of dates) {
    const name = LABEL.exec(text.slice(0, date.start))?.[1]?.trim();
    const range = name === undefined ? null : daysToCome(date, publishedOn);
    if (name === undefined || range === null) continue;
    if (NO_EVENT.test(name) || !TO_VISIT.test(text.slice(date.end))) return [];
    return [{ kind: "event", name, range, sense: "exact", change: null }];
  }
  return [];
}

/** @param headline folded */
export function readUnderHeadline(
  { text, dates, publishedOn }: DatedSentence,
  headline: string,
): FoundEvent[] {
  const name = headlineName(headline);
  const [date] = dates;
  if (name === null || !date || date.start > 0 || !HOUR.test(text.slice(date.end))) return [];
  const range = daysToCome(date, publishedOn);
  return range === null ? [] : [{ kind: "event", name, range, sense: "exact", change: null }];
}

/** The headline where it is nothing but the name of an event. */
export function headlineName(headline: string): string | null {
  const bare = headline.trim().replace(ANNOUNCES, "");
  return /[\s,:;!?]/.test(bare) ? null : eventName(bare);
}

export function daysToCome(date: EventDate, publishedOn: IsoDay | null): DayRange | null {
  if (!date.exact || publishedOn === null) return null;
  if (date.range.from < date.range.to)
    return date.certain && date.range.to >= publishedOn ? date.range : null;
  const day = comingDay(date, publishedOn);
  return day === null || day < publishedOn ? null : { from: day, to: day };
}

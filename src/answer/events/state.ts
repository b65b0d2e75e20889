/** In words how things stand with an event on the day of asking: “还有3天截止”, “正在进行，至5月5日”. */
import { daysBetween, type IsoDay } from "../../clock.js";
import type { EventMention } from "../../news/events.js";
import { type Language, sayDay } from "../phrases.js";

export type EventState = "over" | "on" | "ahead";

type Dated = Pick<EventMention, "kind" | "range" | "sense" | "change">;

/** Of what began and whose end is not told it is not known whether it is over; by its days it counts so. */
export function stateOf({ range }: Pick<EventMention, "range">, today: IsoDay): EventState {
  if (range.to < today) return "over";
  return range.from > today ? "ahead" : "on";
}

/** The day, without its year in the year of asking. */
export function sayShort(day: IsoDay, today: IsoDay, language: Language): string {
  const whole = sayDay(day, language);
  return language === "zh" && day.slice(0, 4) === today.slice(0, 4) ? whole.slice(5) : whole;
}

function sayRange({ from, to }: EventMention["range"], today: IsoDay, language: Language): string {
  const first = sayShort(from, today, language);
  if (from === to) return first;
  const last = sayShort(to, today, language);
  return language === "zh" ? `${first}至${last}` : `${first} to ${last}`;
}

/** Without a full stop; for a line of a list. */
export function sayState(event: Dated, today: IsoDay, language: Language): string {
  return language === "zh" ? inChinese(event, today) : inEnglish(event, today);
}

function inChinese(event: Dated, today: IsoDay): string {
  const { kind, range, sense } = event;
  const days = sayRange(range, today, "zh");
  const last = sayShort(range.to, today, "zh");
  const state = stateOf(event, today);
  if (sense === "within") return withinChinese(days, state);
  if (kind === "deadline" && sense !== "opening") return dueChinese(event, today);
  if (state === "over") return sense === "opening" ? `${days}已开始，何时结束报上没有说` : `${days}，已结束`;
  if (state === "ahead") {
    const ahead = sayAhead(daysBetween(today, range.from));
    return sense === "opening" ? `将于${days}开始（${ahead}）` : `将于${days}（${ahead}）`;
  }
  if (range.to === today)
    return range.from === today ? (sense === "opening" ? "今天开始" : "今天") : "今天是最后一天";
  return range.from === today ? `今天起，至${last}` : `正在进行，至${last}`;
}

function withinChinese(days: string, state: EventState): string {
  return state === "over" ? `在${days}之间，已过去` : `在${days}之间，具体哪天报上没有说`;
}

function dueChinese({ range }: Dated, today: IsoDay): string {
  const last = sayShort(range.to, today, "zh");
  if (range.to < today) return `已于${last}截止`;
  if (range.from > today) return `${sayShort(range.from, today, "zh")}开始，${last}截止`;
  const left = daysBetween(today, range.to);
  return left === 0 ? "今天截止" : `还有${left}天截止（${last}）`;
}

function sayAhead(days: number): string {
  return days === 1 ? "明天" : days === 2 ? "后天" : `还有${days}天`;
}

function inEnglish(event: Dated, today: IsoDay): string {
  const { kind, range, sense } = event;
  const days = sayRange(range, today, "en");
  const state = stateOf(event, today);
  if (sense === "within")
    return state === "over"
      ? `some time in ${days}, past`
      : `some time in ${days}; the paper does not say which day`;
  if (kind === "deadline" && sense !== "opening") {
    if (state === "over") return `closed on ${range.to}`;
    if (state === "ahead") return `open ${days}`;
    return range.to === today
      ? "closes today"
      : `closes in ${daysBetween(today, range.to)} days (${range.to})`;
  }
  if (state === "over")
    return sense === "opening" ? `began on ${days}; the end is not told` : `${days}, over`;
  if (state === "ahead")
    return `${sense === "opening" ? "begins " : ""}${days}, in ${daysBetween(today, range.from)} days`;
  if (range.to === today) return range.from === today ? "today" : "last day today";
  return range.from === today ? `from today to ${range.to}` : `on now, until ${range.to}`;
}

/** The notes themselves: in words and brackets, how things stand with one mention on the day of asking. */
import { daysBetween, type IsoDay } from "../../clock.js";
import type { EventMention } from "../../news/events.js";
import { type Language, sayDay } from "../phrases.js";
import type { ToldEvent } from "./changes.js";
import { stateOf } from "./state.js";

/** What its own sentence makes of it: called off, or put off without a new day. */
export function sayOff({ change }: EventMention, language: Language): string {
  return change === "cancelled"
    ? pick(language, ["（已取消）", "(called off)"])
    : pick(language, ["（已延期，新的日子没有说）", "(put off; no new day told)"]);
}

export function sayEvent(event: EventMention, today: IsoDay, language: Language): string {
  const { from, to } = event.range;
  const state = stateOf(event, today);
  const opening = event.sense === "opening";
  const [first, last] = [sayDay(from, language), sayDay(to, language)];
  if (state === "ahead")
    return pick(language, [
      opening || from < to ? `（尚未开始，将于${first}开始）` : `（尚未举行，将于${first}举行）`,
      `(still to come: ${first})`,
    ]);
  if (state === "on")
    return from === to
      ? pick(language, [opening ? "（今天开始）" : "（就在今天）", "(today)"])
      : pick(language, [`（正在进行，至${last}）`, `(on now, until ${last})`]);
  if (opening)
    return pick(language, [
      `（已于${first}开始；何时结束，报上没有说）`,
      `(began on ${first}; the paper does not say when it ends)`,
    ]);
  return pick(language, [`（已于${last}结束）`, `(ended on ${last})`]);
}

export function sayDue(event: EventMention, today: IsoDay, language: Language): string | null {
  const { from, to } = event.range;
  const [first, last] = [sayDay(from, language), sayDay(to, language)];
  if (event.sense === "opening")
    return from > today ? pick(language, [`（尚未开始，${first}开始）`, `(opens on ${first})`]) : null;
  if (to < today) return pick(language, [`（已于${last}截止）`, `(closed on ${last})`]);
  if (from > today)
    return pick(language, [
      `（尚未开始，${first}开始，${last}截止）`,
      `(opens on ${first}, closes on ${last})`,
    ]);
  const left = daysBetween(today, to);
  return pick(language, [
    left === 0 ? "（今天截止）" : `（还有${left}天，${last}截止）`,
    left === 0 ? "(closes today)" : `(${left} days left, closes on ${last})`,
  ]);
}

export function sayRule(
  event: EventMention,
  today: IsoDay,
  { language, asksNow }: { readonly language: Language; readonly asksNow: boolean },
): string | null {
  const { from, to } = event.range;
  const [first, last] = [sayDay(from, language), sayDay(to, language)];
  if (to < today) return pick(language, [`（已于${last}到期）`, `(ended on ${last})`]);
  if (from > today) return pick(language, [`（${first}起，尚未开始）`, `(from ${first} on; not yet)`]);
  if (!to.startsWith("9999")) return pick(language, [`（现行，至${last}）`, `(in force until ${last})`]);
  return asksNow
    ? pick(language, [`（自${first}起；报上没有说到何时为止）`, `(since ${first}; the paper names no end)`])
    : null;
}

export function sayChange(
  event: ToldEvent,
  change: ToldEvent,
  { today, language }: { readonly today: IsoDay; readonly language: Language },
): string {
  const told = sayDay(change.told.publishedOn, language);
  const last = sayDay(change.range.to, language);
  const first = sayDay(change.range.from, language);
  if (event.kind === "rule" && change.kind === "rule")
    return change.range.from > today
      ? pick(language, [`（${first}起有新的规定）`, `(a new rule comes into force on ${first})`])
      : pick(language, [`（此前的规定；${first}起已有新的）`, `(an earlier rule; replaced from ${first})`]);
  switch (change.change) {
    case "cancelled":
      return pick(language, [`（据${told}报道，已取消）`, `(called off, as reported on ${told})`]);
    case "postponed":
      return pick(language, [
        `（据${told}报道，已延期，新的日子没有说）`,
        `(put off, as reported on ${told}; no new day told)`,
      ]);
    case "extended":
      return pick(language, [
        `（据${told}报道，延至${last}）`,
        `(extended to ${last}, as reported on ${told})`,
      ]);
    default:
      return pick(language, [
        `（据${told}报道，改在${first}）`,
        `(moved to ${first}, as reported on ${told})`,
      ]);
  }
}

export function days({ range }: EventMention, language: Language): string {
  const joined = language === "zh" ? "至" : " to ";
  return range.from === range.to
    ? sayDay(range.from, language)
    : [range.from, range.to].map((day) => sayDay(day, language)).join(joined);
}

export function pick(language: Language, [zh, en]: readonly [string, string]): string {
  return language === "zh" ? zh : en;
}

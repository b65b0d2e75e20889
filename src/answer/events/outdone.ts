/** Whether a later article takes up what an open-ended rule laid down: then “no end is told” would be wrong. */
import type { IsoDay } from "../../clock.js";
import type { Article } from "../../news/article.js";
import type { Register } from "../../news/register.js";
import { fold } from "../../news/text.js";
import { EVER, type ToldEvent, toldBy } from "./changes.js";

/** Two sentences that share a run of so many characters, none of them of a day, speak of one matter. */
const SHARED = 4;
const NO_MATTER = /[\d,;:。()"]|[起止][,，]|正式|施行|实施|执行/;

export function outdoneRule(
  rule: ToldEvent,
  parts: { readonly register: Register; readonly articles: readonly Article[]; readonly today: IsoDay },
): boolean {
  if (rule.kind !== "rule" || !rule.range.to.startsWith("9999")) return false;
  const matter = sentenceOf(rule);
  return parts.register
    .events(EVER)
    .filter(({ kind }) => kind === "rule")
    .flatMap((one) => toldBy(one, parts.articles))
    .some((other) => isAfter(other, rule, parts.today) && shareMatter(matter, sentenceOf(other)));
}

function sentenceOf({ told, start, end }: ToldEvent): string {
  return fold(told.body.slice(start, end));
}

function isAfter({ told, range }: ToldEvent, rule: ToldEvent, today: IsoDay): boolean {
  const day = told.publishedOn ?? "";
  return day <= today && day > (rule.told.publishedOn ?? "") && range.from > rule.range.from;
}

function shareMatter(a: string, b: string): boolean {
  for (let at = 0; at + SHARED <= a.length; at++) {
    const run = a.slice(at, at + SHARED);
    if (!NO_MATTER.test(run) && b.includes(run)) return true;
  }
  return false;
}

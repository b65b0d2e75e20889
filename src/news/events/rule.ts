/** What is in force: “自5月1日起施行”, “有效期至2026年12月31日”, “7月15日至9月15日暂停开放”. */
import { type FoundEvent, OPEN_END, untilDay } from "./found.js";
import { documentName, quotedName } from "./names.js";
import type { DatedSentence, EventDate } from "./sentence.js";
import { IN_FORCE, LAID_DOWN } from "./words.js";

const STARTS =
  "(?:\\d{1,2}[时点:](?:\\d{2})?分?|零[时点]|[上下]午|凌晨|当[天日]|首班车|运营)*(?:正式)?(?:起|开始)";
/** “自8月4日起，……实行”: the verb may stand one clause on. */
const FROM_ON = new RegExp(`^${STARTS}(?!算|步|草|飞|诉)(?:[^;]{0,60}?)(?:${IN_FORCE}|${LAID_DOWN})`);
const DIRECTLY =
  /^(?:零时)?(?:起)?(?:正式|全面|开始|同时)*(?:施行|生效|废止|停用|启用|(?:实施|执行)(?=[,。;!)]|$))/;
const FROM_BEFORE = /(?:施行|实施|执行|生效|启用)(?:日期|时间)?(?:为|是|:|自|从|于|将)*$/;
const VALID = /有效期限?(?:自|从|为|是|:|至|到|截至|截止|延长|将)*$/;
const SUSPENDED =
  /^(?:期间)?[,]?[^,;]{0,30}?(?:暂停|封闭|停止|关闭|停运|停航|停课|闭馆|限行|禁止|施行|实施|实行|试行|执行|停业)/;
/** A plan for a span of years and figures of a span are no rules. */
const COUNTED = /实施(?:了|以来|的)|执行(?:了|的|完)|取消了|恢复了|调整了/;

/** Markets and papers guess ahead. */
const MAY_BE = /可能|或将|预期|预计|预测|料|有望|提议|建议/;

export function readRules({ text, dates, publishedOn }: DatedSentence): FoundEvent[] {
  return dates.flatMap((date) => {
    if (!date.certain || MAY_BE.test(text.slice(Math.max(0, date.start - 16), date.end + 24))) return [];
    const range = rangeInForce(text, date, publishedOn);
    if (range === null) return [];
    const name = documentName(text) ?? quotedName(text);
    return [{ kind: "rule", name, range, sense: date.exact ? "exact" : "within", change: null } as const];
  });
}

function rangeInForce(text: string, date: EventDate, publishedOn: DatedSentence["publishedOn"]) {
  const before = text.slice(Math.max(0, date.start - 16), date.start);
  const behind = text.slice(date.end, date.end + 110);
  const { from, to } = date.range;
  if (VALID.test(before)) return from === to ? untilDay(to, publishedOn) : date.range;
  const span = date.precision === "span" && from < to && date.exact;
  if (span) return SUSPENDED.test(behind) && !COUNTED.test(behind) ? date.range : null;
  const starts =
    (FROM_ON.test(behind) ||
      (DIRECTLY.test(behind) && /\d|即/.test(text.slice(date.start, date.end))) ||
      FROM_BEFORE.test(before)) &&
    !COUNTED.test(behind);
  return starts ? { from, to: OPEN_END } : null;
}

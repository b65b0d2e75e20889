/**
 * What is on as a collection of brief notices tells it, without any verb: “【讲座】5月9日9:30，区文化馆……”,
 * “●6月1日至3日，湿地公园荷花节，免费”.
 *
 * Only of days that had not passed when it was printed; cut water and calls for helpers are no events.
 */
import type { FoundEvent } from "./found.js";
import { daysToCome, TO_VISIT } from "./listed.js";
import { eventName, quotedName } from "./names.js";
import type { DatedSentence } from "./sentence.js";
import { BULLET } from "./words.js";

const HEAD = new RegExp(
  `^\\s*(?:(?:${BULLET}|\\d{1,2}[.、)]|[一二三四五六七八九十]{1,2}、)\\s*)?(?:【([^【】]{2,14})】)?\\s*`,
);
/** “明天(18日)14:00”, “(周六)9时至11时30分”: what may stand between the day and what is on. */
const TIME =
  /^(?:\([^()]{1,8}\)|[\s,至到—~-]|[上下]午|晚上?|清晨|早上?|全天|\d{1,2}(?::\d{2}|[时点](?:\d{1,2}分|半)?))*/;
const NO_EVENT =
  /停[水电气暖热运]|招[募聘生收]|征[集稿求]|通[知告]|公[告示]|提[醒示]|抢修|施工|封闭|限行|办理|缴费|报名|寻[人物]|更正|天气|暂停/;

/** Of a headline over things to go to. */
const INVITES = /去哪|看什么|玩什么|早知道|抢先看|预告|活动|好去处|攻略|一览|日程/;
const LONGEST_LABEL = 18;

/** @param headline folded */
export function readNotices(sentence: DatedSentence, headline: string): FoundEvent[] {
  const { text, dates, publishedOn } = sentence;
  const head = HEAD.exec(text)!;
  const [date] = dates;
  const marked = head[1] !== undefined || new RegExp(`^\\s*(?:${BULLET})`).test(head[0]);
  if (!marked || !date || date.start !== head[0].length) return [];
  const range = daysToCome(date, publishedOn);
  const label = head[1] ?? null;
  if (range === null || (label !== null && NO_EVENT.test(label))) return [];
  const behind = text.slice(dates.findLast((one) => one.start <= date.end + 1)!.end);
  const rest = behind.replace(/^\)/, "").replace(TIME, "");
  const name = nameIn(label, rest) ?? (INVITES.test(headline) ? firstClause(rest) : null);
  if (name === null || NO_EVENT.test(name)) return [];
  return [{ kind: "event", name, range, sense: "exact", change: null }];
}

/** The label where it is more than a kind of things; else what the clauses behind it call it. */
function nameIn(label: string | null, rest: string): string | null {
  const labelled = label && eventName(label);
  if (labelled) return labelled;
  const clauses = rest.replace(/[。;!].*$/s, "").split(",");
  for (const clause of clauses) {
    const name = eventName(clause) ?? eventName(clause.replace(/^[^"]*[在于]/, ""));
    if (name) return name;
  }
  return quotedName(rest) ?? (TO_VISIT.test(rest) ? label : null);
}

function firstClause(rest: string): string | null {
  const clause = /^[^,。;!]*/.exec(rest)![0].trim();
  return clause.length >= 3 && clause.length <= LONGEST_LABEL ? clause : null;
}

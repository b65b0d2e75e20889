/** What is called off or put on other days: “原定7月6日的音乐会取消”, “推迟至5月10日”, “展期延长至”. */
import type { FoundEvent } from "./found.js";
import { untilDay } from "./found.js";
import { eventName, nameBefore, quotedName } from "./names.js";
import { comingDay, type DatedSentence, type EventDate } from "./sentence.js";
import { APPLY, EVENT_NOUN } from "./words.js";

const MOVED = /(?:推迟|延期|延后|改期|顺延|改|调整|提前)(?:举[行办])?(?:到|至|为|于|在)?$/;
const EXTENDED = /(?:延长|延展|延期|顺延)(?:到|至)$/;
const CALLED_OFF = new RegExp(
  `(?:${EVENT_NOUN})[”"》)]?(?:因[^,;]{2,20}|[,]|已|将|被|宣布|决定|确定|临时|紧急|全部|也|不得不|只能|无限期)*(取消|停办|推迟|延期|延后|改期)(?:举[行办])?(?=[,。!;)]|$|了)`,
);
const PLANNED = /原(?:定|计划|本?拟?定?)[于在]?$/;
const EVENT_WORD = new RegExp(EVENT_NOUN);
const APPLIES = new RegExp(`${APPLY}|截止`);

export function readChanges({ text, dates, publishedOn }: DatedSentence): FoundEvent[] {
  if (!/推迟|延期|延后|改期|顺延|延长|延展|取消|停办|改|调整|提前/.test(text)) return [];
  const moved = dates.flatMap((date) => movedTo(text, date, publishedOn) ?? []);
  if (moved.length > 0) return moved;
  const off = CALLED_OFF.exec(text);
  if (!off) return [];
  const planned = dates.find(({ start }) => PLANNED.test(text.slice(0, start)));
  const range = planned?.range ?? (publishedOn && { from: publishedOn, to: publishedOn });
  const name = nameBefore(text, off.index + off[0].indexOf(off[1]!)) ?? nameAt(text, off) ?? quotedName(text);
  if (!range || name === null) return [];
  const change = /取消|停办/.test(off[1]!) ? "cancelled" : "postponed";
  return [{ kind: "event", name, range, sense: "exact", change }];
}

function nameAt(text: string, off: RegExpExecArray): string | null {
  const noun = new RegExp(`^(?:${EVENT_NOUN})[”"》)]?`).exec(off[0])![0];
  return nameBefore(`${text.slice(0, off.index + noun.length)}`, off.index + noun.length);
}

function movedTo(
  text: string,
  date: EventDate,
  publishedOn: DatedSentence["publishedOn"],
): FoundEvent | null {
  const before = text.slice(0, date.start);
  const extended = EXTENDED.test(before) && !/推迟/.test(before.slice(-8));
  const shifted = MOVED.exec(before);
  if (!extended && (!shifted || APPLIES.test(text))) return null;
  const applies = APPLIES.test(before);
  if (!applies && !EVENT_WORD.test(text)) return null;
  const lasts = applies || extended || /展期|展览?(?!开)|开放/.test(before);
  const name =
    quotedName(text) ??
    eventName(before.slice(before.lastIndexOf(",") + 1, shifted?.index ?? -3)) ??
    nameBefore(text, shifted?.index ?? before.length - 3);
  const to = comingDay(date, publishedOn);
  if (to === null) return null;
  const oneDay = date.range.from === date.range.to;
  const range = !oneDay ? date.range : lasts ? untilDay(to, publishedOn) : { from: to, to };
  return {
    kind: applies ? "deadline" : "event",
    name,
    range,
    sense: date.exact ? "exact" : "within",
    change: lasts ? "extended" : "moved",
  };
}

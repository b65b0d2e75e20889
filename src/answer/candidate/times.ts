/** Days, hours and spans that answer 什么时候 and 几点; asked for an end or a beginning, only those printed as one. */
import type { DateMention } from "../../news/dates.js";
import type { Span } from "../../news/text.js";
import type { Clause } from "../../search/question.js";
import type { ArticleReading } from "../evidence.js";
import { type Candidate, matchesOf, within } from "./candidate.js";

const TIME_OF_DAY =
  /(?:凌晨|早晨|早上|上午|中午|下午|傍晚|晚上|晚)?\s*\d{1,2}\s*(?:点半?|时(?!代|间|期)|[:：]\d{2})(?:\d{1,2}分)?|(?:凌晨|早晨|早上|上午|中午|下午|傍晚|晚上|每晚|每早|晚|早)\s*[一二两三四五六七八九十]{1,3}点(?:半|钟|整|一刻|三刻)?/g;
const DURATION = /[\d一二两三四五六七八九十百半]{1,6}(?:多|余)?(?:个月|年|天|周|小时|分钟|个工作日)/g;

export function findTimes(clause: Clause, reading: ArticleReading, span: Span): Candidate[] {
  const days = reading.printedDates
    .filter((date) => within(span, date))
    .map((date) => ({
      start: date.start,
      end: date.end,
      fit:
        date.precision === "vague"
          ? 0.2
          : timeFit(clause.text, date.precision) * sideFit(clause.text, reading.body, date),
    }));
  const exact = reading.printedDates.filter(
    (date) => within(span, date) && (date.precision === "day" || date.precision === "span"),
  );
  const isLone = exact.length < 2 && ASKS_SPAN.test(clause.text);
  const hours = matchesOf(TIME_OF_DAY, reading, span).map((found) => ({
    ...found,
    fit: /几点|几时|时间/.test(clause.text) ? hourFit(clause.text, reading.body, found) : 0.5,
  }));
  const spans = /多久|多长/.test(clause.text) ? matchesOf(DURATION, reading, span) : [];
  // One day alone (“昨日公布”) is neither beginning nor end.
  const told = isLone ? days.filter(({ fit }) => fit > HALF_OF_SPAN) : days;
  return [...told, ...hours, ...spans].sort((a, b) => a.start - b.start);
}

/** Right before the day a thing is now to be done by. */
const SET_FOR =
  /(?:计划|预计|将于|力争|争取|有望|定于|拟于|(?:推迟|延期|延迟|顺延|提前|调整|改|推|延)(?:至|到|在|为))$/;

/** Asked for an end or a beginning, the date must be printed as one: “至9月10日”, “8月18日开幕”. */
const SIDES: readonly { readonly asked: RegExp; readonly before: RegExp; readonly after: RegExp }[] = [
  {
    asked:
      /(?:哪[一]?[天日]|几[号日]|什么时候)(?:之?前|以前)|结束|截止|为止|闭幕|[到展延持续办开]到(?:什么|哪|几|何)|最晚|最后|前要/,
    before: /(?:[至到—~-]|截至|持续|延续|(?:截止|结束|闭幕|到期)(?:日期|时间|日)?[为是:]?)$/,
    after: /^(?:[^，。；]{0,6}(?:结束|截止|闭幕|为止|前))/,
  },
  {
    asked: /出生|生日|(?:哪|几|什么时候)(?:一?[年月天])?生的/,
    before: /(?:生于|出生于?|生日(?:是|为)?)$/,
    after: /^(?:[^，。；,;]{0,6}出生|生(?![产活态效长命意]))/,
  },
  {
    asked: /建好|建成|竣工|完工|造好|交付|落成|建完/,
    before: SET_FOR,
    after: /^[^，。；]{0,14}(?:建成|竣工|完工|通车|投用|投入使用|交付|落成|启用|完成)/,
  },
  {
    asked: /通车|开通|投用|启用|运营|投入使用/,
    before: SET_FOR,
    after: /^[^，。；]{0,14}(?:通车|开通|运营|投用|投入使用|启用)/,
  },
  {
    asked: /(?:什么时候|何时|哪[一]?[天年月]|几[月号])(?:才|就|会)*(?:能|可以)(?!报|申|领|预约|办|交|补)/,
    before: SET_FOR,
    after:
      /^[^,，。;；]{0,14}(?:通车|开通|运营|投用|投入使用|启用|建成|完工|竣工|开放|开门|开业|开馆|开园|入住|交付|上线|恢复)/,
  },
];

/** Asked when doors close, an hour printed as an end; asked when they open, none of those. */
const ASKS_CLOSING =
  /几点(?:钟)?[^,，?]{0,4}(?:关|打烊|闭馆|闭园|下班|结束|停止|收摊|散场)|(?:关门|打烊|闭馆|闭园|下班|结束|收摊)[^,，?]{0,4}几点|到几点/;
const ASKS_OPENING =
  /几点(?:钟)?[^,，?到]{0,3}(?:开门|开馆|开放|开始|开园|营业|开演|上班|出摊)|(?:开门|开馆|开园)[^,，?]{0,4}几点/;
const ENDS_BEFORE = /[至到~—-]\s*$/;
const ENDS_AFTER = /^[^,，。;；]{0,4}(?:打烊|关门|闭|结束|清园|清场|收摊|(?<!停)止|熄)/;
const ENTRY_STOPS = /^(?:前?停止|后?不再)/;
const OTHER_SIDE = 0.4;
const LAST_ENTRY = 0.7;

function hourFit(question: string, body: string, { start, end }: Span): number {
  const closing = ASKS_CLOSING.test(question);
  if (!closing && !ASKS_OPENING.test(question)) return 1;
  const after = body.slice(end, end + 10);
  const ends = ENDS_BEFORE.test(body.slice(Math.max(0, start - 3), start)) || ENDS_AFTER.test(after);
  if (closing && !ends && ENTRY_STOPS.test(after)) return LAST_ENTRY;
  return ends === closing ? 1 : OTHER_SIDE;
}

/** Whether the question asks for a side of what lasts or is built: such a day is known by how it is printed. */
export function asksForSide(question: string): boolean {
  return ASKS_CLOSING.test(question) || SIDES.some(({ asked }) => asked.test(question));
}

function sideFit(question: string, body: string, date: DateMention): number {
  const side = ASKS_SPAN.test(question) ? undefined : SIDES.find(({ asked }) => asked.test(question));
  if (!side) return 1;
  // “即日起至8月20日” says when it ends.
  if (side === SIDES[0] && date.precision === "span") return 1;
  const fits =
    side.before.test(body.slice(Math.max(0, date.start - 8), date.start)) ||
    side.after.test(body.slice(date.end, date.end + 22));
  return fits ? 1 : 0.25;
}

/** “几号到几号”, “从哪天到哪天”: only what has a beginning and an end answers in full. */
const ASKS_SPAN = /(?:几[号日月]|哪[一]?天|什么时候)(?:开始)?[到至](?:几[号日月]|哪[一]?天|什么时候)/;
const HALF_OF_SPAN = 0.35;

function timeFit(question: string, precision: string): number {
  if (ASKS_SPAN.test(question)) return precision === "span" ? 1 : HALF_OF_SPAN;
  if (/几点|几时|钟点/.test(question)) return 0.25;
  if (/哪[一]?年|哪个?年份|what year|which year/.test(question))
    return precision === "year" || precision === "day" ? 1 : 0.7;
  if (/哪[一]?天|几[号日]|哪[一]?日/.test(question))
    return precision === "day" ? 1 : precision === "span" ? 0.8 : 0.5;
  return precision === "day" || precision === "span" ? 1 : 0.8;
}

/**
 * Days, months, quarters and seasons told by a word that counts from the
 * reference or from the date mentioned before: “昨天”, “当天”, “上个月底”, “今夏”.
 */
import { addDays, type IsoDay } from "../../clock.js";
import { addMonths, daysRange, monthsRange, partsOf } from "./calendar.js";
import {
  after,
  CLAUSE_START,
  DAY,
  type Draft,
  endOf,
  numberOf,
  oneDay,
  type Reading,
  type Rule,
  settled,
  sticky,
  TO,
  W,
} from "./draft.js";
import { daysOfPart, MONTH_PART, SEASONS } from "./parts.js";

const DAYS: Readonly<Record<string, number>> = { 大前: -3, 前: -2, 昨: -1, 今: 0, 明: 1, 后: 2, 大后: 3 };

const dayWord: Rule<Draft> = {
  starts: "大前昨今明后",
  pattern: sticky(
    "(大前|大后|前|昨|今|明|后)(?:天|(?<!后)日|[晚早晨夜](?=[,。的上间]|\\d|$|点|有))(?!性|努力|因素|培养|头条|之星|方舟|俄罗斯|资本|说法|赋)",
  ),
  read(match, { reference, text, ...reading }) {
    // “目前天气”, “之后天气”, “90后天团”, “20日前日均”
    if (!reference || after({ reference, text, ...reading }, match.index, /[\d日天年月目之以此当先每]$/))
      return null;
    return oneDay(endOf(match), addDays(reference, DAYS[match[1]!]!));
  },
};

const SENTENCE_START = /(?:^|[\s,。;:!?])$/;

/** “当天”, “同日”, “次日”: of the day mentioned before; at the start of a clause else the reference. */
const sameDay: Rule<Draft> = {
  starts: "当同次翌",
  pattern: sticky("(当[天日晚]|同[天日])(?![制子文语元津本])|(次日|翌日)"),
  read(match, reading) {
    const { known, reference } = reading;
    const end = endOf(match);
    if (known && (known.precision === "day" || known.precision === "span")) {
      // “案发当天” may be another day than the one mentioned.
      const certain =
        known.precision === "day" && (match[2] !== undefined || after(reading, match.index, CLAUSE_START));
      return oneDay(end, addDays(known.range.to, match[2] ? 1 : 0), certain);
    }
    // “发布当天” without a date before it is the day of an event we do not know.
    if (known || !reference || match[2] || match[0].startsWith("同")) return null;
    return after(reading, match.index, SENTENCE_START) ? oneDay(end, reference, false) : null;
  },
};

const SHIFTS: Readonly<Record<string, number>> = {
  上上: -2,
  上: -1,
  本: 0,
  这: 0,
  当: 0,
  同: 0,
  下: 1,
  次: 1,
  下下: 2,
};

/** “上个月”, “本月5日”, “下月底”, “当月20日至25日” */
const monthWord: Rule<Draft> = {
  starts: "上本这当同次下",
  pattern: sticky(
    `(?:(上上|下下|[上本这下])一?个?|([当同次]))月份?(?![薪球亮台季食])(?:的?${W}(?:(${DAY})(?:${TO}(${DAY}))?${W}[日号]|${MONTH_PART}))?`,
  ),
  read(match, reading) {
    const [, word, back, first, last = first, tenth] = match;
    const base = back === undefined ? reading.reference : sameMonth(back, match.index, reading);
    if (!base || after(reading, match.index, /[以日]$/)) return null;
    const { year, month } = partsOf(addMonths(base, SHIFTS[word ?? back!]!));
    const days = first ? ([numberOf(first), numberOf(last!)] as const) : tenth ? daysOfPart(tenth) : null;
    const range = days ? daysRange(year, month, days) : monthsRange(year, month, month);
    if (!range) return null;
    // “登记当月” may be another month than the one mentioned.
    const certain = back !== "当" || after(reading, match.index, SENTENCE_START);
    const precision = !days ? "month" : range.from === range.to ? "day" : "span";
    return settled(endOf(match), precision, range, certain);
  },
};

/** 当月, 同月 and 次月 count from the date before; 当月 without one, where a sentence begins, from the reference. */
function sameMonth(word: string, at: number, reading: Reading): IsoDay | null {
  if (reading.known) return reading.known.range.to;
  return word === "当" && after(reading, at, SENTENCE_START) ? reading.reference : null;
}

/** “月底”, “月初” alone */
const monthEdge: Rule<Draft> = {
  starts: "月",
  pattern: sticky("月([初底末])"),
  read(match, reading) {
    if (!reading.reference || !after(reading, match.index, /(?:^|[^\p{L}\d])$|[到在至于从截]$/u)) return null;
    const { year, month } = partsOf(reading.reference);
    const range = daysRange(year, month, daysOfPart(match[1]!));
    return range ? settled(endOf(match), "span", range, false) : null;
  },
};

const quarterWord: Rule<Draft> = {
  starts: "上本这下",
  pattern: sticky("([上本这下])一?个?季度([初末底])?"),
  read(match, { reference }) {
    if (!reference) return null;
    const { year, month } = partsOf(reference);
    const first = Math.floor((month - 1) / 3) * 3 + 1 + 3 * SHIFTS[match[1]!]!;
    const range = monthsRange(year, first, first + 2);
    if (!range) return null;
    if (!match[2]) return settled(endOf(match), "quarter", range);
    const at = partsOf(match[2] === "初" ? range.from : range.to);
    const edge = daysRange(at.year, at.month, daysOfPart(match[2]));
    return edge ? settled(endOf(match), "span", edge) : null;
  },
};

const SEASON_SHIFTS: Readonly<Record<string, number>> = { 去: -1, 今: 0, 明: 1 };

/** “今夏”, “去冬”, “这个夏天” */
const seasonWord: Rule<Draft> = {
  starts: "去今明这",
  pattern: sticky("(去|今|明)([春夏秋冬])(?![节晚运天日])|这个([春夏秋冬])[天季日]"),
  read(match, reading) {
    const { reference } = reading;
    // “送去夏日关爱”
    if (!reference || after(reading, match.index, /[送带出进过来回上下]$/)) return null;
    const { year, month } = partsOf(reference);
    const first = SEASONS[match[2] ?? match[3]!]!;
    // In January and February this winter began last year.
    const back = first === 12 && month < 3 && match[1] !== "去" ? -1 : 0;
    const range = monthsRange(year + back + SEASON_SHIFTS[match[1] ?? "今"]!, first, first + 2);
    return range ? settled(endOf(match), "season", range, first !== 12) : null;
  },
};

export const RELATIVE_RULES: readonly Rule<Draft>[] = [
  dayWord,
  sameDay,
  monthWord,
  monthEdge,
  quarterWord,
  seasonWord,
];

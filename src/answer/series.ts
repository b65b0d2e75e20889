/**
 * Members of a numbered series: what is told of 3路, 第三届 or 二期 is told of no
 * other line, year or stage. Closed classes of the words that number things, so
 * that an amount (三期共有, 达到15家) does not pass for a member.
 */
import { readNumeral } from "../news/numerals.js";
import type { Span } from "../news/text.js";

/** One member of a series as a text names it. */
export interface Member extends Span {
  /** What is numbered: 届, 路, 线, 中 (a school). */
  readonly sort: string;
  /** The number in digits, or a letter. */
  readonly mark: string;
  /** Counts members instead of naming one (分三期, 四轮发放日): it may tell of each up to that number. */
  readonly amount: boolean;
}

const NUMBER = "(?<![\\d.])(\\d{1,3}|[一二三四五六七八九十]{1,3})";
/** What is counted off in time: each has its own days. */
const EDITIONS = "届期批轮季";
/** Bodies and posts that stand right behind their number: 第二食堂, 第一书记. */
const NUMBERED =
  "小学|中学|实验|高级|幼儿|人民|医院|附属|图书|文化|食堂|书记|税务|福利|康复|研究|卫生|党支|支部|分局|中级|看守|派出";
/** 中 behind a numeral begins another word in 三中全会, 一中心, 其中. */
const NO_SCHOOL =
  "[心国央间午旬期小部标签年队奖的有选是式等药医级西外文英方东型原华共超甲考介场途轴线秋暑风毒断]|全会";

/** Each with the number in its first group and the sort in its second. In order: of two that overlap the first is kept. */
const PATTERNS: readonly RegExp[] = [
  new RegExp(`第${NUMBER}([${EDITIONS}档])(?!度)`, "g"),
  /([首头])一?([届期批轮季])(?!度)/g,
  /第(?!一[家座所])(\d{1,3}|[一二三四五六七八九十]{1,3})([家座所])/g,
  new RegExp(`第?${NUMBER}(中)学?(?!${NO_SCHOOL})`, "g"),
  new RegExp(`第${NUMBER}(${NUMBERED})`, "g"),
  /(?<![\d.])(\d{1,3})(路)(?![上边口段])/g,
  /([一二三四五六七八九十]{1,3})(路)(?=公交|车|末班|首班|环线|线路|区间)/g,
  new RegExp(`${NUMBER}号(线|楼|院|馆|门|桥|厅|库|地块|码头|车间|出口|入口)`, "g"),
  /(?<=[\u4e00-\u9fff])([二三四五六七八九十])(线)(?![上下城品员]|工人)/g,
  /(?<=[\u4e00-\u9fff])([一二三四五六七八九十]{1,2})(村)(?![民里委])/g,
  /(?<![a-z\d])([a-h])(轮|座|区|馆|栋|幢|口|厅)/g,
];
/** Without 第: 二期 behind a name (启明二期) is a member of it, behind a word that counts or at a sentence's beginning an amount. */
const BARE = new RegExp(`(?<![新上下这那某最本每])${NUMBER}([届期档轮])(?![间制度均车])`, "g");
const COUNTED = /[分共前后达近约满各连历余多为了过发等]/;

/** The members a text names, in order. @param folded text in the form of `fold` */
export function membersIn(folded: string): Member[] {
  const found: Member[] = [];
  const taken = new Set<number>();
  for (const pattern of [...PATTERNS, BARE]) {
    for (const match of folded.matchAll(pattern)) {
      const start = match.index;
      const end = start + match[0].length;
      const mark = readMark(match[1]!);
      const at = Array.from(match[0], (_, i) => start + i);
      if (mark === null || at.some((one) => taken.has(one))) continue;
      for (const one of at) taken.add(one);
      found.push({ start, end, sort: match[2]!, mark, amount: pattern === BARE && counts(folded, start) });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

function counts(folded: string, start: number): boolean {
  const before = folded[start - 1];
  return before !== undefined && (COUNTED.test(before) || !/[\u4e00-\u9fff]/.test(before));
}

function readMark(printed: string): string | null {
  if (/^[首头]$/.test(printed)) return "1";
  if (/^[a-z\d]/.test(printed)) return printed.replace(/^0+(?=\d)/, "");
  const value = readNumeral(printed);
  return value === null ? null : String(value);
}

/** “比首届多五成”, “与上一届相比”: spoken of only beside. */
export function isCompared(folded: string, { start }: Member): boolean {
  return /[比较超](?:过|于|照|起)?$|[与同跟和]$/.test(folded.slice(Math.max(0, start - 2), start));
}

/** Whether what is printed names the member asked about, or counts at least as many. */
export function tellsOf(printed: Member, asked: Member): boolean {
  if (printed.sort !== asked.sort) return false;
  return printed.mark === asked.mark || (printed.amount && Number(printed.mark) >= Number(asked.mark));
}

export function isEdition({ sort }: Member): boolean {
  return EDITIONS.includes(sort);
}

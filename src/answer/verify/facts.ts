/**
 * What in a sentence can be right or wrong to the letter: figures, dates, times,
 * telephone numbers, codes and persons, in a form in which two spellings are one
 * (3万 = 30000, 百分之五 = 5%, 二〇二五年 = 2025年, 下午2点 = 14:00).
 */
import type { IsoDay } from "../../clock.js";
import { type DateMention, findDates } from "../../news/dates.js";
import { findNumbers } from "../../news/numbers.js";
import { readNumeral } from "../../news/numerals.js";
import { findPeople } from "../../news/people.js";
import { fold, type Span } from "../../news/text.js";
import { findEnglishNumbers } from "./facts-english.js";

export type Fact =
  | (Span & {
      readonly kind: "number";
      readonly value: number;
      readonly unit: string | null;
      readonly loose?: true;
    })
  | (Span & { readonly kind: "date"; readonly mention: DateMention })
  | (Span & { readonly kind: "time"; readonly minutes: number })
  | (Span & { readonly kind: "phone"; readonly digits: string })
  | (Span & { readonly kind: "code"; readonly form: string })
  | (Span & { readonly kind: "person"; readonly name: string });

export interface FactOptions {
  /** The day yearless dates are read against. */
  readonly reference: IsoDay | null;
  /** Names to look for besides those that can be told by their form. */
  readonly people?: ReadonlySet<string>;
  /** Also numerals that no measure word follows: “七方”, “十大”. Right in a source, too much in a sentence. */
  readonly loose?: boolean;
}

const PHONE =
  /(?<![\d.])(?:\+?86[- ]?)?(?:1[3-9]\d[- ]?\d{4}[- ]?\d{4}|0\d{2,3}[)-]?[- ]?\d{7,8}|[48]00[- ]?\d{3,4}[- ]?\d{3,4}|(?<=(?:电话|热线|拨打|致电|咨询|联系|tel)\D{0,6})\d{8}|12\d{3}|96\d{3,4})(?![\d年万亿%元人名个家项条余多]|[.,]\d)/g;
const TIME =
  /(凌晨|早晨|早上|上午|中午|下午|傍晚|晚上|晚)?\s*(?:(?<![\d:.])(\d{1,2}):(\d{2})(?![\d:])|(\d{1,2}|[一二两三四五六七八九十]{1,3})(?:点|时)(?:(半)|(\d{1,2}|[一二三四五六七八九十]{1,3})分)?(?!代|间|期|尚|候|常|评|心|时|光|机|来水|击|名|赞|燃|缀|滴|子|多|[零一二三四五六七八九]))/g;
// Letters with digits name something (12.31PB, 5G, GPT-4, COVID-19); so do digits that are no number.
const CODE = /[a-z\d][a-z\d.\-+/]*[a-z\d]|[a-z\d]/g;

/** The day of the sentence before, which may not be in this text. */
const REFERS_BACK = /^(?:当[天日晚月年]|同一?[天日月年]|[次翌][日年]|[前后]一[天年]|此[前后]|随后)/;

/** @param text as printed; offsets are its own */
export function readFacts(text: string, { reference, people, loose = false }: FactOptions): Fact[] {
  const folded = fold(text);
  const taken = new Uint8Array(folded.length);
  const facts: Fact[] = [];
  const take = (fact: Fact) => {
    if (taken.subarray(fact.start, fact.end).some((one) => one === 1)) return;
    taken.fill(1, fact.start, fact.end);
    facts.push(fact);
  };
  for (const fact of findPhones(folded)) take(fact);
  for (const mention of findDates(text, reference)) {
    const refersBack = REFERS_BACK.test(folded.slice(mention.start, mention.end));
    if (mention.precision === "vague" || refersBack) taken.fill(1, mention.start, mention.end);
    else take({ kind: "date", start: mention.start, end: mention.end, mention });
  }
  for (const fact of findTimes(folded)) take(fact);
  for (const number of findEnglishNumbers(folded)) take({ kind: "number", ...number });
  for (const fact of findFigures(folded)) take(fact);
  for (const fact of findCodes(folded)) take(fact);
  if (loose) for (const fact of findNumerals(folded)) take(fact);
  for (const fact of findNames(folded, people)) take(fact);
  return facts.sort((a, b) => a.start - b.start);
}

function findPhones(folded: string): Fact[] {
  return [...folded.matchAll(PHONE)].map((match) => ({
    kind: "phone",
    start: match.index,
    end: match.index + match[0].length,
    digits: match[0].replace(/^\+?86[- ]?(?=1)/, "").replace(/\D/g, ""),
  }));
}

const CLOCK_DIGITS: Readonly<Record<string, number>> = Object.fromEntries(
  [..."一二三四五六七八九十"].map((char, i) => [char, i + 1]),
);

function clockNumber(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  const [tens, ones] = text.includes("十") ? text.split("十") : ["", text];
  const ten = text.includes("十") ? 10 * (CLOCK_DIGITS[tens!] ?? 1) : 0;
  return ten + (ones === "两" ? 2 : (CLOCK_DIGITS[ones ?? ""] ?? 0));
}

function findTimes(folded: string): Fact[] {
  return [...folded.matchAll(TIME)].flatMap((match) => {
    const [all, part = "", hour24, minute24, hour, half, minute] = match;
    const hours = clockNumber((hour24 ?? hour)!);
    const minutes = half ? 30 : clockNumber(minute24 ?? minute ?? "0");
    const later = /下午|傍晚|晚/.test(part) && hours < 12 ? 12 : 0;
    if (hours > 24 || minutes > 59) return [];
    const start = match.index + (all.length - all.trimStart().length);
    return [
      {
        kind: "time" as const,
        start,
        end: match.index + all.length,
        minutes: (hours + later) * 60 + minutes,
      },
    ];
  });
}

function findFigures(folded: string): Fact[] {
  return findNumbers(folded).flatMap((number) => {
    const text = folded.slice(number.start, number.end);
    // “一家企业” is any company, and “第一，……第二，……” counts off the answer's own points.
    if (text === "一" || isOwnCount(folded, number)) return [];
    // Part of a code: the 12.31 of 12.31pb.
    if (/[a-z]/.test(folded[number.end] ?? "") && !/^[a-z\d]*\s*[a-z]*$/.test(text)) return [];
    const unit = number.percent ? "%" : unitClass(folded.slice(number.end, number.end + 5));
    return [{ kind: "number" as const, start: number.start, end: number.end, value: number.value, unit }];
  });
}

function findNumerals(folded: string): Fact[] {
  return [...folded.matchAll(/[两二三四五六七八九十百千]{1,4}/g)].flatMap(({ 0: form, index }) => {
    const value = readNumeral(form);
    if (value === null) return [];
    return [
      {
        kind: "number" as const,
        start: index,
        end: index + form.length,
        value,
        unit: null,
        loose: true as const,
      },
    ];
  });
}

function isOwnCount(folded: string, { start, end }: Span): boolean {
  const opens = /(?:^|[,，。;；:：\s])(?:第|其)?$/.test(folded.slice(Math.max(0, start - 2), start));
  return (
    opens &&
    /^[,，、是]/.test(folded.slice(end, end + 1)) &&
    /^[一二三四五六七八九十]$/.test(folded.slice(start, end))
  );
}

const UNITS: readonly (readonly [string, RegExp])[] = [
  ["pp", /^个百分点|^percentage points?/],
  ["usd", /^美元|^美金|^us dollar/],
  ["hkd", /^港元|^港币/],
  ["eur", /^欧元/],
  ["cny", /^元|^块钱|^人民币|^yuan|^rmb/],
  ["person", /^[名人位]|^people|^person/],
  ["m2", /^平方米|^平米/],
  ["km2", /^平方公里/],
  ["km", /^公里|^千米|^km/],
  ["m", /^米/],
  ["year", /^周?年|^years?/],
  ["month", /^个?月|^months?/],
  ["hour", /^个?小时|^hours?/],
  ["minute", /^分钟|^minutes?/],
  ["day", /^[天日]|^days?/],
  ["age", /^岁/],
  ["%", /^%/],
  // Interchangeable in speech: 20家, 20个, 20项.
  ["count", /^[个家项条所类种款件处支座台辆批期场次届]/],
];

/** What is counted, as far as it must not be mistaken; null where any will do. */
function unitClass(after: string): string | null {
  const rest = after.replace(/^\s*[多余几来]?\s*/, "");
  return UNITS.find(([, pattern]) => pattern.test(rest))?.[0] ?? null;
}

function findCodes(folded: string): Fact[] {
  return [...folded.matchAll(CODE)].flatMap((match) => {
    if (!/\d/.test(match[0])) return [];
    return [
      { kind: "code" as const, start: match.index, end: match.index + match[0].length, form: match[0] },
    ];
  });
}

/** “由区委” before 常委 has the form of a name. */
const BODY = /[区市县省镇][委政府长]|委员|政府|公司|大学|街道/;

function findNames(folded: string, known: ReadonlySet<string> = new Set()): Fact[] {
  const people = findPeople(folded).filter(({ name }) => !BODY.test(name));
  const found: Fact[] = people.map(({ start, end, name }) => ({
    kind: "person",
    start,
    end,
    name,
  }));
  for (const name of known) {
    for (let at = folded.indexOf(name); at >= 0; at = folded.indexOf(name, at + name.length))
      found.unshift({ kind: "person", start: at, end: at + name.length, name });
  }
  return found;
}

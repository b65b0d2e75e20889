/**
 * Dates in English questions about the Chinese paper: “March 2025”, “on 20
 * April 2024”, “last month”, “two weeks ago”, “Mid-Autumn Festival 2024”.
 */
import { addDays, type IsoDay } from "../../clock.js";
import { type DayRange, dayRange, monthsRange, partsOf, weekdayOf, weekOf, yearRange } from "./calendar.js";
import { ARABIC_DIGITS, after, type Draft, endOf, oneDay, type Rule, settled, sticky } from "./draft.js";
import { festivalByName } from "./festivals.js";
import { ago, shift, someAgo } from "./recent.js";

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const MONTH =
  "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?";
const DAY = "(3[01]|[12]\\d|0?[1-9])(?:st|nd|rd|th)?";
const YEAR = "((?:19|20)\\d{2})";
const END = "(?![a-z0-9])";
const MONTH_STARTS = "jfmasond";

function monthNumber(name: string): number {
  return MONTHS.indexOf(name.slice(0, 3)) + 1;
}

interface EnglishRule extends Rule<Draft> {
  readonly starts: string;
}

/** Read only where a word begins. */
function rule(starts: string, source: string, read: Rule<Draft>["read"]): EnglishRule {
  return {
    starts,
    pattern: sticky(source + END),
    read: (match, reading) => (after(reading, match.index, /[a-z0-9]$/) ? null : read(match, reading)),
  };
}

function draft(
  end: number,
  precision: Draft["precision"],
  [year, within]: readonly [string | undefined, Draft["within"]],
): Draft {
  const given = year !== undefined;
  return { end, precision, certain: true, within, year: given ? Number(year) : null, yearGiven: given };
}

function dayDraft(
  match: RegExpExecArray,
  [day, month, year]: readonly [string, string, string | undefined],
): Draft | null {
  const [m, d] = [monthNumber(month), Number(day)];
  return dayRange(2024, m, d) ? draft(endOf(match), "day", [year, (y) => dayRange(y, m, d)]) : null;
}

/** “20 April 2024”, “20th of April” */
const dayMonth = rule(ARABIC_DIGITS, `${DAY}(?: of)? ${MONTH}(?:,? ${YEAR})?`, (match) =>
  dayDraft(match, [match[1]!, match[2]!, match[3]]),
);

/** “April 20, 2024”, “April 20” */
const monthDay = rule(MONTH_STARTS, `${MONTH} ${DAY}(?:,? ${YEAR})?(?!:)`, (match) =>
  dayDraft(match, [match[2]!, match[1]!, match[3]]),
);

/** “March 2025”; “in March” alone, because “may” and “march” are also other words. */
const month = rule(MONTH_STARTS, `${MONTH}(?:,?(?: of)? ${YEAR})?`, (match, reading) => {
  const number = monthNumber(match[1]!);
  const told =
    match[2] !== undefined ||
    after(reading, match.index, /(?:^|\W)(?:in|last|this|next|since|during|by|until|from|to|of|and) $/);
  if (!told) return null;
  return draft(endOf(match), "month", [match[2], (year) => monthsRange(year, number, number)]);
});

const year = rule("12", YEAR, (match, reading) =>
  after(reading, match.index, /(?:^|[^a-z])(?:in|since|during|of|from|until|by|year|to|and) $/)
    ? draft(endOf(match), "year", [match[1], yearRange])
    : null,
);

const SEASONS: Readonly<Record<string, number>> = { spring: 3, summer: 6, autumn: 9, fall: 9, winter: 12 };

/** “spring 2024”, “Q1 2025”, “the first half of 2024” */
const yearPart = rule(
  "sfawq",
  `(?:(spring|summer|autumn|fall|winter)(?: of)?|q([1-4])(?: of)?|(first|second) half of) ${YEAR}`,
  (match) => {
    const end = endOf(match);
    const [, name, quarter, half, written] = match;
    if (name)
      return draft(end, "season", [written, (y) => monthsRange(y, SEASONS[name]!, SEASONS[name]! + 2)]);
    if (quarter)
      return draft(end, "quarter", [
        written,
        (y) => monthsRange(y, Number(quarter) * 3 - 2, Number(quarter) * 3),
      ]);
    const first = half === "first" ? 1 : 7;
    return draft(end, "span", [written, (y) => monthsRange(y, first, first + 5)]);
  },
);

const FESTIVALS: Readonly<Record<string, string>> = {
  "(?:spring festival|(?:chinese|lunar) new year)": "春节",
  "lantern festival": "元宵节",
  "(?:qingming|tomb[- ]sweeping)(?: festival| day)?": "清明节",
  "dragon boat festival": "端午节",
  "mid-autumn(?: festival| day)?": "中秋节",
  "(?:labou?r|may) day": "劳动节",
  "national day": "国庆节",
  "new year'?s day": "元旦",
};

const festival = rule(
  "sclqtdmn",
  `(?:${Object.keys(FESTIVALS)
    .map((name) => `(${name})`)
    .join("|")})(?: holidays?)?(?:,?(?: of| in)? ${YEAR})?`,
  (match) => {
    const names = Object.values(FESTIVALS);
    const name = names[match.slice(1).findIndex((found) => found !== undefined)]!;
    const found = festivalByName(name, / holiday/.test(match[0]));
    return draft(endOf(match), found.precision, [match[names.length + 1], found.within]);
  },
);

const SHIFTS: Readonly<Record<string, number>> = {
  last: -1,
  this: 0,
  next: 1,
  yesterday: -1,
  today: 0,
  tonight: 0,
  tomorrow: 1,
};

const dayWord = rule(
  "yt",
  "(yesterday|today|tonight|tomorrow)",
  (match, { reference }) => reference && oneDay(endOf(match), addDays(reference, SHIFTS[match[1]!]!)),
);

/** “last month”, “this weekend”, “next Friday” */
const lastThisNext = rule(
  "ltn",
  "(last|this|next) (?:(year|quarter|month|week|weekend)|(spring|summer|autumn|fall|winter)|(mon|tues|wednes|thurs|fri|satur|sun)day)",
  (match, { reference }) => {
    if (!reference) return null;
    const [, word, unit, name, weekday] = match;
    const by = SHIFTS[word!]!;
    const end = endOf(match);
    if (weekday) {
      const number = ["mon", "tues", "wednes", "thurs", "fri", "satur", "sun"].indexOf(weekday) + 1;
      const ahead = (number - weekdayOf(reference) + 7) % 7;
      return oneDay(end, addDays(reference, by < 0 ? ahead - 7 : ahead), by !== 0);
    }
    const at = partsOf(reference).year + by;
    const range = name
      ? monthsRange(at, SEASONS[name]!, SEASONS[name]! + 2)
      : unitRange(reference, unit!, by);
    if (!range) return null;
    return settled(
      end,
      name ? "season" : unit === "week" || unit === "weekend" ? "span" : (unit as "year"),
      range,
    );
  },
);

function unitRange(reference: IsoDay, unit: string, by: number): DayRange | undefined {
  const { year, month } = partsOf(reference);
  if (unit === "year") return yearRange(year + by);
  if (unit === "month") return monthsRange(year, month + by, month + by);
  if (unit === "quarter") {
    const first = Math.floor((month - 1) / 3) * 3 + 1 + 3 * by;
    return monthsRange(year, first, first + 2);
  }
  const monday = addDays(weekOf(reference).from, 7 * by);
  return { from: unit === "weekend" ? addDays(monday, 5) : monday, to: addDays(monday, 6) };
}

const COUNTS = [
  "zero",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
  "eleven",
  "twelve",
];
const COUNT = `(\\d{1,3}|an?|${COUNTS.slice(1).join("|")}|several|(?:a )?few)`;

function countOf(word: string): number {
  return /^an?$/.test(word) ? 1 : /^\d/.test(word) ? Number(word) : COUNTS.indexOf(word);
}

/** “two weeks ago”, “a few days ago” */
const someTimeAgo = rule(
  `${ARABIC_DIGITS}aotfsen`,
  `${COUNT} (day|week|month|year)s? ago`,
  (match, { reference }) => {
    if (!reference) return null;
    const unit = match[2] as "day" | "week" | "month" | "year";
    const count = countOf(match[1]!);
    return count > 0 ? ago(endOf(match), reference, [count, unit]) : someAgo(endOf(match), reference, unit);
  },
);

/** “recently”, “in the last three months” */
const recently = rule(
  "rlp",
  `(?:(recently|lately)|(?:last|past) (?:${COUNT} )?(day|week|month|year)s?)`,
  (match, { reference }) => {
    if (!reference) return null;
    const count = match[2] === undefined ? 1 : countOf(match[2]);
    if (match[1] === undefined && count < 1) return null;
    const from = match[1] ? addDays(reference, -30) : shift(reference, count, match[3] as "day");
    return settled(endOf(match), "vague", { from, to: reference }, false);
  },
);

export const ENGLISH_RULES: readonly Rule<Draft>[] = [
  dayMonth,
  monthDay,
  festival,
  month,
  yearPart,
  year,
  dayWord,
  lastThisNext,
  someTimeAgo,
  recently,
];

/**
 * All the readers of dates in the order in which they are tried, looked up by
 * the character a date begins with.
 */
import { BARE_DAY_RULE } from "./days.js";
import {
  ARABIC_DIGITS,
  CHINESE_DIGITS,
  type Draft,
  inYear,
  type Part,
  type Reading,
  type Rule,
  readWith,
} from "./draft.js";
import { ENGLISH_RULES } from "./english.js";
import { FIGURE_RULES } from "./figures.js";
import { ANY, openingsOf } from "./openings.js";
import { PART_RULES } from "./parts.js";
import { RECENT_RULES } from "./recent.js";
import { RELATIVE_RULES } from "./relative.js";
import { WEEK_RULES } from "./weeks.js";
import { YEAR_RULES } from "./years.js";

const RULES: readonly Rule<Draft>[] = [
  ...FIGURE_RULES,
  ...YEAR_RULES,
  ...RECENT_RULES,
  ...RELATIVE_RULES,
  ...WEEK_RULES,
  ...PART_RULES.map(withoutYear),
  BARE_DAY_RULE,
  ...ENGLISH_RULES,
];

function withoutYear(rule: Rule<Part>): Rule<Draft> {
  return {
    ...rule,
    read(match, reading) {
      const part = rule.read(match, reading);
      return part && inYear(part, null, false);
    },
  };
}

const NUMERALS = ARABIC_DIGITS + CHINESE_DIGITS;
const BETWEEN = " \t\n";

// Nine characters of ten begin no date; passing over them here is what keeps the search fast.
const BY_FIRST = new Map<number, readonly Rule<Draft>[]>();
for (const rule of RULES) {
  for (const char of new Set(rule.starts)) {
    const code = char.charCodeAt(0);
    BY_FIRST.set(code, [...(BY_FIRST.get(code) ?? []), rule]);
  }
}

const NONE = 0;
const NUMERAL = 1;
const OPEN = 2;
const PAIRED = 3;
/** How each character may begin a date: not at all, as a number, before any other, before some others. */
const STARTS = new Uint8Array(0x10000);
for (const code of BY_FIRST.keys()) STARTS[code] = OPEN;
for (const char of NUMERALS) STARTS[char.charCodeAt(0)] = NUMERAL;
/** What stands between a number's first character and the one its rules are looked up by. */
const PASSED = new Uint8Array(0x10000);
for (const char of NUMERALS + BETWEEN) PASSED[char.charCodeAt(0)] = 1;

/** The rules by a date's first character and the next; for a number, by the one behind it. */
interface Pairs {
  readonly rules: ReadonlyMap<number, readonly Rule<Draft>[]>;
  /** For all other second characters. */
  readonly others: ReadonlyMap<number, readonly Rule<Draft>[]>;
  /** Which pairs there are, by a hash of 16 bits. */
  readonly known: Uint8Array;
}

let pairs: Pairs | null = null;
let asked = 0;
/** Drafts read before the pairs are worked out: it takes 50 ms, more than all questions of an hour would save. */
const ASKED_OFTEN = 5_000;

const pairKey = (first: number, second: number) => (first << 16) | second;
const pairHash = (first: number, second: number) => (Math.imul(first, 31) ^ second) & 0xffff;

function toPairs(): Pairs {
  const rules = new Map<number, readonly Rule<Draft>[]>();
  const others = new Map<number, readonly Rule<Draft>[]>();
  const known = new Uint8Array(0x10000);
  const openings = new Map(RULES.map((rule) => [rule, openingsOf(rule.pattern.source, 2)]));
  const behind = new Map(RULES.map((rule) => [rule, openingsOf(rule.pattern.source, 1, NUMERALS + BETWEEN)]));
  for (const [code, all] of BY_FIRST) {
    const first = String.fromCharCode(code);
    const isNumeral = STARTS[code] === NUMERAL;
    const seconds = all.map((rule) =>
      isNumeral ? behind.get(rule)! : secondsOf(openings.get(rule)!, first),
    );
    const other = all.filter((_, i) => seconds[i]!.has(ANY));
    others.set(code, other);
    if (!isNumeral && other.length === 0) STARTS[code] = PAIRED;
    for (const second of new Set(seconds.flatMap((chars) => [...chars]))) {
      const at = second.charCodeAt(0);
      const fitting = all.filter((_, i) => seconds[i]!.has(ANY) || seconds[i]!.has(second));
      rules.set(pairKey(code, at), fitting);
      known[pairHash(code, at)] = 1;
    }
  }
  return { rules, others, known };
}

function secondsOf(openings: ReadonlySet<string>, first: string): ReadonlySet<string> {
  return new Set([...openings].filter((pair) => pair.startsWith(first)).map((pair) => pair[1]!));
}

/** The first place from `at` on where a date may begin; the text's length if there is none. */
export function nextStart(folded: string, at: number): number {
  let next = at;
  for (; next < folded.length; next++) {
    const unit = folded.charCodeAt(next);
    const start = STARTS[unit]!;
    if (start === NONE) continue;
    if (start !== PAIRED || pairs?.known[pairHash(unit, folded.charCodeAt(next + 1))] === 1) break;
  }
  return next;
}

/** What is read at `reading.start`, before its year is settled. */
export function readDraft(reading: Reading): Draft | null {
  const { text, start } = reading;
  const first = text.charCodeAt(start);
  const rules = pairs === null ? BY_FIRST.get(first) : rulesAt(text, start, pairs);
  asked++;
  if (asked === ASKED_OFTEN) pairs = toPairs();
  for (const rule of rules ?? []) {
    const draft = readWith(rule, reading, start);
    if (draft) return draft;
  }
  return null;
}

function rulesAt(text: string, start: number, { rules, others, known }: Pairs) {
  const first = text.charCodeAt(start);
  let at = start + 1;
  if (STARTS[first] === NUMERAL) while (at < text.length && PASSED[text.charCodeAt(at)] === 1) at++;
  const second = text.charCodeAt(at);
  const own = known[pairHash(first, second)] === 1 ? rules.get(pairKey(first, second)) : undefined;
  return own ?? others.get(first);
}

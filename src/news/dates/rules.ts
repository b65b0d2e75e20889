/**
 * All the readers of dates in the order in which they are tried, looked up by
 * the character a date begins with.
 */
import { BARE_DAY_RULE } from "./days.js";
import { type Draft, type Part, type Reading, type Rule, readFirst } from "./draft.js";
import { ENGLISH_RULES } from "./english.js";
import { FIGURE_RULES } from "./figures.js";
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
      return part && { ...part, year: null, yearGiven: false };
    },
  };
}

// Nine characters of ten begin no date; passing over them here is what keeps the search fast.
const BY_START = new Map<number, Rule<Draft>[]>();
const STARTS = new Uint8Array(0x10000);
for (const rule of RULES) {
  for (const char of new Set(rule.starts)) {
    const code = char.charCodeAt(0);
    STARTS[code] = 1;
    BY_START.set(code, [...(BY_START.get(code) ?? []), rule]);
  }
}

/** The first place from `at` on where a date may begin; the text's length if there is none. */
export function nextStart(folded: string, at: number): number {
  let next = at;
  while (next < folded.length && STARTS[folded.charCodeAt(next)] === 0) next += 1;
  return next;
}

/** What is read at `reading.start`, before its year is settled. */
export function readDraft(reading: Reading): Draft | null {
  const rules = BY_START.get(reading.text.charCodeAt(reading.start));
  return rules ? readFirst(rules, reading, reading.start) : null;
}

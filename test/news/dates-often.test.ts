import { describe, expect, it } from "vitest";
import { parseIsoDay } from "../../src/clock.js";
import { FIGURE_RULES } from "../../src/news/dates/figures.js";
import { ANY, openingsOf } from "../../src/news/dates/openings.js";
import { PART_RULES } from "../../src/news/dates/parts.js";
import { RECENT_RULES } from "../../src/news/dates/recent.js";
import { RELATIVE_RULES } from "../../src/news/dates/relative.js";
import { WEEK_RULES } from "../../src/news/dates/weeks.js";
import { YEAR_RULES } from "../../src/news/dates/years.js";
import { findDates } from "../../src/news/dates.js";
import { fold } from "../../src/news/text.js";
import { CASE_GROUPS } from "./dates.cases.js";

const NUMBERS = "0123456789零一二三四五六七八九十两廿卅 \t\n";
const PATTERNS = [
  ...FIGURE_RULES,
  ...YEAR_RULES,
  ...RECENT_RULES,
  ...RELATIVE_RULES,
  ...WEEK_RULES,
  ...PART_RULES,
].map(({ pattern }) => pattern);

const TEXTS = CASE_GROUPS.flatMap(({ lines, reference }) =>
  lines
    .split("\n")
    .filter(Boolean)
    .map((line) => ({ text: line.split(" → ")[0]!.replace(/[{}]/g, ""), reference })),
);

describe("openings", () => {
  it.each([
    ["ab|c", 2, ["ab", `c${ANY}`]],
    ["a?b+", 2, ["ab", "bb", `b${ANY}`]],
    ["[0-2x]y{2,}", 2, ["0y", "1y", "2y", "xy"]],
    ["(?=z)a(?!b)[^c]", 2, [`a${ANY}`]],
    ["(?:一|\\d)?月", 1, ["一", "月", ..."0123456789"]],
  ] as const)("of %s", (source, length, expected) => {
    expect([...openingsOf(source, length)].sort()).toEqual([...expected].sort());
  });

  it("hold of every match in the cases", () => {
    let matches = 0;
    for (const pattern of PATTERNS) {
      const pairs = openingsOf(pattern.source, 2);
      const behind = openingsOf(pattern.source, 1, NUMBERS);
      for (const { text } of TEXTS) {
        const folded = fold(text);
        for (let at = 0; at < folded.length; at++) {
          pattern.lastIndex = at;
          if (!pattern.test(folded)) continue;
          matches++;
          const [first, second] = [folded[at]!, folded[at + 1] ?? ""];
          const rest = [...folded.slice(at)].find((char) => !NUMBERS.includes(char)) ?? "";
          expect(pairs.has(first + second) || pairs.has(first + ANY), `${pattern} ${first}${second}`).toBe(
            true,
          );
          expect(behind.has(rest) || behind.has(ANY), `${pattern} ${rest}`).toBe(true);
        }
      }
    }
    expect(matches).toBeGreaterThan(500);
  });
});

// After some thousand places the rules are chosen by the first characters; what is found must not change by it.
it("finds the same in the first text as after thousands", () => {
  const read = () =>
    TEXTS.map(({ text, reference }) => findDates(text, reference === null ? null : parseIsoDay(reference)!));
  const first = read();

  for (let i = 0; i < 2_000; i++) findDates("一月二日上午，3名大学生在国家图书馆", null);

  expect(read()).toEqual(first);
});

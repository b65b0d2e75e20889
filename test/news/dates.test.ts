import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, type IsoDay, parseIsoDay } from "../../src/clock.js";
import { monthsRange, partsOf } from "../../src/news/dates/calendar.js";
import { renderDay } from "../../src/news/dates/render.js";
import { type DateMention, findDates } from "../../src/news/dates.js";
import { CASE_GROUPS } from "./dates.cases.js";

function day(text: string): IsoDay {
  return parseIsoDay(text)!;
}

/** A mention in the notation of the table. */
function describeMention({ range, precision, certain }: DateMention): string {
  const { from, to } = range;
  const doubt = certain ? "" : "?";
  const { year, month } = partsOf(from);
  if (precision === "day" && from === to) return `${from}${doubt}`;
  if (precision === "year") return `${year}${doubt}`;
  if (precision === "quarter") return `${year}Q${(month + 2) / 3}${doubt}`;
  const whole = monthsRange(year, month, month);
  if (precision === "month" && whole?.from === from && whole.to === to) return `${from.slice(0, 7)}${doubt}`;
  return `${precision === "span" ? "" : `${precision} `}${from}..${to}${doubt}`;
}

interface Case {
  readonly text: string;
  readonly mentions: readonly string[];
  readonly meanings: readonly string[];
}

function readCase(line: string): Case {
  const [marked = "", meanings = ""] = line.split(" → ");
  return {
    text: marked.replace(/[{}]/g, ""),
    mentions: [...marked.matchAll(/\{([^}]*)\}/g)].map((match) => match[1]!),
    meanings: meanings === "" ? [] : meanings.split("; "),
  };
}

for (const { title, reference, lines } of CASE_GROUPS) {
  describe(title, () => {
    for (const line of lines.trim().split("\n")) {
      it(line, () => {
        const { text, mentions, meanings } = readCase(line);
        const found = findDates(text, reference === null ? null : day(reference));
        expect([found.map(describeMention), found.map(({ start, end }) => text.slice(start, end))]).toEqual([
          meanings,
          mentions,
        ]);
      });
    }
  });
}

it("has at least 300 cases", () => {
  expect(CASE_GROUPS.flatMap(({ lines }) => lines.trim().split("\n")).length).toBeGreaterThanOrEqual(300);
});

const anyDay = fc.integer({ min: 0, max: 73_000 }).map((days) => addDays(day("1900-01-01"), days));

/**
 * A range as newspapers write it: “2025年”, “2025年3月”, “2025年3月20日至22日”, “2024年12月至2025年2月”: as short as the range allows.
 */
function renderRange({ from, to }: DateMention["range"]): string {
  const [first, last] = [partsOf(from), partsOf(to)];
  if (from === to) return renderDay(from);
  const wholeMonths = first.day === 1 && monthsRange(last.year, last.month, last.month)?.to === to;
  if (wholeMonths && first.month === 1 && last.month === 12) {
    return first.year === last.year ? `${first.year}年` : `${first.year}年至${last.year}年`;
  }
  const year = first.year === last.year ? "" : `${last.year}年`;
  if (wholeMonths) {
    const month = `${first.year}年${first.month}月`;
    return year === "" && first.month === last.month ? month : `${month}至${year}${last.month}月`;
  }
  const month = year === "" && first.month === last.month ? "" : `${last.month}月`;
  return `${renderDay(from)}至${year}${month}${last.day}日`;
}

describe("what is written out is read back", () => {
  it("a day, in any surroundings, with and without a reference", () => {
    fc.assert(
      fc.property(
        anyDay,
        fc.option(anyDay),
        fc.constantFrom("", "于", "截至", "（"),
        (at, reference, before) => {
          const text = `${before}${renderDay(at)}，召开`;
          const [mention, ...rest] = findDates(text, reference);
          expect(rest).toEqual([]);
          expect(mention).toEqual({
            start: before.length,
            end: text.length - 3,
            range: { from: at, to: at },
            precision: "day",
            certain: true,
            yearGiven: true,
          });
        },
      ),
    );
  });

  it("a range of days, months or years", () => {
    const anyRange = fc.oneof(
      fc.tuple(anyDay, fc.nat(40_000)).map(([from, length]) => ({ from, to: addDays(from, length) })),
      fc
        .tuple(fc.integer({ min: 1900, max: 2099 }), fc.integer({ min: 1, max: 12 }), fc.nat(30))
        .map(([year, first, length]) => monthsRange(year, first, first + length)!),
      fc
        .tuple(fc.integer({ min: 1900, max: 2090 }), fc.nat(9))
        .map(([year, length]) => monthsRange(year, 1, 12 * (length + 1))!),
    );
    fc.assert(
      fc.property(anyRange, fc.option(anyDay), (range, reference) => {
        fc.pre(range.to < "2200");
        const text = renderRange(range);
        const [mention, ...rest] = findDates(text, reference);
        expect(rest).toEqual([]);
        expect([mention?.range, mention?.start, mention?.end]).toEqual([range, 0, text.length]);
      }),
    );
  });
});

describe("any text", () => {
  const PIECES =
    "年 月 日 号 天 周 季度 初 底 上 下 本 这 个 今 去 前 后 两 三 十 二十 2024 25 4 20 至 - 、 的 春节 国庆 前后 世纪 年代 当天 以来 ， 。 \n ( ) last in march".split(
      " ",
    );
  const anyText = fc.oneof(
    fc.string({ unit: "binary", maxLength: 60 }),
    fc.array(fc.constantFrom(...PIECES), { maxLength: 14 }).map((pieces) => pieces.join("")),
  );

  it("yields mentions in order, without overlap, with ranges that are ranges", () => {
    fc.assert(
      fc.property(anyText, fc.option(anyDay), (text, reference) => {
        let end = 0;
        for (const mention of findDates(text, reference)) {
          expect(mention.start).toBeGreaterThanOrEqual(end);
          expect(mention.end).toBeGreaterThan(mention.start);
          expect(mention.range.from <= mention.range.to).toBe(true);
          expect([parseIsoDay(mention.range.from), parseIsoDay(mention.range.to)]).not.toContain(undefined);
          if (mention.yearGiven)
            expect(text.slice(mention.start, mention.end)).toMatch(/[\d零〇○一二三四五六七八九]/);
          end = mention.end;
        }
        expect(end).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 2000 },
    );
  });

  it("has nothing without a written year when there is no reference", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        if (findDates(text, null).length > 0) expect(text).toMatch(/[\d零〇○一二三四五六七八九０-９]/);
      }),
    );
  });
});

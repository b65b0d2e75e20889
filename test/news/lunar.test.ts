import { expect, it } from "vitest";
import { addDays, daysBetween, type IsoDay } from "../../src/clock.js";
import { lunarDay, lunarYearsEnd } from "../../src/news/dates/lunar.js";

const YEARS = Array.from({ length: 2096 - 1950 + 1 }, (_, i) => 1950 + i);

it("knows the New Year's days of the calendar, also where Intl does not", () => {
  const days = [2000, 2008, 2023, 2024, 2025, 2026, 2027, 2030, 2033].map((year) => lunarDay(year, 1, 1));
  expect(days).toEqual([
    "2000-02-05",
    "2008-02-07",
    "2023-01-22",
    "2024-02-10",
    "2025-01-29",
    "2026-02-17",
    "2027-02-06",
    "2030-02-03",
    "2033-01-31",
  ]);
});

it("goes on without a gap from year to year", () => {
  for (const year of YEARS.slice(1)) {
    expect(addDays(lunarYearsEnd(year - 1)!, 1)).toBe(lunarDay(year, 1, 1));
    expect(daysBetween(lunarDay(year, 1, 1)!, lunarYearsEnd(year)!)).toBeOneOf([
      352, 353, 354, 382, 383, 384,
    ]);
  }
});

it("agrees with the runtime's calendar in all but the few months that begin near midnight", () => {
  const format = new Intl.DateTimeFormat("en-u-ca-chinese", {
    month: "numeric",
    day: "numeric",
    timeZone: "UTC",
  });
  const months = YEARS.flatMap((year) => Array.from({ length: 12 }, (_, i) => [year, i + 1] as const));
  const others = months.filter(
    ([year, month]) => format.format(new Date(lunarDay(year, month, 1)!)) !== `${month}/1`,
  );
  expect(others.length).toBeLessThan(months.length / 100);
});

it("has no day outside its years, nor a 30th that is not there", () => {
  expect([lunarDay(1949, 1, 1), lunarDay(2097, 1, 1), lunarDay(2025, 12, 30), lunarDay(2025, 1, 0)]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
  expect(lunarYearsEnd(2025)).toBe("2026-02-16" as IsoDay);
});

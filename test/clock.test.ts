import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, beijingDay, daysBetween, type IsoDay, isoDay, parseIsoDay } from "../src/clock.js";

const aDay = fc
  .date({ min: new Date("1950-01-01"), max: new Date("2100-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10) as IsoDay);

describe("the paper's day", () => {
  it("is Beijing's: it begins while the evening before is still going on in Greenwich", () => {
    expect(beijingDay(new Date("2025-03-30T15:59:59Z"))).toBe("2025-03-30");
    expect(beijingDay(new Date("2025-03-30T16:00:00Z"))).toBe("2025-03-31");
    expect(beijingDay(new Date("2024-12-31T20:00:00Z"))).toBe("2025-01-01");
  });

  it.each([
    "2025-02-30",
    "2023-02-29",
    "2025-13-01",
    "2025-00-10",
    "2025-3-31",
    "20250331",
    " 2025-03-31",
    "",
  ])("is not “%s”", (text) => {
    expect(parseIsoDay(text)).toBeUndefined();
  });

  it("knows leap years and the lengths of months", () => {
    expect(parseIsoDay("2024-02-29")).toBe("2024-02-29");
    expect(isoDay(2025, 4, 30)).toBe("2025-04-30");
    expect(isoDay(2025, 4, 31)).toBeUndefined();
    expect(isoDay(999, 1, 1)).toBeUndefined();
  });
});

describe("days counted", () => {
  it("crosses months, years and leap days", () => {
    expect(addDays("2024-02-28" as IsoDay, 2)).toBe("2024-03-01");
    expect(addDays("2025-01-01" as IsoDay, -1)).toBe("2024-12-31");
    expect(daysBetween("2024-12-30" as IsoDay, "2025-01-02" as IsoDay)).toBe(3);
  });

  it("goes there and back, and counts the steps, over any days", () => {
    fc.assert(
      fc.property(aDay, fc.integer({ min: -5000, max: 5000 }), (day, days) => {
        const there = addDays(day, days);
        expect(addDays(there, -days)).toBe(day);
        expect(daysBetween(day, there)).toBe(days);
        expect(there > day).toBe(days > 0);
        expect(parseIsoDay(there)).toBe(there);
      }),
    );
  });
});

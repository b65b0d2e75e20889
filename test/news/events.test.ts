import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseIsoDay } from "../../src/clock.js";
import { type EventMention, findEvents } from "../../src/news/events.js";
import { splitSentences } from "../../src/news/text.js";
import { anArticle } from "../fakes/articles.js";
import { EVENT_CASES } from "./events.cases.js";

const DAY = "2025-03-31";

function events(body: string, publishedOn: string | null = DAY) {
  return findEvents(anArticle({ body, publishedOn }));
}

/** @param expected as in the table: the name is compared only where it is given */
function show({ kind, range, sense, change, name }: EventMention, expected: string): string {
  const days = range.from === range.to ? range.from : `${range.from}..${range.to}`;
  const words = [kind, days, sense === "exact" ? "" : sense, change ?? ""].filter(Boolean).join(" ");
  return name !== null && expected.startsWith(`${words} `) ? `${words} ${name}` : words;
}

describe("what a sentence puts on which days", () => {
  it("is shown on at least eighty sentences", () => {
    expect(EVENT_CASES.length).toBeGreaterThanOrEqual(80);
  });

  it.each(EVENT_CASES)("$text ($publishedOn)", ({ text, expect: expected, publishedOn = DAY }) => {
    const found = events(text, publishedOn);

    expect(found.map((one, i) => show(one, expected[i] ?? ""))).toEqual(expected);
  });

  it("stands where the sentence stands in the body, found by the month told before", () => {
    const body = "4月12日有雨。18日，社区音乐会举行。";

    const [found] = events(body);

    expect(body.slice(found!.start, found!.end)).toBe("18日，社区音乐会举行。");
    expect(found!.range).toEqual({ from: "2025-04-18", to: "2025-04-18" });
  });

  it("reads a sentence in traditional characters", () => {
    expect(events("4月12日，社區音樂會舉行。")[0]).toMatchObject({ kind: "event", name: "社区音乐会" });
  });

  it("does not look into a page run together as one sentence", () => {
    expect(events(`${"没有标点的一整页".repeat(60)}4月12日，社区音乐会举行。`)).toEqual([]);
  });
});

describe("any text", () => {
  const piece = fc.constantFrom(
    ...EVENT_CASES.map(({ text }) => text.replace(/。$/, "")),
    "自",
    "起",
    "至",
    "4月",
    "12日",
    "举行",
    "“",
    "”",
    "取消",
    "，",
    "。",
    "\n",
    "报名",
    "截止",
    "2025年",
    "第三届",
    "节",
  );

  it("gives whole sentences, days that exist, and first days before last ones", () => {
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 8 }), (pieces) => {
        const body = `${pieces.join("")}。`;
        const sentences = splitSentences(body);
        for (const { start, end, range, name } of events(body)) {
          expect(sentences).toContainEqual({ start, end });
          expect([parseIsoDay(range.from), parseIsoDay(range.to)]).toEqual([range.from, range.to]);
          expect(range.from <= range.to).toBe(true);
          expect(name === null || name.length >= 3).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("without a day of publication tells only of years written in it", () => {
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 6 }), (pieces) => {
        const body = `${pieces.join("")}。`;
        for (const { range } of events(body, null)) {
          // “12月28日至2026年1月3日”: the year of one end tells the other's.
          expect([range.from, range.to].some((day) => body.includes(day.slice(0, 4)))).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });
});

it("reads a sentence that says one reason over and over in no time worth counting", () => {
  // With a repetition inside a repetition this took minutes at sixty of them; now it is done before anybody looks.
  const body = `10月1日活动${"因".repeat(200)}取消。10月2日，灯会在古镇举行。`;

  expect(findEvents(anArticle({ body, publishedOn: "2025-09-30" })).map(({ range }) => range.from)).toContain(
    "2025-10-02",
  );
});

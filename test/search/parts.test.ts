import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fold } from "../../src/news/text.js";
import { splitParts } from "../../src/search/parts.js";

// One character a piece, but for the words between two things.
const cut = (text: string) => text.match(/以及|还有|还是|./gsu) ?? [];
const textsOf = (clause: string, isTelling: (piece: string) => boolean) =>
  splitParts(clause, { cut, isTelling }).map(({ text }) => text);
const named = (piece: string) => "甲乙丙".includes(piece);

describe("splitParts", () => {
  it("cuts between two things", () => {
    expect(textsOf("甲开馆和乙闭馆，哪个更早", named)).toEqual(["甲开馆", "乙闭馆，哪个更早"]);
  });

  it("leaves together what says nothing alone", () => {
    expect(textsOf("甲的时间和地点", named)).toEqual(["甲的时间和地点"]);
  });

  it("hangs what follows 当天 on what stands before it", () => {
    const parts = splitParts("甲开幕当天，乙演了什么", { cut, isTelling: named });

    expect(parts).toEqual([
      { text: "甲开幕", anchor: null },
      { text: "，乙演了什么", anchor: { part: 0, grain: "day" } },
    ]);
  });

  it("loses no character that tells something", () => {
    const text = fc.array(fc.constantFrom("甲", "乙", "丙", "和", "，", "当天", "的", "以及"), {
      maxLength: 15,
    });
    fc.assert(
      fc.property(text, (pieces) => {
        const clause = fold(pieces.join(""));
        const parts = splitParts(clause, { cut, isTelling: named });
        const telling = (whole: string) => [...whole].filter(named).join("");

        expect(parts.length).toBeGreaterThan(0);
        expect(telling(parts.map((part) => part.text).join(""))).toBe(telling(clause));
        for (const [i, { anchor }] of parts.entries()) if (anchor) expect(anchor.part).toBeLessThan(i);
      }),
    );
  });
});

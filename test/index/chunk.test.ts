import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chunkBody } from "../../src/index/chunk.js";
import { splitSentences } from "../../src/news/text.js";

const SENTENCE = "六月一日起，全市小学入学信息采集开始。";

describe("chunkBody", () => {
  it("keeps a short text whole", () => {
    expect(chunkBody(SENTENCE)).toEqual([{ start: 0, end: SENTENCE.length }]);
  });

  it("has no chunk for a blank text", () => {
    expect(chunkBody(" \n\n ")).toEqual([]);
  });

  it("cuts at sentence ends and repeats whole sentences only", () => {
    const body = SENTENCE.repeat(40);
    const chunks = chunkBody(body, { size: 100, overlap: 40 });

    expect(chunks.length).toBeGreaterThan(5);
    for (const { start, end } of chunks) {
      expect(end - start).toBeLessThanOrEqual(100 + 40);
      expect(body.slice(start, end)).toMatch(/^六月.*开始。$/);
    }
    expect(chunks[1]!.start).toBeLessThan(chunks[0]!.end);
  });

  it("cuts a sentence that is longer than a chunk, at a comma where one is near", () => {
    const body = `${"一".repeat(70)}，${"二".repeat(200)}。`;
    const [first] = chunkBody(body, { size: 100, overlap: 20 });

    expect(body.slice(first!.start, first!.end)).toBe(`${"一".repeat(70)}，`);
  });

  it("refuses an overlap that would never move on", () => {
    expect(() => chunkBody("甲。", { size: 50, overlap: 50 })).toThrow(RangeError);
  });

  it("covers any text but its white space, in order, without standing still", () => {
    const text = fc
      .array(fc.constantFrom("甲乙丙", "，", "。", "\n\n", "“好！”", "A1", " ", "丁".repeat(80), "𠮷"), {
        maxLength: 80,
      })
      .map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(text, (body) => {
        const chunks = chunkBody(body, { size: 60, overlap: 20 });
        const covered = new Set(
          chunks.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, i) => start + i)),
        );
        chunks.forEach(({ start, end }, i) => {
          expect(end).toBeGreaterThan(start);
          if (i > 0) expect(end).toBeGreaterThan(chunks[i - 1]!.end);
        });
        for (const { start, end } of splitSentences(body)) {
          for (let at = start; at < end; at++) expect(covered.has(at)).toBe(true);
        }
      }),
    );
  });
});

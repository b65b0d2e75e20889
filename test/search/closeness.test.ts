import { describe, expect, it } from "vitest";
import { createLooker } from "../../src/search/closeness.js";
import { createPattern, type Wanted } from "../../src/search/pattern.js";

const wanted = (text: string, aliases: Wanted["aliases"] = []): Wanted => ({
  text,
  weightAt: () => 1,
  aliases,
});

function lookAt(text: string, asked: readonly Wanted[], chunks = [{ start: 0, end: text.length }]) {
  const pattern = createPattern(asked);
  const units = Uint16Array.from(text, (char) => char.charCodeAt(0));
  const held = new Uint8Array(pattern.weights.length);
  const folded = { units, bodyStart: 0, end: text.length };
  return { ...createLooker(pattern).look(folded, chunks, held, 0), held: [...held] };
}

describe("a closer look", () => {
  it("finds all of a question that stands there word for word", () => {
    const { near, order, held } = lookAt("他说消费券好用", [wanted("消费券")]);

    expect(near).toEqual([1]);
    expect(order).toEqual([1 / 2]);
    expect(held).toEqual([1, 1]);
  });

  it("values a run more than its pieces", () => {
    const run = lookAt("滨江灯光秀开始", [wanted("滨江灯光秀")]);
    const pieces = lookAt("灯光和光秀，在滨江江灯", [wanted("滨江灯光秀")]);

    expect(run.near).toEqual(pieces.near);
    expect(run.order[0]).toBeGreaterThan(pieces.order[0]!);
  });

  it("tells which chunk holds how much", () => {
    const text = "滨江的灯光。灯光秀。";
    const chunks = [
      { start: 0, end: 6 },
      { start: 6, end: 10 },
    ];

    expect(lookAt(text, [wanted("滨江灯光")], chunks).chunks).toEqual([
      expect.closeTo(2 / 3),
      expect.closeTo(1 / 3),
    ]);
  });

  it("counts an alias for the name it stands for", () => {
    const alias = { text: "交大", start: 0, end: 6 };

    expect(lookAt("交大签约", [wanted("上海交通大学签约", [alias])]).near[0]).toBeGreaterThan(0.8);
    expect(lookAt("交大签约", [wanted("上海交通大学签约")]).near[0]).toBeLessThan(0.2);
  });

  it("keeps the clauses of a question apart", () => {
    const { near } = lookAt("灯光秀开始", [wanted("灯光秀"), wanted("运动会")]);

    expect(near).toEqual([1, 0]);
  });

  it("is not confused by a character that repeats", () => {
    expect(lookAt("哈哈哈", [wanted("哈哈哈")])).toMatchObject({ near: [1], order: [1 / 2] });
  });
});

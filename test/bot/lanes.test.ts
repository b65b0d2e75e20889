/** Order for each person, no waiting for others, and what the newest inline query does to the ones before. */
import { describe, expect, it } from "vitest";
import { createFlood } from "../../src/bot/flood.js";
import { createGate, createLanes } from "../../src/bot/lanes.js";

/** Work that ends when it is told to. */
function handwork() {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const run = (item: string) => {
    begun.push(item);
    return new Promise<void>((resolve) => ends.set(item, resolve));
  };
  const finish = async (item: string) => {
    ends.get(item)!();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { begun, run, finish };
}

describe("lanes", () => {
  it("take up a person's items in order and nobody waits for another person", async () => {
    const { begun, run, finish } = handwork();
    const lanes = createLanes(run);
    for (const item of ["a1", "a2", "b1", "a3"]) lanes.add(item[0]!, item);
    expect(begun).toEqual(["a1", "b1"]);
    expect(lanes.size).toBe(4);
    await finish("a1");
    await finish("a2");
    expect(begun).toEqual(["a1", "b1", "a2", "a3"]);
    await finish("a3");
    await finish("b1");
    expect(lanes.size).toBe(0);
    lanes.add("a", "a4");
    expect(begun.at(-1)).toBe("a4");
  });

  it("drop what waits when only the newest counts, never what runs", () => {
    const { begun, run } = handwork();
    const lanes = createLanes(run);
    const dropped = ["1", "12", "123", "1234"].map((item) => lanes.add("x", item, { newestOnly: true }));
    expect(dropped).toEqual([[], [], ["12"], ["123"]]);
    expect(begun).toEqual(["1"]);
    expect(lanes.size).toBe(2);
  });

  it("begin nothing new once stopped, and are idle when what ran is done", async () => {
    const { begun, run, finish } = handwork();
    const lanes = createLanes(run);
    lanes.add("a", "a1");
    lanes.add("a", "a2");
    lanes.stop();
    lanes.add("b", "b1");
    let idle = false;
    void lanes.idle().then(() => {
      idle = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(idle).toBe(false);
    await finish("a1");
    expect(idle).toBe(true);
    expect(begun).toEqual(["a1"]);
  });
});

describe("the gate", () => {
  it("lets so many in at once, the others in order, and survives a failure", async () => {
    const gate = createGate(2);
    const { begun, run, finish } = handwork();
    const all = ["1", "2", "3", "4"].map((item) => gate.pass(() => run(item)));
    const failing = gate.pass(() => Promise.reject(new Error("broken"))).catch(() => "failed");
    const last = gate.pass(() => run("6"));
    expect(begun).toEqual(["1", "2"]);
    expect(gate.waiting).toBe(4);
    for (const item of ["1", "2", "3", "4"]) await finish(item);
    expect(await failing).toBe("failed");
    await finish("6");
    await Promise.all([...all, last]);
    expect(gate.waiting).toBe(0);
  });
});

describe("a flood", () => {
  it("is told of once and then met with silence, until it is quiet again", () => {
    const flood = createFlood({ most: 3, withinMs: 60_000 });
    const flows = [0, 1, 2, 3, 4, 5].map((second) => flood.check(7, second * 1000));
    expect(flows).toEqual(["fine", "fine", "fine", "too_many", "silent", "silent"]);
    expect(flood.check(8, 5000)).toBe("fine");
    expect(flood.check(7, 62_500)).toBe("fine");
  });

  it("is not what was written over an hour and read at once", () => {
    const flood = createFlood({ most: 3, withinMs: 60_000 });
    const flows = Array.from({ length: 30 }, (_, i) => flood.check(7, i * 120_000));
    expect(new Set(flows)).toEqual(new Set(["fine"]));
  });

  it("remembers a bounded number of people", () => {
    const flood = createFlood({ most: 1, withinMs: 60_000, kept: 2 });
    expect([1, 2, 3, 1].map((key) => flood.check(key, 0))).toEqual(["fine", "fine", "fine", "fine"]);
  });
});

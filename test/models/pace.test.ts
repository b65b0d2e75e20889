import { describe, expect, it } from "vitest";
import { createPace } from "../../src/models/pace.js";

describe("a pace", () => {
  it("is due after a stretch, and begins a new one when it has rested", async () => {
    let at = 0;
    const pace = createPace(undefined, () => at);

    at = 19;
    expect(pace.due()).toBe(false);
    at = 20;
    expect(pace.due()).toBe(true);
    await pace.rest();
    expect(pace.due()).toBe(false);
  });

  it("lets others run, and ends where nobody wants the rest", async () => {
    const over = new AbortController();
    const pace = createPace(over.signal, () => 0);
    let ran = false;
    setImmediate(() => {
      ran = true;
    });

    await pace.rest();
    expect(ran).toBe(true);
    over.abort(new Error("enough"));
    await expect(pace.rest()).rejects.toThrow("enough");
  });
});

/** Tokens spent, in the file that outlives the process. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { TokenBudget } from "../../src/answer/written/budget.js";
import type { IsoDay } from "../../src/clock.js";
import { createTokens } from "../../src/store/budget.js";
import { type Database, openDatabase } from "../../src/store/database.js";
import { createMemoryBudget } from "../fakes/memory-budget.js";

let folder: string;
let database: Database;
const day = "2026-05-01" as IsoDay;
const caps = { daily: 1_000, perReader: 600 };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tokens-"));
  database = openDatabase(join(folder, "bot.db"));
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

const open = (): TokenBudget => createTokens(database, caps);

describe("tokens spent", () => {
  it("hold over a restart, whether they were settled or not", async () => {
    const before = open();
    const settled = await before.reserve({ who: "a", day, tokens: 500 });
    await settled!.settle(100);
    await before.reserve({ who: "a", day, tokens: 400 });
    database.close();
    database = openDatabase(join(folder, "bot.db"));

    const after = open();

    expect(await after.reserve({ who: "a", day, tokens: 101 })).toBeNull();
    expect(await after.reserve({ who: "a", day, tokens: 100 })).not.toBeNull();
    expect(await after.reserve({ who: "b", day, tokens: 401 })).toBeNull();
    expect(await after.reserve({ who: "b", day, tokens: 400 })).not.toBeNull();
  });

  it("are counted together by two processes", async () => {
    const other = openDatabase(join(folder, "bot.db"));
    await open().reserve({ who: "a", day, tokens: 600 });
    expect(await createTokens(other, caps).reserve({ who: "a", day, tokens: 1 })).toBeNull();
    other.close();
  });

  it("of another day do not count, and are forgotten", async () => {
    const tokens = open();
    await tokens.reserve({ who: "a", day, tokens: 600 });
    expect(await tokens.reserve({ who: "a", day: "2026-05-04" as IsoDay, tokens: 600 })).not.toBeNull();
    expect(database.prepare("select day from tokens").all()).toMatchObject([{ day: "2026-05-04" }]);
  });

  it("are settled once", async () => {
    const tokens = open();
    const one = await tokens.reserve({ who: "a", day, tokens: 500 });
    await one!.settle(50);
    await one!.settle(0);
    expect(await tokens.reserve({ who: "a", day, tokens: 551 })).toBeNull();
    expect(await tokens.reserve({ who: "a", day, tokens: 550 })).not.toBeNull();
  });

  it("come to the same as those counted in memory", async () => {
    const step = fc.record({
      who: fc.constantFrom("a", "b", "c"),
      tokens: fc.integer({ min: 0, max: 500 }),
      used: fc.option(fc.integer({ min: 0, max: 600 })),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        database.exec("delete from tokens");
        const [kept, held] = [open(), createMemoryBudget(caps)];
        for (const { who, tokens, used } of steps) {
          const one = await kept.reserve({ who, day, tokens });
          const other = await held.reserve({ who, day, tokens });
          expect(one === null).toBe(other === null);
          if (used === null) continue;
          await one?.settle(used);
          await other?.settle(used);
        }
      }),
      { numRuns: 60 },
    );
  });
});

/** Counts tokens in memory, one day at a time: a budget that a test can fill up. */
import type { TokenBudget } from "../../src/answer/written/budget.js";
import type { IsoDay } from "../../src/clock.js";

export interface TokenCaps {
  /** Tokens a day of all readers; 0 means none may be spent. */
  readonly daily: number;
  /** Tokens a day of one reader. */
  readonly perReader: number;
}

export function createMemoryBudget({ daily, perReader }: TokenCaps): TokenBudget {
  let today: IsoDay | null = null;
  let total = 0;
  const spent = new Map<string, number>();
  const add = (who: string, tokens: number) => {
    total += tokens;
    spent.set(who, (spent.get(who) ?? 0) + tokens);
  };
  return {
    async reserve({ who, day, tokens }) {
      if (day !== today) {
        today = day;
        total = 0;
        spent.clear();
      }
      if (total + tokens > daily || (spent.get(who) ?? 0) + tokens > perReader) return null;
      add(who, tokens);
      let open = true;
      return {
        async settle(used) {
          if (open && day === today) add(who, used - tokens);
          open = false;
        },
      };
    },
  };
}

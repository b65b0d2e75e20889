/**
 * What answers may cost. Tokens are set aside before a call and settled after
 * it, so that a hundred questions at once cannot pass a cap together; what a
 * crash leaves unsettled stays spent.
 */
import type { IsoDay } from "../../clock.js";

export interface Reservation {
  /** Replaces what was set aside by what it came to; a second call changes nothing. */
  settle(tokens: number): Promise<void>;
}

export interface TokenBudget {
  /**
   * @param who the reader, by whatever the store knows them by
   * @returns null if it would pass the day's cap of all or of this reader
   */
  reserve(request: {
    readonly who: string;
    readonly day: IsoDay;
    readonly tokens: number;
  }): Promise<Reservation | null>;
}

export interface TokenCaps {
  /** Tokens a day of all readers; 0 means none may be spent. */
  readonly daily: number;
  /** Tokens a day of one reader. */
  readonly perReader: number;
}

/** Forgets with the process what was spent, as tests want it; what outlives it is counted in `store/budget.ts`. Keeps one day. */
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

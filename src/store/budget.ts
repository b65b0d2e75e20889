/**
 * Tokens spent, by day and reader: caps that hold over a restart, and between
 * the bot and the commands beside it, because the sum is taken and added to in
 * one transaction. Nothing is kept of other days.
 *
 * Forgetting a reader takes their name off what they spent: the day's cap must
 * not open again because of it.
 */
import { createScalar, type Database } from "./database.js";

export interface TokenCaps {
  /** Tokens a day of all readers; 0 means none may be spent. */
  readonly daily: number;
  /** Tokens a day of one reader. */
  readonly perReader: number;
}

export interface TokenRequest {
  readonly who: string;
  /** `YYYY-MM-DD` */
  readonly day: string;
  readonly tokens: number;
}

export interface Tokens {
  /** @returns what replaces the tokens set aside by those used, once; null if they would pass a cap */
  reserve(request: TokenRequest): Promise<{ settle(used: number): Promise<void> } | null>;
}

const NOBODY = "";

/** Takes the reader's name off. */
export function createForgetSpender(database: Database): (who: string) => void {
  const give = database.prepare(
    `insert into tokens (day, who, spent) select day, '${NOBODY}', spent from tokens where who = ?
     on conflict (day, who) do update set spent = spent + excluded.spent`,
  );
  const remove = database.prepare("delete from tokens where who = ?");
  return (who) => {
    give.run(who);
    remove.run(who);
  };
}

export function createTokens(database: Database, { daily, perReader }: TokenCaps): Tokens {
  const ofAll = createScalar(database, "select coalesce(sum(spent), 0) from tokens where day = ?");
  const ofOne = createScalar(database, "select spent from tokens where day = ? and who = ?");
  const add = database.prepare(
    `insert into tokens (day, who, spent) values (?, ?, max(0, ?))
     on conflict (day, who) do update set spent = max(0, spent + ?)`,
  );
  const settle = database.prepare("update tokens set spent = max(0, spent + ?) where day = ? and who = ?");
  // A clock set back must not wipe out the day it comes from.
  const forgetOthers = database.prepare("delete from tokens where day < date(?, '-2 days')");
  const take = database.transaction(({ who, day, tokens }: TokenRequest): boolean => {
    if (Number(ofAll(day)) + tokens > daily) return false;
    if (Number(ofOne(day, who) ?? 0) + tokens > perReader) return false;
    forgetOthers.run(day);
    add.run(day, who, tokens, tokens);
    return true;
  });
  return {
    async reserve(request) {
      const { who, day, tokens } = request;
      if (!take.immediate(request)) return null;
      let open = true;
      return {
        async settle(used) {
          if (!open) return;
          open = false;
          // Of a reader who was forgotten meanwhile the sum of all knows only the number.
          if (settle.run(used - tokens, day, who).changes === 0) settle.run(used - tokens, day, NOBODY);
        },
      };
    },
  };
}

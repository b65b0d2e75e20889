/**
 * Updates taken on and not yet answered. Telegram forgets an update once it is
 * told that it was received, so it is told only after the update stands here.
 *
 * A number that was seen before is a doubled delivery and is not given out again.
 */
import type { Database } from "./database.js";
import { durably } from "./database.js";

/** @typeParam U what Telegram sent, kept as JSON */
export interface Taken<U> {
  readonly id: number;
  readonly update: U;
  /** Milliseconds since 1970. */
  readonly receivedAt: number;
  /** How often its handling was begun before, in this process or one that ended. */
  readonly attempts: number;
  /** The message in which its answer began to grow. */
  readonly message: number | null;
}

export interface Inbox<U> {
  /** Writes the updates to the disk, all or none. @returns those never seen before, by number. */
  take(updates: readonly U[], now: number): Taken<U>[];
  /** Everything that is not finished, by number. */
  waiting(): Taken<U>[];
  /** To be called before the handling begins, so that an update that ends the process is recognised. */
  start(id: number): void;
  /** Its answer begins to grow in that message: another run goes on with it, and posts no second one. */
  begin(id: number, message: number): void;
  /** The update was answered; what it said is deleted. */
  finish(id: number): void;
  /** Forgets the numbers of updates finished and received before that moment. */
  prune(before: number): void;
}

interface Row {
  readonly id: number;
  readonly body: string;
  readonly received_at: number;
  readonly attempts: number;
  readonly message: number | null;
}

export function createInbox<U extends { readonly update_id: number }>(database: Database): Inbox<U> {
  const insert = database.prepare("insert or ignore into updates (id, body, received_at) values (?, ?, ?)");
  const select = database.prepare(
    "select id, body, received_at, attempts, message from updates where body is not null order by id",
  );
  const start = database.prepare("update updates set attempts = attempts + 1 where id = ?");
  const begin = database.prepare("update updates set message = ? where id = ?");
  const finish = database.prepare("update updates set body = null where id = ?");
  const prune = database.prepare("delete from updates where body is null and received_at < ?");
  return {
    take(updates, now) {
      if (updates.length === 0) return [];
      const fresh = durably(database, () =>
        updates.filter((update) => insert.run(update.update_id, JSON.stringify(update), now).changes > 0),
      );
      return fresh
        .map((update) => ({ id: update.update_id, update, receivedAt: now, attempts: 0, message: null }))
        .sort((a, b) => a.id - b.id);
    },
    waiting: () =>
      (select.all() as Row[]).map(({ id, body, received_at, attempts, message }) => ({
        id,
        update: JSON.parse(body) as U,
        receivedAt: received_at,
        attempts,
        message,
      })),
    start: (id) => void start.run(id),
    begin: (id, message) => void begin.run(message, id),
    finish: (id) => void finish.run(id),
    prune: (before) => void prune.run(before),
  };
}

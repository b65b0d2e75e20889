/**
 * From Telegram's hands into the store, and from there into the lanes. Only when
 * `take` has returned may Telegram be told that an update was received.
 */
import type { Update } from "grammy/types";
import { messageOf } from "../errors.js";
import type { Log } from "../log.js";
import type { Inbox, Taken } from "../store/inbox.js";
import type { Incoming } from "./incoming.js";
import type { Lanes } from "./lanes.js";
import type { Timing } from "./timing.js";

export interface Job {
  readonly taken: Taken<Update>;
  readonly incoming: Incoming;
  /** Too much is waiting: a polite no instead of an answer. */
  readonly refused: boolean;
}

export interface Intake {
  /** @throws if the updates could not be written down */
  take(updates: readonly Update[]): void;
  /** Takes up what an earlier run left. @returns how many */
  resume(): number;
}

export interface IntakeParts {
  readonly inbox: Inbox<Update>;
  readonly lanes: Lanes<Job>;
  readonly read: (update: Update) => Incoming;
  readonly laneOf: (incoming: Incoming) => { readonly key: string; readonly newestOnly: boolean };
  readonly timing: Timing;
  readonly maxWaiting: number;
  readonly log: Log;
}

/**
 * Notes that an update is done. A full disk must not make a failure of what was answered, nor stop the bot: the
 * update is taken up again at the next start, and an answer given twice is the lesser harm.
 */
export function createFinish(inbox: Pick<Inbox<Update>, "finish">, log: Log): (id: number) => void {
  return (id) => {
    try {
      inbox.finish(id);
    } catch (error) {
      log.error({ why: messageOf(error), update: id }, "it could not be written down that an update is done");
    }
  };
}

export function createIntake({ inbox, lanes, read, laneOf, timing, maxWaiting, log }: IntakeParts): Intake {
  const finish = createFinish(inbox, log);
  /** One that cannot be read must not keep the others out, nor the bot from its next start. */
  const tryToRead = ({ id, update }: Taken<Update>): Incoming => {
    try {
      return read(update);
    } catch (error) {
      log.error({ err: error, update: id }, "an update could not be read; it is left out");
      return { kind: "nothing" };
    }
  };
  const admit = (taken: Taken<Update>, refused: boolean) => {
    const incoming = tryToRead(taken);
    if (incoming.kind === "nothing") return finish(taken.id);
    const { key, newestOnly } = laneOf(incoming);
    for (const dropped of lanes.add(key, { taken, incoming, refused }, { newestOnly }))
      finish(dropped.taken.id);
  };
  return {
    take(updates) {
      for (const taken of inbox.take(updates, timing.now())) admit(taken, lanes.size >= maxWaiting);
    },
    resume() {
      // They were taken on in their time, so none of them is refused now.
      const waiting = inbox.waiting();
      for (const taken of waiting) admit(taken, false);
      return waiting.length;
    },
  };
}

/**
 * From Telegram's hands into the store, and from there into the lanes. Only when
 * `take` has returned may Telegram be told that an update was received.
 */
import type { Update } from "grammy/types";
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
}

export function createIntake({ inbox, lanes, read, laneOf, timing, maxWaiting }: IntakeParts): Intake {
  const admit = (taken: Taken<Update>, refused: boolean) => {
    const incoming = read(taken.update);
    if (incoming.kind === "nothing") return inbox.finish(taken.id);
    const { key, newestOnly } = laneOf(incoming);
    for (const dropped of lanes.add(key, { taken, incoming, refused }, { newestOnly }))
      inbox.finish(dropped.taken.id);
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

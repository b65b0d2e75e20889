/** Updates on their way from Telegram's hands into the lanes, and what does not get there. */
import type { Update } from "grammy/types";
import { expect, it } from "vitest";
import { readUpdate } from "../../src/bot/incoming.js";
import { createIntake, type Job } from "../../src/bot/intake.js";
import { createLanes } from "../../src/bot/lanes.js";
import { createLog } from "../../src/log.js";
import { openStore } from "../../src/store/store.js";
import { fastTime } from "../fakes/fast-time.js";
import { ME, privateMessage } from "../fakes/telegram-updates.js";

/** No message of Telegram's is like this; one of another year may be. */
const UNREADABLE = { update_id: 2, message: { message_id: 1, from: { id: 41 } } } as unknown as Update;
const question = (id: number) => privateMessage({ id, message: id, date: 1 }, "图书馆几点关门？");

function intake({ finish }: { readonly finish?: () => never } = {}) {
  const { inbox } = openStore<Update, unknown>(":memory:");
  const lines: string[] = [];
  const begun: number[] = [];
  const parts = {
    inbox: finish ? { ...inbox, finish } : inbox,
    lanes: createLanes<Job>(async ({ taken }) => void begun.push(taken.id)),
    read: (update: Update) => readUpdate(update, ME),
    laneOf: () => ({ key: "one", newestOnly: false }),
    timing: fastTime(),
    maxWaiting: 10,
    log: createLog({ level: "error", stream: { write: (line) => lines.push(line) } }),
  };
  return { intake: createIntake(parts), inbox, lines, begun };
}

it("leaves out an update that cannot be read, and takes up those beside it", async () => {
  const { intake: own, inbox, lines, begun } = intake();
  own.take([question(1), UNREADABLE, question(3)]);
  await new Promise((resolve) => setImmediate(resolve));

  expect(begun).toEqual([1, 3]);
  expect(lines).toHaveLength(1);
  // Nor does it come up at the next start.
  expect(inbox.waiting().map(({ id }) => id)).toEqual([1, 3]);
});

it("takes up the others where it cannot be written down that one is done", async () => {
  const full = () => {
    throw new Error("disk is full");
  };
  const { intake: own, lines, begun } = intake({ finish: full });
  own.take([{ update_id: 1 }, question(2)]);
  await new Promise((resolve) => setImmediate(resolve));

  expect(begun).toEqual([2]);
  expect(lines.join()).toContain("disk is full");
});

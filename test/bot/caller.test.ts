/** A message that waits for its place among all obeys a pause its chat is given meanwhile. */
import type { RawApi } from "grammy";
import { expect, it } from "vitest";
import { createCaller } from "../../src/bot/caller.js";
import { createPace } from "../../src/bot/pace.js";
import { createLog } from "../../src/log.js";

const CHAT = 7;

it("does not go out within a pause ordered while it waited for its place", async () => {
  const pace = createPace({ perSecond: 1 });
  let now = 0;
  const sent: number[] = [];
  const sendMessage = async () => {
    sent.push(now);
    return {};
  };
  const timing = {
    now: () => now,
    async sleep(ms: number) {
      now += ms;
      // Halfway through the wait another call of this chat was told to pause for a minute.
      if (sent.length === 1 && pace.blockedFor(CHAT, now) === 0 && now < 60_000) pace.block(CHAT, 60_000);
    },
  };
  const call = createCaller({
    api: { sendMessage } as unknown as RawApi,
    pace,
    timing,
    log: createLog({ level: "silent" }),
    signal: new AbortController().signal,
  });

  await call("sendMessage", { chat_id: CHAT + 1, text: "一" }, {});
  await call("sendMessage", { chat_id: CHAT, text: "二" }, {});

  expect(sent).toEqual([0, 60_000]);
});

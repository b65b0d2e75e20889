/** The pace: never more than allowed in any window, room kept for answers, pauses obeyed. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createPace } from "../../src/bot/pace.js";

const GROUP = -1_001_000_000_007;

/** Sends as fast as the pace lets it. @returns when each message went out */
function send(
  count: number,
  chat: number,
  { from = 0, lag = () => 0 }: { from?: number; lag?: () => number } = {},
) {
  const pace = createPace();
  const times: number[] = [];
  let now = from;
  for (let i = 0; i < count; i++) {
    now += pace.chatWait(chat, now);
    times.push(now);
    now += lag();
    pace.note(chat, now);
  }
  return times;
}

const most = (times: readonly number[], window: number) =>
  Math.max(...times.map((start) => times.filter((at) => at >= start && at < start + window).length));

describe("the pace", () => {
  it("gives a chat three messages at once, then one a second", () => {
    expect(send(7, 41)).toEqual([0, 0, 0, 3000, 3000, 3000, 6000]);
  });

  it("never gives a group more than twenty within any minute, however slow the replies are", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(3000), { minLength: 60, maxLength: 60 }), (lags) => {
        let i = 0;
        const times = send(60, GROUP, { lag: () => lags[i++ % lags.length]! });
        expect(most(times, 60_000)).toBeLessThanOrEqual(20);
      }),
    );
  });

  it("keeps six places of a group's minute for answers", () => {
    const pace = createPace();
    let now = 0;
    let taken = 0;
    for (; now < 59_000; now += 1000) {
      if (!pace.takeRoom(GROUP, now)) continue;
      taken += 1;
      pace.note(GROUP, now);
    }
    expect(taken).toBe(14);
    expect(pace.chatWait(GROUP, now)).toBe(0);
  });

  it("gives all chats together their second's worth, then one after another", () => {
    const pace = createPace({ perSecond: 10 });
    const waits = Array.from({ length: 30 }, () => pace.takePlace(5000));
    expect(waits.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 0));
    expect(waits.at(-1)).toBe(2000);
    expect(pace.ahead(5000)).toBe(21);
  });

  it("obeys the longest pause that was ordered", () => {
    const pace = createPace();
    pace.block(41, 9000);
    pace.block(41, 4000);
    expect(pace.chatWait(41, 1000)).toBe(8000);
    expect(pace.takeRoom(41, 1000)).toBe(false);
    expect(pace.chatWait(42, 1000)).toBe(0);
    expect(pace.chatWait(41, 9000)).toBe(0);
  });

  it("takes refusals in three chats in a row for an order to the bot, unless one was let through between", () => {
    const pace = createPace();
    const refuse = (...chats: number[]) => {
      for (const chat of chats) pace.refuse(chat, 9000);
    };
    refuse(1, 2, 2);
    pace.accept();
    refuse(3, 4);
    expect(pace.chatWait(8, 1000)).toBe(0);
    refuse(5);
    expect(pace.chatWait(8, 1000)).toBe(8000);
    expect(pace.takeRoom(8, 1000)).toBe(false);
    expect(pace.blockedFor("query 8", 1000)).toBe(0);
    expect(pace.chatWait(8, 9000)).toBe(0);
  });
});

/** One call and the pauses Telegram orders: whom they concern, and that nobody goes out within one. */
import fc from "fast-check";
import { GrammyError, type RawApi } from "grammy";
import { expect, it } from "vitest";
import { createCaller } from "../../src/bot/caller.js";
import { createPace, type PaceOptions } from "../../src/bot/pace.js";
import { createSender } from "../../src/bot/sender.js";
import { createLog } from "../../src/log.js";
import { fastTime } from "../fakes/fast-time.js";

const CHAT = 7;

interface Sent {
  readonly method: string;
  readonly chat: unknown;
  readonly at: number;
}

interface Setting extends PaceOptions {
  /** Seconds of the pause the call is answered with; 0 is none. Called while it is under way. */
  readonly refuse?: (call: Sent) => number | Promise<number>;
  readonly onSleep?: (pace: ReturnType<typeof createPace>, now: number) => void;
}

/** The way out, with an API that notes when a call arrives, in time that passes at once. */
function wayOut({ refuse = () => 0, onSleep, ...options }: Setting = {}) {
  const time = fastTime(0);
  const pace = createPace(options);
  const sent: Sent[] = [];
  const receive = async (method: string, payload: Readonly<Record<string, unknown>>) => {
    const call = { method, chat: payload.chat_id, at: time.now() };
    sent.push(call);
    const seconds = await refuse(call);
    if (seconds > 0) {
      const said = { ok: false as const, error_code: 429, description: "Too Many Requests" };
      throw new GrammyError("refused", { ...said, parameters: { retry_after: seconds } }, method, {});
    }
    return { message_id: sent.length };
  };
  const api = new Proxy({} as RawApi, {
    get: (_, method) => (payload: Readonly<Record<string, unknown>>) => receive(String(method), payload),
  });
  const timing = {
    now: time.now,
    async sleep(ms: number, signal?: AbortSignal) {
      await time.sleep(ms, signal);
      onSleep?.(pace, time.now());
    },
  };
  const log = createLog({ level: "silent" });
  const caller = createCaller({ api, pace, timing, log, signal: new AbortController().signal });
  return { sender: createSender({ caller, timing, ahead: () => 0 }), sent, time };
}

/** Something that ends when it is told to, and when it was begun. */
function handwork() {
  let [begun, end] = [() => {}, (_: number) => {}];
  const isUnderWay = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const result = new Promise<number>((resolve) => {
    end = resolve;
  });
  const work = () => {
    begun();
    return result;
  };
  return { work, isUnderWay, end };
}

const text = (chat: number) => ({ chat_id: chat, text: "答" });
const typing = { chat_id: CHAT, action: "typing" as const };

it("does not go out within a pause ordered while it waited for its place", async () => {
  const { sender, sent } = wayOut({
    perSecond: 1,
    // Halfway through the wait another call of this chat was told to pause for a minute.
    onSleep: (pace, now) => now < 60_000 && pace.block(CHAT, 60_000),
  });
  await sender.post(text(CHAT + 1));
  await sender.post(text(CHAT));
  expect(sent.map(({ at }) => at)).toEqual([0, 60_000]);
});

it("waits for the sign of life under way, and obeys the pause it is answered with", async () => {
  const sign = handwork();
  const { sender, sent } = wayOut({
    refuse: ({ method }) => (method === "sendChatAction" ? sign.work() : 0),
  });
  const shown = sender.call("sendChatAction", typing, { passing: true });
  await sign.isUnderWay;
  const answer = sender.post(text(CHAT));
  sign.end(5);
  await Promise.all([shown, answer]);

  expect(sent.map(({ method }) => method)).toEqual(["sendChatAction", "sendMessage"]);
  expect(sent[1]!.at).toBeGreaterThanOrEqual(5_000);
});

it("waits a second at most for a sign whose reply does not come", async () => {
  const sign = handwork();
  const { sender, sent } = wayOut({
    refuse: ({ method }) => (method === "sendChatAction" ? sign.work() : 0),
  });
  const shown = sender.call("sendChatAction", typing, { passing: true });
  await sign.isUnderWay;
  await sender.post(text(CHAT));
  expect(sent[1]).toEqual({ method: "sendMessage", chat: CHAT, at: 1_000 });
  sign.end(0);
  await shown;
});

it("drops a sign of life while an answer is under way", async () => {
  const answering = handwork();
  const { sender, sent } = wayOut({ refuse: answering.work });
  const answer = sender.post(text(CHAT));
  await answering.isUnderWay;
  const shown = await sender.call("sendChatAction", typing, { passing: true });
  expect(shown).toEqual({ ok: false, failure: { kind: "dropped" } });
  answering.end(0);
  await answer;
  expect(sent).toHaveLength(1);
});

it("keeps an answer waiting for a while, not for minutes, when a draft is told to", async () => {
  const { sender, sent } = wayOut({ refuse: ({ method }) => (method === "sendMessageDraft" ? 280 : 0) });
  const frame = { chat_id: CHAT, draft_id: 1, text: "" };
  await sender.call("sendMessageDraft", frame, { passing: true });
  await sender.post(text(CHAT));
  expect(sent.map(({ at }) => at)).toEqual([0, 10_000]);
  // Frames stay away as long as they were told to.
  expect((await sender.call("sendMessageDraft", frame, { passing: true })).ok).toBe(false);
  expect(sent).toHaveLength(2);
});

it("answers a query of somebody whose chat is to pause", async () => {
  const { sender, sent } = wayOut({ refuse: ({ method }) => (method === "sendMessage" ? 30 : 0) });
  await sender.post(text(CHAT), { passing: true });
  const answered = sender.call("answerCallbackQuery", { callback_query_id: "1" }, { person: CHAT });
  expect((await answered).ok).toBe(true);
  expect(sent.map(({ method, at }) => `${method} ${at}`)).toEqual(["sendMessage 0", "answerCallbackQuery 0"]);
});

it("keeps all chats waiting when three of them are refused in a row", async () => {
  let refusals = 3;
  const { sender, sent, time } = wayOut({ refuse: () => (refusals-- > 0 ? 30 : 0) });
  for (const chat of [1, 2, 3]) {
    await sender.post(text(chat), { passing: true });
    // The next place for one that may be dropped.
    time.advance(200);
  }
  await sender.post(text(8));
  expect(sent.map(({ chat }) => chat)).toEqual([1, 2, 3, 8]);
  expect(sent[3]!.at).toBeGreaterThanOrEqual(sent[2]!.at + 30_000);
});

it("brings every message out, one after another in each chat and none within a pause, whatever is refused", async () => {
  const call = fc.record({ chat: fc.constantFrom(1, 2, -3), kind: fc.constantFrom("post", "edit", "sign") });
  const reply = fc.record({
    turns: fc.nat(3),
    seconds: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 9 })),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(call, { maxLength: 30 }),
      fc.array(reply, { minLength: 40 }),
      async (calls, replies) => {
        const underWay = new Set<unknown>();
        const pauses = new Map<unknown, number>();
        const faults: string[] = [];
        const left = [...replies];
        const out = wayOut({
          async refuse({ chat, method, at }) {
            if (underWay.has(chat)) faults.push(`${method} beside another call in ${chat}`);
            if (at < (pauses.get(chat) ?? 0)) faults.push(`${method} within a pause in ${chat}`);
            underWay.add(chat);
            const { turns, seconds } = left.pop() ?? { turns: 0, seconds: 0 };
            for (let i = 0; i < turns; i++) await Promise.resolve();
            underWay.delete(chat);
            if (seconds > 0) pauses.set(chat, out.time.now() + seconds * 1000);
            return seconds;
          },
        });
        const outcomes = await Promise.all(
          calls.map(({ chat, kind }) => {
            const payload = { chat_id: chat, message_id: 1, text: "答" };
            if (kind === "post") return out.sender.post(text(chat));
            if (kind === "edit") return out.sender.call("editMessageText", payload);
            return out.sender.call("sendChatAction", { ...typing, chat_id: chat }, { passing: true });
          }),
        );
        expect(faults).toEqual([]);
        expect(outcomes.filter(({ ok }, i) => !ok && calls[i]!.kind !== "sign")).toEqual([]);
      },
    ),
  );
});

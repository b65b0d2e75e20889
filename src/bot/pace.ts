/**
 * How fast we may talk: about one message a second and chat, twenty a minute
 * in a group, some thirty a second altogether, and not at all where Telegram
 * ordered a pause.
 *
 * A chat's messages go out one after another and are noted when the reply is
 * there. So they reach the server at least as far apart as they are here, and
 * no window of a minute on the server's clock holds more than one here.
 */
export interface Pace {
  /** @returns milliseconds until a message may go to the chat; 0 is now. */
  chatWait(chat: number, now: number): number;
  /** Takes a place for a message that may be dropped. @returns whether there was one: most are kept for answers. */
  takeRoom(chat: number, now: number): boolean;
  /** A message went to the chat. */
  note(chat: number, now: number): void;
  /** Takes the next place among all messages. @returns milliseconds until it is due. */
  takePlace(now: number): number;
  /** How many messages have taken a place that is still to come. */
  ahead(now: number): number;
  /** Telegram's order: nothing to this chat (or for this person) before that moment. */
  block(key: number, until: number): void;
  blockedFor(key: number, now: number): number;
}

interface Window {
  readonly most: number;
  readonly withinMs: number;
}

const SECONDS: Window = { most: 3, withinMs: 3_000 };
const MINUTE_MS = 60_000;
/** Places in a group's minute that are kept for answers. */
const KEPT_FOR_ANSWERS = 6;
/** One message that may be dropped for so many that may not. */
const PASSING_SHARE = 5;
/** Chats remembered before idle ones are dropped. */
const MOST_CHATS = 5_000;

export interface PaceOptions {
  /** Messages a second over all chats. Default 25. */
  readonly perSecond?: number;
  /** Messages a minute in a group. Default 20. */
  readonly groupPerMinute?: number;
}

export function createPace({ perSecond = 25, groupPerMinute = 20 }: PaceOptions = {}): Pace {
  const logs = new Map<number, number[]>();
  const blocked = new Map<number, number>();
  const step = 1000 / perSecond;
  // A second's worth may go at once after silence (generic cell rate algorithm).
  const tolerance = 1000 - step;
  let due = 0;
  let passingDue = 0;
  const minute: Window = { most: groupPerMinute, withinMs: MINUTE_MS };
  const windowsOf = (chat: number) => (chat < 0 ? [SECONDS, minute] : [SECONDS]);
  const blockedFor = (key: number, now: number) => Math.max(0, (blocked.get(key) ?? 0) - now);
  const chatWait = (chat: number, now: number) => {
    const log = logs.get(chat) ?? [];
    const waits = windowsOf(chat).map(({ most, withinMs }) => {
      const oldest = log[log.length - most];
      return oldest === undefined ? 0 : oldest + withinMs - now;
    });
    return Math.max(0, blockedFor(chat, now), ...waits);
  };
  return {
    chatWait,
    blockedFor,
    takeRoom(chat, now) {
      const recent = (logs.get(chat) ?? []).filter((at) => at > now - MINUTE_MS).length;
      const free = chatWait(chat, now) === 0 && (chat > 0 || recent < groupPerMinute - KEPT_FOR_ANSWERS);
      if (!free || passingDue > now) return false;
      passingDue = now + step * PASSING_SHARE;
      return true;
    },
    note(chat, now) {
      if (logs.size > MOST_CHATS) dropIdle(logs, now);
      const log = logs.get(chat) ?? [];
      logs.set(chat, [...log.slice(-groupPerMinute + 1), now]);
    },
    takePlace(now) {
      due = Math.max(due, now) + step;
      return Math.max(0, due - step - tolerance - now);
    },
    ahead: (now) => Math.max(0, Math.floor((due - now - tolerance) / step)),
    block(key, until) {
      blocked.set(key, Math.max(until, blocked.get(key) ?? 0));
    },
  };
}

function dropIdle(logs: Map<number, number[]>, now: number): void {
  for (const [chat, log] of logs) if ((log.at(-1) ?? 0) < now - MINUTE_MS) logs.delete(chat);
}

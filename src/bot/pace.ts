/**
 * How fast we may talk: about one message a second and chat, twenty a minute
 * in a group, some thirty a second altogether, and not at all where Telegram
 * ordered a pause.
 *
 * A chat's messages go out one after another and are noted when the reply is
 * there. So they reach the server at least as far apart as they are here, and
 * no window of a minute on the server's clock holds more than one here.
 */
/** A chat by its number, or something else that Telegram counts for itself, by a name. */
export type PauseKey = number | string;

export interface Pace {
  /** @returns milliseconds until a message may go there; 0 is now. */
  chatWait(key: PauseKey, now: number): number;
  /** Takes a place for a message that may be dropped. @returns whether there was one: most are kept for answers. */
  takeRoom(key: PauseKey, now: number): boolean;
  /** A message went there. */
  note(key: PauseKey, now: number): void;
  /** Takes the next place among all messages. @returns milliseconds until it is due. */
  takePlace(now: number): number;
  /** How many messages have taken a place that is still to come. */
  ahead(now: number): number;
  /** Telegram's order: nothing there before that moment. */
  block(key: PauseKey, until: number): void;
  /** The same, for a message. An order does not say whether it is about the chat or the bot as a whole: see `ALL`. */
  refuse(key: PauseKey, until: number): void;
  /** A message was taken, or turned down for another reason. */
  accept(): void;
  blockedFor(key: PauseKey, now: number): number;
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
/** Messages refused one after another, each in another chat and none taken in between: then it is the bot that is to pause. */
const REFUSED_IN_A_ROW = 3;
/** Under this key stands what concerns every chat, though not the answers to queries. */
const ALL = "all chats";
/** Chats remembered before idle ones are dropped, once a minute. */
const MOST_CHATS = 5_000;

export interface PaceOptions {
  /** Messages a second over all chats. Default 25. */
  readonly perSecond?: number;
  /** Messages a minute in a group. Default 20. */
  readonly groupPerMinute?: number;
}

export function createPace({ perSecond = 25, groupPerMinute = 20 }: PaceOptions = {}): Pace {
  const logs = new Map<PauseKey, number[]>();
  const blocked = new Map<PauseKey, number>();
  const inARow = new Set<PauseKey>();
  const step = 1000 / perSecond;
  // A second's worth may go at once after silence (generic cell rate algorithm).
  const tolerance = 1000 - step;
  let due = 0;
  let passingDue = 0;
  let tidiedAt = 0;
  const minute: Window = { most: groupPerMinute, withinMs: MINUTE_MS };
  const isGroup = (key: PauseKey) => typeof key === "number" && key < 0;
  const untilOf = (key: PauseKey) => blocked.get(key) ?? 0;
  const blockedFor = (key: PauseKey, now: number) =>
    Math.max(0, untilOf(key) - now, typeof key === "number" ? untilOf(ALL) - now : 0);
  const block = (key: PauseKey, until: number) => void blocked.set(key, Math.max(until, untilOf(key)));
  const chatWait = (key: PauseKey, now: number) => {
    const log = logs.get(key) ?? [];
    const waits = (isGroup(key) ? [SECONDS, minute] : [SECONDS]).map(({ most, withinMs }) => {
      const oldest = log[log.length - most];
      return oldest === undefined ? 0 : oldest + withinMs - now;
    });
    return Math.max(0, blockedFor(key, now), ...waits);
  };
  const tidy = (now: number) => {
    if (logs.size + blocked.size <= MOST_CHATS || now - tidiedAt < MINUTE_MS) return;
    tidiedAt = now;
    for (const [key, log] of logs) if ((log.at(-1) ?? 0) < now - MINUTE_MS) logs.delete(key);
    for (const [key, until] of blocked) if (until <= now) blocked.delete(key);
  };
  return {
    chatWait,
    block,
    blockedFor,
    takeRoom(key, now) {
      const recent = (logs.get(key) ?? []).filter((at) => at > now - MINUTE_MS).length;
      const free = chatWait(key, now) === 0 && (!isGroup(key) || recent < groupPerMinute - KEPT_FOR_ANSWERS);
      if (!free || passingDue > now) return false;
      passingDue = now + step * PASSING_SHARE;
      return true;
    },
    note(key, now) {
      tidy(now);
      const log = logs.get(key) ?? [];
      logs.set(key, [...log.slice(-groupPerMinute + 1), now]);
    },
    takePlace(now) {
      due = Math.max(due, now) + step;
      return Math.max(0, due - step - tolerance - now);
    },
    ahead: (now) => Math.max(0, Math.floor((due - now - tolerance) / step)),
    refuse(key, until) {
      block(key, until);
      inARow.add(key);
      if (inARow.size >= REFUSED_IN_A_ROW) block(ALL, until);
    },
    accept: () => inARow.clear(),
  };
}

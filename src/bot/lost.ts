/**
 * A message whose reply was lost was posted, or not, and Telegram offers no way
 * to ask. But message ids run on: if it was posted, it stands right after the
 * last message known, and an edit to the very same text finds it: “not modified”.
 *
 * An edit cannot touch anyone else's message, and the ids of our own other ones
 * are known, so a hit can only be the lost one.
 */

export interface SeenMessages {
  /** A message that was received or posted. */
  note(chat: number, message: number): void;
  /**
   * The ids a lost message can have.
   * @param after the last id known to stand before it
   */
  candidates(chat: number, after: number): Candidates;
}

export interface Candidates {
  readonly ids: readonly number[];
  /** Whether no other id is possible: if none of these is the message, it was never posted. */
  readonly complete: boolean;
}

/** Ids tried at most; each costs a call. */
const MOST = 10;
/** Ids beyond the highest one seen that others may have taken meanwhile. */
const MARGIN = 3;
const KEPT = 2_000;
/** Groups remembered; those heard of longest ago are dropped. */
const MOST_GROUPS = 500;

export function createSeenMessages(): SeenMessages {
  const boxes = new Map<number, { highest: number; known: Set<number> }>();
  return {
    note(chat, message) {
      const key = boxOf(chat);
      const box = boxes.get(key) ?? { highest: 0, known: new Set<number>() };
      box.highest = Math.max(box.highest, message);
      box.known.add(message);
      // A Set gives its oldest member first.
      if (box.known.size > KEPT) for (const oldest of box.known) if (box.known.delete(oldest)) break;
      boxes.delete(key);
      boxes.set(key, box);
      if (boxes.size > MOST_GROUPS) for (const oldest of boxes.keys()) if (boxes.delete(oldest)) break;
    },
    candidates(chat, after) {
      const box = boxes.get(boxOf(chat));
      const last = Math.max(box?.highest ?? 0, after) + MARGIN;
      const ids: number[] = [];
      for (let id = after + 1; id <= last && ids.length <= MOST; id++) if (!box?.known.has(id)) ids.push(id);
      return { ids: ids.slice(0, MOST), complete: ids.length <= MOST };
    },
  };
}

/** A supergroup counts its own messages; private chats and small groups share one count. */
function boxOf(chat: number): number {
  return chat < -1_000_000_000_000 ? chat : 0;
}

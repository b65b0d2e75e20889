/**
 * An answer that grows before the reader's eyes, in private chats: a preview that
 * Telegram keeps for half a minute, a frame a second at most, with a button that
 * stops the work. A frame that is refused is left out; the answer itself comes as
 * a message, which waits for the reply to the last frame (see turns.ts), and no frame
 * comes after it.
 */
import { fromMarked, MOST_UNITS, shorten } from "./formatted.js";
import type { Place } from "./incoming.js";
import type { Sender } from "./sender.js";
import type { Timing } from "./timing.js";

export interface Drafts {
  /**
   * Shows what the work has written so far while it lasts.
   *
   * @throws {StoppedError} if the reader stopped it
   */
  show<T>(
    place: Place,
    work: (onText: (text: string) => void, signal: AbortSignal) => Promise<T>,
  ): Promise<T>;
  /** The reader pressed the button. */
  stop(chat: number, draft: number): void;
}

/** The reader wants to hear no more. */
export class StoppedError extends Error {
  override readonly name = "StoppedError";
}

export interface DraftParts {
  readonly sender: Pick<Sender, "call">;
  readonly timing: Timing;
  /** Ends all work. */
  readonly signal: AbortSignal;
}

const FIRST_MS = 400;
const FRAME_MS = 1_000;
/** Before the preview fades. */
const REFRESH_MS = 20_000;

export function createDrafts({ sender, timing, signal }: DraftParts): Drafts {
  const working = new Map<string, AbortController>();

  async function showFrames(place: Place, read: () => string, over: AbortSignal): Promise<void> {
    await timing.sleep(FIRST_MS, over);
    let shown: string | null = null;
    let shownAt = 0;
    while (!over.aborted) {
      const text = read();
      if (text !== shown || timing.now() - shownAt > REFRESH_MS) {
        await sender.call("sendMessageDraft", toFrame(place, text), { passing: true });
        shown = text;
        shownAt = timing.now();
      }
      await timing.sleep(FRAME_MS, over);
    }
  }

  return {
    async show(place, work) {
      const stopped = new AbortController();
      const over = new AbortController();
      const key = `${place.chat} ${place.message}`;
      working.set(key, stopped);
      let text = "";
      // Whatever ends the frames, the end of the work or a broken line, must not touch the answer.
      void showFrames(place, () => text, over.signal).catch(() => {});
      try {
        const write = (soFar: string) => {
          text = soFar;
        };
        return await work(write, AbortSignal.any([signal, stopped.signal]));
      } catch (error) {
        if (stopped.signal.aborted && !signal.aborted) throw new StoppedError();
        throw error;
      } finally {
        working.delete(key);
        over.abort();
      }
    },
    stop: (chat, draft) => working.get(`${chat} ${draft}`)?.abort(),
  };
}

/** An empty text shows as “Thinking…”. */
function toFrame(place: Place, soFar: string) {
  const { text, entities } = shorten(fromMarked(soFar), MOST_UNITS);
  return {
    chat_id: place.chat,
    // Not 0, and the same for all frames of an answer.
    draft_id: place.message,
    text,
    ...(entities.length > 0 && { entities }),
    ...(place.topic !== null && { message_thread_id: place.topic }),
    can_stop: true,
  };
}

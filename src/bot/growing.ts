/**
 * An answer that grows in a group, where there are no drafts: one message, edited
 * as checked text comes in. Its frames share the group's twenty messages a minute
 * with the answers, so a frame without room is left out; the last text never is.
 */
import type { Posted } from "./deliver.js";
import { toPayload } from "./deliver.js";
import { FormattedString, fromMarked, shorten } from "./formatted.js";
import type { Place } from "./incoming.js";
import type { BotParts } from "./parts.js";
import { SHORT_TEXT } from "./render.js";
import { toEdit } from "./sender.js";

export interface Growing {
  readonly place: Place;
  /** The message that an earlier run of the bot began. */
  readonly begun: Posted | null;
  /** Told once the message stands. */
  readonly onBegun: (message: number) => void;
}

export interface Grown<T> {
  readonly value: T;
  /** The message that is to become the answer; null if none was posted, or it is gone. */
  readonly begun: Posted | null;
}

type Parts = Pick<BotParts, "sender" | "store" | "timing" | "signal">;

/** Between two versions of the message, the last one included. */
const EVERY_MS = 3_000;
/** An answer that is done so soon after its first sentence is posted whole. */
const FIRST_MS = 1_500;
const LOOK_MS = 250;
/** Shows that there is more to come. */
const MORE = " …";

/** Runs the work and shows what it has written so far. */
export async function growInGroup<T>(
  parts: Parts,
  growing: Growing,
  work: (onText: (soFar: string) => void) => Promise<T>,
): Promise<Grown<T>> {
  const { timing, sender, signal } = parts;
  const over = new AbortController();
  const message = createMessage(parts, growing);
  let text = "";
  const grow = async () => {
    while (text === "") await timing.sleep(LOOK_MS, over.signal);
    await timing.sleep(FIRST_MS, over.signal);
    while (message.open) {
      if (timing.now() - message.changedAt >= EVERY_MS) await message.show(text);
      await timing.sleep(LOOK_MS, over.signal);
    }
  };
  // Whatever ends the growing, the end of the work or a broken line, must not touch the answer.
  const frames = grow().catch(() => {});
  const end = async () => {
    over.abort();
    await frames;
    return message.posted;
  };
  try {
    const value = await work((soFar) => {
      text = soFar;
    });
    const begun = await end();
    if (begun) await timing.sleep(Math.max(0, message.changedAt + EVERY_MS - timing.now()), signal);
    return { value, begun };
  } catch (error) {
    const begun = await end();
    // Half an answer without an end is worse than none.
    if (begun && !signal.aborted)
      await sender.call("deleteMessage", { chat_id: begun.chat, message_id: begun.message });
    throw error;
  }
}

/** The message as far as it is known to stand. */
function createMessage({ sender, store, timing }: Parts, { place, begun, onBegun }: Growing) {
  const chat = store.chats.current(place.chat);
  let posted = begun;
  let shown = "";
  const state = { open: true, changedAt: Number.NEGATIVE_INFINITY };
  const frameOf = (text: string) => {
    const frame = shorten(fromMarked(text), SHORT_TEXT - MORE.length);
    return toPayload(frame.text.endsWith("…") ? frame : FormattedString.join([frame, MORE]), place);
  };
  return {
    get open() {
      return state.open;
    },
    get changedAt() {
      return state.changedAt;
    },
    get posted() {
      return posted;
    },
    /** A frame that finds no room is dropped: the next one holds it all. */
    async show(text: string): Promise<void> {
      if (text === shown) return;
      const payload = { ...frameOf(text), chat_id: chat };
      const outcome = posted
        ? await sender.call("editMessageText", toEdit(payload, posted.message), { passing: true })
        : await sender.post(
            {
              ...payload,
              reply_parameters: { message_id: place.message, allow_sending_without_reply: true },
            },
            { passing: true, sought: true },
          );
      const kind = outcome.ok ? "shown" : outcome.failure.kind;
      if (kind === "dropped") return;
      state.changedAt = timing.now();
      if (kind === "wait" || kind === "unreachable") return;
      if (outcome.ok && !posted && typeof outcome.value === "number") {
        posted = { chat, message: outcome.value };
        onBegun(outcome.value);
      }
      if (kind === "shown" || kind === "unchanged" || (kind === "lost" && posted)) shown = text;
      // Deleted, muted, moved: the answer itself will find out where it can go.
      else state.open = false;
      if (kind === "no_message") posted = null;
    },
  };
}

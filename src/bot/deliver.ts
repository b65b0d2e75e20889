/** Brings messages to their place: as a reply, in the right topic, in order, to where the group is now. */
import type { InlineKeyboardMarkup } from "grammy/types";
import type { Payload } from "./caller.js";
import type { FormattedString } from "./formatted.js";
import { plain } from "./formatted.js";
import type { Place } from "./incoming.js";
import type { BotParts } from "./parts.js";
import { type PostOptions, toEdit } from "./sender.js";

export interface Delivery {
  readonly keyboard?: InlineKeyboardMarkup;
  /** May be dropped if there is no room for it now. */
  readonly passing?: boolean;
  /** Not as a reply, though there is a message it could answer. */
  readonly loose?: boolean;
  /** A message of ours that becomes the first one. */
  readonly begun?: Posted | null;
}

export interface Posted {
  readonly chat: number;
  readonly message: number;
}

type Parts = Pick<BotParts, "sender" | "store" | "log">;

/** @returns where the last message stands; null if nobody is there to read it any more */
export async function deliver(
  parts: Parts,
  place: Place,
  messages: readonly FormattedString[],
  { keyboard, passing = false, loose = place.kind === "private", begun = null }: Delivery = {},
): Promise<Posted | null> {
  let last: Posted | null = null;
  for (const [i, message] of messages.entries()) {
    const isLast = i === messages.length - 1;
    const payload = {
      ...toPayload(message, place),
      ...(i === 0 && !loose && { reply_parameters: replyTo(place.message) }),
      ...(isLast && keyboard && keyboard.inline_keyboard.length > 0 && { reply_markup: keyboard }),
    };
    const after = last?.message ?? place.message;
    if (i === 0 && begun !== null && (await becomes(parts, begun, payload))) last = begun;
    else last = await post(parts, payload, { passing, after });
    if (last === null) return null;
  }
  return last;
}

export function say(
  parts: Parts,
  place: Place,
  text: string,
  delivery: Delivery = {},
): Promise<Posted | null> {
  return deliver(parts, place, [plain(text)], delivery);
}

export function toPayload({ text, entities }: FormattedString, { chat, topic }: Place) {
  return {
    chat_id: chat,
    text,
    ...(entities.length > 0 && { entities }),
    link_preview_options: { is_disabled: true },
    ...(topic !== null && { message_thread_id: topic }),
  };
}

function replyTo(message: number) {
  return { message_id: message, allow_sending_without_reply: true };
}

/** @returns false if it is not there any more: deleted, or left behind by a group that moved */
async function becomes(
  { sender }: Parts,
  { chat, message }: Posted,
  payload: Payload<"sendMessage">,
): Promise<boolean> {
  const edit = toEdit({ ...payload, chat_id: chat }, message);
  const outcome = await sender.call("editMessageText", edit);
  return outcome.ok || outcome.failure.kind === "unchanged";
}

async function post(
  { sender, store, log }: Parts,
  payload: Payload<"sendMessage">,
  options: PostOptions,
): Promise<Posted | null> {
  const chat = store.chats.current(Number(payload.chat_id));
  const sent = await sender.post({ ...payload, chat_id: chat }, options);
  if (sent.ok) return { chat, message: sent.value };
  const { failure } = sent;
  if (failure.kind === "moved") {
    store.chats.move(chat, failure.to);
    store.answers.move(chat, failure.to);
    // The supergroup counts its messages anew, so there is nothing to reply to.
    const { reply_parameters: _, ...rest } = payload;
    const again = await sender.post({ ...rest, chat_id: failure.to }, { passing: options.passing ?? false });
    return again.ok ? { chat: failure.to, message: again.value } : null;
  }
  if (failure.kind === "lost") log.warn("a reply was lost; whether its message was posted cannot be told");
  if (failure.kind === "gone") log.debug({ why: failure.description }, "nobody is there to read the answer");
  return null;
}

/**
 * What an update is about, decided once: who speaks, where, and what they want.
 * Everything after this reads `Incoming` and not Telegram's forty optional fields.
 */
import type { Message, Update, User, UserFromGetMe } from "grammy/types";
import type { Language } from "../answer/phrases.js";

export interface Person {
  readonly id: number;
  readonly language: Language;
}

/** Where an answer belongs. */
export interface Place {
  readonly chat: number;
  readonly kind: "private" | "group";
  readonly topic: number | null;
  /** The message that is answered. */
  readonly message: number;
  /** When it was written, in milliseconds since 1970. */
  readonly writtenAt: number;
}

interface Spoken {
  readonly person: Person;
  readonly place: Place;
}

export type Incoming =
  | (Spoken & {
      readonly kind: "question";
      readonly text: string;
      /** Our message it replies to. */
      readonly repliesTo: number | null;
    })
  | (Spoken & { readonly kind: "command"; readonly name: string; readonly rest: string })
  | (Spoken & { readonly kind: "unreadable"; readonly why: "not_text" | "forwarded" | "too_long" })
  | (Spoken & { readonly kind: "moved"; readonly to: number })
  | {
      readonly kind: "press";
      readonly id: string;
      readonly data: string;
      readonly person: Person;
      /** `null` below an inline message. */
      readonly place: Place | null;
    }
  | { readonly kind: "inline"; readonly id: string; readonly query: string; readonly person: Person }
  | {
      readonly kind: "chosen";
      readonly result: string;
      readonly query: string;
      /** The message that can be edited, if there is one. */
      readonly message: string | null;
      readonly person: Person;
    }
  | { readonly kind: "guest"; readonly id: string; readonly text: string; readonly person: Person }
  /** The button below an answer that is being written. */
  | { readonly kind: "stopped"; readonly chat: number; readonly draft: number }
  | { readonly kind: "nothing" };

/** Longest question taken; the archive has no use for more. */
const MOST_CHARACTERS = 500;
/** A forwarded text longer than this is an article, not a question. */
const MOST_FORWARDED = 120;
/** Telegram's account that speaks for the anonymous admins of a group. */
const ANONYMOUS_ADMIN = 1_087_968_824;

export function readUpdate(update: Update, me: UserFromGetMe): Incoming {
  if (update.message) return readMessage(update.message, me);
  if (update.guest_message) return readGuest(update.guest_message, me);
  if (update.callback_query) return readPress(update.callback_query);
  if (update.inline_query) {
    const { id, query, from } = update.inline_query;
    return { kind: "inline", id, query: query.trim(), person: toPerson(from) };
  }
  if (update.chosen_inline_result) {
    const { result_id, query, from, inline_message_id: message = null } = update.chosen_inline_result;
    return { kind: "chosen", result: result_id, query: query.trim(), message, person: toPerson(from) };
  }
  if (update.stopped_message_generation) {
    const { chat, draft_id: draft } = update.stopped_message_generation;
    return { kind: "stopped", chat: chat.id, draft };
  }
  return { kind: "nothing" };
}

/** Updates of one key are handled in order; the newest inline query makes the waiting ones of its key needless. */
export function laneOf(incoming: Incoming): { readonly key: string; readonly newestOnly: boolean } {
  if (incoming.kind === "nothing") return { key: "", newestOnly: false };
  if (incoming.kind === "inline") return { key: `inline ${incoming.person.id}`, newestOnly: true };
  // It must not wait for what it is to stop.
  if (incoming.kind === "stopped") return { key: `stop ${incoming.chat}`, newestOnly: false };
  return { key: `person ${incoming.person.id}`, newestOnly: false };
}

/** Chinese unless Telegram runs in another language. */
export function toPerson({ id, language_code: code = "zh" }: User): Person {
  return { id, language: code.toLowerCase().startsWith("zh") ? "zh" : "en" };
}

function readMessage(message: Message, me: UserFromGetMe): Incoming {
  const { chat, from } = message;
  if (!from || chat.type === "channel") return { kind: "nothing" };
  // Other bots are not answered, or two of them would talk for ever; what was sent through us is no question.
  if (from.is_bot && from.id !== ANONYMOUS_ADMIN) return { kind: "nothing" };
  if (message.via_bot?.id === me.id) return { kind: "nothing" };
  const person = message.sender_chat ? { ...toPerson(from), id: message.sender_chat.id } : toPerson(from);
  const place = toPlace(message);
  const { migrate_to_chat_id: to } = message;
  if (to !== undefined) return { kind: "moved", person, place, to };
  const text = message.text?.trim() ?? "";
  const command = readCommand(message, me);
  if (command === "other") return { kind: "nothing" };
  const repliesTo = message.reply_to_message?.from?.id === me.id ? message.reply_to_message.message_id : null;
  if (command) return fromCommand(command, message, { person, place, repliesTo });
  if (place.kind === "private") return readPrivate(message, { person, place, repliesTo });
  const called = mentions(message, me);
  if (text === "" || (!called && repliesTo === null)) return { kind: "nothing" };
  return toQuestion(called ? withoutName(text, me) : text, { person, place, repliesTo });
}

type Context = Spoken & { readonly repliesTo: number | null };

function readPrivate(message: Message, context: Context): Incoming {
  const { person, place } = context;
  const text = message.text?.trim() ?? "";
  // Service messages (a pinned message, a new photo of the chat) want nothing.
  if (text === "")
    return isContent(message) ? { kind: "unreadable", why: "not_text", person, place } : { kind: "nothing" };
  if (message.forward_origin && text.length > MOST_FORWARDED)
    return { kind: "unreadable", why: "forwarded", person, place };
  return toQuestion(text, context);
}

function toQuestion(text: string, context: Context): Incoming {
  if (text.length > MOST_CHARACTERS)
    return { kind: "unreadable", why: "too_long", person: context.person, place: context.place };
  return { kind: "question", text, ...context };
}

function fromCommand(
  { name, rest }: { name: string; rest: string },
  message: Message,
  context: Context,
): Incoming {
  const { person, place } = context;
  if (name !== "ask") return { kind: "command", name, rest, person, place };
  // “/ask” as a reply to someone's question asks that question.
  const asked = rest === "" ? (message.reply_to_message?.text?.trim() ?? "") : rest;
  const own = message.reply_to_message?.from?.is_bot === true;
  if (asked === "" || (rest === "" && own)) return { kind: "command", name, rest: "", person, place };
  return toQuestion(asked, context);
}

/** @returns `other` for a command that names another bot */
function readCommand(message: Message, me: UserFromGetMe): { name: string; rest: string } | "other" | null {
  const first = message.entities?.find(({ type, offset }) => type === "bot_command" && offset === 0);
  const text = message.text ?? "";
  if (!first) return null;
  const [name, to] = text.slice(1, first.length).split("@");
  if (to !== undefined && to.toLowerCase() !== me.username.toLowerCase()) return "other";
  return { name: name!.toLowerCase(), rest: text.slice(first.length).trim() };
}

function mentions({ text = "", entities = [] }: Message, me: UserFromGetMe): boolean {
  return entities.some((entity) =>
    entity.type === "mention"
      ? text.slice(entity.offset, entity.offset + entity.length).toLowerCase() ===
        `@${me.username.toLowerCase()}`
      : entity.type === "text_mention" && entity.user.id === me.id,
  );
}

function withoutName(text: string, me: UserFromGetMe): string {
  return text
    .replace(new RegExp(`@${me.username}(?!\\w)`, "gi"), " ")
    .replace(/\s+/g, " ")
    .trim();
}

function readGuest(message: Message, me: UserFromGetMe): Incoming {
  const { guest_query_id: id, from } = message;
  if (id === undefined || !from) return { kind: "nothing" };
  const own = withoutName(message.text ?? "", me);
  const text = own === "" ? (message.reply_to_message?.text?.trim() ?? "") : own;
  return { kind: "guest", id, text: text.slice(0, MOST_CHARACTERS), person: toPerson(from) };
}

function readPress({ id, data = "", from, message }: NonNullable<Update["callback_query"]>): Incoming {
  // An inaccessible message has date 0 and nothing but its place.
  const place = message ? toPlace(message as Message) : null;
  return { kind: "press", id, data, person: toPerson(from), place };
}

function toPlace(message: Message): Place {
  const { chat, message_id, date, is_topic_message, message_thread_id } = message;
  return {
    chat: chat.id,
    kind: chat.type === "private" ? "private" : "group",
    // Replies in ordinary groups have a thread too; only a topic has to be named.
    topic: is_topic_message && message_thread_id !== undefined ? message_thread_id : null,
    message: message_id,
    writtenAt: date * 1000,
  };
}

const CONTENT = [
  "voice",
  "sticker",
  "photo",
  "video",
  "video_note",
  "audio",
  "document",
  "animation",
  "location",
  "contact",
  "poll",
  "dice",
  "venue",
  "story",
  "paid_media",
  "checklist",
  "rich_message",
  "live_photo",
] as const;

function isContent(message: Message): boolean {
  return CONTENT.some((kind) => kind in message);
}

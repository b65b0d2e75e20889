/**
 * Buttons and links, and what comes back from them. Telegram gives 64 bytes, so
 * they carry the id of a kept answer and a number, never a text.
 */
import type { InlineKeyboardButton, InlineKeyboardMarkup } from "grammy/types";
import type { Answer } from "../answer/answer.js";
import type { Language } from "../answer/phrases.js";
import type { ArticleId } from "../news/article.js";
import type { Verdict } from "../store/feedback.js";
import type { ArticleKey } from "./newsroom.js";
import { words } from "./words.js";

/** A question offered below an answer. */
export interface Related {
  readonly question: string;
  /** The article it asks about, if it asks what an article says: shown as it is, with no search in between. */
  readonly article: ArticleId | null;
}

/** What is kept of an answer given. */
export interface KeptBody {
  readonly answer: Answer;
  readonly related: readonly Related[];
  readonly language: Language;
}

export type Press =
  | { readonly kind: "passage"; readonly answer: string; readonly marker: number }
  | { readonly kind: "verdict"; readonly answer: string; readonly verdict: Verdict }
  | { readonly kind: "related"; readonly answer: string; readonly position: number };

export type DeepLink =
  | { readonly kind: "answer"; readonly answer: string }
  | { readonly kind: "article"; readonly article: ArticleKey }
  | { readonly kind: "none" };

const VERDICTS = { g: "good", b: "bad", w: "wrong" } as const;
/** Source buttons in a row; a citation beyond these is still quoted in the text. */
const MOST_SOURCES = 6;
const LABEL = 40;

/** @returns undefined for data that is not ours: old, or made up by a client. */
export function parsePress(data: string): Press | undefined {
  const [, kind, answer, rest] = /^([svr]):([\w-]{1,16}):(\w{1,3})$/.exec(data) ?? [];
  if (kind === undefined || answer === undefined || rest === undefined) return undefined;
  if (kind === "v") {
    const verdict = VERDICTS[rest as keyof typeof VERDICTS];
    return verdict && { kind: "verdict", answer, verdict };
  }
  if (!/^\d+$/.test(rest)) return undefined;
  return kind === "s"
    ? { kind: "passage", answer, marker: Number(rest) }
    : { kind: "related", answer, position: Number(rest) };
}

export function parseDeepLink(payload: string): DeepLink {
  const [, kind, id] = /^([xa])_([\w-]{1,60})$/.exec(payload) ?? [];
  if (kind === "x") return { kind: "answer", answer: id! };
  if (kind === "a") return { kind: "article", article: id as ArticleKey };
  return { kind: "none" };
}

export function answerLink(bot: string, answer: string): string {
  return `https://t.me/${bot}?start=x_${answer}`;
}

export function articleLink(bot: string, article: ArticleKey): string {
  return `https://t.me/${bot}?start=a_${article}`;
}

/** Below an answer in a private chat. */
export function answerKeyboard(id: string, { answer, related, language }: KeptBody): InlineKeyboardMarkup {
  const say = words(language);
  const rows: InlineKeyboardButton[][] = [];
  if (answer.status === "answered") {
    const sources = answer.citations.slice(0, MOST_SOURCES);
    const buttons = sources.map(({ marker }) => button(say.passage(marker), `s:${id}:${marker}`));
    rows.push(buttons.slice(0, 3), buttons.slice(3));
  }
  if (answer.status === "answered" || answer.status === "not_found")
    rows.push([button("👍", `v:${id}:g`), button("👎", `v:${id}:b`), button(say.wrong, `v:${id}:w`)]);
  rows.push(...relatedRows(id, related));
  return { inline_keyboard: rows.filter((row) => row.length > 0) };
}

export function relatedRows(id: string, related: readonly Related[]): InlineKeyboardButton[][] {
  return related.map(({ question }, i) => [button(cut(question), `r:${id}:${i}`)]);
}

/** Source buttons only: below a list of articles. */
export function sourceKeyboard(id: string, count: number): InlineKeyboardMarkup {
  const buttons = Array.from({ length: count }, (_, i) => button(String(i + 1), `s:${id}:${i + 1}`));
  return { inline_keyboard: [buttons.slice(0, 5), buttons.slice(5, 10)].filter((row) => row.length > 0) };
}

export function linkKeyboard(text: string, url: string): InlineKeyboardMarkup {
  return { inline_keyboard: [[{ text, url }]] };
}

function button(text: string, data: string): InlineKeyboardButton {
  return { text, callback_data: data };
}

function cut(text: string): string {
  const characters = [...text];
  return characters.length <= LABEL ? text : `${characters.slice(0, LABEL - 1).join("")}…`;
}

/**
 * What a call to Telegram can come to, as far as it makes a difference to what
 * is done next. Most of it is expected: people block bots, groups move, networks
 * break. Only a wrong token and a second instance end the bot.
 */
import { GrammyError, HttpError } from "grammy";
import { NewsError } from "../errors.js";

export type Failure =
  /** Telegram orders a pause. */
  | { readonly kind: "wait"; readonly ms: number }
  /** Nothing was done on the other side; it may work later. */
  | { readonly kind: "unreachable" }
  /** The request went out and no reply came: it was carried out, or not. */
  | { readonly kind: "lost" }
  /** The group is a supergroup now. */
  | { readonly kind: "moved"; readonly to: number }
  /** Blocked, removed, muted, deleted: nobody to talk to. */
  | { readonly kind: "gone"; readonly description: string }
  /** An edit that changes nothing. */
  | { readonly kind: "unchanged" }
  /** A query that can no longer be answered. */
  | { readonly kind: "expired" }
  /** The message to edit is not there, or is not ours. */
  | { readonly kind: "no_message" }
  /** Not sent: it was of the kind that may be dropped, and there was no room. */
  | { readonly kind: "dropped" }
  /** The call is wrong: a fault of this program. */
  | { readonly kind: "refused"; readonly description: string }
  | { readonly kind: "unauthorized" }
  | { readonly kind: "conflict" };

export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: Failure };

/** Ends the bot; the message is for whoever runs it. */
export class TelegramError extends NewsError {
  override readonly name = "TelegramError";
}

export function unauthorized(): TelegramError {
  return new TelegramError("Telegram does not know this token", {
    hint: "check TELEGRAM_BOT_TOKEN; @BotFather shows it under /mybots, API Token",
  });
}

export function conflict(): TelegramError {
  return new TelegramError("another instance of this bot is receiving the updates", {
    hint: "a bot can run only once with one token: stop the other one, then start this one again",
  });
}

const NEVER_SENT = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ENETUNREACH",
  "EHOSTUNREACH",
  "ENETDOWN",
  "CERT_HAS_EXPIRED",
]);

/** @throws what is neither Telegram's answer nor a fault of the network */
export function classify(error: unknown): Failure {
  if (error instanceof GrammyError) return classifyAnswer(error);
  if (!(error instanceof HttpError)) throw error;
  const code = (error.error as { code?: unknown } | null | undefined)?.code;
  return { kind: NEVER_SENT.has(String(code)) ? "unreachable" : "lost" };
}

const NO_MESSAGE =
  /message to edit not found|message can't be edited|message_id_invalid|message to delete not/i;
const GONE =
  /chat not found|user not found|not enough rights|have no rights|need administrator rights|topic_closed|topic_deleted|thread not found|chat_write_forbidden|write_forbidden|chat_restricted|user is deactivated|peer_id_invalid|replied not found|user_is_blocked|chat_admin_required|group chat was deactivated/i;

function classifyAnswer({ error_code: code, description, parameters, method }: GrammyError): Failure {
  if (code === 429) return { kind: "wait", ms: Math.max(1, parameters.retry_after ?? 1) * 1000 };
  if (code >= 500) return { kind: "unreachable" };
  if (code === 401 || (code === 404 && method === "getMe")) return { kind: "unauthorized" };
  if (code === 409) return { kind: "conflict" };
  if (parameters.migrate_to_chat_id !== undefined)
    return { kind: "moved", to: parameters.migrate_to_chat_id };
  if (code === 403 || GONE.test(description)) return { kind: "gone", description };
  if (/not modified/i.test(description)) return { kind: "unchanged" };
  if (/query is too old|query_id_invalid|query ID is invalid/i.test(description)) return { kind: "expired" };
  if (NO_MESSAGE.test(description)) return { kind: "no_message" };
  return { kind: "refused", description };
}

/** What the local Bot API server remembers: messages, menus, pauses it ordered, and how fast it was written to. */
import type { Call, Mishap } from "./telegram-server.js";
import { ME } from "./telegram-updates.js";

export type Fields = Readonly<Record<string, unknown>>;
type Refusal = Exclude<Mishap, string>;

export interface Post {
  readonly chat: number;
  readonly id: number;
  readonly at: number;
  /** As it was posted or last edited. */
  payload: Fields;
}

export interface TelegramState {
  /** The bot's messages, in order. */
  readonly posts: readonly Post[];
  /** Chats nobody may write to, and why. */
  readonly closed: Map<number, string>;
  /** Groups that are supergroups now. */
  readonly upgraded: Map<number, number>;
  readonly admins: Set<number>;
  /** Inline queries that were answered, and when. */
  readonly inlineAnswers: Map<string, number>;
  /** The number the next message of a chat gets; also for messages of readers. */
  nextMessage(chat: number): number;
  run(method: string, payload: Fields): { readonly result: unknown } | Refusal;
  checkPace(call: Call): void;
  noteRefusal(call: Call, retryAfter: unknown): void;
}

const GROUP_A_MINUTE = 20;

export function createTelegramState({
  now,
  violations,
}: {
  readonly now: () => number;
  readonly violations: string[];
}): TelegramState {
  const posts: Post[] = [];
  const byPlace = new Map<string, Post>();
  const counters = new Map<number, number>();
  const menus = new Map<string, unknown>();
  const pauses = new Map<number, number>();
  const groupTimes = new Map<number, number[]>();
  const closed = new Map<number, string>();
  const upgraded = new Map<number, number>();
  const admins = new Set<number>();
  const inlineAnswers = new Map<string, number>();

  const nextMessage = (chat: number) => {
    // Supergroups count their own; the bot's private chats and small groups share one count.
    const box = chat < -1_000_000_000_000 ? chat : 0;
    const next = (counters.get(box) ?? 0) + 1;
    counters.set(box, next);
    return next;
  };
  const toMessage = ({ chat, id, payload, at }: Post) => ({
    message_id: id,
    date: Math.floor(at / 1000),
    chat: { id: chat, type: chat > 0 ? "private" : "supergroup" },
    from: ME,
    text: payload.text,
  });
  const placeProblem = (chat: number): Refusal | null => {
    const to = upgraded.get(chat);
    if (to !== undefined)
      return bad("Bad Request: group chat was upgraded to a supergroup chat", { migrate_to_chat_id: to });
    const why = closed.get(chat);
    return why === undefined ? null : { status: why.startsWith("Forbidden") ? 403 : 400, description: why };
  };

  const methods: Record<string, (payload: Fields) => { readonly result: unknown } | Refusal> = {
    getMe: () => ({ result: ME }),
    sendMessage(payload) {
      const chat = Number(payload.chat_id);
      const problem = placeProblem(chat);
      if (problem) return problem;
      const post: Post = { chat, id: nextMessage(chat), at: now(), payload };
      posts.push(post);
      byPlace.set(`${chat} ${post.id}`, post);
      return { result: toMessage(post) };
    },
    editMessageText(payload) {
      if (payload.inline_message_id !== undefined) return { result: true };
      const post = byPlace.get(`${payload.chat_id} ${payload.message_id}`);
      if (!post) return bad("Bad Request: message to edit not found");
      const same = JSON.stringify([payload.text, payload.reply_markup]);
      if (same === JSON.stringify([post.payload.text, post.payload.reply_markup]))
        return bad("Bad Request: message is not modified: specified new message content is the same");
      post.payload = payload;
      return { result: toMessage(post) };
    },
    deleteMessage({ chat_id, message_id }) {
      const post = byPlace.get(`${chat_id} ${message_id}`);
      if (!post) return bad("Bad Request: message to delete not found");
      byPlace.delete(`${chat_id} ${message_id}`);
      posts.splice(posts.indexOf(post), 1);
      return { result: true };
    },
    sendMessageDraft: (payload) => placeProblem(Number(payload.chat_id)) ?? { result: true },
    sendChatAction: (payload) => placeProblem(Number(payload.chat_id)) ?? { result: true },
    getChatMember: ({ user_id }) => ({
      result: { status: admins.has(Number(user_id)) ? "administrator" : "member", user: { id: user_id } },
    }),
    getMyCommands: ({ scope, language_code: language }) => ({
      result: menus.get(JSON.stringify([scope, language])) ?? [],
    }),
    setMyCommands({ scope, language_code: language, commands }) {
      menus.set(JSON.stringify([scope, language]), commands);
      return { result: true };
    },
    answerInlineQuery({ inline_query_id: id }) {
      if (inlineAnswers.has(String(id))) return bad("Bad Request: query is too old or query ID is invalid");
      inlineAnswers.set(String(id), now());
      return { result: true };
    },
    answerGuestQuery: () => ({ result: { inline_message_id: "guest message" } }),
  };
  for (const method of ["answerCallbackQuery", "setWebhook", "deleteWebhook"])
    methods[method] = () => ({ result: true });

  return {
    posts,
    closed,
    upgraded,
    admins,
    inlineAnswers,
    nextMessage,
    run: (method, payload) =>
      methods[method]?.(payload) ?? { status: 404, description: "Not Found: method not found" },
    checkPace({ method, payload, at }) {
      const chat = Number(payload.chat_id);
      if (payload.chat_id === undefined) return;
      const until = pauses.get(chat) ?? 0;
      if (at < until) violations.push(`${method}: ${until - at} ms too early in chat ${chat}`);
      if (chat > 0 || (method !== "sendMessage" && method !== "editMessageText")) return;
      const times = [...(groupTimes.get(chat) ?? []), at].filter((time) => time > at - 60_000);
      groupTimes.set(chat, times);
      if (times.length > GROUP_A_MINUTE)
        violations.push(`${method}: ${times.length} a minute in group ${chat}`);
    },
    noteRefusal({ payload, at }, retryAfter) {
      if (payload.chat_id === undefined || retryAfter === undefined) return;
      pauses.set(Number(payload.chat_id), at + Number(retryAfter) * 1000);
    },
  };
}

function bad(description: string, parameters?: Fields): Refusal {
  return { status: 400, description, ...(parameters && { parameters }) };
}

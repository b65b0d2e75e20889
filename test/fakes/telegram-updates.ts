/** Updates as Telegram sends them, with no more than a case needs to say. */
import type { CallbackQuery, Chat, Message, MessageEntity, Update, User, UserFromGetMe } from "grammy/types";

export const ME: UserFromGetMe = {
  id: 7_000_000_001,
  is_bot: true,
  first_name: "区报问答",
  username: "district_news_bot",
  can_join_groups: true,
  can_read_all_group_messages: false,
  can_connect_to_business: false,
  can_manage_bots: false,
  has_main_web_app: false,
  has_topics_enabled: false,
  allows_users_to_create_topics: false,
  supports_guest_queries: true,
  supports_inline_queries: true,
  supports_join_request_queries: false,
};

export const READER = 41;
export const GROUP = -1_001_000_000_007;

export interface Spoken {
  readonly id: number;
  readonly message: number;
  /** Seconds since 1970. */
  readonly date: number;
}

export function aUser(id = READER, more: Partial<User> = {}): User {
  return { id, is_bot: false, first_name: "读者", language_code: "zh-hans", ...more };
}

type MessageFields = Partial<Message> & { readonly from?: User };

export function privateMessage(at: Spoken, text: string, more: MessageFields = {}): Update {
  const from = more.from ?? aUser();
  const chat: Chat.PrivateChat = { id: from.id, type: "private", first_name: from.first_name };
  return toUpdate(at, { chat, from, ...withText(text), ...more });
}

export function groupMessage(at: Spoken, text: string, more: MessageFields = {}): Update {
  const chat: Chat.SupergroupChat = { id: GROUP, type: "supergroup", title: "邻里群" };
  return toUpdate(at, { chat, from: aUser(), ...withText(text), ...more });
}

function toUpdate({ id, message, date }: Spoken, fields: Partial<Message>): Update {
  // A message with exactly the fields a case names; Telegram leaves out the rest as well.
  const whole = { message_id: message, date, ...fields } as Message & { chat: Chat.PrivateChat; from: User };
  return { update_id: id, message: whole };
}

/** Marks commands and names, as Telegram does. */
export function withText(text: string): { text: string; entities?: MessageEntity[] } {
  const entities: MessageEntity[] = [...text.matchAll(/(?<![\w/])(\/\w+(?:@\w+)?|@\w+)/g)].map((match) => ({
    type: match[0].startsWith("/") ? "bot_command" : "mention",
    offset: match.index,
    length: match[0].length,
  }));
  return entities.length > 0 ? { text, entities } : { text };
}

export function press(
  id: number,
  data: string,
  { from = aUser(), message }: { from?: User; message?: Partial<Message> } = {},
): Update {
  const chat = { id: from.id, type: "private", first_name: from.first_name };
  const below = { message_id: 2, date: 1, chat, from: ME, ...message } as Message;
  const query: CallbackQuery = { id: `press ${id}`, from, chat_instance: "1", data, message: below };
  return { update_id: id, callback_query: query };
}

export function inlineQuery(id: number, query: string, from: User = aUser()): Update {
  return { update_id: id, inline_query: { id: `inline ${id}`, from, query, offset: "", chat_type: "group" } };
}

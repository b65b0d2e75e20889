/** What Telegram refuses, or silently spoils, in messages, buttons and inline results; lengths in UTF-16 units. */

type Fields = Readonly<Record<string, unknown>>;

interface Entity {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
  readonly url?: string;
}

const ENTITIES = new Set([
  "bold",
  "italic",
  "text_link",
  "blockquote",
  "expandable_blockquote",
  "code",
  "underline",
]);

/** @returns what is wrong with a call, in words; empty if nothing is */
export function checkRules(method: string, payload: Fields): string[] {
  const complaints: string[] = [];
  if (method === "sendMessage" || method === "editMessageText")
    complaints.push(...checkText(payload, "text"));
  // A draft without a text shows “Thinking…”.
  if (method === "sendMessageDraft" && payload.text !== "") complaints.push(...checkText(payload, "text"));
  if (method === "sendMessageDraft" && !(Number(payload.draft_id) !== 0 && Number(payload.chat_id) > 0))
    complaints.push("a draft needs a number and a private chat");
  if (method === "editMessageText" && payload.inline_message_id === undefined)
    if (payload.chat_id === undefined || payload.message_id === undefined)
      complaints.push("neither an inline message nor a chat and message");
  if (payload.reply_markup) complaints.push(...checkKeyboard(payload.reply_markup as Fields));
  if (method === "answerInlineQuery") complaints.push(...checkResults(payload));
  if (method === "answerGuestQuery") complaints.push(...checkResult(payload.result as Fields));
  if (method === "answerCallbackQuery" && String(payload.text ?? "").length > 200)
    complaints.push("a notification longer than 200 characters");
  if (method === "sendChatAction" && payload.action !== "typing") complaints.push("not an action of ours");
  if (method === "setMyCommands") complaints.push(...checkCommands(payload));
  return complaints.map((complaint) => `${method}: ${complaint}`);
}

/** @param name `text`, or `message_text` within an inline result */
export function checkText(payload: Fields, name: string): string[] {
  const text = payload[name];
  if (typeof text !== "string") return [`${name} is not a string`];
  const complaints: string[] = [];
  if (text.trim() === "") complaints.push("message text is empty");
  if (text.length > 4096) complaints.push(`message is too long: ${text.length}`);
  if (text !== text.trim()) complaints.push("white space at an end moves the entities");
  if (/\p{Surrogate}/u.test(text)) complaints.push("half a character");
  if ("parse_mode" in payload) complaints.push("parse_mode: text and entities only");
  const entities = (payload.entities ?? []) as readonly Entity[];
  if (entities.length > 100) complaints.push(`${entities.length} entities`);
  const quotes = entities.filter(({ type }) => type.endsWith("blockquote"));
  if (quotes.length > 1 && overlap(quotes)) complaints.push("a quotation within a quotation");
  return [...complaints, ...entities.flatMap((entity) => checkEntity(text, entity))];
}

function checkEntity(text: string, { type, offset, length, url }: Entity): string[] {
  const where = `${type} ${offset}+${length}`;
  if (!ENTITIES.has(type)) return [`${where}: unknown type`];
  if (offset < 0 || length < 1 || offset + length > text.length) return [`${where}: outside the text`];
  const own = text.slice(offset, offset + length);
  if (/\p{Surrogate}/u.test(own)) return [`${where}: begins or ends within a character`];
  if (own.trim() === "") return [`${where}: nothing but white space`];
  if (type === "text_link" && !isWebAddress(url)) return [`${where}: not an address`];
  return [];
}

function overlap(entities: readonly Entity[]): boolean {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset);
  return sorted.some((entity, i) => i > 0 && sorted[i - 1]!.offset + sorted[i - 1]!.length > entity.offset);
}

function isWebAddress(url: unknown): boolean {
  return typeof url === "string" && URL.canParse(url) && /^https?:/.test(url);
}

export function checkKeyboard(markup: Fields): string[] {
  const rows = markup.inline_keyboard;
  if (!Array.isArray(rows)) return ["not an inline keyboard"];
  if (rows.length === 0) return ["an empty keyboard"];
  return rows.flatMap((row: unknown) => {
    if (!Array.isArray(row) || row.length === 0 || row.length > 8) return ["a row of no or too many buttons"];
    return row.flatMap(checkButton);
  });
}

function checkButton(button: Fields): string[] {
  const { text, callback_data: data, url } = button;
  if (typeof text !== "string" || text.trim() === "") return ["a button without a text"];
  const actions = Object.keys(button).filter((name) => name !== "text");
  if (actions.length !== 1) return [`a button with ${actions.length} actions`];
  if (data !== undefined) {
    const bytes = Buffer.byteLength(String(data));
    return bytes >= 1 && bytes <= 64 ? [] : [`BUTTON_DATA_INVALID: ${bytes} bytes`];
  }
  if (!isWebAddress(url)) return ["BUTTON_URL_INVALID"];
  const payload = new URL(String(url)).searchParams.get("start");
  return payload === null || /^[\w-]{1,64}$/.test(payload) ? [] : ["START_PARAM_INVALID"];
}

function checkResults({ results, button, cache_time }: Fields): string[] {
  if (!Array.isArray(results)) return ["results is not an array"];
  const complaints = results.flatMap((result: Fields) => checkResult(result));
  if (results.length > 50) complaints.push("RESULTS_TOO_MUCH");
  if (new Set(results.map((result: Fields) => result.id)).size !== results.length)
    complaints.push("RESULT_ID_DUPLICATE");
  if (cache_time !== undefined && !(Number(cache_time) >= 0)) complaints.push("cache_time");
  const start = (button as Fields | undefined)?.start_parameter;
  if (button && !/^[\w-]{1,64}$/.test(String(start))) complaints.push("START_PARAM_INVALID");
  return complaints;
}

function checkResult(result: Fields): string[] {
  const bytes = Buffer.byteLength(String(result.id));
  const complaints = bytes >= 1 && bytes <= 64 ? [] : [`RESULT_ID_INVALID: ${bytes} bytes`];
  if (String(result.title ?? "").trim() === "") complaints.push("a card without a title");
  const content = result.input_message_content as Fields | undefined;
  complaints.push(...(content ? checkText(content, "message_text") : ["a card without a message"]));
  if (result.reply_markup) complaints.push(...checkKeyboard(result.reply_markup as Fields));
  return complaints;
}

function checkCommands({ commands, language_code: language }: Fields): string[] {
  const complaints = (commands as readonly Fields[]).flatMap(({ command, description }) => {
    const fine = /^[a-z0-9_]{1,32}$/.test(String(command)) && /^.{1,256}$/.test(String(description));
    return fine ? [] : [`BOT_COMMAND_INVALID: ${command}`];
  });
  if (language !== undefined && !/^[a-z]{2}$/.test(String(language)))
    complaints.push("language of two letters");
  return complaints;
}

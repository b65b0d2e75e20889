/**
 * Queries while typing, in any chat: cards to choose from, never a model, and
 * kept for the next one who types the same. Guest queries get the first card.
 */
import type { InlineQueryResultArticle } from "grammy/types";
import { type Language, sayDay } from "../answer/phrases.js";
import { fold } from "../news/text.js";
import { languageOf, todayOf } from "./asking.js";
import { articleLink, linkKeyboard } from "./buttons.js";
import { FormattedString, plain, shorten } from "./formatted.js";
import type { Incoming } from "./incoming.js";
import { articleKey, type Hit, type Newsroom } from "./newsroom.js";
import type { BotParts } from "./parts.js";
import { renderAnswer, sayPlace } from "./render.js";
import { words } from "./words.js";

type Inline = Extract<Incoming, { kind: "inline" }>;
type Chosen = Extract<Incoming, { kind: "chosen" }>;
type Guest = Extract<Incoming, { kind: "guest" }>;
type Cards = readonly InlineQueryResultArticle[];

const CARDS = 8;
/** Seconds Telegram may keep them; a new generation is seen after that. */
const TELEGRAM_KEEPS_S = 60;
const CACHED = 500;
/** Telegram gives up on a query after about ten seconds. */
const TOO_OLD_MS = 10_000;
const DIRECT = "direct";

export interface InlineDesk {
  /** @param receivedAt a query that waited too long is not answered */
  answer(parts: BotParts, query: Inline, receivedAt: number): Promise<void>;
  /** The direct answer, once it is posted, becomes the composed one where there is a model. */
  compose(parts: BotParts, chosen: Chosen): Promise<void>;
  answerGuest(parts: BotParts, guest: Guest): Promise<void>;
}

export function createInlineDesk(): InlineDesk {
  const cache = new Map<string, Cards>();
  return {
    async answer(parts, { id, query, person }, receivedAt) {
      if (parts.timing.now() - receivedAt > TOO_OLD_MS) return;
      const newsroom = parts.newsroom();
      const language = languageOf(query, person.language);
      const key = `${newsroom.generation} ${todayOf(parts)} ${language} ${fold(query).replace(/\s+/g, " ")}`;
      const cards = cache.get(key) ?? (await createCards(parts, newsroom, { query, language }));
      remember(cache, key, cards);
      const button = { text: words(language).openChat, start_parameter: "inline" };
      const payload = {
        inline_query_id: id,
        results: [...cards],
        cache_time: TELEGRAM_KEEPS_S,
        // Without words of its own a query is answered in the language of whoever typed it.
        is_personal: languageOf(query, "zh") !== languageOf(query, "en"),
        button,
      };
      const withinMs = TOO_OLD_MS - (parts.timing.now() - receivedAt);
      await parts.sender.call("answerInlineQuery", payload, { person: person.id, withinMs });
    },
    async compose(parts, { result, query, message, person }) {
      const newsroom = parts.newsroom();
      if (result !== DIRECT || message === null || query === "" || !newsroom.composes) return;
      const { signal, sender } = parts;
      const answer = await parts.gate.pass(() =>
        newsroom.ask(query, { today: todayOf(parts), signal, reader: String(person.id) }),
      );
      if (answer.status !== "answered") return;
      const language = languageOf(query, person.language);
      const [text] = renderAnswer(answer, { language, short: true });
      const edit = {
        inline_message_id: message,
        ...toContent(text!),
        reply_markup: askKeyboard(parts, language),
      };
      const { message_text, ...rest } = edit;
      await sender.call("editMessageText", { ...rest, text: message_text }, { person: person.id });
    },
    async answerGuest(parts, { id, text, person }) {
      const language = languageOf(text, person.language);
      const question = text === "" ? words(language).help : text;
      const answer = await parts.newsroom().quote(question, { today: todayOf(parts), signal: parts.signal });
      const [message] = renderAnswer(answer, { language, short: true });
      const result = toCard(parts, { id: DIRECT, title: words(language).direct, text: message!, language });
      await parts.sender.call("answerGuestQuery", { guest_query_id: id, result }, { person: person.id });
    },
  };
}

function remember(cache: Map<string, Cards>, key: string, cards: Cards): void {
  cache.delete(key);
  cache.set(key, cards);
  if (cache.size > CACHED) for (const oldest of cache.keys()) if (cache.delete(oldest)) break;
}

async function createCards(
  parts: BotParts,
  newsroom: Newsroom,
  { query, language }: { query: string; language: Language },
): Promise<Cards> {
  if (query === "") return (await newsroom.latest(CARDS)).map((hit) => toHitCard(parts, hit, language));
  const context = { today: todayOf(parts), signal: parts.signal };
  const answer = await newsroom.quote(query, context);
  const hits = await newsroom.search(query, { k: CARDS, ...context });
  const cards = hits.map((hit) => toHitCard(parts, hit, language));
  if (answer.status !== "answered") return cards;
  const [text] = renderAnswer(answer, { language, short: true });
  const title = words(language).direct;
  return [
    toCard(parts, {
      id: DIRECT,
      title,
      text: text!,
      language,
      description: answer.citations[0]?.quote ?? "",
    }),
    ...cards,
  ];
}

function toHitCard(parts: BotParts, hit: Hit, language: Language): InlineQueryResultArticle {
  const { articleId, title, publishedOn, url, quote } = hit;
  const key = articleKey(articleId);
  const name = plain(title === "" ? sayPlace(hit, language) : `《${title}》`);
  const headline = url === null ? name : FormattedString.link(name, url);
  const text = FormattedString.join([
    FormattedString.blockquote(shorten(plain(quote), 1500)),
    plain("\n"),
    FormattedString.bold(headline),
    plain(`\n${sayPlace(hit, language)}`),
  ]);
  const { username } = parts.me;
  return {
    type: "article",
    id: key,
    title: shorten(plain(title === "" ? quote : title), 100).text,
    description: `${sayDay(publishedOn, language)} ${shorten(plain(quote), 120).text}`,
    input_message_content: toContent(text),
    reply_markup: linkKeyboard(words(language).passage(1), articleLink(username, key)),
  };
}

function toCard(
  parts: BotParts,
  card: { id: string; title: string; text: FormattedString; language: Language; description?: string },
): InlineQueryResultArticle {
  return {
    type: "article",
    id: card.id,
    title: card.title,
    description: shorten(plain(card.description ?? card.text.text), 160).text,
    input_message_content: toContent(card.text),
    // Without a keyboard Telegram does not tell which message it became.
    reply_markup: askKeyboard(parts, card.language),
  };
}

function askKeyboard({ me }: BotParts, language: Language) {
  return linkKeyboard(words(language).openChat, `https://t.me/${me.username}?start=inline`);
}

function toContent({ text, entities }: FormattedString) {
  return {
    message_text: text,
    ...(entities.length > 0 && { entities }),
    link_preview_options: { is_disabled: true },
  };
}

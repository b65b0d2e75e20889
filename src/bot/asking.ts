/**
 * A question's way through the bot: what was said before, a sign of life if it
 * takes long, the answer, its buttons, and a place in the memory for the next one.
 */
import { randomBytes } from "node:crypto";
import type { Answer, Headline } from "../answer/answer.js";
import type { Language } from "../answer/phrases.js";
import { beijingDay, type IsoDay } from "../clock.js";
import type { Turn } from "../search/follow-up.js";
import type { KeptAnswer } from "../store/answers.js";
import { answerKeyboard, answerLink, type KeptBody, linkKeyboard, type Related } from "./buttons.js";
import { deliver, type Posted, say } from "./deliver.js";
import { StoppedError } from "./drafts.js";
import type { Person, Place } from "./incoming.js";
import { aboutHeadline } from "./newsroom.js";
import type { BotParts } from "./parts.js";
import { renderAnswer } from "./render.js";
import { type Progress, waitWith } from "./waiting.js";
import { words } from "./words.js";

export interface Question {
  readonly person: Person;
  readonly place: Place;
  readonly text: string;
  /** Our message it replies to. */
  readonly repliesTo: number | null;
  /** Told when its turn has come. */
  readonly onTurn?: () => void;
  /** Our message that an earlier run began to answer with. */
  readonly begun?: number | null;
  /** Told where the answer begins to grow. */
  readonly onBegun?: (message: number) => void;
}

/** Older talk is another conversation. */
const CONTEXT_MS = 30 * 60_000;
const CONTEXT_TURNS = 3;
const LATE_MS = 10 * 60_000;
const RELATED = 2;

export async function answerQuestion(parts: BotParts, question: Question): Promise<void> {
  const { place, person, text } = question;
  const language = languageOf(text, person.language);
  const history = contextOf(parts, question);
  const waiting = {
    place,
    language,
    begun: begunOf(parts, question),
    onBegun: question.onBegun ?? (() => {}),
  };
  const done = await waitWith(parts, waiting, (progress) =>
    parts.gate.pass(() => {
      question.onTurn?.();
      return composeBody(parts, { text, language, history, reader: String(person.id), ...progress });
    }),
  ).catch((error: unknown) => {
    if (error instanceof StoppedError) return null;
    throw error;
  });
  if (done === null) return void (await say(parts, place, words(language).stopped));
  const late = parts.timing.now() - place.writtenAt > LATE_MS;
  const { value: body, begun } = done;
  await deliverAnswer(parts, question, { body, begun, lead: late ? words(language).late : null });
}

function begunOf({ store }: BotParts, { place, begun = null }: Question): Posted | null {
  return begun === null ? null : { chat: store.chats.current(place.chat), message: begun };
}

/** The language of the question; of the reader if it has no words, like “2025?”. */
export function languageOf(text: string, otherwise: Language): Language {
  if (/\p{Script=Han}/u.test(text)) return "zh";
  return /[a-z]{2}/i.test(text) ? "en" : otherwise;
}

export function todayOf({ timing }: Pick<BotParts, "timing">): IsoDay {
  return beijingDay(new Date(timing.now()));
}

export function newId(): string {
  return randomBytes(9).toString("base64url");
}

async function composeBody(
  parts: BotParts,
  asked: Progress & {
    readonly text: string;
    readonly language: Language;
    readonly history: readonly Turn[];
    readonly reader: string;
  },
): Promise<KeptBody> {
  const newsroom = parts.newsroom();
  const today = todayOf(parts);
  const { text, language, ...context } = asked;
  const answer = await newsroom.ask(text, { today, ...context });
  if (answer.status === "not_found") {
    const titled = answer.nearest.filter(({ title }) => title !== "");
    return { answer, language, related: titled.slice(0, RELATED).map(toRelated) };
  }
  if (answer.status !== "answered") return { answer, language, related: [] };
  const besides = answer.citations.map(({ articleId }) => articleId);
  const near = await newsroom.related(text, { k: RELATED, besides, today, signal: parts.signal });
  return { answer, language, related: near.map(toRelated) };
}

function toRelated({ articleId, title }: Headline): Related {
  return { question: aboutHeadline(title), article: articleId };
}

/** Posts the answer and keeps it. Kept before it is posted: its buttons work from the first moment. */
export async function deliverAnswer(
  parts: BotParts,
  { person, place, text }: Pick<Question, "person" | "place" | "text">,
  { body, begun = null, lead = null }: { body: KeptBody; begun?: Posted | null; lead?: string | null },
): Promise<void> {
  const { store, timing, me } = parts;
  const id = newId();
  const kept: KeptAnswer<KeptBody> = {
    id,
    person: person.id,
    chat: place.chat,
    question: text,
    body,
    askedAt: timing.now(),
  };
  store.answers.keep(kept);
  const short = place.kind === "group";
  const offersMore = body.answer.status === "answered" || body.answer.status === "not_found";
  const more = linkKeyboard(words(body.language).more, answerLink(me.username, id));
  const keyboard = short ? (offersMore ? more : { inline_keyboard: [] }) : answerKeyboard(id, body);
  const messages = renderAnswer(body.answer, { language: body.language, short, lead });
  const posted = await deliver(parts, place, messages, { keyboard, begun });
  if (posted) store.answers.posted(id, posted.chat, posted.message);
}

/** The answer that is replied to, or the last few of this person in this chat. */
function contextOf({ store, timing }: BotParts, { person, place, repliesTo }: Question): Turn[] {
  const chat = store.chats.current(place.chat);
  const replied = repliesTo === null ? undefined : store.answers.findPosted(chat, repliesTo);
  const kept = replied
    ? [replied]
    : store.answers.recent(person.id, chat, { since: timing.now() - CONTEXT_MS, most: CONTEXT_TURNS });
  return kept.flatMap(({ question, body }) => [
    { role: "user" as const, content: question },
    { role: "assistant" as const, content: plainText(body.answer) },
  ]);
}

function plainText(answer: Answer): string {
  return answer.text.replaceAll("**", "");
}

/** Buttons pressed: a passage in full, a verdict, a related question. */
import { answerQuestion } from "./asking.js";
import { type KeptBody, type Press, parsePress } from "./buttons.js";
import { deliver, say } from "./deliver.js";
import { plain } from "./formatted.js";
import type { Incoming, Place } from "./incoming.js";
import { articleKey } from "./newsroom.js";
import type { BotParts } from "./parts.js";
import { renderPassage, sayPlace } from "./render.js";
import { words } from "./words.js";

/** A button that still turns after that long has been given up. */
const PATIENCE_MS = 15_000;

type Pressed = Extract<Incoming, { kind: "press" }>;

export async function answerPress(parts: BotParts, pressed: Pressed): Promise<void> {
  const { person, place, data } = pressed;
  const press = parsePress(data);
  const kept = press && parts.store.answers.find(press.answer);
  if (!press || !kept) return notify(parts, pressed, words(person.language).outdated);
  if (press.kind === "verdict") return giveVerdict(parts, pressed, press);
  // The button turns until it is told that the press arrived.
  await notify(parts, pressed);
  if (!place) return;
  if (press.kind === "passage") return showPassage(parts, place, { body: kept.body, press });
  const related = kept.body.related[press.position];
  if (!related) return;
  const { question, article: id } = related;
  const article = id === null ? undefined : await parts.newsroom().article(articleKey(id));
  if (article)
    return void (await deliver(parts, place, renderPassage(article, "", kept.body.language), {
      loose: false,
    }));
  const asked: Place = { ...place, writtenAt: parts.timing.now() };
  await answerQuestion(parts, { person, place: asked, text: question, repliesTo: null });
}

async function notify({ sender }: BotParts, { id, person }: Pressed, text?: string): Promise<void> {
  const payload = { callback_query_id: id, ...(text !== undefined && { text }) };
  await sender.call("answerCallbackQuery", payload, { person: person.id, withinMs: PATIENCE_MS });
}

async function giveVerdict(
  parts: BotParts,
  pressed: Pressed,
  { answer, verdict }: Extract<Press, { kind: "verdict" }>,
): Promise<void> {
  const { store, timing } = parts;
  const { person } = pressed;
  store.feedback.give({ answer, person: person.id, verdict, at: timing.now() });
  const say = words(person.language);
  await notify(parts, pressed, verdict === "wrong" ? say.reported : say.thanks);
  if (verdict === "wrong") await tellAdmins(parts, answer);
}

/** Who reported it is not told: what matters is the answer. */
async function tellAdmins(parts: BotParts, id: string): Promise<void> {
  const kept = parts.store.answers.find(id);
  if (!kept) return;
  const { question, body } = kept;
  const text = `有误：${question}\n\n${body.answer.text.replaceAll("**", "")}`;
  for (const admin of parts.options.adminIds)
    await say(parts, privatePlace(admin, parts), text.slice(0, 2000), { passing: true });
}

function privatePlace(person: number, { timing }: BotParts): Place {
  return { chat: person, kind: "private", topic: null, message: 0, writtenAt: timing.now() };
}

async function showPassage(
  parts: BotParts,
  place: Place,
  { body, press }: { readonly body: KeptBody; readonly press: Extract<Press, { kind: "passage" }> },
): Promise<void> {
  const { answer, language } = body;
  const citations = answer.status === "answered" ? answer.citations : [];
  const citation = citations.find(({ marker }) => marker === press.marker);
  if (!citation) return;
  const article = await parts.newsroom().article(articleKey(citation.articleId));
  // An article taken out of the archive since then is shown as far as it was quoted.
  const messages = article
    ? renderPassage(article, citation.quote, language)
    : [plain(`《${citation.title}》\n${sayPlace(citation, language)}\n\n${citation.quote}`)];
  await deliver(parts, place, messages, { loose: false });
}

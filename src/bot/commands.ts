/** What the commands do, in private chats and where they are called in groups. */
import type { Answer } from "../answer/answer.js";
import { deliverAnswer, languageOf, newId, todayOf } from "./asking.js";
import { type KeptBody, parseDeepLink, relatedRows, sourceKeyboard } from "./buttons.js";
import { deliver, say } from "./deliver.js";
import { fromMarked, plain } from "./formatted.js";
import { switchGroup } from "./groups.js";
import type { Incoming } from "./incoming.js";
import type { Hit } from "./newsroom.js";
import type { BotParts } from "./parts.js";
import { renderHeadlines, renderPassage } from "./render.js";
import { type CommandName, sayCoverage, sayGreeting, sayPrivacy, words } from "./words.js";

type Command = Extract<Incoming, { kind: "command" }>;

/** Headlines in a list. */
const LIST = 5;

export async function runCommand(parts: BotParts, command: Command): Promise<void> {
  const { person, place } = command;
  const { language } = person;
  const { store, options } = parts;
  const name = command.name as CommandName;
  switch (name) {
    case "start":
      return start(parts, command);
    case "help":
      return void (await say(parts, place, words(language).help));
    case "ask":
      return askWhat(parts, command);
    case "latest":
      return list(parts, command, {
        head: words(language).latestHead,
        hits: await parts.newsroom().latest(LIST),
      });
    case "search":
      return search(parts, command);
    case "sources":
      return void (await say(parts, place, sayCoverage(parts.newsroom().coverage, language)));
    case "privacy":
      return void (await say(parts, place, sayPrivacy(options.keepDays, language)));
    case "forget":
      store.forget(person.id);
      return void (await say(parts, place, words(language).forgotten));
    case "off":
    case "on":
      return switchGroup(parts, command, name === "off");
    default:
      // The type is exhausted; what a reader types is not. In groups an unknown command is another bot's.
      name satisfies never;
      if (place.kind === "private") await say(parts, place, words(language).unknown);
  }
}

async function askWhat(parts: BotParts, { person, place }: Command): Promise<void> {
  const [example] = await parts.newsroom().examples(todayOf(parts));
  await say(parts, place, words(person.language).askWhat(example));
}

async function start(parts: BotParts, command: Command): Promise<void> {
  const { person, place, rest } = command;
  const link = parseDeepLink(rest);
  if (link.kind === "answer") return showKept(parts, command, link.answer);
  if (link.kind === "article") {
    const article = await parts.newsroom().article(link.article);
    if (!article) return void (await say(parts, place, words(person.language).nothingFound));
    return void (await deliver(parts, place, renderPassage(article, "", person.language)));
  }
  const newsroom = parts.newsroom();
  const questions = await newsroom.examples(todayOf(parts));
  const examples = questions.map((question) => ({ question, article: null }));
  const text = sayGreeting(newsroom.coverage, person.language);
  const answer: Answer = { status: "chat", text };
  const body: KeptBody = { answer, related: examples, language: person.language };
  const id = keep(parts, command, body);
  const tryThese = examples.length > 0 ? `\n\n${words(person.language).tryThese}` : "";
  const greeting = [fromMarked(`${text}${tryThese}`)];
  await deliver(parts, place, greeting, { keyboard: { inline_keyboard: relatedRows(id, examples) } });
}

/** “展开”: the answer of a group, whole. It becomes an answer of this person's, so that they can ask on. */
async function showKept(parts: BotParts, { person, place }: Command, id: string): Promise<void> {
  const kept = parts.store.answers.find(id);
  if (!kept) return void (await say(parts, place, words(person.language).outdated));
  await deliverAnswer(parts, { person, place, text: kept.question }, { body: kept.body });
}

async function search(parts: BotParts, command: Command): Promise<void> {
  const { person, place, rest } = command;
  if (rest === "") return void (await say(parts, place, words(person.language).searchWhat));
  const { newsroom, signal } = parts;
  const hits = await newsroom().search(rest.slice(0, 200), { k: LIST, today: todayOf(parts), signal });
  const language = languageOf(rest, person.language);
  if (hits.length === 0) return void (await say(parts, place, words(language).nothingFound));
  await list(parts, command, { head: rest.slice(0, 60), hits });
}

async function list(
  parts: BotParts,
  command: Command,
  { head, hits }: { readonly head: string; readonly hits: readonly Hit[] },
): Promise<void> {
  const { person, place } = command;
  if (hits.length === 0) return void (await say(parts, place, words(person.language).noArticles));
  const citations = hits.map((hit, i) => ({ marker: i + 1, ...hit }));
  const text = citations.map(({ marker, title }) => `${title}[${marker}]`).join("\n");
  const answer: Answer = { status: "answered", mode: "extractive", text, citations };
  const id = keep(parts, command, { answer, related: [], language: person.language });
  const keyboard = place.kind === "private" ? sourceKeyboard(id, hits.length) : { inline_keyboard: [] };
  const messages = renderHeadlines(head, hits, person.language);
  await deliver(parts, place, messages, { keyboard });
}

function keep({ store, timing }: BotParts, { person, place, name, rest }: Command, body: KeptBody): string {
  const id = newId();
  const question = `/${name} ${rest}`.trim();
  store.answers.keep({ id, person: person.id, chat: place.chat, question, body, askedAt: timing.now() });
  return id;
}

/** A line in answer to what is no question. */
export async function explain(
  parts: BotParts,
  { person, place, why }: Extract<Incoming, { kind: "unreadable" }>,
): Promise<void> {
  const lines = words(person.language);
  const line = { not_text: lines.notText, forwarded: lines.forwarded, too_long: lines.tooLong }[why];
  await deliver(parts, place, [plain(line)]);
}

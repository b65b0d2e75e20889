/** Which journey an update takes, and what becomes of it if that ends badly. */
import { say } from "./deliver.js";
import { TelegramError } from "./failures.js";
import { mayAnswer } from "./groups.js";
import { createHearing } from "./hearing.js";
import type { Incoming } from "./incoming.js";
import { createInlineDesk } from "./inline.js";
import { createFinish, type Job } from "./intake.js";
import type { BotParts } from "./parts.js";
import { answerPress } from "./presses.js";
import { words } from "./words.js";

/** Handlings begun and never ended, because the process ended each time: this update may be what ends it. */
const MOST_ATTEMPTS = 10;

/**
 * @param end takes the failure that ends the bot
 * @returns a function that never rejects
 */
export function createHandler(
  parts: BotParts,
  end: (error: TelegramError) => void,
): (job: Job) => Promise<void> {
  const { store, log, signal } = parts;
  const route = createRouter(parts);
  const finish = createFinish(store.inbox, log);
  return async (job) => {
    const { id, attempts } = job.taken;
    try {
      // A question only waits at first, and the process may end many times while it does.
      if (job.incoming.kind !== "question") store.inbox.start(id);
      await (attempts >= MOST_ATTEMPTS ? apologise(parts, job.incoming) : route(job));
      finish(id);
    } catch (error) {
      // What was cut off by the end of the process is done at the next start.
      if (signal.aborted) return;
      if (error instanceof TelegramError) return end(error);
      log.error({ err: error, update: id }, "an update could not be answered");
      await apologise(parts, job.incoming).catch(() =>
        log.warn({ update: id }, "nor could the reader be told"),
      );
      if (!signal.aborted) finish(id);
    }
  };
}

function createRouter(parts: BotParts): (job: Job) => Promise<void> {
  const hear = createHearing(parts);
  const inline = createInlineDesk();
  return async (job) => {
    const { incoming, taken } = job;
    switch (incoming.kind) {
      case "question":
      case "command":
      case "unreadable":
        return hear(job, incoming);
      case "moved":
        parts.store.chats.move(incoming.place.chat, incoming.to);
        return parts.store.answers.move(incoming.place.chat, incoming.to);
      case "press":
        return answerPress(parts, incoming);
      case "inline":
        return inline.answer(parts, incoming, taken.receivedAt);
      case "chosen":
        return inline.compose(parts, incoming);
      case "guest":
        return inline.answerGuest(parts, incoming);
      case "stopped":
        return parts.drafts.stop(incoming.chat, incoming.draft);
      case "nothing":
        return;
      default:
        return incoming satisfies never;
    }
  };
}

async function apologise(parts: BotParts, incoming: Incoming): Promise<void> {
  if (incoming.kind !== "question" && incoming.kind !== "command") return;
  if (!mayAnswer(parts, incoming.place, incoming)) return;
  await say(parts, incoming.place, words(incoming.person.language).failed);
}

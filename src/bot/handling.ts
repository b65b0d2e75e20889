/** Which journey an update takes, and what becomes of it if that ends badly. */
import { answerQuestion } from "./asking.js";
import { explain, runCommand } from "./commands.js";
import { say } from "./deliver.js";
import { TelegramError } from "./failures.js";
import { createFlood, type Flow } from "./flood.js";
import { mayAnswer } from "./groups.js";
import type { Incoming, Place } from "./incoming.js";
import { createInlineDesk } from "./inline.js";
import type { Job } from "./intake.js";
import type { BotParts } from "./parts.js";
import { answerPress } from "./presses.js";
import { sayWhenRoom } from "./waiting.js";
import { words } from "./words.js";

/** Handlings begun and never ended, because the process ended each time: this update may be what ends it. */
const MOST_ATTEMPTS = 10;
const MINUTE_MS = 60_000;
/** A group gets twenty messages a minute; what it asks beyond three minutes' worth cannot be answered. */
const GROUP_FLOOD = { most: 60, withinMs: 3 * MINUTE_MS };

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
  return async (job) => {
    const { id, attempts } = job.taken;
    try {
      // A question only waits at first, and the process may end many times while it does.
      if (job.incoming.kind !== "question") store.inbox.start(id);
      await (attempts >= MOST_ATTEMPTS ? apologise(parts, job.incoming) : route(job));
      store.inbox.finish(id);
    } catch (error) {
      // What was cut off by the end of the process is done at the next start.
      if (signal.aborted) return;
      if (error instanceof TelegramError) return end(error);
      log.error({ err: error, update: id }, "an update could not be answered");
      await apologise(parts, job.incoming).catch(() =>
        log.warn({ update: id }, "nor could the reader be told"),
      );
      if (!signal.aborted) store.inbox.finish(id);
    }
  };
}

function createRouter(parts: BotParts): (job: Job) => Promise<void> {
  const people = createFlood({ most: parts.options.personPerMinute, withinMs: MINUTE_MS });
  const groups = createFlood(GROUP_FLOOD);
  const turnedAway = createFlood({ most: 1, withinMs: MINUTE_MS });
  const turnAway = createTurnAway();
  const inline = createInlineDesk();

  function flowOf(incoming: Spoken): Flow {
    const { person, place } = incoming;
    const own = people.check(person.id, place.writtenAt);
    if (own !== "fine" || place.kind === "private") return own;
    return groups.check(place.chat, place.writtenAt);
  }

  /** What is noted of a question while it is answered, for the next run should this one end. */
  const followed = ({ id, message }: Job["taken"]) => ({
    begun: message,
    onTurn: () => parts.store.inbox.start(id),
    onBegun: (begun: number) => parts.store.inbox.begin(id, begun),
  });

  async function hear(job: Job, incoming: Spoken): Promise<void> {
    const { place, person } = incoming;
    if (!mayAnswer(parts, place, incoming)) return;
    const lines = words(person.language);
    if (job.refused) {
      if (turnedAway.check(person.id, job.taken.receivedAt) !== "fine") return;
      return turnAway(parts, place, lines.full);
    }
    const flow = flowOf(incoming);
    if (flow === "silent") return;
    if (flow === "too_many") {
      const line = place.kind === "private" ? lines.slowDown : lines.groupBusy;
      return void (await say(parts, place, line, { passing: place.kind === "group" }));
    }
    if (incoming.kind === "question") return answerQuestion(parts, { ...incoming, ...followed(job.taken) });
    if (incoming.kind === "command") return runCommand(parts, incoming);
    return explain(parts, incoming);
  }

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

/** A polite no, as soon as there is room for it; as many as may wait for an answer may wait for theirs. */
function createTurnAway() {
  let waiting = 0;
  return async (parts: BotParts, place: Place, line: string): Promise<void> => {
    if (place.kind === "group" || waiting >= parts.options.maxWaiting)
      return void (await say(parts, place, line, { passing: true }));
    waiting += 1;
    try {
      await sayWhenRoom(parts, place, { line: () => line, over: parts.signal });
      parts.signal.throwIfAborted();
    } finally {
      waiting -= 1;
    }
  };
}

type Spoken = Extract<Incoming, { kind: "question" | "command" | "unreadable" }>;

async function apologise(parts: BotParts, incoming: Incoming): Promise<void> {
  if (incoming.kind !== "question" && incoming.kind !== "command") return;
  if (!mayAnswer(parts, incoming.place, incoming)) return;
  await say(parts, incoming.place, words(incoming.person.language).failed);
}

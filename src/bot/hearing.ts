/** What is said to the bot: whether it may answer there, whether too much is asked, and then the answer. */
import { answerQuestion } from "./asking.js";
import { explain, runCommand } from "./commands.js";
import { say } from "./deliver.js";
import { createFlood, type Flow } from "./flood.js";
import { mayAnswer } from "./groups.js";
import type { Incoming, Place } from "./incoming.js";
import type { Job } from "./intake.js";
import type { BotParts } from "./parts.js";
import { sayWhenRoom } from "./waiting.js";
import { words } from "./words.js";

type Spoken = Extract<Incoming, { kind: "question" | "command" | "unreadable" }>;

const MINUTE_MS = 60_000;
/** A group gets twenty messages a minute; what it asks beyond three minutes' worth cannot be answered. */
const GROUP_FLOOD = { most: 60, withinMs: 3 * MINUTE_MS };

export function createHearing(parts: BotParts): (job: Job, incoming: Spoken) => Promise<void> {
  const { store } = parts;
  const flowOf = createFlow(parts);
  const turnedAway = createFlood({ most: 1, withinMs: MINUTE_MS });
  const turnAway = createTurnAway();
  /** What is noted of a question while it is answered, for the next run should this one end. */
  const followed = ({ id, message }: Job["taken"]) => ({
    begun: message,
    onTurn: () => store.inbox.start(id),
    onBegun: (begun: number) => store.inbox.begin(id, begun),
  });
  return async ({ refused, taken }, incoming) => {
    const { place, person } = incoming;
    if (!mayAnswer(parts, place, incoming)) return;
    const lines = words(person.language);
    if (refused) {
      if (turnedAway.check(person.id, taken.receivedAt) !== "fine") return;
      return turnAway(parts, place, lines.full);
    }
    const flow = flowOf(incoming);
    if (flow === "silent") return;
    if (flow === "too_many") {
      const line = place.kind === "private" ? lines.slowDown : lines.groupBusy;
      return void (await say(parts, place, line, { passing: place.kind === "group" }));
    }
    if (incoming.kind === "question") return answerQuestion(parts, { ...incoming, ...followed(taken) });
    if (incoming.kind === "command") return runCommand(parts, incoming);
    return explain(parts, incoming);
  };
}

/** A person's own flood first: it shall not count against the group. */
function createFlow({ options }: BotParts): (incoming: Spoken) => Flow {
  const people = createFlood({ most: options.personPerMinute, withinMs: MINUTE_MS });
  const groups = createFlood(GROUP_FLOOD);
  return ({ person, place }) => {
    const own = people.check(person.id, place.writtenAt);
    return own !== "fine" || place.kind === "private" ? own : groups.check(place.chat, place.writtenAt);
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

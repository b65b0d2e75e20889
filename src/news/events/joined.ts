/** An end told one or two sentences after the beginning: “9月22日开幕。……10月15日闭幕。” */
import type { EventMention } from "./found.js";

const CLOSES = /展期[到至]|闭幕|落幕|结束|收官|落下帷幕|持续[到至]|延续[到至]|展[出]?[到至]/;
/** What stands farther apart is of two things. */
const NEAR = 120;

export function joinEnds(mentions: readonly EventMention[], body: string): EventMention[] {
  return mentions.flatMap((one, i) => {
    const next = mentions[i + 1];
    if (next && isEndOf(next, one, body))
      return [{ ...one, range: spanOf(one, next), sense: "exact" as const }];
    const last = mentions[i - 1];
    if (last && isEndOf(one, last, body))
      return [{ ...one, name: one.name ?? last.name, range: spanOf(last, one), sense: "exact" as const }];
    return [one];
  });
}

/** A name stands no farther off than this from what is to be done for it. */
const NAME_NEAR = 200;

/** “……夏令营7月6日开营。6月1日起报名，6月20日截止”: the deadline is that of what was named. */
export function nameDeadlines(mentions: readonly EventMention[]): EventMention[] {
  // By sentence, as an article may tell thousands of days.
  const due = firstAt(mentions.filter(({ kind, name }) => kind === "deadline" && name));
  const named = firstAt(mentions.filter(isNamedEvent));
  return mentions.map((one, i) => {
    if (one.name !== null || one.kind === "rule") return one;
    const near =
      one.kind === "event" ? due.get(one.start) : (named.get(one.start) ?? namedBefore(mentions, i));
    return near ? { ...one, name: near.name } : one;
  });
}

function isNamedEvent({ kind, name }: EventMention): boolean {
  return kind === "event" && name !== null;
}

/** The first mention of each sentence. */
function firstAt(mentions: readonly EventMention[]): ReadonlyMap<number, EventMention> {
  return new Map(mentions.toReversed().map((one) => [one.start, one]));
}

/** Walks back over the sentences before only as far as a name may stand. */
function namedBefore(mentions: readonly EventMention[], at: number): EventMention | undefined {
  const { start } = mentions[at]!;
  for (let i = at - 1; i >= 0 && start - mentions[i]!.end <= NAME_NEAR; i--)
    if (mentions[i]!.start < start && isNamedEvent(mentions[i]!)) return mentions[i];
  return undefined;
}

function spanOf(opening: EventMention, closing: EventMention): EventMention["range"] {
  return { from: opening.range.from, to: closing.range.to };
}

function isEndOf(closing: EventMention, opening: EventMention, body: string): boolean {
  if (closing.kind !== "event" || opening.kind !== "event" || opening.sense !== "opening") return false;
  if (closing.start - opening.end > NEAR || closing.range.to <= opening.range.from) return false;
  if (closing.name !== null && opening.name !== null && !opening.name.endsWith(closing.name)) return false;
  return CLOSES.test(body.slice(closing.start, closing.end));
}

/** An end told one or two sentences after the beginning: “9月22日开幕。……10月15日闭幕。” */
import type { EventMention } from "./found.js";

const CLOSES = /闭幕|落幕|结束|收官|落下帷幕|持续[到至]|延续[到至]|展[出]?[到至]/;
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

function spanOf(opening: EventMention, closing: EventMention): EventMention["range"] {
  return { from: opening.range.from, to: closing.range.to };
}

function isEndOf(closing: EventMention, opening: EventMention, body: string): boolean {
  if (closing.kind !== "event" || opening.kind !== "event" || opening.sense !== "opening") return false;
  if (closing.start - opening.end > NEAR || closing.range.to <= opening.range.from) return false;
  if (closing.name !== null && opening.name !== null && closing.name !== opening.name) return false;
  return CLOSES.test(body.slice(closing.start, closing.end));
}

/**
 * The printed sentences that bear out a statement: as few as hold all its facts
 * and most of its words. They are read back from the body by offset, so a quote
 * is the paper's text to the letter.
 */
import type { Span } from "../../news/text.js";
import type { SourceReading } from "./source-reading.js";
import { coverage } from "./words.js";

const MOST = 3;
/** A further sentence must add this share of the statement's words, or a fact. */
const WORTH_ADDING = 0.25;
/** Sentences this close are quoted in one piece. */
const LONGEST_QUOTE = 420;

/**
 * @param facts where each fact of the statement stands, one list a fact; any of a list's places will do
 * @param pairs the statement's words
 * @returns spans of the body in reading order; empty if no sentence shares a word with the statement
 */
export function chooseQuotes(
  reading: SourceReading,
  { facts, pairs }: { readonly facts: readonly (readonly Span[])[]; readonly pairs: ReadonlySet<string> },
): Span[] {
  const open = new Set(facts.filter((places) => places.length > 0));
  let words: ReadonlySet<string> = pairs;
  const chosen: number[] = [];
  while (chosen.length < MOST) {
    const best = bestSentence(reading, { open, words, chosen });
    if (best === null) break;
    const gained = [...open].filter((places) => holds(reading.sentences[best]!, places));
    const share = coverage(words, reading.sentencePairs[best]!) * (words.size / Math.max(1, pairs.size));
    if (chosen.length > 0 && gained.length === 0 && share < WORTH_ADDING) break;
    chosen.push(best);
    for (const places of gained) open.delete(places);
    words = new Set([...words].filter((pair) => !reading.sentencePairs[best]!.has(pair)));
  }
  return join(
    chosen.sort((a, b) => a - b),
    reading,
  );
}

interface Wanted {
  readonly open: ReadonlySet<readonly Span[]>;
  readonly words: ReadonlySet<string>;
  readonly chosen: readonly number[];
}

function bestSentence(reading: SourceReading, { open, words, chosen }: Wanted): number | null {
  let best: number | null = null;
  let bestScore = 0;
  for (const [i, sentence] of reading.sentences.entries()) {
    if (chosen.includes(i)) continue;
    const facts = [...open].filter((places) => holds(sentence, places)).length;
    const score = facts / Math.max(1, open.size) + coverage(words, reading.sentencePairs[i]!);
    if (score > bestScore) [best, bestScore] = [i, score];
  }
  return best;
}

function holds({ start, end }: Span, places: readonly Span[]): boolean {
  return places.some((place) => start <= place.start && place.end <= end);
}

/** Neighbours become one quote, unless that gets too long. */
function join(chosen: readonly number[], { sentences }: SourceReading): Span[] {
  const quotes: { start: number; end: number; last: number }[] = [];
  for (const i of chosen) {
    const { start, end } = sentences[i]!;
    const before = quotes.at(-1);
    if (before && before.last === i - 1 && end - before.start <= LONGEST_QUOTE)
      Object.assign(before, { end, last: i });
    else quotes.push({ start, end, last: i });
  }
  return quotes.map(({ start, end }) => ({ start, end }));
}

/**
 * Names that must not be cut: the district's dictionary and what the paper
 * itself puts between 《》 or “” (mining.ts). Matched here by longest match, for the
 * segmenter that has no user dictionary and for the names it would still cut.
 */
import type { Dictionary } from "../news/dictionary.js";
import { fold, type Span } from "../news/text.js";

export interface NameMatcher {
  /** Names found from left to right, the longest at each place, not overlapping. */
  find(folded: string): Span[];
}

/** @param names folded */
export function createNameMatcher(names: Iterable<string>): NameMatcher {
  const known = new Set(names);
  // Lengths of the names by their first two units; most places of a text are dismissed by one look-up.
  const lengths = new Map<number, number[]>();
  const starts = new Uint8Array(0x10000);
  for (const name of known) {
    if (name.length < 2) continue;
    starts[name.charCodeAt(0)] = 1;
    const key = name.charCodeAt(0) * 0x10000 + name.charCodeAt(1);
    const list = lengths.get(key) ?? [];
    if (!list.includes(name.length)) list.push(name.length);
    lengths.set(
      key,
      list.sort((a, b) => b - a),
    );
  }
  const longestAt = (folded: string, i: number): number => {
    if (starts[folded.charCodeAt(i)] === 0) return 0;
    const list = lengths.get(folded.charCodeAt(i) * 0x10000 + folded.charCodeAt(i + 1));
    return list?.find((length) => known.has(folded.slice(i, i + length))) ?? 0;
  };
  return {
    find(folded) {
      const spans: Span[] = [];
      for (let i = 0; i + 1 < folded.length; ) {
        const length = longestAt(folded, i);
        if (length > 0) spans.push({ start: i, end: i + length });
        i += Math.max(length, 1);
      }
      return spans;
    },
  };
}

/** Every name and alias of the dictionary, folded, each once. */
export function dictionaryNames(dictionary: Dictionary): string[] {
  const all = dictionary.names.flatMap(({ name, aliases }) => [name, ...aliases]).map(fold);
  return [...new Set(all)].filter(isName);
}

// The user dictionary takes words without spaces; a name of figures and Latin letters is a word already.
function isName(name: string): boolean {
  return name.length >= 2 && /^[\p{Script=Han}\p{L}\p{N}·-]+$/u.test(name) && /\p{Script=Han}/u.test(name);
}

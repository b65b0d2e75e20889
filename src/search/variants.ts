/**
 * Other ways in which the paper may print what a question says: aliases of a
 * name, synonyms of a plain word, and the name meant where one character of it
 * was mistyped (曹河泾 for 漕河泾).
 */
import { createNameMatcher } from "../index/names.js";
import type { Dictionary } from "../news/dictionary.js";
import { fold, type Span } from "../news/text.js";

/** A part of a question, and what may stand for it. */
export interface Variant extends Span {
  readonly forms: readonly Form[];
}

export interface Form {
  /** Folded. */
  readonly text: string;
  /** 0–1: how sure it is that this is meant. */
  readonly share: number;
}

export interface Variants {
  /** @param isRare whether the corpus hardly knows these two characters side by side; only there a slip is looked for */
  find(folded: string, isRare: (start: number) => boolean): Variant[];
}

const SYNONYM = 0.7;
const SLIP = 0.8;
// Two characters differ by one too easily (徐汇, 徐家); names longer than this are found by their parts.
const SHORTEST_SLIP = 3;
const LONGEST_SLIP = 8;

export function createVariants(dictionary: Dictionary, names: readonly string[]): Variants {
  const forms = new Map<string, Map<string, number>>();
  const join = (words: readonly string[], share: number) => {
    for (const word of words) {
      const others = forms.get(word) ?? new Map<string, number>();
      for (const other of words) if (other !== word && !others.has(other)) others.set(other, share);
      forms.set(word, others);
    }
  };
  for (const { name, aliases } of dictionary.names)
    if (aliases.length > 0) join([name, ...aliases].map(fold), 1);
  for (const group of dictionary.synonyms) join(group.map(fold), SYNONYM);
  const matcher = createNameMatcher(forms.keys());
  const slips = createSlips(names);
  return {
    find(folded, isRare) {
      const known = matcher.find(folded).map(({ start, end }) => ({
        start,
        end,
        forms: Array.from(forms.get(folded.slice(start, end))!, ([text, share]) => ({ text, share })),
      }));
      const meant = slips(folded, isRare).filter(
        (slip) => !known.some((name) => slip.start < name.end && name.start < slip.end),
      );
      return [...known, ...meant];
    },
  };
}

const ANY = "\u0000";

/** Finds parts of a question that are a name but for one character. */
function createSlips(names: readonly string[]) {
  const patterns = new Map<string, string[]>();
  for (const name of names) {
    if (name.length < SHORTEST_SLIP || name.length > LONGEST_SLIP) continue;
    for (let i = 0; i < name.length; i++) {
      const pattern = name.slice(0, i) + ANY + name.slice(i + 1);
      patterns.set(pattern, [...(patterns.get(pattern) ?? []), name]);
    }
  }
  const meantBy = (part: string) => {
    for (let i = 0; i < part.length; i++) {
      const found = patterns.get(part.slice(0, i) + ANY + part.slice(i + 1));
      if (found && !found.includes(part)) return found;
    }
    return undefined;
  };
  return (folded: string, isRare: (start: number) => boolean): Variant[] => {
    if (patterns.size === 0) return [];
    const rare = Array.from({ length: folded.length }, (_, start) => isRare(start));
    const slips: Variant[] = [];
    for (let start = 0; start + SHORTEST_SLIP <= folded.length; start++) {
      const nextRare = rare.indexOf(true, start);
      if (nextRare < 0) break;
      for (let length = Math.min(LONGEST_SLIP, folded.length - start); length >= SHORTEST_SLIP; length--) {
        if (nextRare + 1 >= start + length) break;
        const found = meantBy(folded.slice(start, start + length));
        if (!found) continue;
        const forms = found.slice(0, 3).map((text) => ({ text, share: SLIP }));
        slips.push({ start, end: start + length, forms });
        start += length - 1;
        break;
      }
    }
    return slips;
  };
}

/**
 * What a question asks for, as pairs of neighbouring characters that a text can
 * be read against in one pass, whatever the number of clauses and aliases.
 */
import { isWordUnit, pairKey } from "../index/pairs.js";
import type { Span } from "../news/text.js";

/** One clause of a question, as pairs of neighbouring characters. */
export interface Wanted {
  /** Folded. */
  readonly text: string;
  /** Worth of the pair that starts at a place of the text; 0 leaves it out. */
  weightAt(start: number): number;
  /** What may be printed for a part of the text. */
  readonly aliases: readonly (Span & { readonly text: string })[];
}

/**
 * The pairs of all clauses in flat arrays, found by a hash table. A unit is a
 * place in the question; an alias' pairs stand for the units of the name asked for.
 */
export interface Pattern {
  /** Worth of each unit, clause after clause. */
  readonly weights: Float32Array;
  /** Units of each clause, and what they are worth together. */
  readonly clauses: readonly (Span & { readonly total: number })[];
  /** Which clause each unit belongs to. */
  readonly clauseOf: Uint8Array;
  readonly keys: Uint32Array;
  /** 1 where the pair before overlaps this one. */
  readonly follows: Uint8Array;
  readonly unitStarts: Uint32Array;
  readonly unitEnds: Uint32Array;
  /** Pair + 1 of each hash, and for each pair the next of the same hash; 0 ends. */
  readonly slots: Uint32Array;
  readonly next: Uint32Array;
}

const HASH_BITS = 12;
/** Place of a pair in `slots`. */
export const hashOf = (key: number) => Math.imul(key, 0x9e3779b1) >>> (32 - HASH_BITS);

export function createPattern(wanted: readonly Wanted[]): Pattern {
  const clauses: (Span & { total: number })[] = [];
  const weights: number[] = [];
  const pairs: { key: number; follows: boolean; start: number; end: number }[] = [];
  const add = (text: string, spanOf: (i: number) => Span, isWanted: (i: number) => boolean) => {
    let follows = false;
    for (let i = 0; i + 1 < text.length; i++) {
      const known = isWanted(i) && isPair(text, i);
      if (known) {
        pairs.push({ key: pairKey(text.charCodeAt(i), text.charCodeAt(i + 1)), follows, ...spanOf(i) });
      }
      follows = known;
    }
  };
  for (const { text, weightAt, aliases } of wanted) {
    const from = weights.length;
    for (let i = 0; i + 1 < text.length; i++) weights.push(isPair(text, i) ? weightAt(i) : 0);
    const total = weights.slice(from).reduce((sum, weight) => sum + weight, 0);
    clauses.push({ start: from, end: weights.length, total });
    add(
      text,
      (i) => ({ start: from + i, end: from + i + 1 }),
      (i) => weights[from + i]! > 0,
    );
    for (const alias of aliases) {
      const scale = (alias.end - alias.start - 1) / Math.max(alias.text.length - 1, 1);
      const unit = (step: number) => from + alias.start + step;
      add(
        alias.text,
        (i) => ({ start: unit(Math.floor(i * scale)), end: unit(Math.ceil((i + 1) * scale)) }),
        () => true,
      );
    }
  }
  return {
    weights: Float32Array.from(weights),
    clauses,
    clauseOf: Uint8Array.from(clauses.flatMap(({ start, end }, i) => Array(end - start).fill(i))),
    keys: Uint32Array.from(pairs, ({ key }) => key),
    follows: Uint8Array.from(pairs, ({ follows }) => Number(follows)),
    unitStarts: Uint32Array.from(pairs, ({ start }) => start),
    unitEnds: Uint32Array.from(pairs, ({ end }) => end),
    ...hashTable(pairs.map(({ key }) => key)),
  };
}

function isPair(text: string, i: number): boolean {
  return isWordUnit(text.charCodeAt(i)) && isWordUnit(text.charCodeAt(i + 1));
}

/** Later pairs come first in a chain: a pair is looked at before the one it follows. */
function hashTable(keys: readonly number[]): Pick<Pattern, "slots" | "next"> {
  const slots = new Uint32Array(1 << HASH_BITS);
  const next = new Uint32Array(keys.length);
  keys.forEach((key, pair) => {
    next[pair] = slots[hashOf(key)]!;
    slots[hashOf(key)] = pair + 1;
  });
  return { slots, next };
}

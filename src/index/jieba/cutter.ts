/**
 * jieba's cut, unit for unit that of nodejieba (cppjieba's MixSegment): the
 * likeliest words of the dictionary, and of what it leaves in single characters
 * the likeliest words of the model.
 *
 * It is here because an index asks for places, not for strings: handing six million pieces out of
 * C++ one by one, and following its tree of maps, took most of the time of building one.
 */
import type { JiebaDictionary } from "./dictionary.js";
import { createHiddenCutter, type HiddenModel } from "./hidden-words.js";
import { childOf, isFollowed, kindAt, ROOT } from "./trie.js";

export interface JiebaCutter {
  /**
   * Where each piece of the text ends, the text's length last; none for an empty text.
   * Good until the next call: the array is used again.
   */
  ends(text: string): Uint32Array;
  /** What stands in the dictionary inside a piece, by two and by three characters, as `cutForSearch` gives it. */
  inside(piece: string): string[];
  /** Part of speech of a piece in the ICTCLAS notation. */
  tagOf(piece: string): string;
}

export function createJiebaCutter(dictionary: JiebaDictionary, model: HiddenModel): JiebaCutter {
  const { trie, tagNames } = dictionary;
  const path = createPath(dictionary);
  const cut = createCut(dictionary, { path, model });
  // Words are asked for while the ends of a text are still being read.
  const cutPiece = createCut(dictionary, { path, model });
  /** Node of a word, or of the beginning of words; 0 if there is none. */
  const nodeOf = (text: string): number => {
    let node = ROOT;
    for (let i = 0; i < text.length && (i === 0 || node !== ROOT); i++)
      node = childOf(trie, node, text.charCodeAt(i));
    return node;
  };
  const isWord = (text: string) => kindAt(trie, nodeOf(text)) >= 0;
  return {
    ends: cut,
    inside(piece) {
      const words: string[] = [];
      let start = 0;
      for (const end of cutPiece(piece)) {
        for (const length of [2, 3]) {
          for (let at = start; length < end - start && at + length <= end; at++) {
            const word = piece.slice(at, at + length);
            if (isWord(word)) words.push(word);
          }
        }
        words.push(piece.slice(start, end));
        start = end;
      }
      return words;
    },
    tagOf(piece) {
      const node = nodeOf(piece);
      const tag = kindAt(trie, node) < 0 ? "" : tagNames[trie.tags[node]!]!;
      return tag === "" ? tagOfUnknown(piece) : tag;
    },
  };
}

/** @returns a function with an array of its own for the ends */
function createCut(
  { singles: userSingles }: JiebaDictionary,
  { path, model }: { path: Path; model: HiddenModel },
): (text: string) => Uint32Array {
  const runes = createRunes();
  const ends = createEnds();
  const hidden = createHiddenCutter(model, ends.push);

  /** Single characters, which the dictionary could not join; Latin runs and figures stay whole. */
  const cutSingles = (units: Uint16Array, from: number, to: number) => {
    let left = from;
    for (let right = from; right < to; ) {
      if (units[right]! >= 0x80) {
        right++;
        continue;
      }
      if (left < right) hidden.cut(units, left, right);
      right = endOfAscii(units, right, to);
      ends.push(right);
      left = right;
    }
    if (left < to) hidden.cut(units, left, to);
  };
  const cutRange = (units: Uint16Array, from: number, to: number) => {
    const next = path.find(units, from, to);
    let singles = from;
    for (let at = from; at < to; ) {
      const end = next[at - from]!;
      if (end > at + 1 || userSingles.has(units[at]!)) {
        if (singles < at) cutSingles(units, singles, at);
        ends.push(end);
        singles = end;
      }
      at = end;
    }
    if (singles < to) cutSingles(units, singles, to);
  };
  return (text) => {
    const { units, length, wide } = runes.of(text);
    ends.clear();
    let from = 0;
    for (let at = 0; at < length; at++) {
      if (!isSeparator(units[at]!)) continue;
      if (from < at) cutRange(units, from, at);
      cutRange(units, at, at + 1);
      from = at + 1;
    }
    if (from < length) cutRange(units, from, length);
    const found = ends.all();
    if (wide.length > 0) widen(found, wide);
    return found;
  };
}

type Path = ReturnType<typeof createPath>;

/** The likeliest words from each place on, found from the text's end (cppjieba: MPSegment::CalcDP). */
function createPath({ trie, weights, least }: JiebaDictionary) {
  // Every place asks for its first unit: looked up here, and not in the trie, a third of the time is saved.
  const first = new Uint32Array(0x10000);
  const alone = new Float64Array(0x10000).fill(least);
  for (let unit = 0; unit < first.length; unit++) {
    const node = childOf(trie, ROOT, unit);
    const kind = kindAt(trie, node);
    if (kind >= 0) alone[unit] = weights[kind]!;
    if (isFollowed(trie, node)) first[unit] = node;
  }
  let best = new Float64Array(256);
  let next = new Uint32Array(256);
  return {
    /** For each place of `units[from…to)` where the word that begins there ends. */
    find(units: Uint16Array, from: number, to: number): Uint32Array {
      const length = to - from;
      if (length >= best.length) {
        best = new Float64Array(length * 2);
        next = new Uint32Array(length * 2);
      }
      best[length] = 0;
      for (let at = length - 1; at >= 0; at--) {
        const unit = units[from + at]!;
        let most = best[at + 1]! + alone[unit]!;
        let end = at + 1;
        let node = first[unit]!;
        for (let i = at + 1; i < length && node !== ROOT && isFollowed(trie, node); i++) {
          node = childOf(trie, node, units[from + i]!);
          const kind = kindAt(trie, node);
          if (kind < 0) continue;
          const weight = best[i + 1]! + weights[kind]!;
          // Of equals the shorter word, as in cppjieba.
          if (weight > most) {
            most = weight;
            end = i + 1;
          }
        }
        best[at] = most;
        next[at] = from + end;
      }
      return next;
    },
  };
}

const COMMA = 0xff0c;
const STOP = 0x3002;

/** What cuts a text into parts that are looked at one by one. */
function isSeparator(unit: number): boolean {
  return unit === 32 || unit === 10 || unit === 9 || unit === STOP || unit === COMMA;
}

const isLetter = (unit: number) => (unit >= 97 && unit <= 122) || (unit >= 65 && unit <= 90);
const isDigit = (unit: number) => unit >= 48 && unit <= 57;

/** End of “np137”, “2.5” or of one other ASCII character. */
function endOfAscii(units: Uint16Array, from: number, to: number): number {
  let end = from + 1;
  if (isLetter(units[from]!)) while (end < to && (isLetter(units[end]!) || isDigit(units[end]!))) end++;
  else if (isDigit(units[from]!)) while (end < to && (isDigit(units[end]!) || units[end] === 46)) end++;
  return end;
}

/** cppjieba's PosTagger::SpecialRule: `m` if what is ASCII in the first half is all digits, `eng` if not all. */
function tagOfUnknown(piece: string): string {
  const chars = [...piece];
  let ascii = 0;
  let digits = 0;
  for (let i = 0; i < chars.length && ascii < chars.length >> 1; i++) {
    const unit = chars[i]!.codePointAt(0)!;
    if (unit >= 0x80) continue;
    ascii++;
    if (isDigit(unit)) digits++;
  }
  if (ascii === 0) return "x";
  return digits === ascii ? "m" : "eng";
}

/** A text's characters one by one: what takes two units (emoji, rare characters) is one here, and no word. */
function createRunes() {
  let units = new Uint16Array(1024);
  return {
    of(text: string) {
      if (text.length > units.length) units = new Uint16Array(text.length * 2);
      const wide: number[] = [];
      let length = 0;
      for (let i = 0; i < text.length; i++) {
        const unit = text.charCodeAt(i);
        units[length++] = unit;
        if ((unit & 0xfc00) === 0xd800 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00) {
          wide.push(length);
          i++;
        }
      }
      return { units, length, wide };
    },
  };
}

/** From ends in characters to ends in units. @param wide behind which characters a unit was left out */
function widen(ends: Uint32Array, wide: readonly number[]): void {
  let passed = 0;
  for (let i = 0; i < ends.length; i++) {
    while (passed < wide.length && wide[passed]! <= ends[i]!) passed++;
    ends[i]! += passed;
  }
}

function createEnds() {
  let ends = new Uint32Array(1024);
  let size = 0;
  return {
    clear() {
      size = 0;
    },
    push(end: number) {
      if (size === ends.length) {
        const wider = new Uint32Array(size * 2);
        wider.set(ends);
        ends = wider;
      }
      ends[size++] = end;
    },
    all: () => ends.subarray(0, size),
  };
}

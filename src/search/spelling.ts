/**
 * Slips of readers who type by sound: 曹河泾 for 漕河泾, 上骑 for 上汽, and names in
 * Latin letters (Nanjing). A word the archive does not hold is taken for the one
 * that sounds the same and is held, if there is one.
 */
import { pinyin } from "pinyin-pro";
import { lowerBound, type WordTable } from "../index/vocabulary.js";
import { onlyAsks } from "./asks.js";

export interface Spelling {
  /** @param folded a question @returns it with slips put right; the same string if there are none. */
  correct(folded: string): string;
  /** The Chinese word that Latin letters spell by sound, or null: chengdu → 成都. */
  fromLatin(word: string): string | null;
}

export interface SpellingParts {
  /** Folded; trusted before the words of the archive. */
  readonly names: readonly string[];
  readonly table: WordTable;
  /** Cuts text into words that, joined, are the text again. */
  cut(folded: string): readonly string[];
  /** Whether the language has the word, so that the reader may well have meant it. */
  isWord(word: string): boolean;
  /** Whether the word names a person, place or body. */
  isName(word: string): boolean;
  /** Whether the archive prints the characters side by side anywhere. */
  isPrinted(part: string): boolean;
  /** In how many articles a word stands. */
  frequency(word: string): number;
}

const SHORTEST = 2;
const LONGEST = 10;
/** Words of two characters that sound alike are many; a longer one is hardly meant otherwise. */
const SURE_LENGTH = 3;

export function createSpelling(parts: SpellingParts): Spelling {
  let sounding: ((sound: string) => readonly string[]) | undefined;
  const wordsOf = (sound: string) => {
    sounding ??= createSounds(parts);
    return sounding(sound);
  };
  return {
    correct(folded) {
      const doubtful = doubtfulPlaces(folded, parts);
      if (!doubtful.includes(true)) return folded;
      return replaceSlips(folded, doubtful, (part) => (parts.isPrinted(part) ? [] : wordsOf(soundOf(part))));
    },
    fromLatin(word) {
      const alike = wordsOf(soften(word.toLowerCase().replace(/[^a-z]/g, "")));
      return alike.find(parts.isName) ?? alike[0] ?? null;
    },
  };
}

/** Characters that belong to no word: single ones, and what the segmenter could only guess at. */
function doubtfulPlaces(folded: string, { cut, isWord }: SpellingParts): boolean[] {
  return cut(folded).flatMap((word) => {
    const doubtful = /^[一-鿿]+$/.test(word) && !onlyAsks(word) && (word.length === 1 || !isWord(word));
    return Array.from(word, () => doubtful);
  });
}

/** Tries the longest parts first. Only doubtful characters are replaced, and a part must hold two or be long. */
function replaceSlips(
  folded: string,
  doubtful: readonly boolean[],
  soundingLike: (part: string) => readonly string[],
): string {
  const meantBy = (at: number, length: number) => {
    const part = folded.slice(at, at + length);
    const places = doubtful.slice(at, at + length);
    const enough = length >= SURE_LENGTH ? places.includes(true) : places.every(Boolean);
    if (!enough || !/^[一-鿿]+$/.test(part)) return undefined;
    return soundingLike(part).find((word) => isSlipOf(word, part, places));
  };
  let text = "";
  for (let at = 0; at < folded.length; ) {
    let meant: string | undefined;
    for (let length = Math.min(LONGEST, folded.length - at); length >= SHORTEST && !meant; length--) {
      meant = meantBy(at, length);
    }
    text += meant ?? folded[at]!;
    at += meant?.length ?? 1;
  }
  return text;
}

/** Same length, half the characters or more the same, and no character changed that was beyond doubt. */
function isSlipOf(word: string, part: string, doubtful: readonly boolean[]): boolean {
  if (word.length !== part.length || word === part) return false;
  const same = doubtful.map((_, i) => word[i] === part[i]);
  return same.filter(Boolean).length * 2 >= part.length && doubtful.every((open, i) => open || same[i]);
}

/** Words that sound alike are many; more than these are not looked at. */
const MOST_ALIKE = 6;

/**
 * Finds the words of a sound: names first, then the archive's words, the most frequent first.
 * Of those only numbers are kept, 2 MB for 200,000 words; as strings they were 27.
 */
function createSounds({ names, table, frequency }: SpellingParts): (sound: string) => readonly string[] {
  const known = names.filter((name) => /^[一-鿿]{2,}$/.test(name) && frequency(name) > 0);
  const namesOf = bySound(known);
  const ids = spellableWords(table, frequency);
  const keys = Float64Array.from(ids, (id, rank) => hashOf(soundOf(wordAt(table, id))) * RANKS + rank).sort();
  return (sound) => {
    const alike = new Set(namesOf.get(sound)?.slice(0, MOST_ALIKE));
    const first = hashOf(sound) * RANKS;
    for (let i = lowerBound(keys, first); alike.size < MOST_ALIKE && keys[i]! < first + RANKS; i++) {
      const word = wordAt(table, ids[keys[i]! - first]!);
      if (soundOf(word) === sound) alike.add(word);
    }
    return [...alike];
  };
}

/** A long question has thousands of parts: all names are not sounded out again for each. */
function bySound(names: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const name of names) {
    const sound = soundOf(name);
    const alike = found.get(sound);
    if (alike) alike.push(name);
    else found.set(sound, [name]);
  }
  return found;
}

/** More than there are words; a hash of 32 bits times this is a whole number that a double holds. */
const RANKS = 2 ** 21;

/** Numbers of the words that may be meant, the most frequent first. */
function spellableWords(table: WordTable, frequency: (word: string) => number): Uint32Array {
  const { starts } = table;
  const found: { readonly id: number; readonly count: number }[] = [];
  for (let id = 0; id + 1 < starts.length; id++) {
    const length = starts[id + 1]! - starts[id]!;
    if (length < SHORTEST || length > LONGEST) continue;
    const word = wordAt(table, id);
    if (/^[一-鿿]+$/.test(word)) found.push({ id, count: frequency(word) });
  }
  found.sort((a, b) => b.count - a.count);
  return Uint32Array.from(found.slice(0, RANKS), ({ id }) => id);
}

function wordAt({ units, starts }: WordTable, id: number): string {
  return String.fromCharCode(...units.subarray(starts[id]!, starts[id + 1]!));
}

function hashOf(sound: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < sound.length; i++) hash = Math.imul(hash ^ sound.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

const POLYPHONES = /[都重长乐行曾单朝厦堡六蔚洞浚尉]/;

const soundOfChar = new Map<string, string>();

/** Toneless pinyin without the differences that many speakers do not make (zh/z, -ng/-n). */
function soundOf(word: string): string {
  // 都 of 成都, 重 of 重庆: the library knows how such characters sound in a word; alone they sound otherwise.
  if (POLYPHONES.test(word)) return soften(pinyin(word, { toneType: "none", v: true, separator: "" }));
  let sound = "";
  for (const char of word) {
    let own = soundOfChar.get(char);
    if (own === undefined) {
      own = soften(pinyin(char, { toneType: "none", v: true }));
      soundOfChar.set(char, own);
    }
    sound += own;
  }
  return sound;
}

function soften(sound: string): string {
  return sound.replace(/([zcs])h/g, "$1").replace(/([aei])ng/g, "$1n");
}

/**
 * Pairs of neighbouring characters, the evidence that no word cutter can lose:
 * whatever two Chinese characters stand side by side in the corpus is findable,
 * however a segmenter cut them.
 *
 * A run of Latin letters and digits (“np137”, “2.5”) is one unit. Every unit is
 * a 32-bit key, so that an index needs no strings for them.
 */

const SEPARATOR = 0;
const HAN = 1;
const LATIN = 2;

let classTable: Uint8Array | undefined;

/** Class of each UTF-16 unit. Kana and Hangul count as Han: they are written without spaces or paired harmlessly. */
function classes(): Uint8Array {
  if (classTable) return classTable;
  const table = new Uint8Array(0x10000);
  for (let unit = 0; unit < 0x10000; unit++) {
    const char = String.fromCharCode(unit);
    if (unit >= 0xd800 && unit <= 0xdfff) table[unit] = HAN;
    else if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(char))
      table[unit] = HAN;
    else if (/[\p{L}\p{N}]/u.test(char)) table[unit] = LATIN;
  }
  classTable = table;
  return table;
}

/** Whether the unit is part of a word in any script: neither white space nor punctuation. */
export function isWordUnit(unit: number): boolean {
  return classes()[unit] !== SEPARATOR;
}

export function isHanUnit(unit: number): boolean {
  return classes()[unit] === HAN;
}

const ZERO = 48;
const NINE = 57;
const isDigit = (unit: number) => unit >= ZERO && unit <= NINE;

/**
 * Calls `visit` for each unit of folded text, in reading order, with its key and
 * its place. A Han character that stands alone between others makes no pair.
 */
export function forEachPair(folded: string, visit: (key: number, start: number, end: number) => void): void {
  const table = classes();
  const { length } = folded;
  let i = 0;
  let before = -1;
  while (i < length) {
    const unit = folded.charCodeAt(i);
    const kind = table[unit]!;
    if (kind === HAN) {
      if (before >= 0) visit(pairKey(before, unit), i - 1, i + 1);
      before = unit;
      i++;
      continue;
    }
    before = -1;
    if (kind === SEPARATOR) {
      i++;
      continue;
    }
    const end = runEnd(folded, i, table);
    visit(runKey(folded, i, end), i, end);
    i = end;
  }
}

export function pairKey(first: number, second: number): number {
  return ((first << 16) | second) >>> 0;
}

/** End of the Latin/digit run that starts at `start`; “2.5” and “1,200” are one run. */
function runEnd(folded: string, start: number, table: Uint8Array): number {
  let end = start + 1;
  for (; end < folded.length; end++) {
    const unit = folded.charCodeAt(end);
    if (table[unit] === LATIN) continue;
    const joins = unit === 46 || unit === 44;
    if (joins && isDigit(folded.charCodeAt(end - 1)) && isDigit(folded.charCodeAt(end + 1))) continue;
    break;
  }
  return end;
}

// Keys of runs live where the first unit of a pair would be a private-use character, of which
// there are 6,400: 419 million places, so two of a corpus' 100,000 runs hardly ever meet.
function runKey(folded: string, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let i = start; i < end; i++) {
    const unit = folded.charCodeAt(i);
    if (unit === 44) continue; // “1,200” is 1200
    hash = Math.imul(hash ^ unit, 0x01000193);
  }
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  hash ^= hash >>> 13;
  return pairKey(0xe000 + ((hash >>> 16) % 6400), hash & 0xffff);
}

export interface Pair {
  readonly key: number;
  readonly start: number;
  readonly end: number;
}

export function pairsOf(folded: string): Pair[] {
  const pairs: Pair[] = [];
  forEachPair(folded, (key, start, end) => pairs.push({ key, start, end }));
  return pairs;
}

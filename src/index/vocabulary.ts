/**
 * Terms ↔ numbers in flat arrays that can be written to a file and used again
 * without being parsed: nothing is built when an index of 500,000 words is opened.
 */

/** Words in the order of their numbers. `slots` is an open-addressing hash table of number + 1, 0 for empty. */
export interface WordTable {
  /** UTF-16 units of all words, one after another. */
  readonly units: Uint16Array;
  /** Where each word starts in `units`; one more than there are words. */
  readonly starts: Uint32Array;
  readonly slots: Uint32Array;
}

export function createWordTable(words: Iterable<string>, count: number): WordTable {
  const list = [...words];
  const starts = new Uint32Array(count + 1);
  let length = 0;
  for (let id = 0; id < count; id++) {
    starts[id] = length;
    length += list[id]!.length;
  }
  starts[count] = length;
  const units = new Uint16Array(length);
  const slots = new Uint32Array(slotCount(count));
  const mask = slots.length - 1;
  for (let id = 0; id < count; id++) {
    const word = list[id]!;
    for (let i = 0; i < word.length; i++) units[starts[id]! + i] = word.charCodeAt(i);
    let slot = hashWord(word) & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    slots[slot] = id + 1;
  }
  return { units, starts, slots };
}

/** The number of a word, or -1. */
export function findWord({ units, starts, slots }: WordTable, word: string): number {
  const mask = slots.length - 1;
  let slot = hashWord(word) & mask;
  // At least half the slots are empty, so the walk ends; the bound is for a damaged file.
  for (let step = 0; step <= mask && slots[slot] !== 0; step++) {
    const id = slots[slot]! - 1;
    const start = starts[id]!;
    if (starts[id + 1]! - start === word.length) {
      let i = 0;
      while (i < word.length && units[start + i] === word.charCodeAt(i)) i++;
      if (i === word.length) return id;
    }
    slot = (slot + 1) & mask;
  }
  return -1;
}

/** A power of two, at most half full. */
function slotCount(terms: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(terms, 1) * 2 + 1));
}

function hashWord(word: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}

/** First place in the ascending keys of `from … end` whose key is at least `key`; `end` if there is none. */
export function lowerBound(
  keys: Uint16Array | Uint32Array | Float64Array,
  key: number,
  from = 0,
  end = keys.length,
): number {
  let low = from;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (keys[middle]! < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The number of a key in ascending `keys`, or -1. */
export function findKey(keys: Uint32Array, key: number): number {
  const at = lowerBound(keys, key);
  return keys[at] === key ? at : -1;
}

/** A map of 32-bit keys (not 0) to numbers, for millions of look-ups. */
export interface IntMap {
  /** The number of a key, or `undefined`. */
  get(key: number): number | undefined;
  /** `key` must be new. */
  add(key: number, value: number): void;
}

export function createIntMap(): IntMap {
  // Key and value side by side: one look-up touches one line of the processor's cache.
  let cells = new Uint32Array(1 << 17);
  let mask = (cells.length >> 1) - 1;
  let size = 0;
  const put = (key: number, value: number) => {
    let slot = (Math.imul(key, 0x9e3779b1) >>> 8) & mask;
    while (cells[slot * 2] !== 0) slot = (slot + 1) & mask;
    cells[slot * 2] = key;
    cells[slot * 2 + 1] = value;
  };
  const grow = () => {
    const old = cells;
    cells = new Uint32Array(old.length * 4);
    mask = (cells.length >> 1) - 1;
    for (let i = 0; i < old.length; i += 2) if (old[i] !== 0) put(old[i]!, old[i + 1]!);
  };
  return {
    get(key) {
      let slot = (Math.imul(key, 0x9e3779b1) >>> 8) & mask;
      for (;;) {
        const found = cells[slot * 2]!;
        if (found === key) return cells[slot * 2 + 1]!;
        if (found === 0) return undefined;
        slot = (slot + 1) & mask;
      }
    },
    add(key, value) {
      put(key, value);
      size++;
      if (size * 4 > cells.length) grow();
    },
  };
}

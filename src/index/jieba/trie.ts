/**
 * A dictionary's words in one flat hash table of (node, unit) → node, so that all
 * words that begin at a place of a text are met by walking on from it.
 *
 * The 349,000 words of jieba's dictionary are half a million nodes in 9 MB. As a tree of hash maps they are
 * 250 MB, and waiting for that memory is half the time nodejieba takes to cut a text.
 */

export interface Trie {
  /**
   * Two a node: the node before it, then its unit, whether others follow it (bit 16), and from bit 17 the
   * class of the word that ends here + 1, 0 for none. A node is the number of its pair; 0 is no node.
   */
  readonly cells: Uint32Array;
  /** One bit for each hash that was ever put in: most walks end here, in memory that is near. */
  readonly seen: Uint32Array;
  /** Part of speech of the word that ends at a node, as the dictionary numbers them. */
  readonly tags: Uint8Array;
}

export interface Word {
  /** Below 32,767; words of one class weigh the same. */
  readonly kind: number;
  readonly tag: number;
}

export interface TrieBuilder {
  /** A word that is known already gets the new class and tag. */
  add(text: string, from: number, to: number, word: Word): void;
  trie(): Trie;
}

/** The node before all words. */
export const ROOT = 0;
const FOLLOWED = 1 << 16;
const KIND_SHIFT = 17;

/** @param from words to begin with, which are copied @param nodes as many as there is room for without moving */
export function createTrieBuilder(nodes: number, from?: Trie): TrieBuilder {
  let trie = from ? copyOf(from) : emptyTrie(nodes);
  let size = from ? countNodes(from) : 0;
  const child = (parent: number, unit: number): number => {
    const found = childOf(trie, parent, unit);
    if (found !== 0) return found;
    size++;
    trie.cells[parent * 2 + 1]! |= FOLLOWED;
    return addNode(trie, parent, unit);
  };
  return {
    add(text, from, to, { kind, tag }) {
      if ((size + to - from) * 3 > trie.cells.length) trie = moved(trie);
      let node = ROOT;
      for (let i = from; i < to; i++) node = child(node, text.charCodeAt(i));
      const at = node * 2 + 1;
      trie.cells[at] = (trie.cells[at]! & (2 * FOLLOWED - 1)) | ((kind + 1) << KIND_SHIFT);
      trie.tags[node] = tag;
    },
    trie: () => trie,
  };
}

/** The node behind another, 0 if no word goes on so. */
export function childOf({ cells, seen }: Trie, parent: number, unit: number): number {
  const hash = hashOf(parent, unit);
  const bit = hash & (seen.length * 32 - 1);
  if ((seen[bit >>> 5]! & (1 << (bit & 31))) === 0) return 0;
  const mask = (cells.length >> 1) - 1;
  for (let node = hash & mask; ; node = (node + 1) & mask) {
    const found = cells[node * 2 + 1]!;
    if (found === 0) return 0;
    if (cells[node * 2] === parent && (found & 0xffff) === unit) return node;
  }
}

/** Whether any word goes on behind a node. */
export function isFollowed({ cells }: Trie, node: number): boolean {
  return (cells[node * 2 + 1]! & FOLLOWED) !== 0;
}

/** Class of the word that ends at a node, -1 if none does. */
export function kindAt({ cells }: Trie, node: number): number {
  return (cells[node * 2 + 1]! >>> KIND_SHIFT) - 1;
}

function hashOf(parent: number, unit: number): number {
  const hash = Math.imul(Math.imul(parent, 0x9e3779b1) ^ unit, 0x85ebca6b);
  return hash ^ (hash >>> 15);
}

function addNode({ cells, seen }: Trie, parent: number, unit: number): number {
  const hash = hashOf(parent, unit);
  const bit = hash & (seen.length * 32 - 1);
  seen[bit >>> 5]! |= 1 << (bit & 31);
  const mask = (cells.length >> 1) - 1;
  let node = hash & mask;
  while (cells[node * 2 + 1] !== 0) node = (node + 1) & mask;
  cells[node * 2] = parent;
  cells[node * 2 + 1] = unit;
  return node;
}

function emptyTrie(nodes: number): Trie {
  const places = 2 ** Math.ceil(Math.log2(Math.max(nodes, 512) * 1.5));
  const cells = new Uint32Array(places * 2);
  cells[ROOT] = 0xffffffff;
  cells[ROOT + 1] = FOLLOWED;
  return { cells, seen: new Uint32Array(places >> 3), tags: new Uint8Array(places) };
}

function copyOf({ cells, seen, tags }: Trie): Trie {
  return { cells: cells.slice(), seen: seen.slice(), tags: tags.slice() };
}

function countNodes({ cells }: Trie): number {
  let count = 0;
  for (let at = 3; at < cells.length; at += 2) if (cells[at] !== 0) count++;
  return count;
}

/** The same in a table of twice the size. A node's number is its place, so parents move before their children. */
function moved(from: Trie): Trie {
  const to = emptyTrie(from.cells.length / 2);
  const places = new Uint32Array(from.cells.length >> 1);
  const move = (node: number): number => {
    if (node === ROOT || places[node] !== 0) return places[node]!;
    const cell = from.cells[node * 2 + 1]!;
    const place = addNode(to, move(from.cells[node * 2]!), cell & 0xffff);
    to.cells[place * 2 + 1] = cell;
    to.tags[place] = from.tags[node]!;
    places[node] = place;
    return place;
  };
  for (let node = 1; node < places.length; node++) if (from.cells[node * 2 + 1] !== 0) move(node);
  return to;
}

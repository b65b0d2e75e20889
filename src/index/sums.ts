/**
 * Scores of articles while postings are read: an array as long as the corpus
 * beside a list of the articles met. A search then clears and looks through what
 * it met, not the whole corpus, and makes no array of its own.
 */

export interface Sums {
  /** By article; 0 for those not met. */
  readonly values: Float32Array;
  /** The bits of `values`: of what is met for the first time is told without a branch, which would be guessed wrong. */
  readonly bits: Int32Array;
  /** The articles met, each once, in the first `size` places; one place more than there are articles. */
  readonly met: Uint32Array;
  size: number;
}

export function createSums(articles: number): Sums {
  const values = new Float32Array(articles);
  const bits = new Int32Array(values.buffer);
  return { values, bits, met: new Uint32Array(articles + 1), size: 0 };
}

export function clearSums(sums: Sums): void {
  const { values, met, size } = sums;
  for (let i = 0; i < size; i++) values[met[i]!] = 0;
  sums.size = 0;
}

export function addAll(to: Sums, from: Sums): void {
  const { values } = to;
  let { size } = to;
  for (let i = 0; i < from.size; i++) {
    const article = from.met[i]!;
    const before = values[article]!;
    if (before === 0) to.met[size++] = article;
    values[article] = before + from.values[article]!;
  }
  to.size = size;
}

/** Raises articles to their values in `from`, where those are greater. */
export function raiseAll(to: Sums, from: Sums): void {
  for (let i = 0; i < from.size; i++) {
    const article = from.met[i]!;
    raise(to, article, from.values[article]!);
  }
}

/** @param value above 0 */
export function raise(sums: Sums, article: number, value: number): void {
  const before = sums.values[article]!;
  if (before === 0) sums.met[sums.size++] = article;
  if (value > before) sums.values[article] = value;
}

/** The `count` articles of the largest values, in no order, by a heap whose root is the smallest of them. */
export function largest({ values, met, size }: Sums, count: number): number[] {
  const heap: number[] = [];
  const sink = (from: number) => {
    const item = heap[from]!;
    let at = from;
    for (let child = 2 * at + 1; child < heap.length; child = 2 * at + 1) {
      if (child + 1 < heap.length && values[heap[child + 1]!]! < values[heap[child]!]!) child++;
      if (values[heap[child]!]! >= values[item]!) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = item;
  };
  let floor = 0;
  for (let i = 0; i < size; i++) {
    const article = met[i]!;
    if (values[article]! <= floor) continue;
    if (heap.length < count) {
      heap.push(article);
      if (heap.length < count) continue;
      for (let at = count >> 1; at >= 0; at--) sink(at);
    } else {
      heap[0] = article;
      sink(0);
    }
    floor = values[heap[0]!]!;
  }
  return heap;
}

/**
 * Postings in flat typed arrays: for every term the articles it stands in and
 * how often. No object is made per term or article: the whole index of 20,000 articles
 * is a file of 46 MB that is opened without parsing.
 */

export interface Postings {
  /** Where each term's list starts in `articles` and `counts`; one more than there are terms. */
  readonly starts: Uint32Array;
  /** Positions of articles, ascending within a term; on disk in two bytes where that is enough. */
  readonly articles: Uint16Array | Uint32Array;
  /** Weighted occurrences, at most 255. */
  readonly counts: Uint8Array;
  /** Weighted occurrences of all terms, per article. */
  readonly lengths: Uint32Array;
}

export interface PostingsBuilder {
  /** All `count` calls that follow belong to the next article. */
  startArticle(): void;
  count(term: number, weight: number): void;
  finish(terms: number): Postings;
}

/** Keeps each article's terms in the order met (what a later build can take over), then turns them round. */
export function createPostingsBuilder(): PostingsBuilder {
  let terms = new Uint32Array(1 << 16);
  let counts = new Uint8Array(1 << 16);
  let size = 0;
  // Where a term was last put; it belongs to the current article if not before `articleStart`.
  let lastAt = new Int32Array(1 << 12).fill(-1);
  let articleStart = 0;
  const ends: number[] = [];
  const lengths: number[] = [];
  const wider = () => {
    terms = grown(terms, new Uint32Array(size * 2));
    counts = grown(counts, new Uint8Array(size * 2));
  };
  return {
    startArticle() {
      if (lengths.length > 0) ends.push(size);
      lengths.push(0);
      articleStart = size;
    },
    count(term, weight) {
      if (term >= lastAt.length)
        lastAt = grown(lastAt, new Int32Array(Math.max(term + 1, lastAt.length * 2)).fill(-1));
      lengths[lengths.length - 1]! += weight;
      const at = lastAt[term]!;
      if (at >= articleStart) {
        counts[at] = Math.min(counts[at]! + weight, 255);
        return;
      }
      if (size === terms.length) wider();
      lastAt[term] = size;
      terms[size] = term;
      counts[size++] = Math.min(weight, 255);
    },
    finish(termCount) {
      if (lengths.length > 0) ends.push(size);
      const forward = { terms: terms.subarray(0, size), counts: counts.subarray(0, size), ends };
      return { ...invert(forward, termCount), lengths: Uint32Array.from(lengths) };
    },
  };
}

/** What stands in `from`, at the beginning of `to`. */
export function grown<T extends Uint32Array | Uint8Array | Int32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

/** Counting sort by term; articles are met in order, so each list comes out ascending. */
function invert(
  { terms, counts, ends }: { terms: Uint32Array; counts: Uint8Array; ends: readonly number[] },
  termCount: number,
): Omit<Postings, "lengths"> {
  const starts = new Uint32Array(termCount + 1);
  for (let i = 0; i < terms.length; i++) starts[terms[i]! + 1]!++;
  for (let term = 0; term < termCount; term++) starts[term + 1]! += starts[term]!;
  const next = starts.slice();
  const articles = new Uint32Array(terms.length);
  const sorted = new Uint8Array(terms.length);
  let i = 0;
  ends.forEach((end, article) => {
    for (; i < end; i++) {
      const at = next[terms[i]!]!++;
      articles[at] = article;
      sorted[at] = counts[i]!;
    }
  });
  return { starts, articles, counts: sorted };
}

/** In two bytes each, where there are not more than 65,536 articles: half the memory, and read faster. */
export function narrowed(articles: Uint16Array | Uint32Array, size: number): Uint16Array | Uint32Array {
  return size <= 0x10000 ? Uint16Array.from(articles) : articles;
}

/** Whether the arrays fit together; what was read from a file is asked this before it is trusted. */
export function arePostings({ starts, articles, counts, lengths }: Postings): boolean {
  if (starts.length === 0 || starts[0] !== 0) return false;
  for (let term = 1; term < starts.length; term++) if (starts[term]! < starts[term - 1]!) return false;
  if (starts.at(-1) !== articles.length || articles.length !== counts.length) return false;
  for (let i = 0; i < articles.length; i++) if (articles[i]! >= lengths.length) return false;
  return true;
}

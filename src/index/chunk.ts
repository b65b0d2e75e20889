/**
 * Cuts an article's body into overlapping chunks, the unit that is embedded and cited.
 *
 * Chinese has no spaces, so chunks are cut at sentence ends and measured in
 * characters, not words. They are spans of the body, so a citation can quote it exactly.
 */
import { type Span, splitSentences } from "../news/text.js";

/** `article` is the position of the article in its generation. */
export interface Chunk extends Span {
  readonly article: number;
}

export interface ChunkOptions {
  /** Characters a chunk should have; one long sentence may be cut into pieces of this. Default 300. */
  readonly size?: number;
  /** Characters repeated from the chunk before, whole sentences only. Default 60. */
  readonly overlap?: number;
}

/**
 * @returns spans in reading order, at least one for a text that is not blank. Together they cover
 *   all but white space; each starts and ends at a sentence bound (or at `size`, in a sentence longer than that).
 * @throws {RangeError} if `overlap >= size`.
 */
export function chunkBody(body: string, { size = 300, overlap = 60 }: ChunkOptions = {}): Span[] {
  if (overlap >= size) throw new RangeError(`overlap ${overlap} must be smaller than size ${size}`);
  const sentences = splitSentences(body).flatMap((sentence) => cutLong(body, sentence, size));
  const chunks: Span[] = [];
  let first = 0;
  while (first < sentences.length) {
    const start = sentences[first]!.start;
    let last = first;
    while (last + 1 < sentences.length && sentences[last + 1]!.end - start <= size) last++;
    // A remainder that would be shorter than the overlap joins the chunk before it.
    const rest = sentences.at(-1)!.end - sentences[last]!.end;
    if (rest > 0 && rest <= overlap) last = sentences.length - 1;
    const end = sentences[last]!.end;
    chunks.push({ start, end });
    if (last + 1 >= sentences.length) break;
    // Step back over whole sentences while they fit into the overlap and leave room for a new one.
    const following = sentences[last + 1]!.end;
    let next = last + 1;
    const fits = ({ start: back }: Span) => end - back <= overlap && following - back <= size;
    while (next - 1 > first && fits(sentences[next - 1]!)) next--;
    first = next;
  }
  return chunks;
}

/** Pieces of at most `size` units, cut after a comma where one is near, never inside a surrogate pair. */
function cutLong(body: string, sentence: Span, size: number): Span[] {
  const pieces: Span[] = [];
  let start = sentence.start;
  while (sentence.end - start > size) {
    let end = start + size;
    const comma = Math.max(...["，", "、", ","].map((mark) => body.lastIndexOf(mark, end - 1)));
    if (comma > start + size / 2) end = comma + 1;
    else if (isLowSurrogate(body.charCodeAt(end))) end++;
    pieces.push({ start, end });
    start = end;
  }
  pieces.push({ start, end: sentence.end });
  return pieces;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

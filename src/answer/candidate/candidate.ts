/**
 * What may answer, whatever its kind: a stretch of a sentence and how well its
 * form suits the question. All kinds of candidates are found span by span.
 */
import type { Span } from "../../news/text.js";
import type { ArticleReading } from "../evidence.js";

/** Offsets in the article's body; `fit` 0–1 says how well its form suits the question. */
export interface Candidate extends Span {
  readonly fit: number;
}

export function within(span: Span, other: Span): boolean {
  return other.start >= span.start && other.end <= span.end;
}

/** Every place in the sentence where the pattern (global) matches, as a candidate of full fit. */
export function matchesOf(pattern: RegExp, reading: ArticleReading, span: Span): Candidate[] {
  const sentence = reading.body.slice(span.start, span.end);
  return [...sentence.matchAll(pattern)].map((match) => ({
    start: span.start + match.index,
    end: span.start + match.index + match[0].length,
    fit: 1,
  }));
}

/**
 * What a sentence gives as printed: quotations, and titles of works. They stand
 * in the source word for word, or they are not quotations.
 */
import type { Span } from "../../news/text.js";
import { compactText, type SourceReading } from "./source-reading.js";

const QUOTED =
  /「([^「」]{1,400})」|『([^『』]{1,400})』|“([^“”]{1,400})”|"([^"]{2,400})"|《([^《》]{1,80})》/g;

export interface Quoted {
  readonly text: string;
  /** 「」 and “”, not 《》. */
  readonly speech: boolean;
}

/** @param sentence as written */
export function findQuoted(sentence: string): Quoted[] {
  return [...sentence.matchAll(QUOTED)].map((match) => ({
    text: (match[1] ?? match[2] ?? match[3] ?? match[4] ?? match[5])!,
    speech: match[5] === undefined,
  }));
}

/** Where quotations stand: what is in them is checked word for word, and not once more by its figures. */
export function quotedSpans(sentence: string): Span[] {
  return [...sentence.matchAll(QUOTED)].map(({ index, 0: { length } }) => ({
    start: index,
    end: index + length,
  }));
}

/** @returns the first that the source does not have word for word */
export function findBentQuote(sentence: string, reading: Pick<SourceReading, "compact">): string | null {
  return findQuoted(sentence).find(({ text }) => !standsIn(text, reading))?.text ?? null;
}

/** The quoted passage's own end mark may differ; nothing else may. */
export function standsIn(quoted: string, { compact }: Pick<SourceReading, "compact">): boolean {
  const form = compactText(quoted).replace(/^[，,。.、；;：:]+|[，,。.、；;：:!?！？…]+$/g, "");
  return form === "" || compact.includes(form);
}

/** An opening mark without its closing one: the quotation was cut off. */
export function hasOpenQuote(sentence: string): boolean {
  const count = (mark: string) => sentence.split(mark).length - 1;
  return count("「") !== count("」") || count("“") !== count("”") || count("《") !== count("》");
}

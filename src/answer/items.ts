/**
 * Briefs collected under one headline (“● …”, “【…】 …”) have nothing to do with
 * one another: a sentence borrows its subject from its own item, never from the
 * one above.
 */
import type { Span } from "../news/text.js";

/** Marks that open a brief, as printed. A byline has one too, but hardly ever two of its kind stand in an article. */
const OPENS = /^\s*(?:[□■●○◆◇★☆▲△▶►▪◎※]|【[^】\n]{1,16}】)/;
/** Shorter paragraphs are bylines and labels. */
const SHORTEST_ITEM = 12;
const LEAST_ITEMS = 2;

/** @returns for each sentence the number of the item it belongs to; all 0 in an article that is no collection */
export function itemsOf(body: string, sentences: readonly Span[]): number[] {
  const starts: number[] = [];
  for (let from = 0; from < body.length; ) {
    const newline = body.indexOf("\n", from);
    const to = newline < 0 ? body.length : newline;
    const paragraph = body.slice(from, to);
    if (OPENS.test(paragraph) && paragraph.trim().length >= SHORTEST_ITEM) starts.push(from);
    from = to + 1;
  }
  if (starts.length < LEAST_ITEMS) return sentences.map(() => 0);
  let item = 0;
  return sentences.map(({ start }) => {
    while (item < starts.length && starts[item]! <= start) item += 1;
    return item;
  });
}

/**
 * The text of an article for a closer look, as units in an array that is used
 * again, and what each unit is folded to. Kept folded for all articles such texts took
 * as much room as the articles themselves, 28 MB for 20,000; a search looks at some twenty.
 */
import type { Article } from "../news/article.js";
import { fold } from "../news/text.js";

/** Good until the next one is read. */
export interface TextUnits {
  /** As printed; longer than the text: what stands from `end` on is of others. */
  readonly units: Uint16Array;
  /** Where the head (headlines, writer, source) ends and the body begins. */
  readonly bodyStart: number;
  readonly end: number;
}

/** What is searched before the body: headline and subheading, then who wrote and who supplied it. */
export function headOf({ title, subtitle, byline, source }: Article): string {
  return [title, subtitle, byline, source].filter(Boolean).join("\n");
}

/** @returns reads one article at a time */
export function createTextReader(): (article: Article) => TextUnits {
  let units = new Uint16Array(1 << 12);
  let bytes = Buffer.from(units.buffer);
  return (article) => {
    const head = headOf(article);
    const bodyStart = head.length + 1;
    const end = bodyStart + article.body.length;
    if (end > units.length) {
      units = new Uint16Array(end * 2);
      bytes = Buffer.from(units.buffer);
    }
    bytes.write(head, 0, "utf16le");
    units[head.length] = LINE_END;
    bytes.write(article.body, bodyStart * 2, "utf16le");
    return { units, bodyStart, end };
  };
}

const LINE_END = 10;

let folded: Uint16Array | undefined;

/** What `fold`, which looks at units one by one, makes of each. */
export function foldedUnits(): Uint16Array {
  if (folded) return folded;
  const all = Uint16Array.from({ length: 0x10000 }, (_, unit) => unit);
  const text = fold(Buffer.from(all.buffer).toString("utf16le"));
  folded = Uint16Array.from(all, (unit) => text.charCodeAt(unit));
  return folded;
}

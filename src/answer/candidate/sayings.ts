/** Ways of saying that answer without being a figure, person, day or place: reasons, definitions, rows. */
import type { Span } from "../../news/text.js";
import type { Clause } from "../../search/question.js";
import type { ArticleReading } from "../evidence.js";
import { type Candidate, matchesOf } from "./candidate.js";

const REASON =
  /因为|由于|因此|因(?=[\u4e00-\u9fff]{2,12}[,，])|原因|为(?:了|切实|进一步|更好|推动|推进|加快|迎接|满足|此)[^，。]{2,30}|旨在|考虑到|以便|从而|目的|得益于|为的是|看中/g;
export function findReasons(reading: ArticleReading, span: Span): Candidate[] {
  return matchesOf(REASON, reading, span);
}

/** “X是……”, “X，即……”: what is said of the term itself. */
export function findDefinitions(clause: Clause, reading: ArticleReading, span: Span): Candidate[] {
  const sentence = reading.body.slice(span.start, span.end);
  for (const term of clause.terms) {
    for (const form of term.forms) {
      const at = sentence.indexOf(form);
      if (at < 0) continue;
      const after = sentence.slice(at + form.length);
      const said = /^["”》）)]*(?:[,，]?(?:是|为|即|指|由|作为|也就是|:|：|-{1,3}))/.exec(after);
      const listed = /^[^。]{0,12}(?:即|包括|分别)/.exec(after);
      const found = said ?? listed;
      if (found) return [{ start: span.start + at, end: span.start + at + form.length, fit: said ? 1 : 0.8 }];
    }
  }
  return [];
}

/** Rows divided by 、, and points counted off (一是…二是…). */
export function findRows(reading: ArticleReading, span: Span): Candidate[] {
  const sentence = reading.body.slice(span.start, span.end);
  const commas = sentence.match(/、/g)?.length ?? 0;
  const points = sentence.match(/[一二三四五六]是|首先|其次|此外|同时|分别|以及|包括|还有/g)?.length ?? 0;
  const weight = commas + points;
  return weight > 0 ? [{ start: span.start, end: span.start, fit: Math.min(1, 0.4 + 0.2 * weight) }] : [];
}

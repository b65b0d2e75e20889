/** An office as a question names it: its plain name, whose it is by every form of the body, what sort of region it governs. */
import type { DayRange } from "../../news/dates.js";
import { findOfficeWords } from "../../news/offices/office-words.js";
import type { Term } from "../../search/terms.js";

/**
 * `now`: who holds it; a range: who held it then; `before`: who held it last; `earlier`: who before that;
 * `first`: who was the first; `change`: whether it changed hands; `since`: when it last did; `all`: everyone.
 */
export type When =
  | "now"
  | "before"
  | "earlier"
  | "first"
  | "change"
  | "since"
  | "all"
  | { readonly range: DayRange; readonly text: string };

export interface OfficeAsked {
  readonly kind: "office";
  /** Plain names, the likeliest first; each with what is said of the body before it. */
  readonly offices: readonly AskedName[];
  readonly when: When;
  /** “王华还是区长吗” */
  readonly person: string | null;
  /** The same in Latin letters, run together: “guyanzhi”. */
  readonly latin: string | null;
  /** “Who was mayor before Gu Yanzhi?”: not that person, but who came before or after; null: the person. */
  readonly side: "before" | "after" | null;
  /** “原来的院长去哪了”: where who held it went. */
  readonly gone: boolean;
  /** “退休的那个老馆长”: which of those before, by how they went (退休); null: not said. */
  readonly went: string | null;
}

export interface AskedName {
  readonly office: string;
  /** As asked, with every other form of it; empty: not said. */
  readonly bodies: readonly string[];
  /** 区, 市 …; null for institutions. */
  readonly level: string | null;
}

const OURS = /^(?:我们?|咱们?|本|我)?(?:区里|区|这里|这边|本地|当地|报上|报道里|报纸上)?$/;
/** The whole of `text` must be a body and an office. @param terms give the other forms of the body */
export function readName(text: string, terms: readonly Pick<Term, "text" | "forms">[]): AskedName | null {
  const words = findOfficeWords(text);
  const word = words.at(-1);
  if (!word || words.length !== 1 || word.office === "" || word.end !== text.length) return null;
  const body = text
    .slice(0, word.start)
    .replace(OURS, "")
    .replace(/^(?:我们|咱们|我|咱)/, "");
  const others = terms.flatMap((term) =>
    term.forms.flatMap((form) => (body.includes(term.text) ? [body.replace(term.text, form)] : [])),
  );
  return {
    // Who stands in is told with the office.
    office: word.office.replace(/^代理/, ""),
    bodies: body === "" ? [] : [...new Set([body, ...others, ...withUnit(body, word.unit)])],
    level: word.level,
  };
}

/** “农业局长” heads a 农业局, “图书馆长” a 图书馆. */
function withUnit(body: string, unit: string): string[] {
  return /^[局馆院会所台社厅署园厂]$/.test(unit) && !body.endsWith(unit) ? [body + unit] : [];
}

/**
 * What a question for a figure counts or measures must stand where the figure
 * stands: a report that holds 奖金 elsewhere tells nothing of “冠军奖金是多少”.
 */
import type { Clause } from "../search/question.js";
import type { Term } from "../search/terms.js";
import type { Evidence } from "./evidence.js";
import { isSubject } from "./subject.js";

const LEAST_HEAD = 0.4;

/**
 * What is asked about must stand where the answer stands: 奖金 in “冠军奖金是多少”, not only elsewhere in the
 * article. It is the last thing named before the word that asks.
 */
export function holdsHead(
  { text, terms, asks, measure }: Clause,
  { around, reading, span }: Evidence,
): boolean {
  if (asks !== "number") return true;
  const asking = text.search(ASKING_WORD);
  const before = terms.flatMap((term, t) =>
    !term.carried && THINGS.has(term.role) && (asking < 0 || term.end <= asking) ? [t] : [],
  );
  const counted = countedNoun(text, terms);
  if (counted !== null && THINGS.has(terms[counted]!.role)) {
    const measured = measuredAt(text, terms[counted]!.start);
    const sentence = reading.body.slice(span.start, span.end);
    if (around[counted]! >= LEAST_HEAD || sentence.includes(measured)) return true;
    return measure !== null && isSubject(terms[counted]!, reading) && countsIn(sentence, measure);
  }
  const head = before.at(-1);
  return head === undefined || around[head]! >= LEAST_HEAD;
}

/** “全区累计完工905台” in a report about lifts. */
function countsIn(sentence: string, measure: string): boolean {
  return measure !== "个" && new RegExp(`\\d[多余]?[万亿]?[多余]?${measure}`).test(sentence);
}

/** The measure word and the first character of the thing counted: 首曲, so that 12首曲目 does for 几首曲子. */
function measuredAt(text: string, at: number): string {
  const measured = text.slice(at - 1, at + 1);
  return /^[^几少]./.test(measured) ? measured : text;
}

/** The thing counted stands behind the word that asks: 座位 in “多少个座位”. */
function countedNoun(text: string, terms: readonly Term[]): number | null {
  const asking = COUNTING.exec(text);
  if (!asking) return null;
  const end = asking.index + asking[0].length;
  const at = terms.findIndex((term) => !term.carried && term.start === end);
  return at < 0 ? null : at;
}

const COUNTING = /(?:多少|几(?!乎))[个家名位项所条次场座台辆间套户种类件支只册枚款栋首幅本部张对棵株门口]?/;
const ASKING_WORD = /多少|多[大长高久远宽重快深]|几|什么|谁|哪|为何|怎么|如何|how|what|wh(?:o|en|ere|ich)/;
const THINGS: ReadonlySet<Term["role"]> = new Set(["noun", "guess", "name"] as const);

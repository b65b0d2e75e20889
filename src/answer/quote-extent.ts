/**
 * How far a quotation reaches: rows counted off over several sentences, and what
 * a sentence announces, belong to it; a sentence that repeats another does not.
 */
import type { Article } from "../news/article.js";
import type { Span } from "../news/text.js";
import type { Clause } from "../search/question.js";
import type { Judged } from "./judged.js";

/** Characters quoted before no further sentence is added. */
export const ENOUGH_CHARACTERS = { fact: 220, telling: 300, list: 420 } as const;

/** Asked for these, a sentence that holds the part answers however short it is. */
export const STATES_A_FORM: ReadonlySet<Clause["asks"]> = new Set([
  "number",
  "person",
  "time",
  "place",
  "whether",
]);

/** Two sentences that share most of their pairs of characters tell the reader nothing new. */
export function saysTheSame(a: Judged, b: Judged): boolean {
  const pairs = (one: Judged) => {
    const text = one.evidence.reading.body.slice(one.evidence.span.start, one.evidence.span.end);
    return new Set(Array.from({ length: Math.max(text.length - 1, 0) }, (_, i) => text.slice(i, i + 2)));
  };
  const [first, second] = [pairs(a), pairs(b)];
  let shared = 0;
  for (const pair of first) if (second.has(pair)) shared += 1;
  return shared > 0.7 * Math.min(first.size, second.size);
}

const GOES_ON =
  /^(?:["“][^"“”]{1,4}["”][,，]?(?:是|指|即)|[一二三四五六]是|第[一二三四五六]|其[一二三]|首先|其次|此外|另外|同时|还|以及|再|最后|也)/;
/** A sentence that announces the next: “新在哪里？”, “内容是新的，叫‘叠加互惠’。” */
const SHORT_SENTENCE = 26;
const ANNOUNCES =
  /(?:[:：?？]|如下|(?:分为|有|是|分|列出了?|包括)[^,，。]{0,6}(?:[两三四五六七八九十几]|\d+)[^,，。]{0,8})["”]?[。.]?$/;
/** A figure is the answer itself, nothing it announces: “另有140台在建。” */
const ANNOUNCES_WORDS = /(?:[:：?？]|如下)["”]?[。.]?$/;

/** Where the quotation ends: rows counted off over several sentences, and what a sentence announces, belong to it. */
export function quoteEnd(
  { evidence: { reading, position, span }, candidate }: Judged,
  { asks }: Clause,
): number {
  let end = asks === "list" ? endOfCount(reading, { position, span }) : span.end;
  let last = reading.body.slice(span.start, span.end);
  for (const next of reading.sentences.slice(position + 1)) {
    if (next.start < end) continue;
    const text = reading.body.slice(next.start, next.end);
    const counted = (asks === "list" || asks === "definition") && GOES_ON.test(text);
    const announces = candidate !== null && STATES_A_FORM.has(asks) ? ANNOUNCES_WORDS : ANNOUNCES;
    const announced =
      announces.test(last) || (asks === "definition" && end === span.end && candidate === null);
    const stub = end === span.end && last.length <= SHORT_SENTENCE && !STATES_A_FORM.has(asks);
    const sameParagraph = !reading.body.slice(end, next.start).includes("\n");
    const limit = counted || announced ? ENOUGH_CHARACTERS.list : ENOUGH_CHARACTERS.fact;
    if (!(counted || announced || (stub && sameParagraph)) || next.end - span.start > limit) break;
    end = next.end;
    last = text;
  }
  return end;
}

const FIRST_POINT = /[一1]是|第一|首先|其一/;
const LATER_POINT = /^(?:[二三四五六七八]是|第[二三四五六七八]|其次|其[二三四])/;
/** Sentences that may explain a point before the next one begins. */
const MOST_WITHIN_POINT = 3;

/** Where a row of points ends that begins in the sentence: “一是……。……。二是……。三是……。” */
function endOfCount(
  { body, sentences }: Judged["evidence"]["reading"],
  { position, span }: { readonly position: number; readonly span: Span },
): number {
  let end = span.end;
  if (!FIRST_POINT.test(body.slice(span.start, span.end))) return end;
  let between = 0;
  for (const next of sentences.slice(position + 1)) {
    if (next.end - span.start > ENOUGH_CHARACTERS.list || between > MOST_WITHIN_POINT) break;
    const isPoint = LATER_POINT.test(body.slice(next.start, next.end));
    between = isPoint ? 0 : between + 1;
    if (isPoint) end = next.end;
  }
  return end;
}

/** A stretch of an article with the parts to be marked in it. */
interface Marked extends Span {
  readonly article: Article;
  readonly marks: readonly Span[];
}

/** Sentences that follow one another become one quotation, in the order of the text. */
export function joinNeighbours(quotes: readonly Marked[]): Marked[] {
  const joined: Marked[] = [];
  for (const quote of quotes) {
    const at = joined.findIndex((one) => one.article === quote.article && adjoins(one, quote));
    if (at < 0) joined.push(quote);
    else {
      const one = joined[at]!;
      const marks = [...one.marks, ...quote.marks].sort((a, b) => a.start - b.start);
      joined[at] = {
        article: one.article,
        start: Math.min(one.start, quote.start),
        end: Math.max(one.end, quote.end),
        marks,
      };
    }
  }
  return joined;
}

function adjoins(a: Marked, b: Marked): boolean {
  const between =
    a.end <= b.start ? a.article.body.slice(a.end, b.start) : a.article.body.slice(b.end, a.start);
  return (a.end <= b.start || b.end <= a.start) && between.trim() === "";
}

/**
 * The answer without a model: the sentences that answer, word for word. A fact
 * takes one sentence and at most three; lists and questions that ask two things
 * may take six, from different articles.
 */
import type { Article } from "../news/article.js";
import type { Span } from "../news/text.js";
import type { Clause, Question } from "../search/question.js";
import type { Passage } from "../search/retriever.js";
import type { Term } from "../search/terms.js";
import type { TermWeigher } from "../search/weigh.js";
import { type ArticleReading, gatherEvidence } from "./evidence.js";
import { isSupported, type Judged, judge } from "./support.js";

/** A quotation chosen for the answer. Offsets are those of the article's body. */
export interface Quote extends Span {
  readonly article: Article;
  /** Parts that answer, to be marked; inside the quote, in order, not overlapping. */
  readonly marks: readonly Span[];
}

export interface ClauseFinding {
  readonly clause: Clause;
  /** Empty if the paper does not say. */
  readonly quotes: readonly Quote[];
  /** What the nearest evidence lacked, when nothing was found. */
  readonly missing: readonly Term[];
  /** The evidence looked at, best first; for explanations. */
  readonly judged: readonly Judged[];
}

export interface Extraction {
  readonly findings: readonly ClauseFinding[];
}

export interface ExtractParts {
  readonly read: (article: Article) => ArticleReading;
  readonly weigh: TermWeigher;
}

const MOST_QUOTES = { fact: 3, list: 6 } as const;
/** Characters quoted before no further sentence is added. */
const ENOUGH_CHARACTERS = { fact: 220, list: 420 } as const;
/** A further sentence must score this share of the best. */
const NEARLY_AS_GOOD = 0.85;
const NEARLY_AS_GOOD_BESIDE = 0.75;
const HALF_AS_GOOD = 0.55;
/** What standing right behind the best sentence is worth, as a share of its score. */
const NEXT_SENTENCE = 0.2;

export function extract(question: Question, passages: readonly Passage[], parts: ExtractParts): Extraction {
  return { findings: question.clauses.map((clause) => answerClause(clause, passages, parts)) };
}

function answerClause(
  clause: Clause,
  passages: readonly Passage[],
  { read, weigh }: ExtractParts,
): ClauseFinding {
  const judged = gatherEvidence(passages, clause.terms, { read, weigh })
    .map((evidence) => judge(clause, evidence, weigh))
    .sort((a, b) => b.score - a.score);
  const supported = judged.filter((one) => isSupported(clause, one));
  if (supported.length > 0) return { clause, quotes: chooseQuotes(clause, supported), missing: [], judged };
  const apart = answerApart(clause, judged, weigh);
  return {
    clause,
    quotes: apart,
    missing: apart.length > 0 ? [] : (judged[0]?.missing ?? clause.terms),
    judged,
  };
}

function chooseQuotes(clause: Clause, supported: readonly Judged[]): Quote[] {
  const size = clause.asks === "list" ? "list" : "fact";
  const best = supported[0]!;
  const chosen: Quote[] = [];
  let length = 0;
  const add = (one: Judged) => {
    const quote = toQuote(one, quoteEnd(one, clause));
    if (chosen.some((other) => overlap(other, quote))) return;
    chosen.push(quote);
    length += quote.end - quote.start;
  };
  add(best);
  const further = supported.slice(1).flatMap((one) => {
    const value = furtherValue(one, best, clause);
    return value === 0 ? [] : [{ one, value }];
  });
  for (const { one } of further.sort((a, b) => b.value - a.value)) {
    if (chosen.length >= MOST_QUOTES[size]) break;
    if (length + lengthOf(one) <= ENOUGH_CHARACTERS[size] && !saysTheSame(best, one)) add(one);
  }
  return joinNeighbours(chosen);
}

/**
 * What a further sentence is worth beside the best; 0 if it is not to be quoted. Another article must answer
 * nearly as well. In the same article a sentence may complete what has no form to be known by (什么, 哪些,
 * 为什么): the answer often stands one sentence on.
 */
function furtherValue(one: Judged, best: Judged, { asks }: Clause): number {
  const sameArticle = one.evidence.reading === best.evidence.reading;
  if (!sameArticle) return one.score >= NEARLY_AS_GOOD * best.score ? one.score : 0;
  if (STATES_A_FORM.has(asks)) return one.score >= NEARLY_AS_GOOD_BESIDE * best.score ? one.score : 0;
  const next = one.evidence.position === best.evidence.position + 1;
  const value = one.score + (next ? NEXT_SENTENCE * best.score : 0);
  return value >= HALF_AS_GOOD * best.score ? value : 0;
}

function overlap(a: Quote, b: Quote): boolean {
  return a.article === b.article && a.start < b.end && b.start < a.end;
}

/** Sentences that follow one another become one quotation, in the order of the text. */
function joinNeighbours(quotes: readonly Quote[]): Quote[] {
  const joined: Quote[] = [];
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

function adjoins(a: Quote, b: Quote): boolean {
  const between =
    a.end <= b.start ? a.article.body.slice(a.end, b.start) : a.article.body.slice(b.end, a.start);
  return (a.end <= b.start || b.end <= a.start) && between.trim() === "";
}

/** A question about two things that no article holds together: the best sentence for each. */
function answerApart(clause: Clause, judged: readonly Judged[], weigh: TermWeigher): Quote[] {
  if (!/分别|各(?:自|是|有|在|于|为)?|和|与|、|以及|还有|both|respectively|\band\b/.test(clause.text))
    return [];
  const names = clause.terms.filter((term) => term.role === "name" && weigh.weight(term) > 0.3);
  if (names.length < 2) return [];
  const quotes: Quote[] = [];
  const articles = new Set<Article>();
  for (const name of names) {
    const others = names.filter((other) => other !== name);
    const position = clause.terms.indexOf(name);
    const own = judged.find(
      (one) =>
        one.evidence.around[position]! >= 0.75 &&
        !articles.has(one.evidence.reading.article) &&
        one.missing.every((term) => others.includes(term)) &&
        supportWithout(clause, one, { others, weigh }) >= 0.6,
    );
    if (!own) continue;
    articles.add(own.evidence.reading.article);
    quotes.push(toQuote(own, own.evidence.span.end));
  }
  // Every name must be met, or the question rests on something the paper does not say.
  const met = names.every((name) => {
    const position = clause.terms.indexOf(name);
    return judged.some(
      (one) => articles.has(one.evidence.reading.article) && one.evidence.anywhere[position]! >= 0.75,
    );
  });
  return met && articles.size >= 2 ? quotes : [];
}

function supportWithout(
  clause: Clause,
  { evidence }: Judged,
  { others, weigh }: { readonly others: readonly Term[]; readonly weigh: TermWeigher },
): number {
  let held = 0;
  let total = 0;
  for (const [t, term] of clause.terms.entries()) {
    if (others.includes(term)) continue;
    const weight = weigh.weight(term);
    total += weight;
    held += weight * Math.max(evidence.around[t]!, 0.7 * evidence.anywhere[t]!);
  }
  return total === 0 ? 0 : held / total;
}

function lengthOf({ evidence: { span } }: Judged): number {
  return span.end - span.start;
}

/** Two sentences that share most of their pairs of characters tell the reader nothing new. */
function saysTheSame(a: Judged, b: Judged): boolean {
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
  /(?:[:：?？]|如下|(?:分为|有|是|分|列出了?|包括)[^，。]{0,6}(?:[两三四五六七八九十几]|\d+)[^，。]{0,8})["”]?[。.]?$/;

/** Where the quotation ends: rows counted off over several sentences, and what a sentence announces, belong to it. */
function quoteEnd({ evidence: { reading, position, span }, candidate }: Judged, { asks }: Clause): number {
  let end = span.end;
  let last = reading.body.slice(span.start, span.end);
  for (const next of reading.sentences.slice(position + 1)) {
    const text = reading.body.slice(next.start, next.end);
    const counted = (asks === "list" || asks === "definition") && GOES_ON.test(text);
    const announced =
      ANNOUNCES.test(last) || (asks === "definition" && end === span.end && candidate === null);
    const stub = end === span.end && last.length <= SHORT_SENTENCE && !STATES_A_FORM.has(asks);
    const sameParagraph = !reading.body.slice(end, next.start).includes("\n");
    const limit = counted || announced ? ENOUGH_CHARACTERS.list : ENOUGH_CHARACTERS.fact;
    if (!(counted || announced || (stub && sameParagraph)) || next.end - span.start > limit) break;
    end = next.end;
    last = text;
  }
  return end;
}

/** Asked for these, a sentence that holds the part answers however short it is. */
const STATES_A_FORM: ReadonlySet<Clause["asks"]> = new Set(["number", "person", "time", "place", "whether"]);

function toQuote({ evidence: { reading, span }, candidate, candidates }: Judged, end: number): Quote {
  const marks = candidate === null || candidate.end === candidate.start ? [] : alike(candidate, candidates);
  return { article: reading.article, start: span.start, end, marks };
}

/** The best candidate and those of equal fit right beside it: all names of a row are the answer to 谁. */
function alike(
  best: Span & { readonly fit: number },
  all: readonly (Span & { readonly fit: number })[],
): Span[] {
  const ordered = [...all]
    .sort((a, b) => a.start - b.start)
    .filter((one) => one.fit >= best.fit || one === best);
  const marks: Span[] = [];
  for (const one of ordered) {
    const last = marks.at(-1);
    const near = Math.abs(one.start - best.start) < 60;
    if (near && (last === undefined || one.start >= last.end)) marks.push({ start: one.start, end: one.end });
  }
  return marks.slice(0, 6);
}

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
import { createMemberCheck } from "./asked-member.js";
import { findDiffering } from "./differing.js";
import { answersOfEach } from "./each-of.js";
import { newestEdition } from "./edition.js";
import { type ArticleReading, gatherEvidence } from "./evidence.js";
import { type Judged, judge } from "./judged.js";
import { judgeOffered } from "./offered.js";
import { createOutdatedHolder } from "./owner.js";
import { ENOUGH_CHARACTERS, joinNeighbours, quoteEnd, STATES_A_FORM, saysTheSame } from "./quote-extent.js";
import { isSupported } from "./support.js";

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
  /** The quotes give different values for one point, newest first. */
  readonly differs: boolean;
  /** What the nearest evidence lacked and no article of the archive holds, when nothing was found. */
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

const MOST_QUOTES = { fact: 3, telling: 3, list: 6 } as const;
/** A further sentence must score this share of the best. */
const NEARLY_AS_GOOD = 0.85;
const NEARLY_AS_GOOD_BESIDE = 0.75;
const HALF_AS_GOOD = 0.55;
/** What standing right behind the best sentence is worth, as a share of its score. */
const NEXT_SENTENCE = 0.2;

export function extract(question: Question, passages: readonly Passage[], parts: ExtractParts): Extraction {
  const findings = withPeriodBefore(question.clauses)
    .map((clause) => answerClause(clause, passages, parts))
    .map((finding) => (question.latest ? newestFirst(finding) : finding));
  const untold = findings.some(
    ({ quotes, clause, judged }) =>
      quotes.length === 0 && lacked(clause, judged).some(({ role }) => role === "turn"),
  );
  return {
    findings: findings.map((finding, i) => {
      const before = findings[i - 1];
      const falls =
        leans(finding.clause) &&
        (untold || (before?.clause.asks === "whether" && before.quotes.length === 0));
      return falls ? { ...finding, quotes: [] } : finding;
    }),
  };
}

const OF_ANOTHER_TIME = /现在|目前|如今|以后|以前|之前|往年|历[年届]|后来|接下来|下一?[届次]/;

/** “去年谁拿的第一，用了多少时间”: the second part is of the same days, unless it names others or a thing of its own. */
function withPeriodBefore(clauses: readonly Clause[]): readonly Clause[] {
  return clauses.map((clause, i) => {
    const before = clauses[i - 1];
    const isFree =
      clause.period !== null || OF_ANOTHER_TIME.test(clause.text) || /\d{4}年|[今去前明]年/.test(clause.text);
    if (isFree || before === undefined || before.period === null || !leans(clause)) return clause;
    return { ...clause, period: before.period };
  });
}

/** “是因暴雨取消的吗，哪天宣布的”: a part that names nothing of its own falls with the part it leans on. */
function leans({ terms }: Clause): boolean {
  const own = terms.filter((term) => !term.carried);
  return own.length < terms.length && own.every(({ role }) => role !== "name" && role !== "noun");
}

/** What the nearest evidence lacks. */
function lacked({ terms }: Clause, judged: readonly Judged[]): readonly Term[] {
  return judged[0]?.missing ?? terms;
}

/** “最新一条讲秋收的”: what is told as a piece of news, the newest first. */
function newestFirst(finding: ClauseFinding): ClauseFinding {
  if (STATES_A_FORM.has(finding.clause.asks)) return finding;
  const dayOf = ({ article }: Quote) => article.publishedOn ?? "";
  return { ...finding, quotes: [...finding.quotes].sort((a, b) => dayOf(b).localeCompare(dayOf(a))) };
}

function answerClause(
  clause: Clause,
  passages: readonly Passage[],
  { read, weigh }: ExtractParts,
): ClauseFinding {
  const offered = judgeOffered(clause, passages, { read, weigh });
  if (offered.length > 0) {
    const quotes = offered.map((one) => toQuote(one, one.evidence.span.end));
    return { clause, quotes, differs: offered.length > 1, missing: [], judged: offered };
  }
  const gathered = gatherEvidence(passages, clause.terms, { read, weigh });
  const mayBeOf = createMemberCheck(clause, gathered);
  const isOutdated = createOutdatedHolder(clause, gathered);
  const judged = gathered.map((evidence) => judge(clause, evidence, weigh)).sort((a, b) => b.score - a.score);
  const supported = newestEdition(
    clause,
    judged.filter(
      (one) => isSupported(clause, one) && mayBeOf(one.evidence) && !isOutdated(one.candidate, one.evidence),
    ),
  );
  const each = answersOfEach(clause, judged);
  if (each.length > 0) {
    const quotes = each.slice(0, MOST_QUOTES.list).map((one) => toQuote(one, one.evidence.span.end));
    return { clause, quotes, differs: false, missing: [], judged };
  }
  const differing = findDiffering(clause, supported);
  if (differing !== null) {
    const quotes = differing.told.map((one) => toQuote(one, quoteEnd(one, clause)));
    return { clause, quotes, differs: !differing.changed, missing: [], judged };
  }
  if (supported.length > 0)
    return { clause, quotes: chooseQuotes(clause, supported), differs: false, missing: [], judged };
  const apart = answerApart(clause, judged, weigh);
  return {
    clause,
    quotes: apart,
    differs: false,
    missing: apart.length > 0 ? [] : lacked(clause, judged).filter((term) => !weigh.occurs(term)),
    judged,
  };
}

function chooseQuotes(clause: Clause, supported: readonly Judged[]): Quote[] {
  const size = sizeOf(clause);
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
function furtherValue(one: Judged, best: Judged, clause: Clause): number {
  const { asks } = clause;
  const sameArticle = one.evidence.reading === best.evidence.reading;
  if (!sameArticle)
    return one.score >= NEARLY_AS_GOOD * best.score && holdsAsMuch(clause, one, best) ? one.score : 0;
  if (STATES_A_FORM.has(asks)) return one.score >= NEARLY_AS_GOOD_BESIDE * best.score ? one.score : 0;
  const next = one.evidence.position === best.evidence.position + 1;
  const value = one.score + (next ? NEXT_SENTENCE * best.score : 0);
  return value >= HALF_AS_GOOD * best.score ? value : 0;
}

/** Asked for a fact, a report that never names a thing the best one is about answers another question. */
function holdsAsMuch(
  { asks, terms, text }: Clause,
  { evidence: one }: Judged,
  { evidence: best }: Judged,
): boolean {
  if (!STATES_A_FORM.has(asks)) return true;
  // A number to call is of one matter only, be it named by a doing (停水).
  const isPhone = /电话|热线|号码/.test(text);
  return terms.every(
    ({ role }, t) =>
      !(NAMES_IT.has(role) || (role === "action" && isPhone)) ||
      best.around[t]! < HELD ||
      one.anywhere[t]! >= HELD / 2,
  );
}

const HELD = 0.75;
const NAMES_IT: ReadonlySet<Term["role"]> = new Set(["name", "noun", "guess", "turn"] as const);

function overlap(a: Quote, b: Quote): boolean {
  return a.article === b.article && a.start < b.end && b.start < a.end;
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

/** A fact is one part of one sentence; why, how and what is told in several. */
function sizeOf({ asks }: Clause): keyof typeof MOST_QUOTES {
  if (asks === "list") return "list";
  return STATES_A_FORM.has(asks) && asks !== "whether" ? "fact" : "telling";
}

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

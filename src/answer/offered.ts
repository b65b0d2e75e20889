/**
 * “到底是420还是435户”: the asker has read both figures somewhere and wants to know which holds. The one
 * printed last is given first, the other after it if the paper printed it too; neither is a premise.
 */
import type { Article } from "../news/article.js";
import { findNumbers } from "../news/numbers.js";
import type { Span } from "../news/text.js";
import type { Clause } from "../search/question.js";
import type { Passage } from "../search/retriever.js";
import type { TermWeigher } from "../search/weigh.js";
import { type ArticleReading, type Evidence, gatherEvidence } from "./evidence.js";
import { holdsIn } from "./holds-in.js";
import { type Judged, judge } from "./judged.js";

interface Offered {
  readonly values: ReadonlySet<number>;
  /** The question without the figures and without what is said behind them. */
  readonly clause: Clause;
}

const BETWEEN = /^[\u4e00-\u9fff%]{0,4}[,，]?\s?(?:还是|或者?是?|抑或)(?:是|说)?[\u4e00-\u9fff]{0,2}$/;
const LEAST_SUPPORT = 0.4;
/** A smaller figure stands in many sentences by chance. */
const TELLING_FIGURE = 100;
const SURE_SUPPORT = 0.75;

/** @returns one sentence for each figure offered that the paper printed, the newest first; none if no two are offered */
export function judgeOffered(
  clause: Clause,
  passages: readonly Passage[],
  { read, weigh }: { readonly read: (article: Article) => ArticleReading; readonly weigh: TermWeigher },
): readonly Judged[] {
  const offered = offeredFigures(clause);
  if (offered === null) return [];
  const judged = gatherEvidence(passages, offered.clause.terms, { read, weigh }).map((evidence) =>
    judge(offered.clause, evidence, weigh),
  );
  return printedOf(offered, judged);
}

/** @returns null if the question offers no two figures */
function offeredFigures(clause: Clause): Offered | null {
  const numbers = findNumbers(clause.text);
  const at = numbers.findIndex((one, i) => {
    const next = numbers[i + 1];
    return next !== undefined && BETWEEN.test(clause.text.slice(one.end, next.start));
  });
  if (at < 0) return null;
  const pair = numbers.slice(at, at + 2);
  const end = pair[1]!.end;
  const stop = clause.text.slice(end).search(/[ ,，?]/);
  const isOutside = (term: Span) => term.start >= end && stop >= 0 && term.start >= end + stop;
  const terms = clause.terms.filter(
    (term) =>
      term.carried || (!isOutside(term) && !pair.some((one) => term.start < one.end && one.start < term.end)),
  );
  // “坐了”, “花了”: the figure itself says more than the doing, which the paper words otherwise.
  const things = terms.filter(({ role }) => role !== "action");
  if (terms.length === 0) return null;
  return {
    values: new Set(pair.map(({ value }) => value)),
    clause: { ...clause, asks: "number", terms: things.length > 0 ? things : terms },
  };
}

/** One sentence for each figure the paper printed, the newest first. @param judged by the question without its figures */
function printedOf({ values, clause }: Offered, judged: readonly Judged[]): readonly Judged[] {
  const told = judged.flatMap((one) => {
    const candidate = figureIn(one.evidence, values);
    return candidate !== null && isOfMatter(clause, one, candidate.value)
      ? [{ ...one, candidate: { ...candidate, fit: 1 }, candidates: [{ ...candidate, fit: 1 }] }]
      : [];
  });
  const newest = [...told].sort((a, b) => dayOf(b).localeCompare(dayOf(a)) || b.score - a.score);
  return newest.filter(
    (one, i) => newest.findIndex((other) => other.candidate.value === one.candidate.value) === i,
  );
}

function figureIn({ reading, span }: Evidence, values: ReadonlySet<number>) {
  const found = reading.numbers.find(
    ({ start, end, value }) => start >= span.start && end <= span.end && values.has(value),
  );
  return found === undefined ? null : { start: found.start, end: found.end, value: found.value };
}

function isOfMatter(
  { terms, period, asks }: Clause,
  { evidence, support, own, missing }: Judged,
  value: number,
): boolean {
  const isTelling = value >= TELLING_FIGURE || !Number.isInteger(value);
  const named = terms.every(
    ({ role, carried }, t) => role !== "name" || carried || evidence.anywhere[t]! > 0,
  );
  return (
    missing.length === 0 &&
    named &&
    support >= (isTelling ? LEAST_SUPPORT : SURE_SUPPORT) &&
    (isTelling || own > 0) &&
    (period === null || holdsIn(period.range, asks, evidence))
  );
}

const dayOf = ({ evidence }: Judged): string => evidence.reading.article.publishedOn ?? "";

/**
 * Which edition a value is of. “比首届的32吨多18吨” stands in the report on the second
 * one, and what the seventh drew in all may be printed a year later as that of 上届.
 */
import type { Span } from "../../news/text.js";
import type { Clause } from "../../search/question.js";
import type { ArticleReading } from "../evidence.js";
import { isCompared, isEdition, type Member, membersIn } from "../series.js";
import { partAround } from "./beside.js";
import type { Candidate } from "./candidate.js";

const RELATIVE = /(上|本)一?(届)/g;
const OF_ANOTHER = 0.2;

/** The members a report names, 上届 and 本届 worked out from the edition it is on. */
export function membersToldIn({ title, body }: Pick<ArticleReading, "title" | "body">): Member[] {
  const printed = membersIn(body);
  const own =
    membersIn(title).find((one) => one.sort === "届" && !isCompared(title, one)) ??
    printed.find((one) => one.sort === "届" && !isCompared(body, one));
  if (own === undefined || own.amount) return printed;
  const relative = [...body.matchAll(RELATIVE)].map(({ 0: words, 1: which, 2: sort, index }) => {
    const mark = String(Number(own.mark) - (which === "上" ? 1 : 0));
    return { start: index, end: index + words.length, sort: sort!, mark, amount: false };
  });
  return [...printed, ...relative].sort((a, b) => a.start - b.start);
}

/** The editions a question names, those of what it only compares with left out. */
export function askedEditions({ text }: Pick<Clause, "text">): Member[] {
  return membersIn(text).filter((one) => isEdition(one) && !one.amount && !isCompared(text, one));
}

/**
 * The last edition named before the value in its part of the sentence, else in the sentence and not by way of
 * comparison. @returns null if the sentence names none
 */
export function editionOf(
  value: Span,
  sort: string,
  { reading, span }: { readonly reading: ArticleReading; readonly span: Span },
): string | null {
  const before = membersToldIn(reading).filter(
    (one) => one.sort === sort && !one.amount && one.start >= span.start && one.end <= value.start,
  );
  const part = partAround(reading.body, span, value);
  const beside = before.filter(({ start }) => start >= part.start).at(-1);
  return (beside ?? before.filter((one) => !isCompared(reading.body, one)).at(-1))?.mark ?? null;
}

/** The same candidates, those of another edition than the one asked about at less. */
export function rateByEdition(
  candidates: readonly Candidate[],
  clause: Clause,
  where: { readonly reading: ArticleReading; readonly span: Span },
): Candidate[] {
  const asked = askedEditions(clause);
  if (asked.length === 0) return [...candidates];
  const isOfAnother = (one: Candidate) => {
    const told = asked.map(({ sort }) => editionOf(one, sort, where));
    return told.every(
      (mark, i) => mark !== null && asked.every((a) => a.sort !== asked[i]!.sort || a.mark !== mark),
    );
  };
  return candidates.map((one) => (isOfAnother(one) ? { ...one, fit: one.fit * OF_ANOTHER } : one));
}

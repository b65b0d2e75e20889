/**
 * A source read once for all sentences that may cite it: its facts, its words,
 * and a form without white space in which quotations are looked up.
 */
import type { Dictionary } from "../../news/dictionary.js";
import { findPeople } from "../../news/people.js";
import { fold, type Span, splitSentences } from "../../news/text.js";
import type { Source } from "../written/sources.js";
import { type Fact, readFacts } from "./facts.js";
import { wordPairs } from "./words.js";

export interface SourceReading {
  readonly source: Source;
  /** The body folded; offsets are those of the printed one. */
  readonly body: string;
  /** Sentences of the body that were shown. */
  readonly sentences: readonly Span[];
  /** Facts of those sentences, offsets in the body. */
  readonly facts: readonly Fact[];
  /** Facts of headline, byline and date line. */
  readonly lineFacts: readonly Fact[];
  /** Shown text and lines, folded, without white space and quotation marks. */
  readonly compact: string;
  /** Pairs of characters and Latin words of the same. */
  readonly pairs: ReadonlySet<string>;
  /** The same for each sentence. */
  readonly sentencePairs: readonly ReadonlySet<string>[];
}

/** Names of persons any source tells by its form; the others are then known by them too. */
export function findKnownPeople(sources: readonly Source[], dictionary: Dictionary): Set<string> {
  const people = new Set<string>();
  const texts = sources.map(({ article }) => fold(`${linesOf(article)}\n${article.body}`));
  for (const text of texts) for (const { name } of findPeople(text)) people.add(name);
  for (const { article } of sources)
    for (const name of (article.byline ?? "").split(/[\s、,，]+/)) addName(people, name);
  for (const { name, kind, aliases } of dictionary.names)
    if (kind === "person") for (const form of [name, ...aliases]) addName(people, form);
  return people;
}

function addName(people: Set<string>, name: string): void {
  const folded = fold(name.trim());
  if (/^[\u4e00-\u9fff]{2,4}$/.test(folded)) people.add(folded);
}

export function readSource(source: Source, people: ReadonlySet<string>): SourceReading {
  const { article, spans } = source;
  const body = fold(article.body);
  const reference = article.publishedOn;
  const shown = (span: Span) => spans.some((part) => span.start >= part.start && span.end <= part.end);
  const sentences = splitSentences(article.body).filter(shown);
  const lines = linesOf(article);
  const text = `${lines}\n${sentences.map(({ start, end }) => body.slice(start, end)).join("\n")}`;
  return {
    source,
    body,
    sentences,
    facts: readFacts(article.body, { reference, people, loose: true }).filter(shown),
    lineFacts: readFacts(lines, { reference, people }),
    compact: compactText(text),
    pairs: wordPairs(fold(text)),
    sentencePairs: sentences.map(({ start, end }) => wordPairs(body.slice(start, end))),
  };
}

/** What is printed around the body; the day in the form an answer would give it. */
function linesOf({
  title,
  subtitle,
  paper,
  issue,
  byline,
  source,
  publishedOn,
  page,
}: Source["article"]): string {
  const day = publishedOn?.split("-").map(Number);
  const printed = day ? `${day[0]}年${day[1]}月${day[2]}日` : "";
  const pageText = page === null ? "" : `第${page}版`;
  return [title, subtitle, paper, issue, byline, source, printed, pageText].filter(Boolean).join("\n");
}

/** Folded, without white space and quotation marks: nested marks change with what stands around them. */
export function compactText(text: string): string {
  return fold(text).replace(/[\s"'‘’]/g, "");
}

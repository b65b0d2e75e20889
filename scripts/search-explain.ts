/**
 * How each result of a search came about, as a person reads it who does not know
 * the code: a line of sums for each article, the terms it holds and lacks below
 * it, and at the end what the columns are called for.
 */
import type { Colors } from "picocolors/types.js";
import { type PartExplanation, SIGNALS, type TermExplanation } from "../src/search/explain.js";
import type { ExplainedArticle } from "../src/search/retriever.js";
import { cutTo, padLeft, padRight, widthOf } from "./columns.js";

/** An article among the results, and where it stood before a reranker looked at it. */
export interface Explained extends ExplainedArticle {
  /** From 1; left out where nobody looked a second time. */
  readonly before?: number;
}

/**
 * The reasons of what was found, in the order it was found in.
 *
 * @param results ids of articles, as they came from the reranker
 * @param explained as they stood before it, at least as many
 */
export function inOrderOf(results: readonly string[], explained: readonly ExplainedArticle[]): Explained[] {
  const places = new Map(explained.map(({ article }, i) => [article.id as string, i]));
  return results.flatMap((id) => {
    const place = places.get(id);
    return place === undefined ? [] : [{ ...explained[place]!, before: place + 1 }];
  });
}

/** What an article's score is made of, in points; together they are the score. */
export interface Sum {
  readonly words: number;
  readonly pairs: number;
  readonly near: number;
  readonly order: number;
  readonly day: number;
  readonly other: number;
  readonly phrase: number;
  readonly meaning: number;
  /** Negative: taken off. */
  readonly repeats: number;
}

export function sumOf({ parts, phrase, vector, repeated }: ExplainedArticle): Sum {
  const over = (signal: (typeof SIGNALS)[number]) =>
    parts.reduce((sum, { counts, points }) => sum + counts * points[signal], 0);
  return {
    words: over("words"),
    pairs: over("pairs"),
    near: over("near"),
    order: over("order"),
    day: over("day"),
    other: over("other"),
    phrase,
    meaning: vector,
    repeats: -repeated,
  };
}

const COLUMNS: readonly { readonly key: keyof Sum; readonly head: string; readonly tells: string }[] = [
  { key: "words", head: "words", tells: "the question's words that it holds, rare ones counting more" },
  { key: "pairs", head: "pairs", tells: "the same for pairs of neighbouring characters" },
  { key: "near", head: "close", tells: "how much of the question stands in one passage" },
  { key: "order", head: "order", tells: "and in the question's own order" },
  { key: "day", head: "day", tells: "it speaks of the day asked for" },
  { key: "phrase", head: "phrase", tells: "holds a short query as it stands" },
  { key: "meaning", head: "meaning", tells: "means the same (vectors; asked only where words fail)" },
  { key: "other", head: "other", tells: "what the columns before do not account for" },
  { key: "repeats", head: "repeats", tells: "taken off: better articles say it already" },
];
const CELL = 8;
const INDENT = " ".repeat(5);
/** Columns a line may take. */
const LINE = 110;
/** Always shown, so that the table looks the same from one search to the next. */
const ALWAYS = new Set<keyof Sum>(["words", "pairs", "near", "order"]);

/** @param width columns a line may take */
export function showExplained(explained: readonly Explained[], colours: Colors, width = LINE): string {
  const sums = explained.map(sumOf);
  const columns = COLUMNS.filter(({ key }) => ALWAYS.has(key) || sums.some((sum) => !isNothing(sum[key])));
  const head = ["score", "", ...columns.map(({ head }) => head)];
  const lines = [colours.bold(`${INDENT}${row(head)}  article`)];
  for (const [i, one] of explained.entries()) {
    const cells = columns.map(({ key }) => points(sums[i]![key]));
    const numbers = row([one.score.toFixed(2), "=", ...cells]);
    const day = one.article.publishedOn ?? "日期不详";
    const used = INDENT.length + widthOf(row(head));
    const title = cutTo(`${one.article.title || "（无标题）"}`, Math.max(16, width - used - 14));
    lines.push(`${padLeft(`${i + 1}.`, 3)}  ${numbers}  ${colours.bold(title)} ${colours.dim(day)}`);
    if (one.before !== undefined && one.before !== i + 1)
      lines.push(colours.dim(`${INDENT}the reranker moved it here, it was ${one.before}.`));
    lines.push(...one.parts.flatMap((part) => showPart(part, one.parts.length, { colours, width })));
  }
  const reranked = explained.some(({ before }) => before !== undefined);
  const second = reranked ? [colours.dim(RERANKED)] : [];
  return [...lines, "", ...showLegend(columns, colours), ...second].join("\n");
}

const RERANKED =
  "The order is the reranker's, which read question and passages; the scores are those it was given.";

/** “=” takes little room, figures a cell each. */
function row(cells: readonly string[]): string {
  return cells.map((cell, i) => (i === 1 ? padLeft(cell, 2) : padLeft(cell, i === 0 ? 6 : CELL))).join("");
}

/** Nothing is a dot, so that what there is stands out. */
function points(value: number): string {
  return isNothing(value) ? "·" : value.toFixed(2);
}

function isNothing(value: number): boolean {
  return Math.abs(value) < 0.005;
}

function showPart(
  part: PartExplanation,
  parts: number,
  { colours, width }: { readonly colours: Colors; readonly width: number },
): string[] {
  const { dim } = colours;
  const room = width - INDENT.length - 7;
  const lines =
    parts > 1
      ? [`“${cutTo(part.text, room - 30)}” ${part.score.toFixed(2)} × ${part.counts.toFixed(2)}`]
      : [];
  const tell = (
    label: string,
    terms: readonly TermExplanation[],
    figure: (term: TermExplanation) => number,
  ) => {
    if (terms.length === 0) return;
    const named = [...terms]
      .sort((a, b) => figure(b) - figure(a))
      .map((term) => `${nameOf(term)} ${figure(term).toFixed(2)}`);
    lines.push(`${padRight(label, 7)}${cutTo(named.join(" · "), room)}`);
  };
  const of = (kind: TermExplanation["kind"]) => part.terms.filter((term) => term.kind === kind);
  const held = (term: TermExplanation) => term.points > 0;
  tell("words", of("word").filter(held), ({ points }) => points);
  tell("pairs", of("pair").filter(held), ({ points }) => points);
  tell("day", of("day").filter(held), ({ points }) => points);
  tell(
    "lacks",
    [...of("word"), ...of("day")].filter((term) => !held(term)),
    ({ most }) => most,
  );
  return lines.map((line) => dim(`${INDENT}${line}`));
}

/** A span of one day is that day. */
function nameOf({ text, kind }: TermExplanation): string {
  const [from, to] = text.split("–");
  return kind === "day" && from === to ? from! : text;
}

function showLegend(columns: typeof COLUMNS, { dim }: Colors): string[] {
  return [
    dim("score = the sum of its line, in points. Below it the terms with the points each brought, then the"),
    dim(
      "words it lacks with what they could have brought. A question of several parts has each part's terms,",
    ),
    dim("its score, and × how much that part counts."),
    ...columns.map(({ head, tells }) => dim(`  ${padRight(head, 9)}${tells}`)),
  ];
}

/** The same as data. */
export function toJsonExplanation(explained: Explained) {
  const round = (value: number) => Math.round(value * 1e4) / 1e4;
  const { parts, joined, repeated, phrase, vector, before } = explained;
  return {
    ...(before !== undefined && { before }),
    sum: Object.fromEntries(Object.entries(sumOf(explained)).map(([key, value]) => [key, round(value)])),
    joined: round(joined),
    repeated: round(repeated),
    phrase: round(phrase),
    vector: round(vector),
    parts: parts.map(({ text, counts, score, words, pairs, day, near, order, points, terms }) => ({
      text,
      counts: round(counts),
      score: round(score),
      shares: {
        words: round(words),
        pairs: round(pairs),
        day: round(day),
        near: round(near),
        order: round(order),
      },
      points: Object.fromEntries(SIGNALS.map((signal) => [signal, round(points[signal])])),
      terms: terms.map((term) => ({ ...term, most: round(term.most), points: round(term.points) })),
    })),
  };
}

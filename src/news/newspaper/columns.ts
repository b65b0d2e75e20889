/**
 * What can be measured on the lines of a page: whether they are wrapped, the
 * widths of its columns, and whether a word runs over a line's end.
 */
import { BULLET, CREDIT_BEHIND, isNames } from "./bylines.js";
import { type Division, type Ending, endingOf, opens, type PageLine, tidy, widthOf } from "./lines.js";
import { type Mark, readMark } from "./marks.js";

export interface MeasuredLine {
  readonly text: string;
  readonly division: Division;
  readonly ending: Ending;
  readonly mark: Mark | null;
  /** In full-width characters. */
  readonly width: number;
  /** Width of the number, Latin word or opening mark the next line begins with, which cannot be parted from what follows. */
  readonly slack: number;
  /** What speaks for the text running on into the next line: a word cut in two, a pair of characters seen elsewhere. */
  readonly seam: Seam;
  /** Does the line before run on into the next one, or the one after that, over this line? */
  readonly spanned: boolean;
}

export interface Seam {
  readonly word: boolean;
  readonly pair: boolean;
}

export interface MeasuredPage {
  readonly lines: readonly MeasuredLine[];
  /** Widths of the columns found, commonest first; empty if the paragraphs of the page are not wrapped. */
  readonly columns: readonly number[];
}

// A newspaper column holds at most some 30 characters; longer lines are whole paragraphs.
const WIDEST_COLUMN = 32;

export function measure(lines: readonly PageLine[], paper: string | null): MeasuredPage {
  const merged = mergeMarks(lines, paper);
  const markWidth = [0.5, 1]
    .map((width) => ({ width, fit: steadiness(merged, width) }))
    .sort((a, b) => b.fit - a.fit);
  const widths = merged.map(({ text }) => widthOf(text, markWidth[0]!.width));
  const pairs = pairsOf(merged);
  const measured = merged.map((line, i): MeasuredLine => {
    // What closes a story begins behind its last sentence, and may be wrapped itself.
    const upToHere = merged.slice(Math.max(0, i - 2), i + 1).map(({ text }) => text);
    const closes = CLOSER.test(upToHere.join("")) || CREDIT_BEHIND.test(upToHere.join(""));
    const next = merged[i + 1]?.text;
    return {
      text: line.text,
      division: line.division,
      mark: line.mark,
      width: widths[i]!,
      slack: slackBefore(next ?? ""),
      ending: closes ? "full" : endingOf(line.text),
      seam: next === undefined ? NO_SEAM : seamBetween(line.text, next, pairs),
      spanned: i > 0 && isSpanned(merged, i, pairs),
    };
  });
  return { lines: measured, columns: findColumns(measured) };
}

/** “（来源：…）”, “（下转第2版）”, “（记者 刘坤）” at the end of a line. */
const CLOSER =
  /[（(] ?(?:(?:稿件|资料|文章|图文)?来源[：:]|下转|(?:本报)?(?:记者|通讯员) )[^（）()]{1,40}[）)]$/u;

function slackBefore(next: string): number {
  const [, mark, word] = /^([“‘《（(]?) ?([\w.%-]*)/u.exec(next)!;
  return mark!.length + word!.length / 2;
}

interface MarkedLine extends PageLine {
  readonly mark: Mark | null;
}

/** Puts marks that were wrapped (a source, two lines of names, a teaser) back into one line. */
function mergeMarks(lines: readonly PageLine[], paper: string | null): MarkedLine[] {
  const merged: MarkedLine[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!;
    const mark = readMark(line.text, paper);
    // Names stood apart; a teaser or a source was cut anywhere.
    const space = mark?.kind === "teaser" || SOURCE.test(line.text) ? "" : " ";
    const two = lines[i + 1] && { ...line, text: line.text + space + lines[i + 1]!.text };
    const wide = two && wrapsOn(line.text, mark, lines.slice(i + 1)) ? readMark(two.text, paper) : null;
    if (two && wide && (!mark || wide.kind === mark.kind || wide.kind === "credit")) {
      merged.push({ ...two, mark: wide });
      i += 1;
    } else merged.push({ ...line, mark });
  }
  return merged;
}

const SOURCE = /^[（(] ?(?:稿件)?来源[：:]/u;

function wrapsOn(text: string, mark: Mark | null, [next, second]: readonly PageLine[]): boolean {
  if (!next) return false;
  if (SOURCE.test(text) && opens(text)) return true;
  if (mark?.kind === "teaser") {
    if (readMark(next.text, null) !== null) return false;
    // The last word of one pointer in a row of them.
    const row = second !== undefined && readMark(second.text, null)?.kind === "teaser";
    return next.soft || (row && next.text.length <= 5);
  }
  if (mark?.kind === "byline" && isNames(next.text)) return true;
  const people = mark?.kind === "byline" || isNames(text);
  return people && /^(?:摄|文[/／]|供图|图[/／])/u.test(next.text);
}

/** How often neighbouring lines are equally wide when a squeezed mark counts for `markWidth`. */
function steadiness(lines: readonly PageLine[], markWidth: number): number {
  const widths = lines.map(({ text }) => widthOf(text, markWidth));
  return widths.filter((width, i) => i > 0 && Math.abs(width - widths[i - 1]!) <= 0.3).length;
}

function findColumns(lines: readonly MeasuredLine[]): number[] {
  const prose = lines.filter(({ mark }) => !mark);
  const widerThan = (limit: number) => prose.reduce((sum, { width }) => sum + (width > limit ? width : 0), 0);
  const all = widerThan(0);
  if (widerThan(WIDEST_COLUMN) > all / 2) return [];
  const votes = prose.filter(({ width }) => width >= 5 && width <= WIDEST_COLUMN).map(voteOf);
  const near = (at: number) =>
    votes.reduce((sum, { width, weight }) => sum + weight * Math.max(0, 1 - Math.abs(width - at) / 0.8), 0);
  const grid = Array.from({ length: 2 * (WIDEST_COLUMN - 5) }, (_, i) => 5 + i / 2);
  const peaks = grid.map((width) => ({ width, votes: near(width) })).sort((a, b) => b.votes - a.votes);
  const columns: number[] = [];
  for (const { width, votes: most } of peaks) {
    // A page of a few lines has a few votes.
    if (columns.length === MOST_COLUMNS || most < (columns.length < 3 ? 0.5 : 2)) break;
    if (columns.every((other) => Math.abs(other - width) >= 1)) columns.push(width);
  }
  // Columns that most of the text stands out of are none: these were headlines.
  return widerThan(Math.max(...columns) + 1.5) > all / 2 ? [] : columns;
}

const MOST_COLUMNS = 10;

/** A line that breaks off in the middle fills its column, most likely if it is prose; a last line seldom does. */
function voteOf({ width, ending, text }: MeasuredLine): { width: number; weight: number } {
  if (ending === "full") return { width, weight: 0.3 };
  return { width, weight: /[，。、]/u.test(text.slice(1)) ? 1 : 0.6 };
}

const words = new Intl.Segmenter("zh", { granularity: "word" });

const NO_SEAM: Seam = { word: false, pair: false };

function seamBetween(left: string, right: string, pairs: ReadonlySet<string>): Seam {
  const before = tidy(left).slice(-6);
  const after = tidy(right).replace(BULLET, "").slice(0, 6);
  const pair = before.slice(-1) + after.slice(0, 1);
  const word = /^(?:\d\d|[A-Za-z]{2}|\d[年月日个])$/.test(pair);
  if (!/^\p{Script=Han}{2}$/u.test(pair)) return { word, pair: false };
  // “基地|区委书记”: both sides are whole words, so “地区” across them is chance.
  if (lastWord(before).length > 1 && firstWord(after).length > 1) return NO_SEAM;
  const crossed = [...words.segment(before + after)].some(
    ({ index, segment }) => index < before.length && index + segment.length > before.length,
  );
  return { word: crossed, pair: pairs.has(pair) };
}

function isSpanned(lines: readonly PageLine[], i: number, pairs: ReadonlySet<string>): boolean {
  const before = lines[i - 1]!.text;
  if (seamBetween(before, lines[i]!.text, pairs).word) return false;
  return lines.slice(i + 1, i + 3).some(({ text }) => {
    const seam = seamBetween(before, text, pairs);
    return seam.word && seam.pair;
  });
}

function firstWord(text: string): string {
  return [...words.segment(text)][0]?.segment ?? "";
}

function lastWord(text: string): string {
  return [...words.segment(text)].at(-1)?.segment ?? "";
}

function pairsOf(lines: readonly PageLine[]): Set<string> {
  const pairs = new Set<string>();
  for (const line of lines) {
    const text = tidy(line.text);
    for (let i = 1; i < text.length; i++) {
      pairs.add(text.slice(i - 1, i + 1));
    }
  }
  return pairs;
}

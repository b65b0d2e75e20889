/**
 * The read lines of a page put together again: whole paragraphs, headlines, and
 * the marks that stood on lines of their own or inside a paragraph.
 */
import { BULLET, CREDIT_BEHIND, isRowOf, NAMES, namesOf } from "./bylines.js";
import type { ReadLine } from "./layout.js";
import { type Division, endingOf, joinLines, joinUntidied, tidy, tidyWords } from "./lines.js";
import { type Mark, readJump } from "./marks.js";

export interface Paragraph {
  readonly kind: "paragraph";
  readonly text: string;
  /** Width of its column; 0 where paragraphs are not wrapped. */
  readonly column: number;
  readonly division: Division;
  /** Had a □ or the like before it. */
  readonly bullet: boolean;
  /** Ends with a sentence. */
  readonly closed: boolean;
}

/** One headline, or one line of several. */
export interface Headline {
  readonly kind: "headline";
  readonly text: string;
  readonly division: Division;
  /** Of its widest line. */
  readonly width: number;
  /** Column of the text it stands in. */
  readonly column: number;
  /** Wrapped at the width of the column, as a subheading is. */
  readonly wrapped: boolean;
  /** Cuts a sentence of the text around it in two. */
  readonly inside: boolean;
}

export interface MarkPiece {
  readonly kind: "mark";
  readonly mark: Mark;
  readonly text: string;
  readonly division: Division;
  /** Stood before the first or behind the last sentence of a paragraph; null: on a line of its own. */
  readonly stood: "before" | "behind" | null;
}

export type Piece = Paragraph | Headline | MarkPiece;

export function toPieces(lines: readonly ReadLine[]): Piece[] {
  const pieces: Piece[] = [];
  // What stands inside a paragraph waits for its end.
  let aside: Piece[] = [];
  let open: ReadLine[] = [];
  const close = () => {
    pieces.push(...toParagraph(open), ...aside);
    [open, aside] = [[], []];
  };
  for (const run of runsOfRole(lines)) {
    const { role } = run[0]!;
    if (role === "mark-inside") aside.push(...run.map(toMark));
    else if (role === "heading-inside") aside.push(...toHeadlines(run, true));
    else if (role === "inner" || role === "last") open.push(...run);
    else {
      close();
      if (role === "mark") pieces.push(...run.map(toMark));
      else if (role === "heading") pieces.push(...toHeadlines(run, false));
      else open.push(...run);
    }
    if (role === "last" || role === "only") close();
  }
  close();
  return pieces;
}

/** Neighbouring lines of one role; the first, last and only lines of paragraphs always alone. */
function runsOfRole(lines: readonly ReadLine[]): ReadLine[][] {
  const runs: ReadLine[][] = [];
  for (const line of lines) {
    const run = runs.at(-1);
    const single = line.role === "first" || line.role === "last" || line.role === "only";
    if (run && run[0]!.role === line.role && !single) run.push(line);
    else runs.push([line]);
  }
  return runs;
}

function toMark({ line }: ReadLine): MarkPiece {
  return { kind: "mark", mark: line.mark!, text: tidyWords(line.text), division: line.division, stood: null };
}

/** A run of headline lines: wrapped ones joined, two that were printed on one line parted. */
function toHeadlines(run: readonly ReadLine[], inside: boolean): Headline[] {
  const headlines: Headline[] = [];
  for (let i = 0; i < run.length; i++) {
    const from = i;
    while (i + 1 < run.length && runsOn(run[i]!, run[i + 1]!)) i += 1;
    const lines = run.slice(from, i + 1);
    const { line, column } = lines[0]!;
    const width = Math.max(...lines.map((other) => other.line.width));
    const wrapped = lines.length > 1 && isIndented(line.width, column);
    const texts =
      lines.length > 1 ? [joinLines(lines.map((other) => other.line.text))] : partHeadline(line.text);
    texts.forEach((text, t) => {
      const division = t === 0 ? line.division : "none";
      headlines.push({ kind: "headline", text, division, width, column, wrapped, inside });
    });
  }
  return headlines;
}

/** Is a headline wrapped between two lines? */
function runsOn({ line, column }: ReadLine, { line: next }: ReadLine): boolean {
  if (next.division === "frame") return false;
  // Set downwards, one character a line.
  if (line.width <= 2 && next.width <= 2) return true;
  // A subheading fills the indented line and leaves a few characters for the next.
  if (isIndented(line.width, column) && next.width <= 7) return true;
  if (line.seam.word || line.ending === "broken") return true;
  return /[与和及的——：·]$/u.test(line.text) || /^[的、，！？”》）]/u.test(next.text);
}

function isIndented(width: number, column: number): boolean {
  return column > 0 && Math.abs(width - (column - 2)) <= 1.2;
}

/** “深化合作 共赢未来” is one headline in two beats; two long parts are a headline and the line above it. */
function partHeadline(text: string): string[] {
  const tidied = tidyWords(text);
  const parts = tidied.split(" ");
  return parts.length === 2 && parts.every((part) => part.length >= 8) ? parts : [tidied];
}

/** A paragraph, and the marks that stood before its first and behind its last sentence. */
function toParagraph(lines: readonly ReadLine[]): Piece[] {
  if (lines.length === 0) return [];
  const { line, column } = lines[0]!;
  const division = line.division;
  const printed = joinUntidied(lines.map((read) => read.line.text));
  const bare = printed.replace(BULLET, "");
  const { text: begun, marks: before } = takeBefore(bare);
  const { text: raw, marks: behind } = takeBehind(begun);
  const text = tidy(raw);
  if (text === "") return [...before, ...behind];
  const closed = endingOf(text) === "full" || behind.length > 0;
  const bullet = bare.length < printed.length;
  return [...before, { kind: "paragraph", text, column, division, bullet, closed }, ...behind];
}

const WRITER = new RegExp(
  `^(?:本报|见习|实习|融媒体?|首席)*(?:记者|通讯员|作者|撰稿|文)[ /／：:]?${NAMES}[ 、，,]*$`,
  "u",
);
const BRACKETS_BEFORE = /^(?:本报讯? ?)?[（(] ?([^（）()]{3,80})[）)] ?/u;
const BRACKETS_BEHIND = /[（(] ?([^（）()]{3,80})[）)]$/u;
// “□ 记者 刘坤 陈文卿 近日，…”: names stand apart, the sentence begins after the last space.
const WRITER_INLINE = /^((?:本报|见习)?记者 (?:\p{Script=Han}{2,3} )+)(?=[^ ]{1,12}[，。])/u;
const SOURCE_BEHIND = /[（(] ?(?:稿件|资料|文章|图文)?来源[：:] ?([^（）()]+?) ?[）)]$/u;

interface Taken {
  readonly text: string;
  readonly marks: readonly MarkPiece[];
}

/** @returns the match if its brackets hold nothing but those who wrote */
function writersIn(brackets: RegExpExecArray | null): RegExpExecArray | null {
  return brackets && isRowOf(WRITER, brackets[1]!) ? brackets : null;
}

/** “（上接第1版）” and “本报讯（记者 刘坤）” at the beginning. */
function takeBefore(text: string): Taken {
  const marks: MarkPiece[] = [];
  let rest = text;
  const jump = readJump(rest);
  if (jump?.jump.to === "from" && jump.index === 0) {
    marks.push(markOf({ kind: "jump", jump: jump.jump }, rest.slice(0, jump.length), "before"));
    rest = rest.slice(jump.length).trimStart();
  }
  const writer = writersIn(BRACKETS_BEFORE.exec(rest)) ?? WRITER_INLINE.exec(rest);
  if (writer) {
    marks.push(markOf({ kind: "byline", names: namesOf(writer[1]!) }, writer[0], "before"));
    rest = rest.slice(writer[0].length);
  }
  return { text: rest, marks };
}

/** “（来源：…）”, “（记者 刘坤）” and “（下转第2版）” at the end, in any order. */
function takeBehind(text: string): Taken {
  const marks: MarkPiece[] = [];
  let rest = text;
  for (let cut = cutBehind(rest); cut; cut = cutBehind(rest)) {
    marks.unshift(markOf(cut.mark, rest.slice(cut.at), "behind"));
    rest = rest.slice(0, cut.at).trimEnd();
  }
  return { text: rest, marks };
}

function cutBehind(text: string): { mark: Mark; at: number } | null {
  const source = SOURCE_BEHIND.exec(text);
  if (source) return { mark: { kind: "source", source: tidyWords(source[1]!) }, at: source.index };
  const writer = writersIn(BRACKETS_BEHIND.exec(text));
  if (writer) return { mark: { kind: "byline", names: namesOf(writer[1]!) }, at: writer.index };
  const credit = CREDIT_BEHIND.exec(text);
  if (credit) {
    const names = namesOf(credit[1]!) || null;
    return { mark: { kind: "credit", names, text: /文|报道/u.test(credit[2]!) }, at: credit.index };
  }
  const from = Math.max(0, text.length - 30);
  const jump = readJump(text.slice(from));
  const last = jump?.jump.to === "on" && from + jump.index + jump.length === text.length;
  return last ? { mark: { kind: "jump", jump: jump.jump }, at: from + jump.index } : null;
}

function markOf(mark: Mark, text: string, stood: MarkPiece["stood"]): MarkPiece {
  return { kind: "mark", mark, text: tidyWords(text), division: "none", stood };
}

/**
 * Finds paragraphs, headlines and marks in the lines of a page.
 *
 * A line can be the first, an inner or the last one of a paragraph, a headline,
 * or a mark; which of these it is, its neighbours decide: the first line of a
 * paragraph is two characters short, the last one ends a sentence, the inner
 * ones fill the column, a headline does none of this. The likeliest reading of
 * the whole page is found at once (Viterbi 1967) instead of line by line, since
 * every single sign is wrong now and then. Costs are in rough units of surprise:
 * 1 is odd, 3 unusual, 6 hardly ever.
 */
import type { MeasuredLine, MeasuredPage, Seam } from "./columns.js";
import { tidy } from "./lines.js";
import { openingOf } from "./openings.js";

const ROLES = ["first", "inner", "last", "only", "heading", "mark", "heading-inside", "mark-inside"] as const;
/** `…-inside`: stands in the middle of a sentence, which goes on after it. */
export type Role = (typeof ROLES)[number];

export interface ReadLine {
  readonly line: MeasuredLine;
  readonly role: Role;
  /** Width of its column; 0 where paragraphs are not wrapped. */
  readonly column: number;
}

const NEVER = 1e6;
const INDENT = 2;

/** The likeliest role of every line. */
export function readLayout({ lines, columns }: MeasuredPage): ReadLine[] {
  const widths = columns.length > 0 ? columns : [0];
  const states = widths.flatMap((column) => ROLES.map((role) => ({ role, column })));
  let costs = states.map((state) => (lines[0] ? startCost(state) + lineCost(lines[0], state) : 0));
  const cameFrom: Int16Array[] = [];
  for (let i = 1; i < lines.length; i++) {
    const own = states.map((state) => lineCost(lines[i]!, state));
    const from = new Int16Array(states.length);
    const next = states.map((state, s) => {
      let best = Number.POSITIVE_INFINITY;
      for (let p = 0; p < states.length; p++) {
        const cost = costs[p]! + stepCost(states[p]!, state, lines[i - 1]!, lines[i]!);
        if (cost < best) [best, from[s]] = [cost, p];
      }
      return best + own[s]!;
    });
    costs = next;
    cameFrom.push(from);
  }
  const last = costs.map((cost, s) => cost + (isOpen(states[s]!.role) ? 4 : 0));
  return trace(lines, states, cameFrom, last.indexOf(Math.min(...last)));
}

interface State {
  readonly role: Role;
  readonly column: number;
}

function trace(
  lines: readonly MeasuredLine[],
  states: readonly State[],
  cameFrom: readonly Int16Array[],
  end: number,
): ReadLine[] {
  const read: ReadLine[] = [];
  let state = end;
  for (let i = lines.length - 1; i >= 0; i--) {
    read.push({ line: lines[i]!, ...states[state]! });
    if (i > 0) state = cameFrom[i - 1]![state]!;
  }
  return read.reverse();
}

/** Is a paragraph unfinished after a line of this role? */
function isOpen(role: Role): boolean {
  return role === "first" || role === "inner" || role.endsWith("inside");
}

function startCost({ role }: State): number {
  if (role.endsWith("inside")) return NEVER;
  return role === "inner" || role === "last" ? 3 : 0;
}

/** How odd a line looks in a role, whatever stands around it. */
function lineCost(line: MeasuredLine, { role, column }: State): number {
  if (role.startsWith("mark")) return line.mark ? (isSure(line) ? 0 : 0.7) : NEVER;
  const mark = line.mark ? (isSure(line) ? 8 : 1) : 0;
  if (role.startsWith("heading")) return mark + headingCost(line) + (column === 0 ? 1 : 2);
  return (
    mark + textCost(line, role) + (column === 0 ? looseCost(line, role) : columnCost(line, role, column))
  );
}

/** The others are words that prose or a headline may hold as well. */
function isSure({ mark, text }: MeasuredLine): boolean {
  if (mark?.kind === "byline" || mark?.kind === "credit") return /^[□■●▲◆�（(]|记者|通讯员|摄/u.test(text);
  return mark !== null && mark.kind !== "section" && mark.kind !== "notice" && mark.kind !== "teaser";
}

const CANNOT_OPEN = /^[，。、：；！？）》」』”’,.;:!?)]/u;
// What goes on from the word before it, and what needs one after it.
const LEANS_BACK = /^[的了们着]/u;
const LEANS_ON = /[的在和与及将为把被从向]$/u;
const PROSE = /^本报讯|^(?:20\d\d年)?\d{1,2}月\d{1,2}日[^，]{0,3}，|(?:表示|指出|强调|介绍|认为)，/u;

function headingCost({ text, ending, width }: MeasuredLine): number {
  let cost = 0;
  if (/[。；]$|。/u.test(text)) cost += 5;
  else if (ending === "broken" && /[，、]$/u.test(text)) cost += 4;
  if (/[，,]/u.test(text.slice(0, -1))) cost += 1;
  if (width > 40) cost += 3;
  if (width < 3) cost += 1;
  if (CANNOT_OPEN.test(text)) cost += 6;
  if (LEANS_BACK.test(text)) cost += 2;
  if (LEANS_ON.test(text)) cost += 2;
  if (PROSE.test(tidy(text))) cost += 3;
  return cost;
}

/** Signs of a beginning inside a paragraph, and of an end that is none. */
function textCost({ text, ending }: MeasuredLine, role: Role): number {
  const opens = role === "first" || role === "only";
  let cost = opens && CANNOT_OPEN.test(text) ? 6 : 0;
  if (opens && LEANS_BACK.test(text)) cost += 3;
  if (!opens && /^(?:[□■▲◆�]|[（(] ?[上紧]接)/u.test(text)) cost += 5;
  // A line that only exclaims or asks is a headline sooner than a paragraph.
  if (role === "only" && !/。|^[问答]/u.test(text) && /[！？!?]/u.test(text)) cost += 2;
  if (role === "last" || role === "only") cost += { full: 0, weak: 1.5, none: 5, broken: 8 }[ending];
  return cost;
}

/** Unwrapped pages: every line is a paragraph, or a piece of one that was cut at a column's end. */
function looseCost({ ending, width }: MeasuredLine, role: Role): number {
  if (role === "only") return ending === "none" && width > 36 ? -1 : 0;
  if (role === "last") return 0;
  if (ending === "full") return 3;
  // A column ends with a line of text, not with a character.
  if (width < 3) return 4;
  return width > 30 || ending === "broken" ? 0 : role === "first" ? 2.2 : 1;
}

/** Wrapped pages: how far the width is from what the role wants. */
function columnCost({ ending, width, slack }: MeasuredLine, role: Role, column: number): number {
  const off = (target: number) =>
    Math.min(6, Math.max(0, Math.max(width - target, target - width - slack) - 0.6) * 2.2);
  const over = (target: number) => Math.min(6, Math.max(0, width - target - 0.6) * 1.5);
  if (role === "first")
    return Math.min(off(column - INDENT), off(column) + 1.2) + (ending === "full" ? 0.3 : 0);
  if (role === "inner") return off(column) + (ending === "full" ? 0.3 : 0);
  // One paragraph in a dozen ends on a full line; one full line in thirty ends a sentence by chance.
  if (role === "last") return over(column) + (width > column - 1 ? 1 : 0);
  return 1 + Math.min(over(column - INDENT), over(column) + 1.2);
}

/** How odd it is that a line of one role and column follows one of another. */
function stepCost(from: State, to: State, before: MeasuredLine, line: MeasuredLine): number {
  const frame = line.division === "frame";
  const goesOn = isOpen(from.role);
  let cost = 0;
  if (to.role === "inner" || to.role === "last") {
    if (!goesOn) return NEVER;
    // A text frame that goes on in another one; a caption or headline set into a column.
    if (frame) cost += before.ending === "full" ? 5 : 1.5;
    if (!before.mark) cost += joinCost(before, line, to.column);
    if (line.division === "paragraph") cost += before.ending === "full" ? 4 : 1;
    if (line.spanned && !from.role.endsWith("inside")) cost += 2;
    return cost + (from.column === to.column ? 0 : 4);
  }
  if (to.role.endsWith("inside")) {
    if (!goesOn || from.column !== to.column) return NEVER;
    if (from.role === to.role) return 0.5;
    const shown = line.spanned ? -2 : 0;
    return (to.role === "heading-inside" ? 2.5 : 1.5) + shown + (before.ending === "full" ? 2 : 0);
  }
  // A paragraph that never ended: its end stands elsewhere.
  if (goesOn) cost += from.role.endsWith("inside") ? 8 : frame ? 4 : 6;
  const headline = from.role === "heading" && to.role === "heading";
  if (before.ending !== "full" && !headline && !before.mark && !line.mark) cost += seamCost(before.seam);
  if (from.role === "heading" && to.role !== "heading" && before.ending === "broken") cost += 3;
  if (from.column !== to.column) cost += frame || from.role === "heading" || from.role === "mark" ? 0.3 : 1.5;
  return cost;
}

/** Joining lines that nothing shows to be one. Where a paragraph was cut, something does three times in four. */
function joinCost({ seam, ending }: MeasuredLine, { text }: MeasuredLine, column: number): number {
  const shown = seam.word || seam.pair || ending === "broken";
  const opens = openingOf(tidy(text)) === 3;
  if (column > 0) return shown ? 0 : opens ? 1.3 : 0.5;
  return (shown ? 0 : 1.2) + (opens ? 2 : 0);
}

function seamCost({ word, pair }: Seam): number {
  return (word ? 1.5 : 0) + (pair ? 1.5 : 0);
}

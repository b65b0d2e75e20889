/**
 * Where one story of a page ends and the next begins.
 *
 * A source line or a jump to another page settles it. Elsewhere the signs are
 * weighed: how the paragraph opens, the text frame, the column, what stands
 * between, and what the two sides have in common. When in doubt the page is cut,
 * since a story in two halves misleads nobody and two stories in one do.
 */
import { isNumbered, openingOf } from "./openings.js";
import type { Overlap } from "./overlap.js";
import type { Headline, MarkPiece, Paragraph, Piece } from "./pieces.js";

/** `wall`: a caption, notice or label was lifted out here; `solid` if nothing goes on across it. */
export interface Wall {
  readonly kind: "wall";
  readonly solid: boolean;
}
export type FlowPiece = Piece | Wall;

/** A paragraph with what stands between it and the one before. */
export interface Step {
  readonly paragraph: Paragraph;
  readonly gap: readonly FlowPiece[];
  /** Place of the paragraph in the flow; the gap comes right before it. */
  readonly at: number;
}

export interface Flow {
  readonly steps: readonly Step[];
  /** What stands behind the last paragraph. */
  readonly rest: readonly FlowPiece[];
}

export function toFlow(pieces: readonly FlowPiece[]): Flow {
  const steps: Step[] = [];
  let gap: FlowPiece[] = [];
  pieces.forEach((piece, at) => {
    if (piece.kind !== "paragraph") gap.push(piece);
    else {
      steps.push({ paragraph: piece, gap, at });
      gap = [];
    }
  });
  return { steps, rest: gap };
}

const CLOSES = /(?:出席|参加|陪同)(?:[^，。；]{0,10}(?:活动|会议|仪式))?。$/u;

/**
 * Weights in log-odds, fitted (logistic regression) on 15,000 pairs of
 * neighbouring paragraphs of pages set from known stories, then set lower where
 * such pages are neater than printed ones: there a text frame or a column never
 * changes inside a story.
 */
const WEIGHT = {
  start: -3.1,
  bullet: 5,
  byline: 8,
  frame: 4,
  column: 2.2,
  wall: 1,
  closes: 0.5,
  /** Nothing stands between: where headlines come first, the next story would have one too. */
  headed: -0.2,
  unheaded: 0.6,
  unfinished: -2,
  opening: 1,
  /** Per e-fold by which the paragraph is nearer to what follows than to the story before it. */
  turn: 1.4,
  /** Per e-fold of what it shares with the paragraph before it, from the usual value on. */
  apart: 2,
  headline: 2.4,
  headlines: 0.7,
  /** A headline set like a subheading, or unlike one, or where the story has had its own already. */
  wrapped: -3.3,
  numbered: -8,
  second: 0.9,
  wideSecond: 1,
  /** Wider than a subheading, and says what the next paragraph says rather than the story before. */
  leads: 2,
  /** A headline elsewhere on the page speaks of this paragraph; half of it where the paragraph does not open a story. */
  elsewhere: 3,
} as const;

/** A page is cut a little before the odds are even: see above. */
const ENOUGH = -1;

/** @returns for every step, whether a story begins there. The first is always true. */
export function findCuts({ steps, rest }: Flow, overlap: Overlap): boolean[] {
  const pieces = [...steps.flatMap(({ gap }) => gap), ...rest];
  const headlines = pieces
    .filter((piece) => piece.kind === "headline")
    .map((headline) => matchOf(headline, steps, overlap));
  const cuts: boolean[] = [];
  let first = 0;
  steps.forEach((_, i) => {
    const cut = i === 0 || evidence({ steps, headlines, overlap }, first, i) >= ENOUGH;
    if (cut) first = i;
    cuts.push(cut);
  });
  return cuts;
}

interface Page {
  readonly steps: readonly Step[];
  readonly headlines: readonly Match[];
  readonly overlap: Overlap;
}

/** A headline, the step that opens most like it, and how much. */
interface Match {
  readonly headline: Headline;
  readonly step: number;
  readonly like: number;
}

function matchOf(headline: Headline, steps: readonly Step[], overlap: Overlap): Match {
  const likes = steps.map(({ paragraph }) => overlap.share(headline.text, openingText(paragraph)));
  const like = Math.max(0, ...likes);
  return { headline, step: likes.indexOf(like), like };
}

function openingText({ text }: Paragraph): string {
  return text.slice(0, 160);
}

/** Log-odds of a story beginning at step `i`, when the one before it began at `first`. */
export function evidence(page: Page, first: number, i: number): number {
  const { paragraph: next, gap } = page.steps[i]!;
  const before = page.steps[i - 1]!.paragraph;
  const marks = gap.filter((piece) => piece.kind === "mark");
  if (isSettled(marks, gap)) return 10;
  const run = gap.filter((piece): piece is Headline => piece.kind === "headline" && !piece.inside);
  // The paragraph that leads into a long story may stand before the byline.
  const leadIn = hasHeadline(page.steps, first) && run.length === 0 && i - first === 1;
  let sum: number = WEIGHT.start + WEIGHT.opening * openingOf(next.text);
  if (marks.some(({ mark }) => mark.kind === "byline")) sum += leadIn ? 0 : WEIGHT.byline;
  if (gap.some((piece) => piece.kind === "wall")) sum += WEIGHT.wall;
  if (next.bullet) sum += WEIGHT.bullet;
  if (!before.closed) sum += WEIGHT.unfinished;
  if ([...gap, next].some((piece) => piece.kind !== "wall" && piece.division === "frame"))
    sum += WEIGHT.frame;
  if (Math.abs(before.column - next.column) >= 1.5) sum += WEIGHT.column;
  if (CLOSES.test(before.text)) sum += WEIGHT.closes;
  if (run.length === 0) sum += hasHeadline(page.steps, first) ? WEIGHT.headed : WEIGHT.unheaded;
  return sum + headlineEvidence(page, run, { first, i }) + wordEvidence(page, first, i);
}

function isSettled(marks: readonly MarkPiece[], gap: readonly FlowPiece[]): boolean {
  return (
    marks.some(({ mark }) => mark.kind === "source" || mark.kind === "jump") ||
    gap.some((piece) => piece.kind === "wall" && piece.solid)
  );
}

// A subheading keeps to the column; on pages without columns it is shorter than this.
const LONGEST_SUBHEADING = 18;

function headlineEvidence(
  { steps, overlap }: Page,
  run: readonly Headline[],
  { first, i }: { first: number; i: number },
): number {
  if (run.length === 0) return 0;
  const isWide = ({ width, column, wrapped }: Headline) =>
    !wrapped && width > (column > 0 ? column + 1.5 : LONGEST_SUBHEADING);
  const wide = run.filter(isWide);
  let sum: number = WEIGHT.headline;
  if (run.length > 1) sum += WEIGHT.headlines;
  if (run.some(({ wrapped }) => wrapped)) sum += WEIGHT.wrapped;
  if (run.every(({ text }) => isNumbered(text))) sum += WEIGHT.numbered;
  if (hasHeadline(steps, first)) sum += WEIGHT.second + (wide.length > 0 ? WEIGHT.wideSecond : 0);
  const like = (text: string, step: number) => overlap.share(text, openingText(steps[step]!.paragraph));
  const leads = wide.some(({ text }) => like(text, i) >= 0.35 && like(text, i) > like(text, first) + 0.2);
  return sum + (leads ? WEIGHT.leads : 0);
}

function hasHeadline(steps: readonly Step[], first: number): boolean {
  return steps[first]!.gap.some((piece) => piece.kind === "headline");
}

/** Characters from which what two texts share says something. */
const TELLING_LENGTH = 40;

/** What the paragraph shares with the story before it, with what follows, and with headlines elsewhere. */
function wordEvidence({ steps, headlines, overlap }: Page, first: number, i: number): number {
  const { text } = steps[i]!.paragraph;
  const story = storyText(steps, first, i);
  const following = steps.slice(i + 1, i + 4).map(({ paragraph }) => paragraph.text);
  const before = overlap.share(text, story);
  const after = overlap.share(text, following.join("\n"));
  const last = overlap.share(text, steps[i - 1]!.paragraph.text);
  const turn = WEIGHT.turn * Math.log((after + 0.03) / (before + 0.03));
  const apart = -WEIGHT.apart * (Math.log(last + 0.02) + 3);
  const between = steps[i]!.gap;
  const elsewhere = headlines.some(
    ({ headline, step, like }) =>
      step === i &&
      like >= 0.35 &&
      !between.includes(headline) &&
      overlap.share(headline.text, story) < like * 0.6,
  );
  // A few words share little with anything.
  const telling = Math.min(1, Math.min(text.length, story.length) / TELLING_LENGTH);
  return telling * (turn + apart) + (elsewhere ? WEIGHT.elsewhere / (openingOf(text) > 0 ? 1 : 2) : 0);
}

/** The opening of a story and what came last; the middle of a long one adds nothing. */
function storyText(steps: readonly Step[], first: number, i: number): string {
  const from = Math.max(first + 1, i - 8);
  const texts = steps.slice(from, i).flatMap(({ paragraph, gap }) => {
    const subheadings = gap.flatMap((piece) => (piece.kind === "headline" ? [piece.text] : []));
    return [...subheadings, paragraph.text];
  });
  return [steps[first]!.paragraph.text, ...(first < i ? texts : [])].join("\n");
}

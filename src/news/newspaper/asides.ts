/**
 * Lifts out of a page what stands beside its stories: captions of photos,
 * notices, pointers to other pages, names of columns, head and foot. What is left
 * is the flow of stories, with a wall where something was taken.
 */
import type { IsoDay } from "../../clock.js";
import type { Imprint } from "./imprint.js";
import type { MarkPiece, Paragraph, Piece } from "./pieces.js";
import type { FlowPiece } from "./stories.js";

export interface Caption {
  readonly paragraphs: readonly string[];
  readonly byline: string | null;
  /** Place in the flow of the wall it left. */
  readonly at: number;
}

export interface Notice {
  readonly title: string;
  readonly paragraphs: readonly string[];
  /** The body that signed it, and the day below. */
  readonly signature: string | null;
  readonly day: IsoDay | null;
  readonly at: number;
}

export interface Teaser {
  readonly title: string;
  readonly printed: string;
  readonly page: number;
  readonly at: number;
}

export interface Asides {
  readonly flow: readonly FlowPiece[];
  readonly captions: readonly Caption[];
  readonly notices: readonly Notice[];
  readonly teasers: readonly Teaser[];
  readonly imprints: readonly Imprint[];
  /** Lines that are no part of any item: names of columns, head and foot. */
  readonly furniture: readonly string[];
}

// A caption is short; a longer text before a photographer's name is a story, and the name its byline.
const LONGEST_CAPTION = 320;
const LONGEST_NOTICE = 14;
const CAPTION = /^(?:图为|[上下左右]图[为是：:，]|本版图)/u;

interface Lift {
  readonly flow: FlowPiece[];
  readonly captions: Caption[];
  readonly notices: Notice[];
  readonly teasers: Teaser[];
  readonly imprints: Imprint[];
  readonly furniture: string[];
  /** Place in the flow where a column of photos began, or -1. */
  photosFrom: number;
}

export function liftAsides(pieces: readonly Piece[]): Asides {
  const lift: Lift = {
    flow: [],
    captions: [],
    notices: [],
    teasers: [],
    imprints: [],
    furniture: [],
    photosFrom: -1,
  };
  for (let i = 0; i < pieces.length; i++) {
    const piece = pieces[i]!;
    if (piece.kind === "mark" && piece.mark.kind === "notice") i = liftNotice(lift, pieces, i);
    else if (piece.kind === "mark") liftMark(lift, piece);
    else {
      lift.flow.push(piece);
      if (piece.kind !== "paragraph" || isCreditAhead(pieces, i)) continue;
      // Captions that are not signed: the one paragraph of a column of photos, and one that says it is a caption.
      if (lift.photosFrom >= 0) liftCaption(lift, lift.photosFrom, null);
      else if (CAPTION.test(piece.text) && piece.text.length <= LONGEST_CAPTION)
        liftCaption(lift, lift.flow.length - 1, null);
    }
  }
  return lift;
}

function liftMark(lift: Lift, piece: MarkPiece): void {
  const { mark, text } = piece;
  switch (mark.kind) {
    case "credit":
      liftCredit(lift, piece);
      return;
    case "teaser":
      lift.teasers.push({ title: mark.text, printed: text, page: mark.page, at: lift.flow.length });
      lift.flow.push({ kind: "wall", solid: true });
      return;
    case "section":
      lift.furniture.push(text);
      lift.flow.push({ kind: "wall", solid: true });
      lift.photosFrom = mark.photo ? lift.flow.length : -1;
      return;
    case "imprint":
      lift.imprints.push(mark.imprint);
      lift.furniture.push(text);
      return;
    case "day":
      if (signsStory(lift.flow)) signStory(lift.flow, text);
      else {
        lift.imprints.push({ day: mark.day, issue: null, page: null });
        lift.furniture.push(text);
      }
      return;
    default:
      lift.flow.push(piece);
  }
}

function liftCredit(lift: Lift, piece: MarkPiece): void {
  const { mark } = piece;
  if (mark.kind !== "credit") return;
  const from = lift.photosFrom >= 0 ? lift.photosFrom : captionStart(lift.flow, mark.text);
  if (from < lift.flow.length) liftCaption(lift, from, piece);
  else if (mark.text && mark.names) lift.flow.push({ ...piece, mark: { kind: "byline", names: mark.names } });
  else lift.furniture.push(piece.text);
}

/** Makes the paragraphs of the flow from `from` on a caption; headlines among them stay. */
function liftCaption(lift: Lift, from: number, credit: MarkPiece | null): void {
  const taken = lift.flow.splice(from);
  const paragraphs = taken.flatMap((piece) => (piece.kind === "paragraph" ? [piece.text] : []));
  lift.flow.push(...taken.filter((piece) => piece.kind !== "paragraph"));
  const names = credit?.mark.kind === "credit" ? credit.mark.names : null;
  // The day a photo was taken stands in its credit, so the credit stays part of the text.
  if (credit) paragraphs.push(credit.text);
  lift.captions.push({ paragraphs, byline: names, at: lift.flow.length });
  lift.flow.push({ kind: "wall", solid: lift.photosFrom >= 0 });
  lift.photosFrom = -1;
}

/** Where in the flow the caption before a credit begins; the flow's length if there is none. */
function captionStart(flow: readonly FlowPiece[], alsoText: boolean): number {
  let from = flow.length;
  let length = 0;
  while (from > 0) {
    const piece = flow[from - 1]!;
    if (piece.kind !== "paragraph") break;
    from -= 1;
    length += piece.text.length;
    if (piece.division === "frame") break;
  }
  const last = flow.at(-1);
  if (last?.kind !== "paragraph") return flow.length;
  const count = flow.length - from;
  if (count <= (alsoText ? 2 : 1) && length <= LONGEST_CAPTION) return from;
  const before = flow[flow.length - 2] as Paragraph;
  const narrow = last.column > 0 && before.column - last.column >= 1.5;
  const short = last.text.length <= LONGEST_CAPTION;
  return short && (narrow || CAPTION.test(last.text)) ? flow.length - 1 : flow.length;
}

function isCreditAhead(pieces: readonly Piece[], from: number): boolean {
  for (const piece of pieces.slice(from + 1, from + 4)) {
    if (piece.kind === "mark") return piece.mark.kind === "credit";
    if (piece.kind === "headline" || piece.division === "frame") return false;
  }
  return false;
}

/** Takes a notice from its label to the day below it. Returns the place of its last piece. */
function liftNotice(lift: Lift, pieces: readonly Piece[], label: number): number {
  const end = noticeEnd(pieces, label);
  const parts = pieces
    .slice(label + 1, end + 1)
    .filter((piece) => piece.kind !== "mark" || piece.mark.kind === "day");
  if (parts.some((piece) => piece.kind === "paragraph")) {
    const last = parts.at(-1);
    const day = last?.kind === "mark" && last.mark.kind === "day" ? last.mark.day : null;
    const signed = parts.findLast((piece) => piece.kind === "headline");
    const title = (pieces[label] as MarkPiece).text;
    const paragraphs = parts.map(({ text }) => text);
    lift.notices.push({ title, paragraphs, signature: signed?.text ?? null, day, at: lift.flow.length });
  } else lift.furniture.push(...pieces.slice(label, end + 1).map(({ text }) => text));
  lift.flow.push({ kind: "wall", solid: true });
  return end;
}

function noticeEnd(pieces: readonly Piece[], label: number): number {
  let paragraphs = label;
  for (let i = label + 1; i < Math.min(pieces.length, label + LONGEST_NOTICE); i++) {
    const piece = pieces[i]!;
    if (piece.kind === "mark") return piece.mark.kind === "day" ? i : paragraphs;
    if (piece.kind === "paragraph" && (paragraphs === i - 1 || piece.division === "none")) paragraphs = i;
    else if (piece.kind === "paragraph") break;
  }
  return paragraphs;
}

/** A letter or statement: its last lines are who signed it and the day. */
function signsStory(flow: readonly FlowPiece[]): boolean {
  const [text, name] = flow.slice(-2);
  return (
    text?.kind === "paragraph" &&
    name?.kind === "headline" &&
    name.division !== "frame" &&
    name.text.length < 16
  );
}

function signStory(flow: FlowPiece[], day: string): void {
  const name = flow.pop();
  const text = flow.at(-1);
  if (name?.kind !== "headline" || text?.kind !== "paragraph") return;
  for (const line of [name.text, day])
    flow.push({ ...text, text: line, division: "none", bullet: false, closed: true });
}

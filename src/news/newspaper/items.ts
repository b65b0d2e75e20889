/**
 * The flow of a page made into stories with their headlines, bylines and sources.
 */
import type { Asides } from "./asides.js";
import { BULLET } from "./bylines.js";
import { assignHeadlines, type Candidate, type Claimant, type Owned } from "./headlines.js";
import type { Jump } from "./marks.js";
import { createOverlap, type Overlap } from "./overlap.js";
import type { Headline, MarkPiece, Paragraph } from "./pieces.js";
import { type FlowPiece, findCuts, toFlow } from "./stories.js";

export interface Story {
  /** Paragraphs and subheadings in order. */
  readonly text: readonly (Paragraph | Headline)[];
  readonly headline: Owned | null;
  readonly bylines: readonly string[];
  readonly sources: readonly string[];
  readonly from: Jump | null;
  readonly on: Jump | null;
  readonly at: number;
}

export interface Stories {
  readonly stories: readonly Story[];
  /** Headline of each caption, in order of the captions. */
  readonly captionHeadlines: readonly (Owned | null)[];
  readonly orphans: readonly string[];
  /** Bylines, sources and jumps as printed. */
  readonly marks: readonly string[];
}

interface Draft {
  readonly text: (Paragraph | Headline)[];
  readonly bylines: string[];
  readonly sources: string[];
  from: Jump | null;
  on: Jump | null;
  start: number;
  end: number;
}

export function buildStories({ flow, captions }: Asides): Stories {
  const overlap = createOverlap(flow.flatMap((piece) => (piece.kind === "paragraph" ? [piece.text] : [])));
  const { drafts, candidates } = draftStories(flow, overlap);
  const claimants = [
    ...drafts.map(toClaimant),
    ...captions.map(({ paragraphs, at }): Claimant => {
      const text = paragraphs.join("\n");
      return { start: at, end: at, opening: text, text, caption: true };
    }),
  ];
  const owned = assignHeadlines(candidates, claimants, overlap);
  const used = new Set(owned.flatMap((own) => own?.used ?? []));
  const stories = drafts.map((draft, s): Story => {
    const headline = owned[s] ?? takeSubheading(draft, overlap);
    const { text, bylines, sources, from, on, start } = draft;
    return { text, headline, bylines, sources, from, on, at: start };
  });
  return {
    stories,
    captionHeadlines: owned.slice(drafts.length),
    orphans: candidates.flatMap(({ text }, c) => (used.has(c) ? [] : [text])),
    marks: flow.flatMap((piece) => (piece.kind === "mark" ? [piece.text] : [])),
  };
}

function toClaimant({ text, start, end }: Draft): Claimant {
  const paragraphs = text.map((piece) => piece.text);
  return {
    start,
    end,
    opening: (paragraphs[0] ?? "").slice(0, 200),
    text: paragraphs.join("\n"),
    caption: false,
  };
}

/** A headline may stand in the middle of its own story: it says what the opening says, not what comes next. */
function takeSubheading(draft: Draft, overlap: Overlap): Owned | null {
  const opening = draft.text[0]?.text ?? "";
  const found = draft.text.findIndex((piece, i) => {
    if (piece.kind !== "headline" || piece.wrapped) return false;
    const like = overlap.share(piece.text, opening);
    return like >= 0.5 && like > overlap.share(piece.text, draft.text[i + 1]?.text ?? "") + 0.1;
  });
  if (found < 0) return null;
  const [headline] = draft.text.splice(found, 1);
  return { title: headline!.text, subtitle: null, used: [] };
}

function draftStories(flow: readonly FlowPiece[], overlap: Overlap) {
  const { steps, rest } = toFlow(flow);
  const cuts = findCuts({ steps, rest }, overlap);
  const drafts: Draft[] = [];
  const candidates: Candidate[] = [];
  for (const [i, { paragraph, gap, at }] of steps.entries()) {
    const before = drafts.at(-1) ?? null;
    if (!before || cuts[i]) {
      const draft: Draft = { text: [], bylines: [], sources: [], from: null, on: null, start: at, end: at };
      drafts.push(draft);
      shareGap(
        { gap, from: at - gap.length },
        { before, next: draft, number: drafts.length - 1 },
        candidates,
      );
    } else keepGap({ gap, from: at - gap.length }, { draft: before, number: drafts.length - 1 }, candidates);
    const draft = drafts.at(-1)!;
    draft.text.push(paragraph);
    draft.end = at;
  }
  const end = { gap: rest, from: flow.length - rest.length };
  shareGap(end, { before: drafts.at(-1) ?? null, next: null, number: drafts.length }, candidates);
  return { drafts, candidates };
}

interface Gap {
  readonly gap: readonly FlowPiece[];
  /** Place of its first piece in the flow. */
  readonly from: number;
}

/** Inside a story: headlines are its subheadings, unless they cut a sentence in two. */
function keepGap(
  { gap, from }: Gap,
  { draft, number }: { draft: Draft; number: number },
  candidates: Candidate[],
) {
  gap.forEach((piece, i) => {
    if (piece.kind === "mark") attach(draft, piece);
    if (piece.kind !== "headline") return;
    if (piece.inside)
      candidates.push({ text: piece.text, at: from + i, run: from, bylineOf: -1, within: number });
    else draft.text.push(piece);
  });
}

/** Between two stories: marks go to the one they belong to, headlines wait for an owner. */
function shareGap(
  { gap, from }: Gap,
  { before, next, number }: { before: Draft | null; next: Draft | null; number: number },
  candidates: Candidate[],
) {
  let run = from;
  gap.forEach((piece, i) => {
    if (piece.kind === "mark") {
      const owner = next && (!before || isOfNext(gap, i, piece)) ? next : (before ?? next);
      if (owner) attach(owner, piece);
    }
    if (piece.kind !== "headline") return;
    if (gap[i - 1]?.kind !== "headline" || piece.division === "frame") run = from + i;
    const within = piece.inside && before ? number - 1 : -1;
    const bylineOf = next && isBylineAhead(gap, i) ? number : -1;
    candidates.push({ text: piece.text, at: from + i, run, bylineOf, within });
  });
}

function attach(draft: Draft, { mark }: MarkPiece): void {
  if (mark.kind === "byline") draft.bylines.push(mark.names);
  else if (mark.kind === "source") draft.sources.push(mark.source);
  else if (mark.kind === "jump" && mark.jump.to === "from") draft.from = mark.jump;
  else if (mark.kind === "jump") draft.on = mark.jump;
}

/** Does a mark between two stories belong to the one after it? */
function isOfNext(gap: readonly FlowPiece[], i: number, { mark, text, division, stood }: MarkPiece): boolean {
  if (stood) return stood === "before";
  if (mark.kind === "jump") return mark.jump.to === "from";
  if (mark.kind !== "byline") return false;
  if (gap.slice(i + 1).some((piece) => piece.kind === "headline")) return false;
  if (gap.slice(0, i).some((piece) => piece.kind !== "mark" || piece.mark.kind !== "byline")) return true;
  return BULLET.test(text) || division === "frame";
}

function isBylineAhead(gap: readonly FlowPiece[], i: number): boolean {
  const next = gap.slice(i + 1).find((piece) => piece.kind !== "headline");
  return (
    next?.kind === "mark" &&
    next.mark.kind === "byline" &&
    !gap.slice(gap.indexOf(next)).some((piece) => piece.kind === "headline")
  );
}

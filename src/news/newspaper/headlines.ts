/**
 * Gives every headline to the story it belongs to, wherever on the page it
 * stands: by the words it shares with the story, then by nearness. A headline
 * that shares nothing with any story is left over; its story is on another page.
 */
import type { Overlap } from "./overlap.js";

export interface Candidate {
  readonly text: string;
  /** Place among the pieces of the page. */
  readonly at: number;
  /** Part of a run of headlines with the same number. */
  readonly run: number;
  /** Number of the story whose byline follows the run, or -1. */
  readonly bylineOf: number;
  /** Number of the story it stands in, or -1. */
  readonly within: number;
}

export interface Claimant {
  /** Places of its first and last piece. */
  readonly start: number;
  readonly end: number;
  readonly opening: string;
  readonly text: string;
  /** A caption: takes only what stands right before it. */
  readonly caption: boolean;
}

export interface Owned {
  readonly title: string;
  readonly subtitle: string | null;
  /** Candidates used, by number. */
  readonly used: readonly number[];
}

/** @returns for every story its headline, or null. No candidate is used twice. */
export function assignHeadlines(
  candidates: readonly Candidate[],
  stories: readonly Claimant[],
  overlap: Overlap,
): (Owned | null)[] {
  const scores = candidates.map((candidate) =>
    stories.map((story, s) => score(candidate, story, s, overlap, stories)),
  );
  const owner = candidates.map(() => -1);
  const main = stories.map(() => -1);
  const pairs = scores.flatMap((row, c) => row.map((value, s) => ({ c, s, value })));
  for (const { c, s, value } of pairs.filter((pair) => pair.value > 0).sort((a, b) => b.value - a.value)) {
    if (owner[c] !== -1 || main[s] !== -1) continue;
    const rival = Math.max(0, ...scores[c]!.filter((_, other) => other !== s));
    if (!isNear(candidates[c]!, stories[s]!, stories) && value < rival + 0.15) continue;
    [owner[c], main[s]] = [s, c];
  }
  widen(candidates, scores, owner);
  return stories.map(({ text }, s) => owned(candidates, { owner, scores }, { number: s, text }));
}

interface Owners {
  readonly owner: readonly number[];
  readonly scores: readonly (readonly number[])[];
}

/** The line that says most of the story is its title, the others of the run its subtitle. */
function owned(
  candidates: readonly Candidate[],
  { owner, scores }: Owners,
  { number, text }: { number: number; text: string },
): Owned | null {
  const used = owner.flatMap((story, c) => (story === number ? [c] : []));
  const says = (c: number) => scores[c]![number]! * Math.sqrt(candidates[c]!.text.length);
  const lines: { text: string; last: number; says: number }[] = [];
  for (const c of used) {
    const candidate = candidates[c]!;
    const before = lines.at(-1);
    const sameRun = before?.last === c - 1 && candidates[c - 1]!.run === candidate.run;
    // What runs on in the story ran on in the headline, which was only wrapped here.
    if (before && sameRun && text.includes(before.text.slice(-2) + candidate.text.slice(0, 2))) {
      Object.assign(before, { text: before.text + candidate.text, last: c, says: before.says + says(c) });
    } else lines.push({ text: candidate.text, last: c, says: says(c) });
  }
  const title = lines.toSorted((a, b) => b.says - a.says)[0];
  if (!title) return null;
  const others = lines.filter((line) => line !== title).map((line) => line.text);
  return { title: title.text, subtitle: others.join(" ") || null, used };
}

/** The lines of a run around a headline go with it if they speak of the same story. */
function widen(
  candidates: readonly Candidate[],
  scores: readonly (readonly number[])[],
  owner: number[],
): void {
  for (const step of [1, -1]) {
    for (let i = 0; i < candidates.length; i++) {
      const c = step === 1 ? i : candidates.length - 1 - i;
      const neighbour = c - step;
      const story = owner[neighbour] ?? -1;
      if (owner[c] !== -1 || story === -1 || candidates[c]!.run !== candidates[neighbour]!.run) continue;
      const own = scores[c]![story]!;
      if (own > 0 && own >= Math.max(...scores[c]!) - 0.1) owner[c] = story;
    }
  }
}

function isNear({ at, bylineOf, within }: Candidate, story: Claimant, stories: readonly Claimant[]): boolean {
  if (bylineOf >= 0 || within >= 0) return true;
  return stories.every((other) => other === story || !isBetween(other, at, story));
}

function isBetween({ start, end }: Claimant, at: number, story: Claimant): boolean {
  return at < story.start ? start > at && end < story.start : end < at && start > story.end;
}

/** Likeness and nearness; 0 if the headline cannot belong to the story. */
function score(
  { text, at, bylineOf, within }: Candidate,
  story: Claimant,
  s: number,
  overlap: Overlap,
  stories: readonly Claimant[],
): number {
  const like = Math.max(overlap.share(text, story.opening), 0.85 * overlap.share(text, story.text));
  if (bylineOf >= 0) return bylineOf === s ? 0.5 + like : 0;
  const near = isNear({ text, at, bylineOf, within, run: 0 }, story, stories);
  const before = at < story.start;
  if (within === s) return like >= 0.3 ? like + 0.15 : 0;
  if (story.caption) return near && before && like >= 0.2 ? like + 0.1 : 0;
  if (near) return like >= (before ? 0.18 : 0.25) ? like + (before ? 0.25 : 0.2) : 0;
  return like >= 0.5 ? like : 0;
}

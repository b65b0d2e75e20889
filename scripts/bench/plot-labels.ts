/** Puts names beside points so that none lies on another, nor on a point. */

export interface Labelled {
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

export interface PlacedLabel extends Labelled {
  readonly anchor: "start" | "middle" | "end";
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Of 12-pixel letters, on the wide side: a label that is thought too long harms nothing. */
const LETTER = 6.8;
const HEIGHT = 13;
const GAP = 9;

/** @param area labels stay inside it @returns one a point, in their order; earlier ones choose first */
export function placeLabels(points: readonly Labelled[], area: Box): PlacedLabel[] {
  const taken: Box[] = points.map(({ x, y }) => ({ left: x - 6, right: x + 6, top: y - 6, bottom: y + 6 }));
  return points.map((point, own) => {
    const choices = candidates(point);
    const free = choices.find((label) => {
      const box = boxOf(label);
      const inside =
        box.left >= area.left && box.right <= area.right && box.top >= area.top && box.bottom <= area.bottom;
      return inside && !taken.some((other, i) => i !== own && overlaps(box, other));
    });
    const label = free ?? choices[0]!;
    taken.push(boxOf(label));
    return label;
  });
}

/** Right, left, above, below, then the same further away. */
function candidates({ x, y, text }: Labelled): PlacedLabel[] {
  return [0, 14, 28, 42].flatMap((away) => [
    { x: x + GAP, y: y + 4 - away, text, anchor: "start" as const },
    { x: x + GAP, y: y + 4 + away, text, anchor: "start" as const },
    { x: x - GAP, y: y + 4 - away, text, anchor: "end" as const },
    { x: x - GAP, y: y + 4 + away, text, anchor: "end" as const },
    { x, y: y - GAP - away, text, anchor: "middle" as const },
    { x, y: y + GAP + HEIGHT + away, text, anchor: "middle" as const },
  ]);
}

function boxOf({ x, y, text, anchor }: PlacedLabel): Box {
  const width = text.length * LETTER;
  const left = anchor === "start" ? x : anchor === "end" ? x - width : x - width / 2;
  return { left, right: left + width, top: y - HEIGHT + 2, bottom: y + 3 };
}

function overlaps(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** Moves heights apart to at least `gap`, keeping their order; inside `top`–`bottom` as far as there is room. */
export function spread(heights: readonly number[], gap: number, bounds: readonly [number, number]): number[] {
  const order = heights.map((_, i) => i).sort((a, b) => heights[a]! - heights[b]!);
  const placed = [...heights];
  let last = bounds[0] - gap;
  for (const i of order) {
    placed[i] = Math.max(placed[i]!, last + gap);
    last = placed[i]!;
  }
  let limit = bounds[1];
  for (const i of order.reverse()) {
    placed[i] = Math.min(placed[i]!, limit);
    limit = placed[i]! - gap;
  }
  return placed;
}

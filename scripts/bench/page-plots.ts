/** The plots of the page: which results are drawn, in which colours, under which names. */
import { type Contestant, nameOf, type Result } from "./compare.js";
import { type Line, type Point, renderDots, renderLines, renderScatter } from "./plots.js";
import { BUILD, DISK, type Figure, LOAD, MEMORY, P50 } from "./table.js";

/** One colour an engine, whatever its setup, and one for each embedder of ours; ours is 0. */
export function coloursOf(results: readonly Result[]): (contestant: Contestant) => number {
  const keyOf = ({ engine, variant }: Contestant) => `${engine.name}\n${variant ?? ""}`;
  const [first] = results.filter(({ engine }) => engine.name === "ours");
  const keys = [...new Set([...(first ? [keyOf(first)] : ["ours"]), ...results.map(keyOf)])];
  return (contestant) => keys.indexOf(keyOf(contestant)) % COLOURS;
}

/** As many as the style has. */
const COLOURS = 7;

type Colours = ReturnType<typeof coloursOf>;

/** @returns null where it failed, or has no such figure */
export function figureOf({ outcome, articles }: Result, figure: Figure): number | null {
  return outcome.kind === "measured" ? figure.of({ ...outcome, articles }) : null;
}

export function scatter(results: readonly Result[], colours: Colours, figure: Figure, title: string): string {
  const points = results.flatMap((result): Point[] => {
    const [x, y] = [figureOf(result, P50), figureOf(result, figure)];
    return x === null || y === null ? [] : [{ name: ownName(result), colour: colours(result), x, y }];
  });
  if (points.length === 0) return "";
  return renderScatter(points, {
    title,
    x: "median time of a search, ms",
    y: `${figure.head}, share of questions`,
  });
}

/** Beside a line there is room for so many letters. */
const ROOM = 17;

/** Of a model its own name, without that of who offers it. */
function ownName(result: Result): string {
  return result.variant?.split("/").at(-1) ?? nameOf(result);
}

/** Models of one family differ at the end of their names, so it is the middle that goes. */
export function shorten(name: string, room = ROOM): string {
  if (name.length <= room) return name;
  const head = Math.ceil((room - 1) / 2);
  return `${name.slice(0, head)}…${name.slice(head + 1 - room)}`;
}

const UNITS: readonly (readonly [Figure, string, string])[] = [
  [P50, "time of a search", "median, ms"],
  [MEMORY, "memory of the opened index", "MB"],
  [DISK, "index on disk", "MB"],
  [BUILD, "building the index", "processor seconds"],
  [LOAD, "opening the index", "ms"],
];

export function cost(results: readonly Result[], colours: Colours, figure: Figure): string {
  const [, title, unit] = UNITS.find(([one]) => one === figure)!;
  const lines = new Map<string, Line>();
  for (const result of [...results].sort((a, b) => a.articles - b.articles)) {
    const value = figureOf(result, figure);
    if (value === null || value <= 0) continue;
    const name = nameOf(result);
    const dashed = result.engine.setups[0] !== result.setup;
    const line = lines.get(name) ?? {
      name: shorten(ownName(result)),
      colour: colours(result),
      dashed,
      points: [],
    };
    lines.set(name, { ...line, points: [...line.points, { x: result.articles, y: value }] });
  }
  const drawn = [...lines.values()];
  if (drawn.length === 0) return "";
  const axes = { title, x: "articles", y: unit };
  if (drawn.every(({ points }) => points.length === 1))
    return renderDots(
      drawn.map(({ name, colour, points }) => ({ name, colour, value: points[0]!.y })),
      axes,
    );
  return renderLines(drawn, axes);
}

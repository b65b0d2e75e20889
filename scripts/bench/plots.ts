/**
 * Plots as SVG text, drawn here so that the page needs nothing from elsewhere.
 * Colours are classes: the page sets them for light and dark.
 */
import { escapeHtml } from "./html.js";
import { type Labelled, placeLabels, spread } from "./plot-labels.js";
import { linearScale, logScale, type Scale, tickText } from "./plot-scale.js";

export interface Point {
  readonly name: string;
  /** 0 is ours, with or without vectors; the others count on. */
  readonly colour: number;
  readonly x: number;
  readonly y: number;
}

export interface Line {
  readonly name: string;
  readonly colour: number;
  /** Drawn in dashes: another setup of the engine above. */
  readonly dashed: boolean;
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

export interface Axes {
  readonly title: string;
  readonly x: string;
  readonly y: string;
}

const WIDTH = 440;
const HEIGHT = 320;
const AREA = { left: 52, right: WIDTH - 14, top: 16, bottom: HEIGHT - 46 };
/** Room for the names at the ends of lines. */
const NAMES = 118;

/** Quality against time: the best stand at the top left. The time has a logarithmic axis. */
export function renderScatter(points: readonly Point[], axes: Axes): string {
  const x = logScale(
    points.map((point) => point.x),
    [AREA.left, AREA.right],
  );
  const y = linearScale(
    points.map((point) => point.y),
    [AREA.bottom, AREA.top],
    1,
  );
  // Ours choose their place first.
  const ordered = [...points].sort((a, b) => a.colour - b.colour);
  const places: Labelled[] = ordered.map((point) => ({
    x: x.at(point.x),
    y: y.at(point.y),
    text: point.name,
  }));
  const labels = placeLabels(places, AREA);
  const marks = ordered.map(({ colour, name, x: ms, y: quality }, i) => {
    const { x: cx, y: cy } = places[i]!;
    const label = labels[i]!;
    return `<g class="c${colour}"><circle cx="${at(cx)}" cy="${at(cy)}" r="${colour === 0 ? 7 : 5}"><title>${escapeHtml(`${name}: ${tickText(ms)}, ${quality.toFixed(3)}`)}</title></circle><text x="${at(label.x)}" y="${at(label.y)}" text-anchor="${label.anchor}">${escapeHtml(name)}</text></g>`;
  });
  return frame(axes, [...grid(x, y, AREA.right), ...marks]);
}

/** One line an engine, both axes logarithmic: a slope of 45° grows as the articles do. */
export function renderLines(lines: readonly Line[], axes: Axes): string {
  const right = WIDTH - NAMES;
  const all = lines.flatMap(({ points }) => points);
  const x = logScale(
    all.map((point) => point.x),
    [AREA.left, right],
  );
  const y = logScale(
    all.map((point) => point.y),
    [AREA.bottom, AREA.top],
  );
  // The sizes themselves are the ticks: there are few, and they are what was measured.
  const sizes = { ...x, ticks: [...new Set(all.map((point) => point.x))].sort((a, b) => a - b) };
  const most = Math.max(...all.map((point) => point.x));
  const ends = lines.map(({ points }) => y.at(points.at(-1)!.y));
  // A line that ends early (the engine failed) has its name where it ends.
  const whole = lines.flatMap(({ points }, i) => (points.at(-1)!.x === most ? [i] : []));
  const placed = spread(
    whole.map((i) => ends[i]!),
    14,
    [AREA.top + 6, AREA.bottom],
  );
  const marks = lines.map(({ name, colour, dashed, points }, i) => {
    const path = points.map((point) => `${at(x.at(point.x))},${at(y.at(point.y))}`).join(" ");
    const dots = points.map(
      (point) =>
        `<circle cx="${at(x.at(point.x))}" cy="${at(y.at(point.y))}" r="3.5"><title>${escapeHtml(`${name}, ${point.x} articles: ${tickText(point.y)}`)}</title></circle>`,
    );
    const end = x.at(points.at(-1)!.x);
    const height = placed[whole.indexOf(i)];
    const label =
      height === undefined
        ? `<text x="${at(end + 8)}" y="${at(ends[i]! + 4)}">${escapeHtml(name)}</text>`
        : `<path class="lead" d="M${at(end + 5)} ${at(ends[i]!)}L${at(right + 4)} ${at(height)}"/><text x="${at(right + 7)}" y="${at(height + 4)}">${escapeHtml(name)}</text>`;
    return `<g class="c${colour}${dashed ? " dashed" : ""}"><polyline points="${path}"/>${dots.join("")}${label}</g>`;
  });
  return frame(axes, [...grid(sizes, y, right), ...marks]);
}

/** One dot an engine on a line from the edge, where there is one size; bars would lie, as a logarithmic axis has no zero. */
export function renderDots(
  dots: readonly { name: string; colour: number; value: number }[],
  axes: Axes,
): string {
  const left = 122;
  const step = (AREA.bottom - AREA.top) / Math.max(dots.length, 1);
  const x = logScale([...dots.map(({ value }) => value)], [left + 20, AREA.right - 44]);
  const marks = dots.map(({ name, colour, value }, i) => {
    const top = AREA.top + i * step;
    const end = x.at(value);
    const middle = top + step / 2 + 4;
    return `<g class="c${colour}"><rect x="${left}" y="${at(top + step / 2 - 1)}" width="${at(end - left)}" height="2"/><circle cx="${at(end)}" cy="${at(top + step / 2)}" r="5"/><text x="${left - 6}" y="${at(middle)}" text-anchor="end">${escapeHtml(name)}</text><text x="${at(end + 9)}" y="${at(middle)}">${tickText(value)}</text></g>`;
  });
  const ticks = x.ticks.map(
    (tick) =>
      `<line class="grid" x1="${at(x.at(tick))}" x2="${at(x.at(tick))}" y1="${AREA.top}" y2="${AREA.bottom}"/><text class="tick" x="${at(x.at(tick))}" y="${AREA.bottom + 16}" text-anchor="middle">${tickText(tick)}</text>`,
  );
  return frame({ ...axes, x: axes.y, y: "" }, [...ticks, ...marks]);
}

function grid(x: Scale, y: Scale, right: number): string[] {
  return [
    ...y.ticks.map(
      (tick) =>
        `<line class="grid" x1="${AREA.left}" x2="${at(right)}" y1="${at(y.at(tick))}" y2="${at(y.at(tick))}"/><text class="tick" x="${AREA.left - 6}" y="${at(y.at(tick) + 4)}" text-anchor="end">${tickText(tick)}</text>`,
    ),
    ...x.ticks.map(
      (tick) =>
        `<line class="grid" x1="${at(x.at(tick))}" x2="${at(x.at(tick))}" y1="${AREA.top}" y2="${AREA.bottom}"/><text class="tick" x="${at(x.at(tick))}" y="${AREA.bottom + 16}" text-anchor="middle">${tickText(tick)}</text>`,
    ),
  ];
}

function frame({ title, x, y }: Axes, content: readonly string[]): string {
  const middle = (AREA.top + AREA.bottom) / 2;
  return `<figure><figcaption>${escapeHtml(title)}</figcaption><svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escapeHtml(`${title}: ${y} against ${x}`)}">${content.join("")}<text class="axis" x="${(AREA.left + AREA.right) / 2}" y="${HEIGHT - 8}" text-anchor="middle">${escapeHtml(x)}</text>${y && `<text class="axis" transform="translate(13 ${middle}) rotate(-90)" text-anchor="middle">${escapeHtml(y)}</text>`}</svg></figure>`;
}

function at(value: number): string {
  return String(Math.round(value * 10) / 10);
}

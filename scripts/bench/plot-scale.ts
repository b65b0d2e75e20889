/** Axes: from values to places on a plot, with ticks at round numbers. */

export interface Scale {
  readonly at: (value: number) => number;
  readonly ticks: readonly number[];
}

/** Below this share of the largest value a spread is rounding. */
const LEAST_SPREAD = 1e-6;

/**
 * @param range pixels, where the smallest and the largest value stand
 * @param limit no tick above it, such as 1 for shares; a little air is left over it
 */
export function linearScale(
  values: readonly number[],
  range: readonly [number, number],
  limit = Number.POSITIVE_INFINITY,
): Scale {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  // Values that are all but equal stand in the middle of an axis as wide as they are large.
  const spread = high - low > Math.abs(high) * LEAST_SPREAD ? high - low : Math.abs(high) || 1;
  const step = roundStep(spread / 4);
  const from = Math.floor(low / step - 0.25) * step;
  const to = Math.ceil(high / step + 0.25) * step;
  const ticks: number[] = [];
  for (let i = 0; from + i * step <= to + step / 2; i++)
    ticks.push(Number((from + i * step).toPrecision(10)));
  const top = Math.min(to, limit + step / 4);
  return { at: between(from, top, range), ticks: ticks.filter((tick) => tick <= limit) };
}

/** For values above 0; others stand at the low end. */
export function logScale(values: readonly number[], range: readonly [number, number]): Scale {
  const known = values.filter((value) => value > 0);
  const low = Math.min(...known, Number.MAX_VALUE);
  const high = Math.max(...known, Number.MIN_VALUE);
  // A little air at both ends, so that no point stands on an axis.
  const [from, to] = known.length === 0 ? [0, 1] : [Math.log10(low) - 0.15, Math.log10(high) + 0.15];
  const at = between(from, to, range);
  const steps = to - from > 2.2 ? [1] : to - from > 1.1 ? [1, 3] : [1, 2, 5];
  const ticks: number[] = [];
  for (let power = Math.floor(from); power <= Math.ceil(to); power++) {
    for (const step of steps) {
      const value = Number((step * 10 ** power).toPrecision(6));
      if (Math.log10(value) >= from && Math.log10(value) <= to) ticks.push(value);
    }
  }
  return { at: (value) => at(value > 0 ? Math.log10(value) : from), ticks };
}

function between(from: number, to: number, [start, end]: readonly [number, number]) {
  return (value: number) => start + ((value - from) / (to - from || 1)) * (end - start);
}

/** 1, 2 or 5 times a power of ten, not less than `least`. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return power * ([1, 2, 5].find((step) => step * power >= least) ?? 10);
}

/** 0.05, 1.5, 20, 3k */
export function tickText(value: number): string {
  if (value >= 1000) return `${Number((value / 1000).toPrecision(3))}k`;
  return String(Number(value.toPrecision(3)));
}

/** Every how-manyth question a slow engine is asked. */

/** `count` places from 0 to `length` − 1, evenly spread and ascending; all of them if there are no more. */
export function sampleOf(length: number, count: number): number[] {
  if (count >= length) return Array.from({ length }, (_, i) => i);
  return Array.from({ length: count }, (_, i) => Math.floor(((i + 0.5) * length) / count));
}

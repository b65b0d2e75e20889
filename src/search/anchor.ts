/**
 * When the matter happened on whose day something else is asked about (“A当天，B”).
 */
import type { IsoDay } from "../clock.js";
import type { Article } from "../news/article.js";
import { findDates } from "../news/dates.js";
import type { Ranked } from "./rank.js";

/**
 * The day of what “A当天，B” hangs on: of the article about A if one is well found, else of that about B.
 * An article's day is the first it speaks of, or that on which it was printed.
 */
export function dayOfBest(
  { articles: ranked }: Ranked,
  sides: readonly number[],
  { articles, wellFound }: { readonly articles: readonly Article[]; readonly wellFound: number },
): IsoDay | null {
  const [first] = ranked;
  if (!first) return null;
  const bestFor = (side: number) =>
    ranked.reduce((a, b) => (b.scores[side]! > a.scores[side]! ? b : a), first);
  const bests = sides.map((side) => ({ side, best: bestFor(side) }));
  const { best } = bests.find(({ side, best }) => best.near[side]! >= wellFound) ?? bests.at(-1)!;
  const { body, publishedOn } = articles[best.article]!;
  const mention = findDates(body, publishedOn).find((date) => date.precision === "day");
  return mention?.range.from ?? publishedOn;
}

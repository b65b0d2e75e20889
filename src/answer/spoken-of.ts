/**
 * Which articles the last answer spoke of, read back from its words: a follow-up (“那低保户呢”) is about the same
 * matter, so these are asked first. The words are matched, not the source line: a history may hold the answer alone.
 */
import type { Article } from "../news/article.js";
import { fold } from "../news/text.js";
import type { Turn } from "../search/follow-up.js";
import type { PhraseSearch } from "./catalogue/articles.js";

/** An answer from more articles than this was a list; none of them is the matter. */
const MOST = 3;
/** Characters that stand alike in two articles seldom, unless one tells again what the other told. */
const WINDOW = 8;
const LONGEST = 600;
/** Share of an answer's windows that an article must hold. */
const ENOUGH = 0.5;

const SOURCES = /\n(?:出处|来源|Sources?)[:：]?\n[\s\S]*$/;
const LEAD = /据(?:《[^《》]{1,30}》)?[^「」：:。\n]{0,24}[：:]|According to [^:\n]{0,60}:/g;

export function articlesSpokenOf(
  history: readonly Turn[],
  { articles, phrases }: { readonly articles: readonly Article[]; readonly phrases: PhraseSearch },
): ReadonlySet<Article> {
  const last = history.filter(({ role }) => role === "assistant").at(-1)?.content ?? "";
  const said = last.replace(SOURCES, "").replace(LEAD, "\n").slice(0, LONGEST);
  const quoted = [...said.matchAll(/「([^「」]{4,})」/g)].map(([, quote]) => quote!);
  const found = new Set<Article>();
  for (const told of quoted.length > 0 ? quoted : [said])
    for (const position of holding(told.replaceAll("*", ""), phrases)) found.add(articles[position]!);
  return found.size > MOST ? new Set() : found;
}

/** The articles that hold most of it, if some do. */
function holding(told: string, phrases: PhraseSearch): number[] {
  const windows = told
    .split(/[\n。！？!?]/)
    .flatMap((sentence) => windowsOf(fold(sentence).trim()))
    .filter((window) => /[\u4e00-\u9fff]{2}/.test(window));
  const counts = new Map<number, number>();
  for (const window of windows)
    for (const position of phrases.first(window, 2 * MOST))
      counts.set(position, (counts.get(position) ?? 0) + 1);
  const best = Math.max(0, ...counts.values());
  if (best < ENOUGH * windows.length) return [];
  return [...counts].filter(([, count]) => count === best).map(([position]) => position);
}

function windowsOf(sentence: string): string[] {
  if (sentence.length < WINDOW) return [];
  const starts = Array.from({ length: Math.floor(sentence.length / WINDOW) }, (_, i) => i * WINDOW);
  return starts.map((start) => sentence.slice(start, start + WINDOW));
}

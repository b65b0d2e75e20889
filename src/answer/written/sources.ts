/**
 * The passages as the model sees them and as the checks read them: one numbered
 * source an article, made of the sentences its passages touch. What was not
 * shown to the model supports nothing it says.
 */
import type { Article } from "../../news/article.js";
import { type Span, splitSentences } from "../../news/text.js";
import type { Passage } from "../../search/retriever.js";

export interface Source {
  /** From 1, best first; the model cites it as `[1]`. */
  readonly marker: number;
  readonly article: Article;
  /** Parts of the body that are shown, in reading order, apart from one another. */
  readonly spans: readonly Span[];
}

/** Characters between two shown parts that are not worth leaving out. */
const SMALL_GAP = 80;

export function toSources(passages: readonly Passage[]): Source[] {
  const groups = new Map<string, { article: Article; spans: Span[] }>();
  for (const { article, chunk } of passages) {
    const group = groups.get(article.id) ?? { article, spans: [] };
    groups.set(article.id, group);
    group.spans.push(toSentenceEnds(article.body, chunk));
  }
  return [...groups.values()].map(({ article, spans }, i) => ({
    marker: i + 1,
    article,
    spans: joinSpans(spans),
  }));
}

/** A chunk may begin within a sentence; a half sentence says something else than the whole. */
function toSentenceEnds(body: string, { start, end }: Span): Span {
  const touched = splitSentences(body).filter((one) => one.end > start && one.start < end);
  const [first, last] = [touched[0], touched.at(-1)];
  return first && last ? { start: first.start, end: last.end } : { start, end };
}

function joinSpans(spans: readonly Span[]): Span[] {
  const joined: { start: number; end: number }[] = [];
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last && start <= last.end + SMALL_GAP) last.end = Math.max(last.end, end);
    else joined.push({ start, end });
  }
  return joined;
}

/** What is shown of the article, in its own words; gaps as “……”. */
export function shownText({ article, spans }: Source): string {
  return spans.map(({ start, end }) => article.body.slice(start, end)).join("\n……\n");
}

/**
 * Articles chosen from the catalogue: exactly those that hold the words, in
 * exactly the days asked about. Nothing here is a guess of similarity.
 */
import type { IsoDay } from "../../clock.js";
import type { Article } from "../../news/article.js";
import type { DayRange } from "../../news/dates.js";
import { fold, splitSentences } from "../../news/text.js";
import type { Term } from "../../search/terms.js";
import type { Quote } from "../extract.js";
import type { Topic } from "./request.js";

/** Finds the articles whose headline or body holds a folded phrase word for word. */
export interface PhraseSearch {
  /** Positions in the archive, ascending. */
  first(phrase: string, count: number): readonly number[];
}

export interface Catalogue {
  readonly articles: readonly Article[];
  readonly phrases: PhraseSearch;
}

export interface TopicArticle {
  readonly article: Article;
  /** Its headline or opening names the topic, or two sentences do; else it is only mentioned. */
  readonly isAbout: boolean;
  readonly quote: Quote;
}

/** Reports of the archive up to a day, newest first; of a day in the paper's order. An article without a day is never the newest. */
export function reportsUpTo(
  articles: readonly Article[],
  today: IsoDay,
  kinds: readonly Article["kind"][] = ["article"],
): Article[] {
  return articles
    .filter(({ kind, publishedOn }) => kinds.includes(kind) && (publishedOn === null || publishedOn <= today))
    .sort(newestFirst);
}

export function newestFirst(a: Article, b: Article): number {
  return (
    (b.publishedOn ?? "").localeCompare(a.publishedOn ?? "") ||
    (a.page ?? 0) - (b.page ?? 0) ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  );
}

/** @param frontPage whether only the front page is wanted; an article without a page is on none */
export function isOnPage({ page }: Article, frontPage: boolean): boolean {
  return !frontPage || page === 1;
}

export function isWithin({ publishedOn }: Article, { from, to }: DayRange): boolean {
  return publishedOn !== null && publishedOn >= from && publishedOn <= to;
}

/** The reports that hold every term of the topic (any of its forms), or the whole phrase where it is printed as asked. */
export function articlesOn(
  { name, terms }: Topic,
  { articles, phrases }: Catalogue,
  today: IsoDay,
): TopicArticle[] {
  const whole = holding([name], phrases);
  const positions =
    whole.size > 0 || terms.length === 1
      ? union(whole, holding(terms.length === 1 ? terms[0]!.forms : [name], phrases))
      : terms.map(({ forms }) => holding(forms, phrases)).reduce(intersection);
  const forms = whole.size > 0 && terms.length > 1 ? [[name]] : terms.map((term) => term.forms);
  return reportsUpTo(
    [...positions].map((position) => articles[position]!),
    today,
  ).map((article) => readTopic(article, forms));
}

/** The same for a story, which later reports tell without every word of the question: its names decide, if it has some. */
export function articlesOnStory(topic: Topic, catalogue: Catalogue, today: IsoDay): TopicArticle[] {
  const known = topic.terms.filter(({ role }) => role === "name");
  const names = known.length > 0 ? known : topic.terms.filter(({ role }) => role === "guess");
  if (names.length === 0 || names.length === topic.terms.length) return articlesOn(topic, catalogue, today);
  const name = names.map(({ text }) => text).join("、");
  const found = articlesOn({ ...topic, name, terms: names }, catalogue, today);
  const others = topic.terms.filter((term) => !names.includes(term));
  const isPlace = names.every(({ forms }) => found.some(({ article }) => isRegion(article.body, forms)));
  if (!isPlace) return found;
  // “青坪老街改造”: a town is where the thing is; what else happens there is another story.
  const telling = found.filter(({ article }) => {
    const text = fold(`${article.title} ${article.body}`);
    return others.some(({ forms }) => forms.some((form) => text.includes(form)));
  });
  return telling.length > 0 ? telling : found;
}

const REGION = /^(?:[镇乡村]|街道|社区)/;

/** Whether the name is printed as that of a town or the like: 青坪镇, or 青坪 asked as 青坪镇. */
function isRegion(body: string, forms: readonly string[]): boolean {
  const folded = fold(body);
  return forms.some((form) => {
    if (/(?:[镇乡村]|街道|社区)$/.test(form)) return true;
    const at = folded.indexOf(form);
    return at >= 0 && REGION.test(folded.slice(at + form.length, at + form.length + 2));
  });
}

function holding(forms: readonly string[], phrases: PhraseSearch): Set<number> {
  return new Set(forms.flatMap((form) => [...phrases.first(form, Number.POSITIVE_INFINITY)]));
}

const union = (a: ReadonlySet<number>, b: ReadonlySet<number>) => new Set([...a, ...b]);
const intersection = (a: Set<number>, b: Set<number>) => new Set([...a].filter((one) => b.has(one)));

/** Sentences that must speak of the topic for the article to be about it, if headline and opening do not. */
const SENTENCES_ABOUT = 2;

function readTopic(article: Article, terms: readonly (readonly string[])[]): TopicArticle {
  const title = fold(`${article.title} ${article.subtitle ?? ""}`);
  const body = fold(article.body);
  const sentences = splitSentences(article.body);
  const held = (text: string) => terms.filter((forms) => forms.some((form) => text.includes(form))).length;
  const counts = sentences.map(({ start, end }) => held(body.slice(start, end)));
  const best = Math.max(0, ...counts);
  const speaking = counts.filter((count) => count === best && count > 0).length;
  const opens = held(title) === terms.length || counts[0] === terms.length;
  const at = Math.max(0, counts.indexOf(best));
  return {
    article,
    isAbout: opens || (speaking >= SENTENCES_ABOUT && best === terms.length),
    quote: { article, ...(sentences[at] ?? { start: 0, end: article.body.length }), marks: [] },
  };
}

/** The opening sentence of an article; null for one without text. */
export function openingOf(article: Article): Quote | null {
  const [first] = splitSentences(article.body);
  return first ? { article, start: first.start, end: first.end, marks: [] } : null;
}

export function formsOf(terms: readonly Term[]): readonly (readonly string[])[] {
  return terms.map(({ forms }) => forms);
}

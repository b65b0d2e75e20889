/**
 * Articles chosen from the catalogue: exactly those that hold the words, in
 * exactly the days asked about. Nothing here is a guess of similarity.
 */
import type { IsoDay } from "../../clock.js";
import type { Article } from "../../news/article.js";
import type { DayRange } from "../../news/dates.js";
import { readPeople } from "../../news/newspaper/bylines.js";
import { fold, type Span, splitSentences } from "../../news/text.js";
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

/**
 * The reports that hold the topic: the whole phrase where it is printed as asked, else every term of it, in any of
 * its forms. What is done to a thing may be told in another word at each stage of its story: it is not demanded.
 */
export function articlesOn(topic: Topic, catalogue: Catalogue, today: IsoDay): TopicArticle[] {
  const { articles, phrases } = catalogue;
  const { name, inTitle } = topic;
  const terms = wholeNames(topic, phrases);
  const lasting = terms.filter((term) => !isStage(term));
  const core = lasting.length > 0 ? lasting : terms;
  const whole = holding([name], phrases);
  const all = core.map(({ forms }) => holding(forms, phrases)).reduce(intersection);
  const asPrinted = whole.size > 0 && terms.length > 1 && core.length === terms.length;
  const forms = asPrinted ? [[name]] : core.map((term) => term.forms);
  return reportsUpTo(
    [...(asPrinted ? whole : union(whole, all))].map((position) => articles[position]!),
    today,
  )
    .filter((article) => !inTitle || holdsAll(headOf(article), forms))
    .map((article) => readTopic(article, forms));
}

/** Where a name is printed as asked, its tail (南渡 of 老南渡) may as well be another place's. */
function wholeNames({ terms }: Topic, phrases: PhraseSearch): readonly Term[] {
  return terms.map((term) =>
    phrases.first(term.text, 1).length === 0
      ? term
      : { ...term, forms: term.forms.filter((form) => form === term.text || !term.text.includes(form)) },
  );
}

const STAGES = new Set(
  (
    "改造 整修 翻修 翻新 装修 维修 修缮 重建 扩建 建设 修建 施工 工程 项目 旧改 更新 改建 搬迁 拆迁 征收 加装 安装 " +
    "开工 动工 竣工 完工 通车 开通 开业 开张 开放 开幕 闭幕 揭牌 启用 落成 推进 推广 筹备 举办 举行 调整 改革 试点"
  ).split(" "),
);

function isStage({ text, role }: Term): boolean {
  return STAGES.has(text) || role === "kind" || role === "other" || (role === "action" && text.length === 1);
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

/** An article is on a topic by its head, by two sentences, or by an item of its own where it is a collection of briefs. */
function readTopic(article: Article, terms: readonly (readonly string[])[]): TopicArticle {
  const body = fold(article.body);
  const sentences = tellingSentences(article);
  const counts = sentences.map(({ start, end }) => held(body.slice(start, end), terms));
  const best = Math.max(0, ...counts);
  const speaking = counts.filter((count) => count === best && count > 0).length;
  const opens = held(`${headOf(article)}\n${openingText(article)}`, terms) === terms.length;
  const at = Math.max(0, counts.indexOf(best));
  const isAbout =
    opens || (best === terms.length && (speaking >= SENTENCES_ABOUT || isCollection(article.body)));
  const quote = { article, ...(sentences[at] ?? { start: 0, end: article.body.length }), marks: [] };
  return { article, isAbout, quote };
}

function held(text: string, terms: readonly (readonly string[])[]): number {
  return terms.filter((forms) => forms.some((form) => text.includes(form))).length;
}

function holdsAll(text: string, terms: readonly (readonly string[])[]): boolean {
  return held(text, terms) === terms.length;
}

function headOf({ title, subtitle }: Article): string {
  return fold(`${title} ${subtitle ?? ""}`);
}

function openingText(article: Article): string {
  const [first] = tellingSentences(article);
  return first ? fold(article.body.slice(first.start, first.end)) : "";
}

/** Paragraphs that begin with the same sign, or a heading in brackets: each tells of another matter. */
const ITEM = /^\s*(?:[▲△●○◎■□◆◇★☆•·]|【)/;

function isCollection(body: string): boolean {
  const items = body.split("\n").filter((line) => ITEM.test(line) && readPeople(line.trim()) === null);
  return items.length >= 2;
}

/** The sentences but for the line that names who wrote them; all where there is nothing else. */
function tellingSentences({ body }: Article): readonly Span[] {
  const sentences = splitSentences(body);
  const telling = sentences.filter(({ start, end }) => readPeople(body.slice(start, end).trim()) === null);
  return telling.length > 0 ? telling : sentences;
}

/** The opening sentence of an article; null for one without text. */
export function openingOf(article: Article): Quote | null {
  const [first] = tellingSentences(article);
  return first ? { article, start: first.start, end: first.end, marks: [] } : null;
}

export function formsOf(terms: readonly Term[]): readonly (readonly string[])[] {
  return terms.map(({ forms }) => forms);
}

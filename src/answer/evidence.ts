/**
 * The sentences of the passages found, each with what it says of the question:
 * which of its terms stand in the sentence, beside it, in the headline, or
 * elsewhere in the article.
 */
import type { IsoDay } from "../clock.js";
import type { Article, ArticleId } from "../news/article.js";
import { type DateMention, findDates } from "../news/dates.js";
import { canonicalNumber, findNumbers, type NumberMention } from "../news/numbers.js";
import { findPeople, type PersonMention } from "../news/people.js";
import { fold, type Span, splitSentences } from "../news/text.js";
import type { Passage } from "../search/retriever.js";
import type { Term } from "../search/terms.js";
import type { TermWeigher } from "../search/weigh.js";
import { itemsOf } from "./items.js";

/** What is read off an article once and used for every question about it. */
export interface ArticleReading {
  readonly article: Article;
  readonly title: string;
  /** Folded body; offsets are those of the printed one. */
  readonly body: string;
  readonly sentences: readonly Span[];
  /** Which brief of a collection each sentence belongs to; all 0 where the article is of one piece. */
  readonly items: readonly number[];
  /** Dates whose day is known: with a year printed, or worked out from the day of publication. */
  readonly dates: readonly DateMention[];
  /** All dates as printed, also those of an article without a day; only where they stand is to be relied on. */
  readonly printedDates: readonly DateMention[];
  readonly numbers: readonly NumberMention[];
  readonly people: readonly PersonMention[];
  /** Places and buildings the dictionary knows by name. */
  readonly places: readonly Span[];
  /** The canonical form of every number in headline and body. */
  readonly figures: ReadonlySet<string>;
}

/** One sentence as evidence. Strengths are 0–1, one for each term of the clause. */
export interface Evidence {
  readonly reading: ArticleReading;
  /** Position in `reading.sentences`. */
  readonly position: number;
  readonly span: Span;
  /** Each term in the sentence itself. */
  readonly inside: readonly number[];
  /** Each term in the sentence, its neighbours or the headline. */
  readonly around: readonly number[];
  /** Each term anywhere in the article, or in the brief of a collection. */
  readonly anywhere: readonly number[];
  /** Each term: 1 if one sentence of the article holds it, less the more do. */
  readonly rarity: readonly number[];
  /** How well the search liked the passage, 1 for the best. */
  readonly prior: number;
}

/** What is needed of the dictionary: where its places stand in folded text. */
export interface PlaceFinder {
  find(folded: string): Span[];
}

/** Kept while the generation lives; bounded, because an archive may hold 70,000 articles. */
const READINGS_KEPT = 2_000;

export function createArticleReader(places: PlaceFinder): (article: Article) => ArticleReading {
  const readings = new Map<ArticleId, ArticleReading>();
  return (article) => {
    const known = readings.get(article.id);
    if (known?.article === article) return known;
    const reading = readArticle(article, places);
    if (readings.size >= READINGS_KEPT) readings.delete(readings.keys().next().value!);
    readings.set(article.id, reading);
    return reading;
  };
}

/** Stands in for an unknown day of publication where dates are only looked for, not worked out. */
const ANY_DAY = "2020-01-01" as IsoDay;

function readArticle(article: Article, places: PlaceFinder): ArticleReading {
  const body = fold(article.body);
  const title = fold(article.subtitle ? `${article.title} ${article.subtitle}` : article.title);
  const numbers = findNumbers(body);
  const dates = findDates(article.body, article.publishedOn);
  const sentences = splitSentences(article.body);
  return {
    article,
    title,
    body,
    sentences,
    items: itemsOf(article.body, sentences),
    dates,
    printedDates: article.publishedOn === null ? findDates(article.body, ANY_DAY) : dates,
    numbers,
    people: findPeople(body),
    places: places.find(body),
    figures: new Set([...numbers, ...findNumbers(title)].map((number) => canonicalNumber(number.value))),
  };
}

/** Every sentence of the passages' articles, article by article in the order of the passages. */
export function gatherEvidence(
  passages: readonly Passage[],
  terms: readonly Term[],
  { read, weigh }: { readonly read: (article: Article) => ArticleReading; readonly weigh: TermWeigher },
): Evidence[] {
  const best = passages[0]?.score ?? 1;
  const seen = new Set<ArticleId>();
  return passages.flatMap(({ article, score }) => {
    if (seen.has(article.id)) return [];
    seen.add(article.id);
    const reading = read(article);
    const { inside, title, anywhere } = measureTerms(reading, terms, weigh);
    const rarity = terms.map((_, t) => rarityIn(inside, t));
    const prior = best > 0 ? score / best : 0;
    return reading.sentences.map((span, position) => {
      const own = inside[position]!;
      const besides = (at: number) =>
        reading.items[at] === reading.items[position] ? inside[at] : undefined;
      const [before, after] = [besides(position - 1), besides(position + 1)];
      const around = terms.map((_, t) =>
        Math.max(own[t]!, title[t]!, 0.9 * (before?.[t] ?? 0), 0.8 * (after?.[t] ?? 0)),
      );
      const all = anywhere[reading.items[position]!]!;
      return { reading, position, span, inside: own, around, anywhere: all, rarity, prior };
    });
  });
}

function rarityIn(inside: readonly (readonly number[])[], term: number): number {
  const holding = inside.filter((sentence) => sentence[term]! >= 0.75).length;
  return Math.log(1 + inside.length / Math.max(holding, 1)) / Math.log(1 + inside.length);
}

interface TermStrengths {
  /** [sentence][term] */
  readonly inside: readonly (readonly number[])[];
  readonly title: readonly number[];
  /** [item][term] */
  readonly anywhere: readonly (readonly number[])[];
}

function measureTerms(reading: ArticleReading, terms: readonly Term[], weigh: TermWeigher): TermStrengths {
  const inside = reading.sentences.map(({ start, end }) => {
    const sentence = reading.body.slice(start, end);
    const figures = terms.some((term) => term.role === "figure")
      ? new Set(
          reading.numbers
            .filter((number) => number.start >= start && number.end <= end)
            .map((number) => canonicalNumber(number.value)),
        )
      : null;
    return terms.map((term) => termStrength(term, sentence, { figures, weigh }));
  });
  const title = terms.map((term) => termStrength(term, reading.title, { figures: reading.figures, weigh }));
  const byline = fold(
    [reading.article.byline, reading.article.source, reading.article.paper].filter(Boolean).join(" "),
  );
  const held = terms.map((term, t) => Math.max(title[t]!, byline.includes(term.text) ? 0.9 : 0));
  const anywhere = Array.from({ length: (reading.items.at(-1) ?? 0) + 1 }, (_, item) =>
    held.map((strength, t) =>
      Math.max(strength, ...inside.map((own, at) => (reading.items[at] === item ? own[t]! : 0))),
    ),
  );
  return { inside, title, anywhere };
}

/** How surely the text holds the term: 1 word for word, less for a form of it, a part of it. */
function termStrength(
  term: Term,
  text: string,
  { figures, weigh }: { readonly figures: ReadonlySet<string> | null; readonly weigh: TermWeigher },
): number {
  if (text.includes(term.text)) return 1;
  if (term.parts.length > 0) return standTogether(term.parts, text) ? 0.9 : 0;
  if (term.role === "figure") return term.forms.some((form) => figures?.has(form)) ? 1 : 0;
  const other = term.forms.some((form) => form.length > 1 && form !== term.text && text.includes(form));
  if (other) return 0.95;
  if (term.text.length < 2 || !/[\u4e00-\u9fff]/.test(term.text) || term.role === "turn") return 0;
  if (term.role === "name") return partOfName(term.text, text);
  const characters = Math.max(...term.forms.map((form) => weigh.charactersIn(form, text)));
  return Math.max(0.8 * pairsIn(term.text, text), characters >= LEAST_CHARACTERS ? 0.6 * characters : 0);
}

/** Characters that may stand between the parts of a name: 徐汇(区人民)法院. */
const MOST_BETWEEN = 6;

function standTogether([head, sort]: readonly string[], text: string): boolean {
  for (let at = text.indexOf(head!); at >= 0; at = text.indexOf(head!, at + 1)) {
    const end = at + head!.length;
    if (text.slice(end, end + MOST_BETWEEN + sort!.length).includes(sort!)) return true;
  }
  return false;
}

/** Characters of a name that may stand apart; shorter ones are printed whole. */
const LONG_NAME = 6;
/** Of a plain word as much must stand in the text to be taken for another word for it. */
const LEAST_CHARACTERS = 0.55;

/** A long name may be printed with 的 or another part inside: 上海交大的人工智能学院. */
function partOfName(name: string, text: string): number {
  return name.length >= LONG_NAME && pairsIn(name, text) >= 0.8 ? 0.8 : 0;
}

/** Share of a word's pairs of characters that stand in the text. */
function pairsIn(word: string, text: string): number {
  let found = 0;
  for (let i = 0; i + 1 < word.length; i++) if (text.includes(word.slice(i, i + 2))) found += 1;
  return word.length < 2 ? 0 : found / (word.length - 1);
}

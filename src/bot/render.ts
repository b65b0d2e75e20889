/** An answer as the reader sees it: the text with its markers, then the sources, folded up. */
import type { Answer, Citation } from "../answer/answer.js";
import { type Language, sayDay } from "../answer/phrases.js";
import type { Article } from "../news/article.js";
import { FormattedString, fromMarked, plain, shorten, splitMessage } from "./formatted.js";
import { words } from "./words.js";

export interface RenderOptions {
  readonly language: Language;
  /** In a group: the beginning, and the rest in the private chat. */
  readonly short?: boolean;
  /** A line before the answer. */
  readonly lead?: string | null;
}

/** Of an answer in a group. */
export const SHORT_TEXT = 600;
const SHORT_SOURCES = 3;
const SHORT_QUOTE = 160;
/** Of an article around the quote. */
const PASSAGE = 3500;

/** @returns messages of at most 4,096 units, at least one */
export function renderAnswer(answer: Answer, options: RenderOptions): FormattedString[] {
  const { language, short = false, lead = null } = options;
  const citations = answer.status === "answered" ? answer.citations : [];
  const links = new Map(citations.flatMap(({ marker, url }) => (url === null ? [] : [[marker, url]])));
  const whole = fromMarked(answer.text, links);
  const text = short ? shorten(whole, SHORT_TEXT) : whole;
  const shown = short ? citations.slice(0, SHORT_SOURCES) : citations;
  const pieces = [lead === null ? [] : [plain(lead)], [text], renderNearest(answer, language)];
  const head = FormattedString.join(pieces.flat(), "\n");
  const sources = shown.map((citation) => renderSource(citation, { language, short }));
  // An answer of nothing but invisible characters would be no message at all.
  if (head.text.trim() === "") return [plain(words(language).failed)];
  if (sources.length === 0) return splitMessage(head);
  const quoted = FormattedString.expandableBlockquote(
    FormattedString.join([plain(words(language).sourcesHead), ...sources], "\n"),
  );
  return splitMessage(FormattedString.join([head, quoted], "\n\n"));
}

function renderNearest(answer: Answer, language: Language): FormattedString[] {
  if (answer.status !== "not_found") return [];
  // The text may name them already; a headline is said once.
  const rest = answer.nearest.filter(({ title }) => title !== "" && !answer.text.includes(title));
  return rest.map(({ title, publishedOn }) => plain(`· ${title}（${sayDay(publishedOn, language)}）`));
}

function renderSource(
  citation: Citation,
  { language, short }: { language: Language; short: boolean },
): FormattedString {
  const { marker, title, url, quote } = citation;
  const name = plain(title === "" ? sayPlace(citation, language) : `《${title}》`);
  const headline = FormattedString.bold(url === null ? name : FormattedString.link(name, url));
  const said = short ? shorten(plain(quote), SHORT_QUOTE) : plain(quote);
  return FormattedString.join([
    plain(`[${marker}] `),
    headline,
    plain(`\n${sayPlace(citation, language)}\n`),
    FormattedString.join(["「", said, "」"]),
  ]);
}

type Placed = Pick<Citation, "paper" | "issue" | "publishedOn" | "page">;

/** “徐汇报 第1234期 2025年3月31日 第1版”, as far as it is known. */
export function sayPlace({ paper, issue, publishedOn, page }: Placed, language: Language): string {
  const number = page === null ? null : language === "zh" ? `第${page}版` : `page ${page}`;
  return [paper, issue, sayDay(publishedOn, language), number].filter((part) => part !== null).join(" ");
}

/** The article around a quote, the quote in bold; whole if it is short enough. */
export function renderPassage(article: Article, quote: string, language: Language): FormattedString[] {
  const at = Math.max(0, article.body.indexOf(quote));
  const found = article.body.startsWith(quote, at) ? quote.length : 0;
  const start = article.body.length <= PASSAGE ? 0 : paragraphStart(article.body, at - PASSAGE / 3);
  const end = Math.min(article.body.length, Math.max(start + PASSAGE, at + found));
  const cut = end < article.body.length ? paragraphEnd(article.body, end, at + found) : end;
  const name = plain(`《${article.title}》`);
  const headline = FormattedString.bold(
    article.url === null ? name : FormattedString.link(name, article.url),
  );
  return splitMessage(
    FormattedString.join([
      headline,
      plain(`\n${sayPlace(article, language)}\n\n${start > 0 ? "……\n" : ""}`),
      plain(article.body.slice(start, at)),
      found > 0 ? FormattedString.bold(plain(article.body.slice(at, at + found))) : "",
      plain(article.body.slice(at + found, cut)),
      cut < article.body.length ? plain("\n……") : "",
    ]),
  );
}

function paragraphStart(body: string, near: number): number {
  return near <= 0 ? 0 : body.lastIndexOf("\n", near) + 1;
}

function paragraphEnd(body: string, near: number, least: number): number {
  const at = body.lastIndexOf("\n", near);
  return at > least ? at : near;
}

/** Headlines one below the other, numbered as the buttons are. */
export function renderHeadlines(
  head: string,
  rows: readonly Omit<Citation, "marker">[],
  language: Language,
): FormattedString[] {
  const lines = rows.map(({ title, quote, ...placed }, i) =>
    FormattedString.join([
      plain(`${i + 1}. `),
      FormattedString.bold(plain(title === "" ? shorten(plain(quote), 30).text : title)),
      plain(`\n${sayPlace(placed, language)}\n`),
      shorten(plain(quote), 120),
    ]),
  );
  return splitMessage(FormattedString.join([FormattedString.bold(plain(head)), ...lines], "\n\n"));
}

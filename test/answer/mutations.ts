/**
 * Right answers from the sample articles, and the ways in which a model gets
 * them wrong: one figure, date, name, road, marker or quotation changed, or two
 * sentences that cite one another's source.
 */
import type { Article } from "../../src/news/article.js";
import { findDates } from "../../src/news/dates.js";
import { canonicalNumber, findNumbers } from "../../src/news/numbers.js";
import { findPeople } from "../../src/news/people.js";
import { fold, type Span, splitSentences } from "../../src/news/text.js";

export interface Statement {
  readonly article: Article;
  readonly text: string;
}

export interface Mutant extends Statement {
  readonly kind: "figure" | "date" | "name" | "road" | "quote";
  readonly right: string;
}

/** Sentences of the body that could stand alone in an answer. */
export function rightStatements(articles: readonly Article[]): Statement[] {
  return articles.flatMap((article) =>
    splitSentences(article.body)
      .map(({ start, end }) => article.body.slice(start, end))
      .filter((text) => text.length >= 12)
      .map((text) => ({ article, text })),
  );
}

/** The same said otherwise: with a lead-in, the year put in, full-width digits, figures in Chinese or Arabic. */
export function respelt({ article, text }: Statement): string[] {
  const day = article.publishedOn!;
  const [year, month, date] = day.split("-").map(Number);
  const forms = [
    `据${article.paper === null ? "报纸" : `《${article.paper}》`}${year}年${month}月${date}日报道，${text}`,
  ];
  const dates = findDates(text, day).filter(
    (one) => one.precision === "day" && !one.yearGiven && /^\d+月/.test(text.slice(one.start)),
  );
  if (dates[0])
    forms.push(
      splice(
        text,
        dates[0],
        `${dates[0].range.from.slice(0, 4)}年${text.slice(dates[0].start, dates[0].end)}`,
      ),
    );
  if (/\d/.test(text))
    forms.push(text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)));
  for (const number of figuresOf(text, day).slice(0, 2)) {
    const written = fold(text.slice(number.start, number.end));
    if (/^[二三四五六七八九十]+$/.test(written))
      forms.push(splice(text, number, canonicalNumber(number.value)));
    if (/^[2-9]$/.test(written)) forms.push(splice(text, number, "零一二三四五六七八九"[Number(written)]!));
    if (/^\d+万$/.test(written)) forms.push(splice(text, number, canonicalNumber(number.value)));
    if (/^\d{5,}$/.test(written) && number.value % 10_000 === 0)
      forms.push(splice(text, number, `${number.value / 10_000}万`));
    if (/^\d+%$/.test(written)) forms.push(splice(text, number, `百分之${written.slice(0, -1)}`));
  }
  return forms;
}

export function mutants(statement: Statement, articles: readonly Article[]): Mutant[] {
  const { article, text } = statement;
  const make = (kind: Mutant["kind"], changed: string): Mutant => ({
    article,
    kind,
    right: text,
    text: changed,
  });
  return [
    ...changedFigures(text, article).map((one) => make("figure", one)),
    ...changedDates(text, article).map((one) => make("date", one)),
    ...changedNames(text, article, articles).map((one) => make("name", one)),
    ...changedRoads(text, article).map((one) => make("road", one)),
    ...bentQuotes(text).map((one) => make("quote", one)),
  ].filter((one) => one.text !== text);
}

function splice(text: string, { start, end }: Span, by: string): string {
  return text.slice(0, start) + by + text.slice(end);
}

function figuresOf(text: string, day: Article["publishedOn"]) {
  const dates = findDates(text, day);
  const quoted = [...text.matchAll(/[“「《][^”」》]*[”」》]/g)];
  return findNumbers(fold(text)).filter(
    (one) =>
      one.value > 1 &&
      !quoted.some(({ index, 0: { length } }) => index <= one.start && one.end <= index + length) &&
      !dates.some((date) => date.start <= one.start && one.end <= date.end),
  );
}

function changedFigures(text: string, { body, publishedOn }: Article): string[] {
  const elsewhere = figuresOf(body, publishedOn);
  return figuresOf(text, publishedOn).flatMap((figure) => {
    const written = text.slice(figure.start, figure.end);
    const arabic = /\d/.exec(written);
    const changed = arabic
      ? [
          written.replace(/\d(?=\D*$)/, (digit) => String((Number(digit) + 1) % 10)),
          written.replace(/\d+/, (digits) => `${digits}0`),
          written.replace(/\d/, (digit) => (digit === "9" ? "4" : String(Number(digit) + 1))),
        ]
      : [
          written.replace(/[一二三四五六七八九](?=[万千百十余多]*$)|十$/, (digit) =>
            digit === "八" ? "六" : digit === "十" ? "十二" : "八",
          ),
        ];
    // Another figure of the same article in the same kind of place.
    const measure = text.slice(figure.end, figure.end + 1);
    const other = elsewhere.find(
      (one) => one.value !== figure.value && body.slice(one.end, one.end + 1) === measure,
    );
    if (other) changed.push(body.slice(other.start, other.end));
    return [...new Set(changed)].filter((one) => one !== written).map((one) => splice(text, figure, one));
  });
}

function changedDates(text: string, { body, publishedOn }: Article): string[] {
  return findDates(text, publishedOn).flatMap((date) => {
    const written = text.slice(date.start, date.end);
    // What day “当天” is stands in the sentence before.
    if (/^(?:当天|当日|同一天|同日)/.test(written)) return [];
    const shift = (pattern: RegExp, by: (value: number) => number) =>
      written.replace(pattern, (digits) => String(by(Number(digits))));
    const changed = [
      shift(/\d+(?=日)/, (day) => (day > 27 ? day - 3 : day + 1)),
      shift(/\d+(?=月)/, (month) => (month % 12) + 1),
      shift(/\d{4}(?=年)/, (year) => year - 1),
      shift(/\d{4}(?=年)/, (year) => year + 2),
    ];
    const other = findDates(body, publishedOn).find(
      (one) =>
        one.precision === date.precision &&
        !text.includes(body.slice(one.start, one.end)) &&
        one.range.from !== date.range.from &&
        one.precision !== "vague",
    );
    if (other && date.precision !== "vague") changed.push(body.slice(other.start, other.end));
    return [...new Set(changed)].filter((one) => one !== written).map((one) => splice(text, date, one));
  });
}

const STRANGERS = ["李建国", "周晓明", "王芳", "陈志远", "吴敏"];

const known = new WeakMap<readonly Article[], ReadonlySet<string>>();

function namesIn(articles: readonly Article[]): ReadonlySet<string> {
  const names =
    known.get(articles) ??
    new Set(articles.flatMap(({ body }) => findPeople(fold(body)).map(({ name }) => name)));
  known.set(articles, names);
  return names;
}

function changedNames(text: string, { body }: Article, articles: readonly Article[]): string[] {
  const names = namesIn(articles);
  const here = [...names].filter((name) => body.includes(name));
  return [...names].flatMap((name) => {
    const at = text.indexOf(name);
    if (at < 0) return [];
    const others = [...STRANGERS, ...here, ...[...names].slice(0, 3)].filter(
      (other) => !text.includes(other),
    );
    return [...new Set(others)].map((other) => splice(text, { start: at, end: at + name.length }, other));
  });
}

const ROADS = ["宜山路", "田林东路", "虹桥路"];

function changedRoads(text: string, { body }: Article): string[] {
  return [...text.matchAll(/(?:漕溪北路|[\u4e00-\u9fff]{2}路(?=\d|，|、|。))/g)].flatMap(
    ({ 0: road, index }) =>
      ROADS.filter((other) => !body.includes(other)).map((other) =>
        splice(text, { start: index, end: index + road.length }, other),
      ),
  );
}

const BENDS: readonly (readonly [RegExp, string])[] = [
  [/，/, ""],
  [/和/, "与"],
  [/与/, "和"],
  [/的/, ""],
  [/了/, "着"],
  [/在/, "于"],
  [/是/, "为"],
];

/** A part of the sentence given as a quotation, with one character of it changed. */
function bentQuotes(text: string): string[] {
  const bare = text.replace(/[「」“”《》"]/g, "");
  if (bare !== text || text.length < 16) return [];
  // Inside its punctuation, so that every bend is one of words.
  const start = 5;
  const end = text.length - 2;
  const part = text.slice(start, end);
  return BENDS.flatMap(([from, to]) => {
    const bent = part.replace(from, to);
    return bent === part || text.includes(bent)
      ? []
      : [`${text.slice(0, start)}「${bent}」${text.slice(end)}`];
  }).slice(0, 2);
}

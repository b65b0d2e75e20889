/** The reports that may tell of the thing whose stage is asked for: all of its words, and its count (“第4届”, “5路”) just so. */
import type { IsoDay } from "../../clock.js";
import type { Article } from "../../news/article.js";
import { readNumeral } from "../../news/numerals.js";
import { fold } from "../../news/text.js";
import type { PhraseSearch } from "../catalogue/articles.js";
import type { AskedPhase } from "./asked-phase.js";

export interface PhaseParts {
  readonly articles: readonly Article[];
  readonly phrases: PhraseSearch;
}

/** Articles looked through for one question, newest first. */
const MOST = 80;

/** @returns newest first, whatever is counted */
export function articlesOn(
  { subject }: AskedPhase,
  { articles, phrases }: PhaseParts,
  today: IsoDay,
): Article[] {
  const sets = subject.map(
    ({ forms }) => new Set(forms.flatMap((form) => [...phrases.first(form, Number.POSITIVE_INFINITY)])),
  );
  const [first, ...rest] = sets;
  return [...(first ?? [])]
    .filter((one) => rest.every((set) => set.has(one)))
    .map((one) => articles[one]!)
    .filter(({ kind, publishedOn }) => kind === "article" && publishedOn !== null && publishedOn <= today)
    .sort((a, b) => b.publishedOn!.localeCompare(a.publishedOn!))
    .slice(0, MOST);
}

/** Whether the report tells of just that count: “5路” is not in “15路”, and “分三期” counts what there are. */
export function tellsOf({ title, body }: Article, { counts, subject }: AskedPhase): boolean {
  if (counts.length === 0) return true;
  const text = fold(`${title}\n${body}`);
  const forms = subject.flatMap((term) => term.forms);
  return counts.every((count) => counted(count, forms).test(text));
}

function counted(count: string, forms: readonly string[]): RegExp {
  const [, number, unit] = /^第?([\d一二三四五六七八九十]+)(.)$/.exec(count)!;
  const value = readNumeral(number!);
  const written = [number!, ...(value === null ? [] : [String(value), inWords(value)])];
  const source = `(?<![\\d十分共有])第?(?:${[...new Set(written)].join("|")})${unit}`;
  if (unit !== "期" && unit !== "批") return new RegExp(source);
  return new RegExp(`(?:${forms.map(literal).join("|")})[^,。;]{0,6}${source}`);
}

const DIGITS = "零一二三四五六七八九";

function inWords(value: number): string {
  if (value < 10) return DIGITS[value]!;
  const [tens, ones] = [Math.floor(value / 10), value % 10];
  return `${tens === 1 ? "" : DIGITS[tens % 10]}十${ones === 0 ? "" : DIGITS[ones]}`;
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}

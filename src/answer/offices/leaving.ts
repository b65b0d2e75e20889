/**
 * Where somebody went and why: the sentence that tells of their leaving, with the
 * next one where that goes on about them. Told in the paper's words: 退休 and 调任
 * are not the same, and often no office stands beside them.
 */
import type { Article } from "../../news/article.js";
import { findPeople } from "../../news/people.js";
import { fold, type Span, splitSentences } from "../../news/text.js";
import { type Language, sayDay } from "../phrases.js";
import type { ToldLine } from "../told.js";
import type { Archive, Told } from "./mentions.js";

const GOES =
  "(?:不再担任|辞去|卸任|离任|退休|辞职|被?免去|免职|被免|调离|调任|调往|调到|转任|改任|病逝|去世|逝世|另有任用|离开)";
const TAKEN = "(?:接受|免去|罢免|送别|告别|欢送)";
const GOES_ON = /^(?:他|她|其|该同志|此后|随后|之后)/;

/** Where they went may be told some sentences on: “闻人骏已当选为市总工会副主席”. */
const COMES =
  "(?:同志|先生|女士)?(?:[^,，。;；:]{0,10}?)(?:当选|出任|就任|转任|调任|改任|升任|受聘|获聘|被聘|赴任|(?<![主责信常历])任(?![务何意]))";

interface Leaving extends Span {
  readonly article: Article;
  /** What they became, where another sentence tells it. */
  readonly became: Span | null;
}

/** @returns a line of the newest report of it; empty if none tells */
export function tellLeaving(person: string, archive: Archive, language: Language): ToldLine[] {
  const mentions = archive.register.officesOf(person);
  if (mentions.length === 0) return [];
  const own = new Set(mentions.map(({ article }) => article));
  const found = archive.articles
    // Most articles do not name the person; to fold a whole archive for one question takes too long.
    .filter((article, i) => isPrinted(article, archive) && (own.has(i) || article.body.includes(person)))
    .flatMap((article) => findLeaving(article, person, officesHeld(mentions)))
    .sort((a, b) => compare(b.article, a.article));
  const [newest] = found;
  return newest ? [toLine(newest, person, language)] : [];
}

function isPrinted({ publishedOn }: Article, { today }: Archive): boolean {
  return publishedOn !== null && publishedOn <= today;
}

function compare(a: Article, b: Article): number {
  const key = ({ publishedOn, id }: Article) => `${publishedOn ?? ""} ${id}`;
  return key(a) < key(b) ? -1 : 1;
}

/** The ends of their offices (区长 of 副区长, too): an article without any may be of another of the name. */
function officesHeld(mentions: readonly Pick<Told, "office">[]): string[] {
  return [...new Set(mentions.map(({ office }) => office.slice(-2)))];
}

function findLeaving(article: Article, person: string, offices: readonly string[]): Leaving[] {
  const folded = fold(article.body);
  if (!offices.some((office) => folded.includes(office))) return [];
  const sentences = splitSentences(article.body);
  const leaves = new RegExp(
    `${person}(?:同志|先生|女士)?(?:[^,，。;；:]{0,16}?|[,，](?:现|已|因|并|后|将)[^,，。;；:]{0,14}?)${GOES}|${TAKEN}[^,，。;；]{0,12}${person}`,
  );
  const at = sentences.findIndex(({ start, end }) => {
    const sentence = fold(article.body.slice(start, end));
    return leaves.test(sentence) || retires(sentence, person);
  });
  if (at < 0) return [];
  const { start, end } = sentences[at]!;
  const next = sentences[at + 1];
  const text = next ? fold(article.body.slice(next.start, next.end)) : "";
  const goesOn = text.includes(person) || GOES_ON.test(text);
  const last = goesOn ? at + 1 : at;
  const comes = new RegExp(person + COMES);
  const became = sentences
    .slice(last + 1)
    .find((span) => comes.test(fold(article.body.slice(span.start, span.end))));
  return [{ article, start, end: goesOn ? next!.end : end, became: became ?? null }];
}

/** “王华给大家鞠了一躬，办完了退休手续”: nobody else is named between. */
function retires(sentence: string, person: string): boolean {
  const at = sentence.indexOf(person);
  const end = at < 0 ? -1 : sentence.indexOf("退休", at);
  if (end < 0 || end - at > LONGEST_TO_RETIRE) return false;
  return findPeople(sentence.slice(at, end)).every(({ name }) => name === person);
}

const LONGEST_TO_RETIRE = 40;

function toLine({ article, start, end, became }: Leaving, person: string, language: Language): ToldLine {
  const day = sayDay(article.publishedOn!, language);
  const text =
    language === "zh"
      ? `关于**${person}**的去留，${day}的报道写道：`
      : `On **${person}** leaving, the report of ${day} says: `;
  const quote = (span: Span) => {
    const at = fold(article.body.slice(span.start, span.end)).indexOf(person);
    const marks = at < 0 ? [] : [{ start: span.start + at, end: span.start + at + person.length }];
    return { article, start: span.start, end: span.end, marks };
  };
  return { text, quotes: [quote({ start, end }), ...(became ? [quote(became)] : [])] };
}

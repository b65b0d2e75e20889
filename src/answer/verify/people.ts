/**
 * Persons a sentence has no right to: one the source does not name, one put where
 * it has another, one given the office of another. No list of persons is needed;
 * the source's own are told by the words around them.
 */
import { findPeople, TITLES } from "../../news/people.js";
import type { Span } from "../../news/text.js";
import type { SourceReading } from "./source-reading.js";

const HAN = "\\u4e00-\\u9fff";
const BOUNDARY = /[^\u4e00-\u9fff]/;

/**
 * A run of two to four characters that stands between the same neighbours as a
 * person of the source, and is not that person: “区长李明主持” for “区长王华主持”.
 *
 * @param sentence folded
 */
export function findReplaced(sentence: string, reading: SourceReading): string | null {
  for (const fact of reading.facts) {
    if (fact.kind !== "person" || sentence.includes(fact.name)) continue;
    for (const pattern of surroundings(fact.start, fact.end, reading.body)) {
      const gap = pattern.exec(sentence)?.[1];
      if (gap && !isPartOf(gap, fact.name) && !reading.compact.includes(gap)) return gap;
    }
  }
  return null;
}

/**
 * The longest name that can stand at the beginning of a text, if it ended there; null if none can. What may
 * follow a name is an open list, so each length a name can have is tried.
 */
function nameAt(text: string, lengths: readonly number[]): string | null {
  for (const length of lengths) {
    const form = text.slice(0, length);
    if (form.length === length && findPeople(`区长${form}，`)[0]?.name === form) return form;
  }
  return null;
}

const AFTER_TITLE = new RegExp(`(?:${TITLES})([${HAN}]{2,4})`, "g");

/**
 * A name the source does not have, where a name stands: behind an office (“区委书记李明谈了……”), at the
 * beginning of a clause before what a person does, or in a row with persons.
 *
 * @param sentence folded
 */
export function findStranger(sentence: string, { compact }: Pick<SourceReading, "compact">): string | null {
  const isKnown = (form: string) => compact.includes(form);
  for (const [, after = ""] of sentence.matchAll(AFTER_TITLE)) {
    const lengths = [3, 2, 4].filter((length) => length <= after.length);
    if (lengths.some((length) => isKnown(after.slice(0, length)))) continue;
    const name = nameAt(after, lengths);
    if (name) return name;
  }
  for (const match of sentence.matchAll(CLAUSE_START)) {
    const at = match.index + match[0].length;
    const name = novelNameAt(sentence, at, compact);
    if (name && FOLLOWS_NAME.test(sentence.slice(at + name.length))) return name;
  }
  return findInserted(sentence, compact);
}

/** A name at this place of which the source has not even a part. */
function novelNameAt(sentence: string, at: number, text: string): string | null {
  for (const length of [3, 2, 4]) {
    const form = sentence.slice(at, at + length);
    if (!text.includes(form) && !sharesPair(form, text) && nameAt(form, [length])) return form;
  }
  return null;
}

/** A name between two pieces of text that the source has with something else between them. */
function findInserted(sentence: string, text: string): string | null {
  const bare = sentence.replace(/[\s"']/g, "");
  for (let at = 0; at < bare.length; at++) {
    const name = novelNameAt(bare, at, text);
    if (!name) continue;
    const left = bare.slice(Math.max(0, at - NEIGHBOURS), at);
    const right = bare.slice(at + name.length, at + name.length + ALONE);
    // What stands there instead shares no character: “双方还深入交流” holds the 方交 of “双方交流”.
    const other = `([^${name}]{2,4})`;
    const pattern =
      left.length === NEIGHBOURS
        ? `${escapeText(left)}${other}${escapeText(right.slice(0, NEIGHBOURS))}`
        : `(?:^|[^${HAN}])${other}${escapeText(right)}`;
    if (right.length >= NEIGHBOURS && new RegExp(pattern).test(text)) return name;
  }
  return null;
}

/** Where a clause, or an item of a row, begins. */
const CLAUSE_START = /(?:^|[,，。;；:：、"“”]|和|与|及|由)(?=[\u4e00-\u9fff]{2})/g;
/** What a person does, or the next of a row; not what a thing does. */
const FOLLOWS_NAME =
  /^(?:、|等(?:人|领导|区领导|市领导|同志|代表|出席|参加|[一二两三四五六七八九十\d]+[人位名])|和[\u4e00-\u9fff]{2,3}(?:等|出席|参加|也)|在[^，。]{2,24}(?:致辞|讲话|发言|表示|说|指出|主持|出席|调研|看望|会见|担任|强调)|(?:也|都|均|一同|一起|共同|分别)?(?:参加|出席|致辞|讲话|发言|主持|看望|走访|慰问|会见|陪同|带队|率队|介绍说|要求|表示|指出|强调|认为|说|透露|坦言|回忆|宣布|当选|担任|出任|获颁|拍摄))/;

function sharesPair(form: string, text: string): boolean {
  for (let i = 0; i + 1 < form.length; i++) if (text.includes(form.slice(i, i + 2))) return true;
  return false;
}

/** “曹书记” beside “曹立强书记” drops a part of the name, it does not change it. */
function isPartOf(gap: string, name: string): boolean {
  return name.includes(gap) || gap.includes(name);
}

const NEIGHBOURS = 2;
const ALONE = 4;

/** Both neighbours; or one alone, where it is longer and the other side ends. */
function surroundings(start: number, end: number, body: string): RegExp[] {
  const left = body.slice(Math.max(0, start - ALONE), start);
  const right = body.slice(end, end + ALONE);
  const [opens, closes] = [BOUNDARY.test(left.at(-1) ?? "\n"), BOUNDARY.test(right[0] ?? "\n")];
  const before = opens ? "(?:^|[^一-鿿])" : escapeText(left.slice(-NEIGHBOURS));
  const behind = closes ? "(?=$|[^一-鿿])" : escapeText(right.slice(0, NEIGHBOURS));
  const patterns = [];
  if (!opens || !closes) patterns.push(new RegExp(`${before}([${HAN}]{2,4}?)${behind}`));
  if (!closes && right.length === ALONE && !BOUNDARY.test(right))
    patterns.push(new RegExp(`(?:^|[^一-鿿]|[${HAN}]{2})([${HAN}]{2,4}?)${escapeText(right)}`));
  return patterns;
}

function escapeText(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

const OFFICE = new RegExp(`((?:常务|执行|名誉|荣誉|第一|原|前|代)?(?:${TITLES}))(?:的|[:：、])?$`);
const OFFICE_WINDOW = 18;

export type OfficeJudgement = "fits" | "unknown" | { readonly wrong: string };

/**
 * Whether the office a sentence gives a person is the one the source gives: “副市长龚正” is wrong where 龚正 is
 * 市长 and another is 副市长.
 *
 * @param person as it stands in the sentence
 */
export function judgeOffice(
  sentence: string,
  person: Span & { readonly name: string },
  reading: SourceReading,
): OfficeJudgement {
  const office = OFFICE.exec(sentence.slice(Math.max(0, person.start - OFFICE_WINDOW), person.start))?.[1];
  if (!office) return "unknown";
  const offices = officesOf(reading);
  const own = offices.filter(({ name }) => name === person.name);
  const holds = ({ text }: { readonly text: string }) => hasOffice(text, office);
  if (own.some(holds)) return "fits";
  if (!own.some(({ text }) => ANY_OFFICE.test(text))) return "unknown";
  return offices.some((other) => other.name !== person.name && holds(other)) ? { wrong: office } : "unknown";
}

const ANY_OFFICE = new RegExp(TITLES);

/** The words before and behind each mention of a person, as far as they can belong to that person. */
function officesOf({ facts, body }: SourceReading): { readonly name: string; readonly text: string }[] {
  let last = 0;
  return facts.flatMap((fact) => {
    if (fact.kind !== "person") return [];
    const before = body
      .slice(Math.max(last, fact.start - OFFICE_WINDOW), fact.start)
      .split(/[。！？；;\n]/)
      .at(-1)!;
    last = fact.end;
    return [{ name: fact.name, text: `${before}|${body.slice(fact.end, fact.end + 5)}` }];
  });
}

/** “副区长” is not “区长”, “原校长” not “校长”. */
function hasOffice(text: string, office: string): boolean {
  for (let at = text.indexOf(office); at >= 0; at = text.indexOf(office, at + 1))
    if (!/[副原]$/.test(text.slice(0, at)) || /^[副原]/.test(office)) return true;
  return false;
}

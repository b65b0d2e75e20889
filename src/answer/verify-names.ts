/**
 * Names a sentence has no right to: a person put where the source has another,
 * a road it does not print, a body or place of the district's dictionary that it
 * does not speak of.
 */
import type { Dictionary } from "../news/dictionary.js";
import { findPeople, TITLES } from "../news/people.js";
import { fold } from "../news/text.js";
import type { SourceReading } from "./source-reading.js";

const HAN = "\\u4e00-\\u9fff";
const BOUNDARY = /[^\u4e00-\u9fff]/;

/**
 * A run of two to four characters that stands between the same neighbours as a
 * person of the source, and is not that person: “区长李明主持” for “区长王华主持”.
 *
 * @param sentence folded
 */
export function findStranger(sentence: string, reading: SourceReading): string | null {
  for (const fact of reading.facts) {
    if (fact.kind !== "person" || sentence.includes(fact.name)) continue;
    for (const pattern of surroundings(fact.start, fact.end, reading.body)) {
      const gap = pattern.exec(sentence)?.[1];
      if (gap && !isPartOf(gap, fact.name) && !reading.compact.includes(gap)) return gap;
    }
  }
  return null;
}

const AFTER_TITLE = new RegExp(`(?:${TITLES})([${HAN}]{2,4})`, "g");

/**
 * Behind an office, a name the source does not have, whatever follows it: “区委书记李明谈了……”. What may follow
 * a name is an open list, so each length a name can have is tried as if it ended there.
 *
 * @param sentence folded
 */
export function findTitledStranger(sentence: string, { compact }: SourceReading): string | null {
  for (const [, after = ""] of sentence.matchAll(AFTER_TITLE)) {
    const lengths = [3, 2, 4].filter((length) => length <= after.length);
    if (lengths.some((length) => compact.includes(after.slice(0, length)))) continue;
    const name = lengths
      .map((length) => findPeople(`区长${after.slice(0, length)}，`)[0]?.name)
      .find(Boolean);
    if (name) return name;
  }
  return null;
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

const ROAD = /([\u4e00-\u9fff]{1,5})(路|大道|大街|弄堂|里弄|公路)(?![线径演过口上人由牌灯段况网])/g;
const NO_ROAD = /[一道思出之马铁公水线电回网通半顺同各多条]路$|道路$|马路$|之路$|公路$/;
/** What ends before a name begins. */
const LEADS = /[在于位到从沿至和与及往经近由是为即址：，、。（(“"《\s]$|坐落|附近|穿过|连接|沿着$/;

/** @param sentence folded @returns a road the source does not print */
export function findForeignRoad(sentence: string, reading: SourceReading): string | null {
  for (const { 0: whole, 1: stem, 2: kind, index } of sentence.matchAll(ROAD)) {
    if (NO_ROAD.test(whole)) continue;
    const end = index + whole.length;
    const held = longestHeld(sentence, { from: index, end, least: kind!.length + 1 }, reading.compact);
    const before = sentence.slice(0, end - held);
    const complete =
      held > kind!.length && (before === "" || LEADS.test(before) || held >= stem!.length + kind!.length);
    if (!complete && !(held >= kind!.length + 2 && !endsInName(before)))
      return sentence.slice(end - Math.max(held, 3), end);
  }
  return null;
}

/** How many characters up to `end` stand in the text as they are. */
function longestHeld(
  sentence: string,
  { from, end, least }: { from: number; end: number; least: number },
  text: string,
): number {
  let held = 0;
  for (let length = least; end - length >= from; length++) {
    if (!text.includes(sentence.slice(end - length, end))) break;
    held = length;
  }
  return held;
}

/** Whether what stands before could still belong to the road's name. */
function endsInName(before: string): boolean {
  return /[东南西北中漕虹天龙华田宜]$/.test(before);
}

/** Bodies, places and events by every form they go by; the longest first, because short ones stand inside them. */
export interface NameTable {
  readonly entries: readonly { readonly form: string; readonly forms: readonly string[] }[];
}

const EVERYWHERE = /[市国省]$/;

export function createNameTable({ names }: Dictionary): NameTable {
  const entries = names.flatMap(({ name, kind, aliases }) => {
    if (kind === "term" || kind === "office" || (kind === "place" && EVERYWHERE.test(name))) return [];
    const forms = [name, ...aliases].map(fold);
    return forms.filter((form) => form.length >= 2).map((form) => ({ form, forms }));
  });
  return { entries: entries.sort((a, b) => b.form.length - a.form.length) };
}

/** @param sentence folded @returns a known name in it that the source has in none of its forms */
export function findForeignName(
  sentence: string,
  reading: SourceReading,
  { entries }: NameTable,
): string | null {
  let rest = sentence;
  for (const { form, forms } of entries) {
    if (!rest.includes(form)) continue;
    // A form of words the source has is the source's, whatever else bears that name.
    if (!forms.some((one) => reading.compact.includes(one))) return form;
    rest = rest.replaceAll(form, " ");
  }
  return null;
}

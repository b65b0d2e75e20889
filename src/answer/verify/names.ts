/**
 * Roads, bodies and places a sentence has no right to: a road the source does
 * not print, a name of the district's dictionary that it does not speak of.
 */
import type { Dictionary } from "../../news/dictionary.js";
import { fold } from "../../news/text.js";
import type { SourceReading } from "./source-reading.js";

const ROAD = /([\u4e00-\u9fff]{1,5})(路|大道|大街|弄堂|里弄|公路)(?![线径演过口上人由牌灯段况网])/g;
const NO_ROAD = /[一道思出之马铁公水线电回网通半顺同各多条]路$|道路$|马路$|之路$|公路$/;
/** What ends before a name begins. */
const LEADS = /[在于位到从沿至和与及往经近由是为即址：，、。（(“"《\s]$|坐落|附近|穿过|连接|沿着$/;

/** @param sentence folded @returns a road the source does not print */
export function findForeignRoad(sentence: string, reading: Pick<SourceReading, "compact">): string | null {
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
  reading: Pick<SourceReading, "compact">,
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

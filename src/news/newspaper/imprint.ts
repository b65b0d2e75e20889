/**
 * The head and foot of a page: the paper's name, day and number of the issue,
 * page, editors, addresses. A line is taken for one when hardly anything of it is
 * left after these forms, so that prose which mentions one of them stays prose.
 */
import { type IsoDay, isoDay } from "../../clock.js";
import { GAP, NAMES } from "./bylines.js";
import { tidy } from "./lines.js";

export interface Imprint {
  readonly day: IsoDay | null;
  readonly issue: string | null;
  readonly page: number | null;
}

const EDITORS = `(?:本版|值班|执行|责任|美术|版面|文字|图片|视觉)*(?:编辑|责编|美编|主编|编委|校对|检校|组版|排版|版面|版式|视觉|设计|总监|制图)${GAP}(?:${NAMES})?`;
const KEYS = [
  /星期[一二三四五六日天]|周[一二三四五六日](?= |$)/gu,
  /总?第 ?[\d〇零一二三四五六七八九十百千]+ ?期(?:[（(]?总第? ?\d+ ?期[）)]?)?/gu,
  /(?:今日|本期|共)? ?第? ?(?:\d{1,2}|[一二三四五六七八九十]{1,2}) ?版/gu,
  new RegExp(EDITORS, "gu"),
  /[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:https?:\/\/|www\.)\S+/gu,
  /(?:国内统一)?(?:连续出版物|刊)号?[:：]?|CN ?\d{2}[-—]\d{4}(?:[/／]\w+)?|邮发代号[:：]? ?[\d-]+/gu,
  /(?:新闻热线|热线电话|联系电话|投稿邮箱|电子邮箱|电子信箱|电话|热线|邮箱|E-?mail|传真|邮编|网址|地址)[:： ] ?[\d\s-]*/giu,
  /农历|[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥] ?年/gu,
];
const BESIDE = [
  /\d{4} ?[年./-] ?\d{1,2} ?[月./-] ?\d{1,2} ?日?/gu,
  /[正一二三四五六七八九十冬腊闰]+ ?月 ?[初一二三四五六七八九十廿]+/gu,
  /(?:主管|主办|出版|承办|印刷|发行)(?:单位)?[:： ]*\p{Script=Han}{0,16}|要闻|综合|新闻/gu,
  /\b\d{1,2}\b/gu,
];

/** The head or foot of a page: a line that has hardly anything but its forms. */
export function readImprint(line: string, paper: string | null): Imprint | null {
  if (/^[ABCD]?0?\d{1,2}$/.test(line))
    return { day: null, issue: null, page: Number(line.replace(/\D/g, "")) };
  if (paper && tidy(line).replace(/[《》]/g, "") === paper) return { day: null, issue: null, page: null };
  // The paper's name in Latin capitals.
  if (/^[A-Z][A-Z .&'-]{4,}$/.test(line)) return { day: null, issue: null, page: null };
  if (line.length > 120) return null;
  let rest = line;
  for (const form of KEYS) rest = rest.replace(form, " ");
  if (rest === line || /[，。；！？]$/u.test(line)) return null;
  if (paper) rest = rest.replaceAll(paper, " ");
  for (const form of BESIDE) rest = rest.replace(form, " ");
  const left = rest.replace(/[\s\p{P}\p{S}]/gu, "").length;
  if (left > Math.min(8, tidy(line).length * 0.3)) return null;
  const page = /(?:^|\D)第? ?0?(\d{1,2}) ?版/u.exec(line.replace(/(?:今日|本期|共) ?\d+ ?版/gu, ""))?.[1];
  const number = page ?? /(?:^| )0(\d)(?= |$)/u.exec(line)?.[1];
  return {
    day: readDay(line, false),
    issue: tidy(/总?第 ?[\d〇零一二三四五六七八九十百千]+ ?期/u.exec(line)?.[0] ?? "") || null,
    page: number === undefined ? null : Number(number),
  };
}

/** @param alone the day must be all there is */
export function readDay(text: string, alone: boolean): IsoDay | null {
  const parts = /(\d{4}) ?[年./-] ?(\d{1,2}) ?[月./-] ?(\d{1,2}) ?日?/u.exec(text);
  if (!parts || (alone && parts[0].length !== text.length)) return null;
  return isoDay(Number(parts[1]), Number(parts[2]), Number(parts[3])) ?? null;
}

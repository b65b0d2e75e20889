/**
 * The lines of a page that are not prose: who wrote it, where it comes from,
 * what the page is called, where it goes on. Every one is told by its own form,
 * so this works on a page of which nothing else is known yet.
 */
import { type IsoDay, isoDay } from "../clock.js";
import { tidy, tidyWords } from "./newspaper-lines.js";

export type Mark =
  /** Head or foot of the page. */
  | { readonly kind: "imprint"; readonly imprint: Imprint }
  /** Name of the page or of a column of it: 要闻. `photo` for 图片新闻. */
  | { readonly kind: "section"; readonly photo: boolean }
  | { readonly kind: "teaser"; readonly page: number; readonly text: string }
  | { readonly kind: "byline"; readonly names: string }
  | { readonly kind: "source"; readonly source: string }
  /** Closes the caption of a photo. `text`: it may stand for words as well as pictures (文/图). */
  | { readonly kind: "credit"; readonly names: string | null; readonly text: boolean }
  | { readonly kind: "notice" }
  /** A day that stands alone: below a notice, or at the head of a page. */
  | { readonly kind: "day"; readonly day: IsoDay }
  | { readonly kind: "jump"; readonly jump: Jump };

export interface Imprint {
  readonly day: IsoDay | null;
  readonly issue: string | null;
  readonly page: number | null;
}

/** “（上接第1版）” or “（下转第3版）”. */
export interface Jump {
  readonly to: "from" | "on";
  readonly page: number;
  readonly title: string | null;
}

/** Marks set before a brief or a byline. U+FFFD is what is left of one whose glyph had no character. */
export const BULLET = /^[□■◇◆○◎●△▲▽▼★☆�\s]+(?=\S)/u;

const NAME = String.raw`(?:\p{Script=Han}{2,4}|\p{Script=Han} \p{Script=Han}|\p{Script=Han}{1,6}·\p{Script=Han}{1,6})`;
const NAMES = String.raw`${NAME}(?:[ 、，,]+${NAME}){0,7}`;
const WRITER = String.raw`(?:(?:本报|融媒体|全媒体|首席|见习|实习|特约|区融媒体中心)*(?:记者|通讯员|实习生|撰稿人?|作者|编译|评论员)|文字?|采写|供稿|整理|口述)`;
const PICTURE = String.raw`(?:摄影报道|摄影|摄|供图|配图|制图|绘图?|图片?)`;
const GAP = String.raw`[ /／|｜:：]*`;

const BYLINE = new RegExp(`^(?:${WRITER}${GAP}${NAMES}[ 、，,]*)+$`, "u");
const BYLINE_AFTER = new RegExp(`^${NAMES} ?[/／ ] ?(?:文|撰文|整理|口述)$`, "u");
const ALONE = new RegExp(`^${NAMES}$`, "u");
const CREDITS = [
  new RegExp(`^(?:${WRITER}${GAP})?${NAMES}${GAP}(?:文[/／、 ]*)?${PICTURE}(?:[/／、]文)?$`, "u"),
  new RegExp(`^(?:文[/／、 ]*)?${PICTURE}(?:[/／、 ]*文)?[ /／|｜:：]+(?:${WRITER}${GAP})?${NAMES}$`, "u"),
  new RegExp(`^(?:${WRITER}${GAP})?(?:${NAMES} ?)?摄于[^。]{2,24}$`, "u"),
  new RegExp(`^文${GAP}${NAMES} +${PICTURE}${GAP}${NAMES}$`, "u"),
  /^(?:资料图片?|图片由.{2,20}提供|.{2,14}供图)$/u,
];
const SECTION =
  /^(?:[今本][日期]?(?:导读|看点|导航)|导读|(?:综合|时政|社区|街镇|社会|图片|民生|一周|简明|基层|国内|本地)?(?:新闻|要闻|综合|简讯|动态|传真)|社会|民生|文化|城事|城市|社区|街镇|副刊|专版|专题|特刊|聚焦|关注|特别报道|深度|视点|评论|时评|人物|健康|教育|法治|经济|科技|体育|文体|生活|服务|广告|公益广告|图说|图片报道|影像|光影|悦读|读书|随笔|连载|党建|人大|政协)$/u;
const PHOTO_SECTION = /图|影/u;
const NOTICE =
  /^(?:小启|启事|公告|通告|更正|声明|致歉|告示|公示|通知|\p{Script=Han}{0,10}(?:小启|启事|敬告读者|致读者|告读者书|征订通知|征稿通知))$/u;
const SOURCE = /^[（(]? ?(?:稿件|资料|文章|图文)?来源[：:] ?([^（(]+?) ?[）)]?$/u;
const QUOTED_SOURCE = /^[（(] ?(?:据|摘自|转自|原载|选自)(《[^》]+》[^）)]*)[）)]$/u;
const JUMP =
  /[（(▲▶►→]? ?(上接|紧接|下转|转接) ?第? ?([A-D]?\d{1,2}|[一二三四五六七八九十]{1,3}) ?版?(?:版 ?)?(?:《([^》]+)》)? ?[）)]?/u;

/** What a line is, by its form alone; null for prose and headlines. */
export function readMark(line: string, paper: string | null): Mark | null {
  const text = tidy(line);
  const source = SOURCE.exec(text) ?? QUOTED_SOURCE.exec(text);
  if (source) return { kind: "source", source: source[1]!.trim() };
  const day = readDay(text, true);
  if (day) return { kind: "day", day };
  const imprint = readImprint(line, paper);
  if (imprint) return { kind: "imprint", imprint };
  if (SECTION.test(text)) return { kind: "section", photo: PHOTO_SECTION.test(text) };
  if (NOTICE.test(text)) return { kind: "notice" };
  const jump = readJump(text);
  if (jump && jump.length === text.length) return { kind: "jump", jump: jump.jump };
  return readPeople(line) ?? readTeaser(line);
}

function readPeople(line: string): Mark | null {
  const text = line.replace(BULLET, "").replace(/^[（(] ?([^（）()]*?) ?[）)]$/u, "$1");
  if (text.length > 48) return null;
  const bulleted = text.length < line.length && !/^[（(]/.test(line);
  if (BYLINE.test(text) || BYLINE_AFTER.test(text)) return { kind: "byline", names: namesOf(text) };
  if (bulleted && ALONE.test(text)) return { kind: "byline", names: namesOf(text) };
  if (!CREDITS.some((form) => form.test(text))) return null;
  return { kind: "credit", names: namesOf(text) || null, text: /文|报道/.test(text) };
}

/** Is the line nothing but personal names, so that it can belong to the line of people before or after it? */
export function isNames(line: string): boolean {
  return ALONE.test(line) && line.split(/[ 、]/).every((name) => name.length <= 4) && line.length <= 24;
}

/** Names as printed, without what the people did; a second group keeps its “通讯员”. */
export function namesOf(text: string): string {
  return text
    .replace(BULLET, "")
    .replace(/摄于.*$/u, "")
    .replace(new RegExp(`(?<=^|[ /／|｜:：、])(?:文[/／、]?)?${PICTURE}(?:[/／、]文)?(?=$|[ /／|｜:：])`, "gu"), " ")
    .replace(/摄影报道$|(?<=\p{Script=Han}{2})[ /／]?(?:摄影|摄|供图|文)$/u, " ")
    .replace(/(?:本报|融媒体|全媒体|首席|见习|实习|特约|区融媒体中心)*(?:记者|作者|撰稿人?|评论员)|^(?:通讯员|实习生)|(?:^| )(?:文字?|采写|供稿|整理|口述)(?=[ /／|｜:：])/gu, " ")
    .replace(/[/／|｜:：、，,]+/gu, " ")
    .replace(/(?<=^| )(\p{Script=Han}) (\p{Script=Han})(?= |$)/gu, "$1$2")
    .replace(/\s+/gu, " ")
    .trim();
}

function readTeaser(line: string): Mark | null {
  const parts =
    /^(?:[▶►→▷] ?)?(?:(0[1-9]|1[0-6])(?: ?版)?|(?:第 ?)?(\d{1,2}) ?版|A(\d{1,2})) ?[:：·|｜/]? ?([^。，,]{5,40})$/u.exec(line) ??
    /^(?<text>[^。]{5,40}?) ?[（(]?(?:详见|见|▶|►|→) ?第? ?(?<page>\d{1,2}) ?版[）)]?$/u.exec(line);
  if (!parts) return null;
  const page = Number(parts.groups?.page ?? parts[1] ?? parts[2] ?? parts[3]);
  const text = tidyWords(parts.groups?.text ?? parts[4]!);
  // “12 月 20 日…”, “11 个公…” begin a line of prose.
  if (!/版/.test(line) && /^[年月日时点分个家项名位人万亿元次条%％层栋幢期届岁]/u.test(text)) return null;
  return { kind: "teaser", page, text };
}

const EDITORS = String.raw`(?:本版|值班|执行|责任|美术|版面|文字|图片|视觉)*(?:编辑|责编|美编|主编|编委|校对|检校|组版|排版|版面|版式|视觉|设计|总监|制图)${GAP}(?:${NAMES})?`;
const KEYS = [
  /星期[一二三四五六日天]|周[一二三四五六日](?= |$)/gu,
  /总?第 ?[\d〇零一二三四五六七八九十百千]+ ?期(?:[（(]?总第? ?\d+ ?期[）)]?)?/gu,
  /(?:今日|本期|共)? ?第? ?(?:\d{1,2}|[一二三四五六七八九十]{1,2}) ?版/gu,
  new RegExp(EDITORS, "gu"),
  /[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:https?:\/\/|www\.)\S+/gu,
  /(?:国内统一)?(?:连续出版物|刊)号?[:：]?|CN ?\d{2}[-—]\d{4}(?:[/／]\w+)?|邮发代号[:：]? ?[\d-]+/gu,
  /(?:新闻热线|热线电话|联系电话|投稿邮箱|电子邮箱|电子信箱|电话|热线|邮箱|E-?mail|传真|邮编|网址|地址)[:：] ?[\d\s-]*/giu,
];
const BESIDE = [
  /\d{4} ?[年./-] ?\d{1,2} ?[月./-] ?\d{1,2} ?日?/gu,
  /(?:农历)?(?:[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥] ?年)?[正一二三四五六七八九十冬腊闰]+ ?月 ?[初一二三四五六七八九十廿]+/gu,
  /(?:主管|主办|出版|承办|印刷|发行)(?:单位)?[:：]?|要闻|综合|新闻/gu,
  /\b\d{1,2}\b/gu,
];

/** The head or foot of a page: a line that has hardly anything but its forms. */
function readImprint(line: string, paper: string | null): Imprint | null {
  if (/^[ABCD]?0?\d{1,2}$/.test(line)) return { day: null, issue: null, page: Number(line.replace(/\D/g, "")) };
  if (paper && tidy(line).replace(/[《》]/g, "") === paper) return { day: null, issue: null, page: null };
  let rest = line;
  for (const form of KEYS) rest = rest.replace(form, " ");
  if (rest === line || line.length > 120) return null;
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

function readDay(text: string, alone: boolean): IsoDay | null {
  const parts = /(\d{4}) ?[年./-] ?(\d{1,2}) ?[月./-] ?(\d{1,2}) ?日?/u.exec(text);
  if (!parts || (alone && parts[0].length !== text.length)) return null;
  return isoDay(Number(parts[1]), Number(parts[2]), Number(parts[3])) ?? null;
}

/** @returns the jump in a text and the characters it takes, or null. */
export function readJump(text: string): { jump: Jump; index: number; length: number } | null {
  const parts = JUMP.exec(text);
  if (!parts || !/版/.test(parts[0])) return null;
  const page = /\d/.test(parts[2]!) ? Number(parts[2]!.replace(/\D/g, "")) : chinesePage(parts[2]!);
  const to = /上接|紧接/.test(parts[1]!) ? "from" : "on";
  return { jump: { to, page, title: parts[3] ?? null }, index: parts.index, length: parts[0].length };
}

function chinesePage(numeral: string): number {
  const digit = (char: string | undefined) => "零一二三四五六七八九".indexOf(char ?? "一");
  const [tens, ones] = numeral.includes("十") ? numeral.split("十") : ["", numeral];
  return (numeral.includes("十") ? (tens ? digit(tens) : 1) * 10 : 0) + (ones ? digit(ones) : 0);
}

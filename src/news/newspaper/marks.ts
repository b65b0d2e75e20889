/**
 * The lines of a page that are not prose: who wrote it, where it comes from,
 * what the page is called, where it goes on. Every one is told by its own form,
 * so this works on a page of which nothing else is known yet.
 */
import type { IsoDay } from "../../clock.js";
import { type People, readPeople } from "./bylines.js";
import { type Imprint, readDay, readImprint } from "./imprint.js";
import { tidy, tidyWords } from "./lines.js";

export type Mark =
  /** Head or foot of the page. */
  | { readonly kind: "imprint"; readonly imprint: Imprint }
  /** Name of the page or of a column of it: 要闻. `photo` for 图片新闻. */
  | { readonly kind: "section"; readonly photo: boolean }
  | { readonly kind: "teaser"; readonly page: number; readonly text: string }
  | { readonly kind: "source"; readonly source: string }
  | People
  | { readonly kind: "notice" }
  /** A day that stands alone: below a notice, or at the head of a page. */
  | { readonly kind: "day"; readonly day: IsoDay }
  | { readonly kind: "jump"; readonly jump: Jump };

/** “（上接第1版）” or “（下转第3版）”. */
export interface Jump {
  readonly to: "from" | "on";
  readonly page: number;
  readonly title: string | null;
}

const SECTION =
  /^(?:[今本][日期]?(?:导读|看点|导航)|导读|(?:综合|时政|社区|街镇|社会|图片|民生|一周|简明|基层|国内|本地)?(?:新闻|要闻|综合|简讯|动态|传真)|社会|民生|文化|城事|城市|社区|街镇|副刊|专版|专题|特刊|聚焦|关注|特别报道|深度|视点|评论|时评|人物|健康|教育|法治|经济|科技|体育|文体|生活|服务|广告|公益广告|图说|图片报道|影像|光影|悦读|读书|随笔|连载|党建|人大|政协)$/u;
const PHOTO_SECTION = /图|影/u;
const NOTICE =
  /^(?:小启|启事|公告|通告|更正|声明|致歉|告示|公示|通知|\p{Script=Han}{0,10}(?:小启|启事|敬告读者|致读者|告读者书)|(?:停[水电气]|招聘|招生|招领|遗失|拍卖|征集|征订|征稿|迁址)(?:公告|通告|通知|声明))$/u;
const SOURCE = /^[（(]? ?(?:稿件|资料|文章|图文)?来源[：:] ?([^（(]+?) ?[）)]?$/u;
const QUOTED_SOURCE = /^[（(] ?(?:据|摘自|转自|原载|选自)(《[^》]+》[^）)]*)[）)]$/u;
const JUMP =
  /[（(▲▶►→]? ?(上接|紧接|下转|转接) ?第? ?([A-D]?\d{1,2}|[一二三四五六七八九十]{1,3}) ?版?(?:版 ?)?(?:《([^》]+)》)? ?[）)]?/u;

/** What a line is, by its form alone; null for prose and headlines. */
export function readMark(line: string, paper: string | null): Mark | null {
  const text = tidy(line);
  const source = SOURCE.exec(tidyWords(line)) ?? QUOTED_SOURCE.exec(text);
  if (source) return { kind: "source", source: source[1]!.trim() };
  const jump = readJump(text);
  if (jump?.length === text.length) return { kind: "jump", jump: jump.jump };
  const day = readDay(text, true);
  if (day) return { kind: "day", day };
  const numbered = /^(?:0?(\d{1,2}) ?版? ?(\p{Script=Han}+)|(\p{Script=Han}+) ?0?(\d{1,2}) ?版?)$/u.exec(
    text,
  );
  if (numbered && SECTION.test(numbered[2] ?? numbered[3]!)) {
    return { kind: "imprint", imprint: { day: null, issue: null, page: Number(numbered[1] ?? numbered[4]) } };
  }
  const imprint = readImprint(line, paper);
  if (imprint) return { kind: "imprint", imprint };
  if (SECTION.test(text)) return { kind: "section", photo: PHOTO_SECTION.test(text) };
  if (NOTICE.test(text)) return { kind: "notice" };
  return readPeople(line) ?? readTeaser(line);
}

function readTeaser(line: string): Mark | null {
  const parts =
    /^(?:[▶►→▷] ?)?(?:(0[1-9]|1[0-6])(?: ?版)?|(?:第 ?)?(\d{1,2}) ?版|A(\d{1,2})) ?[:：·|｜/]? ?([^。，,]{5,40})$/u.exec(
      line,
    ) ?? /^(?<text>[^。]{5,40}?) ?[（(]?(?:详见|见|▶|►|→) ?第? ?(?<page>\d{1,2}) ?版[）)]?$/u.exec(line);
  if (!parts) return null;
  const page = Number(parts.groups?.page ?? parts[1] ?? parts[2] ?? parts[3]);
  const text = tidyWords(parts.groups?.text ?? parts[4]!);
  // “12 月 20 日…”, “11 个公…” begin a line of prose.
  if (!/版/.test(line) && /^[年月日时点分个家项名位人万亿元次条%％层栋幢期届岁]/u.test(text)) return null;
  return { kind: "teaser", page, text };
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

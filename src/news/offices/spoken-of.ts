/**
 * The one body a text speaks of: “区图书馆延长开放。新任馆长王华说……” does not say
 * of what he is 馆长, and need not. Where a text names two of a sort it says nothing.
 */
import { readBody } from "./body.js";
import type { OfficeWord } from "./office-words.js";

/** What a name ends in that can have an office with this last character. */
const SORT: Readonly<Record<string, string>> = {
  校: "大学|学院|中学|小学|学校|幼儿园|党校",
  院: "医院|学院|研究院|法院|检察院|书院|剧院|福利院|敬老院|养老院",
  馆: "图书馆|文化馆|博物馆|美术馆|档案馆|纪念馆|科技馆|体育馆|展览馆",
  园: "幼儿园|公园|动物园|植物园",
  所: "研究所|派出所|事务所",
  局: "分局|[政育化安卫法税商保源游管]局|(?<=[区市县][\\u4e00-\\u9fff]{2,6})局(?![面势部长限])",
  会: "商会|协会|学会|联合会|研究会|促进会|基金会|工会",
  社: "合作社|出版社|通讯社|杂志社|旅行社",
  厂: "厂",
  台: "电视台|广播台|天文台",
};
const COMPANY = "集团|公司|银行";
const OF_COMPANY = /董事长|总裁|总经理|首席执行官|监事长/;
/** Verbs that stand before a place without a pause; no name begins with them. */
const BEFORE_NAME =
  /^(?:走进|来到|参观|位于|送别|告别|走访|考察|调研|前往|进入|离开|捐给|赠予|毕业于|就读于|任教于|上午|下午|日|底|起|月|晚)+/;

const TOWN = /^[镇乡]$/;
/** A town's own name; a longer run has words of the sentence in it. */
const LONGEST_TOWN = 3;

/** @returns null if an office of this sort need not have a body of a known sort */
function namesOf({ office, unit }: OfficeWord, sort: string): RegExp | null {
  if (sort !== "") return new RegExp(TOWN.test(sort) ? `${sort}(?![长里上政党人])` : sort, "g");
  const ends = OF_COMPANY.test(office) ? COMPANY : /^党工委/.test(office) ? "街道" : SORT[unit];
  return ends === undefined ? null : new RegExp(ends, "g");
}

/** @param folded any text @param sort what alone is printed of it (“街道党工委书记”); "" if nothing @returns the only body of the sort the office has; "" if none or several are named */
export function bodySpokenOf(folded: string, word: OfficeWord, sort = ""): string {
  const pattern = namesOf(word, sort);
  if (!pattern) return "";
  const found = new Map<string, number>();
  for (const match of folded.matchAll(pattern)) {
    const end = match.index + match[0].length;
    const before = /[\u4e00-\u9fffa-z0-9·]*$/.exec(folded.slice(Math.max(0, end - 20), end))![0];
    const whole: OfficeWord = {
      start: end,
      end,
      office: word.office,
      level: null,
      unit: sort ? "" : word.unit,
    };
    const body = readBody(folded.slice(end - before.length, end), { ...whole, start: before.length }).body;
    const name = body.replace(BEFORE_NAME, "");
    const own = name.slice(0, -match[0].length);
    if (TOWN.test(sort) && (own.length < 2 || own.length > LONGEST_TOWN)) continue;
    if (isName(own)) found.set(name, (found.get(name) ?? 0) + 1);
  }
  return theOnly(found);
}

/** “来集团”, “该公司” are none; “区图书馆” is. */
function isName(own: string): boolean {
  return (own.length > 1 && !/[进到入出往遍]$/.test(own)) || /^[区市县省镇]$/.test(own);
}

/** “走过青田中学” and “青田中学” are one, told the shorter way; “区图书馆” and “青田区图书馆” too, told the longer. */
function theOnly(found: ReadonlyMap<string, number>): string {
  const names = [...found.keys()].sort((a, b) => a.length - b.length);
  const [shortest] = names;
  if (shortest === undefined || names.some((name) => !name.endsWith(shortest))) return "";
  const often = names.filter((name) => found.get(name)! > 1 || /^[区市县]/.test(shortest));
  return often.at(-1) ?? shortest;
}

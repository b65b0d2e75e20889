/**
 * Festivals and lunar dates: “春节期间”, “端午”, “五一假期”, “农历三月初三”.
 *
 * Many names are also names of people, roads and dishes (国庆, 五一路, 元宵), so
 * each says in its pattern where it is a day.
 */
import { addDays, type IsoDay, isoDay } from "../../clock.js";
import type { DayRange } from "./calendar.js";
import { after, DAY, endOf, MONTH, numberOf, type Part, type Rule, sticky } from "./draft.js";
import { lunarDay, lunarYearsEnd } from "./lunar.js";

interface Festival {
  /** Source of a pattern. */
  readonly names: string;
  readonly day: (year: number) => IsoDay | undefined;
  /** Days off, from so many days before to so many after the day. */
  readonly holiday: readonly [number, number];
  /** The name alone means the days off, not the one day. */
  readonly wide?: true;
}

const solar = (month: number, day: number) => (year: number) => isoDay(year, month, day);
const lunar = (month: number, day: number) => (year: number) => lunarDay(year, month, day);

/** Sun at 15° and 270°, by the customary formula for the 20th and 21st century. */
function solarTerm(year: number, month: number, offsets: readonly [number, number]): IsoDay | undefined {
  if (year < 1901 || year > 2099) return undefined;
  const inCentury = year % 100;
  const offset = year < 2000 ? offsets[0] : offsets[1];
  return isoDay(year, month, Math.floor(inCentury * 0.2422 + offset) - Math.floor(inCentury / 4));
}

const qingming = (year: number) => solarTerm(year, 4, [5.59, 4.81]);
const winterSolstice = (year: number) =>
  year === 2021 ? isoDay(2021, 12, 21) : solarTerm(year, 12, [22.6, 21.94]);

const SHORT = [-2, 2] as const;
const NONE = [0, 0] as const;

/** In the order of trial: the longer name first. */
const FESTIVALS: readonly Festival[] = [
  { names: "春节|农历新年|新春佳节", day: lunar(1, 1), holiday: [-1, 7], wide: true },
  { names: "除夕夜?|大年三十|大年夜", day: (year) => lunarYearsEnd(year - 1), holiday: NONE },
  {
    names: "元宵节|(?<=年)元宵|元宵(?:佳节|灯会|当[天晚]|喜乐|前)|上元节|闹元宵",
    day: lunar(1, 15),
    holiday: NONE,
  },
  {
    names: "清明节|清明(?=假期|小长假|期间|祭扫|前后|前夕|当天)|(?<=年)清明(?!上河)",
    day: qingming,
    holiday: SHORT,
  },
  { names: "端午节|端午", day: lunar(5, 5), holiday: SHORT },
  { names: "七夕节?", day: lunar(7, 7), holiday: NONE },
  { names: "中秋节|中秋|八月十五(?!日)", day: lunar(8, 15), holiday: SHORT },
  {
    names: "重阳节|(?<=年)重阳|重阳(?=佳节|登高|敬老|当[天日]|期间|前夕|,)|九月初九",
    day: lunar(9, 9),
    holiday: NONE,
  },
  { names: "腊八节?(?![粥蒜])", day: (year) => lunarDay(year - 1, 12, 8), holiday: NONE },
  { names: "冬至", day: winterSolstice, holiday: NONE },
  { names: "元旦", day: solar(1, 1), holiday: [-1, 2] },
  { names: "情人节", day: solar(2, 14), holiday: NONE },
  { names: "三八(?:国际)?(?:劳动)?妇女节|国际妇女节|三八节|妇女节", day: solar(3, 8), holiday: NONE },
  { names: "植树节", day: solar(3, 12), holiday: NONE },
  { names: "五一国际劳动节|五一劳动节|五一节|劳动节", day: solar(5, 1), holiday: [0, 4] },
  {
    names:
      "五一(?![路村桥口公院零一二三四五六七八九十百]|广场|商圈|大道|中[路学]|小学|劳动奖|劳模|巾帼|先锋|职工)",
    day: solar(5, 1),
    holiday: [0, 4],
    wide: true,
  },
  { names: "五四青年节|青年节", day: solar(5, 4), holiday: NONE },
  {
    names: '六一国际儿童节|六一儿童节|六一节|儿童节|六一(?=期间|活动|当天|前夕|")',
    day: solar(6, 1),
    holiday: NONE,
  },
  { names: "建党节", day: solar(7, 1), holiday: NONE },
  { names: "八一建军节|建军节", day: solar(8, 1), holiday: NONE },
  { names: "教师节", day: solar(9, 10), holiday: NONE },
  { names: "十一(?=黄金周|长假|假期|小长假|期间)", day: solar(10, 1), holiday: [0, 6], wide: true },
  { names: "国庆节|国庆日", day: solar(10, 1), holiday: [0, 6] },
  {
    names:
      '(?<=年)国庆|国庆(?=假|长假|小长假|黄金周|期间|中秋|双节|当[天日]|前[后夕]?|[有去的出放"、]|中秋|[晚夜]|白天|[上下]午|公园|广场|带|想|能|可以|$|[!?])',
    day: solar(10, 1),
    holiday: [0, 6],
    wide: true,
  },
  { names: "双十一|双11", day: solar(11, 11), holiday: NONE },
  { names: "双十二|双12", day: solar(12, 12), holiday: NONE },
  { names: "平安夜", day: solar(12, 24), holiday: NONE },
  { names: "圣诞节?(?!树|老人|帽|歌|岛|礼物|新星)", day: solar(12, 25), holiday: NONE },
];

// What a numeral or another character before it makes of the name: “三五一”, “吃元宵”, “李国庆”.
const NOT_BEFORE = /[零一二三四五六七八九十百第\d吃煮包]$/;
const SURNAME =
  /[王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段钱汤]$/;
const HOLIDAY = "期间|小长假|长假|假期|假日|黄金周";

/** @param suffix 前, 前夕, 后, 前后: two weeks on that side, where the days off end */
function festivalRange(festival: Festival, year: number, suffix: string): DayRange | undefined {
  const day = festival.day(year);
  if (!day) return undefined;
  const wide = festival.wide || suffix !== "";
  const off = wide ? festival.holiday : NONE;
  const from = addDays(day, off[0]);
  const to = addDays(day, off[1]);
  if (suffix === "前后") return { from: addDays(from, -14), to: addDays(to, 14) };
  if (suffix === "前" || suffix === "前夕") return { from: addDays(from, -14), to: addDays(from, -1) };
  if (suffix === "后") return { from: addDays(to, 1), to: addDays(to, 14) };
  return { from, to };
}

/** For names in other languages: the day, or with `off` the days off. @param name as in the table */
export function festivalByName(name: string, off: boolean): Pick<Part, "precision" | "within"> {
  const found = FESTIVALS.find(({ names }) => names.split("|").includes(name))!;
  const wide = off || found.wide === true;
  return {
    precision: wide ? "span" : "day",
    within: (year) => festivalRange(found, year, wide ? "期间" : ""),
  };
}

const festival: Rule<Part> = {
  starts: "春农新除大元上闹清端七中八重九腊冬情三国妇植五劳青六儿建教十双平圣",
  pattern: sticky(
    `(?:${FESTIVALS.map(({ names }) => `(${names})`).join("|")})(?:["']?(?:${HOLIDAY}){1,2})?["']?(前后|前夕|[前后](?![排卫台门往来三两几天\\d]))?`,
  ),
  read(match, reading) {
    if (match.index === reading.start && after(reading, match.index, NOT_BEFORE)) return null;
    const at = FESTIVALS.findIndex((_, i) => match[i + 1] !== undefined);
    const found = FESTIVALS[at]!;
    if (match[0].startsWith("国庆") && after(reading, match.index, SURNAME)) return null;
    const edge = match[FESTIVALS.length + 1] ?? "";
    const name = match[at + 1]!;
    const quote = /["']$/.test(match[0]) ? 1 : 0;
    const off = new RegExp(HOLIDAY).test(match[0].slice(name.length));
    const suffix = edge || (off ? "期间" : "");
    const range = (year: number) => festivalRange(found, year, suffix);
    const oneDay = !found.wide && (suffix === "" || (suffix === "期间" && found.holiday === NONE));
    return {
      end: endOf(match) - quote,
      precision: oneDay ? "day" : "span",
      certain: edge === "",
      within: range,
    };
  },
};

/** “大年初一”, “正月十五”, “腊月廿三”, “农历三月初三”, “八月初八” */
const lunarDate: Rule<Part> = {
  starts: "农阴旧正腊冬大一二三四五六七八九十",
  pattern: sticky(
    `大年(初[一二三四五六七八九十])|(?:农历|阴历|旧历)?(正|腊|冬)月(?:(${DAY})日?)?|(?:(?:农历|阴历|旧历)(${MONTH})月(${DAY})|(${MONTH})月(初[一二三四五六七八九十]))日?`,
  ),
  read(match) {
    const name = match[4] ?? match[6];
    const month = match[1] ? 1 : match[2] ? { 正: 1, 冬: 11, 腊: 12 }[match[2]]! : numberOf(name ?? "");
    const day = match[1] ?? match[3] ?? match[5] ?? match[7];
    // “2025年腊月” is said of the winter in which 2025 begins as well as of the one in which it ends.
    const certain = month < 11;
    if (day === undefined)
      return { end: endOf(match), precision: "month", certain, within: (year) => lunarMonth(year, month) };
    const within = (year: number) => oneLunarDay(lunarDay(year, month, numberOf(day)));
    return { end: endOf(match), precision: "day", certain, within };
  },
};

function oneLunarDay(day: IsoDay | undefined): DayRange | undefined {
  return day && { from: day, to: day };
}

function lunarMonth(year: number, month: number): DayRange | undefined {
  const from = lunarDay(year, month, 1);
  const to = lunarDay(year, month, 30) ?? lunarDay(year, month, 29);
  return from && to && { from, to };
}

/** “三月三”, the festival: never “三月三日”, which is a day of March. */
const doubleThird: Rule<Part> = {
  starts: "三",
  pattern: sticky("三月三(?![十日号月个天年])"),
  read: (match) => ({
    end: endOf(match),
    precision: "day",
    certain: true,
    within: (year) => oneLunarDay(lunarDay(year, 3, 3)),
  }),
};

export const FESTIVAL_RULES: readonly Rule<Part>[] = [lunarDate, festival, doubleThird];

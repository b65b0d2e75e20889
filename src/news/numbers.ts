/**
 * Numbers in running text, so that “二十家” and “20家”, “5.8亿” and “5.80 亿”
 * are the same to search and to the check of figures.
 *
 * Numeral characters are also ordinary Chinese words (一起, 十分, 百姓, 五角场),
 * so a lone one counts only where a measure word or 第 shows that it counts.
 */
import { NUMERAL_CHARS, readNumeral } from "./numerals.js";
import type { Span } from "./text.js";

export interface Figure extends Span {
  /** With 万 and 亿 multiplied out; “5%”, “百分之五” and “千分之五十” are 5. */
  readonly value: number;
  readonly percent: boolean;
  /** 多 or 余 stands in it or behind it. */
  readonly rounded: boolean;
}

export interface NumberMention extends Span {
  /** As of a figure. */
  readonly value: number;
  /** 近, 约, 超, 多, 余, 左右 stand at it. */
  readonly approximate: boolean;
  readonly percent: boolean;
}

const ZEROS: Readonly<Record<string, number>> = { 十: 1, 百: 2, 千: 3, 万: 4, 亿: 8 };

// 千 before these is a thousandth part of a unit's name (千米), 百 before 分 a per cent.
const SCALE =
  "(?:[十百千](?=[余多]?[万亿])|百(?!分|货|度)|千(?![米克瓦卡伏赫帕兆字]))?(?:万亿|[万亿](?!科|达))?";
const ARABIC = new RegExp(
  String.raw`(\d{1,3}(?:,\d{3})+(?![\d,])|\d+)(\.\d+(?!\.?\d))?(?:([余多几]?)( (?=[万亿]))?(${SCALE}))?([余多]?)(%?)`,
  "y",
);
const CHINESE = new RegExp(
  `([${NUMERAL_CHARS}]+)(?:点([零一二三四五六七八九]+)(?![十点])([百千]?[万亿]*))?(?:([余多几来])([百千]?[万亿]+)?)?`,
  "y",
);
const PERCENT = new RegExp(
  String.raw`([百千])分之(?:(\d+(?:\.\d+)?)|([${NUMERAL_CHARS}]+)(?:点([零一二三四五六七八九]+))?)`,
  "y",
);

const MEASURE = new RegExp(
  [
    "[ ]?(?:[个家人名位项所条件场座台辆元年月日天岁层期批届章篇间套户亩宗份只支张棵株幢栋艘架颗枚副组级类种封",
    "幅句页课楼号室弄次把部本站节秒米吨克升倍周处笔杯碗盒箱袋包瓶轮]|小时|分钟|平方|立方|公里|公斤|公顷",
    "|千米|厘米|毫米|星期|世纪|季度|车道|支队|门课|门学|多[个家人名位项所条件场座台辆元年月天岁户])",
  ].join(""),
  "y",
);
// Ordinary words that begin like a number with its measure word.
const NO_COUNT =
  /一次性|一部分|一把手|一把关|一站式|一本正|一本万|一个劲|一年一度|一日三餐|三天两头|五台山|[千万]岁|千家万户|(?<=千家)万户|万家灯火|百家争|百家姓|[百千]米(?!跑)/y;
const NEVER = /千万(?=[不别要注记])|万千|千百万|百分百/y;
const APPROXIMATE = /(?:(?<![附最邻])近|约|超|逾|超过|接近|不足|不到|至少|最多)[ ]?$/;
const OVER_ROUND = /(?<!以)上[百千万]$/;
// “几百人”, “数十家”, “十几万” name no figure.
const INDEFINITE = /[几数]$/;
const AROUND = /[^\s\d,。]{0,2}(?:左右|上下)/y;
// Latin letters after digits make a name (5g, 3d) unless they are a unit.
const LATIN_UNIT =
  /(?!(?<=(?<![\d.])[2-6])g)(?:km|kg|kw|mw|gw|kwh|kb|mb|gb|tb|pb|hz|khz|mhz|ghz|cm|mm|ml|m2|m3|m|g|t|l|h|w)(?![a-z0-9])/y;

const CLASS = new Uint8Array(0x10000);
for (const char of "0123456789") CLASS[char.charCodeAt(0)] = 1;
for (const char of NUMERAL_CHARS) CLASS[char.charCodeAt(0)] = 2;
/** What `ARABIC` may take in behind the first digits, and letters: three of four figures are followed by none. */
const GOES_ON = new Uint8Array(0x10000);
for (const char of ",. %余多几十百千万亿abcdefghijklmnopqrstuvwxyz") GOES_ON[char.charCodeAt(0)] = 1;

/**
 * @param folded text in the form of `fold`, whose offsets are the text's
 * @returns in order, without overlap; “第24个” is 24, “2025年3月” is 2025 and 3
 */
export function findNumbers(folded: string): NumberMention[] {
  return findFigures(folded).map(({ start, end, value, percent, rounded }) => {
    const approximate = rounded || isApproximate(folded, start, end);
    return { start, end, value, approximate, percent };
  });
}

/** The same without looking whether they are approximate. */
export function findFigures(folded: string): Figure[] {
  const figures: Figure[] = [];
  for (let at = 0; at < folded.length; at++) {
    const kind = CLASS[folded.charCodeAt(at)];
    if (kind === 0) continue;
    const end = runEnd(folded, at, kind!);
    const figure = kind === 1 ? readArabic(folded, at) : (readPercent(folded, at) ?? readChinese(folded, at));
    if (figure) figures.push(figure);
    at = Math.max(end, figure?.end ?? 0) - 1;
  }
  return figures;
}

/** Plain decimal digits, never an exponent: 1e21 → “1000000000000000000000”. */
export function canonicalNumber(value: number): string {
  const text = String(value);
  const parts = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (!parts) return text;
  const [, sign = "", lead = "", fraction = ""] = parts;
  const exponent = Number(parts[4]);
  const digits = lead + fraction;
  if (exponent < 0) return `${sign}0.${"0".repeat(-exponent - 1)}${digits}`;
  return sign + digits.padEnd(exponent + 1, "0");
}

/** Where the run of digits (with , and . inside) or numeral characters ends: it is read as a whole or not at all. */
function runEnd(text: string, start: number, kind: number): number {
  let end = start + 1;
  for (; end < text.length; end++) {
    if (CLASS[text.charCodeAt(end)] === kind) continue;
    const joined = kind === 1 && text[end] === "." && CLASS[text.charCodeAt(end + 1)] === 1;
    if (!joined) break;
  }
  return end;
}

function readArabic(text: string, start: number): Figure | null {
  if (/[a-z]/.test(text[start - 1] ?? "")) return null;
  let end = start + 1;
  while (CLASS[text.charCodeAt(end)] === 1) end++;
  if (GOES_ON[text.charCodeAt(end)] === 1) return readJoined(text, start);
  const digits = text.slice(start, end);
  return isName(digits) ? null : { start, end, value: Number(digits), percent: false, rounded: false };
}

/** 16 digits and more, or a long one led by zeros, name something. */
function isName(digits: string): boolean {
  return digits.length > 15 || /^0\d\d/.test(digits);
}

/** Digits with what belongs to them: a fraction, 万, 余, a per cent sign, a unit in Latin letters. */
function readJoined(text: string, start: number): Figure | null {
  const match = matchAt(ARABIC, text, start);
  if (!match) return null;
  const [all, whole = "", fraction = "", inside = "", , scale = "", more = "", percent = ""] = match;
  // A second dot makes it a version.
  if (
    fraction === "" &&
    text[start + whole.length] === "." &&
    /\d/.test(text[start + whole.length + 1] ?? "")
  )
    return null;
  const digits = whole.replaceAll(",", "");
  if (isName(digits)) return null;
  const plainEnd = start + whole.length + fraction.length;
  if (/[a-z]/.test(text[plainEnd] ?? "") && !matchAt(LATIN_UNIT, text, plainEnd)) return null;
  const end = start + all.length - more.length;
  return {
    start,
    end: scale === "" && percent === "" ? plainEnd : end,
    value: Number(`${digits}${fraction}e${zeros(scale)}`),
    percent: percent !== "",
    rounded: inside !== "" || more !== "",
  };
}

function readPercent(text: string, start: number): Figure | null {
  const match = matchAt(PERCENT, text, start);
  if (!match) return null;
  const [all, base, arabic, chinese = "", fraction = ""] = match;
  const whole = arabic === undefined ? readNumeral(chinese) : Number(arabic);
  if (whole === null) return null;
  const end = start + all.length;
  return {
    start,
    end,
    value: Number(`${whole}${decimals(fraction)}e${base === "百" ? 0 : -1}`),
    percent: true,
    rounded: false,
  };
}

function readChinese(text: string, start: number): Figure | null {
  if (matchAt(NEVER, text, start) || INDEFINITE.test(text.slice(Math.max(0, start - 1), start))) return null;
  const match = matchAt(CHINESE, text, start);
  const run = match?.[1];
  if (!match || run === undefined) return null;
  const [, , fraction, decimalScale = "", more, moreScale = ""] = match;
  const whole = readNumeral(run);
  if (whole === null) return null;
  const core = start + run.length;
  if (fraction === undefined && !counts(text, start, core)) return null;
  const decimalLength = fraction === undefined ? 0 : 1 + fraction.length + decimalScale.length;
  const end = core + decimalLength + (moreScale === "" ? 0 : 1 + moreScale.length);
  return {
    start,
    end,
    value: Number(`${whole}${decimals(fraction ?? "")}e${zeros(decimalScale) + zeros(moreScale)}`),
    percent: false,
    rounded: more !== undefined,
  };
}

/** Whether numeral characters count something here, or only look like it. */
function counts(text: string, start: number, end: number): boolean {
  const run = text.slice(start, end);
  const before = text.slice(Math.max(0, start - 2), start);
  const plainDigits = !/[十百千万亿两廿卅]/.test(run);
  // “五四”, “九一八” are names; “二零二五” and “一零二” are numbers.
  if (plainDigits && run.length > 1) return run.length > 3 || run.includes("零");
  // A share (“二十分之一”) is not the number of anything.
  if (text.startsWith("分之", end)) return false;
  if (run.length > 1 && run !== "千万") return true;
  if (matchAt(NO_COUNT, text, start)) return false;
  if (run === "一" && /[统唯单专同归合]$/.test(before)) return false;
  if (before.endsWith("第")) return /[一二三四五六七八九十]/.test(run);
  if (/[百千万]/.test(run) && /(?<!附|最)近$|[约超达逾]$|(?<!以)上$/.test(before))
    return !text.startsWith("姓", end);
  const rest = /[余多]/.test(text[end] ?? "") && /[十百千万亿]/.test(run) ? end + 1 : end;
  return matchAt(MEASURE, text, rest) !== null;
}

function isApproximate(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 4), start);
  if (APPROXIMATE.test(before) || matchAt(AROUND, text, end)) return true;
  return OVER_ROUND.test(text.slice(Math.max(0, start - 2), start + 1));
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** “万亿” → 12, “千万” → 7. */
function zeros(scale: string): number {
  let count = 0;
  for (const unit of scale) count += ZEROS[unit] ?? 0;
  return count;
}

/** “五二” after 点 → “.52” */
function decimals(digits: string): string {
  return digits === "" ? "" : `.${[...digits].map((digit) => readNumeral(digit)).join("")}`;
}

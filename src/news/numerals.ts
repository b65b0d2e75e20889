/**
 * One Chinese numeral to its value: “二百零三”, “两万三”, “二零二五”, “廿一”.
 *
 * Strict on purpose: a run of numeral characters that is no number (“十四五”,
 * “三三两两”, “万一”) gives null instead of the nearest number.
 */

const DIGITS = "零一二三四五六七八九";
const UNITS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };
const BIG_UNITS: Readonly<Record<string, number>> = { 万: 1e4, 亿: 1e8 };

/** Folded characters a Chinese numeral can consist of. */
export const NUMERAL_CHARS = "零一二三四五六七八九十百千万亿两廿卅";

/**
 * @param numeral folded; Arabic digits or Chinese numeral characters only
 * @returns null if it is not a number as one writes it
 */
export function readNumeral(numeral: string): number | null {
  if (/^\d+$/.test(numeral)) return Number(numeral);
  if (/^[零一二三四五六七八九]+$/.test(numeral)) return readDigits(numeral);
  // “万一” and “百一” are words; “百万” and “千亿” are numbers.
  if (/^[百千万亿][^万亿]/.test(numeral)) return null;
  if (numeral.startsWith("廿")) return readScore(20, numeral.slice(1));
  if (numeral.startsWith("卅")) return readScore(30, numeral.slice(1));
  return readWithUnits(numeral);
}

/** Digit by digit, the way years and room numbers are written. */
function readDigits(digits: string): number {
  let value = 0;
  for (const digit of digits) value = value * 10 + DIGITS.indexOf(digit);
  return value;
}

function readScore(tens: number, rest: string): number | null {
  if (rest === "") return tens;
  return /^[一二三四五六七八九]$/.test(rest) ? tens + DIGITS.indexOf(rest) : null;
}

interface Progress {
  /** What 万 and 亿 have closed. */
  total: number;
  /** The thousands being read. */
  section: number;
  /** A digit that waits for its unit; -1 if none. */
  digit: number;
  /** The smallest unit of the section so far: units must fall. */
  unit: number;
  /** The same for 万 and 亿. */
  big: number;
  /** What a last digit without its unit is worth (“两万三”); 1 after 零 and 十. */
  tail: number;
}

function readWithUnits(numeral: string): number | null {
  const now: Progress = { total: 0, section: 0, digit: -1, unit: 1e4, big: 1e12, tail: 1 };
  for (let i = 0; i < numeral.length; i++) {
    if (!takeChar(now, numeral[i]!, i === 0)) return null;
  }
  const last = now.digit < 0 ? 0 : now.digit * now.tail;
  return now.total + now.section + last;
}

/** @returns false if the character cannot stand here */
function takeChar(now: Progress, char: string, first: boolean): boolean {
  if (char === "零") {
    now.tail = 1;
    return now.digit < 0 && !first;
  }
  const digit = char === "两" ? 2 : DIGITS.indexOf(char);
  if (digit > 0) {
    if (now.digit >= 0) return false;
    now.digit = digit;
    return true;
  }
  const unit = UNITS[char];
  return unit === undefined ? closeSection(now, BIG_UNITS[char], first) : closeUnit(now, unit, first);
}

function closeUnit(now: Progress, unit: number, first: boolean): boolean {
  // “十” and “百余” need no digit before them; “一百十二” is said, “一千百” is not.
  const bare = now.digit < 0;
  if (unit >= now.unit || (bare && !first && unit !== 10)) return false;
  now.section += (bare ? 1 : now.digit) * unit;
  now.digit = -1;
  now.unit = unit;
  now.tail = unit === 10 ? 1 : unit / 10;
  return true;
}

function closeSection(now: Progress, big: number | undefined, first: boolean): boolean {
  if (big === undefined) return false;
  const section = now.section + Math.max(now.digit, 0);
  if (section > 0 || first) {
    // “三亿两千万”: 万 adds to the total; “三千五百万亿” and “一万两千亿”: 亿 multiplies it.
    if (big >= now.big && !(big === 1e8 && now.big === 1e4)) return false;
    const count = first ? 1 : section;
    now.total = big === 1e8 && now.big === 1e4 ? (now.total + count) * big : now.total + count * big;
  } else {
    if (big !== 1e8 || now.big !== 1e4) return false;
    now.total *= big;
  }
  now.big = big;
  now.section = 0;
  now.digit = -1;
  now.unit = 1e4;
  now.tail = big / 10;
  return true;
}

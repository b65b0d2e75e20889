/**
 * Figures as English writes them (“40 million”, “12.3 billion”, “eleven”,
 * “the 40th”), so that an English answer is held to the Chinese article's.
 */
import type { Span } from "../../news/text.js";

export interface EnglishNumber extends Span {
  readonly value: number;
  readonly unit: "%" | null;
}

const WORDS: Readonly<Record<string, number>> = Object.fromEntries([
  ..."one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
    .split(" ")
    .map((word, i) => [word, i + 1] as const),
  ..."twenty thirty forty fifty sixty seventy eighty ninety"
    .split(" ")
    .map((word, i) => [word, 10 * (i + 2)] as const),
]);
const ORDINALS: Readonly<Record<string, number>> = Object.fromEntries(
  "first second third fourth fifth sixth seventh eighth ninth tenth"
    .split(" ")
    .map((word, i) => [word, i + 1]),
);
const SCALES: Readonly<Record<string, number>> = {
  hundred: 2,
  thousand: 3,
  million: 6,
  billion: 9,
  trillion: 12,
};

const WORD = Object.keys(WORDS).join("|");
const NUMBER = new RegExp(
  String.raw`(?<![\w.])(?:(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?|(${WORD})(?:-(${WORD}))?)(?:[ -](hundred|thousand|million|billion|trillion))?(?:[ ]?(%|percent\b|per cent\b))?(?![\w])(?!\.\d)`,
  "g",
);
const ORDINAL = new RegExp(
  String.raw`(?<![\w.])(?:(\d+)(?:st|nd|rd|th)|(${Object.keys(ORDINALS).join("|")}))(?!\w)`,
  "g",
);

/** @param folded a sentence; in Chinese ones only what no Chinese form covers is found (“40 million”, “40th”) */
export function findEnglishNumbers(folded: string): EnglishNumber[] {
  const numbers = [...folded.matchAll(NUMBER)].flatMap((match): EnglishNumber[] => {
    const [all, whole, fraction = "", word, ones, scale, percent] = match;
    // Plain digits are left to the reader of Chinese, which knows 万 and 亿 behind them.
    if (whole !== undefined && scale === undefined && percent === undefined) return [];
    // “one” is as often a pronoun.
    if (word === "one" && scale === undefined) return [];
    const base =
      word === undefined
        ? `${whole!.replaceAll(",", "")}${fraction}`
        : `${WORDS[word]! + (WORDS[ones ?? ""] ?? 0)}`;
    const value = Number(`${base}e${scale === undefined ? 0 : SCALES[scale]!}`);
    const unit = percent === undefined ? null : "%";
    return [{ start: match.index, end: match.index + all.length, value, unit }];
  });
  const ordinals = [...folded.matchAll(ORDINAL)].map((match): EnglishNumber => {
    const value = match[1] === undefined ? ORDINALS[match[2]!]! : Number(match[1]);
    return { start: match.index, end: match.index + match[0].length, value, unit: null };
  });
  // “First, …” counts off points; it is a figure only before a word it belongs to.
  return [...numbers, ...ordinals.filter(({ start, end }) => start > 0 && !/^[,:]/.test(folded.slice(end)))];
}

/**
 * English sentences about Chinese sources. Their words cannot be compared, so
 * they rest on what can: figures, dates, the Chinese words quoted beside them,
 * and the dictionary's renderings of what they speak of.
 */
import type { Dictionary } from "../../news/dictionary.js";
import { fold } from "../../news/text.js";
import { readEnglish } from "../../search/translate.js";
import { findQuoted, standsIn } from "./quotes.js";
import type { SourceReading } from "./source-reading.js";
import { coverage, withoutLeadIn, wordPairs } from "./words.js";

export interface Wording {
  /** What a quote is chosen by. */
  readonly pairs: ReadonlySet<string>;
  /** How much of the wording these sources bear out together, 0–1. */
  readonly borneOutBy: (readings: readonly SourceReading[]) => number;
}

export function isEnglish(sentence: string): boolean {
  const bare = sentence.replace(/「[^」]*」|“[^”]*”|《[^》]*》/g, "");
  const han = bare.match(/[\u3400-\u9fff]/g)?.length ?? 0;
  const latin = bare.match(/[a-zA-Z]+/g)?.length ?? 0;
  return latin >= 3 && han < 2 * latin;
}

export function readWording(sentence: string, dictionary: Dictionary): Wording {
  if (!isEnglish(sentence)) {
    const pairs = wordPairs(fold(withoutLeadIn(sentence)));
    return {
      pairs,
      borneOutBy: (readings) => coverage(pairs, new Set(readings.flatMap((one) => [...one.pairs]))),
    };
  }
  const originals = findQuoted(sentence).filter(({ text }) => HAN_WORDS.test(text));
  const terms = readEnglish(sentence.replace(QUOTATION, " "), { dictionary, spelling: AS_WRITTEN })
    .map((term) => term.forms.map(fold).filter((form) => HAN_WORDS.test(form)))
    .filter((forms) => forms.length > 0);
  return {
    pairs: wordPairs([...originals.map(({ text }) => fold(text)), ...terms.flat()].join(" ")),
    borneOutBy(readings) {
      const long = originals.filter(({ text }) => text.length >= TELLING);
      if (long.length > 0 && long.every(({ text }) => readings.some((one) => standsIn(text, one)))) return 1;
      if (terms.length < FEWEST_TERMS) return 0;
      const held = terms.filter((forms) =>
        forms.some((form) => readings.some((one) => one.compact.includes(form))),
      );
      return held.length / terms.length;
    },
  };
}

/** A model spells what it writes; nothing is to be guessed. */
const AS_WRITTEN = { correct: (folded: string) => folded, fromLatin: () => null };
const QUOTATION = /「[^」]*」|“[^”]*”|《[^》]*》/g;
const HAN_WORDS = /[\u3400-\u9fff]{2}/;
/** Characters of Chinese quoted beside an English sentence that tie it to its source. */
const TELLING = 6;
/** Fewer known words tell nothing. */
const FEWEST_TERMS = 3;

const SYLLABLE =
  "(?:[bpmf](?:a|o|ai|ei|ao|an|en|ang|eng|i|ie|iao|ian|in|ing|u|iu|ou)|[dt](?:a|e|ai|ei|ao|ou|an|ang|eng|ong|i|ie|iao|iu|ian|ing|u|uo|ui|uan|un)|[nl](?:a|e|ai|ei|ao|ou|an|en|ang|eng|ong|i|ia|ie|iao|iu|ian|in|iang|ing|u|uo|uan|un|v|ue|ve)|[gkh](?:a|e|ai|ei|ao|ou|an|en|ang|eng|ong|u|ua|uo|uai|ui|uan|un|uang)|[jqx](?:i|ia|ie|iao|iu|ian|in|iang|ing|iong|u|ue|uan|un)|(?:zh|ch|sh|[zcs])(?:a|e|i|ai|ei|ao|ou|an|en|ang|eng|ong|u|ua|uo|uai|ui|uan|un|uang)|r(?:e|i|ao|ou|an|en|ang|eng|ong|u|uo|ui|uan|un)|y(?:a|e|i|ao|ou|an|in|ang|ing|ong|u|ue|uan|un)|w(?:a|o|u|ai|ei|an|en|ang|eng)|a|ai|an|ang|ao|e|ei|en|er|o|ou)";
const SURNAME =
  "(?:wang|li|zhang|liu|chen|yang|huang|zhao|wu|zhou|xu|sun|ma|zhu|hu|guo|he|gao|lin|luo|zheng|liang|xie|song|tang|han|feng|yu|dong|xiao|cheng|cao|yuan|deng|fu|shen|zeng|peng|lu|su|jiang|cai|jia|ding|wei|xue|ye|yan|pan|du|dai|xia|zhong|tian|ren|fan|fang|shi|yao|tan|liao|zou|xiong|jin|hao|kong|bai|cui|kang|mao|qiu|qin|gu|hou|shao|meng|long|wan|duan|qian|yin|teng|xiang|wen|pang|fei|hong|gong|lai|ni|ge|he|ke|mo|bao|zuo|ji|ling|chu|shu|jing|yue|qi|mei|sheng|zhuo|ouyang|situ|shangguan)";
const ONE_OR_TWO = new RegExp(`^${SYLLABLE}(?:-?${SYLLABLE})?$`);
const IS_SURNAME = new RegExp(`^${SURNAME}$`);
/** Two capitalised words, their second halves too: Cao Liqiang, Li-Qiang Cao. */
const TWO_WORDS = /(?<![A-Za-z])(?=([A-Z][a-z]*(?:-[A-Za-z]+)?) ([A-Z][a-z]*(?:-[A-Za-z]+)?)(?![A-Za-z]))/g;
/** Roads and places of Chinese sound. */
const NO_PERSON =
  /^(?:hong kong|an hui|xu hui|shang hai|he nan|he bei|hu nan|hu bei)$|\b(?:lu|bei|nan|dong|xi|jie|qu)$/;

/**
 * A person an English sentence names without the Chinese characters beside the name, or with characters the
 * sources do not have. Romanised, a name cannot be held against the printed one.
 */
export function findUnglossedName(
  sentence: string,
  { compact }: Pick<SourceReading, "compact">,
): string | null {
  for (const match of sentence.matchAll(TWO_WORDS)) {
    const [a, b] = [match[1]!.toLowerCase(), match[2]!.toLowerCase()];
    const name = `${match[1]} ${match[2]}`;
    const sounds = (IS_SURNAME.test(a) && ONE_OR_TWO.test(b)) || (IS_SURNAME.test(b) && ONE_OR_TWO.test(a));
    if (!sounds || NO_PERSON.test(`${a} ${b}`)) continue;
    const gloss = /^\s*[(（「]\s*([\u4e00-\u9fff]{2,4})\s*[)）」]/.exec(
      sentence.slice(match.index + name.length),
    );
    if (!gloss || !compact.includes(fold(gloss[1]!))) return name;
  }
  return null;
}

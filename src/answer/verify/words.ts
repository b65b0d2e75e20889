/**
 * How much of a sentence's wording stands in a text. Figures can be compared to
 * the letter; the words between them only by how many they share, which tells a
 * retelling from something else but not a right retelling from a bent one.
 */
import { fold } from "../../news/text.js";

const PAIR = /[\u3400-\u9fff]{2,}|[a-z][a-z\d]+/g;
/** Pairs that stand in any text say nothing. */
const EMPTY_PAIR = /[的了是在和与及等也都并而于为以对将又这那其之着过]|一[个是种]/;

/** @param folded @returns pairs of Chinese characters, and whole Latin words */
export function wordPairs(folded: string): Set<string> {
  const pairs = new Set<string>();
  for (const [run] of folded.matchAll(PAIR)) {
    if (/^[a-z]/.test(run)) pairs.add(run);
    else
      for (let i = 0; i + 1 < run.length; i++) {
        const pair = run.slice(i, i + 2);
        if (!EMPTY_PAIR.test(pair)) pairs.add(pair);
      }
  }
  return pairs;
}

const LEAD_IN =
  /^\s*(?:(?:据|根据|依据|按照)[^，,。]{0,40}?(?:报道|报导|消息|介绍|文章|记载|资料)(?:显示|称|指出|提到|中)?[，,：:]?|(?:报道|文章)(?:称|说|指出|提到|显示)[，,：:]?)/;

/** Length of “据《徐汇报》1月27日报道，”: what it says stands in the date line, not in the body. */
export function leadInLength(sentence: string): number {
  return LEAD_IN.exec(sentence)?.[0].length ?? 0;
}

/** Without “据《徐汇报》1月27日报道，”, which no article says of itself. */
export function withoutLeadIn(sentence: string): string {
  return sentence.replace(LEAD_IN, "");
}

/** Share of the sentence's pairs that the text has, 0–1; 0 for a sentence without any. */
export function coverage(pairs: ReadonlySet<string>, text: ReadonlySet<string>): number {
  if (pairs.size === 0) return 0;
  let held = 0;
  for (const pair of pairs) if (text.has(pair)) held += 1;
  return held / pairs.size;
}

const OPPOSITES: readonly (readonly [RegExp, RegExp])[] = [
  [/增长|增加|上升|提高|上涨|增至|扩大/, /下降|减少|降低|下滑|下跌|减至|缩小|萎缩/],
  [/成立|设立|启动|开幕|开放|开业|恢复/, /撤销|解散|取消|闭幕|关闭|停业|暂停|终止/],
  [/支持|赞成|同意|通过|批准/, /反对|否决|拒绝|驳回|禁止/],
  [/免费/, /收费/],
  [/首次|首批|首个|首家|第一/, /末次|最后一批|最后一个|最后一家/],
  [/最高|最大|最多/, /最低|最小|最少/],
];
const NEGATION = /(?:没有|尚未|并未|从未|未能|并非|不是|不再|无需|不得|不能|不会|不可)/g;

/**
 * A word whose opposite the text has and not itself (下降 for 增长), or a denial the text does not have.
 *
 * @returns the word; null if there is none
 */
export function findReversal(sentence: string, text: string): string | null {
  const [said, printed] = [fold(sentence), fold(text)];
  for (const [one, other] of OPPOSITES) {
    for (const [mine, theirs] of [
      [one, other],
      [other, one],
    ] as const) {
      const word = mine.exec(said)?.[0];
      if (word && !mine.test(printed) && theirs.test(printed) && !theirs.test(said)) return word;
    }
  }
  const denials = said.match(NEGATION) ?? [];
  return denials.length > 0 && !/[没未不非无]/.test(printed) ? denials[0]! : null;
}

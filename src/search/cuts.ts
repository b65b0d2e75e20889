/**
 * Cuts of a question that went wrong at colloquial joints. A segmenter glues a
 * measure word, a light verb or what completes a doing to its neighbour (多少|度算,
 * 修|完花, 坐趟|公交) and calls the result a word; nobody should look for such a word
 * in the paper.
 */
import type { Span } from "../news/text.js";

export interface TaggedWord extends Span {
  readonly term: string;
  /** Part of speech in the ICTCLAS notation (n, v, nr, ns, nt …); `x` where unknown. */
  readonly tag: string;
}

/** What is needed of a tokenizer here: every character in exactly one word. */
export interface TaggedTokenizer {
  tag(folded: string): TaggedWord[];
}

const MEASURES =
  "个家名位项所条次场座台辆元块天年月岁层期批届章间套户亩米吨人种类件支只首份幅本部处片路号度倍例张对趟顿回遍把斤平级折口车";
const LIGHT_VERBS =
  "坐乘打吃喝买卖要收交给花算用做干弄搞走跑玩住租养修建造盖装换开关看听问带陪送领拿补涨降报缴泡洗停借还学练";
const COMPLETES = "完好掉成到过着了住起来去下上出进得行";
const SMALL_WORDS = "想可以够算比多一二两三几半每多少就才都也还又再不没能会该须最有是在的从把被让向往";
const LIGHT = new RegExp(`^[${MEASURES}${LIGHT_VERBS}${COMPLETES}${SMALL_WORDS}]+$`);

/** Whether a word of no dictionary is made of nothing but measure words, light verbs and what completes them. */
function isWrongCut({ term, tag }: TaggedWord): boolean {
  return tag === "x" && LIGHT.test(term);
}

const MEASURE_FIRST = new RegExp(`^[${MEASURES}](?=[\\u4e00-\\u9fff]{2})`);
const VERB_LAST = /(?<=[\u4e00-\u9fff]{2})[打领坐吃喝买交拿]$/;

/** 娃|上小学, 妈|去: who does it, glued to the doing. */
const KIN_FIRST = /^[娃妈爸爹娘我你他她咱](?=[上去到读在进来想要能可])/;
/** 改造|前比贵: the side of a time, glued to what is said of it. */
const SIDE_FIRST = /^[前后时](?=[比就才都会能可要是])/;

const MODAL_LAST = /(?<=[\u4e00-\u9fff]{2})[能要还都就才]$/;

function singly(word: TaggedWord, tokenizer: TaggedTokenizer): TaggedWord[] {
  return Array.from(word.term, (term, i) => {
    const start = word.start + i;
    return { term, tag: tokenizer.tag(term)[0]?.tag ?? "x", start, end: start + 1 };
  });
}

const MOST_JOINED = 4;
const HOLDS_ASKING = /[谁哪几啥何么]|多少|有[没无]|是[不否]/;

/** Words of the dictionary that the segmenter cut apart, whole again: 盖|好, 来|暖气. */
export function joinKnown(words: readonly TaggedWord[], isKnown: (term: string) => boolean): TaggedWord[] {
  const joined: TaggedWord[] = [];
  for (let i = 0; i < words.length; ) {
    let taken = 1;
    for (let count = Math.min(MOST_JOINED, words.length - i); count > 1 && taken === 1; count--) {
      const term = words
        .slice(i, i + count)
        .map((word) => word.term)
        .join("");
      const loose = words.slice(i, i + count).some((word) => word.term.length === 1);
      if (loose && isKnown(term) && !HOLDS_ASKING.test(term)) taken = count;
    }
    const [first, last] = [words[i]!, words[i + taken - 1]!];
    const tag = taken === 1 || first.tag.startsWith("v") ? first.tag : last.tag;
    const term = words
      .slice(i, i + taken)
      .map((word) => word.term)
      .join("");
    joined.push({ term, tag, start: first.start, end: last.end });
    i += taken;
  }
  return joined;
}

/** The words with a measure word (一年|级新生) or a verb (免费打) that was glued to them cut off again, and those that are nothing else taken apart. */
export function mendCuts(words: readonly TaggedWord[], tokenizer: TaggedTokenizer): TaggedWord[] {
  const known = (text: string) => {
    const [only, ...more] = tokenizer.tag(text);
    return only !== undefined && more.length === 0 && only.tag !== "x" ? only.tag : null;
  };
  return words.flatMap((word, i) => {
    if (isWrongCut(word)) return singly(word, tokenizer);
    if (word.tag === "x" && (KIN_FIRST.test(word.term) || SIDE_FIRST.test(word.term)))
      return singly(word, tokenizer);
    const counted = words[i - 1]?.tag === "m" && MEASURE_FIRST.test(word.term);
    const at = counted ? 1 : VERB_LAST.test(word.term) ? word.term.length - 1 : 0;
    const kept = at === 1 ? word.term.slice(1) : word.term.slice(0, at);
    const modal = word.tag === "x" && MODAL_LAST.test(word.term);
    const tag = modal ? (known(word.term.slice(0, -1)) ?? "x") : at === 0 ? null : known(kept);
    if (tag === null) return [word];
    if (modal)
      return [
        { ...word, term: word.term.slice(0, -1), tag, end: word.end - 1 },
        { ...word, term: word.term.slice(-1), tag: "v", start: word.end - 1 },
      ];
    const cut = word.start + at;
    return [
      { ...word, term: word.term.slice(0, at), end: cut, tag: at === 1 ? "q" : tag },
      { ...word, term: word.term.slice(at), start: cut, tag: at === 1 ? tag : "v" },
    ];
  });
}

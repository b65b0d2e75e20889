/**
 * The words of a question that evidence must hold, each with every form in
 * which the paper may print it: aliases of a name, synonyms of a plain word.
 */
import type { IsoDay } from "../clock.js";
import type { Dictionary } from "../news/dictionary.js";
import { canonicalNumber, findNumbers } from "../news/numbers.js";
import { isSurname } from "../news/people.js";
import { fold, type Span } from "../news/text.js";
import { festivalsIn, findAskedDates } from "./asked-period.js";
import { onlyAsks } from "./asks.js";
import { joinKnown, mendCuts, type TaggedTokenizer, type TaggedWord } from "./cuts.js";
import { blankAskingPhrases, isKindWord, reversalIn } from "./plain-words.js";
import { toldOtherwise } from "./told.js";

/**
 * `name`: a proper name or quoted title; `figure`: a number the question takes for given; `turn`: a word
 * for the other way of things (取消, 拒绝); `kind`: a word for a sort of thing (文件, 单位); `guess`: what the
 * segmenter took for a name without knowing it.
 */
export type TermRole = "name" | "guess" | "noun" | "action" | "figure" | "turn" | "kind" | "other";

export interface Term extends Span {
  /** Folded, as asked. */
  readonly text: string;
  /** Folded; any of them in the evidence stands for the term. The first is `text`. */
  readonly forms: readonly string[];
  readonly role: TermRole;
  /** A name put together of its own part and what sort of thing it names; the paper may print something between (闵行 · 图书馆). Empty for other terms. */
  readonly parts: readonly string[];
  /** Brought in from an earlier turn or clause: it finds, but its absence proves less. */
  readonly carried: boolean;
}

export interface TermReader {
  read(text: string, options?: { readonly today?: IsoDay; readonly carried?: boolean }): Term[];
}

export function createTermReader({
  tokenizer,
  dictionary,
}: {
  readonly tokenizer: TaggedTokenizer;
  readonly dictionary: Dictionary;
}): TermReader {
  const forms = createForms(dictionary);
  const names = new Set(dictionary.names.flatMap(({ name, aliases }) => [name, ...aliases].map(fold)));
  const synonyms = new Set(dictionary.synonyms.flat().map(fold));
  return {
    read(text, { today, carried = false } = {}) {
      const folded = fold(text);
      const taken: Span[] = findAskedDates(text, today ?? null);
      const terms: Term[] = [];
      const add = ({ start, end, role, more = [], parts = [] }: Found) => {
        const term = folded.slice(start, end);
        const all = [...new Set([term, ...more, ...forms(term)])];
        terms.push({ start, end, text: term, forms: all, role, parts, carried });
        taken.push({ start, end });
      };
      const addFree = (found: Found) => {
        if (!overlaps(found, taken)) add(found);
      };
      const words = joinKnown(mendCuts(tokenizer.tag(blankAskingPhrases(folded)), tokenizer), (word) =>
        synonyms.has(word),
      );
      for (const found of [...quotedTitles(folded), ...linesOf(folded)]) add(found);
      for (const found of [
        ...figuresOf(folded),
        ...turnOf(folded),
        ...toldOtherwise(folded),
        ...namesOfSorts(words),
      ])
        addFree(found);
      for (const tagged of words) {
        const word = bare(tagged);
        if (onlyAsks(word.term) || isAskingCut(word) || !/[\p{L}\p{N}]/u.test(word.term)) continue;
        addFree({ start: word.start, end: word.end, role: names.has(word.term) ? "name" : roleOf(word) });
      }
      // “端午节是几号”: asked for its day, the festival is a thing like any other.
      if (terms.length === 0) for (const found of festivalsIn(folded)) add(found);
      return terms.sort((a, b) => a.start - b.start);
    },
  };
}

/** A term as it is found, before its forms are looked up. */
export interface Found extends Span {
  readonly role: TermRole;
  readonly more?: readonly string[];
  readonly parts?: readonly string[];
}

function quotedTitles(folded: string): Found[] {
  return [...folded.matchAll(/《([^《》]{2,40})》|"([^"]{2,30})"/g)].map(({ 1: title, 2: quoted, index }) => {
    const start = index + 1;
    return { start, end: start + (title ?? quoted!).length, role: "name" };
  });
}

/** “10号、17号线” names both lines. */
function linesOf(folded: string): Found[] {
  return [...folded.matchAll(/([\d一二三四五六七八九十]+号)线/g)].map(({ 0: line, 1: number, index }) => {
    return { start: index, end: index + line.length, role: "name", parts: [number!, "线"] };
  });
}

/** “两个”, “一场” count what is asked for; they are no premise. */
function figuresOf(folded: string): Found[] {
  return findNumbers(folded)
    .filter(({ value }) => value > 2)
    .map(({ start, end, value }) => ({ start, end, role: "figure", more: [canonicalNumber(value)] }));
}

function turnOf(folded: string): Found[] {
  const turn = reversalIn(folded);
  if (!turn) return [];
  const start = folded.indexOf(turn.word);
  return [{ start, end: start + turn.word.length, role: "turn", more: turn.group }];
}

/** Words that say what sort of thing the name before them names. */
const SORT =
  "(?:[东西南北中]?路|大道|大桥|桥|村|镇|街道|小区|社区|公寓|医院|学校|中学|小学|幼儿园|大学|学院|公司|集团|银行|法院|检察院|公园|车站|站|图书馆|美术馆|博物馆|纪念馆|体育馆|文化馆|书店|书院|通道|隧道|机场|码头|广场|商场|菜场|菜市场|酒店|研究所|研究院|基地|基金会|协会|俱乐部)";
const SORTS = new RegExp(`^${SORT}$`);
const SORT_LAST = new RegExp(`^[\u4e00-\u9fff]{2,}${SORT}$`);

/** “仁济|医院”, “杨高|南路”: one name, whatever the segmenter made of it. */
function namesOfSorts(words: readonly TaggedWord[]): Found[] {
  return words.flatMap((head, i) => {
    const sort = words[i + 1];
    if (!sort || !SORTS.test(sort.term) || onlyAsks(head.term) || isKindWord(head.term)) return [];
    const named = /^n[rstz]/.test(head.tag) || head.tag === "x";
    if (!named || !/^[\u4e00-\u9fff]+$/.test(head.term)) return [];
    return [{ start: head.start, end: sort.end, role: "name" as const, parts: [head.term, sort.term] }];
  });
}

function overlaps(span: Span, taken: readonly Span[]): boolean {
  return taken.some((other) => span.start < other.end && other.start < span.end);
}

/** 签了 → 签, 馆里 → 馆: what is said about a doing's time or a thing's inside is not the doing or the thing. */
function bare(word: TaggedWord): TaggedWord {
  const end = word.end - 1;
  if (/^[馆楼园校店院厂村镇桥路街站库][里上内中边旁]$/.test(word.term))
    return { start: word.start, end, term: word.term[0]!, tag: "n" };
  if (word.term.length !== 2 || !/[了过着的]$/.test(word.term) || /目的|为了|除了/.test(word.term))
    return word;
  return { start: word.start, end, term: word.term[0]!, tag: "v" };
}

/** A word of no dictionary is most often a name, unless it was put together with a word of speech (我查, 走个, 想领). */
const MAY_BE_NAME =
  /^(?!.*[我你他她它个得会能去来到给里内上下不没要想最真全各少多往朝非着了过的地在把被让叫就都也还又再很太好出进起用做有是人点开走放带找查写看听说问拿搞发卖买吃喝玩跑换装拆修领办送接批次回])[\u4e00-\u9fff]{2,4}$/;

const RANKS = new Set(
  "冠军 亚军 季军 第一名 第二名 第三名 一等奖 二等奖 三等奖 特等奖 金奖 银奖 铜奖 金牌 银牌 铜牌".split(" "),
);

/** The segmenter took an asking word into it: 打几折, 周几练. */
function isAskingCut({ term, tag }: TaggedWord): boolean {
  return tag === "x" && /[几哪啥谁]/.test(term);
}

/** What is plainly done, whatever a segmenter calls it: the paper may print it in another way (截止 as 至6月30日). */
const DOINGS = new Set(
  "结束 截止 开始 开幕 闭幕 举行 举办 召开 开工 动工 竣工 完工 通车 开通 开放 开业 启动 揭牌 签约 签署 成立 发布".split(
    " ",
  ),
);

/** Things of town life that a segmenter's word list calls anything but nouns: 轻轨, 无人机. */
const THING_LAST = /^[\u4e00-\u9fff]{1,4}[轨机桩器券卡证亭梯池]$/;

/** What is counted in tells nothing of the thing that is asked about. */
const UNITS = new Set("小时 分钟 平方米 立方米 公里 公斤 公顷 学期 工作日 钟头".split(" "));

function roleOf({ term, tag }: TaggedWord): TermRole {
  if (RANKS.has(term)) return "noun";
  if (/[几哪啥谁]/.test(term) || UNITS.has(term)) return "other";
  if (isKindWord(term) || isKindWord(/^[新老旧]([\u4e00-\u9fff]{2,3})$/.exec(term)?.[1] ?? "")) return "kind";
  if (DOINGS.has(term)) return "action";
  if (tag === "nr" && term.length >= 2) return isSurname(term[0]!) ? "name" : "guess";
  if (term.length === 1) return /^n/.test(tag) ? "kind" : /^v/.test(tag) ? "action" : "other";
  if (/^n[rst]/.test(tag) || /^[a-z][a-z0-9.+-]+$/.test(term)) return "name";
  if (tag === "nz" || (tag === "x" && MAY_BE_NAME.test(term))) return "guess";
  if (/^[bltmiz]/.test(tag) && THING_LAST.test(term)) return "noun";
  if (/^(?:n|j|eng)/.test(tag) || tag === "vn" || SORT_LAST.test(term)) return "noun";
  return /^v/.test(tag) ? "action" : "other";
}

/** Every other form of a word: aliases both ways, then synonyms. */
function createForms(dictionary: Dictionary): (term: string) => readonly string[] {
  const groups = new Map<string, Set<string>>();
  const join = (words: readonly string[]) => {
    for (const word of words) {
      const group = groups.get(word) ?? new Set();
      for (const other of words) group.add(other);
      groups.set(word, group);
    }
  };
  for (const { name, aliases } of dictionary.names) {
    if (aliases.length > 0) join([name, ...aliases].map(fold));
  }
  for (const group of dictionary.synonyms) join(group.map(fold));
  return (term) => {
    // 宝山区 is printed as 宝山 more often than not.
    const stem = /^([\u4e00-\u9fff]{2,})(?:[区市县省镇村]|街道)$/.exec(term)?.[1];
    // 新进展 is told of as 进展, 老车 as a 车 of some year.
    const plain = /^[新老旧大小总本该各全]([\u4e00-\u9fff]{2,3})$/.exec(term)?.[1];
    const others = [stem, plain].flatMap((form) => (form === undefined ? [] : [form]));
    return [...(groups.get(term) ?? []), ...others];
  };
}

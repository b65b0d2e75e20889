/**
 * What a reader tells of themselves beside the question: who they are and how
 * old, whom they take along, what they plan. It may help to find, but the paper
 * does not know the reader, so nothing of it can be demanded.
 */
import type { Span } from "../news/text.js";
import type { Term, TermRole } from "./terms.js";

/** Of a family and its friends, as a reader calls them. */
const KIN =
  "(?:爸爸|妈妈|老爸|老妈|爸妈|父母|父亲|母亲|爸|妈|爹|娘|爷爷|奶奶|爷奶|外公|外婆|姥姥|姥爷|公公|婆婆|公婆|岳父|岳母|丈母娘|丈人|老公|老婆|丈夫|妻子|爱人|媳妇|老伴|对象|孩子|娃娃|娃|宝宝|儿子|女儿|闺女|丫头|小囡|囡囡|孙子|孙女|外孙女?|侄子|侄女|外甥女?|弟弟|妹妹|哥哥|姐姐|弟|妹|哥|姐|舅舅|叔叔|阿姨|姑姑|亲戚|家人|家里人|老人家?|老爷子|老太太|(?:老|小|外地|外省|外国|国外|老家的?)?(?:朋友|同学|同事|邻居|室友|姐妹|兄弟|姊妹|闺蜜|战友|伙伴|亲友|客人|客户))";
const I = "(?:我们?|咱们?|俺|本人)";
const OWN_KIN = `(?:${I}(?:家里?)?的?${KIN}|${I}家里?|家里的?${KIN}|家里)`;
const AGE =
  "(?:今年|现在|已经|都|快|刚|刚满|马上|满|才|有)*(?:\\d{1,3}|[一二三四五六七八九十]{1,3})多?(?:周?岁半?|个?月大|岁多|了)?";

/** What a reader wants of a person or an office. */
const TURNS_TO =
  "(?:写封?|发个?|发封|寄封?|递封?|送面?|送个|打个?|提个?|提点|反映|说|做个?|约个?|签个?)?(?:信|邮件|函|邀请函?|请柬|锦旗|花篮|电话|意见|建议|问题|情况|专访|采访|访谈|时间|字|声谢谢|投诉|请教|汇报|咨询|讨个?说法)(?:一下|信)?(?=[,，?？ ]|$)";

/** Parts of a clause that are about the reader wherever they stand. */
const ASIDES: readonly RegExp[] = [
  // “我妈今年82岁”, “我63岁”
  new RegExp(
    `(?:${OWN_KIN}|${I})(?=${AGE})(?:今年|现在|已经|都|快|刚|刚满|马上|满|才|有)*\\d{1,3}多?(?:周岁|岁半?|个月大)(?:了)?`,
    "g",
  ),
  new RegExp(`(?:${OWN_KIN}|${I})(?:今年|已经|都|快|马上)*\\d{2}了`, "g"),
  /[他她](?:今年|已经|都|快)*\d{2,3}(?:周?岁)?了?(?=[,，])/g,
  // “想带外婆去看…”, “陪我妈去…”
  new RegExp(
    `(?:想|打算|准备|计划|正想)?(?:带着?|陪着?|领着?|接|帮|替|和|跟)(?:${OWN_KIN}|${KIN})(?:和${KIN})?(?:一起|一块儿?)?(?:去|到|来|上)?(?:看看|看|逛逛|逛|玩玩|玩|参加|转转)?`,
    "g",
  ),
  // “外地朋友来…”: they come because the reader asks them to.
  new RegExp(`${KIN}们?(?=(?:[^,，?？]{0,4})[来去到])`, "g"),
  // “想给馆长写封信”: whom it goes to is asked about, what becomes of it is not.
  new RegExp(`(?<=(?:想|要|准备|打算|得|好)[给找向跟和约请对]([^,，?？ ]{2,14}?))${TURNS_TO}`, "g"),
  new RegExp(`${I}(?:家里?)?的?${KIN}|${I}(?:打算|准备|想要?)(?=去|到|在|买|办|报|给|带)`, "g"),
];

/** What opens a part in which a reader tells of themselves: 我刚搬来, 家里有, 打算. */
const OF_ONESELF = new RegExp(
  `^(?:你好|您好|请问|那个|对了|是这样|就是|现在|今年|去年|上个月|昨天|最近|因为)*(?:${I}(?!区|县|市|镇|乡|村|街道|校|院|省|国|想问|想知道|想了解|听|看到|问)|${OWN_KIN}|${KIN}(?=今年|刚|要|想|在|快|已经|都|今|明|下|上|没)|刚(?!才听)|打算|准备|计划|想(?!问|知道|了解|请问|咨询|打听|请教)|退休|正要|正想|(?:单位|领导|老板|编辑|主编|报社|老师)(?:要|让|叫|喊)(?:我们?)?(?:[做写交查核发出填登排])|[写做发出排登编交查核][^,，]{0,8}(?:要?用的?|需要)$|手里有|手上有|有(?:把|个|台|辆|张|件|床|袋|只|条)[^,，]{1,6}(?:要|想|需要))`,
);
/** A day the question is about: 领养老金那天. */
const SAYS_WHEN = /(?:那天|当天|时|时候|期间|[以之]?[前后])$/;
/** Supposed, not told: “有一户不肯就装不成”. */
const SUPPOSED = /(?:如果|要是|万一|假如|倘若|有[一两几哪][\u4e00-\u9fff])[^,，]{1,12}就/g;

export interface Scene {
  /** Words in them are the reader's own and prove nothing. */
  readonly asides: readonly Span[];
  /** Whole parts told before or after what is asked; what they name may be what the question is about. */
  readonly told: readonly Span[];
}

/** @param asks whether a part of the clause asks */
export function sceneOf(clause: string, asks: (part: string) => boolean): Scene {
  const parts = [...clause.matchAll(/[^,， ]+/g)].map(({ 0: { length }, index }) => {
    return { start: index, end: index + length };
  });
  const textOf = ({ start, end }: Span) => clause.slice(start, end);
  // What asks without a word that asks stands last: “我63岁,能免费打”.
  const open = parts.some((part) => asks(textOf(part)));
  let tells = false;
  const told = parts.filter((part, i) => {
    const text = textOf(part);
    if (open ? asks(text) : i === parts.length - 1) tells = false;
    // A telling goes on until something is asked: “家里有老人, 吃低保, …”.
    else tells = (tells || OF_ONESELF.test(text)) && !SAYS_WHEN.test(text);
    return tells;
  });
  const asides = [...ASIDES, SUPPOSED].flatMap((pattern) =>
    [...clause.matchAll(pattern)].map(({ 0: { length }, index }) => ({ start: index, end: index + length })),
  );
  return { asides, told };
}

const OF_FAMILY = new RegExp(`^(?:${OWN_KIN}|${KIN})`);

const isOfFamily = (part: string): boolean => OF_FAMILY.test(part);

/** “我爸会拉二胡, 乐团招新人, …”: what is told of the family, where a later part says what the question is about. */
export function toldBesides(part: string, told: readonly Span[], terms: readonly Term[]): readonly Span[] {
  const topic = told.findLastIndex(
    (span) =>
      !isOfFamily(part.slice(span.start, span.end)) &&
      terms.some(({ role, start }) => TOPICS.has(role) && span.start <= start && start < span.end),
  );
  return told.slice(0, Math.max(topic, 0)).filter(({ start, end }) => isOfFamily(part.slice(start, end)));
}

const TOPICS: ReadonlySet<TermRole> = new Set(["name", "guess", "noun"] as const);

/** The clause with what is told of the reader blanked, length kept: its days are not the days asked about. */
export function withoutScene(clause: string, { asides, told }: Scene): string {
  return [...asides, ...told].reduce(
    (text, { start, end }) => text.slice(0, start) + " ".repeat(end - start) + text.slice(end),
    clause,
  );
}

export function within(spans: readonly Span[], { start, end }: Span): boolean {
  return spans.some((span) => start < span.end && span.start < end);
}

/** “…, 发稿前核一下”, “…, 我记不清了”: what stands behind the part that asks and does not say which thing is meant. */
export function remarkBehind(clause: string, asks: (part: string) => boolean): Span | null {
  const parts = [...clause.matchAll(/[^,， ]+/g)];
  const last = parts.findLastIndex(([part]) => asks(part));
  const behind = parts.slice(last + 1);
  // Keywords, one by one, are no sentence with a remark behind it.
  if (last < 0 || behind.length === 0 || parts[last]![0].length < LEAST_ASKED) return null;
  if (behind.some(([part]) => part.length < LEAST_REMARK || SPECIFIES.test(part))) return null;
  return { start: behind[0]!.index, end: clause.length };
}

const LEAST_ASKED = 4;
const LEAST_REMARK = 3;

/** “…, 国际学校的”, “…, 就是河边那家”: it narrows what is asked about. */
const SPECIFIES =
  /^(?:就是|就|那个|这个|关于|比如|尤其|特别|主要|指|我说|我问|我是说|说的|不是|不包括|不算|除了|包括|是|在|按|如果|要是|假如)|[的那][家个种类些样]?$/;

/** Figures between which the reader wants to choose: one of them is wrong. */
export function choicesIn(clause: string): Span[] {
  return [...clause.matchAll(/[^,， ]{1,16}还是[^,， ]{1,16}/g)].map(({ 0: { length }, index }) => ({
    start: index,
    end: index + length,
  }));
}

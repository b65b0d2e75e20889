/**
 * The person an office is printed with: behind it (“区长王华”), at the end of a
 * row of offices (“董事长、党委书记王晓秋”), before it (“滕锦光校长”), or in front
 * of the verb that gives it (“王华任区长”).
 */
import { isSurname, nameEnd } from "../people.js";
import type { Span } from "../text.js";

export interface Holder extends Span {
  readonly name: string;
}

/** What only looks like a name: words that begin with a surname's character. */
const NO_NAME =
  /^(?:由|和|任[上内期命职免何务意教性]|应[邀约当该聘届]|曾[公经多先任明在赴是一]|向[大与全各记会其我社现在前后][\u4e00-\u9fff]|于[会日近今昨当去次上下本]|单[独位]|沙龙|江[大路沿流南北生水干航经边面岸]|高[兴度调]|代理|兼任|金[额融]|安全|权[力利]|应[对用]|和[平谐]|常[务年]|成员|包括|牛年|路[上过]|都[是在有会]|查看|明[确天年]|万[分元]|关[注心于]|解[释读答]|时任|强调|游览|连[续任日]|全[国区市面]|项目|云[端上]|方[面便才可]|华[为东南北]|章程|党[员委组]|段|通[过知报]|向[上下前]|冷静|何[时以止]|后来|左右|明星|温馨|干[部事]|宣布|令人|相[关当]|支持|安[排装]|查[看处]|计划|曾|于[是此]|谢谢|司机|苗[圃木]|班子|景区|方自|甘[于愿]|沙[相市场]|祝[愿贺福]|车[间上]|巫师|荣[休获升膺誉登])/;
const NO_GIVEN =
  /(?:先生|女士|小姐|老师|师傅|教授|同志|医生|主任|书记|[局校院部处科所区市县镇会]长|记者|律师|委员|[某路街区县镇乡村站院校局部委省市厅处司社馆所店会党组队班厂署府们等被因为其该此来到对向从与及和则也将已均仍后前时总])$/;
const NOT_GIVEN = /[说道称带担来到对向从与则也将已均仍后前时等被因为]/;
const TAKES_OVER = /^[接兼升转调改继出就担]任$/;
const MINORITY =
  /^(?!发言人|秘书|助理|夫人|特使|顾问|女儿|儿子)[\u4e00-\u9fff]{1,6}·(?:(?![的了在是和与为则曾也将已被有设下对从向教当就并随称指认通预议访参出视讲谈证政共])[\u4e00-\u9fff]){2,8}?(?=[,，。、;:)\s"的0-9(在和与则曾也将已对从向教当就并随称指认]|$|表示|说|出席|介绍|指出|宣布|致辞|讲话|主持|在|于|同|和|与|率|会见|参加|告诉|强调)/;
/** Before these a name is whole: “曹立强1月23日”, “董澄三位教授”, “沈权部署工作”. */
const GOES_ON =
  /^(?:[0-9]|[两三四五六七八九十]位|第[一二三]|首次|当起|当上|接受|走进|走访|站[在上]|部署|通报|卸任|离任|辞职|免职|去职|督导|检查|视察|考察|陪同|接待|会晤|致信|率队|来到|赶到|宣读|揭牌|颁奖|授牌|深入|听取|传达|要求|希望|实地|一同|春节|当天|近日|日前|昨天|昨日|今天|率先|随即|解释|提出|呼吁|感慨|坦承|补充|建议|总结|点评|推介|分享|讲述|回应|质疑|号召|勉励|祝贺|感谢|欢迎|携|受邀|应邀|中午|上午|下午|早上|晚上|清晨|凌晨|傍晚|当晚|那天|平时|一直|经常|送行|赴任|履新|到任|上任|就任|连任|荣休|退休|致辞|发言|述职|剪彩|揭幕|宣誓|主讲|领衔|掌舵|牵头|带头|当选|当上|兼任|接任|继任|出任|转任|调任|升任|改任|调[到往至]|不再|现场|亲自|连夜|冒雨|登台|登门|上门|寄语|勉励)/;

/**
 * Surnames whose character is more often a word. Beside an office they are told
 * by a full name of three, which the other words that begin with them are not.
 */
const OFTEN_A_WORD = /^[傅洪季常储靳计萧荀贝糜郗麻寿贡钮酆贲蔚莘]/;
const WORD_NOT_NAME =
  /^(?:洪[水涝灾流]|季[度节末前军风]|常[委规态见常驻州熟住用设]|储[备蓄存能值]|计[划算生量时分入]|贝[壳尔]|麻[烦将醉木]|寿[命宴星险]|贡献)/;

function beginsName(folded: string, at: number): boolean {
  return isSurname(folded[at] ?? "") || OFTEN_A_WORD.test(folded[at] ?? "");
}

/** Whether `name` is too weak a name for its surname. */
function isWord(name: string, chosen = false): boolean {
  return !isSurname(name[0]!) && ((name.length !== 3 && !chosen) || WORD_NOT_NAME.test(name));
}

/** “任命常婧为”: what is chosen is a person. */
const CHOSEN = /(?:任命|选举|增选|补选|推选|聘任|免去)$/;

/** @returns the person whose name begins at `at`; null if there is none, or none for certain. */
export function nameAt(folded: string, at: number, known: ReadonlySet<string>): Holder | null {
  const ethnic = /·/.test(folded.slice(at, at + 8)) ? MINORITY.exec(folded.slice(at, at + 18)) : null;
  if (ethnic) return { start: at, end: at + ethnic[0].length, name: ethnic[0] };
  if (!beginsName(folded, at)) return null;
  for (const length of [4, 3]) {
    const name = folded.slice(at, at + length);
    if (known.has(name)) return { start: at, end: at + length, name };
  }
  let end = nameEnd(folded, at);
  for (const length of [3, 2]) {
    if (end === 0 && GOES_ON.test(folded.slice(at + length, at + length + 2)))
      end = nameEnd(`${folded.slice(0, at + length)},`, at);
  }
  // “冯霞说：”, “王华来到”: no given name ends in it.
  if (end - at > 2 && /^(?:荣获|可能)/.test(folded.slice(end - 1))) end -= 1;
  if (end - at > 2 && NOT_GIVEN.test(folded[end - 1]!)) end -= 1;
  // “乐天接任”: the name ends before the verb.
  if (end - at > 2 && TAKES_OVER.test(folded.slice(end - 1, end + 1))) end -= 1;
  const name = folded.slice(at, end);
  if (end > at && isWord(name)) return null;
  // “秘书长潘基文特别顾问”: 文 is what a byline says of its writer, and more often the end of a name.
  if (end - at === 2 && folded[end] === "文") return null;
  if (end === 0 || folded[end] === "·" || NO_GIVEN.test(name) || NO_NAME.test(folded.slice(at, at + 4)))
    return null;
  return { start: at, end, name };
}

const TITLE_END =
  "书记|长|主席|主任|总裁|经理|委员|常委|代表|教授|院士|研究员|工程师|导师|顾问|会员|成员|专家|博士|科学家|主编|理事|董事|创始人|合伙人|负责人|总监|获得者|得主|医师|律师|政委|督导员|巡视员|巡察员|调研员|先生|女士|同志";
/** One more title of the same person: “、党委书记”, “兼总裁”, “,中国科学院院士” is not: a comma parts persons. */
const NEXT_TITLE = new RegExp(
  `^(?:、|兼|/|和|及|暨|、兼| )(?:[^,，。、;:!?的了由被与向为是]{0,20}?)(?:${TITLE_END})(?:\\([^()]{1,10}\\))?(?:\\([兼]\\))?`,
);
const MOST_TITLES = 6;

/** The person printed behind an office that ends at `end`, other titles of theirs between. */
export function holderAfter(folded: string, end: number, known: ReadonlySet<string>): Holder | null {
  let at = end;
  for (let i = 0; i < MOST_TITLES; i++) {
    const here = nameAt(folded, skipLink(folded, at), known) ?? possessor(folded, at, known);
    if (here) return here;
    const title = NEXT_TITLE.exec(folded.slice(at, at + 34));
    if (!title) return null;
    at += title[0].length;
  }
  return null;
}

/** “担任区委副书记、区长的王华”: 的 stands before a name only behind the verb of holding. */
function possessor(folded: string, at: number, known: ReadonlySet<string>): Holder | null {
  if (folded[at] !== "的") return null;
  const clause = /[^,，。;；:]*$/.exec(folded.slice(Math.max(0, at - 40), at))![0];
  return /担任|[现时兼接继新]任|身为|出任|就任|当选|当上|当(?:了|过)[0-9一二两三四五六七八九十多]{1,4}年/.test(
    clause,
  )
    ? nameAt(folded, at + 1, known)
    : null;
}

/** “区长 王华”, “区长：王华” */
function skipLink(folded: string, at: number): number {
  const link = /^(?:\([兼]\))?(?:[ :]| :|"|、? )?/.exec(folded.slice(at, at + 4));
  return at + (link?.[0].length ?? 0);
}

const CALLED = /^副?(?:校长|院长|书记|主任|会长|馆长|局长|所长|园长|秘书长|理事长)$/;
/** What may stand right before a name that nothing else announces. */
const PARTED =
  /(?:^|[\s,。;:!?("'、]|由|请|邀|和|与|对|向|任命|选举|增选|补选|推选|推举|选出|聘任|聘请|决定|免去|罢免|接受|同意|宣布|称|接替|同志|[院司校局委部会馆所社团长记]|主任|主席|总裁|经理|委员|教授|院士|大学|集团|银行|街道|中心|岁的|[前现新继原]任)$/;
const NO_PERSON_END = /[区市县镇乡省州局院校部委办会馆所司处室厂行社台园站党组队团业电科网信通达堂]$/;

/** “滕锦光校长”: a person met elsewhere in the article, or one of three characters where nothing else can stand. */
export function holderBefore(
  folded: string,
  start: number,
  { known, office }: { readonly known: ReadonlySet<string>; readonly office: string },
): Holder | null {
  const met = nameEndingAt(folded, start, known);
  if (met && known.has(met.name)) return met;
  if (!met || !CALLED.test(office) || met.name.length !== 3 || NO_PERSON_END.test(met.name)) return null;
  return met;
}

/** The person whose name ends at `end`, if something stands before it that parts it from other words. */
export function nameEndingAt(folded: string, end: number, known: ReadonlySet<string>): Holder | null {
  for (const length of [4, 3, 2]) {
    const start = end - length;
    const name = folded.slice(start, end);
    const chosen = CHOSEN.test(folded.slice(Math.max(0, start - 2), start));
    if (start < 0 || !beginsName(name, 0) || isWord(name, chosen) || !/^[\u4e00-\u9fff]+$/.test(name))
      continue;
    if (known.has(name) && length > 2) return { start, end, name };
    if (NO_GIVEN.test(name) || NO_NAME.test(name) || nameEnd(`${name},`, 0) !== length) continue;
    if (PARTED.test(folded.slice(Math.max(0, start - 4), start))) return { start, end, name };
  }
  return null;
}

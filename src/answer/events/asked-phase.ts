/**
 * Whether a question asks for the day of one stage of a thing (“暖气啥时候停”, “桥修好没有”, “现在去办还来得及吗”),
 * and in which words it calls the thing. What a reader tells of himself beside it does not count.
 */
import { type DayRange, findDates } from "../../news/dates.js";
import { fold } from "../../news/text.js";
import type { Question } from "../../search/question.js";
import type { Term } from "../../search/terms.js";
import { membersAskedIn } from "../asked-member.js";
import type { Member } from "../series.js";
import { ASKED_VERBS, type Phase, WHEN } from "./phase-words.js";

export interface AskedPhase {
  readonly phase: Phase;
  /** What must be told of: each term in any of its forms. At least one. */
  readonly subject: readonly Term[];
  /** All that the reader says of it, without what only asks; pieces of it that stand in a report make it the likelier one. */
  readonly words: string;
  /** All terms of the question, for their other forms. */
  readonly terms: readonly Term[];
  /** What is to be done by the day: 交, 办, 报; null where none is named. */
  readonly doing: string | null;
  /** Only a day is asked for, of no stage: that is looked up for an edition only. */
  readonly bare: boolean;
  /** Asks how it stands, not for its day. */
  readonly state: boolean;
  /** The year asked for. */
  readonly edition: DayRange | null;
  /** “第4届”, “三期”, “5路”: must be told just so. */
  readonly counts: readonly string[];
  /** The same as members of their series: a sentence on another does not tell. */
  readonly members: readonly Member[];
}

const PARTICLE = "(?:吗|么|嘛|吧|呢|啊|呀|伐|哦|[了啦的])*";
const NOT_YET = `(?:了?没有?|了?不|了吗|了么|了伐|没了)${PARTICLE}`;
const DOING = "(?:办理?|报名?|(?<!公)交|缴|登记|申[请领报]|预约|领|退|年检|年审|参保|投保)";
const STILL = `(?:还|现在)(?:能不能|能|可以|来得及|赶得上|赶得及|赶趟)(?:不|吗)?`;
const IN_TIME = "(?:还?来得及|还?赶得上|还?赶趟|晚不晚|迟不迟|是不是(?:太)?(?:晚|迟))";

interface Shape {
  readonly pattern: RegExp;
  readonly phase: Phase;
  readonly state: boolean;
  readonly bare?: boolean;
}

const SHAPES: readonly Shape[] = [
  {
    pattern: new RegExp(`(?:最晚|最迟|截止(?:到|日期|时间)?(?:是|为)?)(?:到|是)?(?:${WHEN})?`),
    phase: "due",
    state: false,
  },
  { pattern: new RegExp(`${WHEN}(?:之|以)?前`), phase: "due", state: false },
  {
    pattern: new RegExp(`(?<=${DOING}[^,]{0,4})(?:得|要|可以|能|会|还)*到${WHEN}`),
    phase: "due",
    state: false,
  },
  {
    pattern: new RegExp(`(?:要|得|会|还|能|可以){0,3}[\\u4e00-\\u9fff]?(?:得)?到${WHEN}(?:为止|结束)?`),
    phase: "ends",
    state: false,
  },
  ...ASKED_VERBS.flatMap(([phase, verb]) => [
    {
      pattern: new RegExp(`${WHEN}(?:才|能|可以|会|要|就|正式|得|给)*${verb}(?!.*过${PARTICLE}$)`),
      phase,
      state: false,
    },
    { pattern: new RegExp(`(?:${verb}(?:到底|是|在)?${WHEN}${PARTICLE}$)`), phase, state: false },
    { pattern: new RegExp(`(?:已经|是不是|都|现在){0,3}${verb}${NOT_YET}$`), phase, state: true },
  ]),
  {
    pattern: new RegExp(`(?:现在)?(?:再)?(?:去|来)?${DOING}?${IN_TIME}(?:不|吗)?${PARTICLE}`),
    phase: "ends",
    state: true,
  },
  {
    pattern: new RegExp(
      `${STILL}(?:去|来|赶上)?(?:${DOING}|看|逛|玩|参观|参加|打)?(?:得[到上着成])?(?:不)?${PARTICLE}$`,
    ),
    phase: "ends",
    state: true,
  },
  {
    pattern: new RegExp(
      `(?:是|在|定在|定于)?${WHEN}(?:会|要|能|正式)?(?:举[行办]|办|开(?:幕|赛|跑|演|班|营|镰)|亮相|登场)?${PARTICLE}$`,
    ),
    phase: "begins",
    state: false,
    bare: true,
  },
];

const PERSONAL =
  /^(?:外[婆公]|奶奶|爷爷|姥[姥爷]|[爸妈]{1,2}|爸妈|父母|[我俺咱你]们?|孩子|小孩|[儿女]子?|娃|孙[子女]|老[公婆]|爱人|朋友|同事|同学|亲戚|邻居|一家|全家|家人|家里|想|带|去|看|逛|玩|陪|打算|准备|现在|目前|知道|问|到底|今年|明年|去年|大家|本区|我区|区里)$/;
const COUNT =
  /第[\d一二三四五六七八九十]{1,5}[届期季轮批]|[一二三四五六七八九十\d]{1,5}期(?!间|末|中|望|待|限)|(?<!\d)\d{1,4}路/g;
const YEAR = /[今去明后前]年|(?<!\d)\d{4}年/;

/** @returns null if something else is asked, or nothing is named */
export function readAskedPhase({ standalone, clauses, today, language }: Question): AskedPhase | null {
  if (language !== "zh") return null;
  const parts = fold(standalone)
    .replace(/\s+/g, ",")
    .split(/[,。!?;~…]+/)
    .filter(Boolean);
  const terms = clauses.flatMap((clause) => clause.terms);
  for (const [i, part] of parts.entries()) {
    const found = SHAPES.map((shape) => ({ ...shape, match: shape.pattern.exec(part) })).find(
      ({ match }) => match,
    );
    if (!found?.match) continue;
    if (NOT_A_STAGE.test(part) || asksMore(parts, part, terms)) return null;
    const at = found.match.index;
    const rest = `${part.slice(0, at)} ${part.slice(at + found.match[0].length)}`;
    // “想带孩子去看灯会，现在去还来得及吗”: the thing stands in what goes before.
    const around = [rest, ...parts.slice(0, i).reverse()];
    for (const words of around) {
      const bare = withoutFilling(words);
      const named = termsIn(words, terms);
      const subject = named.length > 0 ? withHead(named, words) : asOneTerm(bare.replace(COUNT, ""));
      if (subject.length === 0) continue;
      const whole = parts.join(",");
      return {
        phase: found.phase === "ends" && new RegExp(DOING).test(whole) && found.state ? "due" : found.phase,
        subject,
        words: bare,
        terms,
        doing: doingIn(part),
        bare: found.bare === true,
        state: found.state,
        edition: editionOf(whole, today),
        counts: words.match(COUNT) ?? [],
        members: membersAskedIn(whole),
      };
    }
    return null;
  }
  return null;
}

const ASKS = /什么|啥|哪|谁|几|多少|怎|吗|么$|[没不]$/;

/** “……什么时候开始，谁来讲”: another thing is asked as well; “最晚哪天，还有几天” asks the same. */
function asksMore(parts: readonly string[], part: string, terms: readonly Term[]): boolean {
  return parts.some((other) => other !== part && ASKS.test(other) && termsIn(other, terms).length > 0);
}

/** Hours of the day and of the week; what was long ago (“哪天设的”). */
const NOT_A_STAGE = /(?:周|星期|礼拜)[一二三四五六日天几末]|几点|过[的吗没]|的[啊呀呢]?$/;
/** “办” is said of anything. */
function doingIn(part: string): string | null {
  const doing = new RegExp(DOING).exec(part)?.[0]?.[0] ?? null;
  return doing === "办" ? null : doing;
}

const COUNTED = /^(?:第?[\d一二三四五六七八九十]+[届期季轮批路]|路车|期)$/;

/** Nouns and names; where there are none (“3路改道”), what is done. */
function termsIn(words: string, terms: readonly Term[]): readonly Term[] {
  const held = terms.filter((term) => words.includes(term.text));
  const named = held.filter(isNamed);
  return named.length > 0 ? named : held.filter(({ role, text }) => role === "action" && text.length > 1);
}

function isNamed({ role, text }: Term): boolean {
  if (text.length < 2 || PERSONAL.test(text) || COUNTED.test(text)) return false;
  return role === "name" || role === "guess" || role === "noun" || role === "kind";
}

/** What is not cut into words that are known (“停热”) is looked for as it is written. */
function asOneTerm(words: string): readonly Term[] {
  if (!/^[\u4e00-\u9fff]{2,6}$/.test(words)) return [];
  return [
    { text: words, forms: [words], role: "noun", parts: [], carried: false, start: 0, end: words.length },
  ];
}

const FILLING =
  /外[婆公]|奶奶|爷爷|姥[姥爷]|爸妈?|妈妈?|父母|孩子|女儿|儿子|朋友|一家|全家|去看|看看|现在|目前|如今|今年|[去明前]年|今[天晚]|到底|究竟|请问|麻烦|听说|我们?|咱们?|俺们?|[俺想带陪去来办要得还再才会能将都也的了着吗呢啊是在有个那这]|可以|知道|应该/g;

function withoutFilling(words: string): string {
  return words.replace(FILLING, "").replace(/\s+/g, "");
}

/** “江边的艺术季”: what stands before 的 only describes, unless it is a name. */
function withHead(subject: readonly Term[], words: string): readonly Term[] {
  const at = words.lastIndexOf("的");
  const head = subject.filter((term) => term.role === "name" || words.indexOf(term.text) > at);
  return head.length > 0 ? head : subject;
}

function editionOf(text: string, today: Question["today"]): DayRange | null {
  const year = YEAR.exec(text);
  return year ? (findDates(year[0], today)[0]?.range ?? null) : null;
}

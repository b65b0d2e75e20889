/**
 * Whether a question asks for a list of what is on (“这个周末有什么活动”), and for
 * which kind, place and days.
 *
 * The question must be made of nothing but such words: one that names a thing
 * (“樱花节有哪些活动”) is answered from the articles about it.
 */
import { addDays, daysBetween, type IsoDay } from "../../clock.js";
import { type DateMention, type DayRange, findDates } from "../../news/dates.js";
import { fold } from "../../news/text.js";
import type { Question } from "../../search/question.js";
import { type EventKindWord, KINDS } from "./kinds.js";
import { askingParts } from "./scene.js";

export interface AskedEvents {
  readonly range: DayRange;
  readonly kind: RegExp | null;
  /** How the kind was called: “讲座”. */
  readonly kindWord: string;
  /** Each group: forms of a place or quality, folded, of which the sentence or its article must hold one. */
  readonly words: readonly (readonly string[])[];
  /** What can be signed up for is asked, not only what can be gone to. */
  readonly enrol: boolean;
  /** False where the place is only a name: it may be a person's, and with nothing on it is another question. */
  readonly sure: boolean;
}

/** “最近”, “近期” */
const SOON_DAYS = 30;
const NO_END = "9999-12-30" as IsoDay;

export function readAskedEvents(question: Question): AskedEvents | null {
  return question.language === "zh" ? readChinese(question) : readEnglish(question);
}

const ANY_KIND = KINDS.map(({ asked }) => asked).join("|");
const WHAT = "什么|啥|哪些|哪几[个场项]|何";
const QUALITY =
  "亲子|免费|公益|文化|文娱|体育|健身|儿童|少儿|青少年|学生|老年|老人|线上|线下|户外|科普|艺术|文艺|志愿者?|读书|阅读|音乐|非遗|美食|购物|促销|惠民|健康|人工智能|科技|旅游|红色|灯光|好看|有意思|精彩|新";
const FILLING =
  "还|都|会|将|要|又|再|现在|目前|当前|正在|以后|之后|期间|当天|那天|当晚|晚上|晚间|夜里|白天|[上下]午|傍晚|可以|能够?|值得|适合|推荐|好|没有?|不|伐|呐|去|参加|参与|报名|预约|申请|申领|领取?|看|听|玩|逛|举办|举行|开展|开放|进行|办|开|的|呢|吗|么|嘛|啊|呀|吧|了|大家|市民|居民|一起|里|在";
const POLITE =
  /请问|麻烦|帮我|帮忙|告诉我|给我|我们?想(?:要?(?:知道|了解|问问?|看看?|去|参加))?|查一下|查查|看看|介绍一下|介绍|列出|说说|推荐一下|您好|你好|知道|问一下/g;
const SOON = /最近|近期|近来|近日|这段时间|接下来|马上|即将|快要|不久|今后|未来/g;
const NEARBY = /^(?:区|[我本全咱你][们]?区|区里|区内|附近|周边|身边|家门口|这边|这里|里)$/;
const QUALITIES = `((?:(?:${QUALITY})的?|[和、])*)`;
/** Groups: place, qualities, kind. */
const SHAPES = [
  `^(.{0,16}?)(?:${FILLING})*有(?:没有|无|些|着)?(?:${WHAT})?(?:${FILLING})*?${QUALITIES}(${ANY_KIND})(?:${FILLING})*$`,
  `^(.{0,16}?)${QUALITIES}(${ANY_KIND})(?:${FILLING})*有(?:没有|些)?(?:${WHAT})(?:${FILLING})*$`,
  `^()(?:${WHAT})${QUALITIES}(${ANY_KIND})(?:${FILLING})+$`,
  `^()(?:${WHAT})(?:${FILLING})+${QUALITIES}(${ANY_KIND})(?:${FILLING})*$`,
].map((source) => new RegExp(source));
const WHERE_TO = /^(.{0,10}?)(?:可以|能|该)?去(?:哪[里儿]?|什么地方)(?:好|可以)?(?:玩|逛|看看|走走)/;
const ENROL = /报名|申请|预约|申领|招募|征集/;
const PLACE =
  /(?:滨江|西岸|街道|镇|村|路|馆|书院|公园|剧院|剧场|影院|影城|广场|中心|学校|大学|社区|小区|商圈|商场|书店|绿地|大厦|礼堂|车站|区|市|城)$/;
/** “樱花节有什么活动” names the event itself. */
const EVENT_NAME = /(?:[节展赛会周季杯坛营]|活动|仪式)$/;

/** “明天图书馆有讲座吗？谁讲”: what else is asked of it stands in the quotation. */
const DETAIL =
  /[?,，](?:谁(?:来)?讲|谁主讲|[是在]?哪里?|在哪[里儿]?(?:办|举[行办])?|几点(?:开始)?|什么时候|(?:要|收)?(?:钱|票|费)(?:吗|么|不)?|要不要(?:钱|票|预约)|多少钱|免费(?:吗|么)|怎么(?:去|报名|预约))[?。!]*$/;

function readChinese({ standalone, clauses, today }: Question): AskedEvents | null {
  const folded = fold(standalone).trim();
  const [only] = askingParts(folded);
  const whole = only ?? folded;
  const detail = DETAIL.exec(whole);
  const text = whole.slice(0, detail?.index).replace(/[?!。.~,，\s]/g, "");
  // Who asks for what was done (“办过”, “是什么”) asks of one thing, or of all years.
  if (
    (clauses.length !== 1 && detail === null && only === undefined) ||
    text.length > 40 ||
    /过|是|[几多]少?[个场]|为什么|怎么|什么时候|何时/.test(text)
  )
    return null;
  const days = readDays(text, today);
  if (days === null) return null;
  const bare = days.rest.replace(SOON, "").replace(POLITE, "");
  const shape = readShape(bare) ?? (days.rest === text ? null : readNamed(bare));
  const terms = clauses.flatMap((clause) => clause.terms);
  if (shape === null || !(isPlace(shape.place, terms) || isPointedAt(shape.place, bare))) return null;
  const { range } = days;
  const words = [shape.place, ...shape.qualities].filter(Boolean).map((word) => formsOf(word, terms));
  return {
    range,
    kind: shape.kind.told,
    kindWord: shape.kindWord,
    words,
    enrol: ENROL.test(text),
    sure: isPlaceWord(shape.place),
  };
}

/** “上个月的活动”, “国庆展览安排”: with a time the kind alone asks for the list. */
const NAMED = new RegExp(`^的?${QUALITIES}(${ANY_KIND})(?:的?(?:安排|推荐|预告|汇总|一览|时间表|清单))?$`);

function readNamed(text: string): Shape | null {
  const [, qualities = "", kindWord] = NAMED.exec(text) ?? [];
  return kindWord === undefined ? null : shapeOf({ place: "", qualities, kindWord });
}

interface Shape {
  readonly place: string;
  readonly qualities: readonly string[];
  readonly kind: EventKindWord;
  readonly kindWord: string;
}

function readShape(text: string): Shape | null {
  const where = WHERE_TO.exec(text);
  if (where) return { place: withoutNearby(where[1]!), qualities: [], kind: KINDS.at(-1)!, kindWord: "活动" };
  for (const shape of SHAPES) {
    const match = shape.exec(text);
    if (!match) continue;
    const found = shapeOf({ place: match[1]!, qualities: match[2]!, kindWord: match[3]! });
    if (found) return found;
  }
  return null;
}

function shapeOf({ place, qualities, kindWord }: { place: string; qualities: string; kindWord: string }) {
  const kind = KINDS.find(({ asked }) => new RegExp(`^(?:${asked})$`).test(kindWord));
  const telling = (qualities.match(new RegExp(QUALITY, "g")) ?? []).filter(
    (word) => !/好看|有意思|精彩|新/.test(word),
  );
  return kind ? { place: withoutNearby(place), qualities: telling, kind, kindWord } : null;
}

/** “我区”, “附近”, and what only fills are no place to look for. */
function withoutNearby(text: string): string {
  const place = text
    .replace(new RegExp(`^(?:${FILLING})+|(?:${FILLING})+$`, "g"), "")
    .replace(/(?:那边|这边|那儿|这儿|一带|附近|那块儿?)$/, "");
  return NEARBY.test(place) ? "" : place;
}

function isPlaceWord(text: string): boolean {
  return text === "" || (PLACE.test(text) && !EVENT_NAME.test(text));
}

/** “云湖那边”: so only a place is pointed at. */
function isPointedAt(place: string, text: string): boolean {
  return (
    !EVENT_NAME.test(place) &&
    /(?:那边|这边|那儿|这儿|一带|附近)/.test(
      text.slice(text.indexOf(place), text.indexOf(place) + place.length + 2),
    )
  );
}

type Terms = Question["clauses"][number]["terms"];

/** A place by its last word, or a name the reader of words knows, unless it names an event. */
function isPlace(text: string, terms: Terms): boolean {
  if (isPlaceWord(text)) return true;
  return !EVENT_NAME.test(text) && terms.some((term) => term.text === text && term.role === "name");
}

function formsOf(word: string, terms: Terms): readonly string[] {
  return terms.find(({ text }) => text === word)?.forms ?? [word];
}

function kindOf(text: string, source: (kind: EventKindWord) => string): EventKindWord | null {
  return KINDS.find((kind) => new RegExp(source(kind)).test(text)) ?? null;
}

interface AskedDays {
  readonly range: DayRange;
  /** The text without the words for the days. */
  readonly rest: string;
}

/** @returns null if more than one span is named */
function readDays(text: string, today: IsoDay): AskedDays | null {
  const mentions = findDates(text, today);
  const named = mentions.filter(({ precision }) => precision !== "vague");
  if (named.length > 1) return null;
  let rest = text;
  for (const { start, end } of [...mentions].reverse()) rest = rest.slice(0, start) + rest.slice(end);
  const [only] = named;
  if (only) {
    const until = UNTIL.exec(rest.slice(only.start));
    const led = rest.slice(0, only.start).replace(/(?:从现在)?[到至]$/, "");
    const range = comingOrPast(text, only, today);
    // “月底前有什么活动”: from today on.
    if (range.to >= today && (until !== null || led.length < only.start))
      return {
        range: { from: today, to: range.to },
        rest: led + rest.slice(only.start + (until?.[0].length ?? 0)),
      };
    return { range, rest };
  }
  const vague = mentions[0] && mentions[0].range.to > today ? mentions[0] : null;
  const soon = new RegExp(SOON.source).test(text);
  const to = vague ? vague.range.to : soon || mentions.length > 0 ? addDays(today, SOON_DAYS) : NO_END;
  return { range: { from: today, to }, rest };
}

const UNTIL = /^(?:之|以)?前(?![往来后])/;
const TELLS_SIDE = /[去上昨前刚本这今明下后当]|年/;
/** So far ahead each try looks for the coming one. */
const AHEAD = [60, 180, 300] as const;

/** “五一” asked in February is the coming one, in June the past one: whichever is nearer. */
function comingOrPast(text: string, mention: DateMention, today: IsoDay): DayRange {
  const { range, start, end } = mention;
  const printed = text.slice(start, end);
  if (range.to >= today || TELLS_SIDE.test(printed)) return range;
  if (/^(?:周|星期|礼拜)/.test(printed)) return { from: addDays(range.from, 7), to: addDays(range.to, 7) };
  const coming = AHEAD.map((days) => findDates(printed, addDays(today, days))[0]?.range).find(
    (one) => one !== undefined && one.from >= today,
  );
  if (!coming) return range;
  return daysBetween(today, coming.from) < daysBetween(range.to, today) ? coming : range;
}

const ENGLISH_ASKS = /^(?:what|which|any|are there|is there|list|show me|what's)\b/;
const ENGLISH_FILLING =
  /\b(?:what's|what|which|is|are|there|any|some|on|in|at|the|a|an|to|for|of|do|can|could|i|we|you|me|go|see|attend|join|visit|happening|going|coming|up|upcoming|next|soon|now|currently|still|be|will|held|take|place|taking|town|district|here|please|list|show|tell|about|during|sign|register|free|open|public|have|got)\b/g;

function readEnglish({ text, clauses, today }: Question): AskedEvents | null {
  const folded = fold(text).replace(/[?!.\s]+$/, "");
  if (!ENGLISH_ASKS.test(folded) || folded.length > 90 || clauses.length !== 1) return null;
  if (
    /\b(?:was|were|did|who|where|when|why|how)\b/.test(folded.replace(/^what\b/, "")) &&
    !/\b(?:last|yesterday)\b/.test(folded)
  )
    return null;
  const days = readDays(folded, today);
  const kind = days && kindOf(days.rest, ({ english }) => `\\b(?:${english})\\b`);
  if (!kind) return null;
  const word = new RegExp(`\\b(?:${kind.english})\\b`).exec(days.rest)![0];
  const rest = days.rest
    .replace(new RegExp(`\\b(?:${kind.english})\\b`, "g"), "")
    .replace(/\b(?:was|were)\b/g, "")
    .replace(ENGLISH_FILLING, "");
  if (/[\p{L}\d]/u.test(rest)) return null;
  const kindWord = kind.told === null ? "events" : word;
  const enrol = /\bsign up|register/.test(folded);
  return { range: days.range, kind: kind.told, kindWord, words: [], enrol, sure: true };
}

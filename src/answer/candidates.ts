/**
 * The part of a sentence that a question asks for: the figure for 多少, the
 * person for 谁, the day for 什么时候, the place for 哪里. Found by form, so that
 * it can be marked, and so that a sentence without one does not pass for an answer.
 */

import type { DateMention } from "../news/dates.js";
import { canonicalNumber } from "../news/numbers.js";
import { TITLES } from "../news/people.js";
import { fold, type Span } from "../news/text.js";
import type { Clause } from "../search/question.js";
import type { ArticleReading } from "./evidence.js";

/** Offsets in the article's body; `fit` 0–1 says how well its form suits the question. */
export interface Candidate extends Span {
  readonly fit: number;
}

const MONEY =
  /多少钱|金额|资金|经费|费用|投资额|投资了?多少|投了多少|营收|收入|产值|价格|票价|造价|预算|奖金|补贴多少|多少元|房价|租金|学费|门票|票子|收费|[\u4e00-\u9fff]费(?:是|要|用)?多少|总投资|投资(?:是|了|达)?多少|工资|薪|how much money|\b(?:fees?|price|cost|fare|rent|salary|tuition)\b/;
const SHARE = /百分之几|比例|占比|率(?:是|为|达|有)?多少|率$|percentage|share/;

/** @returns candidates inside the span, in reading order; empty if the sentence has none or the question has no form of its own. */
export function findCandidates(clause: Clause, reading: ArticleReading, span: Span): Candidate[] {
  switch (clause.asks) {
    case "number":
      return numbers(clause, reading, span);
    case "person":
      return people(clause, reading, span);
    case "time":
      return times(clause, reading, span);
    case "place":
      return places(clause, reading, span);
    case "reason":
      return matches(reading, span, REASON);
    case "definition":
      return definitions(clause, reading, span);
    case "list":
      return lists(reading, span);
    case "which":
    case "manner":
    case "whether":
    case "topic":
      return [];
    default:
      return clause.asks satisfies never;
  }
}

/** Whether a sentence without a candidate can still answer: only where the form of the answer is certain can it not. */
export function needsCandidate(clause: Clause): boolean {
  // “看望了哪些人” may be answered by a group: 劳模代表、困难党员.
  if (clause.asks === "person")
    return !/哪些人|什么人|哪些(?:代表|专家|嘉宾)|谁家|都有谁|冠军|亚军|第一名|中标|获奖/.test(clause.text);
  return (
    clause.asks === "number" ||
    clause.asks === "time" ||
    (clause.asks === "place" && ASKED_PLACE.test(clause.text))
  );
}

function within(span: Span, other: Span): boolean {
  return other.start >= span.start && other.end <= span.end;
}

const UNIT =
  /^\s*(?:多|余|余?万|亿)*\s*(?:[a-z%]+|平方米|平方公里|公里|小时|分钟|美元|万元|亿元|个百分点|[\u4e00-\u9fff])?/;

function numbers(clause: Clause, reading: ArticleReading, span: Span): Candidate[] {
  const asksMoney = MONEY.test(clause.text);
  const asksShare = SHARE.test(clause.text);
  const given = clause.terms.flatMap((term) => (term.role === "figure" ? [...term.forms] : []));
  return reading.numbers
    .filter((number) => within(span, number) && !isPartOfDate(reading, number))
    .filter((number) => !given.includes(canonicalNumber(number.value)))
    .flatMap((number) => {
      const rest = reading.body.slice(number.end, Math.min(span.end, number.end + 14));
      const unit = UNIT.exec(rest)?.[0] ?? "";
      const ordinal = reading.body[number.start - 1] === "第" && !/第几|哪[一]?[批届期版]/.test(clause.text);
      const fit =
        (ordinal ? 0.2 : 1) *
        figureFit(clause, {
          rest,
          unit,
          digits: number.end - number.start,
          percent: number.percent,
          asksMoney,
          asksShare,
        });
      // “一个”, “两处” are counted by the way more often than on purpose.
      const plain = number.value <= 2 && fit < 0.8 ? 0.5 : 1;
      return fit > 0
        ? [{ start: number.start, end: number.end + unit.trimEnd().length, fit: fit * plain }]
        : [];
    });
}

const PHONE = /电话|热线|号码|手机号|phone/;

/** What a figure must be of, where the question's adjective or noun says so. */
const DIMENSIONS: readonly { readonly asked: RegExp; readonly unit: RegExp }[] = [
  { asked: /占地|面积|多少平|平方米/, unit: /^(?:平方|平米|亩|公顷|㎡|m2)/ },
  { asked: /多大(?:岁|年纪|年龄)|年龄(?!段)|岁数|几岁|多少岁|今年多大|高龄/, unit: /^岁/ },
  { asked: /多高|高度|多少米|几米|身高/, unit: /^(?:米|公里|厘米|层)/ },
  {
    asked: /多长时间|多久|几年|多少年|有效期|期限|几个月|几天|多少天|几个?小时/,
    unit: /^(?:年|个月|天|日|小时|分钟|个?工作日|周|星期)/,
  },
  { asked: /长度|总长|全长|宽度|有多长(?!时间)/, unit: /^(?:公里|米|千米|km|m)/ },
  { asked: /多远|路程|距离/, unit: /^(?:公里|米|千米|km)/ },
];

function figureFit(
  { measure, measuredNoun, text }: Clause,
  figure: {
    rest: string;
    unit: string;
    digits: number;
    percent: boolean;
    asksMoney: boolean;
    asksShare: boolean;
  },
): number {
  const rest = figure.rest.replace(/^\s*[多余来]?[万亿]?[多余]?/, "");
  const money = /^(?:元|美元|港元|块|人民币)/.test(rest);
  if (PHONE.test(text)) return figure.digits >= 7 ? 1 : 0.1;
  if (figure.asksShare) return figure.percent ? 1 : 0.1;
  if (figure.asksMoney) return money ? 1 : 0.1;
  const dimension = DIMENSIONS.find(({ asked }) => asked.test(text));
  if (dimension) return dimension.unit.test(rest) ? 1 : 0.1;
  const noun =
    measuredNoun !== null && measuredNoun.length > 1 && figure.rest.includes(measuredNoun.slice(0, 2))
      ? 0.2
      : 0;
  if (measure === null) return 0.6 + noun;
  if (rest.startsWith(measure)) return 0.8 + noun;
  const alike = ALIKE_MEASURES.find((group) => group.includes(measure));
  if (alike?.some((other) => rest.startsWith(other))) return 0.6 + noun;
  return measure === "个" ? 0.35 + noun : 0.1 + noun;
}

/** Measure words that writers use for one another; others count different things. */
const ALIKE_MEASURES: readonly (readonly string[])[] = [
  ["个", "家", "所", "项", "条", "处", "种", "类", "件", "款", "枚"],
  ["名", "位", "人", "个"],
  ["次", "场", "届", "回"],
  ["元", "块"],
  ["路", "条"],
];

function isPartOfDate(reading: ArticleReading, number: Span): boolean {
  return reading.printedDates.some((date) => date.start <= number.start && number.end <= date.end);
}

function people(clause: Clause, reading: ArticleReading, span: Span): Candidate[] {
  const office = askedOffice(clause.text);
  const asked = new Set(clause.terms.map((term) => term.text));
  // “医疗队队长，……副主任医师莫为春”: the office may stand in the sentence without touching the name.
  const printed =
    office !== null &&
    reading.body.slice(span.start, span.end).includes(office) &&
    !new RegExp(`副${office}`).test(reading.body.slice(span.start, span.end));
  const named = reading.people
    .filter((person) => within(span, person) && !asked.has(person.name))
    .map((person) => {
      const holds = office !== null && person.titles.some((title) => alikeTitle(office, title));
      return {
        start: person.start,
        end: person.end,
        fit: office === null ? 0.7 : holds ? 1 : printed ? 0.6 : 0.25,
      };
    });
  // 谁 may be a body: 由谁主办, 跟谁合办.
  return /主办|承办|发起|举办|组织|牵头|合办|合作|指导|[跟和与同由]谁|提供|加入|参与|入选/.test(clause.text)
    ? [...named, ...matches(reading, span, BODY_OF_PEOPLE).map((found) => ({ ...found, fit: 0.5 }))]
    : named;
}

/** The office whose holder is asked for: 校长 in “校长是谁”, not in “滕校长跟谁签了约”. */
function askedOffice(text: string): string | null {
  const found = ASKED_OFFICE.exec(text);
  const office = found?.[1] ?? found?.[2] ?? null;
  return office !== null && ANYONE.test(office) ? null : office;
}

/** Forms of address rather than offices: who is asked for may be printed with any office. */
const ANYONE = /^(?:领导|负责人|代表|居民|市民|同学|先生|女士|作者|专家|作家|艺术家|志愿者)$/;
const ASKED_OFFICE = new RegExp(
  `(${TITLES})(?:到底|究竟|现在|目前|当时|又)?(?:是|叫|姓|名字)(?:谁|哪|什么|啥)|(?:谁|哪位|哪个)(?:是|当|担任|做)[\\u4e00-\\u9fff]{0,12}?(${TITLES})`,
);

function alikeTitle(asked: string, printed: string): boolean {
  return printed === asked || (printed.endsWith(asked) && !printed.startsWith("副"));
}

const BODY_OF_PEOPLE =
  /[\u4e00-\u9fff]{2,14}?(?:人民政府|大学|学院|公司|集团|街道|委员会|中心|协会|学会|商会|联盟|法院|检察院|[局委办部馆社院队])/g;
const REASON =
  /因为|由于|因此|因(?=[\u4e00-\u9fff]{2,12}[,，])|原因|为(?:了|切实|进一步|更好|推动|推进|加快|迎接|满足|此)[^，。]{2,30}|旨在|考虑到|以便|从而|目的|得益于|为的是|看中/g;
const TIME_OF_DAY =
  /(?:凌晨|早晨|早上|上午|中午|下午|傍晚|晚上|晚)?\s*\d{1,2}\s*(?:点半?|时(?!代|间|期)|[:：]\d{2})(?:\d{1,2}分)?/g;
const DURATION = /[\d一二两三四五六七八九十百半]+(?:多|余)?(?:个月|年|天|周|小时|分钟|个工作日)/g;

function times(clause: Clause, reading: ArticleReading, span: Span): Candidate[] {
  const days = reading.printedDates
    .filter((date) => within(span, date))
    .map((date) => ({
      start: date.start,
      end: date.end,
      fit:
        date.precision === "vague"
          ? 0.2
          : timeFit(clause.text, date.precision) * sideFit(clause.text, reading.body, date),
    }));
  const hours = matches(reading, span, TIME_OF_DAY).map((found) => ({
    ...found,
    fit: /几点|几时|时间/.test(clause.text) ? 1 : 0.5,
  }));
  const spans = /多久|多长/.test(clause.text) ? matches(reading, span, DURATION) : [];
  return [...days, ...hours, ...spans].sort((a, b) => a.start - b.start);
}

/** Asked for an end or a beginning, the date must be printed as one: “至9月10日”, “8月18日开幕”. */
const SIDES: readonly { readonly asked: RegExp; readonly before: RegExp; readonly after: RegExp }[] = [
  {
    asked: /结束|截止|为止|闭幕|[到展延持续办开]到(?:什么|哪|几|何)|最晚|最后|前要/,
    before: /(?:[至到—~-]|截至|截止|持续|延续)$/,
    after: /^(?:[^，。；]{0,6}(?:结束|截止|闭幕|为止|前))/,
  },
  {
    asked: /建好|建成|竣工|完工|造好|通车|投用|交付|落成|启用|建完/,
    before: /(?:计划|预计|将于|力争|争取|有望)$/,
    after: /^[^，。；]{0,14}(?:建成|竣工|完工|通车|投用|投入使用|交付|落成|启用|完成)/,
  },
];

function sideFit(question: string, body: string, date: DateMention): number {
  const side = SIDES.find(({ asked }) => asked.test(question));
  if (!side) return 1;
  // “即日起至8月20日” says when it ends.
  if (side === SIDES[0] && date.precision === "span") return 1;
  const fits =
    side.before.test(body.slice(Math.max(0, date.start - 4), date.start)) ||
    side.after.test(body.slice(date.end, date.end + 22));
  return fits ? 1 : 0.25;
}

function timeFit(question: string, precision: string): number {
  if (/几点|几时|钟点/.test(question)) return 0.25;
  if (/哪[一]?年|哪个?年份|what year|which year/.test(question))
    return precision === "year" || precision === "day" ? 1 : 0.7;
  if (/哪[一]?天|几[号日]|哪[一]?日/.test(question))
    return precision === "day" ? 1 : precision === "span" ? 0.8 : 0.5;
  return precision === "day" || precision === "span" ? 1 : 0.8;
}

const PLACE_END =
  "(?:路|街|大道|弄|号|中心|大厦|广场|公园|体育场|体育馆|游泳馆|会议厅|会场|剧院|剧场|博物馆|美术馆|图书馆|纪念馆|展览馆|书院|藏书楼|天主堂|小镇|基地|滨江|会堂|礼堂|酒店|宾馆|大楼|校区|园区|街区|开发区|集聚区|示范区|新区|商圈|码头|盒子|社区|小区|医院|学校|中学|小学|大学|学院|村|镇|街道|省|市|区|县|州|湾|湖|岛|港|山|城|站|桥|楼|馆|院|厅|室|园|场)";
const PLACE = new RegExp(
  `(?:(?<!现|正|存|所|实)在|位于|坐落于?|设在|落户于?|落在|来到|走进|于|地[点址](?:设?在|为|是|:))((?!一起|此|这|那|其|场|会上|今|昨|明|线|方面|于)[\\u4e00-\\u9fff\\da-z·"-]{1,28}?${PLACE_END})(?![\\u4e00-\\u9fff]{0,1}(?:建设|管理|发展|工作|领域|方面|代表|领导|书记|区长))|(?:在|于)((?!一起|此|这|那|其|会上|今|昨|明|线|于)[\\u4e00-\\u9fff\\da-z·"-]{2,20}?)(?=(?:正式|隆重|顺利)?(?:举行|举办|召开|开幕|启动|揭牌|成立|揭幕|落成|开业|进行|开展|上演|亮相|发布|揭晓|落户|开馆|发车|签约))|[\\u4e00-\\u9fff]{2,6}(?:路|街|大道|弄)\\d+(?:号|弄|室)+`,
  "g",
);

function places(clause: Clause, reading: ArticleReading, span: Span): Candidate[] {
  const sentence = reading.body.slice(span.start, span.end);
  const led = [...sentence.matchAll(PLACE)].map((match) => {
    const inner = match[1] ?? match[2] ?? match[0];
    const start = span.start + match.index + match[0].indexOf(inner);
    const fit = ABSTRACT.test(inner) ? 0.2 : match[1] !== undefined ? 1 : match[2] !== undefined ? 0.9 : 0.6;
    return { start, end: start + inner.length, fit };
  });
  const kind = ASKED_PLACE.exec(clause.text)?.[1];
  const named = reading.places
    .filter((place) => within(span, place))
    .map((place) => ({ ...place, fit: 0.6 }));
  const asked = clause.terms.flatMap((term) => [...term.forms]);
  return [...led, ...named]
    .filter(({ start, end }) => isPlaceOf(reading.body.slice(start, end), asked))
    .map((place) =>
      kind && !reading.body.slice(place.start, place.end).endsWith(kind)
        ? { ...place, fit: place.fit * 0.25 }
        : place,
    )
    .sort((a, b) => a.start - b.start || b.fit - a.fit);
}

/** 哪个村 is answered by a village. */
const ASKED_PLACE =
  /哪一?(?:个|条|座|幢|家|所)?(村|镇|街道|路|街|公园|小区|社区|学校|小学|中学|医院|站|广场|商场|博物馆|大厦)/;

/** Not what the question itself named (两个基地在哪 is not answered by 产学研基地), nor a whole city or district. */
function isPlaceOf(place: string, asked: readonly string[]): boolean {
  return (
    !asked.some((form) => form.length > 1 && place.endsWith(form)) &&
    !/^[\u4e00-\u9fff]{2,3}[区市省县]?$|政府$/.test(place)
  );
}

const ABSTRACT = /方面|领域|基础|过程|背景|同时|其中|内容|仪式上|工作|市场|立场|现场|活动|会议(?!中心|室|厅)/;

/** “X是……”, “X，即……”: what is said of the term itself. */
function definitions(clause: Clause, reading: ArticleReading, span: Span): Candidate[] {
  const sentence = reading.body.slice(span.start, span.end);
  for (const term of clause.terms) {
    for (const form of term.forms) {
      const at = sentence.indexOf(form);
      if (at < 0) continue;
      const after = sentence.slice(at + form.length);
      const said = /^["”》）)]*(?:[,，]?(?:是|为|即|指|由|作为|也就是|:|：|-{1,3}))/.exec(after);
      const listed = /^[^。]{0,12}(?:即|包括|分别)/.exec(after);
      const found = said ?? listed;
      if (found) return [{ start: span.start + at, end: span.start + at + form.length, fit: said ? 1 : 0.8 }];
    }
  }
  return [];
}

/** Rows divided by 、, and points counted off (一是…二是…). */
function lists(reading: ArticleReading, span: Span): Candidate[] {
  const sentence = reading.body.slice(span.start, span.end);
  const commas = sentence.match(/、/g)?.length ?? 0;
  const points = sentence.match(/[一二三四五六]是|首先|其次|此外|同时|分别|以及|包括|还有/g)?.length ?? 0;
  const weight = commas + points;
  return weight > 0 ? [{ start: span.start, end: span.start, fit: Math.min(1, 0.4 + 0.2 * weight) }] : [];
}

function matches(reading: ArticleReading, span: Span, pattern: RegExp): Candidate[] {
  const sentence = reading.body.slice(span.start, span.end);
  return [...sentence.matchAll(pattern)].map((match) => ({
    start: span.start + match.index,
    end: span.start + match.index + match[0].length,
    fit: 1,
  }));
}

/** The printed characters of a candidate; for tests and explanations. */
export function candidateText(reading: ArticleReading, { start, end }: Span): string {
  return fold(reading.article.body.slice(start, end));
}

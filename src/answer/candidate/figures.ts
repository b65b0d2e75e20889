/** Figures that answer 多少 and 几: of the unit, measure word and kind (money, share, size) that is asked for. */
import { canonicalNumber, type NumberMention } from "../../news/numbers.js";
import type { Span } from "../../news/text.js";
import type { Clause } from "../../search/question.js";
import type { ArticleReading } from "../evidence.js";
import { type Candidate, matchesOf, within } from "./candidate.js";

const MONEY =
  /多少钱|金额|资金|经费|费用|投资额|投资了?多少|投了多少|营收|收入|产值|价格|票价|造价|预算|奖金|补贴多少|多少元|房价|租金|学费|门票|票子|收费|[\u4e00-\u9fff]费(?:是|要|用)?多少|总投资|投资(?:是|了|达)?多少|工资|薪|how much money|\b(?:fees?|price|cost|fare|rent|salary|tuition)\b/;
const SHARE = /百分之几|几成|几分之几|份额|比例|占比|率(?:是|为|达|有)?多[少高]|率$|percentage|share/;

const UNIT =
  /^\s*(?:多|余|余?万|亿)*\s*(?:[a-z%]+|平方米|平方公里|公里|小时|分钟|美元|万元|亿元|个百分点|[\u4e00-\u9fff])?/;

/** Shares written out: 一半, 九成, 四分之一. */
const SHARE_IN_WORDS =
  /一半|半数|半壁江山|[一二三四五六七八九\d]成(?![立为功员果])|[\d一二三四五六七八九十]+分之[\d一二三四五六七八九十]+/g;

/** What the question says of the figure, read once for a sentence. */
interface AskedFigure {
  readonly clause: Clause;
  readonly money: boolean;
  readonly share: boolean;
  readonly ordinal: boolean;
}

export function findFigures(clause: Clause, reading: ArticleReading, span: Span): Candidate[] {
  const numbers = reading.numbers.filter((number) => within(span, number));
  const share = SHARE.test(clause.text);
  const inWords = share ? matchesOf(SHARE_IN_WORDS, reading, span) : [];
  if (numbers.length === 0) return inWords;
  const asked = {
    clause,
    money: MONEY.test(clause.text),
    share,
    ordinal: /第几|第多少|哪一?[批届期版]/.test(clause.text),
  };
  const given = clause.terms.flatMap((term) => (term.role === "figure" ? [...term.forms] : []));
  const figures = numbers
    .filter((number) => !isPartOfDate(reading, number) && !given.includes(canonicalNumber(number.value)))
    .map((number) => toFigure(asked, number, { reading, span }))
    .filter(({ fit }) => fit > 0);
  return [...figures, ...inWords];
}

function toFigure(
  asked: AskedFigure,
  number: NumberMention,
  { reading, span }: { readonly reading: ArticleReading; readonly span: Span },
): Candidate {
  const rest = reading.body.slice(number.end, Math.min(span.end, number.end + 14));
  const unit = UNIT.exec(rest)?.[0] ?? "";
  const ordinal = reading.body[number.start - 1] === "第" && !asked.ordinal ? 0.2 : 1;
  const before = reading.body.slice(Math.max(span.start, number.start - 6), number.start);
  const fit =
    ordinal * figureFit(asked, { before, rest, digits: number.end - number.start, percent: number.percent });
  // “一个”, “两处” are counted by the way more often than on purpose; “一天” may well be meant.
  const single = number.value === 1 && !/^(?:年|天|次|个?月|小时|分钟|周)/.test(rest);
  const byTheWay = single ? 0.3 : number.value <= 2 && fit < 0.8 ? 0.5 : 1;
  return { start: number.start, end: number.end + unit.trimEnd().length, fit: fit * byTheWay };
}

const PHONE = /电话|热线|号码|手机号|phone/;

/** What a figure must be of, where the question's adjective or noun says so. */
const DIMENSIONS: readonly {
  readonly asked: RegExp;
  readonly unit: RegExp;
  /** Printed right before a figure that is surely of this; one without it may measure another thing. */
  readonly led?: RegExp;
}[] = [
  { asked: /占地|面积|多少平|平方米/, unit: /^(?:平方|平米|亩|公顷|㎡|m2)/ },
  { asked: /多大(?:岁|年纪|年龄)|年龄(?!段)|岁数|几岁|多少岁|今年多大|高龄/, unit: /^岁/ },
  { asked: /多高|高度|多少米|几米|身高/, unit: /^(?:米|公里|厘米|层)/ },
  {
    asked: /多长时间|多久|几年|多少年|有效期|期限|几个月|几天|多少天|几个?小时/,
    unit: /^(?:年|个月|天|日|小时|分钟|个?工作日|周|星期)/,
  },
  {
    asked: /(?:路线|线路|徒步|跑|骑行|步行|行程|里程|赛道|全程)[^,，?]{0,6}(?:多长(?!时间)|长度|总长|全长)/,
    unit: /^(?:公里|米|千米|km|m)/,
  },
  { asked: /宽度|多宽/, unit: /^(?:公里|米|千米|km|m)/ },
  {
    asked: /长度|总长|全长|多长(?!时间)/,
    unit: /^(?:公里|米|千米|km|m)/,
    led: /长度?(?:约|达|为|有|共|近|是|超过|将近)*$/,
  },
  { asked: /多远|路程|距离/, unit: /^(?:公里|米|千米|km)/ },
];

function figureFit(
  { clause: { measure, measuredNoun, text }, ...asked }: AskedFigure,
  figure: {
    readonly before: string;
    readonly rest: string;
    readonly digits: number;
    readonly percent: boolean;
  },
): number {
  const rest = figure.rest.replace(/^\s*[多余来]?[万亿]?[多余]?/, "");
  if (PHONE.test(text)) return figure.digits >= 7 ? 1 : 0.1;
  if (asked.share) return figure.percent ? 1 : 0.1;
  if (asked.money) return /^(?:元|美元|港元|块|人民币)/.test(rest) ? 1 : 0.1;
  const dimension = DIMENSIONS.find((one) => one.asked.test(text));
  if (dimension) {
    if (!dimension.unit.test(rest) || isAgeLimit(text, rest)) return 0.1;
    return dimension.led && !dimension.led.test(figure.before) ? NOT_LED : 1;
  }
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

/** A length that is not said to be one: 全程9公里 of a walk. */
const NOT_LED = 0.25;

/** “65岁以上老人” gives nobody's age. */
function isAgeLimit(question: string, rest: string): boolean {
  return (
    /几岁(?!以|到|起|的|可)|多大(?:岁数|年纪|年龄|了)|多少岁(?!以|到|的|可)|什么年纪/.test(question) &&
    /^岁(?:及?以[上下]|至|到|[~—-]|(?:的)?(?:老人|儿童|居民|市民|青年))/.test(rest)
  );
}

/** Measure words that writers use for one another; others count different things. */
const ALIKE_MEASURES: readonly (readonly string[])[] = [
  ["个", "家", "所", "项", "条", "处", "种", "类", "件", "款", "枚"],
  ["名", "位", "人", "个"],
  ["次", "场", "届", "回"],
  ["元", "块"],
  ["户", "家", "个"],
  ["路", "条"],
  ["棵", "株"],
  ["支", "队", "个"],
  ["台", "辆", "部"],
  ["公里", "千米"],
  ["首", "支", "曲"],
];

function isPartOfDate(reading: ArticleReading, number: Span): boolean {
  return reading.printedDates.some((date) => date.start <= number.start && number.end <= date.end);
}

/** Figures that answer 多少 and 几: of the unit, measure word and kind (money, share, size) that is asked for. */
import { canonicalNumber, type NumberMention } from "../../news/numbers.js";
import type { Span } from "../../news/text.js";
import type { Clause } from "../../search/question.js";
import type { ArticleReading } from "../evidence.js";
import { partAround } from "./beside.js";
import { type Candidate, matchesOf, within } from "./candidate.js";
import { moneyFit, perUnitFit } from "./money.js";

const MONEY =
  /多少钱|金额|资金|经费|费用|投资额|投资了?多少|投了多少|营收|收入|产值|价格|票价|造价|预算|[奖罚押定佣租]金|补贴多少|多少元|房价|租金|学费|门票|票子|收费|[\u4e00-\u9fff]费(?:是|要|用)?多少|总投资|投资(?:是|了|达)?多少|(?:补贴|补助|津贴|奖励)[^,，?]{0,4}多少|工资|薪|how much money|\b(?:fees?|price|cost|fare|rent|salary|tuition)\b/;
/** Asked what a reader has to pay, “free of charge” answers. */
const ASKS_FEE = /(?:要|收|交|付)多少钱|票价|门票|报名费/;
const FREE = /免费|无偿|不收费|免收|分文不[取收]|零收费/g;
/** What a reader pays less. */
const ASKS_DISCOUNT = /几折|打折|优惠多少|便宜多少|减多少/;
const DISCOUNT = /[一二三四五六七八九]{1,2}折|\d(?:\.\d)?折|\d{2}折|半价|减半|对折|免费|免票/g;
/** What is paid is counted in money unless another measure is named: “罚了多少”, but “赔了多少辆车”. */
const PAID = /(?:[罚赔赚欠值交付赌捐]|花费|被骗|骗[走取了])(?:了|款|到|走|上)*多少/;
const SHARE = /百分之几|几成|几分之几|份额|比例|占比|率(?:是|为|达|有)?多[少高]|率$|percentage|share/;

const UNIT =
  /^\s*(?:多|余|余?万|亿)*\s*(?:[a-z%]+|平方米|平方公里|公里|小时|分钟|美元|万元|亿元|个百分点|[\u4e00-\u9fff])?/;

/** Shares written out: 一半, 九成, 四分之一. */
const SHARE_IN_WORDS =
  /一半|半数|半壁江山|[一二三四五六七八九\d]成(?![立为功员果])|[\d一二三四五六七八九十]{1,9}分之[\d一二三四五六七八九十]{1,9}/g;

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
  const inWords = [
    ...(share ? matchesOf(SHARE_IN_WORDS, reading, span) : []),
    ...(ASKS_DISCOUNT.test(clause.text) ? matchesOf(DISCOUNT, reading, span) : []),
    ...(ASKS_FEE.test(clause.text) ? matchesOf(FREE, reading, span) : []),
  ];
  if (numbers.length === 0) return inWords;
  const asked = {
    clause,
    money:
      MONEY.test(clause.text) ||
      (PAID.test(clause.text) && clause.measure === null && clause.measuredNoun === null),
    share,
    ordinal: /第几|第多少|哪一?[批届期版]/.test(clause.text),
  };
  const given = clause.terms.flatMap((term) => (term.role === "figure" ? [...term.forms] : []));
  const figures = numbers
    .filter(
      (number) =>
        !isPlaceName(reading.body, number) &&
        !isPartOfDate(reading, number) &&
        !given.includes(canonicalNumber(number.value)),
    )
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
  const bounds = partAround(reading.body, span, number);
  const part = reading.body.slice(bounds.start, bounds.end);
  const said = reading.body.slice(Math.max(span.start, bounds.end - LONGEST_SAID), bounds.end);
  const fit =
    ordinal *
    perUnitFit(asked.clause.text, part) *
    figureFit(asked, { before, rest, said, digits: number.end - number.start, percent: number.percent });
  // “一个”, “两处” are counted by the way more often than on purpose; “一天” may well be meant.
  const single = number.value === 1 && !/^(?:年|天|次|个?月|个?小时|分钟|周)/.test(rest);
  const byTheWay = single ? 0.3 : number.value <= 2 && fit < 0.8 ? 0.5 : 1;
  return { start: number.start, end: number.end + unit.trimEnd().length, fit: fit * byTheWay };
}

/** No sentence says farther before a sum what it is; a page without a full stop is one sentence. */
const LONGEST_SAID = 300;
const PHONE = /电话|热线|号码|手机号|phone/;

/** What a figure must be of, where the question's adjective or noun says so. */
const DIMENSIONS: readonly {
  readonly asked: RegExp;
  readonly unit: RegExp;
  /** Printed right before a figure that is surely of this; one without it may measure another thing. */
  readonly led?: RegExp;
}[] = [
  { asked: /占地|面积|多少平|平方米/, unit: /^(?:平方|平米|亩|公顷|㎡|m2)/ },
  { asked: /多大(?:岁|年纪|年龄)|年龄(?!段)|岁数|几岁|多少岁|今年多大|高龄/, unit: /^周?岁/ },
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
    /** The sentence up to the comma behind it. */
    readonly said: string;
    readonly digits: number;
    readonly percent: boolean;
  },
): number {
  const rest = figure.rest.replace(/^\s*[多余来]?[万亿]?[多余]?/, "");
  if (PHONE.test(text)) return figure.digits >= 7 ? 1 : 0.1;
  if (asked.share) return figure.percent ? 1 : 0.1;
  if (asked.money) return /^(?:元|美元|港元|块|人民币)/.test(rest) ? moneyFit(text, figure.said) : 0.1;
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
  // “三年的家庭赛” tells of no number of families, however near the word stands.
  if (!canBeOf(measuredNoun ?? "", measure, rest)) return 0.1;
  const alike = ALIKE_MEASURES.find((group) => group.includes(measure));
  if (alike?.some((other) => rest.startsWith(other))) return 0.6 + noun;
  if (NEVER_COUNTS.test(rest)) return 0.1;
  return measure === "个" ? 0.35 + noun : 0.1 + noun;
}

/** Who is counted is counted in persons: “伤了几个村民” is not answered by 40头. */
const PERSONS =
  /^(?:[老小女男]?人(?![物]?[民工才口均次])|村民|居民|市民|学生|孩子|儿童|老人|老师|教师|医生|专家|选手|运动员|志愿者|游客|旅客|乘客|观众|读者|嘉宾|代表|党员|员工|职工|工人|伤员|患者|病人|嫌疑人|同学|家长|青年|队员)/;
const COUNTS_PERSONS = /^(?:[名位个人]|人次|万?余?[名位人])/;
/** Measures, money, hours, parts of an address: none of them counts 几个 of anything. */
const NEVER_COUNTS =
  /^(?:元|米|平方|平米|亩|公里|公顷|千米|厘米|毫米|公斤|克|千克|吨|升|毫升|度|摄氏|年|月|日|天|岁|点|时|分|秒|小时|分钟|周|%|倍|号|弄|室|楼|层|路|版|注|届|期|年级|万?元|km|kg|m|㎡|[:：])/;

function canBeOf(noun: string, measure: string, rest: string): boolean {
  if (PERSONS.test(noun) || measure === "名" || measure === "位") return COUNTS_PERSONS.test(rest);
  return measure !== "个" || !NEVER_COUNTS.test(rest) || /^(?:小时|月|工作日|年级|年头|钟头)/.test(noun);
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
  ["本", "册", "部"],
  ["度", "℃", "°c", "摄氏度"],
];

/** 三元场, 三元桥: no money. */
function isPlaceName(body: string, { start, end }: Span): boolean {
  return (
    /^[一二三四五六七八九]$/.test(body.slice(start, end)) &&
    /^元[场桥里坊村街路镇宫巷]/.test(body.slice(end, end + 2))
  );
}

function isPartOfDate(reading: ArticleReading, number: Span): boolean {
  return reading.printedDates.some((date) => date.start <= number.start && number.end <= date.end);
}

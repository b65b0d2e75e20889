/**
 * Whose hours, number or head is asked for: a sentence on another body of the
 * same sort (文化馆 beside 图书馆) does not answer, nor a report that never speaks
 * of the body, nor who holds the same office in a body of another kind.
 */
import { TITLES } from "../news/people.js";
import type { Clause } from "../search/question.js";
import type { Candidate } from "./candidate/candidate.js";
import type { ArticleReading, Evidence } from "./evidence.js";

/** Sorts of bodies and places that bear a name of their own; a question's and a sentence's are held side by side. */
const SORTS =
  "馆|局(?!面|部|限)|镇|乡|村|路(?![面上口边况灯段人线费障径程由过])|医院|法院|银行|大桥|水库|街道|小区|公园|广场|夜市|小学|中学|大学|幼儿园|书院";
const BODY = new RegExp(`([\\u4e00-\\u9fff]{2})(${SORTS})`, "g");
/** Behind these a sort is no name: 新馆, 闭馆, 两村, 乡镇, 公路, 当局. */
const NAMELESS =
  /[么事边旁日天年月时闭开新老旧本全场该各分总建进入出到离我你每这那某哪几在个条座家所一二两三四五六七八九十多的了和与及、前后区市县省里外上下办沿公道铁线马思网走改乡农布结当邮是有附]$/;

interface Body {
  /** The two characters before the sort. */
  readonly name: string;
  readonly sort: string;
  readonly start: number;
  readonly end: number;
}

function bodiesIn(folded: string): Body[] {
  return [...folded.matchAll(BODY)].flatMap(({ 0: { length }, 1: name, 2: sort, index }) =>
    NAMELESS.test(name!) ? [] : [{ name: name!, sort: sort!, start: index, end: index + length }],
  );
}

/** Whether the sentence speaks of another body of the sort, and nothing before it of the one asked about. */
export function speaksOfOtherBody({ text, terms }: Clause, { reading, position, span }: Evidence): boolean {
  const sentence = reading.body.slice(span.start, span.end);
  const asked = bodiesIn(text);
  if (asked.length === 0) return false;
  const printed = bodiesIn(sentence);
  const context = contextOf(reading, position);
  return asked.some((one) => {
    const forms = [
      one.name,
      ...terms.flatMap(({ text: word, forms: all }) => (word.includes(one.name) ? all : [])),
    ];
    if (forms.some((form) => sentence.includes(form) || context.includes(form))) return false;
    return printed.some(({ name, sort }) => sort === one.sort && areApart(name, one.name));
  });
}

/** “全区今年招生5800人”: what is counted over the whole is no single body's. */
const OF_THE_WHOLE = /全[区县市省州镇乡国城](?!运会|民健)/g;
/** Levels of which each has bodies of the same name. */
const LEVELS: readonly (readonly [RegExp, RegExp])[] = [
  [/市/, /[区县]/],
  [/省/, /[市区县]/],
  [/[区县]/, /[市省]/],
];
const OF_LEVEL =
  /(?<![\u4e00-\u9fff])([省市区县])((?:[\u4e00-\u9fff]{1,6}?)(?:联|委|局|办|院|馆|会|中心|协会|集团|公司))/g;

/** Whether the figure stands behind “the whole district …” though a body of it is asked about. */
export function isOfTheWhole(
  { text, asks }: Clause,
  candidate: Candidate | null,
  { reading: { body }, span }: Evidence,
): boolean {
  if (asks !== "number" || candidate === null || /全[区县市省州镇乡国城]/.test(text)) return false;
  const asked = bodiesIn(text);
  if (asked.length === 0) return false;
  const before = body.slice(span.start, candidate.start);
  const whole = [...before.matchAll(OF_THE_WHOLE)].at(-1);
  return whole !== undefined && !asked.some(({ name }) => before.includes(name));
}

/** “白水市青年馆” in the sentence, “青田青年馆” asked about: the same name, of another region. */
export function isOfOtherRegion(
  { text, asks }: Clause,
  { reading: { body }, span }: Pick<Evidence, "reading" | "span">,
): boolean {
  if (!HAS_FORM.has(asks)) return false;
  const sentence = body.slice(span.start, span.end);
  return bodiesIn(text).some(({ name, sort, start }) => {
    const own = /[\u4e00-\u9fff]{2}$/.exec(text.slice(0, start).replace(/[省市区县州]$/, ""))?.[0];
    if (own === undefined || sentence.includes(own)) return false;
    const regions = [
      ...sentence.matchAll(new RegExp(`([\\u4e00-\\u9fff]{2})[市县区州](?:${name}${sort})`, "g")),
    ];
    return regions.length > 0 && !regions.some(([, region]) => region === own);
  });
}

/** “市妇联” where the report tells of the 区妇联 only. */
export function isOfOtherLevel({ text }: Clause, { reading: { title, body } }: Evidence): boolean {
  return [...text.matchAll(OF_LEVEL)].some(([asked, level, rest]) => {
    const whole = `${title}\n${body}`;
    const others = LEVELS.find(([own]) => own.test(level!))?.[1].source;
    return others !== undefined && !whole.includes(asked) && new RegExp(`${others}${rest!}`).test(whole);
  });
}

/** What names the subject for a sentence that does not: the headline, the item's first sentence, the one before. */
function contextOf({ title, body, sentences, items }: ArticleReading, position: number): string {
  const first = items.indexOf(items[position]!);
  const leading = position > first ? [sentences[first]!, sentences[position - 1]!] : [];
  return [title, ...leading.map(({ start, end }) => body.slice(start, end))].join("\n");
}

/** What a reader calls a museum the paper calls a memorial hall; neither is a library. */
const SHOWS = /博物|纪念|陈列|展览|展示|艺术|美术/;

/** No character in common: 中心医院 may be the 市中医院 asked for, 人民医院 is not. */
function areApart(a: string, b: string): boolean {
  return ![...a].some((char) => b.includes(char)) && !(SHOWS.test(a) && SHOWS.test(b));
}

/** A form of answer that every report has (a figure, a day) is the body's only where the report speaks of it. */
const LEAST_OWNER = 0.3;
const HAS_FORM: ReadonlySet<Clause["asks"]> = new Set(["number", "time", "person", "place"] as const);

export function lacksOwner({ text, terms, asks }: Clause, { anywhere }: Evidence): boolean {
  if (!HAS_FORM.has(asks)) return false;
  const owners = bodiesIn(text);
  return terms.some(
    (term, t) =>
      !term.carried &&
      term.text.length > 2 &&
      owners.some(({ start, end }) => start < term.end && term.start < end) &&
      anywhere[t]! < LEAST_OWNER,
  );
}

/** Bodies that no committee of a district or city is: asked for their secretary, 区委书记 is another's. */
const OTHER_BODIES = /(?:[村镇乡院校学馆司团局会队所厂行]|街道|社区|党?支部|党总支)$/;
const OF_A_REGION = /[区市省县]委$/;
const OFFICE_ASKED = new RegExp(
  `([\\u4e00-\\u9fff]{0,12}?)的?(?:${TITLES})(?:到底|究竟|现在|目前)?(?:是|叫|姓)`,
);

/** What sort of body an office is of, by its first character. */
const LED_BY: Readonly<Record<string, RegExp>> = {
  校: /学$/,
  院: /院$/,
  馆: /馆$/,
  局: /局$/,
  村: /村$/,
  镇: /镇$/,
};

/** “青田小学……校长王华说” where the head of another school is asked for. */
function leadsOther(owner: string, office: string, before: string): boolean {
  const sort = Object.entries(LED_BY).find(([first]) => office.includes(`${first}长`))?.[1];
  const body =
    sort &&
    bodiesIn(before)
      .filter((one) => sort.test(one.sort))
      .at(-1);
  return body !== undefined && areApart(body.name, owner);
}

/** “前进村党支部书记是谁” and the person printed is 区委书记. */
export function holdsOfficeElsewhere(
  { text, asks }: Clause,
  candidate: Candidate | null,
  { reading, span }: Evidence,
): boolean {
  const asked = asks === "person" ? OFFICE_ASKED.exec(text) : null;
  const owner = asked?.[1];
  if (!owner || candidate === null) return false;
  if (leadsOther(owner, asked[0], reading.body.slice(span.start, candidate.start))) return true;
  if (!OTHER_BODIES.test(owner)) return false;
  const before = reading.body.slice(Math.max(0, candidate.start - 16), candidate.start);
  const title = /[\u4e00-\u9fff、]*$/.exec(before)![0].split("、").at(-1)!;
  return (
    OF_A_REGION.test(title.replace(/(?:副?书记|常委|委员|[正副]?部长)$/, "")) ||
    /[区市省县]委书记$/.test(title)
  );
}

const OF_NOW = /现在|目前|如今|眼下|现任|当前|今天/;

/** “现在的副馆长是谁” and a later report found prints the one named here in another office. */
export function createOutdatedHolder(
  { text, asks }: Clause,
  found: readonly Evidence[],
): (candidate: Candidate | null, evidence: Evidence) => boolean {
  const office = asks === "person" && OF_NOW.test(text) ? new RegExp(TITLES).exec(text)?.[0] : undefined;
  if (office === undefined) return () => false;
  const readings = [...new Set(found.map(({ reading }) => reading))];
  return (candidate, { reading }) => {
    if (candidate === null) return false;
    const name = reading.body.slice(candidate.start, candidate.end);
    const day = reading.article.publishedOn;
    return readings.some(
      ({ article, people }) =>
        day !== null &&
        (article.publishedOn ?? "") > day &&
        people.some((one) => one.name === name && one.titles.length > 0 && !one.titles.includes(office)),
    );
  };
}

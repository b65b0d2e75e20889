/** Persons that answer 谁, those first who are printed with the office asked for; for 由谁主办 also bodies. */
import { type PersonMention, TITLES } from "../../news/people.js";
import type { Span } from "../../news/text.js";
import type { Clause } from "../../search/question.js";
import type { ArticleReading } from "../evidence.js";
import { type Candidate, matchesOf, within } from "./candidate.js";
import { namesLedByRole, roleAsked, standsAs } from "./roles.js";

/** “看望了哪些人” may be answered by a group: 劳模代表、困难党员. */
export function needsPerson(clause: Clause): boolean {
  return !/哪些人|什么人|哪些(?:代表|专家|嘉宾)|谁家|都有谁|[冠亚季]军|第[一二三]名|[一二三特]等奖|[金银铜]奖|中标|获奖/.test(
    clause.text,
  );
}

export function findPersons(clause: Clause, reading: ArticleReading, span: Span): Candidate[] {
  const office = askedOffice(clause.text);
  const asked = new Set(clause.terms.map((term) => term.text));
  // “医疗队队长，……副主任医师莫为春”: the office may stand in the sentence without touching the name.
  const printed =
    office !== null &&
    reading.body.slice(span.start, span.end).includes(office) &&
    !new RegExp(`副${office}`).test(reading.body.slice(span.start, span.end));
  const role = roleAsked(clause.text);
  const known = reading.people
    .filter(
      (person) => within(span, person) && !asked.has(person.name) && !isNamedIn(clause.text, person.name),
    )
    .map((person) => {
      if (isByline(person, reading.body) && !ASKS_FOR_BYLINE.test(clause.text))
        return { ...person, fit: BYLINE_FIT };
      if (role && !standsAs(role, person, { body: reading.body, span }))
        return { ...person, fit: OTHER_ROLE };
      const holds = office !== null && person.titles.some((title) => alikeTitle(office, title));
      return {
        start: person.start,
        end: person.end,
        fit: office === null ? 0.7 : holds ? 1 : printed ? 0.6 : 0.25,
      };
    });
  const led = role ? namesLedByRole(role, reading, span) : [];
  const named = [
    ...led,
    ...known.filter((one) => !led.some(({ start, end }) => start < one.end && one.start < end)),
  ];
  // 谁 may be a body: 由谁主办, 跟谁合办.
  return /主办|承办|发起|举办|组织|牵头|合办|合作|指导|[跟和与同由]谁|提供|加入|参与|入选/.test(clause.text)
    ? [...named, ...matchesOf(BODY_OF_PEOPLE, reading, span).map((found) => ({ ...found, fit: 0.5 }))]
    : named;
}

const OTHER_ROLE = 0.2;

/** Who is named in the question is not asked for: “廖金铃之后谁接任校长”. */
function isNamedIn(question: string, name: string): boolean {
  return name.length >= 3 && question.includes(name);
}

/** Who wrote or photographed the report took no part in it. */
const BYLINE = /^(?:记者|通讯员|作者|摄影师|编辑)$/;
const BYLINE_FIT = 0.1;
const ASKS_FOR_BYLINE = /记者|通讯员|作者|编辑|[谁人]写|写的|[拍摄]/;

/** “科技工作者黄静” is no writer. */
function isByline({ titles, start }: PersonMention, body: string): boolean {
  const works = body.slice(Math.max(0, start - 3), start) === "工作者";
  return !works && titles.length > 0 && titles.every((title) => BYLINE.test(title));
}

/** The office whose holder is asked for: 校长 in “校长是谁”, not in “滕校长跟谁签了约”. */
function askedOffice(text: string): string | null {
  const found = ASKED_OFFICE.exec(text);
  const office = found?.[1] ?? found?.[2] ?? null;
  return office !== null && OFFICE.test(office) ? office : null;
}

/** Of other words (画家, 老师, 居民) any person may be printed with another. */
const OFFICE = /(?:长|书记|主任|总裁|总监|经理|主席|委员|创始人|合伙人|执行官|发言人|董事|主编|老板|老总)$/;
const ASKED_OFFICE = new RegExp(
  `(${TITLES})(?:到底|究竟|现在|目前|当时|又)?(?:是|叫|姓|名字)(?:谁|哪|什么|啥)|(?:谁|哪位|哪个)(?:是|当|担任|做)[\\u4e00-\\u9fff]{0,12}?(${TITLES})`,
);

/** Who runs a shop or a firm is printed as what they are there, hardly ever as 老板. */
const BOSS = /^(?:老板|老总|店主|店长|创始人|负责人|主理人|董事长|总经理|经理|总裁)$/;

function alikeTitle(asked: string, printed: string): boolean {
  if (/^老[板总]$/.test(asked)) return BOSS.test(printed);
  return printed === asked || (printed.endsWith(asked) && !printed.startsWith("副"));
}

const BODY_OF_PEOPLE =
  /[\u4e00-\u9fff]{2,14}?(?:人民政府|大学|学院|公司|集团|街道|委员会|中心|协会|学会|商会|联盟|法院|检察院|[局委办部馆社院队])/g;

/**
 * Questions for the holder of an office. Strict: beside the office, its body, a
 * person, a time and words that ask nothing may stand in them; “区长说了什么” and
 * “陪同区长的是谁” are for the general road.
 */
import { findDates } from "../../news/dates.js";
import { fold } from "../../news/text.js";
import type { Clause, Question } from "../../search/question.js";
import { readEnglish } from "./asked-english.js";
import { readLife } from "./asked-life.js";
import { type OfficeAsked, readName } from "./asked-name.js";
import { type PersonAsked, readPerson, withoutPerson } from "./asked-person.js";
import { plainly } from "./asked-plain.js";
import { type WhoIs, withFullName } from "./asked-surname.js";
import { headsMeant } from "./heads.js";
import { joinParts } from "./joined-parts.js";
import { type RelationAsked, readRelation } from "./relation.js";

/** “佟局长前面那个是谁，后来去哪了”: the second asks of whoever answers the first. */
export interface OfThatPerson {
  readonly kind: "that";
  readonly of: OfficeAsked | RelationAsked;
  readonly when: PersonAsked["when"];
}

export type Asked = OfficeAsked | PersonAsked | RelationAsked | OfThatPerson;

/** Whom the archive knows. */
export interface People {
  readonly isPerson: (name: string) => boolean;
  readonly whoIs: WhoIs;
}

/** @returns one for each clause; null if any asks something else */
export function readAsked(question: Question, people: People): Asked[] | null {
  // “你知道吗，……”: a part that only addresses asks nothing of its own.
  const asking = question.clauses.filter(({ text }) => text.replace(FILLING, "") !== "");
  if (question.language === "en") return readClauses(asking, question, people);
  const { text, sure } = joinParts(question.text, people.isPerson);
  const clause = question.clauses[0];
  const joined = text !== null && clause ? readClauses([{ ...clause, text }], question, people) : null;
  return sure && joined !== null ? joined : (readClauses(asking, question, people) ?? joined);
}

function readClauses(asking: readonly Clause[], question: Question, people: People): Asked[] | null {
  const asked: (Asked | null)[] = [];
  for (const clause of asking) {
    const before = asked.at(-1);
    // “王华当了多久区长，什么时候走的”: the second part is of the person of the first.
    const whole = before?.kind === "person" ? { ...clause, text: before.person + clause.text.trim() } : null;
    const one =
      readClause(clause, question, people) ??
      (whole && readClause(whole, question, people)) ??
      ofThatPerson(clause, before ?? null, { question, people });
    asked.push(one && ofSameBody(one, before ?? null));
  }
  if (asked.length === 0) return null;
  if (asked.every((one) => one !== null)) return asked;
  // “那前任呢？”: the office is in the turn before.
  if (question.clauses.length > 1 || question.language === "en") return null;
  const whole = fold(question.standalone).replace(/ /g, "");
  const clause = { ...question.clauses[0]!, text: whole };
  const again = whole === fold(question.text) ? null : readClause(clause, question, people);
  return again && [again];
}

/** “人民医院院长是谁？原来的院长去哪了”: the second is of the same hospital. */
function ofSameBody(one: Asked, before: Asked | null): Asked {
  if (one.kind !== "office" || before?.kind !== "office") return one;
  const [known] = before.offices;
  const offices = one.offices.map((name) =>
    name.bodies.length === 0 && name.office === known?.office ? { ...name, bodies: known.bodies } : name,
  );
  return { ...one, offices };
}

const SUBJECT =
  /^(?:他|她|这个?人|那个?人|此人|人(?![大民])|(?:原来|以前|之前|前面|前头|上)(?:的)?(?:那[一个位任]*|一?[个位任])|前任)/;
const BEFORE_IT = /^(?:原来|以前|之前|前面|前头|上(?=[一个位任])|前任)/;

/** Stands for whoever is meant while a clause without its subject is read. */
const SOMEBODY = "某某某";

function ofThatPerson(
  clause: Clause,
  before: Asked | null,
  { question, people }: { readonly question: Question; readonly people: People },
): Asked | null {
  const of = before?.kind === "that" ? before.of : before;
  if (question.language === "en" || (of?.kind !== "office" && of?.kind !== "relation")) return null;
  const text = clause.text.trim().replace(/^(?:那么?|然后|而)/, "");
  const rest = text.replace(SUBJECT, "");
  const earlier = of.kind === "office" && BEFORE_IT.test(text);
  const one = readChinese({ ...clause, text: SOMEBODY + rest }, question, {
    ...people,
    isPerson: (name) => name === SOMEBODY,
  });
  if (one?.kind !== "person") return null;
  return {
    kind: "that",
    of: of.kind === "office" && earlier ? { ...of, when: "before" } : of,
    when: one.when,
  };
}

function readClause(clause: Clause, question: Question, people: People): Asked | null {
  return question.language === "en"
    ? readEnglish(clause, question, people.isPerson)
    : readChinese(clause, question, people);
}

const GONE =
  /^(?<who>.{2,24}?)(?:后来|现在|如今)?(?:去|调|调到|调去|到)(?:了)?(?:哪里?|哪儿|什么地方|何处|什么单位)(?:去?了|任职|工作|高就)?$/;
/** “干到退休那个老馆长”, “调走的局长” */
const WENT =
  /(?:干到|做到|当到|已经|刚刚?|后来)?(?<how>退休|退下来|调走|离任|卸任|离职|辞职|下台|免职|去世)(?:了)?(?:的(?:那[一个位任]*)?|那[一个位任]+的?)(?:老|前|原)?(?=[\u4e00-\u9fff]{0,12}[长记席任裁理])/;
const EARLIER =
  /(?:再|更)(?:往|之)?(?:前面?|上面?|早)(?:的)?(?:那|一)*[任个位]?(?:的)?|(?:上上|前前)一?任(?:的)?|(?<=前任的?)前任(?:的)?/;
const FIRST = /(?:第一|首|头一?)[任个位](?:的)?|最(?:早|初|开始)的?(?:那|一)*[任个位]?(?:的)?/;
const SINCE =
  /(?:是)?(?:在)?(?:什么时[候间]|何时|几时|哪(?:一)?[天年日]|哪个月|几月份?|几号)(?:换|上任|就任|到任|履新|当选|上台|接任|任职|走马上任|接班|开始当|当上|来)(?:了|过)?(?:人|新人)?(?:的|了)?$/;
const BEFORE =
  /(?:前面那|上面那|上|前)一?任(?:的)?|(?:前头|前面|上头|之前|以前|原来)(?:的)?那[一个位任]*(?:的)?|(?:以前|从前|过去|原来|原先|早先|之前)的?|老(?=[校院馆厂所会台社园局镇乡]长)|(?<![以之目日年月天此从提])前(?![海进门滩山线沿方往来])(?=[\u4e00-\u9fff]{0,12}[长记席任裁理])|(?<![太中平高])原(?![平阳州则来子])(?=任|[\u4e00-\u9fff]{0,12}[长记席裁理])任?/;
const CHANGE =
  /(?:有没有|是不是|是否|有无)?换(?:过|了)?(?:人|谁|新人)?了?(?:没有|没|吗)?$|变了(?:吗|没有|没)$/;
const ALL =
  /历任|历届|先后(?:有|由)?|都有(?=谁|哪)|(?:都)?(?:当|做|任|担任|出任)过(?:的)?|(?:一共|总共)?(?:有过|换过|有)?(?:哪)?几任/;
const NOW =
  /现任|现在|目前|如今|当前|眼下|现今|今天|这一任|本届|最新的?|新任|(?<![还仍])在任|当下|最近|现时|这阵子|这会儿?|这段时间|这些天|近来|(?<![更创全最高])新(?=[\u4e00-\u9fff]{0,2}[长记席任裁理])/g;
const ASKS =
  /谁|姓什么|姓啥|贵姓|哪一?位|哪几位|哪一?个|哪些|什么人|何人|叫什么|姓名|名字|名单|是什么|什么名|职务|职位|头衔|什么官|吗|是不是|是否|什么时|何时|几时|几月|哪|历任|现任|前任|上一?任|首任|换|接班|接替|一把手|去哪|到哪|调到?哪/;
/** “前几天来的新书记”, “刚调来的院长”: whoever holds it now; how long ago is the reader's guess. */
const NEWCOMER =
  /(?:新近|最近|前[几两]天|前阵子|上个?[周月]|刚|新|才){0,3}(?:调|派|换|选|上|就|到)?(?:过来|上来|来|任|上)的(?:那[一个位]*)?新?(?=[\u4e00-\u9fff]{0,12}[长记席任裁理])/;
/** Words that only ask. In order: the longer first. */
const FILLING =
  /请问一?下?|请教|想问一?下?|问一?下|你好|您好|告诉我?|知不知道|[你您]?知道|想知道|查一?下|查查|帮我?|麻烦|一下|叫什么(?:名字)?|叫(?=谁|哪)|姓什么|姓啥|贵姓|是什么人|什么人|什么名字?|姓名|名字|名单|是谁|是哪一?[位个]|哪[一几]?[位个]|有哪些人?|有哪几?[位个]|哪些人?|有谁|何人|谁|到底|究竟|分别|当选|担任|出任|接任|当着?|在做|是由|由|在当|呢|啊|呀|哦|吧|的人|的|了|吗|么|是什么|是|有|叫|都|又|还|[?!,。、 ]/g;
function readChinese(clause: Clause, { today }: Question, { isPerson, whoIs }: People): Asked | null {
  const { text: plain, office: hint } = withFullName(plainly(clause.text), whoIs);
  const now = plain.replace(NEWCOMER, "").replace(NOW, "");
  const dates = findDates(now, today);
  const [date] = dates;
  if (dates.length > 1) return null;
  const text = date
    ? now.slice(0, date.start) +
      now.slice(date.end).replace(/^(?:的时候|那时候?|时候|当时|时|里|间|份|期间)/, "")
    : now;
  const range = date ? { range: date.range, text: now.slice(date.start, date.end) } : null;
  const bare = text.replace(/[?!。 ]+$/, "");
  const ofPerson = withHint(readPerson(bare, isPerson), hint) ?? (range ? null : readLife(plain, isPerson));
  // “去年王华去哪里了” asks of a time what only the newest report tells.
  if (ofPerson && ofPerson.when !== "now") return range ? null : ofPerson;
  if (ofPerson) return { ...ofPerson, when: range ?? "now" };
  const relation = range === null ? readRelation(text, isPerson) : null;
  if (relation) return relation;
  const gone = GONE.exec(bare)?.groups?.who;
  // “2020年的区长”: with a time the bare name asks.
  if (!ASKS.test(plain) && !date) return null;
  const went = WENT.exec(text)?.groups?.how ?? null;
  const { rest, when } =
    went === null ? readWhen(gone ?? text) : { rest: text.replace(WENT, ""), when: "before" as const };
  if (range !== null && when !== null) return null;
  // Where the present one is, is asked of a day, not of an office.
  if (gone !== undefined && when !== "before") return null;
  const { rest: words, person } = withoutPerson(rest, isPerson);
  const offices = headsMeant(words.replace(FILLING, "")).flatMap((one) => readName(one, clause.terms) ?? []);
  if (offices.length === 0) return null;
  return {
    kind: "office",
    offices,
    when: range ?? when ?? "now",
    person,
    latin: null,
    side: null,
    gone: gone !== undefined,
    went,
  };
}

/** “苏区长哪天当选的”: of that office. */
function withHint(asked: PersonAsked | null, hint: string | null): PersonAsked | null {
  return asked && hint !== null && asked.when === "since" && asked.office === null
    ? { ...asked, office: hint }
    : asked;
}

/** In this order: “上上任” holds “上任”, “什么时候换人的” a change. */
const WHENS = [
  ["since", SINCE],
  ["earlier", EARLIER],
  ["first", FIRST],
  ["all", ALL],
  ["before", BEFORE],
  ["change", CHANGE],
] as const;

function readWhen(text: string): { rest: string; when: (typeof WHENS)[number][0] | null } {
  const bare = text.replace(/[?!。 ]+$/, "");
  for (const [when, pattern] of WHENS) {
    if (!pattern.test(bare)) continue;
    const rest = bare.replace(pattern, "");
    // “以前的老校长”: twice the same.
    return { rest: when === "before" ? rest.replace(BEFORE, "") : rest, when };
  }
  return { rest: bare, when: null };
}

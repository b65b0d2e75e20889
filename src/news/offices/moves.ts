/**
 * How an office is come by and given up: “任命X为…”, “X当选…”, “X不再担任…”,
 * “免去X的…职务”, “由X接任”. What is only wished, planned or denied is no move.
 */
import { type BodyReading, readBody } from "./body.js";
import { type Holder, holderAfter, nameAt, nameEndingAt } from "./holder.js";
import type { OfficeWord } from "./office-words.js";

/** As a mention has it, and “时任”: it was so at the time told. */
export type State = "holds" | "takes" | "leaves" | "held" | "then";

export interface Move {
  readonly holder: Holder;
  readonly state: State;
  /** “接替Y”: who held it before. */
  readonly predecessor: Holder | null;
  /** “A、B当选为副区长”: those before the one at the verb. */
  readonly others: readonly Holder[];
  /** The body where the verb parts it from the office: “调到区文化馆当馆长”. */
  readonly posted: BodyReading | null;
}

type Subject = Omit<Move, "state" | "posted">;

export interface InSentence {
  readonly folded: string;
  readonly word: OfficeWord;
  readonly reading: BodyReading;
  /** Names of three characters and more met elsewhere in the article. */
  readonly known: ReadonlySet<string>;
  /** The person named last before the office in this sentence. */
  readonly spokenOf: Holder | null;
}

const VERB =
  /(?<how>不再|曾经?|历|先后|曾先后|此前|之前|以前|原先|原来|现|时|拟|即?将|未|没有|不|可|能|没|想|要|竞选|争取|继续|连)?(?<verb>担任|当[上了起]?(?![选])|出任|接任|兼任|升任|调任|转任|改任|就任|继任|当选为?|获任|(?:任命|选举|推选|推举|选|聘|聘请|聘任|提拔|晋升|任)为|任|为|是|(?<leaves>卸任|辞去|辞任|离任|免去|罢免|撤销)|(?<hands>接过|接下|挑起))(?:了|过|其)?$/;
/** Between a person and the verb: “王华同志近日正式当选”. */
const FILLER =
  /(?:同志|先生|女士|博士|教授|院士|[,， ]|正式|已经?|又|还|起|并|同时|被|获|成功|全票|高票|再次|开始|后|随即|一致|会上|大会上|近日|日前|今年|去年|当天|当日|(?:19|20)\d\d年(?:\d{1,2}月(?:\d{1,2}日)?)?|\d{1,2}月(?:\d{1,2}日)?|自|于|从|在|以来|现|因[^,]{2,12},)$/;
/** “调到区文化馆”, with the verb behind it. */
const POSTED = /(?:调[到往至]|转到|派到|派往|赴|到|去)[\u4e00-\u9fff]{2,14}$/;
const MOST_BESIDE = 8;
const UNREAL = /^(?:拟|即?将|未|没有?|不|可|能|想|要|竞选|争取)$/;
const SUCCEEDS =
  /(?<lead>接替)(?<name>[\u4e00-\u9fff]{2,4})(?:同志|先生|女士)?$|(?<from>从)(?<giver>[\u4e00-\u9fff]{2,4})手[中里上]$/;
/** “接过馆长的担子”; the words of a 馆长 are taken up too. */
const HANDED = /^(?:一职|职务)?的?"?(?:担子|重担|重任|接力棒|接力|大梁|帅印|班(?=[,，。;]|$))/;
/** “他已不再担任副区长”, “调任市红十字会副会长，不再担任…”: who was spoken of before. */
const PRONOUN = /(?:^|[,，。;；])(?:他|她|其|本人)?$/;
const ROW_CLOSES = /^(?:、[^,。;、]{0,14}[长记席任员裁理事])*(?:[,，。;；)）!?]|$)/;
const OF_A_NAME = /^(?:、[^,。;]{2,20})?的/;
const NO_OFFICE =
  /^(?:[的]?(?:助理|秘书|办公室|候选|人选|提名|级|夫人|接待|热线|信箱|单位)|(?:的|是|一职|职务)?(?:空缺|人选))/;

/** What the words before the office do with it. */
export function readMove(at: InSentence): Move | null {
  const { folded, word, reading, known } = at;
  const after = folded.slice(word.end, word.end + 6);
  if (word.office === "") return null;
  if (NO_OFFICE.test(after)) return null;
  const left = folded.slice(Math.max(0, reading.start - 48), reading.start);
  const bracketed =
    left.endsWith("(") && after.startsWith(")") ? nameEndingAt(folded, reading.start - 1, known) : null;
  if (bracketed) return alone(bracketed, stateOfMarker(reading.marker));
  const dismissed = /(?:免去|罢免)([\u4e00-\u9fff]{2,4})(?:同志|先生|女士)?的?$/.exec(left);
  if (dismissed) return dismissal(at, reading.start - dismissed[0].length + 2);
  const verb = VERB.exec(left);
  if (!verb) return reading.marker === null || reading.marker === "planned" ? null : called(at, left);
  const { how, leaves, hands } = verb.groups!;
  if (hands !== undefined && !HANDED.test(folded.slice(word.end, word.end + 10))) return null;
  // “担任区长的王华”: the holder stands behind.
  if (OF_A_NAME.test(folded.slice(word.end)) && holderAfter(folded, word.end, known)) return null;
  if (how !== undefined && UNREAL.test(how)) return null;
  const isGone = leaves !== undefined || how === "不再";
  // Who “他” is, is guessed only of who goes: a coming is told with the name.
  const subject = subjectOf(isGone ? at : { ...at, spokenOf: null }, reading.start - verb[0].length);
  if (!subject) return null;
  const state = stateOf({ verb: verb[0], how, leaves: leaves !== undefined, after });
  const end = reading.start - verb[0].length;
  const posted = reading.body === "" && POSTED.test(left.slice(0, left.length - verb[0].length));
  return {
    ...subject,
    state,
    others: besideSubject(at, subject.holder),
    posted: posted ? readBody(folded, { ...word, start: end }) : null,
  };
}

function alone(holder: Holder, state: State): Move {
  return { holder, state, predecessor: null, others: [], posted: null };
}

function stateOf(found: {
  readonly verb: string;
  readonly how: string | undefined;
  readonly leaves: boolean;
  readonly after: string;
}): State {
  const { verb, how = "", leaves, after } = found;
  if (leaves || how === "不再") return "leaves";
  if (/^(?:曾|历|先后|此前|之前|以前|原先|原来)/.test(how)) return "held";
  if (how === "时" || /^(?:职务)?(?:时[,，的]?|期间|的时候|之时|任上)/.test(after)) return "then";
  return how === "现" || how === "继续" || how === "连" || verb.endsWith("是") ? "holds" : "takes";
}

/** “王华，现任徐汇区区长。” */
function called(at: InSentence, left: string): Move | null {
  const { folded, word, reading } = at;
  if (!ROW_CLOSES.test(folded.slice(word.end, word.end + 60))) return null;
  if (/[由请和与]$/.test(left)) return null;
  const subject = subjectOf(at, reading.start);
  // “副主席易某，青岛市原书记汪某”: a list, the name has its office before it.
  if (subject && /[长记席任员裁理事]$/.test(folded.slice(0, subject.holder.start))) return null;
  return subject && { ...subject, state: stateOfMarker(reading.marker), posted: null };
}

/** 原, 前 → a former holder, 时任 → of the day told; without a word the one of the day. */
export function stateOfMarker(marker: BodyReading["marker"]): State {
  return marker === "former" ? "held" : marker === "then" ? "then" : "holds";
}

function dismissal({ folded, known }: InSentence, nameStart: number): Move | null {
  for (const length of [3, 2, 4]) {
    const end = nameStart + length;
    if (
      !/^(?:同志|先生|女士)?的?/.test(folded.slice(end)) ||
      !/^(?:同志|先生|女士|的)/.test(folded.slice(end))
    )
      continue;
    const holder = nameEndingAt(folded, end, known);
    if (holder?.start === nameStart) return alone(holder, "leaves");
  }
  return null;
}

function subjectOf({ folded, known, spokenOf }: InSentence, end: number): Subject | null {
  let at = end;
  let predecessor: Holder | null = null;
  for (let i = 0; i < 8; i++) {
    const text = folded.slice(Math.max(0, at - 24), at);
    const succeeded = SUCCEEDS.exec(text);
    if (succeeded && predecessor === null) {
      const { lead, name, from, giver } = succeeded.groups!;
      const nameEnds = at - succeeded[0].length + (lead ?? from)!.length + (name ?? giver)!.length;
      predecessor = nameEndingAt(folded, nameEnds, known);
      at -= succeeded[0].length;
      continue;
    }
    const holder = nameEndingAt(folded, at, known);
    if (holder) return { holder, predecessor, others: [] };
    if (spokenOf && PRONOUN.test(text)) return { holder: spokenOf, predecessor, others: [] };
    const filler = FILLER.exec(text) ?? POSTED.exec(text);
    if (!filler) return null;
    at -= filler[0].length;
  }
  return null;
}

/** “施令仪、桑恒远当选为副区长”: only of an office that several hold. */
function besideSubject({ folded, word, known }: InSentence, { start }: Holder): Holder[] {
  if (!/^副|委常委$/.test(word.office)) return [];
  const others: Holder[] = [];
  for (
    let at = start;
    others.length < MOST_BESIDE && /[、和]/.test(folded[at - 1] ?? "");
    at = others.at(-1)!.start
  ) {
    const before = nameEndingAt(folded, at - 1, known);
    if (!before) break;
    others.push(before);
  }
  return others;
}

const GIVEN_TO = /(?<!不再|未|没有)(?:同志|先生|女士)?(?:担任|出任|接任|继任|兼任)/;
const LONGEST_GIVEN = 36;

/** “区长由王华担任”, “新任区长是王华”. */
export function readMoveBehind({ folded, word, reading, known }: InSentence): Move | null {
  const link = /^(?:一职|职务)?(由|是|为|叫)/.exec(folded.slice(word.end, word.end + 4));
  if (!link) return null;
  const start = word.end + link[0].length;
  if (link[1] !== "由") {
    const holder = nameAt(folded, start, known);
    const closes = holder && /^(?:$|[,，。;；)）!?])/.test(folded.slice(holder.end, holder.end + 1));
    return closes ? alone(holder, stateOfMarker(reading.marker)) : null;
  }
  // “由集团副总裁王华兼任”: other offices of theirs may stand before the name.
  const verb = GIVEN_TO.exec(folded.slice(start, start + LONGEST_GIVEN));
  if (!verb) return null;
  const end = start + verb.index;
  const holder = nameEndingAt(folded, end, known);
  if (!holder || holder.start < start) return null;
  const ofOther = folded.slice(start, holder.start);
  if (ofOther !== "" && !/[长记席任裁理]$/.test(ofOther)) return null;
  return alone(holder, /[担兼]/.test(verb[0]) ? "holds" : "takes");
}

/** “出任区长的王华”: the verb stands before the whole row of offices. */
export function isTakenBy(folded: string, start: number, holder: Holder): boolean {
  const clause = /[^,，。;；:]*$/.exec(folded.slice(Math.max(0, start - 40), start))![0];
  return (
    folded[holder.start - 1] === "的" && /(?:出任|就任|当选|当上|[接继新]任|升任|调任|转任|获任)/.test(clause)
  );
}

/** “区长王华卸任”, “免去区长王华的职务”: the office stands with the name, and the sentence takes it away. */
export function isGivenUp(folded: string, start: number, { end }: Holder): boolean {
  return (
    /^(?:已|正式|近日|日前|宣布|因[^,]{1,8})?(?:卸任|离任|辞职|免职|被免|去职|被罢免|退休|荣休|调离|调往|调任|转任|病逝)/.test(
      folded.slice(end, end + 16),
    ) ||
    (/(?:免去|罢免)$/.test(folded.slice(Math.max(0, start - 2), start)) &&
      /^的?职务/.test(folded.slice(end, end + 3))) ||
    /(?:接替(?:了|原)?|(?:送别|告别|欢送)(?:挂职)?)$/.test(folded.slice(Math.max(0, start - 4), start))
  );
}

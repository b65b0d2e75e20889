/**
 * “这个周末有什么活动”: what is on is looked up in the register by its days, not
 * found by likeness. On a day of asking only what is still on or ahead counts;
 * a span that lies wholly in the past is answered as past.
 */
import { addDays, type IsoDay } from "../clock.js";
import type { Article } from "../news/article.js";
import type { DayRange } from "../news/dates.js";
import type { Register } from "../news/register.js";
import { fold } from "../news/text.js";
import type { Question } from "../search/question.js";
import { type AskedEvents, readAskedEvents } from "./events/asked.js";
import {
  changesIn,
  inOrder,
  isOff,
  isOne,
  laterChange,
  quoteOf,
  type ToldEvent,
  toldBy,
} from "./events/changes.js";
import { FORMAL } from "./events/kinds.js";
import { sayShort, sayState } from "./events/state.js";
import type { Told, ToldLine } from "./told.js";

/** `none`: a list was asked for and nothing lies in the span; `nearest` is the next thing ahead, else the last before. */
export type EventAnswer =
  | { readonly kind: "told"; readonly told: Told }
  | { readonly kind: "none"; readonly text: string; readonly nearest: ToldLine | null };

export interface EventParts {
  readonly register: Register;
  /** Those the register counts. */
  readonly articles: readonly Article[];
}

const MOST = 6;

/** @returns null if the question does not ask for a list of events */
export function answerEvents(question: Question, parts: EventParts): EventAnswer | null {
  const asked = readAskedEvents(question);
  if (asked === null) return null;
  const range = daysToTell(asked, question.today);
  const found = select({ range, asked, today: question.today }, parts);
  if (found.length === 0) {
    // What took place somewhere in days gone by is told in reports, which may not have announced it.
    const isReported = range.to < question.today && asked.words.length > 0;
    return asked.sure && !isReported ? nothing(question, asked, parts) : null;
  }
  const told = [...found].sort(soonestFrom(range.from)).slice(0, MOST);
  return { kind: "told", told: told.map((event) => line(event, question)) };
}

/** Of a span that reaches into the future only what is left of it. */
function daysToTell({ range }: AskedEvents, today: IsoDay): DayRange {
  return range.to < today ? range : { from: later(range.from, today), to: range.to };
}

interface Wanted {
  readonly range: DayRange;
  readonly asked: AskedEvents;
  readonly today: IsoDay;
}

/** Without what was called off or put on other days; each thing once, as its newest report tells it. */
function select({ range, asked, today }: Wanted, { register, articles }: EventParts): ToldEvent[] {
  const fitting = register
    .events(range)
    .flatMap((one) => toldBy(one, articles))
    // What had not been printed by then is not told.
    .filter((event) => (event.told.publishedOn ?? "") <= today && isWanted(event, asked, today));
  const changes = changesIn(register, articles);
  const here = fitting.filter((event) => isTold(event, asked.words));
  const standing = (here.length > 0 ? here : fitting).filter(
    (event) => !isOff(event) && laterChange(event, changes, today) === null,
  );
  const kept: ToldEvent[] = [];
  for (const event of standing.sort(inOrder)) {
    if (!kept.some((other) => sameEvent(other, event))) kept.push(event);
  }
  return kept;
}

function sameEvent(a: ToldEvent, b: ToldEvent): boolean {
  const meet = a.range.from <= b.range.to && b.range.from <= a.range.to;
  if (!meet || a.kind !== b.kind) return false;
  return isOne(a, b) || (a.told === b.told && a.start === b.start);
}

function isWanted(event: ToldEvent, { kind, words, enrol, range }: AskedEvents, today: IsoDay): boolean {
  const { told, start, end, name } = event;
  if (!enrol && event.kind !== "event") return false;
  const sentence = fold(told.body.slice(start, end));
  // Where an end is told, the deadline speaks for it.
  const enrols =
    event.kind === "deadline" || (/报名|预约|申请/.test(sentence) && !/截[止至]|[日号]之?前/.test(sentence));
  if (enrol && !enrols) return false;
  if (kind !== null && !kind.test(`${name ?? ""} ${sentence}`)) return false;
  // Who asks for things to do does not mean the sessions of the council; of days gone by all is told.
  if (kind === null && !enrol && range.to >= today && FORMAL.test(name ?? sentence)) return false;
  const holds = (form: string) =>
    [told.title, told.paper ?? "", told.body, sentence].some((text) => text.includes(form));
  return words.every((forms) => forms.some(holds));
}

/** In a collection of notices only the one whose sentence names the place is there. */
function isTold({ told, start, end }: ToldEvent, words: AskedEvents["words"]): boolean {
  const sentence = `${fold(told.title)} ${fold(told.body.slice(start, end))}`;
  return words.every((forms) => forms.some((form) => sentence.includes(form)));
}

/** By the day one can surely go first, then by the last; then as `inOrder`. */
function soonestFrom(from: IsoDay): (a: ToldEvent, b: ToldEvent) => number {
  const first = ({ range, sense }: ToldEvent) => (sense === "within" ? range.to : later(range.from, from));
  return (a, b) => first(a).localeCompare(first(b)) || a.range.to.localeCompare(b.range.to) || inOrder(a, b);
}

function line(event: ToldEvent, { today, language }: Question): ToldLine {
  const name = event.name === null ? event.told.title : printedName(event);
  const state = sayState(event, today, language);
  const plain = name.replaceAll("*", "＊").replace(/\[(\d+)\]/g, "［$1］");
  const colon = language === "zh" ? "：" : ": ";
  return { text: plain === "" ? state : `${plain}${colon}**${state}**`, quotes: [quoteOf(event)] };
}

/** The name as the sentence prints it; names are kept folded, which changes no length. */
function printedName({ told, start, end, name }: ToldEvent): string {
  const sentence = told.body.slice(start, end);
  const at = fold(sentence).indexOf(name!);
  return at < 0 ? name! : sentence.slice(at, at + name!.length);
}

/** How far around the span the nearest is looked for, in days. */
const AROUND = 120;

function nothing(question: Question, asked: AskedEvents, parts: EventParts): EventAnswer {
  const { today } = question;
  const { from, to } = daysToTell(asked, today);
  const ahead =
    to > "9999" ? null : { from: later(addDays(to, 1), today), to: addDays(later(to, today), AROUND) };
  const before = { from: addDays(from, -AROUND), to: addDays(from, -1) };
  const after = ahead && select({ range: ahead, asked, today }, parts).sort(soonestFrom(today))[0];
  const nearest = after ?? select({ range: before, asked, today }, parts).sort(latestFirst)[0];
  return {
    kind: "none",
    text: sayNothing({ from, to }, asked.kindWord, question),
    nearest: nearest ? line(nearest, question) : null,
  };
}

function latestFirst(a: ToldEvent, b: ToldEvent): number {
  return b.range.to.localeCompare(a.range.to) || inOrder(a, b);
}

function sayNothing({ from, to }: DayRange, kindWord: string, { today, language }: Question): string {
  const [first, last] = [from, to].map((day) => sayShort(day, today, language));
  const open = to > "9999";
  if (language === "zh") {
    const days = open ? "今天以后" : from === to ? first : `${first}至${last}`;
    return `报上没有说到${days}的${kindWord.replace(/的$/, "的事")}。`;
  }
  return `The paper tells of no ${kindWord} ${open ? "from today on" : from === to ? `on ${first}` : `from ${first} to ${last}`}.`;
}

function later<T extends string>(a: T, b: T): T {
  return a > b ? a : b;
}

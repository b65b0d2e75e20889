/**
 * “灯会结束了吗”: how one named event stands today, by the newest report of its
 * newest edition; what was said of it before it was moved or called off is not
 * told.
 */
import { daysBetween, type IsoDay } from "../../clock.js";
import type { Article } from "../../news/article.js";
import type { Register } from "../../news/register.js";
import { fold } from "../../news/text.js";
import type { Question } from "../../search/question.js";
import { withoutMarkup } from "../markup.js";
import { sayDay } from "../phrases.js";
import type { Told } from "../told.js";
import { type AskedStanding, readAskedStanding } from "./asked-standing.js";
import { called, isBareKind } from "./called.js";
import { EVER, inOrder, isOff, isOne, nameKey, quoteOf, type ToldEvent, toldBy } from "./changes.js";
import { sayDue, sayEvent, sayOff } from "./notes.js";
import { sayState, stateOf } from "./state.js";

export interface StandingParts {
  readonly register: Register;
  /** Those the register counts. */
  readonly articles: readonly Article[];
}

/** @returns null if no such thing is asked, or no event of that name was printed by today */
export function answerStanding(question: Question, parts: StandingParts): Told | null {
  const asked = readAskedStanding(question);
  if (asked === null) return null;
  const known = knownBy(question.today, asked, parts);
  const event = newestOf(known, asked) ?? (asked.enrol ? goneBy(known, asked, question.today) : null);
  const state = event && sayStanding(event, asked, question.today);
  if (!event || !state) return null;
  const name = printedName(event);
  return [{ text: `${name === "" ? "" : `${name}：`}**${state}**`, quotes: [quoteOf(event)] }];
}

/** Named, of the edition asked for, and printed by then. */
function knownBy(
  today: IsoDay,
  { edition }: AskedStanding,
  { register, articles }: StandingParts,
): ToldEvent[] {
  return register
    .events(edition ?? EVER)
    .filter(({ kind, name }) => kind !== "rule" && name !== null)
    .flatMap((one) => toldBy(one, articles))
    .filter(({ told }) => (told.publishedOn ?? "9999") <= today);
}

/** What is over or called off takes nobody any more, even if no deadline was told. */
function goneBy(known: readonly ToldEvent[], asked: AskedStanding, today: IsoDay): ToldEvent | null {
  const event = newestOf(known, { ...asked, enrol: false });
  if (event?.sense !== "exact") return null;
  return isOff(event) || stateOf(event, today) === "over" ? event : null;
}

/** Of the newest edition the newest report that tells most; null where a bare kind (“灯会”) could be one of several. */
function newestOf(known: readonly ToldEvent[], { subject, enrol }: AskedStanding): ToldEvent | null {
  const kind = enrol ? "deadline" : "event";
  const events = known.filter((event) => event.kind === kind && called(subject, event));
  const [newest] = [...events].sort((a, b) => b.range.from.localeCompare(a.range.from) || inOrder(a, b));
  if (!newest) return null;
  const season = events.filter(({ range }) => range.from.slice(0, 4) === newest.range.from.slice(0, 4));
  if (isBareKind(subject) && season.some((event) => !isOne(event, newest))) return null;
  // A later report may call it by less of its name.
  const edition = known.filter((event) => event.kind === kind && isOne(event, newest));
  const whole = edition.filter((event) => !edition.some((other) => isPartOf(event, other)));
  const ended = whole.filter((event) => event.sense === "exact" || isOff(event));
  return [...(ended.length > 0 ? ended : whole)].sort(newestFirst)[0]!;
}

/** “10月5日，灯会举行……” tells of one day of those told before. */
function isPartOf({ range, change, told }: ToldEvent, other: ToldEvent): boolean {
  const within = other.range.from <= range.from && range.to <= other.range.to;
  const wider = other.range.from < range.from || range.to < other.range.to;
  return within && wider && change === null && (other.told.publishedOn ?? "") <= (told.publishedOn ?? "");
}

function newestFirst(a: ToldEvent, b: ToldEvent): number {
  return (
    (b.told.publishedOn ?? "").localeCompare(a.told.publishedOn ?? "") ||
    Number(b.change !== null) - Number(a.change !== null) ||
    b.range.to.localeCompare(a.range.to) ||
    inOrder(a, b)
  );
}

/** After so many days another edition may be due; that the last one is over says nothing of it. */
const LONG_OVER = 200;

function sayStanding(event: ToldEvent, asked: AskedStanding, today: IsoDay): string | null {
  if (asked.counts) return sayDays(event);
  const { edition } = asked;
  const note = isOff(event)
    ? sayOff(event, "zh")
    : event.kind === "deadline"
      ? sayDue(event, today, "zh")
      : event.sense === "within"
        ? sayState(event, today, "zh")
        : sayEvent(event, today, "zh");
  if (note === null) return null;
  const state = note.replace(/^（|）$/g, "");
  if (edition === null && event.kind === "event" && daysBetween(event.range.to, today) > LONG_OVER)
    return `${event.range.from.slice(0, 4)}年的${state}；以后的，报上还没有说到`;
  const closed = closedToday(event, today);
  if (closed !== null) return `${state}；${closed}`;
  if (event.change === "moved") return `已改期，${state}`;
  return event.change === "extended" && stateOf(event, today) !== "over" ? `已延长，${state}` : state;
}

/** @returns null where the paper does not tell both ends */
function sayDays({ range, sense, change }: ToldEvent): string | null {
  if (sense !== "exact" || change === "cancelled" || change === "postponed") return null;
  const count = daysBetween(range.from, range.to) + 1;
  const [first, last] = [sayDay(range.from, "zh"), sayDay(range.to, "zh")];
  return count === 1 ? `${first}，一天` : `${first}至${last}，共${count}天`;
}

const WEEKDAYS = "日一二三四五六";

/** “周一闭馆” on a Monday. */
function closedToday(event: ToldEvent, today: IsoDay): string | null {
  if (event.kind !== "event" || stateOf(event, today) !== "on") return null;
  const weekday = WEEKDAYS[new Date(`${today}T00:00:00Z`).getUTCDay()]!;
  const sentence = fold(event.told.body.slice(event.start, event.end));
  const closed = new RegExp(
    `(?:周|星期|逢周)[${weekday === "日" ? "日天" : weekday}](?:照常|照旧|例行)?(?:闭馆|休息|关闭|不开放)`,
  );
  return closed.test(sentence) ? `今天是周${weekday}，闭馆` : null;
}

/** As its sentence prints it; the deadline's is that of what is applied for, told before it. */
function printedName({ told, name, kind }: ToldEvent): string {
  if (name === null) return "";
  const body = fold(told.body);
  const at = body.indexOf(name);
  const printed = at < 0 ? name : told.body.slice(at, at + name.length);
  return withoutMarkup(kind === "deadline" ? `${nameKey(printed) === "" ? name : printed}报名` : printed);
}

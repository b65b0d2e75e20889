/**
 * What “他”, “这个活动”, “那边” and “那上汽呢？” refer to, read from the last turns
 * by rules, so that the question can be searched without them.
 */
import { findDates } from "../news/dates.js";
import type { Dictionary } from "../news/dictionary.js";
import { findPeople } from "../news/people.js";
import { fold } from "../news/text.js";
import { detectAsks } from "./asks.js";
import type { Term } from "./terms.js";

export interface Turn {
  readonly role: "user" | "assistant";
  readonly content: string;
}

export interface FollowUpParts {
  readonly dictionary: Dictionary;
  readTerms(text: string): Term[];
}

const PERSON = /(?<!其)(?:他|她)(?!们|人)|这位|那位|此人|该人/;
const THING =
  /它|他们|她们|这(?:个|次|场|项|些|家|里|边|儿|所|份|条|件|篇|是|事)|那(?:个|次|场|项|些|家|里|边|儿|所|份|条|件|篇)|该(?![死])|此(?:次|事|项|外)?|上述|其(?!他|它|实|余)|当时|那天|当天|刚才|上面|前面|前者|后者/;
const AND_WHAT = /^(?:那么?|那就|还有|再问|另外)?[,，]?\s*(.{1,20}?)(?:呢|又如何|怎么样|咋样)[？?。!！~～]*$/;
const LEAD_IN =
  /^(?:那么|那(?![边里个次天场项些家儿所份条件篇是位时种年月])|那就|还有|再问一下|再问|另外|然后|所以|哦|噢|好的|嗯)[,，]?\s*/;

/** “还有别的报道吗”, “还有呢”: more on the same matter, whatever it was asked about it. */
const MORE =
  /^(?:那|那么)?(?:还有|有没有|有|另外)?(?:别的|其他的?|其它的?|更多的?|相关的?)(?:报道|新闻|消息|文章)?(?:还?有)?(?:没有|[吗呢么没])?$|^(?:那|那么)?还有(?:没有|[吗呢么没])?$/;
const ISSUE = /(?:上上|上|前|最新|最近|最早)的?一?期/;
const ITS_CONTENT =
  /^(?:那|它)?(?:里面|上面|这期|那期|那一期|这一期|当期)?(?:都|主要)?[讲登写说报有刊]了?(?:些|点)?(?:什么|哪些)/;

/** Turns looked back on; older ones are another conversation. */
const LOOK_BACK = 3;

export interface StandingAlone {
  readonly text: string;
  /** Words of earlier turns that the question speaks of without naming them; "" if none. */
  readonly topic: string;
}

/** @returns the question with what it refers to put in or put beside it. */
export function resolveFollowUp(
  question: string,
  history: readonly Turn[],
  parts: FollowUpParts,
): StandingAlone {
  const asked = lastQuestions(history);
  const previous = asked[0];
  const alone = (text: string, topic = "") => ({ text: withoutLeadIn(text), topic });
  if (!previous) return alone(question);
  const topic = topicOf(asked, parts);
  const folded = fold(question);

  if (MORE.test(folded.replace(/[\s?!。~～,]+$/, ""))) {
    const matter = matterOf(asked, parts);
    if (matter !== "") return { text: `关于${matter}的报道有哪些`, topic: "" };
  }
  const issue = ISSUE.exec(previous)?.[0];
  if (issue !== undefined && ITS_CONTENT.test(folded))
    return { text: `${issue}${withoutLeadIn(question)}`, topic: "" };
  const swap = AND_WHAT.exec(question.trim());
  if (swap && !PERSON.test(folded))
    return swapTopic(swap[1]!.replace(LEAD_IN, ""), { previous, topic, parts });
  if (PERSON.test(folded)) {
    const person = lastPerson(history);
    return person === null ? alone(question, topic) : alone(question.replace(PERSON, person), topic);
  }
  if (THING.test(folded) || LEAD_IN.test(question)) return alone(question, topic);
  // Nothing but a question word and a word or two: it can only be about what was said before.
  const own = parts.readTerms(question).filter(({ role }) => role !== "other" && role !== "kind");
  const named = own.some((term) => term.role === "name");
  const things = own.some(({ role }) => role === "guess" || role === "noun" || role === "figure");
  const bare = named ? own.length <= 1 && !/是谁|是什么|谁是/.test(folded) : own.length <= 2 || !things;
  return bare && detectAsks(folded, "zh") !== "topic" ? alone(question, topic) : alone(question);
}

/** “那”, “还有” and the like before a question. */
export function withoutLeadIn(text: string): string {
  return text.replace(LEAD_IN, "");
}

function lastQuestions(history: readonly Turn[]): string[] {
  return history
    .filter((turn) => turn.role === "user" && turn.content.trim() !== "")
    .slice(-LOOK_BACK)
    .map((turn) => turn.content.slice(0, 200))
    .reverse();
}

/** The things the last question that names some was about. */
function matterOf(asked: readonly string[], { readTerms }: FollowUpParts): string {
  for (const question of asked) {
    const things = readTerms(question).filter(
      ({ role }) => role === "name" || role === "guess" || role === "noun",
    );
    if (things.length > 0) return things.map(({ start, end }) => question.slice(start, end)).join("");
  }
  return "";
}

/** The words of the last question that says what it is about; a follow-up itself adds to the one before it. */
function topicOf(asked: readonly string[], { readTerms }: FollowUpParts): string {
  const words: string[] = [];
  for (const question of asked) {
    const terms = readTerms(question);
    const dates = findDates(question, null).map((date) => question.slice(date.start, date.end));
    words.unshift(...dates, ...terms.map((term) => question.slice(term.start, term.end)));
    const refersBack =
      THING.test(fold(question)) || PERSON.test(fold(question)) || AND_WHAT.test(question.trim());
    if (!refersBack && terms.length >= 2) break;
  }
  return [...new Set(words)].join(" ");
}

/** “那上汽呢？” asks the previous question of 上汽; “那终点呢？” asks of the end what was asked of the start. */
function swapTopic(
  subject: string,
  { previous, topic, parts }: { previous: string; topic: string; parts: FollowUpParts },
): StandingAlone {
  const terms = parts.readTerms(subject);
  const [first] = terms;
  if (!first) {
    // “那时间呢？”, “去年呢？”: only the form of the answer or the span of days is another.
    return findDates(subject, null).length > 0 || /[年月日天周]$/.test(subject)
      ? { text: `${subject}${withoutYears(previous)}`, topic: "" }
      : { text: `${subject}是什么`, topic };
  }
  const kinds = kindOf(parts.dictionary);
  const kind = kinds(subject) ?? kinds(first.text);
  const before = parts.readTerms(previous);
  const rival =
    first.role === "name" || kind !== null
      ? before.filter((term) => term.role === "name" && (kind === null || kinds(term.text) === kind)).at(-1)
      : before.filter((term) => term.role !== "name" && term.role !== "action").at(-1);
  if (!rival) return { text: first.role === "name" ? `${subject} ${previous}` : subject, topic };
  return { text: previous.slice(0, rival.start) + subject + previous.slice(rival.end), topic: "" };
}

/** Another year stands for the one asked about before. */
function withoutYears(question: string): string {
  return question.replace(/(?:[今去前明后]年|本年|\d{4}年)(?:度)?的?(?!\d)/, "");
}

function kindOf(dictionary: Dictionary): (name: string) => string | null {
  const kinds = new Map(
    dictionary.names.flatMap(({ name, kind, aliases }) =>
      [name, ...aliases].map((form) => [fold(form), kind] as const),
    ),
  );
  return (name) => kinds.get(fold(name)) ?? (findPeople(`${fold(name)}说`).length > 0 ? "person" : null);
}

/** The person spoken of last: in the last answer's emphasis, in it at all, or in the last question. */
function lastPerson(history: readonly Turn[]): string | null {
  for (const turn of [...history].reverse().slice(0, LOOK_BACK * 2)) {
    const marked = /\*\*([\u4e00-\u9fff]{2,4})\*\*/.exec(turn.content)?.[1];
    const named =
      turn.role === "user" ? findPeople(`${fold(turn.content)}`).at(-1) : findPeople(fold(turn.content))[0];
    const person = marked ?? named?.name ?? leadingName(turn.content);
    if (person) return person;
  }
  return null;
}

/** A question such as “曹立强参加了什么活动”: a name opens it without an office beside it. */
function leadingName(text: string): string | null {
  return (
    findPeople(fold(text).replace(/(?=参加|出席|去|做|讲|说|提|是谁|有|还|在)/, "表示"))[0]?.name ?? null
  );
}

/**
 * A reader's question made ready for search: cleaned, standing alone (what
 * “他” and “那边” refer to put in), cut into the parts that ask different
 * things, its words told apart into those that ask and those the evidence must
 * hold.
 */
import type { IsoDay } from "../clock.js";
import type { DayRange } from "../news/dates.js";
import type { Dictionary } from "../news/dictionary.js";
import { fold, removeHidden } from "../news/text.js";
import { withoutAsides } from "./asides.js";
import { readPeriod } from "./asked-period.js";
import { type Asks, askedMeasure, detectAsks } from "./asks.js";
import type { TaggedTokenizer } from "./cuts.js";
import { askedOfEachYear, namesTwoYears } from "./each-year.js";
import { resolveFollowUp, type Turn, withoutLeadIn } from "./follow-up.js";
import { deniesSomething } from "./plain-words.js";
import { choicesIn, remarkBehind, sceneOf, toldBesides, within, withoutScene } from "./scene.js";
import type { Spelling } from "./spelling.js";
import { plainSpeech } from "./spoken.js";
import { createTermReader, type Term, type TermReader, type TermRole } from "./terms.js";
import { readEnglish } from "./translate.js";

/** A span of days the reader names, and how they put it. */
export interface Period {
  readonly range: DayRange;
  readonly text: string;
}

export interface Clause {
  /** Folded; for an English question its Chinese rendering. */
  readonly text: string;
  readonly asks: Asks;
  readonly measure: string | null;
  readonly measuredNoun: string | null;
  readonly terms: readonly Term[];
  readonly period: Period | null;
  /** The question takes for given that something did not happen. */
  readonly denies: boolean;
}

export interface Question {
  /** As the reader wrote it, without what nobody sees, cut at 2,000 characters. */
  readonly text: string;
  /** The same, standing alone. */
  readonly standalone: string;
  readonly language: "zh" | "en";
  /** At least one. */
  readonly clauses: readonly Clause[];
  /** What span of days the question names, if it names just one. */
  readonly period: Period | null;
  readonly today: IsoDay;
  /** Whether an earlier turn's words were put in or put beside it. */
  readonly follows: boolean;
  /** Asks for the newest there is (最新, 最近), not for a thing. */
  readonly latest: boolean;
}

export interface QuestionReader {
  read(raw: string, options: { readonly today: IsoDay; readonly history?: readonly Turn[] }): Question;
}

const LONGEST = 2_000;
// Beyond this a message is a pasted text; what is asked stands in its question sentences or at its end.
const LONGEST_TO_SEARCH = 240;

export function createQuestionReader(parts: {
  readonly tokenizer: TaggedTokenizer;
  readonly dictionary: Dictionary;
  readonly spelling: Spelling;
}): QuestionReader {
  const terms = createTermReader(parts);
  return {
    read(raw, { today, history = [] }) {
      const text = cleanQuestion(raw);
      const language = isEnglish(text) ? "en" : "zh";
      const asked = shorten(
        language === "zh" ? parts.spelling.correct(fold(plainSpeech(standing(text)))) : text,
      );
      const english = language === "en";
      const { text: resolved, topic } = english
        ? { text: asked, topic: englishTopic(asked, history) }
        : resolveFollowUp(asked, history, { readTerms: terms.read, ...parts });
      const standalone = topic === "" ? resolved : `${topic} ${resolved}`;
      const folded = fold(resolved);
      const carried = isEnglish(topic) ? readEnglish(topic, parts) : terms.read(topic, { today });
      const clauses = (
        english
          ? [englishClause(resolved, readEnglish(resolved, parts), today)]
          : splitClauses(folded).map((part) => chineseClause(part, readPart(part, terms, today), today))
      ).map((clause) => withCarried(clause, carried));
      const periods = clauses.flatMap(({ period }) => (period === null ? [] : [period]));
      return {
        text,
        standalone,
        language,
        today,
        follows: history.length > 0 && (topic !== "" || resolved !== withoutLeadIn(asked)),
        clauses: shareSubject(clauses),
        period: periods.length === 1 ? periods[0]! : null,
        latest: /最新|最近|近期|近来|头版|头条|latest|recent|newest/.test(folded),
      };
    },
  };
}

/** Who asks goes before the question, as its scene. */
function standing(message: string): string {
  const { text, scene } = withoutAsides(message);
  return scene === "" ? text : `${scene}，${text}`;
}

function cleanQuestion(raw: string): string {
  const { text } = removeHidden(raw);
  return text
    .replace(/<[^<>]{0,200}>/g, " ")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, LONGEST)
    .replace(/[\uD800-\uDBFF]$/, "");
}

/** Latin letters outweigh Chinese characters; one Chinese word makes it Chinese. */
function isEnglish(text: string): boolean {
  const han = text.match(/[\u3400-\u9fff]/g)?.length ?? 0;
  const latin = text.match(/[a-zA-Z]+/g)?.length ?? 0;
  return latin >= 3 ? han <= latin : latin === 2 && han === 0;
}

function shorten(text: string): string {
  if (text.length <= LONGEST_TO_SEARCH) return text;
  const sentences = text.match(/[^。！？!?；;\n]+[。！？!?；;\n]*/g) ?? [text];
  const asking = sentences.filter((sentence) => /[？?]/.test(sentence)).join("");
  const chosen = asking || sentences.at(-1)!;
  return chosen.slice(-LONGEST_TO_SEARCH).trim();
}

const QUESTION_WORD =
  /什么|啥|谁|哪|多少|几[\u4e00-\u9fff]|何时|何处|何人|为何|怎么|如何|怎样|是否|有没有|吗/;

function splitClauses(folded: string): string[] {
  return splitAsked(folded).flatMap(askedOfEachYear);
}

function splitAsked(folded: string): string[] {
  const sentences = folded.split(/[?;!。]+/).flatMap((sentence) => {
    const parts = sentence.split(/(?:[,，]|以及|并且|还有|另外|同时)/);
    return parts.length > 1 && parts.filter((part) => QUESTION_WORD.test(part)).length > 1
      ? joinUntilAsked(parts)
      : [sentence];
  });
  const kept = sentences
    .flatMap((sentence) => (namesTwoYears(sentence) ? [sentence] : askedOfEach(sentence)))
    .map((part) => part.trim())
    .filter((part) => part !== "");
  // A statement before the question sets the scene; it is not a question of its own.
  const asking = kept.filter((part) => QUESTION_WORD.test(part));
  if (asking.length === 0 || asking.length === kept.length) return kept.length === 0 ? [folded] : kept;
  return joinUntilAsked(kept);
}

const OF_EACH =
  /^(.{2,24}?)(?:和|与|跟|以及|、)([^和与跟、]{2,24}?)[,，]?\s*(?:最近|现在|目前)?(?:分别|各自|各)(?![位类种界地个区家项])(.{2,})$/;

/** “A和B分别在哪里？” asks the same of A and of B, which may stand in different articles. */
function askedOfEach(sentence: string): string[] {
  const parts = OF_EACH.exec(sentence.trim());
  return parts ? [`${parts[1]}${parts[3]}`, `${parts[2]}${parts[3]}`] : [sentence];
}

/** Parts without a question word go with the next that has one (the last with the one before). */
function joinUntilAsked(parts: readonly string[]): string[] {
  const joined: string[] = [];
  let waiting = "";
  for (const part of parts) {
    waiting = waiting === "" ? part : `${waiting} ${part}`;
    if (!QUESTION_WORD.test(part)) continue;
    joined.push(waiting);
    waiting = "";
  }
  if (waiting !== "") joined.push(joined.length > 0 ? `${joined.pop()} ${waiting}` : waiting);
  return joined;
}

function chineseClause(whole: string, terms: readonly Term[], today: IsoDay): Clause {
  const remark = remarkBehind(whole, asksOpenly);
  const binds = remark !== null && terms.some((term) => BINDS.has(term.role) && within([remark], term));
  const text = remark === null || binds ? whole : whole.slice(0, remark.start).replace(/[,， ]+$/, "");
  const { measure, noun } = askedMeasure(text);
  const asks = detectAsks(text, "zh");
  return {
    text,
    asks,
    measure,
    measuredNoun: noun,
    terms,
    period: readPeriod(withoutScene(text, sceneOf(text, asksOpenly)), today),
    // “手机没信号真烦，搞定多少个小区了”: what sets the scene is no premise of a question for a fact.
    denies: deniesSomething(ASKS_FOR_FACT.has(asks) ? askingPart(text) : text),
  };
}

/** The last of its parts that asks, else the last. */
function askingPart(text: string): string {
  const parts = text.split(/[ ,]/);
  return parts.findLast((part) => QUESTION_WORD.test(part)) ?? parts.at(-1)!;
}

const ASKS_FOR_FACT: ReadonlySet<Asks> = new Set(["number", "person", "time", "place"] as const);

function englishClause(text: string, terms: readonly Term[], today: IsoDay): Clause {
  return {
    text: `${terms.map((term) => term.forms[0]!).join(" ")} ${fold(text)}`,
    asks: detectAsks(fold(text), "en"),
    measure: null,
    measuredNoun: null,
    terms,
    period: readPeriod(text, today),
    denies: false,
  };
}

/** “They”, “it”: the last question's words, in whatever language it was asked. */
function englishTopic(question: string, history: readonly Turn[]): string {
  const last =
    history
      .filter((turn) => turn.role === "user")
      .at(-1)
      ?.content.slice(0, 200) ?? "";
  const short = question.split(/\s+/).length <= 4;
  return short ||
    /\b(?:they|them|their|it|its|he|him|his|she|her|that|this|these|those|there)\b/i.test(question)
    ? last
    : "";
}

/**
 * What a reader tells sets the scene. Of what they tell of the world only the names, figures and turns are part
 * of the question; of what they tell of themselves at most the names, and what the asking part leaves unsaid.
 */
function readPart(part: string, terms: TermReader, today: IsoDay): Term[] {
  const read = terms.read(part, { today });
  const { asides, told } = sceneOf(part, asksOpenly);
  const added = remarkBehind(part, asksOpenly);
  const lastTold = part.lastIndexOf(" ", (added?.start ?? part.length) - 1) + 1;
  const aside = added === null ? [...asides, ...told] : [...asides, ...told, added];
  const own = read.filter((term) => !within(aside, term) && term.start >= lastTold);
  const says = (...roles: readonly TermRole[]) => own.some(({ role }) => roles.includes(role));
  const besides = says("name", "guess", "noun") ? [] : toldBesides(part, told, read);
  return read.map((term) => {
    const { role } = term;
    if (role !== "name" && within(besides, term)) return toBackground(term);
    if (within(asides, term)) return toBackground(term);
    if (added !== null && within([added], term) && !BINDS.has(role) && says("name", "guess", "noun"))
      return toBackground(term);
    if (role === "figure" && within(choicesIn(part), term)) return { ...term, carried: true };
    if (within(told, term)) {
      if (role === "name") return says("name") ? { ...term, carried: true } : term;
      if (role === "turn" || role === "figure" || says("name", "guess", "noun")) return toBackground(term);
      return role === "noun" || role === "guess" ? term : { ...term, carried: true };
    }
    return term.start >= lastTold || BINDS.has(role) ? term : { ...term, carried: true };
  });
}

/** What must be true wherever in a message it is said. */
const BINDS: ReadonlySet<TermRole> = new Set(["name", "figure", "turn"] as const);

/** Found by, hardly weighed, never demanded. */
function toBackground(term: Term): Term {
  return { ...term, role: "kind", carried: true };
}

const asksOpenly = (part: string): boolean => QUESTION_WORD.test(part) || ASKS_BY_TURNING.test(part);
const ASKS_BY_TURNING = /([\u4e00-\u9fff])不\1|[吧没不][?]?$/;

/** “X何时成立？有多少员工？”: the second part speaks of X too. */
function shareSubject(clauses: readonly Clause[]): readonly Clause[] {
  const [first, ...rest] = clauses;
  if (!first || rest.length === 0) return clauses;
  const subject = first.terms.filter((term) => term.role === "name" || term.role === "noun");
  return [
    first,
    ...rest.map((clause) => {
      // “哪天揭牌，在哪里？”: nothing of its own, so all of it is about the first.
      if (clause.terms.length === 0) return withCarried(clause, first.terms);
      const own = clause.terms.filter((term) => term.role === "name" || term.role === "noun");
      return own.some((term) => term.role === "name") || own.length >= 2
        ? clause
        : withCarried(clause, subject);
    }),
  ];
}

function withCarried(clause: Clause, terms: readonly Term[]): Clause {
  const known = new Set(clause.terms.map((term) => term.text));
  const added = terms.filter((term) => !known.has(term.text)).map((term) => ({ ...term, carried: true }));
  return added.length === 0 ? clause : { ...clause, terms: [...clause.terms, ...added] };
}

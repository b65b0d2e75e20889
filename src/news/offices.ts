/** Who holds which office, as the sentences of an article say it. */
import type { IsoDay } from "../clock.js";
import type { Article } from "./article.js";
import { createBodyKeeper } from "./offices/carry.js";
import { type DayTold, dayOfMention } from "./offices/day.js";
import { goneBehind } from "./offices/gone.js";
import { findOfficeWords, MAY_NAME_OFFICE } from "./offices/office-words.js";
import { type Reading, readSentence, type SentenceText } from "./offices/sentence.js";
import { fold, type Span, splitSentences } from "./text.js";

/** The span is that of the sentence in the article's body. */
export interface OfficeMention extends Span {
  readonly person: string;
  /** The office's plain name: 区长, 副区长, 区委书记, 校长. */
  readonly office: string;
  /** Whose office it is, as short as it can be known: 徐汇区, 上海交通大学; empty where it is not said. */
  readonly body: string;
  /** `holds`: is called so that day; `takes`: is appointed; `leaves`: gives it up; `held`: a former holder. */
  readonly state: "holds" | "takes" | "leaves" | "held";
  /** The day of which it is true: of the sentence if it names one, else of publication. */
  readonly day: IsoDay | null;
  /** How much of it is told: of “今年5月” the day is the month's last, to be ordered by, never to be said. */
  readonly told: DayTold;
}

interface Sentence extends Span, SentenceText {}

/** In the order of the text; an office that a person is given twice on one day is told once. */
export function findOffices(article: Article): OfficeMention[] {
  const sentences = sentencesWithOffices(article.body);
  if (sentences.length === 0) return [];
  const bodies = createBodyKeeper(article);
  const read = sentences.map((sentence) => {
    const before = bodies.nextSentence(sentence.folded);
    return { sentence, before, readings: readSentence(sentence, { known: NOBODY, bodies }) };
  });
  const known = new Set(
    read.flatMap(({ readings }) =>
      readings.map(({ holder }) => holder.name).filter((name) => name.length > 2),
    ),
  );
  // Where an office stands without a person, a name met elsewhere may be theirs.
  const all = read.map(({ sentence, before, readings }) => {
    const { folded, words } = sentence;
    const open = readings.length < words.length && [...known].some((name) => folded.includes(name));
    if (!open) return { sentence, readings };
    bodies.nextSentence(folded, before);
    return { sentence, readings: readSentence(sentence, { known, bodies }) };
  });
  const mentions = all.flatMap(({ sentence, readings }) =>
    readings.flatMap((reading) => {
      const told = toMention(article, sentence, reading);
      return [...told, ...told.flatMap((one) => toLeaver(article.body, one, { sentence, reading, known }))];
    }),
  );
  return withoutRepeats(shareBodies(mentions));
}

const NOBODY: ReadonlySet<string> = new Set();

function toMention(
  article: Article,
  sentence: Sentence,
  { word, holder, body, state, marker }: Reading,
): OfficeMention[] {
  const { start, end, folded } = sentence;
  const at = Math.min(word.start, holder.start);
  const told = dayOfMention({
    folded,
    at,
    publishedOn: article.publishedOn,
    state,
    present: marker === "present",
  });
  if (!told) return [];
  // “时任” without its day says only that it was so once.
  const known = state !== "then" ? state : told.exact ? "holds" : "held";
  return [
    {
      ...{ start, end, person: holder.name, office: word.office, body },
      ...{ state: known, day: told.day, told: told.told },
    },
  ];
}

interface Coming {
  readonly sentence: Sentence;
  readonly reading: Reading;
  readonly known: ReadonlySet<string>;
}

/** Who went when another came; an office that several hold says nothing of whose place was taken. */
function toLeaver(body: string, came: OfficeMention, { sentence, reading, known }: Coming): OfficeMention[] {
  if (came.state !== "takes" || /^副|委常委$/.test(came.office)) return [];
  const part = /;$/.test(sentence.folded) ? NEXT_PART.exec(fold(body.slice(came.end)))![0] : "";
  const gone = goneBehind(sentence.folded + part, reading.word.end, known);
  if (!gone || gone.name === came.person) return [];
  const end = gone.start < sentence.folded.length ? came.end : came.end + part.length;
  return [{ ...came, end, person: gone.name, office: came.office.replace(/^代理/, ""), state: "leaves" }];
}

/** As far as the next stop. */
const NEXT_PART = /^[^。;!?\n]{0,60}[。;]?/;

/** Called 区长 here and 徐汇区区长 there, the same person of one article is meant. */
function shareBodies(mentions: readonly OfficeMention[]): OfficeMention[] {
  const named = new Map<string, string>();
  for (const { person, office, body } of mentions) {
    const key = `${person} ${office}`;
    if (body !== "" && !named.has(key)) named.set(key, body);
  }
  return mentions.map((one) =>
    one.body === "" ? { ...one, body: named.get(`${one.person} ${one.office}`) ?? "" } : one,
  );
}

function withoutRepeats(mentions: readonly OfficeMention[]): OfficeMention[] {
  const seen = new Set<string>();
  return mentions.filter(({ person, office, body, state, day }) => {
    const key = [person, office, body, state, day].join("|");
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** Where a sentence surely ends: behind it no closing mark follows that would belong to it. */
const SURE_END = /[。！？!?\n](?![。！？!?；;…”’」』"'）)》】\]])/g;

/** The sentences that hold the word of an office; the others are not even cut. */
function sentencesWithOffices(body: string): Sentence[] {
  const found: Sentence[] = [];
  let done = 0;
  for (const match of body.matchAll(MAY_NAME_OFFICE)) {
    if (match.index < done) continue;
    const from = sureStart(body, match.index, done);
    SURE_END.lastIndex = match.index;
    const to = (SURE_END.exec(body)?.index ?? body.length) + 1;
    const part = body.slice(from, to);
    for (const { start, end } of splitSentences(part)) {
      const folded = fold(part.slice(start, end));
      const words = findOfficeWords(folded);
      if (words.length > 0) found.push({ start: from + start, end: from + end, folded, words });
    }
    done = to;
  }
  return found;
}

function sureStart(body: string, at: number, least: number): number {
  for (let i = at - 1; i >= least; i--) {
    if (!/[。！？!?\n]/.test(body[i]!)) continue;
    if (!/[。！？!?；;…”’」』"'）)》】\]]/.test(body[i + 1] ?? "")) return i + 1;
  }
  return least;
}

/**
 * Asked about one member of a series, a sentence on another does not answer, nor
 * does a report that names none of them, where no report found names the one
 * asked about. What a member is stands in series.ts.
 */
import { daysBetween, type IsoDay } from "../clock.js";
import type { Clause } from "../search/question.js";
import { membersToldIn } from "./candidate/of-edition.js";
import type { ArticleReading, Evidence } from "./evidence.js";
import { isCompared, isEdition, type Member, membersIn, tellsOf } from "./series.js";

/** Reports on one edition of a yearly thing lie within so many days of one another. */
const EDITION_DAYS = 200;
const HOLDS = 0.75;

/** Asked for every sentence found. */
const ASKED = new WeakMap<Clause, readonly Member[]>();

export function askedMembers(clause: Clause): readonly Member[] {
  const known = ASKED.get(clause) ?? membersAskedIn(clause.text);
  ASKED.set(clause, known);
  return known;
}

/** The members a text asks for: no amounts (分三期), none it only compares with (比首届). */
export function membersAskedIn(text: string): readonly Member[] {
  return membersIn(text).filter((one) => !one.amount && !isCompared(text, one));
}

/** Whether the first of the texts that names members of the sort (a sentence, what leads to it) names the one asked for; true if none does. */
export function isOfMembers(asked: readonly Member[], texts: readonly string[]): boolean {
  return asked.every((one) => {
    for (const text of texts) {
      const named = membersIn(text).filter(({ sort }) => sort === one.sort);
      if (named.some((other) => tellsOf(other, one))) return true;
      if (named.some((other) => !other.amount && !isCompared(text, other))) return false;
    }
    return true;
  });
}

/** Whether evidence may speak of the members the clause names; made once for a clause and all that was found. */
export function createMemberCheck(
  clause: Clause,
  found: readonly Evidence[],
): (evidence: Evidence) => boolean {
  const asked = askedMembers(clause);
  if (asked.length === 0) return () => true;
  const readings = [...new Set(found.map(({ reading }) => reading))];
  const named = new Map(readings.map((reading) => [reading, membersOf(reading)]));
  const tells = (one: Member, evidence: Evidence) =>
    speaksOf({ clause, asked: one }, evidence, named.get(evidence.reading)!);
  const isKnown = (one: Member, { reading }: Evidence) =>
    readings.some(
      (other) =>
        namesAlike(clause.text, one, { ...named.get(other)!, reading: other }) &&
        (!isEdition(one) || areNear(reading.article.publishedOn, other.article.publishedOn)),
    );
  return (evidence) =>
    asked.every(
      (one) =>
        (tells(one, evidence) ?? isKnown(one, evidence)) &&
        !toldOfOther(clause, evidence, {
          all: found,
          isOfOther: (sentence) => tells(one, sentence) === false,
        }),
    );
}

interface Named {
  readonly title: readonly Member[];
  readonly body: readonly Member[];
}

function membersOf(reading: ArticleReading): Named {
  return { title: membersIn(reading.title), body: membersToldIn(reading) };
}

/**
 * The sentence decides if it names members of the sort, else the nearest before it in its item, else the headline.
 * @returns null if none of them names one
 */
function speaksOf(
  { clause, asked }: { readonly clause: Clause; readonly asked: Member },
  evidence: Evidence,
  { title, body }: Named,
): boolean | null {
  const { reading, position } = evidence;
  const isItsOwn = (one: Member) => belongs(one, { clause, asked }, evidence);
  const item = reading.items[position]!;
  for (let at = position; at >= 0 && reading.items[at] === item; at--) {
    const { start, end } = reading.sentences[at]!;
    const here = body.filter((one) => one.start >= start && one.end <= end && one.sort === asked.sort);
    if (here.some((one) => tellsOf(one, asked) && isItsOwn(one))) return true;
    if (here.some((one) => !one.amount && !isCompared(reading.body, one))) return false;
  }
  const inTitle = title.filter(({ sort, amount }) => sort === asked.sort && !amount);
  if (inTitle.length > 0) return inTitle.some((one) => tellsOf(one, asked));
  return null;
}

/** Without 第 the name in front says whose stage or part it is: 二期 of another park is none of this, nor one of 分三期. */
function belongs(
  printed: Member,
  { clause: { text, terms }, asked }: { readonly clause: Clause; readonly asked: Member },
  { reading, around }: Evidence,
): boolean {
  const owner = ownerOf(text, asked);
  if (owner === "" || !"期轮档".includes(asked.sort)) return true;
  const pairs = pairsOf([owner]);
  if (pairsOf([reading.title, ...beside(reading.body, printed)]).some((pair) => pairs.includes(pair)))
    return true;
  // By another name for it; an amount (分三期) counts what stands right before it.
  return (
    !printed.amount &&
    terms.some((term, t) => owner.includes(term.text) && term.text.length > 1 && around[t]! >= HOLDS)
  );
}

/** Whether what is asked of the member is told in this report, but only in sentences on another. */
function toldOfOther(
  { terms, text }: Clause,
  { reading, inside }: Evidence,
  {
    all,
    isOfOther,
  }: { readonly all: readonly Evidence[]; readonly isOfOther: (sentence: Evidence) => boolean },
): boolean {
  const members = membersIn(text);
  return terms.some((term, t) => {
    // Names and things of the whole report stand where they are first told of; a doing is told of who does it.
    if (term.role !== "action" && term.role !== "turn") return false;
    const isMember = members.some(({ start, end }) => term.start < end && start < term.end);
    const isHere = inside[t]! >= HOLDS || term.forms.some((form) => reading.title.includes(form));
    if (isMember || term.text.length < 2 || isHere) return false;
    const holding = all.filter((one) => one.reading === reading && one.inside[t]! >= HOLDS);
    return holding.length > 0 && holding.every(isOfOther);
  });
}

/** Whether the other report's member belongs to what the question names beside its own: 第四届 of the 冰雪节 is none of the 开镰节. */
function namesAlike(
  question: string,
  asked: Member,
  { title, body, reading }: Named & { readonly reading: ArticleReading },
): boolean {
  const things = pairsOf(beside(question, asked));
  const isOne = (text: string) => (one: Member) =>
    tellsOf(one, asked) && pairsOf(beside(text, one)).some((pair) => things.includes(pair));
  return title.some(isOne(reading.title)) || body.some(isOne(reading.body));
}

/** Characters around a member among which stands what it is a member of. */
const BEFORE = 10;
const AFTER = 6;

function ownerOf(text: string, { start }: Member): string {
  return /[\u4e00-\u9fff\d]*$/.exec(text.slice(Math.max(0, start - BEFORE), start))![0];
}

/** Behind 第四届 or before it; without 第 (启明二期) only before. */
function beside(text: string, member: Member): readonly string[] {
  const after = /^[\u4e00-\u9fff\d]*/.exec(text.slice(member.end, member.end + AFTER))![0];
  return /[第首头]/.test(text[member.start]!) ? [ownerOf(text, member), after] : [ownerOf(text, member)];
}

function pairsOf(parts: readonly string[]): string[] {
  return parts.flatMap((part) =>
    Array.from({ length: Math.max(0, part.length - 1) }, (_, i) => part.slice(i, i + 2)),
  );
}

function areNear(a: IsoDay | null, b: IsoDay | null): boolean {
  return a !== null && b !== null && Math.abs(daysBetween(a, b)) <= EDITION_DAYS;
}

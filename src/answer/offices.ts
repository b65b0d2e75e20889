/**
 * “区长是谁？”: who holds an office, held it then or held it before, from what
 * was read of offices at indexing. Nobody is called the present holder beyond
 * the day of the newest report, and nobody of whom no sentence says it.
 */
import type { IsoDay } from "../clock.js";
import type { Article } from "../news/article.js";
import type { Register } from "../news/register.js";
import { fold } from "../news/text.js";
import type { Question } from "../search/question.js";
import { isRomanised } from "../search/romanised.js";
import { type Asked, readAsked } from "./offices/asked.js";
import type { AskedName, OfficeAsked } from "./offices/asked-name.js";
import { holdersThen, newestOf, presentOf, readHolders } from "./offices/holders.js";
import { tellLeaving } from "./offices/leaving.js";
import { type Scene, say } from "./offices/lines.js";
import { findStories, type OfficeStory } from "./offices/mentions.js";
import { tellNominee } from "./offices/nominee.js";
import { peopleOf } from "./offices/people-of.js";
import { tellPerson } from "./offices/person.js";
import { tellPresiding, withoutRisen } from "./offices/presiding.js";
import { findRelated, type RelationAsked, tellRelation } from "./offices/relation.js";
import { tellStory } from "./offices/story.js";
import type { Language } from "./phrases.js";
import type { Told, ToldLine } from "./told.js";

export interface OfficeParts {
  readonly register: Register;
  /** Those the register's positions count in. */
  readonly articles: readonly Article[];
}

/** @returns null if the question asks anything else, or the paper tells of no such office */
export function answerOffice(question: Question, { register, articles }: OfficeParts): Told | null {
  const { today, language } = question;
  const archive = { register, articles, today };
  const asked = readAsked(question, peopleOf(archive));
  if (!asked) return null;
  const told = asked.map((one) => tellOne(one, archive, language));
  // Half an answer would hide that the other half was not looked for.
  return told.every((lines) => lines.length > 0) ? withoutRepeats(told.flat()) : null;
}

function tellOne(one: Asked, archive: Archive, language: Language): ToldLine[] {
  switch (one.kind) {
    case "person":
      return tellPerson(one, archive, language);
    case "relation":
      return tellRelation(one, archive, language);
    case "office":
      return tellOffice(one, archive, language);
    case "that": {
      const person = whoAnswers(one.of, archive);
      return person === null
        ? []
        : tellPerson({ kind: "person", person, when: one.when, office: null, place: "" }, archive, language);
    }
    default:
      return one satisfies never;
  }
}

/** The person that the answer to `asked` names first. */
function whoAnswers(asked: OfficeAsked | RelationAsked, archive: Archive): string | null {
  if (asked.kind === "relation") return findRelated(asked, archive);
  if (asked.person !== null) return asked.person;
  const [story] =
    asked.offices.map((name) => newestFirst(findStories(name, archive))).find((all) => all.length > 0) ?? [];
  if (!story || asked.when === "all" || asked.when === "first") return null;
  if (typeof asked.when === "object")
    return holdersThen(story.mentions, asked.when.range).within.at(-1)?.person ?? null;
  const { holders, left, earlier } = presentOf(readHolders(story.mentions));
  return (asked.when === "before" ? (left ?? earlier) : (holders[0] ?? left))?.person ?? null;
}

/** Two parts of a question may have one answer; “关于…的去留” is told apart by what it quotes. */
function withoutRepeats(lines: readonly ToldLine[]): ToldLine[] {
  const key = ({ text, quotes }: ToldLine) =>
    [text, ...quotes.map(({ article, start }) => `${article.id} ${start}`)].join("|");
  return lines.filter((one, i) => lines.findIndex((other) => key(other) === key(one)) === i);
}

interface Archive extends OfficeParts {
  readonly today: IsoDay;
}

function tellOffice(asked: OfficeAsked, archive: Archive, language: Language): ToldLine[] {
  for (const name of asked.offices) {
    const found = newestFirst(findStories(name, archive));
    if (found.length === 0) continue;
    const person = asked.latin === null ? asked.person : romanisedIn(found, asked.latin);
    const ofBody = person === null && asked.latin !== null ? romanisedBodies(found, asked.latin) : null;
    if (ofBody?.length === 0) continue;
    const all = ofBody ?? found;
    if (asked.side !== null && person !== null)
      return tellRelation(
        { kind: "relation", person, side: asked.side, office: name.office },
        archive,
        language,
      );
    const gone =
      asked.went === null ? [] : all.flatMap((story) => tellWho(asked.went!, story, { archive, language }));
    if (gone.length > 0) return gone;
    if (asked.gone) return all.flatMap((story) => tellWhereabouts(story, archive, language));
    return tellHolders({ ...asked, person, name }, { all, archive, language });
  }
  return [];
}

function romanisedIn(stories: readonly OfficeStory[], latin: string): string | null {
  const people = new Set(stories.flatMap(({ mentions }) => mentions.map(({ person }) => person)));
  return [...people].find((person) => isRomanised(latin, person)) ?? null;
}

/** “the mayor of Baihe” */
function romanisedBodies(stories: readonly OfficeStory[], latin: string): readonly OfficeStory[] {
  return stories.filter(({ body }) => body !== "" && isRomanised(latin, body.replace(/[区市县镇乡]$/, "")));
}

interface Telling {
  readonly all: readonly OfficeStory[];
  readonly archive: Archive;
  readonly language: Language;
}

function tellHolders(
  { name, when, person }: OfficeAsked & { readonly name: AskedName },
  { all, archive, language }: Telling,
): ToldLine[] {
  const stories =
    person !== null && name.level === null && name.bodies.length === 0 ? near(all, person, archive) : all;
  const ofPerson = stories.filter(({ mentions }) => mentions.some((one) => one.person === person));
  const about = ofPerson.length > 0 ? ofPerson : stories;
  const present = when === "now" || when === "change";
  const lines = about.flatMap((story) => {
    const told = tellStory(present ? withoutRisen(story, archive) : story, when, language);
    if (!present || told.length === 0) return told;
    return [...tellPresiding(story, archive, language), ...told, ...tellNominee(story, archive, language)];
  });
  if (person === null || (lines.length === 0 && stories.length > 0)) return lines;
  if (ofPerson.length > 0) return [...lines, ...tellGone(person, { about, lines }, archive, language)];
  const asked = { kind: "person", person, when: "now", office: null, place: "" } as const;
  return [...lines, ...tellPerson(asked, archive, language)];
}

/** “退休的那个馆长”: of those who held it, whose going is told with that word. */
function tellWho(
  went: string,
  { office, body, mentions }: OfficeStory,
  { archive, language }: Pick<Telling, "archive" | "language">,
): ToldLine[] {
  return readHolders(mentions).flatMap((holder) => {
    const told = tellLeaving(holder.person, archive, language).filter(({ quotes }) =>
      quotes.some(({ article, start, end }) => fold(article.body.slice(start, end)).includes(went)),
    );
    return told.length > 0 ? [say(newestOf(holder), { office, body, language }), ...told] : [];
  });
}

/** Where the one who held it before went. */
function tellWhereabouts({ mentions }: OfficeStory, archive: Archive, language: Language): ToldLine[] {
  const { left, earlier } = presentOf(readHolders(mentions));
  const person = (left ?? earlier)?.person;
  if (person === undefined) return [];
  return tellPerson({ kind: "person", person, when: "left", office: null, place: "" }, archive, language);
}

/** “王华是局长吗”: of the bodies that he is told of with; of the others' heads nothing is asked. */
function near(stories: readonly OfficeStory[], person: string, { register }: Archive): OfficeStory[] {
  const bodies = register.officesOf(person).map(({ body }) => body);
  return stories.filter(({ body }) => bodies.includes(body));
}

/** “王华还是区长吗”, and another is: that he gave it up, or at least when he had it. */
function tellGone(
  person: string,
  told: { readonly about: readonly OfficeStory[]; readonly lines: readonly ToldLine[] },
  archive: Archive,
  language: Language,
): ToldLine[] {
  const own = told.about.flatMap((story) =>
    readHolders(story.mentions).map((holder) => ({
      holder,
      story,
      now: presentOf(readHolders(story.mentions)),
    })),
  );
  const found = own.find(({ holder }) => holder.person === person);
  if (!found || found.now.holders.some((one) => one.person === person) || found.now.left?.person === person)
    return [];
  const { holder, story } = found;
  const scene: Scene = { office: story.office, body: story.body, language };
  if (holder.ended?.state === "leaves") {
    const said = say(holder.ended, scene);
    return told.lines.some(({ text }) => text.endsWith(said.text)) ? [] : [said];
  }
  const isTold = told.lines.some(({ text }) => text.includes(person));
  const gone = tellLeaving(person, archive, language);
  return gone.length > 0 || isTold ? gone : [say(newestOf(holder), scene)];
}

/** So that what is listed does not hang on the order of the archive. */
function newestFirst(stories: readonly OfficeStory[]): OfficeStory[] {
  const day = ({ mentions }: OfficeStory) =>
    mentions.reduce((last, one) => ((one.day ?? "") > last ? one.day! : last), "");
  return [...stories].sort((a, b) => (day(b) < day(a) ? -1 : day(b) > day(a) ? 1 : a.body < b.body ? -1 : 1));
}

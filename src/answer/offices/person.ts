/**
 * “王华现在是什么职务？”: every office a person is told of, the newest first. Two
 * who bear one name are kept apart where the paper has them in different places
 * at one time and never speaks of both offices together.
 */
import { fold } from "../../news/text.js";
import type { Language } from "../phrases.js";
import type { ToldLine } from "../told.js";
import type { PersonAsked } from "./asked-person.js";
import { isShortFor } from "./body-names.js";
import { datelineOf } from "./dateline.js";
import { type Holder, newestOf, readHolders } from "./holders.js";
import { tellLeaving } from "./leaving.js";
import { tellComing, tellPrior } from "./life.js";
import { line, sayMention, sayOffice, sayOfPerson } from "./lines.js";
import type { Archive, Told } from "./mentions.js";

const MOST_LINES = 6;

/** @returns empty if the paper does not tell it */
export function tellPerson(asked: PersonAsked, archive: Archive, language: Language): ToldLine[] {
  const { person, when, office, place, acting = false } = asked;
  const mentions = toldOf(person, archive);
  if (when === "left") return tellGone(asked, mentions, { archive, language });
  if (when === "prior") return tellBefore(person, mentions, { archive, language });
  if (when === "since" || when === "term") {
    const own = mentions.filter(
      (one) => (office === null || one.office.replace(/^代理/, "") === office) && one.body.includes(place),
    );
    const took = own.some(({ state, day }) => state === "takes" && day !== null);
    const told = took || office === null ? [] : tellComing(person, office, archive, language);
    const came = told.length > 0 ? told : tellSince(own, { acting, language });
    return when === "since" || came.length === 0
      ? came
      : [...came, ...tellLeaving(person, archive, language)];
  }
  if (when === "still") {
    const there = place === "" || mentions.some(({ body }) => body.includes(place));
    const gone = there ? tellGone(asked, mentions, { archive, language }) : [];
    return there && gone.length === 0 ? tellOffices(mentions, language) : gone;
  }
  if (typeof when === "string") return tellOffices(mentions, language);
  const { from, to } = when.range;
  return tellOffices(
    mentions.filter(({ day }) => day !== null && day >= from && day <= to),
    language,
  );
}

interface Telling {
  readonly archive: Archive;
  readonly language: Language;
}

/** What they did before, in the paper's words, and the offices they were told of with before the one they have. */
function tellBefore(person: string, mentions: readonly Told[], { archive, language }: Telling): ToldLine[] {
  const told = tellPrior(person, archive, language);
  const newest = [...mentions].sort(compare).at(-1);
  const took = mentions.filter(
    ({ state, office, body }) => state === "takes" && office === newest?.office && body === newest.body,
  );
  const since = [...took].sort(compare)[0] ?? newest;
  const earlier = mentions.filter(
    (one) =>
      since !== undefined &&
      (one.office !== since.office || one.body !== since.body) &&
      (one.state === "held" || (one.day !== null && one.day < (since.day ?? ""))),
  );
  return told.length > 0 ? told : tellOffices(earlier, language);
}

/** Their leaving, and what they are called in reports after it. */
function tellGone(
  { person, when, office }: PersonAsked,
  mentions: readonly Told[],
  { archive, language }: Telling,
): ToldLine[] {
  const gone = tellLeaving(person, archive, language);
  const day = gone[0]?.quotes[0]?.article.publishedOn ?? null;
  // Where no going is told, what they are called last says where they are.
  if (day === null) return when === "left" && office === null ? tellMoved(mentions, language) : [];
  const later = mentions.filter(
    (one) => (one.state === "holds" || one.state === "takes") && one.day !== null && one.day > day,
  );
  return [...gone, ...(later.length > 0 ? tellOffices(later, language) : [])];
}

/** Only of one who is told of in more than one body: else nobody moved. */
function tellMoved(mentions: readonly Told[], language: Language): ToldLine[] {
  const named = [...mentions].filter(({ body, day }) => body !== "" && day !== null).sort(compare);
  const newest = named.at(-1);
  const elsewhere = (one: Told) => !isShortFor(one.body, newest!.body) && !isShortFor(newest!.body, one.body);
  return newest && named.some(elsewhere) ? tellOffices(mentions, language) : [];
}

function toldOf(person: string, { register, articles, today }: Archive): Told[] {
  return register.officesOf(person).flatMap((mention): Told[] => {
    const source = articles[mention.article]!;
    const printed = source.publishedOn === null || source.publishedOn <= today;
    return printed && (mention.day === null || mention.day <= today) ? [{ ...mention, source }] : [];
  });
}

/** Their coming into it, as 代理区长 and as 区长; else what the paper first calls them. */
function tellSince(
  mentions: readonly Told[],
  { acting, language }: { readonly acting: boolean; readonly language: Language },
): ToldLine[] {
  const ordered = [...mentions].sort(compare);
  const took = ordered.filter(({ state, day }) => state === "takes" && day !== null).reverse();
  const first = ordered.find(({ day }) => day !== null) ?? ordered[0];
  const told = took.length > 0 ? took.slice(0, 2) : first ? [first] : [];
  const asked = acting ? [...told].sort((a, b) => Number(isActing(b)) - Number(isActing(a))) : told;
  return asked.map((one) => {
    const text = sayMention(one, sayOffice(one.body, one.office), language);
    const said = line(`${text}${language === "zh" ? "。" : "."}`, one);
    return { ...said, quotes: [...datelineOf(one), ...said.quotes] };
  });
}

const isActing = ({ office }: Told): boolean => office.startsWith("代理");

function tellOffices(mentions: readonly Told[], language: Language): ToldLine[] {
  const dated = mentions.filter(({ day }) => day !== null);
  const people = toldApart(dated.length > 0 ? dated : mentions);
  return people.flatMap((own, i) => tellOne(own, i > 0, language)).slice(0, MOST_LINES);
}

function tellOne(mentions: readonly Told[], another: boolean, language: Language): ToldLine[] {
  const undated = mentions.every(({ day }) => day === null);
  const offices = groupBy(mentions, ({ body, office }) => `${body} ${office}`).flatMap((own) =>
    readHolders(own, { undated }),
  );
  const bySentence = groupBy(
    offices.map(latestOf),
    ({ source, start, state }) => `${source.id} ${start} ${state}`,
  );
  const newest = bySentence.sort(([a], [b]) => compare(b!, a!));
  return newest.map((told) => {
    const [first] = told;
    const offices = [...told].sort((a, b) => placeOf(a) - placeOf(b));
    const names = [...new Set(offices.map(({ body, office }) => sayOffice(body, office)))];
    const lead = !another ? "" : language === "zh" ? "另有同名者：" : "Another of that name: ";
    const text = sayOfPerson(first!, names.join("、"), language);
    return line(`${lead}${text}${language === "zh" ? "。" : "."}`, first!);
  });
}

/** That they gave it up, where that is told; else when they last had it. */
function latestOf(holder: Holder): Told {
  return holder.ended?.state === "leaves" ? holder.ended : newestOf(holder);
}

/** Where the sentence prints the office; what it prints with a longer word (统战部部长) comes last. */
function placeOf({ source, start, end, office }: Told): number {
  const at = fold(source.body.slice(start, end)).indexOf(office);
  return at < 0 ? Number.MAX_SAFE_INTEGER : at;
}

function compare(a: Told, b: Told): number {
  const key = ({ day, source, start }: Told) => `${day ?? ""} ${source.id} ${String(start).padStart(9, "0")}`;
  return key(a) < key(b) ? -1 : 1;
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return [...groups.values()];
}

/** The mentions of each person of the name; the one told of last comes first. */
function toldApart(mentions: readonly Told[]): Told[][] {
  const bodies = groupBy(mentions, ({ body }) => body).sort((a, b) => b[0]!.body.length - a[0]!.body.length);
  const people: Told[][] = [];
  for (const own of bodies) {
    const same = people.filter((other) => isOnePerson(own, other));
    const joined = [own, ...same].flat();
    for (const other of same) people.splice(people.indexOf(other), 1);
    people.push(joined);
  }
  const newest = (own: readonly Told[]) => own.reduce((last, one) => (compare(one, last) > 0 ? one : last));
  return people.sort((a, b) => compare(newest(b), newest(a)));
}

function isOnePerson(a: readonly Told[], b: readonly Told[]): boolean {
  const together = a.some((one) => b.some((other) => one.source === other.source));
  const alike = a.some((one) =>
    b.some(
      (other) =>
        one.body === "" ||
        other.body === "" ||
        isShortFor(one.body, other.body) ||
        isShortFor(other.body, one.body),
    ),
  );
  if (together || alike) return true;
  const [from, to] = days(a);
  const [start, end] = days(b);
  return to < start || end < from;
}

function days(mentions: readonly Told[]): [string, string] {
  const all = mentions.map(({ day }) => day ?? "").sort();
  return [all[0]!, all.at(-1)!];
}

/**
 * Who held an office before or after a person that the question names: “霍启明之前的区长是谁”,
 * “会长钱海波的接班人是谁”. By the days of the reports, as all of the line is.
 */
import type { Language } from "../phrases.js";
import type { ToldLine } from "../told.js";
import { type AskedName, readName } from "./asked-name.js";
import { type Holder, newestOf, readHolders } from "./holders.js";
import { type Scene, say, sayOffice } from "./lines.js";
import { type Archive, findStories, type OfficeStory } from "./mentions.js";

export interface RelationAsked {
  readonly kind: "relation";
  readonly person: string;
  readonly side: "before" | "after";
  /** The plain name of the office; null: whatever the person held that somebody else did too. */
  readonly office: string | null;
}

const BEFORE =
  /^(?:请问)?(?<lead>.{2,20}?)(?:(?:之前|以前|前面|前头)(?:的|是)?(?:那任|那个)?(?<name>.{2,12}?)?(?:是|叫)?(?:谁|哪一?位)(?:当|在当|任|担任)?(?<tail>.{2,12}?)?的?|的(?:上一任|前任)(?:是|叫)?(?:谁|哪一?位)|接(?:替|任|的)(?:的)?是?谁(?:的班)?(?:当|任|担任)?(?<tail2>.{2,12}?)?的?)$/;
const AFTER =
  /^(?:请问)?(?<lead>.{2,20}?)(?:(?:之后|以后|后面|走后|离任后|卸任后|退休后)(?:的|是)?(?:那任|那个)?(?<name>.{2,12}?)?(?:是|叫|由)?(?:谁|哪一?位)(?:接任|接班|接替|接|当|在当|任|担任)?(?:了|的)?(?<tail>.{2,12}?)?的?|的(?:接班人|继任者?|后任|下一任|接任者|接替者)(?:是|叫)?(?:谁|哪一?位))$/;
const TOOK_OVER =
  /^(?:请问)?(?:是)?(?:谁|哪一?位)(?:来)?接(?:替|任|了|过)+(?:了)?(?<lead>.{2,20}?)(?:的班|的位[置子])?(?:(?:当|任|担任|做)(?:了|的)?(?<tail>.{2,12}?))?(?:了|的)?$|^接(?:替|任|了)(?<lead2>.{2,20}?)(?:的班)?(?:的|当.{2,12}的)?(?:是|叫)(?:谁|哪一?位)$/;

export function readRelation(text: string, isPerson: (name: string) => boolean): RelationAsked | null {
  const bare = text.replace(/[?!。 呢啊呀]+$/, "");
  for (const [side, pattern] of [
    ["before", BEFORE],
    ["after", AFTER],
    ["after", TOOK_OVER],
  ] as const) {
    const groups = pattern.exec(bare)?.groups;
    if (!groups) continue;
    const lead = (groups.lead ?? groups.lead2)!.replace(/(?:同志|先生|女士)$/, "");
    const person = nameAtEnd(lead, isPerson);
    if (person === null) continue;
    const named = [groups.name, groups.tail, groups.tail2, lead.slice(0, -person.length)];
    const offices = named.flatMap((words) =>
      words ? (readName(words.replace(/^的|的$/g, ""), [])?.office ?? []) : [],
    );
    return { kind: "relation", person, side, office: offices[0] ?? null };
  }
  return null;
}

function nameAtEnd(lead: string, isPerson: (name: string) => boolean): string | null {
  for (let length = Math.min(lead.length, 12); length >= 2; length--)
    if (isPerson(lead.slice(-length))) return lead.slice(-length);
  return null;
}

/** Who came before or after them. */
export function findRelated({ person, side, office }: RelationAsked, archive: Archive): string | null {
  for (const story of storiesOf(person, office, archive)) {
    const holders = readHolders(story.mentions);
    const own = holders.find((one) => one.person === person);
    const next = own && neighbour(own, holders, side);
    if (next) return next.person;
  }
  return null;
}

/** @returns empty if nobody else is told of in an office of that person */
export function tellRelation(asked: RelationAsked, archive: Archive, language: Language): ToldLine[] {
  const { person, side, office } = asked;
  const zh = language === "zh";
  const none =
    side === "before"
      ? zh
        ? "；报道里没有更早的一任"
        : "; no earlier holder is reported"
      : zh
        ? "；此后没有报道过接任者"
        : "; no successor has been reported since";
  return storiesOf(person, office, archive).flatMap((story) => {
    const scene: Scene = { office: story.office, body: story.body, language };
    const holders = readHolders(story.mentions);
    const own = holders.find((one) => one.person === person);
    if (!own) return [];
    const next = neighbour(own, holders, side);
    return next
      ? [say(newestOf(next), scene), say(newestOf(own), scene)]
      : [say(newestOf(own), scene, { tail: none })];
  });
}

/** The stories of the offices that the person is told of with, those of deputies aside. */
function storiesOf(person: string, office: string | null, archive: Archive): OfficeStory[] {
  const names = new Map<string, AskedName>();
  for (const one of archive.register.officesOf(person)) {
    const plain = one.office.replace(/^代理/, "");
    const name = /^副|委常委$/.test(plain) ? null : readName(sayOffice(one.body, plain), []);
    if (name && (office === null || plain === office)) names.set(`${one.body} ${plain}`, name);
  }
  const stories = [...names.values()].flatMap((name) => findStories(name, archive));
  const own = stories.filter(({ mentions }) => mentions.some((one) => one.person === person));
  return own.filter(
    (one, i) => own.findIndex((other) => other.body === one.body && other.office === one.office) === i,
  );
}

function neighbour(own: Holder, holders: readonly Holder[], side: RelationAsked["side"]): Holder | null {
  const others = holders.filter((one) => one !== own);
  if (side === "before") {
    const since = firstDay(own);
    const earlier = others.filter(
      (one) => firstDay(one) < since || (one.last === null && one.ended!.day! <= since),
    );
    return latest(earlier, firstDay);
  }
  const begun = own.took ?? own.first;
  // Of whom only the going is told, the next came on that day or after it.
  const isLater = (day: string) => (begun ? day > begun.day! : day >= own.ended!.day!);
  const later = others.filter((one) => one.last !== null && isLater(firstDay(one)));
  return latest(later, firstDay, -1);
}

const firstDay = (one: Holder): string => (one.took ?? one.first ?? newestOf(one)).day ?? "";

function latest(holders: readonly Holder[], dayOf: (one: Holder) => string, turn = 1): Holder | null {
  return [...holders].sort((a, b) => turn * dayOf(b).localeCompare(dayOf(a)))[0] ?? null;
}

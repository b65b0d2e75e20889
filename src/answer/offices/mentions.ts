/**
 * The mentions an office question is about: of the office by all its names, of
 * the body asked for in its long and short forms, as far as the paper had
 * printed on the day of asking.
 */
import type { IsoDay } from "../../clock.js";
import type { Article } from "../../news/article.js";
import { readBody } from "../../news/offices/body.js";
import { findOfficeWords } from "../../news/offices/office-words.js";
import type { OfficeMention } from "../../news/offices.js";
import type { Register } from "../../news/register.js";
import { fold } from "../../news/text.js";
import type { AskedName } from "./asked-name.js";
import { isBody, isContracted, isShortFor, isTailOf } from "./body-names.js";

/** A mention with its article; its own body, or the one its article leaves no doubt of. */
export interface Told extends OfficeMention {
  readonly source: Article;
}

/** All that is told of one office of one body. */
export interface OfficeStory {
  readonly office: string;
  /** Empty: the paper does not say whose. */
  readonly body: string;
  readonly mentions: readonly Told[];
}

export interface Archive {
  readonly register: Register;
  readonly articles: readonly Article[];
  readonly today: IsoDay;
}

/** More bodies than these and the question is about none of them. */
const MOST_BODIES = 5;

/** @returns the stories of the bodies asked for; empty if the paper tells of none, or of too many */
export function findStories({ office, bodies, level }: AskedName, archive: Archive): OfficeStory[] {
  const mentions = sameOffices(office, bodies.length > 0).flatMap((name) => told(name, archive));
  const stories = groupByBody(office, mentions);
  if (bodies.length > 0) return chosen(stories, bodies, level);
  const own = level === null ? [] : ownRegion(stories);
  const all = own.length > 0 ? own : stories;
  return all.length <= MOST_BODIES ? all : [];
}

function told(office: string, { register, articles, today }: Archive): Told[] {
  return register.offices(office).flatMap((mention) => {
    const source = articles[mention.article]!;
    const printed = source.publishedOn === null || source.publishedOn <= today;
    return printed && (mention.day === null || mention.day <= today) ? [{ ...mention, source }] : [];
  });
}

/** A 书记 of something may be its 党委书记; the deputies include the first of them, and a 代理区长 does the 区长's work. */
function sameOffices(office: string, ofBody: boolean): string[] {
  if (/^副?书记$/.test(office) && ofBody)
    return [
      office,
      ...["党委", "党工委", "党组", "党总支", "党支部", "区委", "市委"].map((organ) => organ + office),
    ];
  return /^副/.test(office) ? [office, `常务${office}`] : [office, `代理${office}`];
}

function groupByBody(office: string, mentions: readonly Told[]): OfficeStory[] {
  const names = [...new Set(mentions.map(({ body }) => body))].sort(
    (a, b) => b.length - a.length || (a < b ? -1 : 1),
  );
  const groups: { body: string; also: Set<string> }[] = [];
  for (const body of names) {
    const near =
      body === "" ? [] : groups.filter(({ also }) => [...also].some((other) => isShortFor(body, other)));
    // “教育局” where the paper tells of that of the district and of the city: of either.
    const [group] = near;
    if (group && near.length === 1) group.also.add(body);
    else groups.push({ body, also: new Set([body]) });
  }
  return joinUnnamed(
    groups.map(({ body, also }) => ({
      office,
      body,
      mentions: mentions.filter((one) => also.has(one.body)),
    })),
  );
}

/** “区长王华” without the district is the 区长王华 of the district where one of that name is told of. */
function joinUnnamed(stories: readonly OfficeStory[]): OfficeStory[] {
  const unnamed = stories.find(({ body }) => body === "");
  if (!unnamed) return [...stories];
  const left = new Set(unnamed.mentions);
  const joined = stories.flatMap((story) => {
    if (story === unnamed) return [];
    const people = new Set(story.mentions.map(({ person }) => person));
    const more = unnamed.mentions.filter(
      (one) => people.has(one.person) && !toldElsewhere(one, story, stories),
    );
    for (const one of more) left.delete(one);
    return [{ ...story, mentions: [...story.mentions, ...more] }];
  });
  return left.size === 0 ? joined : [...joined, { ...unnamed, mentions: [...left] }];
}

function toldElsewhere({ person }: Told, story: OfficeStory, stories: readonly OfficeStory[]): boolean {
  return stories.some(
    (other) => other !== story && other.body !== "" && other.mentions.some((one) => one.person === person),
  );
}

function chosen(
  stories: readonly OfficeStory[],
  asked: readonly string[],
  level: string | null,
): OfficeStory[] {
  const names = asked.flatMap((body) => formsOf(body, level));
  const bearing = (is: (name: string, body: string) => boolean) =>
    stories.filter(({ mentions }) =>
      mentions.some(({ body }) => body !== "" && names.some((name) => is(name, body))),
    );
  const exact = bearing(isBody);
  const named = exact.length > 0 || level !== null ? exact : byShortName(bearing);
  // An article that speaks of the body and of no other holder leaves little doubt whose office it is.
  const unnamed = stories.find(({ body }) => body === "");
  if (!unnamed || named.length > 1) return named.length > MOST_BODIES ? [] : [...named];
  const near =
    level === null ? ofItsArticle(unnamed, named[0] ?? null, { names, stories }) : nearRegion(unnamed, names);
  if (near.length === 0) return [...named];
  const { body = names[0]! } = named[0] ?? {};
  return [{ office: unnamed.office, body, mentions: [...(named[0]?.mentions ?? []), ...near] }];
}

function nearRegion({ mentions }: OfficeStory, names: readonly string[]): Told[] {
  return mentions.filter(({ source }) => {
    const text = fold(`${source.title}\n${source.paper ?? ""}\n${source.body}`);
    return names.some((name) => text.includes(name));
  });
}

/** “馆里的工作由副馆长主持”: of the library, where its article names that one and none that another holds this office of. */
function ofItsArticle(
  { mentions }: OfficeStory,
  named: OfficeStory | null,
  { names, stories }: { readonly names: readonly string[]; readonly stories: readonly OfficeStory[] },
): Told[] {
  const own = [...new Set([...(named?.mentions.map(({ body }) => body) ?? []), ...names])].filter(
    (name) => name.length > 2,
  );
  const others = stories.filter((story) => story !== named && story.body !== "").map(({ body }) => body);
  const text = ({ title, body }: Article) => `${title}\n${body}`;
  return mentions.filter((one) => {
    const whole = text(one.source);
    return (
      own.some((name) => whole.includes(name)) && !others.some((name) => whole.includes(name)) && isBare(one)
    );
  });
}

/** Nothing is printed before the office that might be another body's name. */
function isBare({ source, start, end, office }: Told): boolean {
  const folded = fold(source.body.slice(start, end));
  return findOfficeWords(folded)
    .filter((word) => word.office === office)
    .every((word) => !readBody(folded, word).unclear);
}

/** “实小” may be short for several; then it is none of them. */
function byShortName(
  bearing: (is: (name: string, body: string) => boolean) => readonly OfficeStory[],
): readonly OfficeStory[] {
  const tails = bearing(isTailOf);
  if (tails.length > 0) return tails;
  const short = bearing(isContracted);
  return short.length === 1 ? short : [];
}

/** 徐汇 of a 区长 is 徐汇区; “上海市徐汇区” too. */
function formsOf(body: string, level: string | null): string[] {
  const plain = body.replace(/^[\u4e00-\u9fff]{2,3}[省市](?=[\u4e00-\u9fff]{2})/, "");
  if (level === null) return [...new Set([body, plain])];
  const stem = plain.replace(/(?:区委|市委|县委)$/, (organ) => organ[0]!);
  if (level === "") return /[区市县省州]$/.test(stem) ? [stem] : [`${stem}区`, `${stem}市`, `${stem}县`];
  return [stem.endsWith(level) ? stem : stem + level];
}

/** The region of the paper, or the only one told of. */
function ownRegion(stories: readonly OfficeStory[]): OfficeStory[] {
  const named = stories.filter(({ body }) => body !== "");
  const ofPaper = named.filter(({ body, mentions }) =>
    mentions.some(({ source }) => source.paper !== null && fold(source.paper).includes(body.slice(0, -1))),
  );
  const own = ofPaper.length > 0 ? ofPaper : named;
  if (own.length !== 1) return [];
  const unnamed = stories.find(({ body }) => body === "")?.mentions ?? [];
  const papers = new Set(own[0]!.mentions.map(({ source }) => source.paper));
  const near = unnamed.filter(({ source }) => papers.has(source.paper));
  return [{ ...own[0]!, mentions: [...own[0]!.mentions, ...near] }];
}

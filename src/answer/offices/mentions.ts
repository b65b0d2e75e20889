/**
 * The mentions an office question is about: of the office by all its names, of
 * the body asked for in its long and short forms, as far as the paper had
 * printed on the day of asking.
 */
import type { IsoDay } from "../../clock.js";
import type { Article } from "../../news/article.js";
import type { OfficeMention } from "../../news/offices.js";
import type { Register } from "../../news/register.js";
import { fold } from "../../news/text.js";
import type { AskedName } from "./asked-name.js";

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
  const named = exact.length > 0 || level !== null ? exact : bearing(isTailOf);
  // An article that speaks of the body and of no other holder leaves little doubt whose office it is.
  const unnamed = stories.find(({ body }) => body === "");
  const near = unnamed?.mentions.filter(({ source }) => {
    const text = fold(`${source.title}\n${source.paper ?? ""}\n${source.body}`);
    return names.some((name) => text.includes(name));
  });
  if (level === null || !unnamed || near!.length === 0 || named.length > 1)
    return named.length > MOST_BODIES ? [] : named;
  const { body = names[0]! } = named[0] ?? {};
  return [{ office: unnamed.office, body, mentions: [...(named[0]?.mentions ?? []), ...near!] }];
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

function isBody(asked: string, body: string): boolean {
  if (asked === body || isShortFor(asked, body) || isShortFor(body, asked)) return true;
  // “交大” may be any university with 交 in its name.
  if (/^[\u4e00-\u9fff]大$/.test(asked) && body.endsWith("大学") && body.includes(asked[0]!)) return true;
  // “教育局” of whatever region.
  return asked.length > 1 && body.endsWith(asked) && /[区市县省州]$/.test(body.slice(0, -asked.length));
}

/** “城投” for 白鹤城投集团, “实验中学” for 白鹤实验中学: without the place before it and the legal form behind. */
function isTailOf(asked: string, body: string): boolean {
  const plain = body.replace(/(?:股份|控股|投资)?(?:有限)?(?:责任)?(?:总?公司|集团)+$/, "");
  const name = asked.replace(/(?:总?公司|集团)$/, "");
  if (name.length < 2 || ONLY_SORT.test(name)) return false;
  const place = plain.slice(0, -name.length);
  return plain.endsWith(name) && /^[\u4e00-\u9fff]{2,4}$/.test(place);
}

/** 中学, 医院: a sort, and no name of one. */
const ONLY_SORT =
  /^(?:大学|中学|小学|学校|学院|医院|幼儿园|街道|社区|公司|集团|银行|协会|商会|研究[院所]|法院)$/;

const SORTS =
  /(?:大学|学院|医院|中学|小学|学校|幼儿园|法院|检察院|[区市县省州镇乡局委办厅部处院馆所会村]|街道|社区)$/;
const REGION = /^(?:[\u4e00-\u9fff]{2,3}[省市区县]|[省市区县])$/;
const LEGAL_FORM = /^(?:股份|有限|集团|公司|大学|控股|\(|总公司)/;
const SPELT_OUT = /(?:大学|公司|集团)$/;

/** 上海交大 for 上海交通大学, 上汽集团 for 上海汽车集团股份有限公司; never 上海大学 for another of Shanghai's. */
export function isShortFor(short: string, long: string): boolean {
  if (short === long) return true;
  if (short.length < 2 || short.length >= long.length) return false;
  // Hundreds of bodies are compared with one another: what cannot be is put aside before any pattern.
  if (long.endsWith(short)) return SORTS.test(short) && REGION.test(long.slice(0, -short.length));
  if (isAbbreviated(short, long)) return true;
  if (short[0] !== long[0]) return false;
  if (short.endsWith("大")) return long.endsWith("大学") && isWithin(short.slice(0, -1), long.slice(0, -2));
  if (SORTS.test(short)) return false;
  if (long.startsWith(short) && LEGAL_FORM.test(long.slice(short.length))) return true;
  return short.length > 2 && SPELT_OUT.test(long) && isWithin(short, long);
}

/** Organs of a region, and the region they are of. */
const ORGAN =
  /^(?<of>[\u4e00-\u9fff]{0,3}[区市县省])(?<own>[\u4e00-\u9fff]{2,}?)(?<sort>局|委|办|厅)(?:员会|公室)?$/;

/** 区卫健委 for 区卫生健康委员会, 区绿化市容局 for 区绿化和市容管理局. */
function isAbbreviated(short: string, long: string): boolean {
  const [few, many] = [ORGAN.exec(short)?.groups, ORGAN.exec(long)?.groups];
  if (!few || !many || few.sort !== many.sort || !(few.of === many.of || many.of!.endsWith(few.of!)))
    return false;
  return few.own![0] === many.own![0] && isWithin(few.own!, many.own!);
}

/** All characters of `short` stand in `long`, in order. */
function isWithin(short: string, long: string): boolean {
  let at = 0;
  for (const char of long) if (char === short[at]) at += 1;
  return at === short.length;
}

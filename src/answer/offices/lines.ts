/** What is said of holders of offices: the day it was reported in every line, and no word beyond the report. */
import { daysBetween } from "../../clock.js";
import { fold } from "../../news/text.js";
import type { Quote } from "../extract.js";
import { type Language, sayDay } from "../phrases.js";
import type { ToldLine } from "../told.js";
import type { Told } from "./mentions.js";

/** “徐汇区委书记”, “徐汇区委组织部长”, “上海交通大学校长” */
export function sayOffice(body: string, office: string): string {
  const level = body.slice(-1);
  if (/^[区市县省州旗]委/.test(office) && office.startsWith(level)) return body.slice(0, -1) + office;
  const ofCommittee = /^(?:组织|宣传|统战|社会工作|政法委)/.test(office) && /[区市县省州旗]/.test(level);
  return ofCommittee ? `${body}委${office}` : body + office;
}

/** A line that rests on the sentence of one mention. */
export function line(text: string, mention: Told): ToldLine {
  return { text, quotes: [quoteOf(mention)] };
}

/** The sentence, the person's name marked. */
export function quoteOf({ source, start, end, person }: Told): Quote {
  const at = fold(source.body.slice(start, end)).indexOf(person);
  const marks = at < 0 ? [] : [{ start: start + at, end: start + at + person.length }];
  return { article: source, start, end, marks };
}

/** How one office of one body is told of. */
export interface Scene {
  readonly office: string;
  readonly body: string;
  readonly language: Language;
}

const STOP = { zh: "。", en: "." } as const;

/** “代理区长”, “常务副区长”: a mention is told with its own rank, not with that of the question. */
export function nameIn({ body }: Scene, { office }: Told): string {
  return sayOffice(body, office);
}

export function say(mention: Told, scene: Scene, { lead = "", tail = "" } = {}): ToldLine {
  const text = sayMention(mention, nameIn(scene, mention), scene.language);
  return line(`${lead}${text}${tail}${STOP[scene.language]}`, mention);
}

/** Older than this the sentence tells of the past, and its own day is said as well. */
const LOOKS_BACK_DAYS = 60;

/** “据2025年3月31日报道，”; with the day it speaks of where that is long before. */
function sayReport(mention: Told, language: Language): string {
  const { publishedOn } = mention.source;
  const past = pastDay(mention, language);
  if (language === "en") {
    const report =
      publishedOn === null ? "As a report of unknown date has it" : `As reported on ${publishedOn}`;
    return past === null ? `${report}, ` : `${report}, ${mention.told === "day" ? "on" : "in"} ${past} `;
  }
  const report = publishedOn === null ? "据日期不详的报道，" : `据${sayDay(publishedOn, language)}报道，`;
  const moves = mention.state === "takes" || mention.state === "leaves";
  return past === null ? report : `${report}${past}${moves ? "" : "时"}，`;
}

/** Null where the sentence tells of the days of its report. */
function pastDay(mention: Told, language: Language): string | null {
  const { publishedOn } = mention.source;
  const { day } = mention;
  if (day === null || (publishedOn !== null && daysBetween(day, publishedOn) <= LOOKS_BACK_DAYS)) return null;
  return sayTold(mention, language);
}

/** As much of its day as the text tells: of a month no day is said. */
export function sayTold({ day, told }: Pick<Told, "day" | "told">, language: Language): string | null {
  if (day === null || told === "no") return null;
  if (told === "day") return sayDay(day, language);
  const year = day.slice(0, 4);
  if (told === "year") return language === "zh" ? `${year}年` : year;
  return language === "zh" ? `${year}年${Number(day.slice(5, 7))}月` : day.slice(0, 7);
}

const SAID = {
  zh: {
    holds: (office: string, person: string) => `${office}是**${person}**`,
    takes: (office: string, person: string) => `**${person}**出任${office}`,
    leaves: (office: string, person: string) => `**${person}**不再担任${office}`,
    held: (office: string, person: string) => `**${person}**曾任${office}`,
  },
  en: {
    holds: (office: string, person: string) => `the ${office} was **${person}**`,
    takes: (office: string, person: string) => `**${person}** became ${office}`,
    leaves: (office: string, person: string) => `**${person}** was no longer ${office}`,
    held: (office: string, person: string) => `**${person}** was a former ${office}`,
  },
} as const;

/** “据2025年3月31日报道，徐汇区区长是**王华**”, without the full stop. */
export function sayMention(mention: Told, office: string, language: Language): string {
  return sayReport(mention, language) + SAID[language][mention.state](office, mention.person);
}

/** The same said of the person: “据2025年3月31日报道，**王华**是徐汇区委副书记、徐汇区区长”. */
export function sayOfPerson(mention: Told, offices: string, language: Language): string {
  if (mention.state !== "holds") return sayMention(mention, offices, language);
  const is = language === "zh" ? `**${mention.person}**是${offices}` : `**${mention.person}** was ${offices}`;
  return sayReport(mention, language) + is;
}

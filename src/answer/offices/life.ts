/**
 * What a report tells of somebody's way in its own words: where they were before,
 * and the year they came into an office. Often only “她” or “此前” stands there;
 * it is theirs where nobody else is named between their name and the sentence.
 */
import type { Article } from "../../news/article.js";
import { findPeople } from "../../news/people.js";
import { fold, type Span, splitSentences } from "../../news/text.js";
import { type Language, sayDay } from "../phrases.js";
import type { ToldLine } from "../told.js";
import type { Archive } from "./mentions.js";

const POST = "[\\u4e00-\\u9fff]{1,14}(?:[长记席任裁理员]|单位|部门|公司|集团)";
const PRIOR = new RegExp(
  `(?:此前|之前|来之前|以前|早先|原先|原任|曾经?|先后|历任)[^。;]{0,16}?(?:任|担任|是|做|当|在|到|从|为)|(?:此前|原先|曾|原任|历任)[^,。;]{0,6}${POST}`,
);
const HAS_DAY = /[0-9零一二三四五六七八九十](?:年|月|日)|[去前今]年|上个?月/;
/** Farther back than this “她” may be anybody. */
const LONGEST_BACK = 160;

export function tellPrior(person: string, archive: Archive, language: Language): ToldLine[] {
  return tell(
    person,
    { archive, language },
    {
      says: PRIOR,
      lead: { zh: (who) => `关于**${who}**此前的经历，`, en: (who) => `On what **${who}** did before, ` },
    },
  );
}

/** @param office whose beginning is asked for: the sentence names it, with a time */
export function tellComing(person: string, office: string, archive: Archive, language: Language): ToldLine[] {
  const verb = `(?:当上?|任|担任|出任|接任|当选|就任|升任|接过|走上)(?:了|为|过)?[^,，。;；]{0,14}?${office}`;
  // Where the name stands in the sentence, the verb is theirs only close behind it.
  const comes = new RegExp(
    `^(?!.*${person}).*${verb}|${person}[^,，。;；]{0,16}${verb}|[举命选]${person}为[^,，。;；]{0,14}?${office}`,
  );
  const says = {
    test: (text: string) => comes.test(text) && HAS_DAY.test(text) && !/不再|辞去|免去|卸任/.test(text),
  };
  return tell(
    person,
    { archive, language },
    {
      says,
      lead: {
        zh: (who) => `关于**${who}**任${office}的时间，`,
        en: (who) => `On when **${who}** became ${office}, `,
      },
    },
  );
}

interface Telling {
  readonly archive: Archive;
  readonly language: Language;
}

interface Sought {
  readonly says: { test(text: string): boolean };
  readonly lead: Readonly<Record<Language, (who: string) => string>>;
}

/** The newest report that has such a sentence of them, quoted from their name on. */
function tell(person: string, { archive, language }: Telling, { says, lead }: Sought): ToldLine[] {
  const found = archive.articles
    .filter(({ publishedOn: day }) => day !== null && day <= archive.today)
    .filter(({ title, body }) => body.includes(person) || title.includes(person))
    .sort((a, b) => b.publishedOn!.localeCompare(a.publishedOn!) || (a.id < b.id ? -1 : 1));
  for (const article of found) {
    const spans = sentencesOf(article, person, says);
    if (spans.length === 0) continue;
    const day = sayDay(article.publishedOn, language);
    const says2 = language === "zh" ? `${day}的报道写道：` : `the report of ${day} says: `;
    const quotes = spans.map((span) => ({ article, ...span, marks: marksOf(article, span, person) }));
    return [{ text: `${lead[language](person)}${says2}`, quotes }];
  }
  return [];
}

function marksOf({ body }: Article, { start, end }: Span, person: string): Span[] {
  const at = fold(body.slice(start, end)).indexOf(person);
  return at < 0 ? [] : [{ start: start + at, end: start + at + person.length }];
}

/** The first sentence that says it of them; with the one before where the name stands only there. */
function sentencesOf(article: Article, person: string, says: Sought["says"]): Span[] {
  const sentences = splitSentences(article.body);
  for (const [i, { start, end }] of sentences.entries()) {
    const text = fold(article.body.slice(start, end));
    if (!says.test(text)) continue;
    if (text.includes(person)) {
      if (isAboutAnother(text, person)) continue;
      return [{ start, end }];
    }
    if (!speaksOf(fold(`${article.title}\n${article.body.slice(0, start)}`), text, person)) continue;
    const before = sentences[i - 1];
    const joins = before && fold(article.body.slice(before.start, before.end)).includes(person);
    return [{ start: joins ? before.start : start, end }];
  }
  return [];
}

/** “王华的前任曾任…”: the name stands there, and another is spoken of. */
function isAboutAnother(text: string, person: string): boolean {
  return new RegExp(`${person}的(?:前任|接班|继任|妻子|丈夫|父|母|儿|女)`).test(text);
}

/** Nobody else is named since they were. */
function speaksOf(before: string, sentence: string, person: string): boolean {
  const at = before.lastIndexOf(person);
  if (at < 0 || before.length - at > LONGEST_BACK) return false;
  if (!/他|她|^(?:此前|之前|原先|早先|曾|[0-9去前今上])/.test(sentence.replace(/^["“「]/, ""))) return false;
  const since = before.slice(at) + sentence;
  return findPeople(since).every(({ name }) => name === person || person.startsWith(name));
}

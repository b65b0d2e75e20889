/**
 * An office of a body the paper knows, of which it names no holder: said so. The
 * likest sentence would name the head of another body or a lower office.
 */
import type { Article } from "../../news/article.js";
import { readBody } from "../../news/offices/body.js";
import { findOfficeWords, MAY_NAME_OFFICE } from "../../news/offices/office-words.js";
import { fold, splitSentences } from "../../news/text.js";
import type { Question } from "../../search/question.js";
import type { OfficeAsked } from "./asked-name.js";
import { isBody, isContracted, isTailOf } from "./body-names.js";
import { newestOf, readHolders } from "./holders.js";
import { say, sayOffice } from "./lines.js";
import { type Archive, findStories } from "./mentions.js";

export interface Unreported {
  /** Complete, without emphasis. */
  readonly text: string;
  /** What tells of the deputy, or of who was it last. */
  readonly articles: readonly Article[];
}

/** A name that ends so is a body's; “主持会议” is none. */
const BODY =
  /(?:[村镇乡局馆所站园厂社协队校]|社区|街道|[县区市]委|委员会|管委会|办公室|中心|公司|集团|银行|大学|中学|小学|学院|医院|法院|检察院|商会|学会|联合会|研究[院会所]|幼儿园)$/;

/** @returns null unless the paper writes of the body, and nowhere of anybody in that office of it */
export function findUnreported(asked: OfficeAsked, question: Question, archive: Archive): Unreported | null {
  const [name] = asked.offices;
  if (
    !name ||
    (name.level !== null && !name.office.includes("副")) ||
    asked.offices.some((one) => one.office === "")
  )
    return null;
  const body = name.bodies.find((one) => BODY.test(one));
  const stories = findStories(name, archive);
  if (stories.length === 0) {
    if (body === undefined) return null;
    const about = archive.articles.filter(
      (article) => isPrinted(article, archive) && writesOf(article, body),
    );
    const offices = asked.offices.map(({ office }) => office);
    if (about.length === 0 || about.some((article) => mayName(article, offices, name.bodies))) return null;
  } else if (!name.office.includes("副")) return null;
  const zh = question.language === "zh";
  const office = sayOffice(stories[0]?.body || (body ?? ""), name.office);
  const [once] = stories.flatMap((story) => readHolders(story.mentions).map((holder) => ({ story, holder })));
  const before = once
    ? say(newestOf(once.holder), { ...once.story, language: question.language }).text.replaceAll("**", "")
    : "";
  const text = zh
    ? `报道里没有说到${office}现在是谁。${before && `此前，${before}`}`
    : `No report names the present ${office}. ${before}`.trim();
  return { text, articles: once ? [newestOf(once.holder).source] : [] };
}

function isPrinted({ publishedOn }: Article, { today }: Archive): boolean {
  return publishedOn === null || publishedOn <= today;
}

function writesOf({ title, body }: Article, name: string): boolean {
  return body.includes(name) || title.includes(name);
}

/** Whether a sentence has the word of the office beside no other body, or together with the one asked for. */
function mayName({ body }: Article, offices: readonly string[], bodies: readonly string[]): boolean {
  if (body.search(MAY_NAME_OFFICE) < 0) return false;
  return splitSentences(body).some(({ start, end }) => {
    const folded = fold(body.slice(start, end));
    const together = bodies.some((one) => folded.includes(one));
    return findOfficeWords(folded).some((word) => {
      if (word.level !== null || !isOneOf(word.office.replace(/^代理/, ""), offices)) return false;
      const { body: whose } = readBody(folded, word);
      return together || whose === "" || bodies.some((one) => isSame(one, whose));
    });
  });
}

const OWN_NAME = 3;

/** 书记 may be the 党支部书记. */
function isOneOf(office: string, asked: readonly string[]): boolean {
  return office !== "" && asked.some((one) => one.endsWith(office) || office.endsWith(one));
}

/** “该街环卫所” may be the one asked for: what a body's own name ends in does for a doubt. */
function isSame(asked: string, body: string): boolean {
  if (body.length >= OWN_NAME && asked.endsWith(body.slice(-OWN_NAME))) return true;
  return isBody(asked, body) || isTailOf(asked, body) || isContracted(asked, body);
}

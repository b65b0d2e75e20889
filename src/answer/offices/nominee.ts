/**
 * Who has been put forward for an office (“提名为区长候选人”) but is not told to
 * hold it: a change on its way, which a reader who asks for the holder is told of.
 */
import { fold, splitSentences } from "../../news/text.js";
import { type Language, sayDay } from "../phrases.js";
import type { ToldLine } from "../told.js";
import { presentOf, readHolders } from "./holders.js";
import type { Archive, OfficeStory } from "./mentions.js";

/** Offices of a region whose paper need not name it. */
const OF_REGION = /^[区县市]长$/;

/** @returns the newest report that puts somebody forward after the last that tells of a holder; empty if there is none */
export function tellNominee(story: OfficeStory, archive: Archive, language: Language): ToldLine[] {
  const { holders, left } = presentOf(readHolders(story.mentions));
  const since = [...holders.map(({ last }) => last?.day ?? ""), left?.ended?.day ?? ""].sort().at(-1) ?? "";
  const put = new RegExp(
    `提名(?:[\\u4e00-\\u9fff]{2,6}为|其?为)?(?<of>[\\u4e00-\\u9fff]{0,8}?)${story.office}(?:候选人|人选)`,
  );
  const found = archive.articles
    .filter(({ publishedOn: day, body }) => {
      return day !== null && day >= since && day <= archive.today && body.includes("提名");
    })
    .sort((a, b) => b.publishedOn!.localeCompare(a.publishedOn!) || (a.id < b.id ? -1 : 1))
    .flatMap((article) => {
      const span = splitSentences(article.body).find(({ start, end }) => {
        const sentence = fold(article.body.slice(start, end));
        const of = put.exec(sentence)?.groups?.of;
        return of !== undefined && isOfBody(of, sentence, story);
      });
      return span ? [{ article, span }] : [];
    });
  const [newest] = found;
  if (!newest) return [];
  const { article, span } = newest;
  // Whom a later sentence of the same report elects is a holder by then.
  if (
    story.mentions.some(
      ({ source, start, state }) => source === article && state === "takes" && start > span.start,
    )
  )
    return [];
  const day = sayDay(article.publishedOn, language);
  const text =
    language === "zh" ? `${day}的报道写到这一职务的人选：` : `The report of ${day} names a candidate: `;
  return [{ text, quotes: [{ article, ...span, marks: [] }] }];
}

function isOfBody(of: string, sentence: string, { body, office }: OfficeStory): boolean {
  if (of === "") return OF_REGION.test(office) || (body !== "" && sentence.includes(body));
  return body.includes(of) || (body !== "" && of.includes(body));
}

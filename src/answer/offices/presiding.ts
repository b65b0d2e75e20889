/**
 * “眼下馆里的工作由副馆长主持”: between two heads a deputy stands in. Who asks for the
 * head is told so, where no head is told of since.
 */
import { fold } from "../../news/text.js";
import { type Language, sayDay } from "../phrases.js";
import type { ToldLine } from "../told.js";
import { readName } from "./asked-name.js";
import { deputyOf, headOf } from "./deputy-name.js";
import { newestOf, presentOf, readHolders } from "./holders.js";
import { line, sayOffice } from "./lines.js";
import { type Archive, findStories, type OfficeStory, type Told } from "./mentions.js";

const PRESIDES =
  /主持(?:[\u4e00-\u9fff]{0,8})?工作|工作[^,，。;；]{0,8}由[^,，。;；]{2,24}(?:主持|负责|代管)|由[^,，。;；]{2,24}(?:主持|代管)[^,，。;；]{0,8}工作|代行[^,，。;；]{0,4}职/;

/** @returns empty unless the newest that is told of the body's head is that a deputy stands in */
export function tellPresiding(story: OfficeStory, archive: Archive, language: Language): ToldLine[] {
  if (story.body === "") return [];
  const name = { office: deputyOf(story.office), bodies: [story.body], level: null };
  const deputies = findStories(name, archive).flatMap(({ mentions }) => mentions);
  const { holders, left } = presentOf(readHolders(story.mentions));
  const since =
    [...holders, ...(left ? [left] : [])]
      .map((one) => newestOf(one).day ?? "")
      .sort()
      .at(-1) ?? "";
  const standing = deputies.filter((one) => (one.day ?? "") > since && presides(one));
  const newest = standing.sort((a, b) => (a.day! < b.day! ? 1 : -1))[0];
  if (!newest || newest.source.publishedOn === null) return [];
  const day = sayDay(newest.source.publishedOn, language);
  const office = sayOffice(newest.body, newest.office);
  const text =
    language === "zh"
      ? `据${day}报道，工作由${office}**${newest.person}**主持。`
      : `As reported on ${day}, the ${office} **${newest.person}** stands in.`;
  return [line(text, newest)];
}

/** Without those who have become the head since: the deputy of last year is none today. */
export function withoutRisen(story: OfficeStory, archive: Archive): OfficeStory {
  const head = headOf(story.office);
  const name = head === "" || story.body === "" ? null : readName(sayOffice(story.body, head), []);
  if (!name) return story;
  const heads = findStories(name, archive).flatMap(({ mentions }) => mentions);
  const isRisen = (person: string) => {
    const own = story.mentions.filter((one) => one.person === person).map(({ day }) => day ?? "");
    const last = own.sort().at(-1) ?? "";
    return heads.some((one) => one.person === person && one.state !== "held" && (one.day ?? "") > last);
  };
  return { ...story, mentions: story.mentions.filter(({ person }) => !isRisen(person)) };
}

function presides({ source, start, end, state }: Told): boolean {
  return state !== "leaves" && state !== "held" && PRESIDES.test(fold(source.body.slice(start, end)));
}

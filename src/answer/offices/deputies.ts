/**
 * An office of which the paper names no holder, only deputies. A 副馆长 is not the
 * 馆长, and the likest sentence would pass for an answer: so it is told as nothing
 * found, and who the deputy is.
 */
import type { Question } from "../../search/question.js";
import { readAsked } from "./asked.js";
import { deputyOf } from "./deputy-name.js";
import { newestOf, readHolders } from "./holders.js";
import { type Scene, say, sayOffice } from "./lines.js";
import { type Archive, findStories } from "./mentions.js";
import { peopleOf } from "./people-of.js";
import { findUnreported, type Unreported } from "./unreported.js";

/** @returns null unless one office is asked for, of which the paper tells only deputies */
export function findOnlyDeputies(
  question: Question,
  { register, articles }: Omit<Archive, "today">,
): Unreported | null {
  const archive: Archive = { register, articles, today: question.today };
  const all = readAsked(question, peopleOf(archive)) ?? [];
  const [asked] = all;
  if (asked?.kind !== "office" || all.length > 1 || asked.person !== null) return null;
  const [name] = asked.offices;
  if (!name) return null;
  const unreported = asked.when === "now" ? findUnreported(asked, question, archive) : null;
  if (name.office.includes("副")) return unreported;
  if (asked.offices.some((one) => findStories(one, archive).length > 0)) return null;
  const stories = findStories({ ...name, office: deputyOf(name.office) }, archive);
  const [story] = stories;
  const deputy = story && readHolders(story.mentions)[0];
  if (!deputy || stories.length > 1) return unreported;
  const { language } = question;
  const scene: Scene = { office: story.office, body: story.body, language };
  const newest = newestOf(deputy);
  const said = say(newest, scene).text.replaceAll("**", "");
  const office = sayOffice(story.body, name.office);
  const text =
    language === "zh"
      ? `报道里没有说到${office}是谁，只说到副职：${said}`
      : `No report names the ${office}, only a deputy: ${said}`;
  return { text, articles: [newest.source] };
}

/**
 * “‘老字号’系列写了哪几家”: the parts of a series are known by their headlines
 * (“老字号系列之二：……”), of which often only one says the name in full.
 */
import type { Article } from "../../news/article.js";
import { fold } from "../../news/text.js";
import type { Question } from "../../search/question.js";
import { withoutMarkup } from "../markup.js";
import type { Finding } from "../told.js";
import { type Catalogue, openingOf, reportsUpTo } from "./articles.js";
import { listed, shownOf } from "./listed.js";

const SORT = "(?:系列|专栏|栏目|连载)";
const ASKED = new RegExp(
  `^(?:请问|报上的?|报纸的?|这个|那个)*["'《]?(?<name>[^"'《》,，?的]{2,14}?)["'》]?的?(?:这个|那个)?${SORT}(?:报道|文章|稿件|稿子)?(?:里|里面|中)?(?:目前|现在|一共|总共|共|都|已经|已|到现在|至今)*(?:写|登|讲|介绍|报道|说|刊登?|做|出|有|发)(?:过|了)*(?:哪|多少|几|什么|谁|些)`,
);
/** What counts the parts; before it stands what they have in common. */
const PART = /(?:之[一二三四五六七八九十\d]{1,3}|[(][一二三四五六七八九十\d上中下]{1,3}[)]|[①-⑳])/;
const SHORTEST_STEM = 2;

/** @returns null if no series is asked for, or none of that name is known */
export function answerSeries(
  { standalone, language, today }: Question,
  catalogue: Catalogue,
): Finding | null {
  const name = language === "zh" ? ASKED.exec(fold(standalone).trim())?.groups?.name : undefined;
  if (name === undefined) return null;
  const reports = reportsUpTo(catalogue.articles, today);
  const named = reports.filter((article) => speaksOfSeries(article, name));
  const stems = new Set(named.flatMap(({ title }) => stemOf(title) ?? []));
  const parts = reports.filter(
    (article) => named.includes(article) || stems.has(stemOf(article.title) ?? ""),
  );
  if (parts.length === 0) return null;
  const head = `“${withoutMarkup(name)}”系列收录**${parts.length}**篇${shownOf(parts.length, language)}`;
  return { kind: "told", told: [{ text: head, quotes: [] }, ...listed(parts, openingOf, language)] };
}

/** “‘清溪老字号’系列报道” in the text, or the name in a headline that counts its parts. */
function speaksOfSeries({ title, body }: Article, name: string): boolean {
  const headline = fold(title);
  if (headline.includes(name) && (PART.test(headline) || new RegExp(SORT).test(headline))) return true;
  const text = fold(body);
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    if (new RegExp(`^["'》]?${SORT}`).test(text.slice(at + name.length))) return true;
  }
  return false;
}

/** @returns null for a headline that counts no part */
function stemOf(title: string): string | null {
  const headline = fold(title);
  const at = headline.search(PART);
  const stem = at < 0 ? "" : headline.slice(0, at);
  return stem.length < SHORTEST_STEM ? null : stem;
}

/** What the bot says around its quotations, Chinese first, in English to those who ask in English. */
import { addDays, type IsoDay } from "../clock.js";
import { renderDay } from "../news/dates/render.js";
import type { DayRange } from "../news/dates.js";
import { withoutMarkup } from "./markup.js";
import type { SmallTalk } from "./small-talk.js";

export type Language = "zh" | "en";

/** What the archive covers, for the reader. */
export interface Coverage {
  readonly paper: string | null;
  readonly articles: number;
  readonly from: IsoDay | null;
  readonly to: IsoDay | null;
}

export function sayDay(day: IsoDay | null, language: Language): string {
  if (day === null) return language === "zh" ? "日期不详" : "date unknown";
  return language === "zh" ? renderDay(day) : day;
}

export function sayPeriod({ from, to }: Pick<Coverage, "from" | "to">, language: Language): string {
  if (from === null || to === null) return language === "zh" ? "现有报道" : "the articles at hand";
  if (from === to) return sayDay(from, language);
  return language === "zh" ? `${renderDay(from)}至${renderDay(to)}` : `${from} to ${to}`;
}

/** A whole month or year by its name, else first and last day. */
export function sayRange({ from, to }: DayRange, language: Language): string {
  if (from === to) return sayDay(from, language);
  const [year, month] = [from.slice(0, 4), from.slice(5, 7)];
  if (from === `${year}-01-01` && to === `${year}-12-31`) return language === "zh" ? `${year}年` : year;
  const isMonth =
    from.endsWith("-01") && to.slice(0, 7) === from.slice(0, 7) && addDays(to, 1).endsWith("-01");
  if (isMonth) return language === "zh" ? `${year}年${Number(month)}月` : `${year}-${month}`;
  return sayPeriod({ from, to }, language);
}

export function sayPaper(paper: string | null, language: Language): string {
  if (paper === null) return language === "zh" ? "报纸" : "the paper";
  return `《${withoutMarkup(paper)}》`;
}

export function saySmallTalk(talk: SmallTalk, coverage: Coverage, language: Language): string {
  const paper = sayPaper(coverage.paper, language);
  const period = sayPeriod(coverage, language);
  if (language === "en") {
    switch (talk) {
      case "greeting":
      case "self":
      case "empty":
        return `Hello! I answer questions from ${paper} (${coverage.articles} articles, ${period}) and quote the sentences that answer, with their source. Ask me about a figure, a person, a day or a place in the news.`;
      case "thanks":
        return "You are welcome. Ask me anything else about the district's news.";
      case "farewell":
        return "Goodbye.";
      case "instruction":
        return "I only answer from the newspaper; I cannot follow other instructions or talk about my settings. What would you like to know about the district's news?";
      case "task":
        return "I only look things up in the newspaper; writing, translating and calculating are not my trade. What would you like to know about the district's news?";
      case "abuse":
        return "I am here for questions about the district's news. If an answer was wrong, please tell me what you were looking for.";
      default:
        return talk satisfies never;
    }
  }
  switch (talk) {
    case "greeting":
      return `您好！我根据${paper}的报道回答问题（${period}，共${coverage.articles}篇），每句都注明出处。您可以问数字、人物、时间、地点，例如“图书馆几点关门？”`;
    case "self":
      return `我是${paper}的问答助手：在${period}的${coverage.articles}篇报道里查找，用原文回答，并注明标题、日期和版面；报上没有的，我会直说。请直接提问。`;
    case "empty":
      return "没有看出您想问什么。请用一句话提问，例如“图书馆几点关门？”";
    case "thanks":
      return "不客气。还有想了解的区里新闻，请继续问。";
    case "farewell":
      return "再见，欢迎随时再来问。";
    case "instruction":
      return "我只根据报纸的报道回答问题，不能执行其他指令，也不谈论自己的设置。您想了解哪条区里的新闻？";
    case "task":
      return "这件事我帮不上忙：我只在报纸的报道里查找并引用原文。您想了解哪条区里的新闻？";
    case "abuse":
      return "我只回答有关区里新闻的问题。如果刚才的回答不对，请告诉我您想找什么。";
    default:
      return talk satisfies never;
  }
}

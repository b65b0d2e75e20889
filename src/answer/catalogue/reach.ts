/** How far the archive reaches and how much it holds, each end shown with an article of that day. */
import type { IsoDay } from "../../clock.js";
import type { Article } from "../../news/article.js";
import type { Question } from "../../search/question.js";
import { type Language, sayDay, sayPaper } from "../phrases.js";
import type { Finding, ToldLine } from "../told.js";
import { openingOf, reportsUpTo } from "./articles.js";
import type { Reach } from "./asked-reach.js";
import { listed } from "./listed.js";

/** Issues before the newest. */
export const BACK = { newest: 0, previous: 1, "before-previous": 2 } as const;

type Told = Exclude<Reach, "period">;

interface Holdings {
  readonly reports: readonly Article[];
  /** Of its issues, the newest first. */
  readonly days: readonly IsoDay[];
  readonly undated: number;
}

/** @returns null if there is no such issue */
export function tellReach(reach: Told, articles: readonly Article[], question: Question): Finding | null {
  const { language, today } = question;
  const reports = reportsUpTo(articles, today);
  const days = [...new Set(reports.flatMap(({ publishedOn }) => publishedOn ?? []))];
  const undated = reports.filter(({ publishedOn }) => publishedOn === null).length;
  const held = { reports, days, undated };
  const shown = reach === "whole" ? [days[0], days.at(-1)] : [dayOf(reach, days)];
  const quoted = [...new Set(shown)].flatMap((day) => firstOf(day, held) ?? []);
  if (quoted.length === 0) return null;
  const told: ToldLine[] = [{ text: leadOf(reach, held, language), quotes: [] }];
  return { kind: "told", told: [...told, ...listed(quoted, openingOf, language)] };
}

function dayOf(reach: Exclude<Told, "whole">, days: readonly IsoDay[]): IsoDay | undefined {
  return reach === "first" ? days.at(-1) : days[BACK[reach]];
}

/** The first article of a day that has something to quote. */
function firstOf(day: IsoDay | undefined, { reports }: Holdings): Article | undefined {
  return reports.find((article) => article.publishedOn === day && openingOf(article) !== null);
}

const ISSUES = {
  newest: ["最新一期", "The newest issue"],
  previous: ["上一期", "The issue before the newest"],
  "before-previous": ["上上期", "The issue two before the newest"],
  first: ["最早的一期", "The first issue"],
} as const;

function leadOf(reach: Told, { reports, days, undated }: Holdings, language: Language): string {
  const paper = sayPaper(reports[0]!.paper, language);
  const [from, to] = [sayDay(days.at(-1) ?? null, language), sayDay(days[0] ?? null, language)];
  const total = reports.length;
  const whole = reach === "whole" ? "**" : "";
  if (language === "en") {
    const all = `${whole}${total}${whole} articles of ${whole}${days.length}${whole} issues, ${from} to ${to}${undated > 0 ? ` (${undated} without a date)` : ""}`;
    if (reach === "whole") return `The archive holds ${all} of ${paper}:`;
    const day = dayOf(reach, days) ?? null;
    return `${ISSUES[reach][1]} of ${paper} in the archive is of **${sayDay(day, language)}**. In all it holds ${all}:`;
  }
  const all = `${whole}${days.length}${whole}期、${whole}${total}${whole}篇报道，从${from}到${to}${undated > 0 ? `（另有${undated}篇日期不详，已计入）` : ""}`;
  if (reach === "whole") return `收录了${paper}${all}：`;
  const day = dayOf(reach, days) ?? null;
  const count = reports.filter(({ publishedOn }) => publishedOn === day).length;
  return `收录的${ISSUES[reach][0]}${paper}是**${sayDay(day, language)}**的，报道${count}篇。全部收录${all}：`;
}

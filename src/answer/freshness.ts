/**
 * News ages: where the archive ends long before the day of asking, the reader
 * is told up to when it reaches, because what happened since is not in it.
 */
import { addDays, type IsoDay } from "../clock.js";
import type { Answer } from "./answer.js";
import { type Coverage, type Language, sayDay } from "./phrases.js";

/** Whether the newest issue is more than so many days before the day; true also where no article has a day. */
function isStale({ to }: Pick<Coverage, "to">, today: IsoDay, staleAfterDays: number): boolean {
  return to === null || addDays(to, staleAfterDays) < today;
}

/**
 * The answer with a line on how far the archive reaches, if it is old: the last line of what was found, the second
 * where nothing was, unless the first says so already.
 */
export function withReach(
  answer: Answer,
  coverage: Coverage,
  {
    today,
    staleAfterDays,
    language,
  }: { today: IsoDay; staleAfterDays: number | undefined; language: Language },
): Answer {
  const { status, text } = answer;
  if (staleAfterDays === undefined || (status !== "answered" && status !== "not_found")) return answer;
  if (!isStale(coverage, today, staleAfterDays)) return answer;
  const reach = sayReach(coverage, language);
  if (status === "answered") return { ...answer, text: `${text}\n${reach}` };
  const [first = "", ...rest] = text.split("\n");
  if (coverage.to !== null && first.includes(sayDay(coverage.to, language))) return answer;
  return { ...answer, text: [first, reach, ...rest].join("\n") };
}

function sayReach({ to }: Coverage, language: Language): string {
  if (to === null) return language === "zh" ? "（收录的报道日期不详。）" : "(The articles bear no dates.)";
  return language === "zh"
    ? `（收录的报道截至${sayDay(to, language)}。）`
    : `(The archive reaches up to ${sayDay(to, language)}.)`;
}

/** “最近三个月”, “近一年”: spans counted back from the day of asking, which name no dates of their own. */
import { addDays, type IsoDay, isoDay } from "../../clock.js";
import { readNumeral } from "../../news/numerals.js";
import type { Period } from "../../search/question.js";

const RECENT =
  /(?:最近|近|过去)(?:的)?(半年|[一两二三四五六七八九十\d]+)(?:多)?(?:个)?(天|日|周|星期|礼拜|月|年)?(?!前|后)/;

/** “最近三个月”, “近一年”: counted back from the day of asking. */
export function recentPeriod(folded: string, today: IsoDay): Period | null {
  const [text, number, unit] = RECENT.exec(folded) ?? [];
  if (text === undefined || (unit === undefined && number !== "半年")) return null;
  const count = number === "半年" ? 6 : (readNumeral(number!) ?? 0);
  if (count === 0) return null;
  const from =
    unit === "年"
      ? monthsBefore(today, 12 * count)
      : unit === undefined || unit === "月"
        ? monthsBefore(today, count)
        : addDays(today, -count * (unit === "天" || unit === "日" ? 1 : 7));
  return { range: { from: addDays(from, 1), to: today }, text };
}

/** The same day so many months earlier, or the last of that month. */
function monthsBefore(today: IsoDay, months: number): IsoDay {
  const [year = 0, month = 1, day = 1] = today.split("-").map(Number);
  const index = year * 12 + month - 1 - months;
  for (let last = day; ; last--) {
    const found = isoDay(Math.floor(index / 12), (index % 12) + 1, last);
    if (found !== undefined || last === 1) return found ?? today;
  }
}

/**
 * Dates whose figures alone show that they are dates: “2025-03-31”, “2025.3.20-4.22”,
 * “2012-2022年”, “2024—2025学年”. All of them have their year.
 */
import { dayRange, monthsRange } from "./calendar.js";
import { after, type Draft, endOf, numberOf, type Rule, sticky, TO, W, YEAR } from "./draft.js";

/** “2025-03-31”, “2025/3/31”, “2025.3.20-4.22” */
const figures: Rule<Draft> = {
  starts: "12",
  pattern: sticky(
    `([12]\\d{3})([-./])(\\d{1,2})\\2(\\d{1,2})(?:${TO}(?:([12]\\d{3})\\2)?(\\d{1,2})\\2(\\d{1,2}))?(?!\\d|[./-]\\d)`,
  ),
  read(match, reading) {
    if (after(reading, match.index, /[\da-z./-]$/)) return null;
    const [year, month, day] = [Number(match[1]), Number(match[3]), Number(match[4])];
    const first = dayRange(year, month, day);
    const last = match[6] ? dayRange(Number(match[5] ?? year), Number(match[6]), Number(match[7])) : first;
    if (!first || !last || last.to < first.from) return null;
    const precision = last === first ? "day" : "span";
    const within = () => ({ from: first.from, to: last.to });
    return { end: endOf(match), precision, certain: true, year, yearGiven: true, within };
  },
};

/** “2025-03”; not the season “2010-11赛季” */
const monthFigures: Rule<Draft> = {
  starts: "12",
  pattern: sticky("([12]\\d{3})-(0[1-9]|1[0-2])(?![\\d年/.-]|赛季|学年|财年)"),
  read(match, reading) {
    // “公告编号:2023-10”
    if (after(reading, match.index, /[\da-z./-]$|号:?$/)) return null;
    const month = Number(match[2]);
    const within = (year: number) => monthsRange(year, month, month);
    return {
      end: endOf(match),
      precision: "month",
      certain: true,
      year: Number(match[1]),
      yearGiven: true,
      within,
    };
  },
};

/** “2012-2022年”; “2012年至2022年” is joined like every span. */
const years: Rule<Draft> = {
  starts: "12",
  pattern: sticky(`(${YEAR})${TO}(${YEAR})${W}年(?!代)`),
  read(match, reading) {
    const [first, last] = [numberOf(match[1]!), numberOf(match[2]!)];
    if (last <= first || after(reading, match.index, /[\d.第-]$/)) return null;
    const within = (year: number) => monthsRange(year, 1, (last - first + 1) * 12);
    return { end: endOf(match), precision: "span", certain: true, year: first, yearGiven: true, within };
  },
};

/** “2024—2025学年”, “2019-20赛季”: from August to July. */
const schoolYear: Rule<Draft> = {
  starts: "12",
  pattern: sticky(`(${YEAR})${TO}(?:20)?(\\d{2})${W}年?(?:学年|赛季|财年)`),
  read(match, reading) {
    const first = numberOf(match[1]!);
    if ((first + 1) % 100 !== Number(match[2]) || after(reading, match.index, /[\d.第-]$/)) return null;
    const within = (year: number) => monthsRange(year, 8, 19);
    return { end: endOf(match), precision: "span", certain: true, year: first, yearGiven: true, within };
  },
};

export const FIGURE_RULES: readonly Rule<Draft>[] = [schoolYear, years, figures, monthFigures];

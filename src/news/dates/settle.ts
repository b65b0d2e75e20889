/**
 * From what the words tell to the days they mean: the year a date leaves out.
 *
 * A sentence that speaks of another time stays there (“2021年3月24日转账89万元，4月8日
 * 再次转账”, “9月22日开幕，10月15日闭幕”). Otherwise news tell what was, so it is the past one, unless the
 * coming one is near or the words announce it (“将于9月10日”).
 */
import { daysBetween, type IsoDay } from "../../clock.js";
import { type DayRange, partsOf } from "./calendar.js";
import { after, COMING, type DateMention, type Draft, type Known, type Reading } from "./draft.js";

/** @returns null if its year is neither told nor to be had from the reference */
export function settle(draft: Draft, reading: Reading): DateMention | null {
  const { start, reference } = reading;
  const { end, precision, yearGiven } = draft;
  if (draft.year !== null) {
    const range = draft.within(draft.year);
    return range ? { start, end, range, precision, certain: draft.certain, yearGiven } : null;
  }
  if (!reference) return null;
  const found = beside(draft, reading, reference) ?? fromReference(draft, reference, leaning(draft, reading));
  return found && { start, end, ...found, certain: draft.certain && found.certain, precision, yearGiven };
}

interface Settled {
  readonly range: DayRange;
  readonly certain: boolean;
}

/** A date so shortly before the reference belongs to the present of the text. */
const PRESENT_DAYS = 30;
/** As far from the date before, another year would be as near. */
const BESIDE_DAYS = 150;

/** The nearest to the date before in the same sentence, rather after it than before. */
function beside(draft: Draft, { known, start, text }: Reading, reference: IsoDay): Settled | null {
  if (!known || !tellsMonth(known) || /[。!?;\n]/.test(text.slice(known.end, start))) return null;
  if (known.range.from <= reference && daysBetween(known.range.to, reference) <= PRESENT_DAYS) return null;
  let best: DayRange | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const range of candidates(draft, known.range.from)) {
    const ahead = daysBetween(known.range.from, range.from);
    const distance = ahead < 0 ? ahead * -2.5 : ahead;
    if (distance < least) [best, least] = [range, distance];
  }
  return best && { range: best, certain: known.certain && least <= BESIDE_DAYS };
}

function tellsMonth({ precision }: Known): boolean {
  return precision === "day" || precision === "month" || precision === "span";
}

type Leaning = "past" | "coming" | "either";

const EITHER_BEFORE = /(?:截止|(?<!截)[至到])$/;
const EITHER_BEHIND = /^(?:起|前(?![往后来夕])|之前|开始|止|截止)/;

function leaning(draft: Draft, reading: Reading): Leaning {
  if (after(reading, reading.start, COMING)) return "coming";
  const behind = reading.text.slice(draft.end, draft.end + 2);
  return after(reading, reading.start, EITHER_BEFORE) || EITHER_BEHIND.test(behind) ? "either" : "past";
}

/** So far ahead a date is still the coming one rather than last year's; announced, it may be further. */
const AHEAD_DAYS = 60;
const ANNOUNCED_AHEAD_DAYS = 300;
/** Further back than half a year the coming one would be as near. */
const CERTAIN_BACK_DAYS = 180;

function fromReference(draft: Draft, reference: IsoDay, leaning: Leaning): Settled | null {
  let past: DayRange | null = null;
  for (const range of candidates(draft, reference)) {
    if (range.to < reference) {
      past = range;
      continue;
    }
    const ahead = daysBetween(reference, range.from);
    const back = past ? daysBetween(past.to, reference) : Number.POSITIVE_INFINITY;
    const limit = { past: AHEAD_DAYS, coming: ANNOUNCED_AHEAD_DAYS, either: Math.max(back, AHEAD_DAYS) }[
      leaning
    ];
    if (ahead <= limit) return { range, certain: leaning !== "either" || ahead <= AHEAD_DAYS };
    break;
  }
  return past && { range: past, certain: daysBetween(past.to, reference) <= CERTAIN_BACK_DAYS };
}

/** In the year before, the year itself and the year after, in order. */
function candidates(draft: Draft, day: IsoDay): DayRange[] {
  const { year } = partsOf(day);
  return [year - 1, year, year + 1].map((at) => draft.within(at)).filter((range) => range !== undefined);
}

/**
 * Hours hang on the day of the week: asked for Sunday's, a sentence on Friday and
 * Saturday does not answer. A day that is only said to be closed leaves the
 * hours to the others.
 */

const DAYS = "一二三四五六日";
const DAY = "(?:周|星期|礼拜)([一二三四五六日天])";
const SPAN = new RegExp(`${DAY}(?:至|到|~|-|—)+(?:周|星期|礼拜)?([一二三四五六日天])`, "g");
const SINGLE = new RegExp(`${DAY}(?:[、和及]([一二三四五六日天])(?![月年天日]))?`, "g");
const GROUPS: readonly (readonly [RegExp, string])[] = [
  [/周末|双休/g, "六日"],
  [/工作日|平日/g, "一二三四五"],
];
/** The hours hold on all days. */
const EVERY_DAY = /每[天日]|天天|全周|[全每]年|节假日照常|无休|不休息|不打烊/;
const CLOSED = /^[^,，。;；]{0,6}(?:闭|休|除外|不开|停)/;

/** The days of the week a text names, as characters of 一二三四五六日; those only said to be closed apart. */
function daysIn(folded: string): { readonly named: ReadonlySet<string>; readonly open: ReadonlySet<string> } {
  const named = new Set<string>();
  const open = new Set<string>();
  const add = (days: string, end: number) => {
    const isClosed = CLOSED.test(folded.slice(end));
    for (const day of days) {
      named.add(day);
      if (!isClosed) open.add(day);
    }
  };
  for (const match of folded.matchAll(SPAN)) {
    const [from, to] = [match[1]!, match[2]!].map((day) => DAYS.indexOf(plain(day)));
    add(DAYS.slice(from, to! + 1), match.index + match[0].length);
  }
  for (const match of folded.matchAll(SINGLE))
    add(plain(match[1]!) + plain(match[2] ?? ""), match.index + match[0].length);
  for (const [pattern, days] of GROUPS)
    for (const match of folded.matchAll(pattern)) add(days, match.index + match[0].length);
  return { named, open };
}

function plain(day: string): string {
  return day === "天" ? "日" : day;
}

/** Whether the sentence tells of days of the week and of none that is asked about. */
export function tellsOfOtherWeekdays(question: string, sentence: string): boolean {
  const asked = daysIn(question).named;
  if (asked.size === 0 || EVERY_DAY.test(sentence)) return false;
  const { named, open } = daysIn(sentence);
  return open.size > 0 && ![...asked].some((day) => named.has(day));
}

/**
 * “2023和2024两年……各是多少”, “今年和去年分别几家”: the same is asked of each year named, and each year was
 * told of in a report of its own. Put as one question for each.
 */
const YEAR = "(?:\\d{4}年?|[今去前]年|大前年)";
const JOINED = new RegExp(
  `(?<!\\d)(${YEAR})(?:和|与|跟|、|以及)(${YEAR})(?![\\d.]|学年)(?:这?(?:两|2)年)?(?:的)?`,
);
/** What says that both are asked for. */
const OF_BOTH = /(?:这?两年)?(?:分别|各自?(?:是|有)?)|两(?:年|个[数价])(?:都|各)?(?:给我|要)?/g;
const ASKS_EACH = /各|分别|两年/;

/** @param part folded; @returns the part as it is where it does not ask the same of two years */
export function askedOfEachYear(part: string): string[] {
  if (!ASKS_EACH.test(part)) return [part];
  const joined = JOINED.exec(part);
  if (joined === null) return [part];
  const [whole, first, second] = joined;
  return [first!, second!].map((year) =>
    `${part.slice(0, joined.index)}${named(year)}${part.slice(joined.index + whole.length)}`.replace(
      OF_BOTH,
      "",
    ),
  );
}

const named = (year: string): string => (/^\d{4}$/.test(year) ? `${year}年` : year);

/** Two years joined are two times, not two things. */
export const namesTwoYears = (part: string): boolean => JOINED.test(part);

/**
 * A count of the first day, of a usual day, of the busiest day, an hour of the
 * weekend: asked for one of them, only that one answers; asked for none, it
 * stands behind a plain count.
 */
import type { Span } from "../../news/text.js";
import type { ArticleReading } from "../evidence.js";
import { partAround } from "./beside.js";
import type { Candidate } from "./candidate.js";

const QUALIFIERS: readonly { readonly asked: RegExp; readonly printed: RegExp; readonly alone: boolean }[] = [
  {
    asked: /头一?天|第一天|首[日天]|开[张业馆园][那当]天/,
    printed: /首[日天]|头一?天|第一天|当[天日]/,
    alone: true,
  },
  { asked: /头一?年|第一年|首年/, printed: /首年|头一?年|第一年/, alone: false },
  { asked: /每天|日均|平均|(?<![头第])一天(?!最)/, printed: /日均|平均|每[天日]/, alone: false },
  { asked: /最多(?:的)?一天|单日|最[高多]/, printed: /单日|最[高多]/, alone: false },
  { asked: /周末|双休|节假日|周[六日]/, printed: /周末|双休|节假日|周[六日]/, alone: false },
  { asked: /工作日|平日|平时|周一到周五/, printed: /工作日|平日|平时|周一至周五|周一到周五/, alone: false },
];
/** A count of the whole time is none of its first day. */
const OF_ANOTHER = 0.3;
const SURELY = 1.25;

/** The same candidates, higher where what is asked for is said of them, lower where it is not. */
export function rateByQualifier(
  candidates: readonly Candidate[],
  question: string,
  { reading: { body }, span }: { readonly reading: ArticleReading; readonly span: Span },
): Candidate[] {
  const asked = QUALIFIERS.filter((one) => one.asked.test(question));
  const [first] = asked;
  if (!first) return [...candidates];
  return candidates.map((one) => {
    const { start, end } = partAround(body, span, one);
    const part = body.slice(start, end);
    if (asked.some(({ printed }) => printed.test(part)))
      return { ...one, fit: Math.min(1, one.fit * SURELY) };
    return first.alone ? { ...one, fit: one.fit * OF_ANOTHER } : one;
  });
}

/**
 * Where a question only names the kind of thing it wants to know: 变化 in “发生了
 * 什么变化”. The report says what changed, and seldom that something did.
 */
import type { Span } from "../news/text.js";

/** What follows 什么 up to the end of the clause, with an adjective before it (什么重要的活动). */
const KIND =
  /(?:什么样的|什么|哪些|何种|怎样的|啥)((?:[^，。？、：；,?:;的]{0,3}的)?[^，。？、：；,?:;]{2,12}?)(?=[，。？；,?;]|$|呢|吗|和|并)/g;
/** A longer phrase tells of what is asked about (什么举措支持小微企业). */
const MOST = 6;

/** @param folded a question or a part of one */
export function askedKinds(folded: string): Span[] {
  return [...folded.matchAll(KIND)].flatMap(({ 0: match, 1: kind, index }) => {
    const end = index + match.length;
    const start = end - kind!.length;
    return end - start <= MOST ? [{ start, end }] : [];
  });
}

/**
 * Parts that people have in an event: asked for the dead, nobody printed as the
 * suspect answers. Closed classes of words; offices are read elsewhere.
 */
import { isSurname, nameEnd } from "../../news/people.js";
import type { Span } from "../../news/text.js";
import type { ArticleReading } from "../evidence.js";
import type { Candidate } from "./candidate.js";

export interface AskedRole {
  readonly asked: RegExp;
  /** Words one of which stands beside a name of who has the part. */
  readonly printed: RegExp;
  /** The words for the part itself (global); a name may follow right behind. */
  readonly led: RegExp;
}

/** The words for a part in a question, and those that tell of it in print. */
const ROLES: readonly AskedRole[] = [
  ["死者|遇难者|被害人|受害人|受害者|逝者", "遇难|被害|受害|遇害|身亡|去世|死亡|逝世|杀害|受骗|被骗"],
  ["犯罪嫌疑人|嫌疑人|凶手|逃犯|罪犯|骗子|小偷|被告人?", "嫌疑|涉嫌|落网|抓获|被捕|作案|到案|归案"],
  ["司机|驾驶员|车主", "驾驶|开车|驾车"],
  ["教练", "主帅|执教"],
  ["翻译", "译者|译"],
  ["裁判", "执法"],
  ["设计师|设计者", "设计"],
  ["主持人", "主持"],
  ["店主|老板|业主|房东|房主", "创始人|负责人|主理人|经营|董事长|总经理|店长|总裁|开店"],
].map(([asked, printed]) => ({
  asked: new RegExp(
    `(?:${asked})(?:到底|究竟)?(?:都?是谁|都?叫(?:什么|啥)|姓(?:什么|啥)|是(?:哪位|什么人))|谁是[^,，。?]{0,8}(?:${asked})`,
  ),
  printed: new RegExp(`${asked}|${printed}`),
  led: new RegExp(`(?:${asked})`, "g"),
}));

export function roleAsked(question: string): AskedRole | undefined {
  return ROLES.find(({ asked }) => asked.test(question));
}

/** Characters around a name in which the word for the part must stand. */
const BESIDE = 16;

/** Whether a word for the part stands beside the name, in one sentence with it. */
export function standsAs(
  { printed }: AskedRole,
  { start, end }: Span,
  { body, span }: { readonly body: string; readonly span: Span },
): boolean {
  const before = body
    .slice(Math.max(span.start, start - BESIDE), start)
    .split(/[。；;!！?？]/)
    .at(-1)!;
  return printed.test(before) || printed.test(body.slice(end, Math.min(span.end, end + BESIDE)));
}

/** Names right behind the word for the part: 嫌疑人陈大勇, 驾驶员卜某. */
export function namesLedByRole({ led }: AskedRole, { body }: ArticleReading, span: Span): Candidate[] {
  return [...body.slice(span.start, span.end).matchAll(led)].flatMap((match) => {
    const start = span.start + match.index + match[0].length;
    if (!isSurname(body[start] ?? "")) return [];
    const hidden = /^.某{1,2}/.exec(body.slice(start, start + 3));
    const end = hidden ? start + hidden[0].length : nameEnd(body, start);
    return end === 0 ? [] : [{ start, end, fit: 0.8 }];
  });
}

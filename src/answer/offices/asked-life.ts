/**
 * “王华来这里之前在哪”, “前任区长王华后来做什么去了”: where somebody was before or
 * went after, in whatever words. The sentence is taken apart: a known person, before
 * them at most an office, and behind them nothing but words of coming, going and doing.
 */
import { readName } from "./asked-name.js";
import type { PersonAsked } from "./asked-person.js";

/** Of the person asked about: who they were before, where they went, what they are. */
type Turn = "prior" | "left" | "now";

const LONGEST_NAME = 4;
const LEAD =
  /^(?:请问|那个|这个|那位|那|以前的?|从前的?|原来的?|原先的?|前任|上一?任|之前的?|老|原|前|的|咱们?|我们|本)+/;
const ASKS_WHERE = /哪|什么|何处|何方/;
const PRIOR = /之前|以前|此前|从前|早先|原先|原来|过去|先前|出身|来历|哪(?:里|儿)?(?:调|派|转)?来/;
const AFTER = /后来|之后|以后|离[开任]|卸任|[调去走转离]|下去/;
/** What such a question is made of beside the person and, behind 来 and 当, a place or an office. */
const WORDS =
  /之前|以前|此前|从前|早先|原先|原来|过去|先前|出身|来历|后来|之后|以后|现在|目前|如今|眼下|离开|离任|卸任|退休|什么|哪里|哪儿|哪个|哪家|何处|何方|地方|单位|部门|岗位|职务|职位|工作|上班|做事|任职|任过|做过|干过|当过|待过|事情|高就|就职|官|事|活|调|派|转|走|去|来|到|在|从|往|哪|当|做|干|任|担任|是|的|了|过|都|又|呢|啊|呀|吗|同志|先生|女士|一直|究竟|到底|[?!。,，、 ]/g;
/** “来徐汇”, “当区长”, “离开城投”: what stands behind the verb is named, not asked. */
const NAMED =
  /(?:来|到|去|当上?|任|担任|出任|接任|离开|调来|调到|上任)(?<what>(?![来到去过了])[\u4e00-\u9fff]{2,10}?)(?=之前|以前|此前|前|之后|以后|后)/;

export function readLife(text: string, isPerson: (name: string) => boolean): PersonAsked | null {
  const found = personIn(text, isPerson);
  if (!found) return null;
  const { person, before, after } = found;
  if (!isOfficeAtMost(before) || !ASKS_WHERE.test(after)) return null;
  const named = NAMED.exec(after)?.groups?.what ?? "";
  const rest = (named === "" ? after : after.replace(named, "")).replace(WORDS, "");
  // “前” alone is a word of this frame only behind what is named: “当区长前”.
  if (rest !== "" && !(named !== "" && /^[前后]$/.test(rest))) return null;
  return { kind: "person", person, when: turnOf(after), office: null, place: "" };
}

function turnOf(text: string): Turn {
  if (PRIOR.test(text) || /(?:[任当来]|[\u4e00-\u9fff]长)前/.test(text)) return "prior";
  return AFTER.test(text) ? "left" : "now";
}

function personIn(text: string, isPerson: (name: string) => boolean) {
  for (let length = LONGEST_NAME; length >= 2; length--)
    for (let at = 0; at + length <= text.length; at++) {
      const person = text.slice(at, at + length);
      if (isPerson(person)) return { person, before: text.slice(0, at), after: text.slice(at + length) };
    }
  return null;
}

function isOfficeAtMost(text: string): boolean {
  const plain = text.replace(LEAD, "").replace(LEAD, "").replace(/的$/, "");
  return plain === "" || readName(plain, []) !== null;
}

/**
 * People say in one part whom they mean and ask in the next (“想找馆长，现在是哪位”,
 * “稿子里写馆长王华，他还在任吗”), and add why they ask (“核一下”). Only what names
 * the office and what asks are kept, as one plain question.
 */
import { findOfficeWords } from "../../news/offices/office-words.js";
import { fold } from "../../news/text.js";

/** The second part asks for whoever the first names. */
const ASKS_FOR_IT =
  /^(?:那|他|她|这个?人|此人|那个?人|这位)?(?:现在|目前|如今|眼下|今天|到底|究竟)?(?:还|已经|是不是)?(?:是|叫|由)?(?:谁|哪一?位|哪个|什么人|什么名字?|姓什么|叫什么|在任|在岗|当着?|做着?|没换|换了?)(?:在任|在当|吗|么|没有?|人|了|呢|啊|呀)*$/;
const STILL = /还|在任|没换|换了?/;
/** What stands before the body in a part that tells why one asks. */
const LEADS = /^.*(?:给|找|见|问|跟|向|联系|采访|拜访|写着?|写的是|提到|说的?|看到|听说|是|请|约)/;
const MARKS = /["“”「」『』]/g;
const ASKS = /谁|哪一?位|哪个|叫什么|姓什么|什么人|一把手/;
/** “张三上来之前,馆长是谁” is one question. */
const BEFORE_OR_AFTER = /(?:之前|以前|之后|以后|前|后)$/;

export interface Joined {
  /** null: nothing is to be put together. */
  readonly text: string | null;
  /** The parts mean nothing alone. */
  readonly sure: boolean;
}

export function joinParts(text: string, isPerson: (name: string) => boolean): Joined {
  const parts = fold(text)
    .replace(MARKS, "")
    .split(/[,。;!?\s]+/)
    .filter(Boolean);
  if (parts.length < 2) return { text: null, sure: false };
  for (const [i, part] of parts.entries()) {
    const next = parts[i + 1];
    if (next !== undefined && BEFORE_OR_AFTER.test(part) && ASKS.test(next)) {
      const lead = part.replace(/(?:上来|上任|到任|接任|接手|来|当选)(?=(?:之|以)?[前后]$)/, "");
      return { text: lead.replace(/(?<![之以])([前后])$/, "之$1") + next, sure: true };
    }
    if (next !== undefined && ASKS_FOR_IT.test(next)) {
      const named = namedIn(part, isPerson);
      if (named === null) continue;
      const { office, person } = named;
      const still = person !== null && STILL.test(next);
      return { text: still ? `${person}还是${office}吗` : `${office}${ask(next)}`, sure: true };
    }
  }
  const asking = parts.filter((part) => findOfficeWords(part).length > 0 || ASKS_ANYTHING.test(part));
  const [only] = asking;
  return { text: asking.length === 1 && ASKS.test(only!) ? only! : null, sure: false };
}

/** Another part that asks must be answered too. */
const ASKS_ANYTHING = /什么|啥|哪|谁|几|多少|怎|咋|吗|呢|为何|一把手/;

function ask(part: string): string {
  return STILL.test(part) ? "是谁" : part.replace(/^(?:那|他|她|这位)/, "");
}

/** The office with its body, and the person printed behind it. */
function namedIn(
  part: string,
  isPerson: (name: string) => boolean,
): { readonly office: string; readonly person: string | null } | null {
  const word = findOfficeWords(part)
    .filter(({ office }) => office !== "")
    .at(-1);
  if (!word) return null;
  const body = part.slice(0, word.start).replace(LEADS, "");
  const behind = part.slice(word.end);
  const person = [4, 3, 2].map((length) => behind.slice(0, length)).find(isPerson) ?? null;
  return { office: body + part.slice(word.start, word.end), person };
}

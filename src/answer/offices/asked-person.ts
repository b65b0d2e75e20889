/**
 * Questions that name a person: what they are, when they became it, where they
 * went, whether they still are. Only names the paper tells an office of count.
 */
import type { DayRange } from "../../news/dates.js";
import { findOfficeWords } from "../../news/offices/office-words.js";

/** “王华现在是什么职务” */
export interface PersonAsked {
  readonly kind: "person";
  readonly person: string;
  /** `prior`: where they were before; `left`: where they went, and why; `still`: whether they are yet in office; `since`: when they came into it; `term`: from when to when. */
  readonly when:
    | "now"
    | "left"
    | "prior"
    | "still"
    | "since"
    | "term"
    | { readonly range: DayRange; readonly text: string };
  /** The plain name of the office asked for; null: any. */
  readonly office: string | null;
  /** “还在城投吗”: where; "" if it is not said. */
  readonly place: string;
  /** “什么时候当代区长的”: when they began to stand in for it comes first. */
  readonly acting?: boolean;
}

type IsPerson = (name: string) => boolean;

const NAME = "(?<person>[\\u4e00-\\u9fff·]{2,12}?)(?:同志|先生|女士)?";
const ON_WHICH_DAY = "(?:是)?(?:在)?(?:从)?(?:什么时[候间]|何时|几时|哪(?:一)?[天年日]|哪个月|几月份?|几号)";
const WHEN = `(?:${ON_WHICH_DAY}|为什么|为何|怎么)`;
const HOLD = "(?:当|做|任|担任|干|是)";

const GO = "(?:离开|离任|卸任|离职|辞职|退休|退|调走|走|下台)(?:的|了)?";
const COME = "(?:正式)?(?:当选|接任|出任|接班|上台|到任|上任|就任|履新|过来|来|到|开始)(?:的|了)?";
const HOW_LONG = "(?:多久|多长时间|几年|多少年|多少时间)";

const PATTERNS: readonly (readonly [PersonAsked["when"], RegExp])[] = [
  // “王华什么时候去的博物馆”
  [
    "since",
    new RegExp(
      `^${NAME}${ON_WHICH_DAY}(?:去|来|到|调到|调去|调来)(?:的|了)?(?<place>[\\u4e00-\\u9fff]{2,12}?)的?(?<any>)$`,
    ),
  ],
  [
    "now",
    new RegExp(
      `^${NAME}(?:现在)?(?:的)?(?:都|曾经?|以前)?(?:是|任|担任|当|做|在做|当过|做过|任过|担任过|干过)?(?:的)?(?:(?:什么|何|哪些|哪个|哪种)(?:职务|职位|职|官|头衔|领导职务|领导|工作)|(?:职务|职位|头衔)(?:是|叫|有)?(?:什么|哪些|哪个)?)$`,
    ),
  ],
  // “谁是王华”, “王华是谁”: who is told of with an office is known by it.
  ["now", /^谁是(?<person>[\u4e00-\u9fff·]{2,12})$/],
  ["now", new RegExp(`^${NAME}(?:到底|究竟)?是(?:谁|哪一?位|什么人|何人|(?:干|做)什么的)$`)],
  // “王华是区长还是代区长”
  ["now", new RegExp(`^${NAME}是(?<office>[\\u4e00-\\u9fff]{2,12})还是[\\u4e00-\\u9fff]{2,12}$`)],
  [
    "left",
    new RegExp(
      `^${NAME}(?:后来)?(?:现在)?(?:去|调|调到|调去|到|在)(?:了)?(?:哪里?|哪儿|什么地方|何处|(?:什么|哪个)(?:单位|部门|岗位))(?:去?了|任职|工作|上班|高就)?$`,
    ),
  ],
  [
    "left",
    new RegExp(
      `^${NAME}${WHEN}(?:就)?(?:不再|不|没)(?:继续)?${HOLD}(?<office>[\\u4e00-\\u9fff]{0,14}?)(?:的|了)?$`,
    ),
  ],
  ["left", new RegExp(`^${NAME}${WHEN}${GO}$`)],
  [
    "left",
    new RegExp(
      `^${NAME}${WHEN}(?:就)?(?:辞去|辞掉|卸任|被?免去)(?:了)?(?<office>[\\u4e00-\\u9fff]{2,14}?)(?:职务)?(?:的|了)?$`,
    ),
  ],
  // “霍启明当代区长是从哪一天开始的”
  [
    "since",
    new RegExp(
      `^${NAME}${HOLD}(?:上)?(?<office>[\\u4e00-\\u9fff]{2,14}?)(?:是)?${ON_WHICH_DAY}(?:开始|的事|起)?的?$`,
    ),
  ],
  [
    "still",
    new RegExp(
      `^${NAME}(?:还|仍然?|依然)在(?:任|职|岗|位)?(?<place>(?:(?![当做任])[\\u4e00-\\u9fff]){0,12}?)(?:工作|任职)?[吗么]$`,
    ),
  ],
  [
    "term",
    new RegExp(
      `^${NAME}(?:一共|总共)?${HOLD}了${HOW_LONG}(?:的)?(?<office>[\\u4e00-\\u9fff]{2,14}?)(?:[,，、 ]${WHEN}(?:${GO}|${COME}))?$`,
    ),
  ],
  // “挂职了多久”, “什么时候到任的”: in whatever office it was.
  [
    "term",
    new RegExp(
      `^${NAME}(?:一共|总共)?(?:挂职|在任|任职)了?${HOW_LONG}(?<any>)(?:了)?(?:[,，、 ]${WHEN}(?:${GO}|${COME}))?$`,
    ),
  ],
  [
    "since",
    new RegExp(
      `^${NAME}${ON_WHICH_DAY}(?:开始)?(?:正式)?(?:当选|当上|接任|出任|接手|接班|上台|走马上任|到任|上任|就任|履新|任职)(?:的|了)?(?<any>)$`,
    ),
  ],
  [
    "since",
    new RegExp(
      `^${NAME}${ON_WHICH_DAY}(?:开始|正式)*(?:当上|当选|就任|上任|出任|接任|成为|${HOLD})?(?:的|了|为)*(?<office>(?![辞卸离免不])[\\u4e00-\\u9fff]{2,14}?)的?$`,
    ),
  ],
];

/** @param text a clause without the time that it names */
export function readPerson(text: string, isPerson: IsPerson): PersonAsked | null {
  const bare = text.replace(/^(?:请问|你知道|知道)/, "").replace(/[呢啊呀]$/, "");
  for (const [when, pattern] of PATTERNS) {
    const { person, office = "", place = "", any } = pattern.exec(bare)?.groups ?? {};
    if (person === undefined || !isPerson(person)) continue;
    const asked = officeIn(office);
    // “王华什么时候当的爸爸”, “王华还在开会吗”: of no office.
    if ((when === "since" || when === "term") && asked === null && any === undefined) continue;
    return { kind: "person", person, when, office: asked, place, acting: /^代/.test(office) };
  }
  return null;
}

function officeIn(text: string): string | null {
  const word = findOfficeWords(text).at(-1);
  return word && word.end === text.length && word.office !== "" ? word.office.replace(/^代理/, "") : null;
}

/** “王华还是区长吗”, “区长还是王华吗”, “王华还在三中当校长吗” */
export function withoutPerson(
  text: string,
  isPerson: IsPerson,
): { readonly rest: string; readonly person: string | null } {
  if (!/[吗么]$|是不是|是否/.test(text)) return { rest: text, person: null };
  const still =
    "(?:还|仍然?|依然|依旧|不)?(?:是不是|是否|是|在任|在?担任|在?任|在?当|在?做)(?:还|不)?(?:是|着)?";
  const first = new RegExp(`^(?:请问)?([\\u4e00-\\u9fff·]{2,12}?)${still}(.+)$`).exec(text);
  if (first && isPerson(first[1]!)) return { rest: first[2]!, person: first[1]! };
  const there = /^([\u4e00-\u9fff·]{2,12}?)(?:还|仍)?在(.+?)(?:当|做|任|担任)(?!在)(.+)$/.exec(text);
  if (there && isPerson(there[1]!)) return { rest: there[2]! + there[3]!, person: there[1]! };
  const last = new RegExp(`^(.+?)${still}([\\u4e00-\\u9fff·]{2,12}?)[吗么]?$`).exec(text);
  return last && isPerson(last[2]!) ? { rest: last[1]!, person: last[2]! } : { rest: text, person: null };
}

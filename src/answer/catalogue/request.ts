/**
 * Whether a question asks for articles rather than for what stands in one: the
 * newest issue, the front page of last month, what there was on a topic, how
 * many. Told by the frame of the question; its other words are the topic.
 */

import { addDays, type IsoDay, isoDay } from "../../clock.js";
import { readNumeral } from "../../news/numerals.js";
import { fold } from "../../news/text.js";
import type { Period, Question } from "../../search/question.js";
import type { Term } from "../../search/terms.js";

interface Asked {
  readonly period: Period | null;
  readonly frontPage: boolean;
  /** How many there are, not only which. */
  readonly counts: boolean;
  /** Only the newest or the first of them is asked for. */
  readonly one: "newest" | "first" | null;
  /** What the paper announces (公告) is asked for, not what it reports. */
  readonly notices: boolean;
}

export interface Topic {
  /** As the reader put it, for the answer. */
  readonly name: string;
  readonly terms: readonly Term[];
  /** Only to be mentioned (提到), not what the article is about. */
  readonly inPassing: boolean;
}

export type CatalogueRequest =
  | ({ readonly kind: "issue"; readonly which: "newest" | "previous" | "before-previous" | "first" } & Asked)
  | ({ readonly kind: "topic"; readonly topic: Topic } & Asked)
  | { readonly kind: "timeline"; readonly topic: Topic }
  /** Which days the archive covers. */
  | { readonly kind: "coverage" };

const REPORTS = "(?:新闻报道|报道|新闻|消息|文章|稿件|稿子|资讯|动态|进展)";
/** Words in which 新闻 and 报道 are part of something else, or mean one article that was spoken of. */
const OTHER_SENSE =
  /新闻(?:发布|中心|办|社|联播|奖|工作|出版|媒体|学院|专业|周刊|人(?!物)|司)|好消息|[这那该此]一?[篇则条]|家媒体|媒体报道|news (?:conference|center|centre|agency)/;

const COUNTS = new RegExp(
  `(?:多少|几)(?:篇|(?:条|则|个)(?=.{0,16}${REPORTS}))|${REPORTS}(?:一?共|总共)?有?(?:多少|几)(?:篇|条|则)?(?:$|[?呢啊])|(?:报道|写|登|提到)[过了](?:多少|几)[次回]|how many (?:articles|reports|stories|news)`,
);
const LISTS = new RegExp(
  [
    `(?:关于|有关|涉及).{1,24}${REPORTS}`,
    `(?:哪些|什么|有没有|有无|最近|最新|近期|列出|查一?查|找一?找|看一?看|推荐|给我|想看|想找).{0,24}${REPORTS}(?:吗|么|呢|有没有|有吗)?[?]?$`,
    `有(?:什么|啥|没有|无)?${REPORTS}(?:吗|么|呢|没有)?[?]?$`,
    `${REPORTS}(?:有哪些|有什么|有吗|有没有|都有啥|都有哪些|汇总|列表|清单|呢)?[?]?$`,
    `${REPORTS}(?:了|过).{1,16}(?:吗|没有|没)[?]?$|(?:有没有|是否)(?:报道|写|登|刊登)过`,
    "\\b(?:articles|reports|news|stories|coverage) (?:about|on|of)\\b|\\b(?:latest|recent|newest) news\\b",
  ].join("|"),
);
const ISSUES =
  /新闻|消息|报道|文章|内容|报上|头版|头条|一期|[上本这]期|报纸|大事|动态|发生了什么|发生过什么|有什么事|news|issue|articles?|headlines?|front page/;
/** “登过哪些通知公告”: a list of them; “停水通知” is one. */
const NOTICES =
  /(?:什么|哪些|啥|最新|最近|近期|几[条则]|多少[条则])(?:的)?(?:通知|公告|通告|启事|小启)+|(?:通知|公告|通告|启事|小启)+(?:有哪些|有什么|都?有啥)/;
const FRONT_PAGE = /头版|头条|第一版|front page/;
const TIMELINE =
  /来龙去脉|前因后果|时间线|时间轴|始末|前前后后|大事记|发展历程|从头到尾|前世今生|(?:整个|全部?)(?:过程|经过)|从.{1,10}到.{1,10}的(?:经过|过程)|怎么一步步|梳理(?:一下)?|timeline|how did .+ (?:develop|come about)/;
const COVERAGE =
  /收录(?:了|到|的)?.{0,8}(?:哪些|哪几|多少期|几期|什么时候|哪天|范围)|(?:资料|数据|档案|报纸|报道|新闻|文章|消息|内容|库)(?:库)?(?:都|是)?(?:截至|截止|更新(?:到|至)|收录(?:到|至)|到)(?:了)?(?:哪|什么|几)|一共(?:收录|有)(?:了)?多少(?:期|篇)(?:报道|文章|报纸)?[?]?$/;
const IN_PASSING = /提到|提及|说到|讲到|谈到|涉及|mention/;

/** Words that say nothing the whole archive does not, or only ask for articles. */
const GENERIC =
  /区里?|本区|全区|报纸|报社|头版|头条|最新|上*一?期|本期|期|版|第一版|动态|大事|报道|新闻|消息|文章|稿件|稿子|资讯|内容|进展|篇|条|则|最新(?:进展|情况|消息|动态|报道|新闻)|重要|重大|重点|热点|主要|方面|相关|话题|主题|专题|来龙去脉|前因后果|时间线|时间轴|始末|过程|经过|大事记|发展历程|梳理|整个|刊登|收录|提到|提及|讲到|谈到|说到|涉及|列出|推荐|汇总|列表|清单|发生|最早|latest|newest|recent|news|issue|headlines?|articles?|reports?|stories|coverage|many|page|front|报上|(?:报道|刊?登)[了过]|[一几多少]+[篇次回条则]|第一[篇次回条则]?|(?:写|登|讲|说)[过了的]|(?<=[篇条则])(?:是)?(?:讲|写|说|谈)|从头到尾|怎么回事|出(?:版)?的|(?:讲|写|登|说|刊)(?:了|过)?(?:什么|啥|哪些)|登过|历年/g;

/**
 * @param isLocal whether a word is what the whole paper is about
 * @returns null if something else is asked, or several things at once.
 */
export function readRequest(question: Question, isLocal: (term: Term) => boolean): CatalogueRequest | null {
  const [clause] = question.clauses;
  const folded = fold(question.standalone);
  if (!clause || question.clauses.length > 1 || OTHER_SENSE.test(folded)) return null;
  const asksCoverage = COVERAGE.exec(folded)?.[0] ?? "";
  if (asksCoverage !== "" && beyond(clause.terms, folded, [asksCoverage]).every(isLocal))
    return { kind: "coverage" };
  const recent = recentPeriod(folded, question.today);
  // A festival that only says when is no topic.
  const dated = [recent, question.period].flatMap((period) => (period ? [period.text] : []));
  const notices = NOTICES.exec(folded)?.[0];
  const framing = notices === undefined ? dated : [...dated, notices];
  const terms = beyond(clause.terms, folded, framing).filter((term) => !isLocal(term));
  if (terms.length > 0 && TIMELINE.test(folded)) return { kind: "timeline", topic: toTopic(folded, terms) };
  const counts = COUNTS.test(folded);
  const asked: Asked = {
    period: question.period ?? recent,
    frontPage: FRONT_PAGE.test(folded),
    counts,
    one: oneOf(folded),
    notices: notices !== undefined,
  };
  if (terms.length > 0) {
    if (!counts && asked.one === null && !LISTS.test(folded)) return null;
    return { kind: "topic", topic: toTopic(folded, terms), ...asked };
  }
  const isDated =
    asked.period !== null || asked.one !== null || question.latest || /期|报纸|issue/.test(folded);
  if (!counts && !(isDated && (asked.notices || ISSUES.test(folded)))) return null;
  return { kind: "issue", which: whichIssue(folded), ...asked };
}

const RECENT =
  /(?:最近|近|过去)(?:的)?(半年|[一两二三四五六七八九十\d]+)(?:多)?(?:个)?(天|日|周|星期|礼拜|月|年)?(?!前|后)/;

/** “最近三个月”, “近一年”: counted back from the day of asking. */
function recentPeriod(folded: string, today: IsoDay): Period | null {
  const [text, number, unit] = RECENT.exec(folded) ?? [];
  if (text === undefined || (unit === undefined && number !== "半年")) return null;
  const count = number === "半年" ? 6 : (readNumeral(number!) ?? 0);
  if (count === 0) return null;
  const from =
    unit === "年"
      ? monthsBefore(today, 12 * count)
      : unit === undefined || unit === "月"
        ? monthsBefore(today, count)
        : addDays(today, -count * (unit === "天" || unit === "日" ? 1 : 7));
  return { range: { from: addDays(from, 1), to: today }, text };
}

/** The same day so many months earlier, or the last of that month. */
function monthsBefore(today: IsoDay, months: number): IsoDay {
  const [year = 0, month = 1, day = 1] = today.split("-").map(Number);
  const index = year * 12 + month - 1 - months;
  for (let last = day; ; last--) {
    const found = isoDay(Math.floor(index / 12), (index % 12) + 1, last);
    if (found !== undefined || last === 1) return found ?? today;
  }
}

/** “最近一篇关于……的报道”, “第一次报道……是什么时候” */
function oneOf(folded: string): Asked["one"] {
  if (!new RegExp(`${REPORTS}|一篇`).test(folded)) return null;
  if (/(?:最近|最新|最后)的?一[次篇条则回]/.test(folded)) return "newest";
  return /最早的?一?[次篇条则]?|第一[次篇条则]|首[次篇]/.test(folded) ? "first" : null;
}

/**
 * The terms that are more than the frame of the question, however a segmenter cut it (报上|报道 as 报|上报|道).
 *
 * @param framing stretches of the question that are part of its frame, besides the words that always are
 */
function beyond(terms: readonly Term[], folded: string, framing: readonly string[]): readonly Term[] {
  const covered = new Set<number>();
  const cover = (start: number, { length }: string) => {
    for (let i = 0; i < length; i++) covered.add(start + i);
  };
  for (const { 0: word, index } of folded.matchAll(GENERIC)) cover(index, word);
  for (const stretch of framing) cover(folded.indexOf(stretch), stretch);
  return terms.filter(({ start, end, forms }) => {
    const places = Array.from({ length: end - start }, (_, i) => start + i);
    return !places.every((place) => covered.has(place)) && !isFrame(forms[0] ?? "");
  });
}

/** An English question's terms stand in Chinese, away from its text. */
function isFrame(form: string): boolean {
  return new RegExp(`^(?:${GENERIC.source})$`).test(form);
}

function whichIssue(folded: string): Extract<CatalogueRequest, { kind: "issue" }>["which"] {
  if (/上上一?期|大前期/.test(folded)) return "before-previous";
  if (/上一?期|前一?期|previous issue/.test(folded)) return "previous";
  return /最早|第一[期篇]|first issue|earliest/.test(folded) ? "first" : "newest";
}

/** The topic as the frame gives it: a segmenter may glue an unknown word to the one before it (讲暑|托班). */
const FRAMED = new RegExp(
  `(?:[几少][篇条则](?:是)?(?:讲|写|说|谈|介绍|报道|关于|有关|涉及|提到)|关于|有关)(.{2,20}?)(?:的|方面的?)?(?:${REPORTS})?(?:有哪些|有几篇|有多少篇?)?(?:吗|呢)?[?]?$`,
);

/** The topic in the reader's words: the stretch its terms cover, where they stand close together. */
function toTopic(folded: string, terms: readonly Term[]): Topic {
  const inPassing = IN_PASSING.test(folded);
  const whole = folded.slice(terms[0]!.start, terms.at(-1)!.end);
  const isOnePhrase = terms.every(
    (term, i) => i === 0 || /^[的和与、]?$/.test(folded.slice(terms[i - 1]!.end, term.start)),
  );
  const framed = FRAMED.exec(folded)?.[1];
  if (framed !== undefined) return { name: framed, terms, inPassing };
  const name =
    isOnePhrase && terms.every(({ carried }) => !carried) ? whole : terms.map(({ text }) => text).join("、");
  return { name, terms, inPassing };
}

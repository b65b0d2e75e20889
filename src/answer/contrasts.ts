/**
 * Words that exclude one another: who came second is not told by a sentence on
 * the first, nor the second half-year by one on the first. Closed classes, so a
 * sentence that holds another member of the class speaks of something else.
 */

import type { DayRange } from "../news/dates.js";
import type { Span } from "../news/text.js";
import type { Term } from "../search/terms.js";
import type { ArticleReading, Evidence } from "./evidence.js";

/** Each row is one rank in the words newspapers use for it. */
const RANKS: readonly (readonly string[])[] = [
  "冠军 夺冠 第一名 第一 头名 桂冠 折桂 捧杯 一等奖 金牌 金奖 特等奖".split(" "),
  "亚军 第二名 第二 二等奖 银牌 银奖".split(" "),
  "季军 第三名 第三 三等奖 铜牌 铜奖".split(" "),
];
/** Contests and prizes named after a rank say nothing of who holds it: 冠军赛, 冠军杯, 冠军奖金. */
const NAMED_AFTER_RANK = /(?:冠军|亚军|季军)(?:联赛|[赛杯])/g;
const PRIZE_OF_RANK = /(?:冠军|亚军|季军|第[一二三]名)(?:的)?(?:奖金|奖杯|奖品|争夺|之争|头衔)/g;

const EXCLUSIVE: readonly (readonly string[])[] = [
  "男子 女子",
  "男单 女单 男双 女双 混双",
  "男队 女队",
  "男生 女生",
  "上半年 下半年",
  "上学期 下学期",
  "起点 终点",
  "成人 儿童",
  "春季 夏季 秋季 冬季",
  "寒假 暑假",
  "寒托 暑托",
  "春游 秋游",
  "猫 犬",
].map((row) => row.split(" "));

/** Classes of a contest: who won in one says nothing of another. */
const GROUP =
  /(?:[a-d甲乙丙丁]|男子|女子|成人|成年|少年|青年|老年|壮年|中年|儿童|少儿|幼儿|学生|公开|专业|业余|精英|职业|高中|初中|小学|社会)组/g;

/** Whether the question names a class of a contest that neither sentence nor headline name. */
export function isOfOtherGroup(question: string, sentence: string, title: string): boolean {
  return (question.match(GROUP) ?? []).some((group) => !sentence.includes(group) && !title.includes(group));
}

/** 非 makes a kind of its own; in these words it belongs to the word. */
const NEGATED_KIND = /非(?!常|遗|洲|凡|物质|法|要|得|但)[\u4e00-\u9fff]{2}/g;

/** Whether the sentence holds the rank the question asks about; true if it asks about none. */
export function holdsRank(question: string, sentence: string, { asksWho }: { asksWho: boolean }): boolean {
  const asked = question.replace(NAMED_AFTER_RANK, "");
  const row = RANKS.find((words) =>
    words.some((word) => (word.length > 2 ? asked.includes(word) : rankIn(asked, word))),
  );
  if (!row) return true;
  const said = sentence.replace(NAMED_AFTER_RANK, "").replace(asksWho ? PRIZE_OF_RANK : /$^/, "");
  // “分别获得冠亚季军” tells of all three.
  if (/(?<!决出|争夺|产生)(?:冠[、]?亚|前[二三]名)/.test(said)) return true;
  return row.some((word) => said.includes(word));
}

function rankIn(asked: string, word: string): boolean {
  return word !== "第一" && word !== "第二" && word !== "第三" && asked.includes(word);
}

/** What is asked of a person's life, and the words without which no sentence tells it: a visit's day is no birthday. */
const TOLD_IN_WORDS: readonly { readonly asked: RegExp; readonly told: RegExp }[] = [
  {
    asked: /出生|生日|(?:哪|几|什么时候)(?:一?[年月天])?生的/,
    told: /出生|生于|生日|诞生|年生(?![产活态效长命意])|月生(?![产活])|日生(?![产活])/,
  },
  { asked: /几岁(?!以|到|起)|多大(?:岁数|年纪|年龄|了[?]?$)|多少岁(?!以|到)|什么年纪/, told: /岁|高龄|年龄/ },
  {
    asked: /(?:哪里|哪儿|哪|什么地方|哪个地方)人(?=[?呀啊呢]|$)|籍贯|祖籍|老家(?=是|在)/,
    told: /籍贯|祖籍|老家|家乡|生于|出生|来自|(?:^|[,，。、是])[\u4e00-\u9fff]{2,8}人(?=[,，。、;；]|$)/,
  },
  {
    asked: /学历|文凭|(?:哪里|哪儿|哪所?[^,，?]{0,3}|什么(?:学校|大学))毕业|毕业于/,
    told: /学历|毕业|学士|硕士|博士|本科|大专|研究生|学位/,
  },
  {
    asked: /接任|继任|接替|接班(?!人)|继承人|之后(?:由|是)?谁|新任/,
    told: /接任|继任|接替|接班|接棒|新任|新一任|出任|当选|任命|就任|上任|履新|到任|担任/,
  },
  {
    asked: /判(?:处|刑|了|决)?(?:了)?(?:几|多久|多少|多长|什么刑|啥刑)|刑期/,
    told: /徒刑|拘役|缓刑|判处|死刑|管制|被判|刑期/,
  },
  {
    asked: /几点(?:钟)?(?:开门|关门|营业|开馆|闭馆|打烊|收摊|开放)|开放到几点/,
    told: /营业|开放|开门|关门|开馆|闭馆|打烊|收摊|时间|[\d点时][至到—~-]/,
  },
  { asked: /(?:哪里|哪儿|哪|什么地方)集合|集合(?:地点|时间)/, told: /集合|集中|汇合/ },
  { asked: /伤得|伤势|伤(?:情)?[^,，]{0,2}重/, told: /伤|骨折|无大?碍|无恙|危险|抢救|身亡|死亡/ },
  { asked: /第一任|首任|头一任/, told: /第一任|首任|头一任|首位/ },
];

/** False where the question asks of a life (birth, age, origin, schooling) and the sentence has no word of it. */
export function tellsOfLife(question: string, sentence: string): boolean {
  return TOLD_IN_WORDS.every(({ asked, told }) => !asked.test(question) || told.test(sentence));
}

/** Whether the sentence speaks only of what the question excludes: 女子 where 男子 is asked. */
export function speaksOfOther(question: string, sentence: string, title: string): boolean {
  const negated = question.match(NEGATED_KIND) ?? [];
  if (negated.some((kind) => !sentence.includes(kind) && sentence.includes(kind.slice(1)))) return true;
  return EXCLUSIVE.some((row) => {
    const asked = row.filter((word) => question.includes(word));
    // 报名6月14日开始 under a headline on the 暑托班 is about that.
    const told = row.some((word) => sentence.includes(word)) ? sentence : title;
    return asked.length === 1 && !told.includes(asked[0]!) && row.some((word) => told.includes(word));
  });
}

/**
 * Asked for a day of next year, a sentence that gives days of this one does not answer, whatever stands beside it,
 * nor one that only says 明年 again. @param answer where the part stands that would answer
 */
export function tellsOfOtherDays(
  period: DayRange,
  { reading, span }: Pick<Evidence, "reading" | "span">,
  answer: Span | null,
): boolean {
  const own = reading.dates.filter(
    ({ start, end, precision }) => start >= span.start && end <= span.end && precision !== "vague",
  );
  const within = ({ range }: (typeof own)[number]) => range.from <= period.to && range.to >= period.from;
  const repeats = ({ range }: (typeof own)[number]) => range.from === period.from && range.to === period.to;
  const onlyRepeats =
    own.length > 0 && own.every(repeats) && own.some(({ start }) => start === answer?.start);
  return onlyRepeats || (own.some(({ precision }) => precision !== "year") && !own.some(within));
}

/** What is feared, hoped for or forbidden did not happen: “万一有船只发生油污泄漏”, “防止踩踏”. */
const SUPPOSED =
  /(?:万一|一旦|如果|倘若|假如|若是)[^。;；!！?？]*|(?:防止|避免|预防|防范|以免|谨防|杜绝|严禁|禁止)[^,，。;；!！?？]*/g;
const ASKS_OF_SUPPOSED = /万一|一旦|如果|假如|怎么办|怎么处|如何|怎样|防止|避免|预防|能不能|可以|禁止/;

/** Whether the article speaks of a turn of the story (泄漏) only as of one that may come. */
export function isOnlySupposed(
  { role, forms }: Term,
  question: string,
  { title, body }: Pick<ArticleReading, "title" | "body">,
): boolean {
  if (role !== "turn" || ASKS_OF_SUPPOSED.test(question)) return false;
  const told = `${title}。${body}`.replace(SUPPOSED, "");
  return !forms.some((form) => told.includes(form));
}

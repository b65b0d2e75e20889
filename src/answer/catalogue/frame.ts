/**
 * The frame of a question for articles: what asks for reports, for how many, for the newest or the first of them, and
 * the words that say nothing besides. What is left of the question is its topic.
 */

const REPORTS = "(?:新闻报道|报道|新闻|消息|文章|稿件|稿子|资讯|动态|进展)";
/** Words in which 新闻 and 报道 are part of something else, or mean one article that was spoken of. */
export const OTHER_SENSE =
  /新闻(?:发布|中心|办|社|联播|奖|工作|出版|媒体|学院|专业|周刊|人(?!物)|司)|好消息|[这那该此]一?[篇则条]|家媒体|媒体报道|news (?:conference|center|centre|agency)/;

export const COUNTS = new RegExp(
  `(?:多少|几)(?:篇|(?:条|则|个)(?=.{0,16}${REPORTS}))|${REPORTS}(?:一?共|总共)?有?(?:多少|几)(?:篇|条|则)?(?:$|[?呢啊])|(?:报道|写|登|提到)[过了](?:多少|几)[次回]|how many (?:articles|reports|stories|news)`,
);
export const LISTS = new RegExp(
  [
    `(?:关于|有关|涉及).{1,24}${REPORTS}`,
    `(?:哪些|什么|有没有|有无|最近|最新|近期|列出|查一?查|找一?找|看一?看|推荐|给我|想看|想找).{0,24}${REPORTS}(?:吗|么|呢|有没有|有吗)?[?]?$`,
    `有(?:什么|啥|没有|无)?${REPORTS}(?:吗|么|呢|没有)?[?]?$`,
    `${REPORTS}(?:有哪些|有什么|有吗|有没有|都有啥|都有哪些|汇总|列表|清单|呢)?[?]?$`,
    `${REPORTS}(?:了|过).{1,16}(?:吗|没有|没)[?]?$|(?:有没有|是否)(?:报道|写|登|刊登)过`,
    "\\b(?:articles|reports|news|stories|coverage) (?:about|on|of)\\b|\\b(?:latest|recent|newest) news\\b",
  ].join("|"),
);
/** What the paper does with a matter; 报, 写 and 讲 alone are as often done by others, and need a word of the paper beside them. */
const PRINTS =
  "(?:报道|刊登|登载|刊发|提到|提及|提过|说到|讲到|谈到|写到|涉及|介绍|见报|上报|[报登写讲刊提说])";
/** Measures (条措施) count other things too, 几次 and 几期 often do: those must end the question or stand before reports. */
const PIECES = "(?:篇|期|回|次|遍)";
/** “都报过哪些”, “登过哪几篇”, “哪几期提到”, “一共提过几回”. */
export const LISTS_PRINTED = new RegExp(
  [
    `${PRINTS}[过了]?(?:哪几?|几|多少)${PIECES}(?:${REPORTS}|报纸)?[了呢啊呀]*(?:[?]?$|${REPORTS})`,
    `${PRINTS}[过了]?(?:哪几?|几|多少)篇`,
    `(?:报道|报|刊登|登|刊|写)[过了](?:些|有)?(?:哪些|什么)(?:${REPORTS}|内容|事情?|东西)?(?:[呢啊呀])?[?]?$`,
    `(?:哪几?|哪些|几|多少)${PIECES}(?:${REPORTS}|报纸|报)?(?:上|里|中|里面)?(?:都|是|有|曾经?)?(?:${PRINTS}|关于|有关)`,
    `哪些(?:${REPORTS}|报纸)(?:上|里|中|里面)?(?:都|是|有|曾经?)?(?:${PRINTS}|关于|有关)`,
  ].join("|"),
);
/** “标题里带……的”: the headline is looked at alone. */
export const IN_TITLE = /(?:标题|题目)(?:里|中|上|当中|里面|带|有|含|写|提|出现|包含)/;

const RECENTLY = "(?:最近|近来|近期|近日|这阵子?|这段时间|这段日子|这些天|这几天|这两天|眼下|目前)";
const TIDINGS =
  "(?:变化|变动|变更|动静|动向|动态|动作|新鲜事儿?|新闻|消息|进展|情况|近况|说法|风声|后续|下文|调整|改动|新政|报道)";
/** “……最近有什么变化”, “……有什么新动静”: what the newest reports say of it. */
export const LATEST = new RegExp(
  [
    `${RECENTLY}(?:又|还|都|上|是不是|是否)*(?:有没有|有|出|传出)?[了过]?(?:什么样?的?|哪些|没有|点|些)*(?:新的?|大的?)?${TIDINGS}(?:没有?|[吗么呢了啊呀])*[?]?$`,
    `有(?:什么|哪些|没有)?(?:最新的?|新的?)${TIDINGS}(?:没有?|[吗么呢了啊呀])*[?]?$`,
  ].join("|"),
);

export const ISSUES =
  /新闻|消息|报道|文章|内容|报上|头版|头条|一期|[上本这]期|报纸|大事|动态|发生了什么|发生过什么|有什么事|news|issue|articles?|headlines?|front page/;
/** “登过哪些通知公告”: a list of them; “停水通知” is one. */
export const NOTICES =
  /(?:什么|哪些|啥|最新|最近|近期|几[条则]|多少[条则])(?:的)?(?:通知|公告|通告|启事|小启){1,3}|(?:通知|公告|通告|启事|小启){1,3}(?:有哪些|有什么|都?有啥)/;
export const FRONT_PAGE = /头版|头条|第一版|front page/;
export const TIMELINE =
  /来龙去脉|前因后果|时间线|时间轴|始末|前前后后|大事记|发展历程|从头到尾|前世今生|(?:整个|全部?)(?:过程|经过)|从.{1,10}到.{1,10}的(?:经过|过程)|怎么一步步|梳理(?:一下)?|timeline|how did .+ (?:develop|come about)/;
export const IN_PASSING = /提[到及过]|说到|讲到|谈到|涉及|见报|上[过了](?:几次|几回)?报|上几[次回]报|mention/;

/** Words of the frames above, where they ask: a lone 报 or 讲 is the paper's doing only beside what counts its reports. */
const TIDINGS_FRAME = [
  `${RECENTLY}(?=.{0,8}${TIDINGS})`,
  `(?:最近|最新|最后|上|最早|第|头|首)的?一?(?:次|回|篇|条|则|期)`,
  `(?:新的?|大的?|最新的?)(?=${TIDINGS})`,
  `(?<=[什么些新有没大]|${RECENTLY})${TIDINGS}`,
  `(?:一共|总共|先后|曾经?)?${PRINTS}[过了到]?(?=(?:些|有)?(?:哪|几|多少|什么))`,
  `(?<=[篇期条则次回上里])(?:都|是|有)?${PRINTS}[过了的]?`,
  `(?:报|刊|提|登|写|讲)[过了]`,
  `(?:标题|题目)(?:里面?|中|上|当中)?(?:带|有|含|写|提到?|出现|包含)?(?:着|了|过)?`,
  `(?:报道|登|刊登|见报|写|讲|提)的`,
].join("|");

/** Words that say nothing the whole archive does not, or only ask for articles. */
export const GENERIC = new RegExp(
  [
    `区里?|本区|全区|报纸|报社|头版|头条|最新|上{0,3}一?期|本期|期|版|第一版|动态|大事|报道|新闻|消息|文章|稿件|稿子|资讯|内容|进展|篇|条|则|最新(?:进展|情况|消息|动态|报道|新闻)|重要|重大|重点|热点|主要|方面|相关|话题|主题|专题|来龙去脉|前因后果|时间线|时间轴|始末|过程|经过|大事记|发展历程|梳理|整个|刊登|收录|提到|提及|讲到|谈到|说到|涉及|列出|推荐|汇总|列表|清单|发生|最早|latest|newest|recent|news|issue|headlines?|articles?|reports?|stories|coverage|many|page|front|报上|(?:报道|刊?登)[了过]|[一几多少]+[篇次回条则]|第一[篇次回条则]?|(?:写|登|讲|说)[过了的]|(?<=[篇条则])(?:是)?(?:讲|写|说|谈)|从头到尾|怎么回事|出(?:版)?的|(?:讲|写|登|说|刊)(?:了|过)?(?:什么|啥|哪些)|登过|历年`,
    TIDINGS_FRAME,
  ].join("|"),
  "g",
);
/** The topic as the frame gives it: a segmenter may glue an unknown word to the one before it (讲暑|托班). */
export const FRAMED = new RegExp(
  `(?:[几少][篇条则](?:是)?(?:讲|写|说|谈|介绍|报道|关于|有关|涉及|提到)[过了到]?|关于|有关)(.{2,20}?)(?:的|方面的?)?(?:${REPORTS})?(?:有哪些|有几篇|有多少篇?)?(?:吗|呢)?[?]?$`,
);

/** “……都登过哪些”: what stands before the paper's doing, without the words that only join. */
export const BEFORE_PRINTING = new RegExp(
  `^(.{2,16}?)[,]?(?:的事情?|这件事|方面|报纸上|报上|你们|报纸|报社|都|一共|总共|共|先后|曾经|曾)*${PRINTS}[过了](?:些|有)?(?:哪|几|多少|什么)`,
);

/** “最近一篇关于……的报道”, “最近一次提到……是哪天”, “第一次报道……是什么时候”: one report only. */
export function oneOf(folded: string): "newest" | "first" | null {
  if (!ONE_REPORT.test(folded)) return null;
  if (/(?:最近|最新|最后)的?一?[次篇条则回期]|最后(?=[报刊登提说讲写见])|上一?次|上一?回/.test(folded))
    return "newest";
  return /最先|最早的?一?[次篇条则回期]?|第一[次篇条则回期]|[首头]一?[次篇回]/.test(folded) ? "first" : null;
}

const NAMES_PRINTING = "(?:报道|刊登|登载|刊发|提到|提及|说到|讲到|写到|见报)";
const ONE_REPORT = new RegExp(
  `${REPORTS}|一篇|(?:最早|最后|最先)${NAMES_PRINTING}|一[条则](?:是)?(?:${PRINTS}|关于|有关)|(?:最近|最新|最后|最早|上|第|首|头)的?一?[次回期].{0,16}(?:刊登|登载|刊发|提到|提及|说到|讲到|写到|见报|上报|[报登写刊])|(?:刊登|登载|提到|提及|[报登写])(?:的|是)?(?:最近|最新|最后|最早|上|第|首|头)`,
);

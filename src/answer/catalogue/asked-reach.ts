/**
 * Questions about the archive itself: which issue is the newest, how far back it goes, how much there is. They are
 * known by having nothing else in them: each of their words speaks of the paper or of its ends, asks, or is polite.
 * A single word beyond that (一期工程, 停水通知) makes it a question about the news.
 */
import { fold } from "../../news/text.js";
import { asksSomething, withoutAsides } from "../../search/asides.js";
import type { Question } from "../../search/question.js";

/** Which issue: so many before the newest; the first; all of them. */
export type Reach = "newest" | "previous" | "before-previous" | "first" | "whole" | "period";

const PAPER =
  "报纸|报社|周报|日报|晚报|报刊|报上|报道|(?<=[期份张的])报(?![道到名])|新闻|消息|资讯|信息|文章|稿件|稿子|内容|资料库|资料|数据库|数据|档案库|档案|存档|知识库|记录|库(?=里|中)";
/** A number of the paper, or what is done to have it: with these the paper itself may go unsaid. */
const ISSUE =
  "(?:上上|上|前|这|本|头)?一?期|收录|收集|更新|查得?到|查到|搜到|追溯|[一1]篇|[一1]份|[多几]少?[篇份期]";
const VERBS =
  "收存|收藏|收|存着|存有|存|覆盖|涵盖|包含|包括|查询|查找|查|找得?到|找|看得?到|看|搜索|搜|翻到|回溯|往前|往回|出版|出到|出刊|出报|出的?|发行|发布|发表|发的?|刊登|登载|登|印的?|有|没有|能够?|可以|可|到|从|自|起|开始|至|在|是|为止|止于|停在|截[止至]到?|分别";
const ENDS =
  "最早|最老|最旧|最久|最远|最前面?|第一|最新|最近|最后|最晚|上一次|上次|以前|之前|早些年|早几年|早年|往年|更早|早";
const WHEN =
  "哪一?年哪一?[天日]|哪年哪月|几月几[号日]|哪一?[天日年月]|什么时[候间]|何时|何日|几[号月日]|什么日子|多久|多早|多远|时间|日期";
const MANY = "多少|几(?!乎)";
const POLITE =
  "请问一?下?|请教一?下?|麻烦(?:你|您)?|劳驾|打扰一?下?|不好意思|谢谢你?您?|多谢|感谢|你好|您好|帮忙|帮我|告诉我?|问一?下|想问|想知道|知道|一下";
const LITTLE =
  "你们|我们|咱们|这里|那里|这儿|这边|这个|里面|里头|手头上?|手里|机器人|目前|现在|如今|到现在|一共|总共|总计|共计|合计|共|都|已经|大概|大约|到底|究竟|能不能|是不是|有没有|为|全部|所有|你|您|我|咱|的|地|得|了|过|着|呀|啊|呢|吗|么|吧|嘛|个|份|篇|条|则|张|版|期|里|中|上|内|库|这|那|还|又|再|想|请|区里?|本";
const ENGLISH =
  "what|which|when|how|is|are|was|were|the|a|an|of|your|you|do|does|did|have|has|had|newest|latest|most|recent|recently|last|oldest|earliest|first|issues?|papers?|newspapers?|editions?|archives?|articles?|reports?|stories|data|news|up|to|date|day|year|far|back|go|goes|going|covers?|covered|coverage|reach|reaches|updated?|until|till|from|in|it|its|there|many|current|long|published|come|came|out|can|i|search|find|end|ends|start|starts|begin|begins|please|thanks?|this|bot|and|ago";

const KNOWN = new RegExp(
  [PAPER, WHEN, ENDS, ISSUE, POLITE, VERBS, LITTLE, MANY, `\\b(?:${ENGLISH})\\b`].join("|"),
  "g",
);
const SIGNS = /[\s\p{P}\p{S}]+/gu;

const SPEAKS_OF_IT = new RegExp(
  `${PAPER}|${ISSUE}|\\b(?:issues?|papers?|newspapers?|editions?|archives?|articles?|reports?|stories|data|news)\\b`,
);
const ASKS_MANY = new RegExp(`(?:${MANY})(?:篇|期|份|条|则|张|个)?(?:${PAPER})?|how many`);
const ASKS_WHEN = new RegExp(`${WHEN}|\\b(?:when|date|day|year|until|from|far|old|recent|current|ago)\\b`);
const WHETHER =
  /有没有|有(?!多少|几).*(?:吗|么|没有?)$|[得到]到?.*(?:吗|么)$|^能.*(?:吗|么)$|\b(?:do|does|is|are|can)\b/;
const FIRST =
  /最早|最老|最旧|最久|最远|最前|第一|往前|往回|追溯|回溯|多久(?:以前|之前)|(?:从|自)(?:哪|什么|几|何)|oldest|earliest|first|how far back|from/;
const LATER =
  /到(?:哪|什么|几|何)|为止|截[止至]|更新|最新|最近|最晚|最后|latest|newest|recent|last|up to|until/;
const EARLY = /早些年|早几年|早年|往年|更早|以前|之前/;
const BOTH_ENDS =
  /(?:从|自)(?:哪|什么|几|何).*(?:到|至)|(?:最早|最老).*(?:最新|最晚|最近)|from.*(?:to|until)|(?:oldest|earliest|first).*(?:newest|latest)/;

/** @returns null if the question is not about the archive, or not only */
export function readReach({ text, standalone, period }: Question, paper: string | null): Reach | null {
  for (const asked of new Set([text, standalone])) {
    const reach = reachIn(fold(askingPart(asked)).replaceAll("啥", "什么"), {
      paper,
      period: period?.text ?? null,
    });
    if (reach !== null) return reach;
  }
  return null;
}

/** “……到哪天？我看有点旧”: what is said beside the one sentence that asks is no part of it. */
function askingPart(message: string): string {
  const { text } = withoutAsides(message);
  const asking = text.split(/[？?。！!；;]+/).filter(asksSomething);
  return asking.length === 1 ? asking[0]! : text;
}

function reachIn(
  folded: string,
  { paper, period }: { readonly paper: string | null; readonly period: string | null },
): Reach | null {
  const named = paper === null ? folded : folded.replaceAll(fold(paper), "报纸");
  const asked = (period === null ? named : named.replace(period, "")).trim();
  if (!SPEAKS_OF_IT.test(asked) || asked.replace(KNOWN, "").replace(SIGNS, "") !== "") return null;
  if (period !== null && period !== "今天" && asked !== named)
    return !ASKS_MANY.test(asked) && !ASKS_WHEN.test(asked) && WHETHER.test(asked.replace(SIGNS, ""))
      ? "period"
      : null;
  const issue = issueIn(asked);
  if (ASKS_MANY.test(asked.replace(new RegExp(WHEN, "g"), ""))) return issue ?? "whole";
  if (!ASKS_WHEN.test(asked)) return EARLY.test(asked) && WHETHER.test(asked) ? "first" : null;
  if (issue !== null) return issue;
  if (BOTH_ENDS.test(asked)) return "whole";
  if (FIRST.test(asked)) return "first";
  return LATER.test(asked) ? "newest" : null;
}

function issueIn(asked: string): Reach | null {
  if (/上上一?期/.test(asked)) return "before-previous";
  if (/[上前]一?期|previous issue|issue before/.test(asked)) return "previous";
  if (/(?:最早|最老|第一)的?(?:那|这)?一?期|first issue|oldest issue/.test(asked)) return "first";
  return /(?:最新|最近|最后|这|本)的?(?:这|那)?一?[期份]|(?:latest|newest|last) (?:issue|edition)/.test(asked)
    ? "newest"
    : null;
}

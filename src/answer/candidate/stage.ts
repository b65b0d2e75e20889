/**
 * A plan (计划, 概算, 目标) is no result and the other way round; by how much
 * something grew is not how much it is.
 */
import type { Span } from "../../news/text.js";
import type { ArticleReading } from "../evidence.js";
import { partAround } from "./beside.js";
import type { Candidate } from "./candidate.js";

const PLANNED = /计划|目标|力争|争取|概算|预算|估算|预计|拟|打算|要再|将(?:新增|新建|再)/;
const PLAN_TOLD = /^[^,，]{0,12}(?:报告|方案|规划|计划)[^,，]{0,4}提出/;
const ASKS_PLAN = /计划|目标|打算|预计|预算|概算|估算|准备|原定|拟/;
const ASKS_DONE =
  /累计|一共|总共|合计|到现在|到目前|至今|迄今|截至|截止到|已经?|实际|最终|最后|现在|目前|[\u4e00-\u9fff]了(?:有)?(?:多少|几)/;
const OTHER_STAGE = 0.5;

const DIFFERENCE =
  /(?:比|较|同比|环比)[^,，;；。]{0,14}?(?:[多少高低长短]|增|减|升|降|涨|超|提高|扩大|缩)[^,，;；。\d]{0,5}$/;
const ASKS_DIFFERENCE = /多了|少了|增|减|涨了|降了|升|提高了|超|差多少|相差|[多少高低长短]出|比/;
const ONLY_GROWTH = 0.3;

/** The same candidates, those of the other stage and those that only tell a growth at less. */
export function rateByStage(
  candidates: readonly Candidate[],
  question: string,
  { reading: { body }, span }: { readonly reading: ArticleReading; readonly span: Span },
): Candidate[] {
  const plan = ASKS_PLAN.test(question);
  const done = !plan && ASKS_DONE.test(question);
  const growth = ASKS_DIFFERENCE.test(question);
  if (!plan && !done && growth) return [...candidates];
  const allPlanned = PLAN_TOLD.test(body.slice(span.start, span.end));
  return candidates.map((one) => {
    const part = partAround(body, span, one);
    const before = body.slice(part.start, one.start);
    const isPlanned = allPlanned || PLANNED.test(before);
    const stage = (plan && !isPlanned) || (done && isPlanned) ? OTHER_STAGE : 1;
    const difference = !growth && DIFFERENCE.test(before) ? ONLY_GROWTH : 1;
    return stage * difference === 1 ? one : { ...one, fit: one.fit * stage * difference };
  });
}

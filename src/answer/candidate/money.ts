/**
 * Sums of money are of kinds: what a thing costs to build, what a reader pays
 * for it, what is given to somebody. Asked for one, a sum of another kind in a
 * report of the same thing is no answer.
 */

/** Given away, or taken as a fine: neither a price nor a cost. */
const GIVEN = /补贴|补助|资助|奖励|奖金|救助|救灾|抚恤|慰问|津贴|低保|捐|善款|募|赔|罚/;
const ASKS_GIVEN = new RegExp(`${GIVEN.source}|[领拿发给得骗欠借赚]|工资|收入|标准|资金`);
const COST = /投资|造价|花费|花了|耗资|斥资|概算|预算|估算|总价|用了|用去|投入|经费/;
const ASKS_COST = /投资|造价|花费|花了|花掉|花多少|用了多少|用掉多少|耗资|斥资|概算|预算|投入|经费|总价/;
const PRICE = /票|价|费|租|售|收|[每一][张人次斤天晚月年份小平立]|元[/一每]/;
const ASKS_PRICE = /票|价|费(?!时)|租金|收多少|多少钱?[一每]|[每一][张人次斤天晚月年份个]/;

const LABEL = new RegExp(`(${GIVEN.source})|(${COST.source})|(${PRICE.source})`, "g");

/** @param said the sentence up to the end of the value's part: the last word for a kind of money before a sum says what it is */
export function moneyFit(question: string, said: string): number {
  const label = [...said.matchAll(LABEL)].at(-1);
  if (!label) return ASKS_COST.test(question) ? UNSAID : 1;
  const [, given, cost] = label;
  if (given) return ASKS_GIVEN.test(question) ? 1 : OF_ANOTHER_KIND;
  if (ASKS_COST.test(question)) return cost ? 1 : HARDLY;
  return cost && ASKS_PRICE.test(question) && !ASKS_GIVEN.test(question) ? HARDLY : 1;
}

const OF_ANOTHER_KIND = 0.25;
const HARDLY = 0.4;
const UNSAID = 0.8;

const PER =
  /(?:多少钱?|几[块元])(?:钱)?[一每]([张台个人次斤位份户度天晚月年吨亩米辆棵桌])|(?<![头第])[一每]个?([张台人次斤位份户度天晚月年吨亩米辆棵桌])[^,，?]{0,4}(?:多少|几[块元])/;
const OF_ANOTHER_UNIT = 0.7;

/** “多少一台”, “一个月多少”: what is said to be for each 台, each 月. */
export function perUnitFit(question: string, part: string): number {
  const asked = PER.exec(question);
  const unit = asked?.[1] ?? asked?.[2];
  if (unit === undefined) return 1;
  return new RegExp(`[每一/]个?${unit}`).test(part) ? 1 : OF_ANOTHER_UNIT;
}

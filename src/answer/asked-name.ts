/**
 * Asked what a firm, shop or school is called, a sentence without a name of one
 * does not answer: “某饮食店”, “一家复印店” and “涉案公司” name nobody.
 */
import type { Clause } from "../search/question.js";
import type { ArticleReading } from "./evidence.js";

/** Sorts of bodies; a name of one of the row answers a question for any other of it. */
const SORTS: readonly string[] = [
  "公司|企业|集团|工厂|厂|合作社|农场",
  "酒店|饭店|宾馆|旅馆|民宿|餐厅|餐馆",
  "[书茶商药网花金面小门分]?店|店铺|餐厅|餐馆|饭馆|饭店|咖啡馆|茶馆|超市|商场|坊|铺|公司",
  "银行|支行|分行",
  "医院|诊所|卫生院",
  "学校|中学|小学|大学|学院|幼儿园|一中|二中|附中|附小",
];
const NAMED_SORTS =
  "公司|企业|工厂|厂|[饭酒茶书商药网花金]?店|店铺|酒店|饭店|宾馆|旅馆|民宿|餐厅|餐馆|饭馆|咖啡馆|银行|医院|诊所|学校|中学|小学|大学|幼儿园|超市|商场";
/** “公司叫什么名字”, “店名是什么”, “住在哪家酒店”. */
const ASKED: readonly RegExp[] = [
  new RegExp(
    `(${NAMED_SORTS})(?:到底|究竟|具体)?(?:的)?(?:叫(?:做|个)?(?:什么|啥)|(?:全名|全称|名字|名称)(?:是|叫)?(?:什么|啥)?)`,
  ),
  /([店厂])名(?:是|叫)?(?:什么|啥)?(?=[?]|$)/,
  /哪一?家(酒店|饭店|宾馆|旅馆|银行|医院|餐厅|餐馆|超市|商场|工厂)/,
];
/** What stands before a sort where no name does. */
const NAMELESS =
  /(?:某|[一二两三四五六七八九十几多数各这那该每本我此其]|[家所间个名的了在和与及等进到去内外为是由从对向给被把将来]|当事人?|涉[案事]|[有相]关|附近|周边|[当本外]地|[全国]国|国外|私人|民营|国有|上市|大型|小型|知名|龙头|科技|建筑|物流|食品|部分|内部|不少|许多|众多|经营|开设?|复印|饮食|咖啡|金|打)$/;

/** Whether the clause asks what a body is called and neither the sentence nor those beside it print a name but the question's own. */
export function lacksAskedName(
  { text }: Clause,
  { body, sentences }: ArticleReading,
  position: number,
): boolean {
  const asked = ASKED.map((pattern) => pattern.exec(text)?.[1]).find((found) => found !== undefined);
  if (asked === undefined) return false;
  const sort = SORTS.find((row) => new RegExp(`(?:${row})$`).test(asked)) ?? asked;
  const from = sentences[Math.max(0, position - 1)]!.start;
  const to = (sentences[position + 1] ?? sentences[position]!).end;
  return !namesIn(body.slice(from, to), sort).some((name) => !text.includes(name));
}

const QUOTED = '["“《「]([^"“”《》「」，,。；;、？?！!：:]{2,16})["”》」]';
const LATIN = "([a-z][a-z0-9&.' -]{1,24}[a-z0-9])";

/** Names that end in the sort, and quoted or Latin ones that stand at it or are led by 叫, 名为. */
function namesIn(folded: string, sort: string): string[] {
  const found = (pattern: string) => [...folded.matchAll(new RegExp(pattern, "g"))].map((match) => match[1]!);
  const named = [...folded.matchAll(new RegExp(`([\\u4e00-\\u9fff]{2,12}?)(?:${sort})`, "g"))];
  return [
    ...[QUOTED, LATIN].flatMap((name) => found(`${name}[\\u4e00-\\u9fff]{0,4}?(?:${sort})`)),
    ...found(`(?:叫做?|名为|名叫|取名|命名为|(?:${sort})名?为?)${QUOTED}`),
    ...named.flatMap(([all, before]) => (NAMELESS.test(before!) ? [] : [all])),
  ];
}

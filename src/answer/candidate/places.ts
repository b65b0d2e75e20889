/** Places that answer 哪里: led by 在 or 位于, printed as an address, or known by name. */
import type { Span } from "../../news/text.js";
import type { Clause } from "../../search/question.js";
import type { ArticleReading } from "../evidence.js";
import { type Candidate, within } from "./candidate.js";

const PLACE_ENDS = (
  "路 街 大道 弄 号 中心 大厦 广场 公园 体育场 体育馆 游泳馆 会议厅 会场 剧院 剧场 博物馆 美术馆 图书馆 纪念馆 展览馆 书院 藏书楼 天主堂 " +
  "小镇 基地 滨江 会堂 礼堂 酒店 宾馆 大楼 校区 园区 街区 开发区 集聚区 示范区 新区 商圈 码头 盒子 社区 小区 医院 学校 中学 小学 " +
  "大学 学院 村 镇 街道 省 市 区 县 州 湾 湖 岛 港 山 城 站 桥 楼 馆 院 厅 室 园 场"
).split(" ");
/** Words that stand right before a place. */
const LEADS = "(?<!现|正|存|所|实)在|位于|坐落于?|设在|落户于?|落在|来到|走进|于|地[点址](?:设?在|为|是|:)";
/** What stands behind 在 and is no place: 在此, 在今年. */
const NO_PLACE = "(?!一起|此|这|那|其|场|会上|今|昨|明|线|方面|于)";
const NOT_A_BODY = "(?![\\u4e00-\\u9fff]{0,1}(?:建设|管理|发展|工作|领域|方面|代表|领导|书记|区长))";
const DONE_THERE =
  "举行|举办|召开|开幕|启动|揭牌|成立|揭幕|落成|开业|进行|开展|上演|亮相|发布|揭晓|落户|开馆|发车|签约|开赛|拉开";

const LED_PLACE = new RegExp(
  `(?:${LEADS})(${NO_PLACE}(?:[\\u4e00-\\u9fff]{2,3}[省市区县])*[\\u4e00-\\u9fff\\da-z·"-]{1,28}?(?:${PLACE_ENDS.join("|")}))${NOT_A_BODY}`,
  "g",
);
const HELD_PLACE = new RegExp(
  `(?<!现|正|存|所|实)(?:在|于)(${NO_PLACE}[\\u4e00-\\u9fff\\da-z·"-]{2,30}?)(?=(?:正式|隆重|顺利|成功)?(?:${DONE_THERE}))`,
  "g",
);
const ADDRESS = /[\u4e00-\u9fff]{2,6}(?:路|街|大道|弄)\d+(?:号|弄|室)+/g;
const ENDS_AS_PLACE = new RegExp(`(?:${PLACE_ENDS.join("|")})$`);

export function findPlaces(clause: Clause, reading: ArticleReading, span: Span): Candidate[] {
  const kind = ASKED_PLACE.exec(clause.text)?.[1];
  // 学校 in “在哪所学校” says what sort of place is asked for; any school will do.
  const asked = clause.terms.flatMap((term) =>
    term.role === "kind" || term.text === kind ? [] : [...term.forms],
  );
  return [...printedPlaces(reading, span), ...knownPlaces(reading, span)]
    .filter(({ start, end }) => isPlaceOf(reading.body.slice(start, end), asked))
    .map((place) => (kind ? fitToKind(place, kind, reading.body) : place))
    .sort((a, b) => a.start - b.start || b.fit - a.fit);
}

/** What else names the kind asked for: 崇实中学 is a 学校. */
const KINDS_OF: Readonly<Record<string, string>> = {
  学校: "学校|中学|小学|大学|学院|幼儿园",
  路: "路|大道|街",
};
const OTHER_KIND = 0.25;

/** The place as far as it names the kind asked for (骆驼湖 in “骆驼湖滨广场”, 崇实中学热力), else at a low fit. */
function fitToKind(place: Candidate, kind: string, body: string): Candidate {
  const kinds = KINDS_OF[kind] ?? kind;
  if (new RegExp(`(?:${kinds})$`).test(body.slice(place.start, place.end))) return place;
  const goesOn = new RegExp(`^[\\u4e00-\\u9fff]{0,4}?(?:${kinds})`).exec(
    body.slice(place.end, place.end + 8),
  );
  if (goesOn) return { ...place, end: place.end + goesOn[0].length };
  const inside = new RegExp(`^.{1,20}(?:${kinds})`).exec(body.slice(place.start, place.end));
  if (inside) return { ...place, end: place.start + inside[0].length };
  return { ...place, fit: place.fit * OTHER_KIND };
}

/** Where something is said to be held first: it is one place, however many names are in it (示范村庄行镇存古村). */
function printedPlaces({ body }: ArticleReading, span: Span): Candidate[] {
  const sentence = body.slice(span.start, span.end);
  const found: Candidate[] = [];
  const take = (pattern: RegExp, fitOf: (place: string) => number) => {
    for (const match of sentence.matchAll(pattern)) {
      const place = match[1] ?? match[0];
      const start = span.start + match.index + match[0].indexOf(place);
      const end = start + place.length;
      if (found.some((one) => start < one.end && one.start < end)) continue;
      found.push({ start, end, fit: ABSTRACT.test(place) ? 0.2 : fitOf(place) });
    }
  };
  take(HELD_PLACE, (place) => (ENDS_AS_PLACE.test(place) ? 1 : 0.9));
  take(LED_PLACE, () => 1);
  take(ADDRESS, () => 0.6);
  return found;
}

function knownPlaces(reading: ArticleReading, span: Span): Candidate[] {
  return reading.places.filter((place) => within(span, place)).map((place) => ({ ...place, fit: 0.6 }));
}

/** Whether a sort of place is asked for by its name: 哪个村, 哪条路. */
export function asksForKindOfPlace({ text }: Clause): boolean {
  return ASKED_PLACE.test(text) || /地址|门牌/.test(text);
}

/** 哪个村 is answered by a village. */
const ASKED_PLACE =
  /哪一?(?:个|条|座|幢|家|所)?(村|镇|街道|路|街|公园|小区|社区|学校|小学|中学|医院|站|广场|商场|博物馆|大厦)/;

/** Not what the question itself named (两个基地在哪 is not answered by 产学研基地), nor a whole city or district. */
function isPlaceOf(place: string, asked: readonly string[]): boolean {
  return (
    !asked.some((form) => form.length > 1 && place.endsWith(form)) &&
    !/^[\u4e00-\u9fff]{2}$|^[\u4e00-\u9fff]{2,3}[区市省县]$|政府$/.test(place)
  );
}

const ABSTRACT = /方面|领域|基础|过程|背景|同时|其中|内容|仪式上|工作|市场|立场|现场|活动|会议(?!中心|室|厅)/;

/**
 * Whose office it is: the name printed before the word of the office, cut free
 * of what the sentence says before it. Where the name cannot be told from its
 * sentence it is left empty: a wrong body makes two people hold one office.
 */
import { isSurname, nameEnd } from "../people.js";
import type { OfficeWord } from "./office-words.js";

export interface BodyReading {
  /** Empty if it is not said here. */
  readonly body: string;
  /** How the office is qualified: 原, 前, 时任 …; null if it is not. */
  readonly marker: "former" | "then" | "present" | "planned" | null;
  /** The sort of body where only that is printed: 街道 of “街道党工委书记”, 镇, 医院; empty if there is none. */
  readonly sort: string;
  /** Something is printed before the office that names no body for certain. */
  readonly unclear: boolean;
  /** Where body and marker begin in the sentence; what stands before is not part of the office. */
  readonly start: number;
}

/** A name is cut no longer than this; longer runs are sentences. */
const LONGEST = 34;
const LONGEST_BODY = 22;
const RUN = /(?:[\u4e00-\u9fffa-z0-9·&.]|(?<!-)-(?!-))*$/;

const MARKER =
  "(?<![太中高草平还五])原(?![平阳州则来子])|(?<![目日此会赛以先提年天眼当生空节午之从月周行])前(?:任)?(?![海进门滩山线沿方往来])|时任|现任|新任|首任|第一任|继任|历任|已故|上一?任|拟任|候任|(?<![长养敬助爱古])老$|(?<![更创全最高])新$";
/** Words that no name goes over, with the names that hold them left whole. */
const STOP = [
  "[由被把让给予使将据因并又也还则即含着她他您你这那该各]",
  "从(?!化)|向(?!阳|荣)|请|邀|聘|[辞免]去|卸任|[辞离]任|罢免|撤销|来自|告诉|作为|身为|挂职|名为|担任|出任|当选|(?<![主委])任(?!城|丘)|(?<!华)为(?!民)|(?<=(?:任命|选举|推选|聘任|决定)[\\u4e00-\\u9fff]{1,2}华)为|(?<![大小])兼|暨",
  "是(?!德)|(?<and>(?<![平共人中祥颐温泰义永仁亲呼谐])和(?!平|谐|田|县|顺|林|静|龙|睦|记|兴|硕|君|颐)|与(?!狼)|(?<![普])及(?!时))|(?<![大协共合联不])同(?!济|仁|心|方|文|辉|花|城|创|和|江|德|一|程|盾|大)|跟|当(?:上(?!海)|了|起|(?![代地涂阳雄归当日天场选晚年上了起]))",
  "在(?!线|野)|(?<!报)到(?!家)|(?<!绝)对(?!外|冲|口)|(?<![\\u4e00-\\u9fff])经(?!理|济|开|信|贸|营|管|纬|典|纪|协|发|十|研)|的|了|(?<![小及临])时(?!代|报|尚|光|空|装|任|髦)",
  "(?<![邮])后(?!勤)|(?<![高中初同平特])等|(?<![小传学])说|称|(?<![今每生向旭节中抗朝尼])日(?!内瓦|报|本|照|化|用|喀|出|新|立|产)|(?<![青少成百千])年|月(?!湖|星|亮|坛|之)",
  "助理|委员(?!会|联)|代表(?!处|大会|团)|发言人|书记|(?<!部)(?:董事|理事|秘书|院|校|局|会|部|主任|馆|所|处|[省市区县镇])长(?!江|春|安|宁|沙|征|城)|总裁|支持|反对|声援|批评|听取|推动|扣押|日电|摄(?!影)|引来|甚至|可能|突破|而(?!立)|释放|讲授|其中|教授|院士|博士|先生|女士|同志|握住|通报|关于|如(?!皋|东|意)|先前|解除|逮捕|推翻|[首一][位名]|介绍|表示|指出|认为|强调|透露|出席|参加|采访|专访|对话|会见|会晤|看望|慰问|送别|告别|欢送|迎来|陪同|记者|图为|随后|当天|现场|接受|访问|到访|致电|欢迎|感谢|率领|带领|包括|有请|有(?!限|色|机|研|线)|见(?!证)|赴|以(?!色|太|岭)|(?<=[一两三几多0-9])[名位]|中共(?!中央)|以及|我(?!爱)|我国|(?<![资成基原剧文标版课])本(?!田|溪|草|地|报)|(?<!所)得(?!力|意|物|到)|其(?!林)|于(?!都|田|洪)",
].join("|");
const CUT = new RegExp(`(?<marker>${MARKER})|${STOP}`, "g");

const WHOLE =
  /(?:[大府司学院局委会团部厅处区市县省镇社行所馆校方长记任席员表者民人报站队厂场家们裁理]|街道|集团|中心|[0-9])$/;
/** Names that name nothing by themselves. */
const GENERIC =
  /^(?:公司|集团|总?公司|学校|大学|医院|学院|中学|小学|协会|学会|商会|联盟|全国|中国区?|大中华区|全球|[全老小本]?[区市县省镇乡州村校院局]|街道|社区|单位|企业|银行|总部|分公司|子公司|政府|部门|研究院|研究所|中心|机构|俱乐部|党|党组|党委|支部|分管|主管|联合国|市委|区委|省委|县委|党组成员|所在.*|相关.*|有关.*|自家.*|(?:股份)?有限公司|实验室|办事处|常委会|传播|第.{1,4}届大会|工会|自治区?|多[家位名].*|不少|部分|众多|许多|一些|其他|几.*|男|女|\d.*)$/;
const NO_NAME = /^(?:[0-9.-]+|[a-z]{1,2})$|[总副兼小籍]$/;

const SORT_ONLY = /^(街道|镇|乡|社区|医院|中学|小学|幼儿园)(?:办事处|办|(?:人民)?政府)?$/;

/** Regions whose stem is one word with what follows it: 浦东新区, 延边朝鲜族自治州. */
const ADMIN =
  /(?:[省市州盟旗]|自治区|特别行政区|(?<!开发|小|社|园|地|校|景|片|辖|新|厂|矿|牧|战|军|赛)区|县)(?=.)/g;
const NO_REGION =
  /^(?:开发|小|社|园|地|校|景|片|辖|全|本|我|老|新|各|该|城|郊|城市|都|山|灾|时|现|原|前|当|常务|战|军|赛|大|大中华|中国|亚太|华东|北|南|东|西|某|外|学院|学|国)$/;

const WANTED: Readonly<Record<string, RegExp>> = {
  校: /(?:大学?|学院|学校|中学?|小学?|高中|幼儿园|党校|附[中小]|实验|分校|校区|书院|职校|技校|中专|[一二三四五六七八九十]中|交大|校)$/,
  院: /院$/,
  馆: /馆$/,
  所: /所$/,
  台: /台$/,
  行: /[银分支央总]行$/,
  局: /局$/,
  厅: /厅$/,
  处: /处$/,
  司: /司$/,
  署: /署$/,
  园: /园$/,
  厂: /厂$/,
  会: /[会协盟]$/,
  社: /社$/,
  部: /部$/,
  村: /村$/,
};
const COMMITTEE_LIKE =
  /(?:委|委员会|办|办公室|中心|室|会|科|处|局|部|所|站|院|系|街道|办事处|基地|社区|库|馆|管委会|联|协|盟|团|公司|集团|联盟|组织|党|国家|国|学院|大学|医院|小区|大队|支队|项目)$/;

export function readBody(folded: string, word: OfficeWord): BodyReading {
  const run = RUN.exec(folded.slice(Math.max(0, word.start - LONGEST), word.start))![0];
  const from = word.start - run.length;
  const joins = word.level === null && (word.unit !== "" || /主任|长$/.test(word.office));
  const inner = lastCut(run, joins);
  // “徐汇区原区长”: the body stands before the marker.
  const before = inner.rest === "" && inner.marker !== null ? lastCut(run.slice(0, inner.at), joins) : inner;
  const body = word.level === null ? institution(before.rest, word) : region(before.rest, word.level);
  const bare = before.rest === "" || GENERIC.test(before.rest.replace(/(?:人民)?政府$/, ""));
  const sort = body === "" ? (SORT_ONLY.exec(before.rest)?.[1] ?? "") : "";
  const unclear = body === "" && sort === "" && !bare;
  return { body, sort, marker: inner.marker, unclear, start: from + before.at };
}

interface Cut {
  readonly rest: string;
  readonly marker: BodyReading["marker"];
  /** Where the marker, or else the rest, begins in the run. */
  readonly at: number;
}

/** @param joins whether “教育和体育局” may be one name: of an institution, not of two states */
function lastCut(run: string, joins: boolean): Cut {
  let last: RegExpMatchArray | null = null;
  for (const match of run.matchAll(CUT)) {
    const from = last ? last.index! + last[0].length : 0;
    if (!(joins && match.groups!.and && isHalfName(run.slice(from, match.index)))) last = match;
  }
  if (!last) return { rest: run, marker: null, at: 0 };
  const end = last.index! + last[0].length;
  const marker = last.groups!.marker;
  return { rest: run.slice(end), marker: marker ? kindOf(marker) : null, at: marker ? last.index! : end };
}

/** What stands before 和 is half a name if it is neither a whole one nor a person. */
function isHalfName(text: string): boolean {
  return (
    text.length >= 2 &&
    !WHOLE.test(text) &&
    !(text.length <= 4 && isSurname(text[0]!) && nameEnd(`${text},`, 0) > 0)
  );
}

function kindOf(marker: string): BodyReading["marker"] {
  if (/^[现新继]/.test(marker)) return "present";
  if (/^[拟候]/.test(marker)) return "planned";
  return marker === "时任" ? "then" : "former";
}

/** “上海市徐汇” with 区 → 徐汇区 */
function region(text: string, level: string): string {
  let stem = text.replace(/(?:人民)?政府$/, "").replace(/^(?:共青)?团(?!结)/, "");
  if (level === "") {
    // 组织部长, 政协主席: the region's own name must say what it is.
    const named = /([区市县省州旗])$/.exec(stem);
    return named ? region(stem.slice(0, -1), named[1]!) : "";
  }
  if (/[委府]/.test(stem)) return "";
  const whole = stem.endsWith(level);
  if (whole) stem = stem.slice(0, -1);
  // 岚县, 巩县: a stem of one character only where the sort is written out.
  if (whole && level === "县" && /^[\u4e00-\u9fff]$/.test(stem) && !NO_REGION.test(stem)) return stem + level;
  let from = 0;
  for (const match of stem.matchAll(ADMIN)) from = match.index + match[0].length;
  stem = stem.slice(from);
  if (NO_REGION.test(stem) || !/^(?:[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{2,6}自治)$/.test(stem)) return "";
  return stem + level;
}

function institution(text: string, { office, unit }: OfficeWord): string {
  if (GENERIC.test(text)) return "";
  let body = text.replace(/党党$/, "党").replace(/(大学|学院|医院)[校院]$/, "$1");
  const wanted = WANTED[unit];
  if (wanted && !wanted.test(body)) {
    // “希腊副部长” is no deputy of a 希腊部.
    if (unit === "校" || body === "" || !office.startsWith(unit) || /[区市县省州]$/.test(body)) return "";
    // “公安局长” heads a 公安局.
    if (!/^[\u4e00-\u9fff]+$/.test(body) || unit === "会") return "";
    body += unit;
  }
  if (/主编|总编辑/.test(office) && !/[报社刊志网书台]$|编辑部$|集团$/.test(body)) return "";
  if (/主任|主席|书记/.test(office) && !/书记/.test(office) && !COMMITTEE_LIKE.test(body)) return "";
  body = body.replace(/(街道)(?:办事处|办)$/, "$1").replace(/(?<=[镇乡区市县])人民政府$/, "");
  if (body.length > LONGEST_BODY || body.length < 2) return "";
  return GENERIC.test(body) || body.includes("某") || NO_NAME.test(body) ? "" : body;
}

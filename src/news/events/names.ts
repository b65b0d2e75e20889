/** What an event or a rule is called, as its sentence says it. */
import { APPLY, BULLET, EVENT_NOUN } from "./words.js";

const LONGEST_NAME = 40;
/** What is shown and taught is no event by itself, and names one beside its verb: 放映露天电影. */
const ENDS_IN_EVENT = new RegExp(`(?:${EVENT_NOUN}|电影|影片|折子戏|课程)[”"』」》)]?$`);
/** “活动” and “本次展览” are no names. */
const BARE =
  /^(?:(?:本|该|此|这|首|当|同|一|两|三|多|各|整)(?:次|场|届|个|项|类|系列)?(?:的|系列|主题)?)?(?:活动|会议|大会|仪式|展览|展|演出|比赛|论坛|讲座|培训|典礼|大赛|决赛|签约|晚会|婚礼|徒步|巡游|祭扫|例会|会谈|会晤|选举|发布会|系列活动|主题活动|相关活动|启动仪式|开幕式|座谈会|专场)$/;

/** “□ 【预告】” */
const HEAD = new RegExp(`^\\s*(?:${BULLET}\\s*)?(?:【[^【】]*】)?`);
/** A second doing inside: then it is a sentence, not a name. */
const NO_NAME = /[,。;!?]|举[办行]|召开|开展|、由|供图|^[^(]*\)/;

/** @returns the phrase if it is the name of one event, cleaned of what does not belong to it */
export function eventName(phrase: string): string | null {
  const cleaned = phrase
    .replace(HEAD, "")
    .replace(/^[\s,、:]+|[\s,、:]+$/g, "")
    .replace(/^原(?:定|计划).*?的/, "")
    .replace(/^(?:停|延|推迟|阔别|时隔|暌违|一再)[^的,]{1,8}的/, "")
    .replace(/(?:因|由于)[^,"]{1,12}$/, "")
    .replace(/^.*(?:主办|承办|举办|组织|发起|推出|打造)的/, "")
    .replace(
      /^(?:[上下中]午|晚上?|早上|凌晨|夜间|当[天日]|期间|起|[今昨明](?:[天日晚]|年的?)|本报|由|在|于|将|为|是|即|的|了|着|一[场次]|一年一度的?|为期.{1,3}天的|主题为|名为|以|正值|恰逢|适逢|此次|本次|本届|第一时间)+/,
      "",
    )
    .replace(
      /(?:也|还|都|将|已|正|正式|隆重|顺利|成功|如期|火热|盛大|圆满|同步|同时|陆续|宣布|计划|再次|同期)+$/,
      "",
    );
  const paired = withoutLoneQuote(cleaned);
  if (paired.length < 3 || paired.length > LONGEST_NAME || BARE.test(paired)) return null;
  return ENDS_IN_EVENT.test(paired) && !NO_NAME.test(paired) ? paired : null;
}

function withoutLoneQuote(phrase: string): string {
  const quotes = phrase.match(/"/g)?.length ?? 0;
  if (quotes % 2 === 0) return phrase;
  return phrase.replace(/^"|"$/, "");
}

/** The subject of the verb at `verb`: “…的启动仪式在街道办”. */
export function nameBefore(text: string, verb: number): string | null {
  const clause = lastClause(text.slice(0, verb));
  const placed = /^(.*?)(?:定于|将于|于|将在|在|从|自)(?!线)[^"]{0,30}$/.exec(clause);
  return eventName(placed?.[1] ?? "") ?? eventName(clause) ?? eventName(clause.split("的").at(-1)!);
}

/** The object of the verb that ends at `end`: “了第三届樱花节，…”, “的议息会议上”. */
export function nameBehind(text: string, end: number): string | null {
  const object = /^(?:了|的)?((?:"[^"]*"|《[^》]*》|[^,。;!?:()])*)/.exec(text.slice(end))![1]!;
  const whole = eventName(object);
  if (whole) return whole;
  // “…座谈会上说”: as far as the first word that can end a name, quotations passed over.
  const noun = new RegExp(`^((?:"[^"]*"|《[^》]*》|[^"《])*?(?:${EVENT_NOUN}))`).exec(object);
  return noun ? eventName(noun[1]!) : null;
}

/** A name in quotation marks that is followed by what it is, or a title in brackets. */
export function quotedName(text: string): string | null {
  const quoted = new RegExp(`"([^"]{2,24})"[^"',。;]{0,12}?(?:${EVENT_NOUN})`).exec(text);
  return quoted ? eventName(quoted[0]) : null;
}

const APPLIED_FOR = new RegExp(`^(?:.*(?:把|将|对|决定|宣布))?(.+?)的?(?:${APPLY}|截止)`);

/** What is applied for: “决定把少儿夏令营报名截止时间延长”. */
export function appliedName(clause: string): string | null {
  const applied = APPLIED_FOR.exec(clause);
  return applied && eventName(applied[1]!);
}

/** “话剧《日出》”, “新展"深海"”: what it is stands before its title. */
export function titledName(text: string): string | null {
  const titled = TITLED.exec(text);
  return titled?.[0].replace(/^.*(?:上演|演出|献演|首演|举[行办]|推出|[将在于])/, "") ?? null;
}

const TITLED =
  /(?:[^,。;:"《》\d]{0,8}(?:展览?|音乐会|演唱会|[话舞歌沪越京昆淮豫]剧|音乐剧|评弹|专场))[《"][^《》"]{2,24}[》"]/;

/** “《上海市生活垃圾管理条例》” without its marks. */
export function documentName(text: string): string | null {
  return (
    /《([^《》]{3,50}(?:办法|条例|规定|细则|意见|通知|方案|规则|制度|标准|公约|法|规程|措施|政策|决定|计划|协议)(?:\([^()]*\))?)》/.exec(
      text,
    )?.[1] ?? null
  );
}

export function lastClause(text: string): string {
  let quoted = false;
  for (let at = text.length - 1; at >= 0; at--) {
    const char = text[at]!;
    if (char === '"') quoted = !quoted;
    if (!quoted && /[,。;:!?()]/.test(char)) return text.slice(at + 1);
  }
  return text;
}

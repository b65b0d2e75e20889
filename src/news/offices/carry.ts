/**
 * The body of an office that is printed without one: that of the office before
 * it in the row or sentence (“上汽集团董事长、党委书记”), or, for a region's
 * office in a region's paper, the region itself.
 */
import type { Article } from "../article.js";
import { fold } from "../text.js";
import type { BodyReading } from "./body.js";
import type { OfficeWord } from "./office-words.js";
import { bodySpokenOf } from "./spoken-of.js";

export interface Institution {
  readonly body: string;
  /** Whose office it was last; "" if nobody's. */
  readonly person: string;
}

export interface BodyKeeper {
  /** @param before what a reading of the sentence before returned, to read one again @returns what is spoken of */
  nextSentence(folded: string, before?: Institution): Institution;
  /** @param printed what stands at the office itself @param person whose office it is; "" if nobody's */
  bodyFor(word: OfficeWord, printed: BodyReading, person: string): string;
}

export function createBodyKeeper(article: Article): BodyKeeper {
  const homes = new Map<string, string>();
  let regions = new Map<string, string>();
  let region = { level: "", person: "" };
  let institution: Institution = NONE;
  let spokenOf: Institution = NONE;
  let sentence = "";
  const text = fold(`${article.title}\n${article.body}`);
  const home = (level: string) => {
    const known = homes.get(level);
    if (known !== undefined) return known;
    const found = homeRegion(article, level);
    homes.set(level, found);
    return found;
  };
  const spokenOfAll = new Map<string, string>();
  const ofArticle = (word: OfficeWord, sort: string) => {
    const key = sort || word.unit || word.office;
    const known = spokenOfAll.get(key) ?? bodySpokenOf(text, word, sort);
    spokenOfAll.set(key, known);
    return known;
  };
  // A text that names a second one later still speaks of the first till then.
  const ofSoFar = (word: OfficeWord, sort: string) => {
    const at = text.indexOf(sentence);
    return at < 0 ? "" : bodySpokenOf(text.slice(0, at), word, sort);
  };
  const town = (word: OfficeWord) =>
    /^[镇乡]$/.test(word.level ?? "")
      ? bodySpokenOf(sentence, word, word.level!) || ofArticle(word, word.level!)
      : "";
  const ofRegion = (body: string) => {
    const [, level] = OF_THE_REGION.exec(body) ?? [];
    const named = level === undefined ? "" : regions.get(level) || home(level);
    return named === "" ? body : named + body.slice(1);
  };
  return {
    nextSentence(folded, before) {
      sentence = folded;
      regions = new Map();
      region = { level: "", person: "" };
      if (institution.body !== "") spokenOf = institution;
      if (before) spokenOf = before;
      // “学校方面到场的有校长……”: the one spoken of before.
      const again = REFERS_BACK.some(([word, kind]) => word.test(folded) && kind.test(spokenOf.body));
      institution = again ? spokenOf : NONE;
      return spokenOf;
    },
    bodyFor(word, { body, sort, unclear }, person) {
      // “某某会虹口区代表处会长”: printed, but not to be told for certain; another's it is surely not.
      if (unclear || (person === "" && body === "")) return "";
      if (word.level !== null) {
        // 组织部长 does not say of what; in a row with 区委常委 it is the district's.
        const ofRow = region.person !== "" && region.person === person ? region.level : "";
        const level: string = word.level || body.slice(-1) || ofRow;
        const whole = body || regions.get(level) || (level === "" ? "" : home(level) || town(word));
        if (whole !== "") regions.set(level, whole);
        if (word.level !== "") region = { level, person };
        return whole;
      }
      if (body !== "") {
        institution = { body: ofRegion(body), person };
        // “白鹤镇党委副书记、镇长”: the party's office has said of which town.
        const town = /[镇乡]$/.exec(institution.body)?.[0];
        if (town !== undefined) regions.set(town, institution.body);
        return institution.body;
      }
      const same = sort === "" || institution.body.endsWith(sort);
      if (same && fits(word, institution.body, institution.person === person)) return institution.body;
      const spoken = bodySpokenOf(sentence, word, sort) || ofArticle(word, sort) || ofSoFar(word, sort);
      const found = ofRegion(spoken);
      if (found !== "") institution = { body: found, person };
      return found;
    },
  };
}

/** “区教育局”, “市民政局”: of the region that the article speaks of. */
const OF_THE_REGION = /^([区市县])(?![\u4e00-\u9fff]?[区市县])/;
const NONE = { body: "", person: "" };
const COMPANY = /公司|集团|银行|股份|科技|证券|基金|实业|控股|汽车|电子|药业|保险/;
const SCHOOL = /(?:大学|学院|学校|中学|小学|交大|校)$/;

const REFERS_BACK = [
  [/学校|校方|该校/, SCHOOL],
  [/(?:^|[,、。]|该)(?:公司|集团|企业)/, COMPANY],
  [/医院|院方/, /医院$/],
] as const;

/** Whether an office without a body can be one of `body`; of one person any can that is not of another kind. */
function fits({ office, unit }: OfficeWord, body: string, samePerson: boolean): boolean {
  if (body === "") return false;
  if (unit === "校") return SCHOOL.test(body);
  if (/董事长|总裁|总经理|首席执行官|监事长/.test(office)) return COMPANY.test(body) || samePerson;
  if (/^(?:党委|党组|党总支|党支部|机关党委)/.test(office) || /^副?书记$/.test(office)) return true;
  if (unit !== "") return body.endsWith(unit);
  return samePerson;
}

const PAPER = /^(?:今日|新)?([\u4e00-\u9fff]{2,4}?)(?:日报|晚报|晨报|时报|周报|周刊|报|新闻|发布|融媒)/;
const NO_REGION =
  /[小社园地校景片辖新厂矿牧战军赛城郊市库灾山禁]区$|开发区|示范区|试验区|保税区|^(?:全|本|我|该|各|老|从)|[的是和与在为委了及到被由届过]/;

/** The region of an article that names only one, or whose paper bears its name. */
function homeRegion({ title, body, paper }: Article, level: string): string {
  const text = `${title}\n${body}`;
  const stem = paper === null ? undefined : PAPER.exec(fold(paper))?.[1];
  if (stem !== undefined && (level === "区" || level === "市" || level === "县") && text.includes(stem)) {
    if (level !== "市" && !text.includes(`${stem}市`) && !text.includes(`${stem}省`)) return stem + level;
    if (text.includes(stem + level)) return stem + level;
  }
  const names = new Set<string>();
  for (const { 1: name } of text.matchAll(regionNames(level))) {
    // Named only once it may be the tail of a verb and half a name.
    if (text.indexOf(name!) === text.lastIndexOf(name!)) continue;
    if (!NO_REGION.test(name!)) names.add(name!);
  }
  return names.size === 1 ? [...names][0]! : "";
}

function regionNames(level: string): RegExp {
  return new RegExp(
    `(?:^|[^\\u4e00-\\u9fff]|[省市州])([\\u4e00-\\u9fff]{2,3}${level})(?=委|政府|人民政府|人大|政协|[${level}副]${level}?长|[^\\u4e00-\\u9fff])`,
    "g",
  );
}

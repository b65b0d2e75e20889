/**
 * The words of offices: where one stands in a sentence and what its plain name
 * is. An office is read from its end (长, 书记, 主任) to the left: its rank, the
 * organ it heads, and then whatever is printed of the body whose office it is.
 */
import type { Span } from "../text.js";

/** Whose head this is: of a region (区长, 区委书记), or of an institution (校长, 董事长). */
export interface OfficeWord extends Span {
  /** Plain name without the body: 区长, 副区长, 区委书记, 校长; "" for a member, who says only of which body (党组成员). */
  readonly office: string;
  /** 区, 市, 县 …: the sort of region it governs; "" if the words leave it open (组织部长); null for institutions. */
  readonly level: string | null;
  /** The last character of the word, or what the body must end in (院 for 院长); "" if any body will do. */
  readonly unit: string;
}

/** What a body of text must hold for an office to be in it; Traditional characters too, so unfolded text can be asked. */
export const MAY_NAME_OFFICE =
  /[区區市县縣镇鎮乡鄉省州旗厅廳局处處部校院会會馆館所台臺行社园園厂廠署司村事书書察][长長]|[书書][记記]|主[席任编編]|[总總][裁统統理经經干编編]|首席[执執]行官|首相|委常委/g;

const HEAD =
  /(?<![家增助生])(?<region>[区市县镇乡省州旗])长|(?<!总)书记(?!员|处(?!书)|院)|(?<unit>[厅局处部校院会馆所台社园厂署司村]|(?<=[银分支央总])行|(?<=行)行)长|(?:董事|理事|监事|秘书|检察)长|主席(?!团|台)|主任(?!医|护|药|技|记者|编辑|委员|科员|法官|检察|研究)|(?:行政)?总裁|总经理|首席执行官|总干事|总编辑|主编|总统|总理|首相|(?<committee>[区市县省州旗])委常委|(?<member>党委常委|党委委员|党组成员|党工委委员)/g;

const RANK = /(?:常务|第一|执行|名誉|荣誉|轮值|联席|联合|专职|兼职|协理|高级|资深|终身|创会|代理|首席|代)$/;
/** Ranks that do not make another office of it. */
const MINOR_RANK = /^(?:专职|兼职)$/;
const PARTY_ORGAN =
  /(?:(?:直属)?机关党委|政法委员?会?|纪委监委|纪检监察组|纪检组|纪委|党工委|党委|党组|党总支部?|党支部|党总支|团工委|团委|工委|总支|支部|委员会|委)$/;
const PARTY_DEPARTMENT = /(组织|宣传|统战|统一战线工作|社会工作|武装|人武)部?$/;
const PEOPLES_ORGAN = /(人大常委会|人大常务委员会|人民代表大会常务委员会|人大|政协)$/;
/** The organ whose session it is, not farther off than a sentence is long. */
const ELECTS = /(政协|人大|人民代表大会)[^,;。]{0,24}会议[^;。]{0,60}$/;
const REGION_END = /([区市县省州旗镇乡])$/;

/** @param folded a sentence @returns office words in order; the span begins where the body's name would end */
export function findOfficeWords(folded: string): OfficeWord[] {
  const found: OfficeWord[] = [];
  for (const match of folded.matchAll(HEAD)) {
    const word = readWord(folded, match);
    if (word) found.push(word);
  }
  return found;
}

function readWord(folded: string, match: RegExpMatchArray): OfficeWord | null {
  const head = match[0];
  const end = match.index! + head.length;
  // “班主任” teaches a class. “社会长期”, “全部长江” are no offices either; no name follows them.
  if (head === "主任" && folded[match.index! - 1] === "班") return null;
  const { region, unit, committee, member } = match.groups!;
  if (member) return { start: match.index!, end, office: "", level: null, unit: "" };
  if (committee) return { start: match.index!, end, office: head, level: committee, unit: "" };
  const { before, rank } = readRank(folded, match.index!);
  const office = `${rank}${head}`;
  if (region) return { start: before.end, end, office, level: region, unit: "" };
  if (head === "书记") return partyOffice(before, { end, rank });
  return (
    departmentOffice(before, { end, rank, unit }) ??
    assemblyOffice(before, { end, rank, head, whole: folded }) ?? {
      start: before.end,
      end,
      office,
      level: null,
      unit: unit ?? "",
    }
  );
}

/** 组织部长, 统战部部长: a region's, whose committee's department it is. */
function departmentOffice(
  { text, end: textEnd }: Before,
  { end, rank, unit }: { readonly end: number; readonly rank: string; readonly unit: string | undefined },
): OfficeWord | null {
  const department = unit === "部" ? PARTY_DEPARTMENT.exec(text) : null;
  if (!department) return null;
  const committeeOf = /([区市县省州旗])委$/.exec(text.slice(0, -department[0].length));
  const start = textEnd - department[0].length - (committeeOf ? 2 : 0);
  const name = department[1]!.replace("统一战线工作", "统战");
  return { start, end, office: `${name}${rank}部长`, level: committeeOf?.[1] ?? "", unit: "" };
}

/** 区人大常委会主任, 区政协主席 */
function assemblyOffice(
  { text, end: textEnd }: Before,
  {
    end,
    rank,
    head,
    whole,
  }: { readonly end: number; readonly rank: string; readonly head: string; readonly whole: string },
): OfficeWord | null {
  if (!/^(?:主任|主席)$/.test(head)) return null;
  const organ = PEOPLES_ORGAN.exec(text);
  if (!organ) {
    // “政协……会议选举王华为副主席”: the body that elects is the one that is headed.
    const elects =
      /[选举任]为$/.test(text) || /(?:选举?|补选)[\u4e00-\u9fff]{2,4}(?:同志)?为$/.test(text)
        ? ELECTS.exec(whole.slice(0, textEnd))
        : null;
    const named =
      elects &&
      (elects[1] === "政协" ? (head === "主席" ? "政协" : null) : head === "主任" ? "人大常委会" : null);
    return named ? { start: textEnd, end, office: `${named}${rank}${head}`, level: "", unit: "" } : null;
  }
  const level = REGION_END.exec(text.slice(0, -organ[0].length))?.[1] ?? "";
  const name = organ[1] === "政协" ? "政协" : "人大常委会";
  const start = textEnd - organ[0].length - level.length;
  return { start, end, office: `${name}${rank}${head}`, level, unit: "" };
}

interface Before {
  readonly text: string;
  /** Where `text` ends in the sentence. */
  readonly end: number;
}

function readRank(folded: string, start: number): { before: Before; rank: string } {
  let at = start;
  let rank = "";
  if (folded[at - 1] === "副") {
    at -= 1;
    rank = "副";
  }
  for (let i = 0; i < 2; i++) {
    const word = RANK.exec(folded.slice(Math.max(0, at - 2), at))?.[0];
    // “当代”, “时代”: no rank.
    if (!word || (word === "代" && /[当时现近古历世年朝后换取替]代$/.test(folded.slice(0, at)))) break;
    at -= word.length;
    // One who stands in holds another office: 代区长 is told as 代理区长.
    if (!MINOR_RANK.test(word)) rank = (word === "代" ? "代理" : word) + rank;
  }
  const text = folded.slice(Math.max(0, at - 30), at);
  return { before: { text, end: at }, rank };
}

/** 书记 of a region's committee has the region's office (区委书记), of any other organ that organ's (党委书记). */
function partyOffice(
  { text, end: textEnd }: Before,
  { end, rank }: { readonly end: number; readonly rank: string },
): OfficeWord | null {
  const name = `${rank}书记`;
  // “为中共徐汇区委委员、常委、书记”: the organ is that of the row.
  const row = /([区市县省州旗])委(?:委员)?(?:、常委)?、$/.exec(text);
  if (row) return { start: textEnd, end, office: `${row[1]}委${name}`, level: row[1]!, unit: "row" };
  const organ = PARTY_ORGAN.exec(text)?.[0];
  if (organ === undefined) return { start: textEnd, end, office: name, level: null, unit: "" };
  const rest = text.slice(0, -organ.length);
  const level = REGION_END.exec(rest)?.[1];
  if (organ === "委" || organ === "委员会") {
    // “团市委书记”, “共青团上海市委书记” head another organ of the region.
    const youth = /(?:^|[^\u4e00-\u9fff])(?:共青)?团[\u4e00-\u9fff]{0,6}$/.test(rest.slice(0, -1))
      ? "团"
      : "";
    if (level && level !== "镇" && level !== "乡")
      return { start: textEnd - organ.length - 1, end, office: `${youth}${level}委${name}`, level, unit: "" };
    return level
      ? { start: textEnd - organ.length, end, office: `党委${name}`, level: null, unit: "" }
      : { start: textEnd, end, office: name, level: null, unit: "" };
  }
  if (/^政法委|^纪/.test(organ)) {
    const plain = organ.startsWith("政法") ? "政法委" : organ === "纪委监委" ? "纪委" : organ;
    const of = /([区市县省州旗])委?$/.exec(rest);
    const start = textEnd - organ.length - (of ? of[0].length : 0);
    return {
      start,
      end,
      office: `${plain}${name}`,
      level: of?.[1] ?? (rest === "" || /[、,]$/.test(rest) ? "" : null),
      unit: "",
    };
  }
  return { start: textEnd - organ.length, end, office: `${organ}${name}`, level: null, unit: "" };
}

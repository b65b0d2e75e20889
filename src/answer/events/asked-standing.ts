/**
 * Whether a question asks how one named event stands (“灯会结束了吗”, “书市还开着吗”,
 * “夏令营还能报名吗”), and what it calls the event.
 */

import type { DayRange } from "../../news/dates.js";
import { findDates } from "../../news/dates.js";
import { fold } from "../../news/text.js";
import type { Question } from "../../search/question.js";
import { withScene } from "./scene.js";

export interface AskedStanding {
  /** What the reader calls it, folded. */
  readonly subject: string;
  /** The years, or the days, of which edition is asked; null: the newest. */
  readonly edition: DayRange | null;
  /** Whether one can still sign up is asked, not whether it is still on. */
  readonly enrol: boolean;
  /** How many days it takes is asked. */
  readonly counts: boolean;
}

const POLITE =
  /^(?:请问|麻烦|您好|你好|我?想(?:问|知道|了解)(?:一下)?|问一下|帮我查一下|听说|[,\s])+|[,\s]*(?:谢谢|多谢)$/g;
const PARTICLE = "(?:吗|么|嘛|吧|呢|啊|呀|伐|哦|[了啦])";
// 了 is a particle: “了?没” beside it would read “了没了没…” in twice as many ways with every two characters.
const ASKING = `(?:没有?|不|否|${PARTICLE})`;
const MEANWHILE =
  "(?:现在|目前|如今|今[天晚日夜]|这会儿|这[次回]|到底|究竟|是不是|不是|是否|有没有|会不会|已经?|应该|大概|不会|该|也|都|早)*";
const VISIT = "(?:去|来|过去)?(?:看看?|参观|参加|逛逛?|玩|进去?|去|来)?(?:展|灯|戏|表演)?(?:得[到上着])?";
const STATES = [
  "还(?:没有?|未)(?:结束|闭幕|开始|开幕|办|举[行办]|过|完)(?:完|过)?",
  "还(?:在)?(?:开|办|展|演|摆|放|亮|跑|赛|比|走)(?:着|放)?",
  "还在(?:办|开|展出?|举[行办]|进行|上演|开放)?",
  `还(?:能|可以|能够|来得及|赶得上)${VISIT}`,
  "还(?:看|去|买|报|赶|排)得(?:[到上着见成]|及)",
  "还?(?:赶趟|赶得及|来得及|赶得上)",
  "(?:晚|迟)不(?:晚|迟)",
  "还有",
  "还(?:办不办|开不开|演不演|搞不搞|有没有|在不在|会?(?:举[行办]|办|开))",
  "(?:结束|闭幕|落幕|收官|取消|停办|办|举[行办]|开始|开幕|开|演|跑|过|散)(?:完|过|掉)?(?=了|没|过)(?:[了过])?",
  "(?:结束|闭幕|取消|停办|改期|延期|推迟|延长)(?:了)?",
  "(?:开门|营业|开放)",
].join("|");
const ENROL =
  "(?:还(?:能|可以|好|来得及|让|会?)?(?:报名?|预约|申请)(?:得[上到]名?)?|(?:报名|预约|申请)(?:是不是|已经?|现在|都)*(?:还(?:开着|在|能|可以)|结束|截止|满|停))";
const STANDS = new RegExp(`^(.{2,24}?)${MEANWHILE}(${ENROL}|${STATES})${ASKING}+$`);
/** “今晚有吗”: only of a day that is near; “有吗” alone asks of anything. */
const TONIGHT = new RegExp(`^(.{2,24}?)今[天晚日夜](?:还|会)?(?:有|开|亮|演)${ASKING}+$`);
const WHEN = "(?:什么时候|啥时候|何时|哪[一]?天|几月几[号日]|几[号日])";
/** “开到几号”, “什么时候结束”: until when it goes on is how it stands, too. */
const UNTIL = new RegExp(
  `^(.{2,24}?)${MEANWHILE}(?:(?:会|要|将|可以|能)*(?:办|开|展|演|持续|看|摆|放|亮|延长|延)?到${WHEN}|${WHEN}(?:结束|闭幕|截止|收官|到期|为止))(?:的|${PARTICLE})*$`,
);
/** “灯谜会办了几天” */
const HOW_LONG =
  /^(.{2,24}?)(?:一共|总共|共|要|将|能|打算)*(?:办|开|展|演|持续|举[行办]|进行|展出)(?:了|过)?(?:多少|几)天(?:呢|啊|呀)?$/;
/** “现在还能看菊花展吗” */
const IN_FRONT = new RegExp(
  `^${MEANWHILE}还(?:能不能|能|可以|来得及|赶得上|有机会)(?:去|来)?(报名|预约|申请)?(?:参加|参观|看看?|逛逛?|玩|赶上|去)?([^报预申]{2,16})${PARTICLE}+$`,
);
const OR_NOT = /^(.{2,24}?)(?:到底|今[天晚])?(?:还)?(?:办不办|开不开|演不演|在不在|演不演|看不看得[到上])$/;
/** “今年端午有龙舟赛吗” */
const IS_THERE = new RegExp(`^(.{0,14}?)(?:还|会|到底)?有([^些什么没哪几]{2,16})${PARTICLE}+$`);
const NO_SUBJECT = /什么|哪|谁|几|多少|怎|为啥|为何|吗/;
const YEAR = /大前年|[今去前明后]年|\d{4}年/;
const AROUND =
  /^(?:的|在|我们?|咱们?|本|[全本]?区里?的?|那个|这个|那场|这场|[这那本上]次|[这本上]届|今[天晚日年]|现在|[去前明]年|今年|\d{4}年|,)+|(?:的|现在|今[天晚日]|目前|到底|活动)+$/g;

/** @returns null if something else is asked, or no event is called by any word */
export function readAskedStanding({ standalone, today, language }: Question): AskedStanding | null {
  if (language !== "zh") return null;
  const folded = fold(standalone).trim();
  for (const text of [folded, ...withScene(folded)]) {
    const found = readOne(text, today);
    if (found !== null) return found;
  }
  return null;
}

function readOne(folded: string, today: Question["today"]): AskedStanding | null {
  const text = folded.replace(/[?!。.~\s]/g, "").replace(POLITE, "");
  const edition = editionOf(text, today);
  const there = IS_THERE.exec(text);
  // Whether there was one is asked of a year or a festival; without either it is a list that is wanted.
  if (there && edition !== null) return asked(there[2]!, { edition, enrol: false, counts: false });
  const front = IN_FRONT.exec(text);
  if (front) return asked(front[2]!, { edition, enrol: front[1] !== undefined, counts: false });
  const lasts = HOW_LONG.exec(text);
  if (lasts) return asked(lasts[1]!, { edition, enrol: false, counts: true });
  const stands = TONIGHT.exec(text) ?? STANDS.exec(text) ?? OR_NOT.exec(text) ?? UNTIL.exec(text);
  if (!stands) return null;
  const enrol = /报名|预约|申请/.test(text) || new RegExp(`^${ENROL}$`).test(stands[2] ?? "");
  return asked(stands[1]!.replace(/(?:的)?(?:报名|预约|申请)(?:时间)?$/, ""), {
    edition,
    enrol,
    counts: false,
  });
}

function asked(words: string, rest: Omit<AskedStanding, "subject">): AskedStanding | null {
  const subject = words.replace(AROUND, "").replaceAll("的", "");
  return subject.length < 2 || NO_SUBJECT.test(subject) ? null : { subject, ...rest };
}

/** “去年的灯会”: within that year; a festival of today's year asks for no edition by itself. */
function editionOf(text: string, today: Question["today"]): DayRange | null {
  const year = YEAR.exec(text);
  if (!year) return null;
  const named = findDates(text.slice(year.index, year.index + year[0].length), today)[0];
  return named ? named.range : null;
}

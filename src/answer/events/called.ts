/** Whether a reader's words for an event (“龙舟赛”, “七夕集体婚礼”, “赛龙舟”) mean the event that a sentence names. */
import { fold } from "../../news/text.js";
import { nameKey, type ToldEvent } from "./changes.js";

/** What may stand at the end of a name and is not said, or the other way round. */
const GENERIC = /(?:系列|主题|相关)?(?:活动|服务期?|比赛|仪式|[春夏秋冬]季班)$/;
const BARE =
  /^(?:展览?|画展|书展|比赛|音乐会|讲座|演出|论坛|市集|集市|夜市|庙会|灯会|招聘会|运动会|培训班?|夏令营|会议|大会|仪式|活动|婚礼|晚会|巡游|祭扫)$/;
const TAIL = 2;
/** Of its other characters so many parts must stand in the sentence, the name or the headline. */
const HELD = 0.8;

/** Many are called only that: it means one only where there is but one. */
export function isBareKind(subject: string): boolean {
  return BARE.test(subject);
}

export function called(subject: string, event: ToldEvent): boolean {
  const { name, told, start, end } = event;
  if (name === null) return false;
  const [key, word] = [plain(name), plain(subject)];
  if (word.length < 2 || key.length < 2) return false;
  if (key.endsWith(word) || turnedRound(word, key)) return true;
  // What stands in quotation marks is a name by itself.
  const quoted = /["《]([^"《》]{2,})["》]/.exec(name)?.[1];
  if (quoted !== undefined && isOfQuoted(word, plain(quoted), key)) return true;
  if (!sameTail(word, key)) return false;
  const held = `${key}${fold(told.title)}${fold(told.body.slice(start, end))}`;
  const rest = [...word.slice(0, -TAIL)];
  return rest.filter((char) => held.includes(char)).length >= rest.length * HELD;
}

/** “纸上乾坤”, and with what it is: “纸上乾坤展”. */
function isOfQuoted(word: string, quoted: string, key: string): boolean {
  if (word === quoted || (word.length >= 3 && quoted.includes(word))) return true;
  return word.startsWith(quoted) && key.includes(word.at(-1)!);
}

function plain(name: string): string {
  const key = nameKey(name);
  const short = key.replace(GENERIC, "");
  return short.length < 2 ? key : short;
}

/** “展” alone ends many names; then the character before it must stand in the name too. */
function sameTail(word: string, key: string): boolean {
  const tail = word.slice(-TAIL);
  return key.endsWith(tail) || turnedRound(word.slice(-3), key);
}

/** “赛龙舟” for “龙舟赛”. */
function turnedRound(word: string, key: string): boolean {
  if (word.length < 3) return false;
  return word.slice(1) + word[0] === key.slice(-word.length);
}

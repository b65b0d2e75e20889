/**
 * How a paragraph of news begins: with the day of an event, as stories do, or
 * with words that only go on from something said before.
 */

const OPENS_DAY =
  /^(?:在?(?:\d{4}年)?\d{1,2}月\d{1,2}日|[昨今][日天]|\d{1,2}日(?:上午|下午|晚)|\p{Script=Han}{2,10}\d{1,2}月\d{1,2}日(?:电|讯|报道))/u;
const OPENS = new RegExp(
  [
    "^(?:近日|日前|近期|最近|连日来|[上本]周|本月|不?前不久|不久前|随着|眼下|时下|早晨|清晨|走进|记者(?:从|近日|日前|昨[日天]|获悉|了解到)",
    "为(?:了|迎接|进一步|切实|深入|推动|贯彻|落实|加快|更好|促进|提升|加强|弘扬|庆祝|纪念)|本报讯|\\d{4}年\\d{1,2}月|.{0,12}(?:近日|日前|[昨今]天))",
  ].join("|"),
  "u",
);
// Only in the middle of a story: they speak of the meeting or the speaker that was named before.
const INSIDE = new RegExp(
  [
    "^(?:[问答][：:]|此外|此前|与此同时|同时[，,]|据悉|据了解|另外|其中|随后|接着|不仅如此|会[上后前中][，,]|[会仪活][议式动](?:[上中]|现场|当[天日])|会议(?:指出|强调|要求|认为|明确)",
    "在此基础上|[（(]?[二三四五六七八九十]+[）)、是]|第[二三四五六七八九十][，、]|[2-9][.．、](?!\\d)|其[次三四]|再次|最后",
    "\\p{Script=Han}{2,12}?(?:指出|强调|表示|认为|要求|坦言|说)[，,：:“])",
  ].join("|"),
  "u",
);
const GOES_ON = new RegExp(
  [
    "^(?:同时|据介绍|据统计|目前|会议|活动|仪式|论坛|现场|当[天日晚]|下一步|未来|接下来|今后|对此|值得|这|该|他|她|它|双方|参会|与会|首先|[（(]?一[）)、是]",
    "也|还|又|而|但|因此|所以|除了|除此|不过|然而|例如|比如|如今|再",
    "\\p{Script=Han}{2,12}?(?:介绍|告诉|透露)[，,：:“]|《[^》]{1,8}》(?:特别|明确|提出|指出|要求)|“[^”]{6,}”[^，。]{2,12}(?:说|表示|介绍))",
  ].join("|"),
  "u",
);

/** Is a headline the number of a part, or a question put to somebody, and so inside a story? */
export function isNumbered(headline: string): boolean {
  return /^(?:[（(]?[一二三四五六七八九十]+[）)、．.]|第[一二三四五六七八九十]+[，、章节部]|\d{1,2}[.．、](?!\d)|[问答][：:])/u.test(
    headline,
  );
}

/** @returns 3 for a day, 2 for other ways to begin a story, -2 or -5 for going on, 0 for neither. */
export function openingOf(text: string): number {
  if (OPENS_DAY.test(text)) return 3;
  if (INSIDE.test(text)) return -5;
  if (GOES_ON.test(text)) return -2;
  return OPENS.test(text) ? 2 : 0;
}

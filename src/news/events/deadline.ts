/** What is to be done by a day: “报名截止4月20日”, “即日起至6月30日征集作品”, “请于20日前申请”. */
import type { IsoDay } from "../../clock.js";
import { type FoundEvent, untilDay } from "./found.js";
import { appliedName, lastClause, nameBefore, quotedName } from "./names.js";
import { comingDay, type DatedSentence, type EventDate } from "./sentence.js";
import { APPLY } from "./words.js";

const TIME_OF_DAY =
  "(?:[上下]午|晚上?|中午)?(?:\\d{1,2}(?::\\d{2}|[时点](?:\\d{1,2}分|整)?))?(?:\\([^()]{1,8}\\))?";
const ENDS = new RegExp(`^${TIME_OF_DAY}(?:正式)?(?:截止|止(?![付损跌水住步血])|为止|结束)`);
const BY_THEN = new RegExp(
  `^${TIME_OF_DAY}(?:前(?![往来后夕]|三|两)|之前|以前)[^;]{0,22}?(?:${APPLY}|报送|提出|寄|发送|完成)`,
);
const LABELLED = new RegExp(
  `(?:${APPLY}|受理|作品)[^,;\\d]{0,8}?(?:时间|截止|截至|期限|日期|通道|期|至|到|为|:)(?:时间|日期|期限)?[为是在于从自至到:]*$|截[止至](?:日期|时间)[为是在于至到:]*$|截稿(?:日期|时间)?[为是在于至到:]*$`,
);
const STARTS = new RegExp(`^${TIME_OF_DAY}(?:正式)?(?:起|开始|开启|启动)`);
const OPENED = new RegExp(`^${TIME_OF_DAY}(?:正式)?(?:起|开始|开启)[,]?[^,;]{0,24}(?:${APPLY})`);
/** “8日至12日招募截止时间:” labels the next date. */
const SPAN_BEHIND = new RegExp(
  `^(?:期间)?[,]?(?![^,;]{0,16}的,)[^;]{0,30}?(?<!无[须需]|不[用必需]|免)(?:${APPLY})(?!截止|时间|日期|期限|考试|录取|简章|计划)`,
);
const APPLIES = new RegExp(APPLY);
/** “截至8月1日收盘” counts; only what is asked of a reader ends. */
const COUNTS = /(?:截[至止到])$/;
/** “已有三千人报名”, “2019年申报成功” tell what was done. */
const DONE =
  /已有|共有|累计|成功(?:申|报)|(?:申请|申报|报名|招聘|领取)(?:了|过|到)|\d[\d万余多]*[人名家份件]/;

export function readDeadlines({ text, dates, publishedOn }: DatedSentence): FoundEvent[] {
  if (!/截止|期(?:限)?[到至].*为止/.test(text) && !APPLIES.test(text)) return [];
  return dates.flatMap((date) => {
    const told = dueOf(text, date, publishedOn);
    if (told === null) return [];
    const change = /(?:延长|延期|顺延|延)[至到]$/.test(text.slice(0, date.start))
      ? ("extended" as const)
      : null;
    return [
      {
        kind: "deadline",
        name:
          quotedName(text) ??
          appliedName(lastClause(text.slice(0, date.start))) ??
          nameBefore(text, dates[0]!.start),
        change,
        ...told,
      } as const,
    ];
  });
}

function dueOf(
  text: string,
  date: EventDate,
  publishedOn: IsoDay | null,
): Pick<FoundEvent, "range" | "sense"> | null {
  const before = text.slice(Math.max(0, date.start - 26), date.start);
  const behind = text.slice(date.end, date.end + 60);
  const sense = date.exact ? ("exact" as const) : ("within" as const);
  if (date.precision === "span" && date.exact && date.range.from < date.range.to) {
    // “4月4日至6日为高峰日，须预约”: what the days are is told; only “为报名期” is to apply in.
    const called = /^[为是]([^,;]*)/.exec(behind);
    if (called && !APPLIES.test(called[1]!)) return null;
    if (called) return date.certain ? { range: date.range, sense } : null;
    const about = LABELLED.test(before) || isToDo(behind) || ENDS.test(behind);
    const coming = date.certain || comingDay(date, publishedOn) === date.range.to;
    return about && coming ? { range: date.range, sense } : null;
  }
  const extended = /(?:延长|延期|顺延|延)[至到]$/.test(before) && APPLIES.test(text);
  const labelled = LABELLED.test(before);
  if (labelled && STARTS.test(behind)) return date.certain ? { range: date.range, sense: "opening" } : null;
  if (COUNTS.test(before) && !labelled) return null;
  const byThen = BY_THEN.test(behind) && !DONE.test(behind);
  if (extended || labelled || ENDS.test(behind) || byThen) {
    const to = comingDay(date, publishedOn);
    // “2021年1月1日之前住院、未申请的” is a condition, not a day to come.
    if (byThen && !labelled && to !== null && publishedOn !== null && to < publishedOn) return null;
    return to && { range: untilDay(to, publishedOn), sense };
  }
  if (date.certain && OPENED.test(behind) && !DONE.test(behind))
    return { range: date.range, sense: "opening" };
  return null;
}

/** “9月1日至20日在官网报名”: what is told behind it of numbers is of other things. */
function isToDo(behind: string): boolean {
  const told = SPAN_BEHIND.exec(behind)?.[0];
  return told !== undefined && !DONE.test(behind.slice(0, told.length + 2));
}

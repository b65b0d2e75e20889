/**
 * A report's days are of two sorts: those on which something happens, and those
 * on which somebody says so. Asked when a thing begins, the day on which an
 * official was called does not answer.
 */
import type { Span } from "../news/text.js";

const ASKS_OF_SAYING = /说|公布|发布|宣布|表示|回应|介绍|通报|报道|透露|答复|回复|披露|公告|采访|联系/;
/** Behind the day, who speaks and that they do: “8月3日,局里的工作人员称”, “3日,记者联系……”. */
const SAYS_ON_IT =
  /^[,，]?[^,，。;；:：“”"()]{0,24}(?:(?:称|表示|介绍|告诉[^,，。;；]{0,8}|回应|透露|说|获悉|了解到)[,，:：“"]|(?:联系|采访|致电)(?:了|到)?[\u4e00-\u9fff])/;

/** Whether the day is only that of somebody's words. */
export function isDayOfSaying(question: string, body: string, day: Span): boolean {
  return !ASKS_OF_SAYING.test(question) && SAYS_ON_IT.test(body.slice(day.end, day.end + 40));
}

/**
 * Lines of people: who wrote a story, who took a photo. They are told by their
 * form (“□ 记者 刘坤 陈文卿”, “文/刘坤 图/陈文卿”), not by a list of names.
 */

const NAME = String.raw`(?:\p{Script=Han}{2,4}|\p{Script=Han} \p{Script=Han}|\p{Script=Han}{1,6}·\p{Script=Han}{1,6})`;
export const NAMES = `${NAME}(?:[ 、，,]+${NAME}){0,7}`;
const WRITER = `(?:(?:本报|融媒体|全媒体|首席|见习|实习|特约|区融媒体中心)*(?:记者|通讯员|实习生|撰稿人?|作者|编译|评论员)|文字?|采写|供稿|整理|口述)`;
const PICTURE = `(?:摄影报道|摄影|摄|供图|配图|制图|绘图?|图片?)`;
// Without something between, “文” and “图” would be found in any word that ends or begins with them.
export const GAP = `[ /／|｜:：]+`;

const BYLINE = new RegExp(`^(?:${WRITER}${GAP}${NAMES}[ 、，,]*)+$`, "u");
const BYLINE_CLOSE = new RegExp(`^(?:(?:本报|见习|实习|融媒体?)*(?:记者|通讯员)${NAMES} ?)+$`, "u");
const BYLINE_AFTER = new RegExp(`^${NAMES} ?[/／ ] ?(?:文|撰文|整理|口述)$`, "u");
const ALONE = new RegExp(`^${NAMES}$`, "u");
const CREDITS = [
  new RegExp(`^(?:${WRITER}${GAP})?${NAMES}${GAP}(?:文[/／、 ]*)?${PICTURE}(?:[/／、]文)?$`, "u"),
  new RegExp(`^(?:文[/／、 ]*)?${PICTURE}(?:[/／、 ]*文)?${GAP}(?:${WRITER}${GAP})?${NAMES}$`, "u"),
  new RegExp(`^(?:${WRITER}${GAP})?(?:${NAMES} ?)?摄于[^。]{2,24}$`, "u"),
  new RegExp(`^文${GAP}${NAMES} +${PICTURE}${GAP}${NAMES}$`, "u"),
  new RegExp(`^(?:(?:${WRITER}${GAP})?${NAMES} ?[/／] ?(?:文字?|${PICTURE}) ?)+$`, "u"),
  /^(?:资料图片?|图片由.{2,20}提供|.{2,14}供图)$/u,
];
/** Marks set before a brief or a byline. U+FFFD is what is left of one whose glyph had no character. */
export const BULLET = /^[□■◇◆○◎●△▲▽▼★☆�\s]+(?=\S)/u;

/** A credit behind the last sentence of a caption: “……的画卷。 通讯员 倪修龙 摄”, “（刘坤 摄）”. */
export const CREDIT_BEHIND = new RegExp(
  `(?<=[。！？”]) ?[（(]? ?((?:${WRITER}${GAP})?${NAMES}) ?[/／]? ?(摄影报道|摄影|摄|供图|文[/／]?图|图[/／]?文) ?[）)]?$`,
  "u",
);

/** `text`: whoever is named may have written the words as well as taken the picture. */
export type People =
  | { readonly kind: "byline"; readonly names: string }
  | { readonly kind: "credit"; readonly names: string | null; readonly text: boolean };

/** @returns null for prose, headlines and anything else */
export function readPeople(line: string): People | null {
  const text = line.replace(BULLET, "").replace(/^[（(] ?([^（）()]*?) ?[）)]$/u, "$1");
  if (text.length > 48) return null;
  const set = text.length < line.length;
  const bulleted = set && !/^[（(]/.test(line);
  if (BYLINE.test(text) || BYLINE_AFTER.test(text)) return { kind: "byline", names: namesOf(text) };
  if (set && BYLINE_CLOSE.test(text)) return { kind: "byline", names: namesOf(text) };
  if (bulleted && ALONE.test(text)) return { kind: "byline", names: namesOf(text) };
  if (!CREDITS.some((form) => form.test(text))) return null;
  return {
    kind: "credit",
    names: namesOf(text) || null,
    text: /(?:^|[ /／、])文(?:字?$|[ /／、])|报道/u.test(text),
  };
}

/** Is the line nothing but personal names, so that it can belong to the line of people before or after it? */
export function isNames(line: string): boolean {
  return ALONE.test(line) && line.split(/[ 、]/).every((name) => name.length <= 4) && line.length <= 24;
}

/**
 * Is the text one unit after another? Each place is tried once as the start of a unit: an expression that
 * repeats the unit tries every way to divide the text, and “文” may be a writer as well as part of a name.
 *
 * @param unit anchored at both ends @param text short; it takes the square of its length
 */
export function isRowOf(unit: RegExp, text: string): boolean {
  const starts = new Set([0]);
  for (const start of starts)
    for (let end = start + 1; end <= text.length; end++)
      if (!starts.has(end) && unit.test(text.slice(start, end))) starts.add(end);
  return starts.has(text.length);
}

/** Names as printed, without what the people did; a second group keeps its “通讯员”. */
export function namesOf(text: string): string {
  return text
    .replace(BULLET, "")
    .replace(/摄于.*$/u, "")
    .replace(
      new RegExp(`(?<=^|[ /／|｜:：、])(?:文[/／、]?)?${PICTURE}(?:[/／、]文)?(?=$|[ /／|｜:：])`, "gu"),
      " ",
    )
    .replace(/摄影报道$|(?<=\p{Script=Han}{2})[ /／]?(?:摄影|摄|供图|文)$/u, " ")
    .replace(
      /(?:本报|融媒体|全媒体|首席|见习|实习|特约|区融媒体中心)*(?:记者|作者|撰稿人?|评论员)|^(?:通讯员|实习生)|(?:^| )(?:文字?|采写|供稿|整理|口述)(?=[ /／|｜:：])/gu,
      " ",
    )
    .replace(/[/／|｜:：、，,]+/gu, " ")
    .replace(/通讯员(?=\p{Script=Han})/gu, "通讯员 ")
    .replace(/(?<=^| )(\p{Script=Han}) (\p{Script=Han})(?= |$)/gu, "$1$2")
    .replace(/\s+/gu, " ")
    .trim();
}

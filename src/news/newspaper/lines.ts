/**
 * The raw text of a page as lines that still know how they stood on it.
 *
 * Text pulled out of a PDF keeps three traces of the layout: how many blank
 * lines come before a line, a single space at the start of a text frame, and
 * the width of the line. They are read here once, before the spaces go.
 */

/** What divides a line from the one before: nothing, the look of a new paragraph, or of a new text frame. */
export type Division = "none" | "paragraph" | "frame";

export interface PageLine {
  /** Without space at either end; inside, every run of white space is one space. Never empty. */
  readonly text: string;
  readonly division: Division;
  /** Wrapped onto this line inside one block of an otherwise spaced-out page. */
  readonly soft: boolean;
}

/** Characters that need no space around them. */
const WIDE = String.raw`\p{Script=Han}\u2e80-\u2fdf\u3000-\u303f\uff00-\uffef〇“”‘’…—·□■●▲◆★`;
const SPACE_BY_WIDE = new RegExp(`(?<=[${WIDE}]) +| +(?=[${WIDE}])`, "gu");
const HAN_FIRST = /^[\p{Script=Han}“《]/u;
const HAN_LAST = /[\p{Script=Han}”》！？]$/u;
const NAME_LAST = /[（(](?:本报|见习)?(?:记者|通讯员) [^）)]*\p{Script=Han}{2}$/u;
const WIDE_CHAR = new RegExp(`[${WIDE}]`, "u");

// PDF fonts without a full character map yield look-alikes from the radicals blocks. NFKC mends the
// Kangxi ones; these are the forms of the supplement block that it leaves.
const RADICALS = new Map(
  [
    ..."⺠民⺟母⺴网⻁虎⻄西⻅见⻆角⻉贝⻋车⻓长⻔门⻘青⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻬齐⻮齿⻰龙⻳龟",
  ]
    .join("")
    .match(/../gu)!
    .map((pair) => [pair[0]!, pair[1]!]),
);

/** Cuts a page at its line ends. `page` holds no hidden characters (`removeHidden`). */
export function readLines(page: string): PageLine[] {
  const rows: { raw: string; text: string; gap: number }[] = [];
  let gap = 0;
  for (const row of mendRadicals(page).split("\n")) {
    const raw = row.replace(/[\t\u00a0]/g, " ");
    const text = raw.replace(/\s+/gu, " ").trim();
    if (text === "") gap += 1;
    else {
      rows.push({ raw, text, gap });
      gap = 0;
    }
  }
  const usual = usualGap(rows.slice(1).map((row) => row.gap));
  return rows.map(({ raw, text, gap: before }, i) => ({
    text,
    division: i === 0 ? "frame" : divisionOf(raw, before, usual),
    soft: i > 0 && before < usual && !/^\s/u.test(raw),
  }));
}

function divisionOf(raw: string, gap: number, usual: number): Division {
  if (gap > Math.max(usual, 1) || (gap < usual && /^ ?\s\S/u.test(raw))) return "frame";
  return gap > usual || /^(?:\u3000|\s{3})/u.test(raw) ? "paragraph" : "none";
}

/** The number of blank lines that most lines have before them. */
function usualGap(gaps: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const gap of gaps) counts.set(gap, (counts.get(gap) ?? 0) + 1);
  let usual = 0;
  for (const [gap, count] of counts) if (count > (counts.get(usual) ?? 0)) usual = gap;
  return usual;
}

function mendRadicals(text: string): string {
  return text
    .replace(/[\u2f00-\u2fd5]/gu, (radical) => radical.normalize("NFKC"))
    .replace(/[\u2e80-\u2eff]/gu, (radical) => RADICALS.get(radical) ?? radical);
}

/**
 * Takes out the spaces that typesetting left: all that touch a Chinese character
 * or mark (“4 月 20 日” → “4月20日”, “CBA 上海” → “CBA上海”); between Latin
 * letters or digits one space stays. Nothing but spaces is ever taken out.
 */
export function tidy(text: string): string {
  return text.replace(/\s+/gu, " ").trim().replace(SPACE_BY_WIDE, "");
}

/** The form for headlines and names: a space between two words of at least two Chinese characters stays. */
export function tidyWords(text: string): string {
  const words = text.trim().split(/\s+/u);
  return words
    .reduce((left, word, i) => {
      const beat = [...words[i - 1]!].length > 1 && [...word].length > 1;
      return left + (beat && HAN_FIRST.test(word) && HAN_LAST.test(left) ? "\u0000" : " ") + word;
    })
    .split("\u0000")
    .map(tidy)
    .join(" ");
}

/** Joins wrapped lines into one text; a space is put only between two Latin words. */
export function joinLines(lines: readonly string[]): string {
  return tidy(joinUntidied(lines));
}

/** Joins wrapped lines and keeps the spaces inside them. */
export function joinUntidied(lines: readonly string[]): string {
  return lines.reduce((left, right) => {
    const latin = /[A-Za-z,.;]$/.test(left) && /^[A-Za-z]/.test(right);
    // Between two names in “（记者 刘坤 陈文卿）” stood a space before the line was wrapped there.
    const names = NAME_LAST.test(left) && /^\p{Script=Han}{2,4}[ ）)]/u.test(right);
    return left + (latin || names ? " " : "") + right;
  }, "");
}

/**
 * The width of a line in full-width characters. A mark that is followed by a
 * space, was set at full width; what the others take up is for `markWidth` to
 * say, as papers that squeeze marks and papers that do not look alike here.
 */
export function widthOf(text: string, markWidth: number): number {
  let width = 0;
  const chars = [...text];
  chars.forEach((char, i) => {
    const last = i === chars.length - 1;
    if (char === " ") width += /[\u3000-\u303f\uff00-\uffef]/u.test(chars[i - 1] ?? "") ? 0 : 0.25;
    else if (/[\u3000-\u303f\uff00-\uffef“”‘’]/u.test(char))
      width += chars[i + 1] === " " ? 1 : last ? 0.5 : markWidth;
    else width += WIDE_CHAR.test(char) ? 1 : /[A-Z%+@]/.test(char) ? 0.65 : 0.5;
  });
  return width;
}

/** Whether text can be read as finished after its last character. */
export type Ending = "full" | "weak" | "none" | "broken";

/**
 * How a line ends: `full` with a sentence, `weak` with ；or ：, `broken` where
 * nothing can end (，、 an open bracket), `none` anywhere else.
 */
export function endingOf(printed: string): Ending {
  const text = tidy(printed);
  if (/[。！？!?…][”’」』"'）)】》]*$/u.test(text) || /\.[”"]?$/u.test(text)) return "full";
  if (/[；;：:]$/u.test(text)) return "weak";
  if (/[，,、（(《“‘「『]$/u.test(text)) return "broken";
  return opens(text) ? "broken" : "none";
}

/** Is a quotation or bracket opened in `text` and not closed? */
export function opens(text: string): boolean {
  return ["《》", "“”", "（）", "()", "【】"].some((pair) => {
    const open = text.lastIndexOf(pair[0]!);
    return open >= 0 && text.indexOf(pair[1]!, open) < 0;
  });
}

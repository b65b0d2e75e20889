/**
 * Chinese text: what nobody can see taken out, cut into sentences, and folded
 * into the form in which two spellings of one word are the same.
 *
 * Folding never changes a string's length, so an offset found in folded text is
 * an offset in the text as printed, and a quote is always the printed one.
 */
import { Converter } from "opencc-js/t2cn";

/** Half-open range of UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

// Controls but \t and \n; soft hyphen; zero-width, bidi and invisible operators; BOM; variation
// selectors; interlinear and tag characters; lone surrogates.
const HIDDEN = new RegExp(
  [
    String.raw`[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u206F]`,
    String.raw`[\uFEFF\uFFF0-\uFFFB\u3164\uFFA0\u{E0000}-\u{E0FFF}]|[\uFE00-\uFE0F]|\u034F|\p{Surrogate}`,
  ].join("|"),
  "gu",
);

/** Takes out characters that are not seen, and writes line ends as `\n`. Returns how many it removed. */
export function removeHidden(raw: string): { readonly text: string; readonly removed: number } {
  let removed = 0;
  const text = raw.replace(/\r\n?|[\u0085\u2028\u2029]/g, "\n").replace(HIDDEN, () => {
    removed += 1;
    return "";
  });
  return { text, removed };
}

let foldTable: Uint16Array | undefined;
// Used again for every text, and made into a string in one step: ten times as fast as piece by piece.
let foldUnits = new Uint16Array(1 << 12);
let foldBytes = Buffer.from(foldUnits.buffer);

/**
 * The normal form used for matching, never for display: NFKC, lower case,
 * Traditional → Simplified, Unicode dashes and quotes as ASCII.
 * Only changes that keep one unit one unit are made, so `fold(s).length === s.length`.
 */
export function fold(text: string): string {
  foldTable ??= buildFoldTable();
  const { length } = text;
  if (length > foldUnits.length) {
    foldUnits = new Uint16Array(length * 2);
    foldBytes = Buffer.from(foldUnits.buffer);
  }
  for (let i = 0; i < length; i++) foldUnits[i] = foldTable[text.charCodeAt(i)]!;
  return foldBytes.toString("utf16le", 0, length * 2);
}

function buildFoldTable(): Uint16Array {
  const table = new Uint16Array(0x10000);
  const toSimplified = Converter({ from: "t", to: "cn" });
  const same: Record<string, string> = {
    "‐": "-",
    "‑": "-",
    "–": "-",
    "—": "-",
    "―": "-",
    "−": "-",
    "～": "~",
    "〜": "~",
    "∼": "~",
    "“": '"',
    "”": '"',
    "「": '"',
    "」": '"',
    "『": '"',
    "』": '"',
    "‘": "'",
    "’": "'",
    "•": "·",
    "‧": "·",
    "・": "·",
    〇: "零",
    "○": "零",
  };
  const plain = Array.from(table, (_, unit) => {
    const char = String.fromCharCode(unit);
    return same[char] ?? char.normalize("NFKC").toLowerCase();
  });
  // After NFKC, so that compatibility forms (⾞, 禮) end where their plain ones do. Told all at once, which takes
  // a third of the time; line ends keep neighbours from being read as a word.
  const isHan = (folded: string) => /^[\u3400-\u9fff]$/.test(folded);
  const simplified = toSimplified(plain.filter(isHan).join("\n")).split("\n");
  let met = 0;
  plain.forEach((form, unit) => {
    const folded = isHan(form) ? simplified[met++]! : form;
    table[unit] = folded.length === 1 ? folded.charCodeAt(0) : unit;
  });
  return table;
}

const SENTENCE_END = /[。！？!?；;…]/;
const CLOSING = /[”’」』"'）)》】\]]/;

/**
 * Cuts text at sentence ends (。！？；…… and line breaks); closing quotes and
 * brackets stay with their sentence, and a full stop inside brackets or within
 * a quotation that goes on does not end one.
 *
 * @returns spans in order, without surrounding white space; everything between them is white space.
 */
export function splitSentences(text: string): Span[] {
  const spans: Span[] = [];
  let start = 0;
  const push = (end: number) => {
    let from = start;
    let to = end;
    while (from < to && /\s/.test(text[from]!)) from++;
    while (to > from && /\s/.test(text[to - 1]!)) to--;
    if (to > from) spans.push({ start: from, end: to });
    start = end;
  };
  for (let i = 0; i < text.length; i++) {
    const char = text[i]!;
    if (char === "\n") {
      push(i);
      continue;
    }
    if (!SENTENCE_END.test(char)) continue;
    let end = i + 1;
    while (end < text.length && (SENTENCE_END.test(text[end]!) || CLOSING.test(text[end]!))) end++;
    // “……好！”他说 goes on: a quotation that is followed by its speaker belongs to one sentence.
    if (end > i + 1 && CLOSING.test(text[end - 1]!) && /[，,、的]/.test(text[end] ?? "")) continue;
    push(end);
    i = end - 1;
  }
  push(text.length);
  return spans;
}

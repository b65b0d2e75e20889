/**
 * Text and entities, never markup: what stands in an article or comes from a
 * model cannot break a message, because nobody parses it again.
 */
import { FormattedString } from "@grammyjs/parse-mode";
import { removeHidden, splitSentences } from "../news/text.js";

export { FormattedString };

/** Telegram's bound, in UTF-16 units to be on the safe side. */
export const MOST_UNITS = 4096;

/**
 * Reads an answer's text: `**` marks emphasis, `[n]` a citation. Marks without a partner are dropped.
 *
 * @param links addresses of citations by marker
 */
export function fromMarked(text: string, links: ReadonlyMap<number, string> = new Map()): FormattedString {
  const clean = removeHidden(text).text;
  const pieces: FormattedString[] = [];
  let at = 0;
  for (const match of clean.matchAll(/\*\*(?=\S)([^\n]*?\S)\*\*/g)) {
    pieces.push(withLinks(clean.slice(at, match.index), links));
    pieces.push(FormattedString.bold(withLinks(match[1]!, links)));
    at = match.index + match[0].length;
  }
  pieces.push(withLinks(clean.slice(at), links));
  return trim(FormattedString.join(pieces));
}

function withLinks(text: string, links: ReadonlyMap<number, string>): FormattedString {
  const pieces: FormattedString[] = [];
  let at = 0;
  const plain = text.replaceAll("**", "");
  for (const match of plain.matchAll(/\[(\d{1,3})\]/g)) {
    const url = links.get(Number(match[1]));
    if (url === undefined) continue;
    pieces.push(new FormattedString(plain.slice(at, match.index)), FormattedString.link(match[0], url));
    at = match.index + match[0].length;
  }
  return FormattedString.join([...pieces, new FormattedString(plain.slice(at))]);
}

/** Text that is shown as it is. */
export function plain(text: string): FormattedString {
  return new FormattedString(removeHidden(text).text);
}

/** Telegram takes white space off a message's ends; entities have to know. */
export function trim(text: FormattedString): FormattedString {
  const { text: raw } = text;
  const start = raw.length - raw.trimStart().length;
  const end = raw.trimEnd().length;
  return start === 0 && end === raw.length ? text : text.slice(start, Math.max(start, end));
}

/** Shortens to whole sentences where it can; an ellipsis shows that there was more. */
export function shorten(text: FormattedString, most: number): FormattedString {
  if (text.text.length <= most) return text;
  const cut = findCut(text, most - 1);
  return FormattedString.join([trim(text.slice(0, cut)), "…"]);
}

/**
 * Cuts into messages: between lines and sentences, and only where a single sentence is too long inside one,
 * but never in a marker, a link or a character.
 */
export function splitMessage(whole: FormattedString, most = MOST_UNITS): FormattedString[] {
  const parts: FormattedString[] = [];
  let rest = trim(whole);
  while (rest.text.length > most) {
    const cut = findCut(rest, most);
    parts.push(trim(rest.slice(0, cut)));
    rest = trim(rest.slice(cut));
  }
  if (rest.text.length > 0) parts.push(rest);
  return parts.filter((part) => part.text.length > 0);
}

function findCut(whole: FormattedString, most: number): number {
  const head = whole.text.slice(0, most + 1);
  const unbroken = whole.entities.filter(({ type }) => type === "bold" || type === "text_link");
  const inEntity = (at: number) => unbroken.some(({ offset, length }) => offset < at && at < offset + length);
  const ends = splitSentences(head).map(({ end }) => end);
  // A line that ends well into the message keeps a source or paragraph together.
  const lines = [...head.matchAll(/\n/g)].map(({ index }) => index).filter((at) => at > most / 2);
  for (const candidates of [lines, ends]) {
    const cut = candidates.findLast((at) => at > 0 && at <= most && at < head.length && !inEntity(at));
    if (cut !== undefined) return cut;
  }
  for (let at = most; at > most / 2; at--)
    if (isBetweenCharacters(whole.text, at) && !inEntity(at)) return at;
  return isBetweenCharacters(whole.text, most) ? most : most - 1;
}

/** Not within a surrogate pair, before a combining mark, or within `[12]`. */
function isBetweenCharacters(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  if (before >= 0xd800 && before <= 0xdbff) return false;
  if (/^\p{M}/u.test(text.slice(at, at + 2))) return false;
  return !(
    /\[\d{0,3}$/.test(text.slice(Math.max(0, at - 4), at)) && /^\d{0,3}\]/.test(text.slice(at, at + 4))
  );
}

/**
 * An English question turned into the Chinese words the paper may use, by a
 * word list and no model. Every English phrase keeps all its likely renderings:
 * evidence that holds one of them will do.
 */
import type { Dictionary } from "../news/dictionary.js";
import { fold } from "../news/text.js";
import { onlyAsks } from "./asks.js";
import { isKindWord } from "./plain-words.js";
import type { Spelling } from "./spelling.js";
import type { Term, TermRole } from "./terms.js";

const LONGEST_PHRASE = 6;
const STOP = new Set(
  (
    "a an the of in on at to for by with from and or is are was were be been being do does did has have had will would can could may " +
    "what who whom whose when where why how which that this these those it its they them their he his she her there any some " +
    "many much please tell me about i you we us know want say said about into as than then over under between during after before " +
    "s t re ve ll not no yes if so also only just more most did does name named called give list held take took place happen happened " +
    "news newspaper paper article report reported according"
  ).split(" "),
);

/** @returns one term for each phrase found, and one for each word that is in no list but may stand in the text (SAIC, PB). */
export function readEnglish(
  text: string,
  { dictionary, spelling }: { readonly dictionary: Dictionary; readonly spelling: Spelling },
): Term[] {
  const words = [...text.matchAll(/[A-Za-z][A-Za-z0-9'&.-]*[A-Za-z0-9]|[A-Za-z]|\d[\d,.]*\d|\d/g)].map(
    (match) => ({
      text: match[0],
      start: match.index,
      end: match.index + match[0].length,
    }),
  );
  const terms: Term[] = [];
  for (let at = 0; at < words.length; ) {
    const found =
      longestPhrase(words.slice(at, at + LONGEST_PHRASE), dictionary) ??
      bySound(words.slice(at, at + 3), spelling);
    const last = words[at + (found?.length ?? 1) - 1]!;
    const span = { start: words[at]!.start, end: last.end };
    const word = fold(words[at]!.text);
    if (found) {
      const forms = found.chinese
        .map(fold)
        .filter((form) => !onlyAsks(form))
        .flatMap(withStem);
      const role = isKindWord(forms[0] ?? "") ? "kind" : roleOfEnglish(found, words[at]!.text, dictionary);
      if (forms.length > 0) terms.push({ ...span, text: forms[0]!, forms, role, parts: [], carried: false });
    } else if (!STOP.has(word) && !isDateWord(word)) {
      const role = /^[A-Z]/.test(words[at]!.text) && at > 0 ? "name" : /^\d/.test(word) ? "figure" : "other";
      terms.push({ ...span, text: word, forms: [word.replaceAll(",", "")], role, parts: [], carried: false });
    }
    at += found?.length ?? 1;
  }
  // Names are often left in Chinese: the "何以杨浦" series.
  for (const { 0: name, index } of text.matchAll(/[\u4e00-\u9fff]{2,}/g)) {
    const form = fold(name);
    terms.push({
      start: index,
      end: index + name.length,
      text: form,
      forms: [form],
      role: "name",
      parts: [],
      carried: false,
    });
  }
  return terms;
}

/** 宝山区 is printed as 宝山 too. */
function withStem(form: string): string[] {
  const stem = /^([\u4e00-\u9fff]{2,})(?:[区市县省镇]|街道)$/.exec(form)?.[1];
  return stem === undefined ? [form] : [form, stem];
}

/** “Cao Liqiang”, “Nanjing”: names in no list may be spelt by their sound, in one word or several. */
function bySound(words: readonly { readonly text: string }[], spelling: Spelling): Found | null {
  for (let length = words.length; length > 0; length--) {
    const part = words.slice(0, length).map((word) => word.text);
    if (!/^[A-Z]/.test(part[0]!) || !part.every((word) => /^[A-Za-z']+$/.test(word))) continue;
    const meant = STOP.has(fold(part[0]!)) ? null : spelling.fromLatin(part.join(""));
    if (meant !== null) return { length, chinese: [meant] };
  }
  return null;
}

interface Found {
  readonly length: number;
  readonly chinese: readonly string[];
}

function longestPhrase(words: readonly { readonly text: string }[], dictionary: Dictionary): Found | null {
  for (let length = words.length; length > 0; length--) {
    const phrase = fold(
      words
        .slice(0, length)
        .map((word) => word.text)
        .join(" "),
    );
    if (length === 1 && STOP.has(phrase)) return null;
    for (const form of [phrase, ...stems(phrase)]) {
      const chinese = dictionary.english.get(form);
      if (chinese && chinese.length > 0) return { length, chinese };
    }
  }
  return null;
}

/** “parks” → “park”, “cities” → “city”, “signed” → “sign”, “opening” → “open”. */
function stems(phrase: string): string[] {
  return [
    phrase.replace(/'s$/, ""),
    phrase.replace(/ies$/, "y"),
    phrase.replace(/es$/, ""),
    phrase.replace(/s$/, ""),
    phrase.replace(/ed$/, ""),
    phrase.replace(/ed$/, "e"),
    phrase.replace(/ing$/, ""),
    phrase.replace(/ing$/, "e"),
  ].filter((form) => form !== phrase && form.length > 1);
}

function roleOfEnglish({ chinese }: Found, printed: string, dictionary: Dictionary): TermRole {
  const named = dictionary.names.some(
    ({ name, aliases }) => name === chinese[0] || aliases.includes(chinese[0]!),
  );
  return named || (/^[A-Z]/.test(printed) && chinese[0]!.length > 2) ? "name" : "noun";
}

function isDateWord(word: string): boolean {
  return /^(?:january|february|march|april|may|june|july|august|september|october|november|december|today|yesterday|(?:19|20)\d\d|monday|tuesday|wednesday|thursday|friday|saturday|sunday|year|month|week|day|last|next|st|nd|rd|th|\d{1,2}(?:st|nd|rd|th)?)$/.test(
    word,
  );
}

/**
 * A model's sentence as plain text: its source markers read off, markup, HTML
 * and characters nobody sees taken out. What remains can be put before a reader
 * without being parsed by anything.
 */
import { removeHidden } from "../../news/text.js";

export interface PlainSentence {
  readonly text: string;
  /** As the model wrote them, each once, in order; they may name nothing. */
  readonly markers: readonly number[];
  /** The first thing in it that a client would turn into a link, if any. */
  readonly link: string | null;
}

const NUMBERS = String.raw`\s*(?:\^?(?:来源|出处|文章|资料|passage|source|article|ref)\s*|\^\s*)?(?:[:：#]\s*)?\d{1,3}(?:\s*[,，、;；\-–—~～至]\s*\^?\d{1,3})*\s*(?:†[^\]】]{0,40})?`;
const MARKER = new RegExp(
  String.raw`\[{1,2}(${NUMBERS})\]{1,2}|【(${NUMBERS})】|［(${NUMBERS})］|〔(${NUMBERS})〕`,
  "gi",
);
/** Brackets that hold nothing but digits are no text, whatever they were meant to be. */
const ANY_MARKER = /[[【［〔][\s\d,，、^\-–]*[\]】］〕]/g;
const MOST_IN_RANGE = 20;

const COMMENT = /<!--[\s\S]*?(?:-->|$)/g;
const TAG = /<\/?[a-zA-Z!?][^<>]{0,400}>?/g;
const MARKDOWN_LINK = /!?\[([^\][]{0,200})\]\s*\(([^()\s]{0,400})[^()]{0,100}\)/g;
const ENTITIES: Readonly<Record<string, string>> = {
  lt: "<",
  gt: ">",
  amp: "&",
  quot: '"',
  apos: "'",
  nbsp: " ",
};

const TLD =
  "com|cn|net|org|edu|gov|info|biz|top|xyz|vip|cc|me|io|co|app|dev|site|online|shop|club|link|live|icu|ru|tk|ly|gl|tv|hk|tw|jp|uk|de|us|中国|公司|网络";
const LINK = new RegExp(
  [
    String.raw`[a-z][a-z\d+.-]{1,20}:\/\/\S*`,
    String.raw`(?:javascript|data|mailto|tel|tg|vbscript|file):\S+`,
    String.raw`www\.[^\s，。]+`,
    String.raw`[\w.+-]+@[\w-]+(?:\.[\w-]+)+`,
    String.raw`(?<![\w.@])@[a-z]\w{3,}`,
    String.raw`(?<![\w.])(?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.)+(?:${TLD})(?![a-z\d])(?:[/:?#][^\s，。]*)?`,
    String.raw`(?<!\d)(?:\d{1,3}\.){3}\d{1,3}(?::\d+|\/)\S*`,
  ].join("|"),
  "i",
);

const LIST_MARK =
  /(^|\n|[：:][*_]*\s*\n)\s*(?:[-*+•·●▪◦‣]\s+|[•●▪◦‣]|#{1,6}\s+|>\s*|\d{1,2}[.、)）](?!\d)\s*|[（(]\d{1,2}[)）]\s*|[①-⑳]\s*)/g;
const ROLE = /^\s*(?:答|回答|答案|助手|系统|assistant|answer|system|user|ai)\s*[:：]\s*/i;

export function toPlainSentence(raw: string): PlainSentence {
  const visible = decodeEntities(removeHidden(raw).text.normalize("NFC"));
  const unlinked = visible.replace(MARKDOWN_LINK, (_, text: string, url: string) => `${text} ${url} `);
  const markers: number[] = [];
  const unmarked = unlinked
    .replace(MARKER, (_, ...groups: (string | undefined)[]) => {
      markers.push(...readMarkers(groups.slice(0, 4).find((group) => group !== undefined) ?? ""));
      return "";
    })
    .replace(ANY_MARKER, "");
  const bare = withoutMarkup(unmarked);
  // Looked for before tags go as well: a link inside a tag shows what the sentence is for.
  const link = LINK.exec(unmarked.normalize("NFKC"))?.[0] ?? LINK.exec(bare.normalize("NFKC"))?.[0] ?? null;
  return { text: bare, markers: [...new Set(markers)], link };
}

function readMarkers(text: string): number[] {
  const numbers: number[] = [];
  for (const part of text.split(/[,，、;；]/)) {
    const [from, to] = [...part.matchAll(/\d{1,3}/g)].map((match) => Number(match[0]));
    if (from === undefined) continue;
    for (let n = from; n <= Math.min(to ?? from, from + MOST_IN_RANGE); n++) numbers.push(n);
  }
  return numbers;
}

/** Twice, because “&amp;lt;” is one more wrapping of the same. */
function decodeEntities(text: string): string {
  const once = (value: string) =>
    value
      .replace(/&(lt|gt|amp|quot|apos|nbsp);/g, (_, name: string) => ENTITIES[name]!)
      .replace(/&#(?:x([\da-f]{1,6})|(\d{1,7}));/gi, (_, hex?: string, decimal?: string) => {
        const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
        return code > 31 && code < 0x10000 ? String.fromCharCode(code) : "";
      });
  return removeHidden(once(once(text))).text;
}

function withoutMarkup(text: string): string {
  return text
    .replace(COMMENT, "")
    .replace(TAG, "")
    .replace(LIST_MARK, "$1")
    .replace(ROLE, "")
    .replace(/[*`~|\\]+|_{2,}|(?<![a-z\d])_|_(?![a-z\d])|^#{1,6}\s*/gim, "")
    .replaceAll("[", "（")
    .replaceAll("]", "）")
    .replace(/[<>]/g, (sign) => (sign === "<" ? "＜" : "＞"))
    .replace(/[（(]\s*[)）]|（\s*[，,、;；]*\s*）/g, "")
    .replace(/\s+/g, " ")
    .replace(/(?<=[\u3000-\u9fff\uff00-\uffef]) (?=[\u3000-\u9fff\uff00-\uffef])| (?=[。，！？；])/g, "")
    .replace(/([。！？!?；;])[。；;，,]+/g, "$1")
    .trim();
}

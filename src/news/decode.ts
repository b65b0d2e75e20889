/**
 * The bytes of a file → text, whatever a Chinese office may have saved it as.
 *
 * UTF-8 proves itself; the others do not. GB18030 reads nearly any Big5 file
 * without an error, as rare characters, so the reading that holds more of the
 * commonest characters is taken. What is not text in any of them is named.
 */

export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "gb18030" | "big5";

export type Decoded =
  | { readonly kind: "text"; readonly text: string; readonly encoding: Encoding }
  | { readonly kind: "empty" }
  | { readonly kind: "binary"; readonly reason: string };

/** Never throws. `text` may still hold NUL and other hidden characters. */
export function decodeText(bytes: Uint8Array): Decoded {
  if (bytes.length === 0) return { kind: "empty" };
  const known = MAGIC.find(({ start }) => start.every((byte, i) => bytes[i] === byte));
  if (known) return { kind: "binary", reason: `${known.name}, not text` };
  const marked = fromByteOrderMark(bytes) ?? fromUtf8(bytes) ?? likeliest(bytes);
  if (!marked) return { kind: "binary", reason: "binary, not text in any known encoding" };
  if (marked.text.trim() === "") return { kind: "empty" };
  if (isBinary(marked.text)) return { kind: "binary", reason: "binary, not text" };
  return { kind: "text", ...marked };
}

interface Reading {
  readonly text: string;
  readonly encoding: Encoding;
}

const ascii = (text: string) => [...text].map((char) => char.charCodeAt(0));
const MAGIC = [
  { name: "a PDF file", start: ascii("%PDF-") },
  { name: "a ZIP or Office file", start: [0x50, 0x4b, 3, 4] },
  { name: "an old Office file", start: [0xd0, 0xcf, 0x11, 0xe0] },
  { name: "a PNG image", start: [0x89, ...ascii("PNG")] },
  { name: "a JPEG image", start: [0xff, 0xd8, 0xff] },
  { name: "a GIF image", start: ascii("GIF8") },
  { name: "a gzip archive", start: [0x1f, 0x8b] },
  { name: "a program", start: [0x7f, ...ascii("ELF")] },
] as const;

function fromByteOrderMark(bytes: Uint8Array): Reading | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return read(bytes, "utf-16le");
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return read(bytes, "utf-16be");
  return null;
}

function fromUtf8(bytes: Uint8Array): Reading | null {
  const reading = read(bytes, "utf-8", { fatal: true });
  if (!reading) return null;
  // ASCII in UTF-16 is UTF-8 with a NUL in every other place.
  const nuls = bytes.reduce((count, byte) => count + (byte === 0 ? 1 : 0), 0);
  return nuls > bytes.length / 4 ? null : reading;
}

/** The reading with the most common characters; null if none has enough of them. */
function likeliest(bytes: Uint8Array): Reading | null {
  const readings = (["gb18030", "big5", "utf-16le", "utf-16be", "utf-8"] as const)
    .map((encoding) => read(bytes, encoding))
    .filter((reading) => reading !== null)
    .map((reading) => ({ reading, score: plausibility(reading.text) }));
  const best = readings.sort((a, b) => b.score - a.score)[0];
  return best && best.score >= LEAST_PLAUSIBLE ? best.reading : null;
}

function read(bytes: Uint8Array, encoding: Encoding, { fatal = false } = {}): Reading | null {
  try {
    return { text: new TextDecoder(encoding, { fatal }).decode(bytes), encoding };
  } catch {
    // Not valid in this encoding, which is an answer.
    return null;
  }
}

// The commonest characters of Chinese news, simplified and traditional: four in ten of any text.
const COMMON = new Set(
  "的一是不了在人有和中大为上国个到地会年出这要生以时可下作发多民行家成力全新对日化区市工业开动方学进公分主来经能建合实提高加社" +
    "们于部务性政体务机展理月关系心长与现设制文本最用技产市场同意合活联事创活重海党基服推务级我他你她也就都而及其但或被把从向让还很好",
);
const COMMON_TRADITIONAL = new Set(
  "為國個會這時發業動學進來經實們於務體機關係長與現設產場聯創黨級從讓還對開區後們說種過點",
);
const MARKS = /[，。、：；“”（）《》！？\n]/;
const LEAST_PLAUSIBLE = 0.12;
// Long files need not be read whole to know what they are.
const SAMPLE = 20_000;

/** Share of characters that any Chinese text is full of, less what no text holds. */
function plausibility(text: string): number {
  let good = 0;
  let bad = 0;
  let all = 0;
  for (const char of text.slice(0, SAMPLE)) {
    if (char === " " || char === "\r") continue;
    all += 1;
    if (COMMON.has(char) || COMMON_TRADITIONAL.has(char) || MARKS.test(char)) good += 1;
    else if (/[A-Za-z0-9]/.test(char)) good += 0.3;
    else if (char === "\ufffd" || isOdd(char)) bad += 1;
  }
  return all === 0 ? 0 : (good - 2 * bad) / all;
}

/** Controls, private use and unassigned characters. */
function isOdd(char: string): boolean {
  return /[\p{Cc}\p{Co}\p{Cn}\p{Cs}]/u.test(char) && !/[\t\n\r\0]/.test(char);
}

/** More controls and broken characters than a damaged page has? */
function isBinary(text: string): boolean {
  const sample = text.slice(0, SAMPLE);
  const odd = sample.replace(/[^\u0000-\u0008\u000e-\u001f\ufffd]/g, "").length;
  return odd > sample.length * 0.1;
}

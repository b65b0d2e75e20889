/**
 * Cuts what a model writes into sentences while it writes. A sentence is given
 * out once it is certain where it ends, source markers behind its full stop
 * included; the unfinished rest never leaves by itself.
 */

export interface SentenceStream {
  /** @returns the sentences that became complete, raw and with the white space before them, in order */
  push(text: string): string[];
  /** The rest when the model stopped by itself; "" if there is none. */
  rest(): string;
  /** Characters that wait for the end of their sentence. */
  readonly waiting: number;
}

const END = /[。！？!?…]/;
const CLOSING = /[”’」』"'）)》】〕］]/;
const MARKER_OPEN = /[[【［〔]/;
/** A marker behind a full stop: “。[1][2]”, “。 【1】”. */
const MARKERS = /^(?:[ \t]*(?:\[[^\][\n]{0,24}\]|【[^】\n]{0,24}】|［[^］\n]{0,24}］|〔[^〕\n]{0,24}〕))*/;
const LONGEST_MARKER = 26;
const ABBREVIATION =
  /(?:^|[\s(])(?:No|Mr|Mrs|Ms|Dr|Prof|St|Co|Ltd|Inc|Corp|Jr|Sr|vs|etc|e\.g|i\.e|approx|[A-Z])$/;

export function createSentenceStream(): SentenceStream {
  let buffer = "";
  let thinking: "unknown" | "yes" | "no" = "unknown";
  const take = (): string[] => {
    const sentences: string[] = [];
    for (;;) {
      const end = findEnd(buffer);
      if (end === null) return sentences;
      sentences.push(buffer.slice(0, end));
      buffer = buffer.slice(end);
    }
  };
  return {
    push(text) {
      buffer += text;
      if (thinking === "unknown") thinking = startsThinking(buffer);
      if (thinking === "unknown") return [];
      if (thinking === "yes") {
        const end = buffer.indexOf(THINK_END);
        if (end < 0) {
          // Only as much is kept as may hold the beginning of the closing tag.
          buffer = THINK_START + buffer.slice(-THINK_END.length);
          return [];
        }
        buffer = buffer.slice(end + THINK_END.length);
        thinking = "no";
      }
      return take();
    },
    rest() {
      const left = thinking === "yes" ? "" : buffer;
      buffer = "";
      return left;
    },
    get waiting() {
      return thinking === "yes" ? 0 : buffer.length;
    },
  };
}

const THINK_START = "<think>";
const THINK_END = "</think>";

/** Some models write their thoughts into the answer first. */
function startsThinking(text: string): "unknown" | "yes" | "no" {
  const start = text.trimStart();
  if (start.startsWith(THINK_START)) return "yes";
  return THINK_START.startsWith(start) ? "unknown" : "no";
}

/** @returns where the first sentence ends; null while that is not certain. */
function findEnd(text: string): number | null {
  for (let i = 0; i < text.length; i++) {
    if (text[i] === "\n") {
      const line = text.slice(0, i).trim();
      if (line === "" || /[：:][*_]*$/.test(line)) continue;
      return afterMarkers(text, i);
    }
    if (!END.test(text[i]!) && !isFullStop(text, i)) continue;
    let end = i + 1;
    while (end < text.length && (END.test(text[end]!) || CLOSING.test(text[end]!))) end++;
    // The next character may still belong to this sentence.
    if (end >= text.length) return null;
    if (isQuoting(text.slice(0, end))) continue;
    if (CLOSING.test(text[end - 1]!) && end > i + 1 && /[，,、的]/.test(text[end]!)) continue;
    return afterMarkers(text, end);
  }
  return null;
}

/** Several sentences may stand in one quotation; a mark that was never closed does not hold up the rest. */
function isQuoting(text: string): boolean {
  return QUOTES.some(([open, close]) => {
    const at = text.lastIndexOf(open);
    return at >= 0 && !text.includes(close, at) && text.length - at < LONGEST_QUOTE;
  });
}

const QUOTES = [
  ["“", "”"],
  ["「", "」"],
  ["『", "』"],
] as const;
const LONGEST_QUOTE = 240;

function isFullStop(text: string, at: number): boolean {
  if (text[at] !== "." || !/[\s[【"”)]/.test(text[at + 1] ?? "")) return false;
  return (
    !ABBREVIATION.test(text.slice(Math.max(0, at - 8), at)) &&
    !/^\s*\d{1,2}$/.test(text.slice(Math.max(0, text.lastIndexOf("\n", at)), at))
  );
}

function afterMarkers(text: string, from: number): number | null {
  const end = from + MARKERS.exec(text.slice(from))![0].length;
  const next = text.slice(end).trimStart();
  if (next === "" && end < from + 1) return /\n/.test(text.slice(from)) ? end : null;
  // A marker that is still being written.
  if (MARKER_OPEN.test(next[0] ?? "") && next.length < LONGEST_MARKER && !/[\]】］〕]/.test(next))
    return null;
  return next === "" && !/\n/.test(text.slice(end)) ? null : end;
}

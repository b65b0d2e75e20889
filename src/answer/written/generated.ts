/**
 * Composed sentences as the text a reader gets. That a machine wrote it is said
 * here, by code and in the first line, so that no article, question or model can
 * take it away, and so that a text cut off anywhere still says it.
 */
import type { Answer } from "../answer.js";
import type { Language } from "../phrases.js";
import type { Composed, ComposedSentence } from "./composed.js";

type Answered = Extract<Answer, { status: "answered" }>;

/** Explicit label under the 人工智能生成合成内容标识办法 (in force since 2025-09-01), art. 4 (1): words at the start of the text. */
function sayGenerated(language: Language): string {
  return language === "zh"
    ? "〔人工智能生成，每句附报纸出处〕"
    : "(AI-generated from the paper's articles; every sentence cites its source)";
}

function sayCutShort(language: Language): string {
  return language === "zh" ? "（回答未完成）" : "(The answer is incomplete.)";
}

function sayPartly(language: Language): string {
  return language === "zh"
    ? "（报上没有回答问题的全部）"
    : "(The paper does not answer all of the question.)";
}

/** Markers stand before the full stop: “……11个公共数据资源[1]。” */
export function renderSentence({ text, citations }: ComposedSentence): string {
  const markers = [...new Set(citations.map(({ marker }) => `[${marker}]`))].join("");
  const end = /[。！？!?.；;]$/.exec(text);
  return end ? `${text.slice(0, end.index)}${markers}${end[0]}` : `${text}${markers}`;
}

/**
 * The text piece by piece while the sentences come, the label before the first; joined, the pieces are what
 * `toGenerated` begins with.
 */
export function createPieces(language: Language): (sentence: ComposedSentence) => string {
  let lead = `${sayGenerated(language)}\n`;
  return (sentence) => {
    const piece = `${sentence.newLine && !lead.endsWith("\n") ? "\n" : lead}${renderSentence(sentence)}`;
    lead = language === "zh" ? "" : " ";
    return piece;
  };
}

/** @returns null if nothing was composed */
export function toGenerated(composed: Composed, language: Language): Answered | null {
  if (composed.kind === "nothing") return null;
  const lines = [composed.sentences.map(createPieces(language)).join("")];
  if (composed.kind === "cut-short") lines.push(sayCutShort(language));
  if (composed.unanswered) lines.push(sayPartly(language));
  const citations = new Map(
    composed.sentences.flatMap((one) => one.citations).map((one) => [one.marker, one]),
  );
  return {
    status: "answered",
    mode: "generated",
    text: lines.join("\n"),
    citations: [...citations.values()],
  };
}

/** Answers as a person at a terminal sees them: bold for what answers, the sources below. */
import type { Colors } from "picocolors/types.js";
import type { Answer, Citation } from "../src/answer/answer.js";
import type { Trace } from "../src/answer/answerer.js";
import type { Language } from "../src/answer/phrases.js";
import { sayDay } from "../src/answer/phrases.js";
import type { WriterTrace } from "../src/answer/written/writer.js";
import { messageOf } from "../src/errors.js";
import { redact } from "../src/log.js";

export function showAnswer(
  answer: Answer,
  { colours, language }: { colours: Colors; language: Language },
): string {
  const text = answer.text.replace(/\*\*([^*]+)\*\*/g, (_, inner: string) =>
    colours.bold(colours.yellow(inner)),
  );
  if (answer.status !== "answered") return text;
  const sources = answer.citations.map((citation) => colours.dim(showSource(citation, language)));
  const heading = colours.dim(language === "zh" ? "出处" : "Sources");
  return [text, "", heading, ...sources].join("\n");
}

/** `[1] 标题 · 徐汇报 · 2025年3月31日 · 第1版` */
function showSource(
  { marker, title, paper, publishedOn, issue, page, url }: Citation,
  language: Language,
): string {
  const place = page === null ? null : language === "zh" ? `第${page}版` : `page ${page}`;
  const parts = [title, paper, sayDay(publishedOn, language), issue, place, url];
  return `[${marker}] ${parts.filter((part) => part !== null).join(" · ")}`;
}

/** The answer as the contract for programs has it, one object a line. */
export function toJsonAnswer(
  answer: Answer,
  about: {
    readonly id: string | null;
    readonly question: string;
    readonly generation: string;
    readonly timings: { readonly searchMs: number; readonly totalMs: number };
    readonly writer?: WriterTrace | undefined;
  },
) {
  const { id, question, generation, timings, writer } = about;
  return {
    ...(id !== null && { id }),
    question,
    status: answer.status,
    mode: answer.status === "answered" ? answer.mode : "extractive",
    text: answer.text,
    citations: answer.status === "answered" ? answer.citations : [],
    ...(answer.status === "not_found" && { nearest: answer.nearest }),
    generation,
    ...(writer && toJsonWriter(writer)),
    timings: { searchMs: toHundredths(timings.searchMs), totalMs: toHundredths(timings.totalMs) },
  };
}

function toJsonWriter(writer: WriterTrace) {
  const { usage, removed, rewritten } = writer;
  const cause = renderCause(writer);
  return {
    tokens: { prompt: usage.promptTokens, completion: usage.completionTokens, estimated: usage.estimated },
    removed,
    ...(cause !== null && { cause }),
    ...(rewritten !== null && { rewritten }),
  };
}

/** Why the model wrote nothing, or not all; null where it wrote all it wanted to. */
function renderCause({ cause }: WriterTrace): string | null {
  if (cause === null) return null;
  if (cause.why === "failure") return redact(messageOf(cause.error));
  return CAUSES[cause.why];
}

const CAUSES = {
  budget: "the day's tokens are used up",
  length: "the answer reached ANSWER_TOKENS",
  content_filter: "the service stopped the answer",
  repetition: "the model repeated itself",
  "too long": "the model did not come to an end",
} as const;

const SHOWN_EVIDENCE = 5;

/** For `--explain`: what the model's answer lost and why, and the sentences that were weighed as evidence. */
export function explainAnswer({ extraction, writer }: Trace): string {
  const lines: string[] = [];
  if (writer) {
    const { usage, removed, mended, rewritten } = writer;
    const cause = renderCause(writer);
    const counted = usage.estimated ? ", estimated" : "";
    lines.push(`model: ${usage.promptTokens} + ${usage.completionTokens} tokens${counted}, ${mended} mended`);
    if (rewritten !== null) lines.push(`  asked as: ${rewritten}`);
    if (cause !== null) lines.push(`  stopped: ${cause}`);
    for (const { sentence, reason } of removed) lines.push(`  removed: ${sentence} (${reason})`);
  }
  for (const { clause, judged, missing, quotes } of extraction?.findings ?? []) {
    const terms = clause.terms.map(({ text, role }) => `${text}/${role}`).join(" ");
    lines.push(`evidence for “${clause.text}” (${clause.asks}): ${terms}`);
    if (quotes.length === 0) lines.push(`  missing: ${missing.map(({ text }) => text).join(" ")}`);
    for (const { score, support, own, evidence } of judged.slice(0, SHOWN_EVIDENCE)) {
      const { article } = evidence.reading;
      const sentence = article.body.slice(evidence.span.start, evidence.span.end).replace(/\s+/g, " ");
      const scores = [score, support, own].map((value) => value.toFixed(2));
      lines.push(
        `  score ${scores[0]} support ${scores[1]} own ${scores[2]} · ${article.title} · ${sentence}`,
      );
    }
  }
  return lines.join("\n");
}

/** A written answer on its way to a terminal: sentences as they come, then only what is still missing. */
export function createTyping(write: (text: string) => void) {
  let typed = "";
  return {
    onSentence(piece: string): void {
      typed += piece;
      write(piece);
    },
    /** @param shown the whole answer as it would stand there without typing */
    finish(shown: string): void {
      const begun = typed !== "" && shown.startsWith(typed);
      // What was typed stands in every answer it belongs to; should it not, the answer itself is what counts.
      write(begun ? `${shown.slice(typed.length)}\n` : `${typed === "" ? "" : "\n\n"}${shown}\n`);
    },
  };
}

function toHundredths(ms: number): number {
  return Math.round(ms * 100) / 100;
}

/** Answers as a person at a terminal sees them: bold for what answers, the sources below. */
import type { Colors } from "picocolors/types.js";
import type { Answer, Citation } from "../src/answer/answer.js";
import type { Language } from "../src/answer/phrases.js";
import { sayDay } from "../src/answer/phrases.js";

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
  },
) {
  const { id, question, generation, timings } = about;
  return {
    ...(id !== null && { id }),
    question,
    status: answer.status,
    mode: answer.status === "answered" ? answer.mode : "extractive",
    text: answer.text,
    citations: answer.status === "answered" ? answer.citations : [],
    ...(answer.status === "not_found" && { nearest: answer.nearest }),
    generation,
    timings: { searchMs: toHundredths(timings.searchMs), totalMs: toHundredths(timings.totalMs) },
  };
}

function toHundredths(ms: number): number {
  return Math.round(ms * 100) / 100;
}

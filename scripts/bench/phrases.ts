/**
 * Short runs of the articles' own characters as questions: what somebody types
 * who looks for a name or half a headline. Right is every article that prints it.
 */
import type { IsoDay } from "../../src/clock.js";
import type { Article } from "../../src/news/article.js";
import { fold } from "../../src/news/text.js";
import type { BenchQuestion } from "./questions.js";

const SHORTEST = 2;
const LONGEST = 6;
const HAN = /^\p{Script=Han}+$/u;

/** Evenly spread over the archive and always the same: `count` runs of two to six Chinese characters, each once. */
export function phraseQuestions(articles: readonly Article[], count: number, today: IsoDay): BenchQuestion[] {
  const texts = articles.map(({ title, body }) => `${fold(title)}\n${fold(body)}`);
  const phrases = new Set<string>();
  // The golden ratio's multiples never fall into step with anything.
  for (let i = 1; phrases.size < count && i < count * 20; i++) {
    const text = texts[Math.floor(((i * 0.618034) % 1) * texts.length)]!;
    const start = Math.floor(((i * 0.414214) % 1) * text.length);
    const phrase = text.slice(start, start + SHORTEST + (i % (LONGEST - SHORTEST + 1)));
    if (phrase.length >= SHORTEST && HAN.test(phrase)) phrases.add(phrase);
  }
  return Array.from(phrases, (phrase) => ({
    id: `phrase-${phrase}`,
    kind: "phrase",
    query: { text: phrase, clauses: [phrase], today, period: null },
    gold: [articles.filter((_, i) => texts[i]!.includes(phrase)).map(({ id }) => id)],
    facts: [],
    answer: phrase,
  }));
}

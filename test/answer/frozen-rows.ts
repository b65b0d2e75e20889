/** Rows of questions asked on days that stand still, and what must hold of the answer to each. */
import { expect } from "vitest";
import type { Answer } from "../../src/answer/answer.js";
import type { Answerer } from "../../src/answer/answerer.js";
import { type IsoDay, parseIsoDay } from "../../src/clock.js";
import type { Article } from "../../src/news/article.js";

export interface Expected {
  /** All stand in the text; alternatives joined by `|`. */
  readonly says?: readonly string[];
  readonly never?: readonly string[];
  /** Articles cited, in this order, perhaps with others after them. */
  readonly cites?: readonly string[];
  readonly status?: Answer["status"];
}

export type Row = readonly [today: string, question: string, expected: Expected];

/** One question on several days, and what holds on each. */
export const onDays = (question: string, days: Readonly<Record<string, Expected>>): Row[] =>
  Object.entries(days).map(([today, expected]) => [today, question, expected]);

export interface Asking {
  readonly answerer: Answerer;
  readonly archive: readonly Article[];
}

export async function holdsOn(
  [today, question, expected]: Row,
  { answerer, archive }: Asking,
): Promise<void> {
  const ask = async () => (await answerer.ask(question, { today: parseIsoDay(today) as IsoDay })).answer;
  const answer = await ask();

  const { says = [], never = [], cites = [], status = "answered" } = expected;
  const text = answer.text.replaceAll("**", says.some((one) => one.includes("**")) ? "**" : "");
  expect(answer.status, answer.text).toBe(status);
  for (const one of says) {
    const found = one.split("|").some((form) => text.includes(form));
    expect(found, `“${one}” in: ${text}`).toBe(true);
  }
  for (const one of never) expect(text).not.toContain(one);
  const cited = answer.status === "answered" ? answer.citations : [];
  expect(cited.map(({ articleId }) => articleId).slice(0, cites.length), text).toEqual(cites);
  for (const { articleId, quote, publishedOn } of cited) {
    const article = archive.find(({ id }) => id === articleId)!;
    expect(article.body).toContain(quote);
    expect(publishedOn === null || publishedOn <= today, `${articleId} was not yet printed`).toBe(true);
  }
  expect(await ask()).toEqual(answer);
}

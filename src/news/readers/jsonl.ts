/**
 * JSON lines, one article each. A feed of thousands of lines has a broken one
 * now and then: it is left out and named. A feed that is broken throughout is
 * another file than was meant, and stops the run.
 */
import { DataError, messageOf } from "../../errors.js";
import { type Article, parseArticleLine } from "../article.js";
import type { Fault } from "./imported.js";

export interface JsonlReading {
  readonly articles: Article[];
  readonly faults: Fault[];
}

/** Broken lines a file may have, as a part of all. */
const MOST_BROKEN = 0.05;

/**
 * @param lines of `where`, without their ends; they are read one by one
 * @throws {DataError} if more than 5 % of the lines are broken
 */
export async function readJsonl(
  lines: AsyncIterable<string> | Iterable<string>,
  where: string,
): Promise<JsonlReading> {
  const articles: Article[] = [];
  const faults: Fault[] = [];
  let number = 0;
  let filled = 0;
  for await (const line of lines) {
    number += 1;
    if (line.trim() === "") continue;
    filled += 1;
    try {
      articles.push(parseArticleLine(line.replace(/^\ufeff/, ""), `${where}:${number}`));
    } catch (error) {
      if (!(error instanceof DataError)) throw error;
      const place = `${where}:${number}`;
      faults.push({ where: place, reason: messageOf(error).replace(`${place}: `, "") });
    }
  }
  if (faults.length > filled * MOST_BROKEN) {
    const first = `the first is ${faults[0]!.where}: ${faults[0]!.reason}`;
    throw new DataError(`${where}: ${faults.length} of ${filled} lines are broken; ${first}`, {
      hint: 'each line must be JSON like {"id":"…","title":"…","text":"…"}',
    });
  }
  return { articles, faults };
}

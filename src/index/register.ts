/** Offices and events of all articles, as one file of a generation. */
import type { Article } from "../news/article.js";
import { findEvents } from "../news/events.js";
import { findOffices } from "../news/offices.js";
import type { Register } from "../news/register.js";
import { type OfficeRows, openOffices, packOffices } from "./office-rows.js";

export const REGISTER_FILE = "register.json";

export function writeRegister(articles: readonly Article[]): Buffer {
  return Buffer.from(
    JSON.stringify({
      offices: packOffices(
        articles.flatMap((article, i) => findOffices(article).map((one) => ({ article: i, ...one }))),
      ),
      events: articles
        .flatMap((article, i) => findEvents(article).map((one) => ({ article: i, ...one })))
        .sort((a, b) => a.range.from.localeCompare(b.range.from)),
    }),
  );
}

/** Trusts its shape: it was written by `writeRegister`, and the file's hash has been compared. */
export function readRegister(file: Buffer): Register {
  type Listed<T extends keyof Register> = ReturnType<Register[T]>;
  const { offices, events } = JSON.parse(file.toString()) as {
    offices: OfficeRows;
    events: Listed<"events">;
  };
  return {
    ...openOffices(offices),
    events: ({ from, to }) => events.filter(({ range }) => range.from <= to && range.to >= from),
  };
}

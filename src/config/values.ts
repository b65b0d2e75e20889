/**
 * The kinds of values a variable can have, each with the sentence that says what it must be. Values are never part
 * of a message, because some of them are secrets.
 */
import { inspect } from "node:util";
import { z } from "zod";

/** A value that does not come out by being printed, logged or turned into JSON. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return "[secret]";
  }

  toJSON(): string {
    return "[secret]";
  }

  [inspect.custom](): string {
    return "[secret]";
  }
}

// A line break or NUL in a path or a name is a mistake in quoting, and would reach logs and answers.
export const line = z.string().regex(/^[^\p{Cc}]+$/u, "must be one line");

export const webAddress = z
  .url({ protocol: /^https?$/, error: "must be an address that starts with http:// or https://" })
  .transform((url) => url.replace(/\/+$/, ""));

export function wholeNumber(least: number, most: number) {
  const error = `must be a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d{1,15}$/, error)
    .transform(Number)
    .pipe(z.int(error).min(least, error).max(most, error));
}

export const idList = z
  .string()
  .regex(/^-?\d{1,15}(?:\s*,\s*-?\d{1,15})*$/, "must be whole numbers divided by commas")
  .transform((text) => text.split(",").map(Number));

// It stands in a header; some local services take any word.
export const key = z
  .string()
  .regex(/^[\x21-\x7e]+$/, "must be one word of ASCII characters")
  .transform((text) => new Secret(text));

/**
 * How many tokens a text may be to a service whose tokenizer we do not have: for limits and costs, so rather
 * too many than too few.
 */

// Chinese takes 0.7 to 1.3 tokens a character, Latin about one in four.
const HAN = 1.3;
const OTHER = 0.4;

export function estimateTokens(text: string): number {
  let tokens = 1;
  for (const char of text) tokens += cost(char);
  return Math.ceil(tokens);
}

/** The beginning of a text that is no longer than so many tokens. */
export function cutToTokens(text: string, most: number): string {
  let tokens = 1;
  let end = 0;
  for (const char of text) {
    tokens += cost(char);
    if (tokens > most) return text.slice(0, end);
    end += char.length;
  }
  return text;
}

function cost(char: string): number {
  return char > "\u2e7f" ? HAN : OTHER;
}

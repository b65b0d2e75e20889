/**
 * The terms of a whole corpus of passages, for its embedder: the same as
 * `embeddingTerms` gives, but a piece that was met before is known again where it stands.
 */
import { fold } from "../news/text.js";
import type { TermsOf } from "./embedder.js";
import { createPieceMap } from "./piece-map.js";
import type { Tokenizer } from "./tokens.js";

/** What it remembers grows with the vocabulary. */
export function createPassageTerms(tokenizer: Tokenizer): TermsOf {
  const known = createPieceMap(tokenizer.termsOf);
  return (text) => {
    const folded = fold(text);
    const terms: string[] = [];
    let from = 0;
    // `ends` may use its array again while a new piece is taken apart; its pieces are the same as those of `cut`.
    for (const end of tokenizer.ends(folded).slice()) {
      for (const term of known.get(folded, from, end)) terms.push(term);
      from = end;
    }
    return terms;
  };
}

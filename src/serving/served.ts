/** From an assembled generation to what the bot asks: with a model or without, growing or whole. */
import type { Answerer, AskOptions } from "../answer/answerer.js";
import type { Newsroom as Assembled } from "../assemble.js";
import { createNewsroom, type Newsroom } from "../bot/newsroom.js";

export interface ServedOptions {
  /** Whether it was assembled with a model. */
  readonly composes: boolean;
  /** What a newcomer is shown; default: headlines. */
  readonly examples?: readonly string[];
}

export function toServed(
  { answerer, retriever, generation }: Assembled,
  { composes, examples = [] }: ServedOptions,
): Newsroom {
  const { id, articles } = generation;
  const quoting: Pick<Answerer, "ask"> = {
    ask: (question, options) => answerer.ask(question, { ...options, quoteOnly: true }),
  };
  const composing = composes ? { composing: growing(answerer) } : {};
  return createNewsroom({ generation: id, articles, quoting, ...composing, retriever, examples });
}

/** Tells the bot the text so far, where the answerer tells each new piece. */
function growing(answerer: Answerer): Pick<Answerer, "ask"> {
  return {
    ask(
      question: string,
      { onText, ...options }: AskOptions & { readonly onText?: (soFar: string) => void },
    ) {
      let soFar = "";
      const onSentence = (piece: string) => {
        soFar += piece;
        onText?.(soFar);
      };
      return answerer.ask(question, { ...options, onSentence });
    },
  };
}

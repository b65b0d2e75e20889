/** From an assembled generation to what the bot asks: with a model or without, growing or whole. */
import type { Answerer, AskOptions } from "../answer/answerer.js";
import type { Newsroom as Assembled } from "../assemble.js";
import { createNewsroom, type Newsroom } from "../bot/newsroom.js";

/** What a newcomer is shown; a paper that has no answer to one of them shows its headlines instead. */
const EXAMPLES = [
  "首批登记了多少个公共数据资源？",
  "谁代表徐汇区和上海交大签的人工智能协议？",
  "体育消费券全年安排了多少资金？",
];

/** @param options.composes whether it was assembled with a model */
export function toServed(
  { answerer, retriever, generation }: Assembled,
  { composes }: { readonly composes: boolean },
): Newsroom {
  const { id, articles } = generation;
  const quoting: Pick<Answerer, "ask"> = {
    ask: (question, options) => answerer.ask(question, { ...options, quoteOnly: true }),
  };
  const composing = composes ? { composing: growing(answerer) } : {};
  return createNewsroom({ generation: id, articles, quoting, ...composing, retriever, examples: EXAMPLES });
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

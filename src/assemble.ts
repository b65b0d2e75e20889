/** From an opened generation to something that answers: which part is handed to which. */
import { type Answerer, createAnswerer } from "./answer/answerer.js";
import type { AnswererModel } from "./answer/written/writer.js";
import type { Generation } from "./index/generation.js";
import { createNameMatcher, dictionaryNames } from "./index/names.js";
import { pairsOf } from "./index/pairs.js";
import { findKey, findWord } from "./index/vocabulary.js";
import { fold } from "./news/text.js";
import { createPhraseFinder } from "./search/phrase.js";
import { createQuestionReader, type QuestionReader } from "./search/question.js";
import { type RerankingOptions, withReranker } from "./search/reranker.js";
import { createRetriever, type ExplainingRetriever } from "./search/retriever.js";
import { createSpelling, type Spelling } from "./search/spelling.js";
import { createTermWeigher } from "./search/weigh.js";

export interface Newsroom {
  readonly generation: Generation;
  readonly answerer: Answerer;
  readonly retriever: ExplainingRetriever;
  readonly questions: QuestionReader;
}

export interface AssembleOptions {
  /** Milliseconds from any fixed moment. */
  readonly stopwatch: () => number;
  /** Without it answers are quotations. */
  readonly model?: Omit<AnswererModel, "dictionary"> | null;
  readonly onEmbedderFailure?: (error: unknown) => void;
  /** Looks at what was found a second time; default: nothing does. */
  readonly reranking?: RerankingOptions | null;
  /** Days after the newest issue from which on answers say how far the archive reaches; default: never. */
  readonly staleAfterDays?: number;
}

export function assembleNewsroom(generation: Generation, options: AssembleOptions): Newsroom {
  const { articles, chunks, keywords, tokenizer, dictionary, vectors, embedder, register } = generation;
  const { stopwatch, model = null, reranking = null, staleAfterDays, ...handlers } = options;
  const found = createRetriever({
    articles,
    chunks,
    keywords,
    tokenizer,
    dictionary,
    vectors,
    embedder,
    ...handlers,
  });
  const retriever = reranking === null ? found : withReranker(found, reranking);
  const questions = createQuestionReader({ tokenizer, dictionary, spelling: spellingOf(generation) });
  const answerer = createAnswerer({
    articles,
    phrases: createPhraseFinder(keywords),
    register,
    retriever,
    questions,
    weigh: createTermWeigher(keywords),
    places: createNameMatcher(placesOf(generation)),
    stopwatch,
    ...(staleAfterDays !== undefined && { staleAfterDays }),
    model: model && { ...model, dictionary },
  });
  return { generation, answerer, retriever, questions };
}

function placesOf({ dictionary }: Generation): string[] {
  return dictionary.names
    .filter(({ kind }) => kind === "place" || kind === "org")
    .flatMap(({ name, aliases }) => [name, ...aliases].map(fold));
}

function spellingOf({ dictionary, keywords, tokenizer }: Generation): Spelling {
  const { words, pairs } = keywords;
  const tagOf = (word: string) => {
    const tagged = tokenizer.tag(word);
    return tagged.length === 1 ? tagged[0]!.tag : "";
  };
  return createSpelling({
    names: dictionaryNames(dictionary),
    table: words.table,
    cut: tokenizer.cut,
    // The stand-in segmenter has no tags; what it keeps in one piece is a word of its dictionary.
    isWord: (word) =>
      tokenizer.id.startsWith("intl") ? tagOf(word) !== "" : !["", "x"].includes(tagOf(word)),
    isName: (word) => /^n[rstz]/.test(tagOf(word)),
    isPrinted: (part) => pairsOf(part).every(({ key }) => findKey(pairs.keys, key) >= 0),
    frequency(word) {
      const term = findWord(words.table, word);
      return term < 0 ? 0 : words.starts[term + 1]! - words.starts[term]!;
    },
  });
}

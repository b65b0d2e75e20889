/**
 * The answer with a model. What it writes is cut into sentences as it comes,
 * each is checked against the sources, and only what stood the check goes on to
 * the reader, with the printed words that bear it out.
 */
import type { IsoDay } from "../../clock.js";
import { type Dictionary, EMPTY_DICTIONARY } from "../../news/dictionary.js";
import type { Passage } from "../../search/retriever.js";
import type { Reservation } from "./budget.js";
import type { ChatEvent, ChatModel, TokenUsage } from "./chat-model.js";
import type { Composed, ComposedSentence, ComposeEnd } from "./composed.js";
import { createDraft, type Draft } from "./draft.js";
import { buildPrompt, countTokens, type Prompt } from "./prompt.js";
import { createSentenceStream } from "./sentence-stream.js";

export interface ComposeOptions {
  /** Standing alone. */
  readonly question: string;
  readonly language?: "zh" | "en";
  readonly passages: readonly Passage[];
  readonly chatModel: ChatModel;
  readonly today: IsoDay;
  readonly signal?: AbortSignal | undefined;
  /** The district's names and its English vocabulary: more can be checked with them. */
  readonly dictionary?: Dictionary;
  /** Called with each sentence as soon as it is checked. */
  readonly onSentence?: (sentence: ComposedSentence) => void;
  /** Sets tokens aside, null past a cap; without it there is none. */
  readonly reserve?: (tokens: number) => Promise<Reservation | null>;
  readonly limits?: { readonly promptTokens?: number; readonly answerTokens?: number };
}

const ANSWER_TOKENS = 700;
/** Six sentences are asked for; twice as many are no answer to a question any more. */
const MOST_SENTENCES = 12;
const MOST_REPEATS = 2;
/** A sentence this long without an end, and a whole text this long, are a model that lost its way. */
const LONGEST_SENTENCE = 800;
const LONGEST_TEXT = 8_000;

/**
 * @throws {ModelCallError} if the service failed before a sentence was kept; the signal's reason if it aborts.
 */
export async function composeAnswer(options: ComposeOptions): Promise<Composed> {
  const { question, passages, today, language = "zh", dictionary = EMPTY_DICTIONARY, limits = {} } = options;
  const { promptTokens, answerTokens = ANSWER_TOKENS } = limits;
  const prompt = buildPrompt({
    question,
    language,
    passages,
    today,
    ...(promptTokens !== undefined && { maxTokens: promptTokens }),
  });
  const draft = createDraft({ prompt, dictionary, today, onSentence: options.onSentence });
  const reservation = await options.reserve?.(prompt.tokens + answerTokens);
  if (reservation === null) return toComposed(draft, { cause: { why: "budget" }, usage: NO_TOKENS });
  const written = new Written();
  let usage: TokenUsage | null = null;
  try {
    const request = { messages: prompt.messages, maxTokens: answerTokens };
    const cause = await write(options.chatModel.stream(request, options.signal), {
      draft,
      written,
      onUsage: (told) => {
        usage = told;
      },
    });
    return toComposed(draft, { cause, usage: usage ?? estimate(prompt, written) });
  } catch (error) {
    options.signal?.throwIfAborted();
    if (draft.sentences.length === 0) throw error;
    return toComposed(draft, { cause: { why: "failure", error }, usage: usage ?? estimate(prompt, written) });
  } finally {
    const { promptTokens: asked, completionTokens: answered } = usage ?? estimate(prompt, written);
    await reservation?.settle(asked + answered);
  }
}

const NO_TOKENS: TokenUsage = { promptTokens: 0, completionTokens: 0, estimated: false };

/** What came, for the bill where the service sends none. */
class Written {
  length = 0;
  tokens = 0;

  add(text: string): void {
    this.length += text.length;
    this.tokens += countTokens(text);
  }
}

function estimate(prompt: Prompt, { tokens }: Written): TokenUsage {
  return { promptTokens: prompt.tokens, completionTokens: tokens, estimated: true };
}

interface Writing {
  readonly draft: Draft;
  readonly written: Written;
  readonly onUsage: (usage: TokenUsage | null) => void;
}

/** @returns why it was cut short; null if it was not */
async function write(
  events: AsyncIterable<ChatEvent>,
  { draft, written, onUsage }: Writing,
): Promise<ComposeEnd | null> {
  const stream = createSentenceStream();
  for await (const event of events) {
    if (event.kind === "end") {
      onUsage(event.usage);
      // Cut off, the rest is half a sentence, and half a sentence may say the opposite.
      if (event.finish !== "stop") return { why: event.finish };
      draft.take(stream.rest());
      return null;
    }
    written.add(event.text);
    for (const sentence of stream.push(event.text)) {
      draft.take(sentence);
      if (draft.repeats > MOST_REPEATS) return { why: "repetition" };
      if (draft.sentences.length >= MOST_SENTENCES) return { why: "too long" };
    }
    if (stream.waiting > LONGEST_SENTENCE || written.length > LONGEST_TEXT) return { why: "too long" };
  }
  // The port promises an end; without one nothing says that the text is whole.
  return { why: "failure", error: new Error(`the model's answer just stopped`) };
}

function toComposed(
  draft: Draft,
  { cause, usage }: { readonly cause: ComposeEnd | null; readonly usage: TokenUsage },
): Composed {
  const { sentences, removed, mended, unanswered } = draft;
  const kind = sentences.length === 0 ? "nothing" : cause === null ? "complete" : "cut-short";
  return { kind, sentences, removed, mended, unanswered, cause, usage };
}

/**
 * What trained models expect of those who use them, and do not say in their own files in one form: which
 * token's vector stands for the text, what is put before a question, how long a text may be.
 *
 * Drawn from the cards of the models (BAAI/bge-*-zh-v1.5 and bge-m3, intfloat/multilingual-e5-*, thenlper/gte-*-zh,
 * Alibaba-NLP/gte-multilingual-base, jinaai/jina-embeddings-v2-base-zh, shibing624/text2vec-base-chinese*) and of
 * their conversions for this library. A wrong line here costs answers and no error shows it, so a model that is
 * not in the table is refused instead of guessed at.
 */
import { ConfigError } from "../errors.js";

export interface ModelProfile {
  /** `cls`: the first token's vector; `mean`: the mean of all. */
  readonly pooling: "cls" | "mean";
  readonly dimension: number;
  /** The longest text; what is longer is cut at its end. */
  readonly maxTokens: number;
  readonly queryPrefix: string;
  readonly passagePrefix: string;
}

export const DEFAULT_MODEL = "Xenova/bge-small-zh-v1.5";

const BGE_ZH = {
  pooling: "cls",
  maxTokens: 512,
  queryPrefix: "为这个句子生成表示以用于检索相关文章：",
  passagePrefix: "",
} as const;
const E5 = { pooling: "mean", maxTokens: 512, queryPrefix: "query: ", passagePrefix: "passage: " } as const;
const PLAIN = { queryPrefix: "", passagePrefix: "" } as const;
const TEXT2VEC = { pooling: "mean", dimension: 768, ...PLAIN } as const;
const GTE_ZH = { pooling: "cls", maxTokens: 512, ...PLAIN } as const;

/**
 * By the name without its owner: the same model is offered by several, and copied by hand. Offered with the 8-bit
 * network that is needed: bge, e5, jina and text2vec-…-sentence and -paraphrase as Xenova/…, gte-multilingual-base as
 * onnx-community/…. No such conversion is known of gte-*-zh and text2vec-base-chinese; whoever converts them has a row.
 */
const MODELS: Readonly<Record<string, ModelProfile>> = {
  "bge-small-zh-v1.5": { ...BGE_ZH, dimension: 512 },
  "bge-base-zh-v1.5": { ...BGE_ZH, dimension: 768 },
  "bge-large-zh-v1.5": { ...BGE_ZH, dimension: 1024 },
  "bge-m3": { pooling: "cls", dimension: 1024, maxTokens: 8192, ...PLAIN },
  "multilingual-e5-small": { ...E5, dimension: 384 },
  "multilingual-e5-base": { ...E5, dimension: 768 },
  "multilingual-e5-large": { ...E5, dimension: 1024 },
  "gte-small-zh": { ...GTE_ZH, dimension: 512 },
  "gte-base-zh": { ...GTE_ZH, dimension: 768 },
  "gte-large-zh": { ...GTE_ZH, dimension: 1024 },
  "gte-multilingual-base": { pooling: "cls", dimension: 768, maxTokens: 8192, ...PLAIN },
  "jina-embeddings-v2-base-zh": { pooling: "mean", dimension: 768, maxTokens: 8192, ...PLAIN },
  "text2vec-base-chinese": { ...TEXT2VEC, maxTokens: 128 },
  "text2vec-base-chinese-sentence": { ...TEXT2VEC, maxTokens: 256 },
  "text2vec-base-chinese-paraphrase": { ...TEXT2VEC, maxTokens: 256 },
};

/** @param model `owner/name`, as the hub has it @throws {ConfigError} if the table does not know it. */
export function profileOf(model: string): ModelProfile {
  const profile = MODELS[model.slice(model.lastIndexOf("/") + 1).toLowerCase()];
  if (profile) return profile;
  throw new ConfigError("EMBEDDING_MODEL names a model whose pooling and prefixes are not known", {
    hint: `known are ${Object.keys(MODELS).join(", ")}, of any owner, such as ${DEFAULT_MODEL}`,
  });
}

/** Every variable of the environment: its form, its range, its default, and which ones need another. */
import { z } from "zod";
import { LOG_LEVELS } from "../log.js";
import { idList, key, line, Secret, webAddress, wholeNumber } from "./values.js";

export const Env = z.object({
  ARTICLES_DIR: line.default("data/articles"),
  INDEX_DIR: line.default("data/index"),
  DICT_DIR: line.default("data/dict"),
  PAPER_NAME: line.max(40, "must have at most 40 characters").default("徐汇报"),
  STALE_AFTER_DAYS: wholeNumber(1, 3_650).default(30),
  LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(", ")}`).default("info"),
  TELEGRAM_BOT_TOKEN: z
    .string()
    .regex(/^\d+:[\w-]{30,}$/, "must look like 123456:AbC…; @BotFather gives it out")
    .transform((token) => new Secret(token))
    .optional(),
  TELEGRAM_API_ROOT: webAddress.default("https://api.telegram.org"),
  TELEGRAM_MODE: z.enum(["polling", "webhook"], "must be polling or webhook").default("polling"),
  WEBHOOK_URL: z
    .url({ protocol: /^https$/, error: "must be an address that starts with https://" })
    .optional(),
  WEBHOOK_SECRET: z
    .string()
    .regex(/^[\w-]{1,256}$/, "must be 1 to 256 of A-Z, a-z, 0-9, _ and -")
    .transform((secret) => new Secret(secret))
    .optional(),
  HOST: line.default("127.0.0.1"),
  PORT: wholeNumber(1, 65_535).default(8443),
  ADMIN_IDS: idList.default([]),
  ALLOWED_CHATS: idList.default([]),
  ASK_CONCURRENCY: wholeNumber(1, 64).default(4),
  MAX_WAITING: wholeNumber(100, 1_000_000).default(10_000),
  QUESTIONS_PER_MINUTE: wholeNumber(1, 1_000).default(20),
  KEEP_DAYS: wholeNumber(1, 365).default(30),
  SENDS_PER_SECOND: wholeNumber(1, 1_000).default(25),
  STATE_DIR: line.default("data/state"),
  OPENAI_API_KEY: key.optional(),
  OPENAI_BASE_URL: webAddress.default("https://api.openai.com/v1"),
  OPENAI_MODEL: line.max(200, "must have at most 200 characters").optional(),
  MODEL_FIRST_TOKEN_SECONDS: wholeNumber(2, 40).default(15),
  MODEL_IDLE_SECONDS: wholeNumber(2, 30).default(8),
  MODEL_TOTAL_SECONDS: wholeNumber(5, 40).default(40),
  PROMPT_TOKENS: wholeNumber(1_500, 32_000).default(6_000),
  ANSWER_TOKENS: wholeNumber(100, 4_000).default(700),
  DAILY_TOKENS: wholeNumber(0, 1_000_000_000).default(2_000_000),
  DAILY_TOKENS_PER_READER: wholeNumber(0, 10_000_000).default(60_000),
  EMBEDDER: z
    .enum(["builtin", "transformers", "openai"], "must be builtin, transformers or openai")
    .default("builtin"),
  EMBEDDING_MODEL: line.max(200, "must have at most 200 characters").optional(),
  EMBEDDING_BASE_URL: webAddress.optional(),
  EMBEDDING_API_KEY: key.optional(),
  EMBEDDING_DIMENSION: wholeNumber(8, 16_384).optional(),
  EMBEDDING_ASK_ABOVE_TOKENS: wholeNumber(0, 1_000_000_000_000).default(2_000_000),
  EMBEDDING_QUERY_MILLISECONDS: wholeNumber(50, 30_000).default(3_000),
  MODEL_THREADS: wholeNumber(1, 64).default(2),
  MODELS_DIR: line.default("data/models"),
  HF_ENDPOINT: webAddress.default("https://huggingface.co"),
  // The ecosystem's other spellings count as well.
  HF_HUB_OFFLINE: z
    .string()
    .regex(/^(?:0|1|on|off|yes|no|true|false)$/i, "must be 1 or 0")
    .transform((text) => /^(?:1|on|yes|true)$/i.test(text))
    .default(false),
  RERANKER: z
    .enum(["none", "transformers", "service"], "must be none, transformers or service")
    .default("none"),
  RERANKER_MODEL: line.max(200, "must have at most 200 characters").optional(),
  RERANKER_BASE_URL: webAddress.optional(),
  RERANKER_API_KEY: key.optional(),
  RERANKER_MILLISECONDS: wholeNumber(50, 30_000).default(1_500),
});

/** Every variable there is; `.env.example` explains the same ones. */
export const VARIABLES: readonly string[] = Object.keys(Env.shape);

export type Values = z.output<typeof Env>;

// It becomes part of a path and of an address, so no part of it may lead out of the folder.
const HUB_NAME = /^(?!.*\.\.)[\w][\w.-]*(?:\/[\w][\w.-]*)?$/;

/** What is needed because of what else is set. */
export function lacking(given: Readonly<Record<string, string>>): string[] {
  const set = (name: string) => given[name];
  const without = (needed: readonly string[], where: string) =>
    needed.filter((name) => set(name) === undefined).map((name) => `${name} must be set where ${where}`);
  const withKey = set("OPENAI_API_KEY") !== undefined;
  const hubNames = {
    EMBEDDING_MODEL: set("EMBEDDER") === "transformers" && set("EMBEDDING_MODEL"),
    RERANKER_MODEL: set("RERANKER") === "transformers" && set("RERANKER_MODEL"),
  };
  return [
    // A key that is there for vectors needs no model that writes.
    ...(withKey && set("EMBEDDER") !== "openai" ? without(["OPENAI_MODEL"], "OPENAI_API_KEY is") : []),
    ...(set("TELEGRAM_MODE") === "webhook"
      ? without(["WEBHOOK_URL", "WEBHOOK_SECRET"], "TELEGRAM_MODE is webhook")
      : []),
    ...(set("EMBEDDER") === "openai"
      ? without(
          ["EMBEDDING_MODEL", ...(withKey && !set("EMBEDDING_BASE_URL") ? [] : ["EMBEDDING_API_KEY"])],
          "EMBEDDER is openai",
        )
      : []),
    ...(set("RERANKER") === "service"
      ? without(["RERANKER_MODEL", "RERANKER_BASE_URL", "RERANKER_API_KEY"], "RERANKER is service")
      : []),
    ...Object.entries(hubNames)
      .filter(([, name]) => name && !HUB_NAME.test(name))
      .map(([name]) => `${name} must be a name of the hub, such as Xenova/bge-small-zh-v1.5`),
  ];
}

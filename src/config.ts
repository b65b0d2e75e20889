/**
 * From the environment to a checked Config: the only place that reads `process.env`.
 *
 * All faults are told at once and by name, so that one start is enough to mend them. Values are never part
 * of a message, because some of them are secrets.
 */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { parseEnv } from "node:util";
import {
  type EmbeddingConfig,
  type RerankerConfig,
  toEmbeddingConfig,
  toRerankerConfig,
} from "./config/embedding.js";
import type { Secret } from "./config/values.js";
import { Env, lacking, VARIABLES, type Values } from "./config/variables.js";
import { ConfigError } from "./errors.js";
import type { LogLevel } from "./log.js";

export interface Config {
  /** Folder of Markdown articles. */
  readonly articlesDir: string;
  /** Folder of generations. */
  readonly indexDir: string;
  /** Folder of names.tsv, synonyms.tsv and english.tsv. */
  readonly dictDir: string;
  /** Name of the paper. */
  readonly paperName: string;
  readonly logLevel: LogLevel;
  /** Days after the newest issue from which on answers say up to when the archive reaches. */
  readonly staleAfterDays: number;
  /** `null`: no bot, everything else works. */
  readonly telegramBotToken: Secret | null;
  /** Address of the Bot API without a slash at its end. */
  readonly telegramApiRoot: string;
  /** Folder of what outlives the process: questions taken on, answers kept, tokens spent. */
  readonly stateDir: string;
  /** `null`: answers are quotations. */
  readonly model: ModelConfig | null;
  /** What makes the vectors of the index. */
  readonly embedding: EmbeddingConfig;
  /** What looks a second time at what was found. */
  readonly reranker: RerankerConfig;
  readonly bot: BotConfig;
}

/** How the Telegram bot receives, whom it serves, and how much. */
export interface BotConfig {
  /** `null`: long polling. */
  readonly webhook: {
    readonly url: string;
    readonly secret: Secret;
    readonly host: string;
    readonly port: number;
  } | null;
  /** People who are told when an answer is reported as wrong. */
  readonly adminIds: readonly number[];
  /** Groups the bot answers in; empty: all. */
  readonly allowedChats: readonly number[];
  /** Questions answered at once. */
  readonly concurrency: number;
  /** Questions waiting before people are asked to come back later. */
  readonly maxWaiting: number;
  /** Questions of one person within a minute. */
  readonly personPerMinute: number;
  /** Days for which answers are kept. */
  readonly keepDays: number;
  /** Messages a second, to all chats together. */
  readonly sendsPerSecond: number;
}

/** The language model that writes answers, how long it may take, and what it may cost. */
export interface ModelConfig {
  readonly apiKey: Secret;
  /** Address of the service without a slash at its end. */
  readonly baseUrl: string;
  readonly model: string;
  readonly firstTokenSeconds: number;
  readonly idleSeconds: number;
  readonly totalSeconds: number;
  readonly promptTokens: number;
  readonly answerTokens: number;
  readonly dailyTokens: number;
  readonly dailyTokensPerReader: number;
}

/**
 * @param env an empty string counts as not set
 * @throws {ConfigError} listing every bad variable by name.
 */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given: Readonly<Record<string, string>> = Object.fromEntries(
    VARIABLES.flatMap((name) => {
      const value = env[name]?.trim();
      return value ? [[name, value]] : [];
    }),
  );
  const result = Env.safeParse(given);
  const faults = result.error?.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`) ?? [];
  faults.push(...lacking(given));
  if (!result.success || faults.length > 0) {
    throw new ConfigError([...new Set(faults)].join("\n"), {
      hint: ".env.example describes every variable; they are read from the environment and from .env",
    });
  }
  return {
    articlesDir: result.data.ARTICLES_DIR,
    indexDir: result.data.INDEX_DIR,
    dictDir: result.data.DICT_DIR,
    paperName: result.data.PAPER_NAME,
    logLevel: result.data.LOG_LEVEL,
    staleAfterDays: result.data.STALE_AFTER_DAYS,
    telegramBotToken: result.data.TELEGRAM_BOT_TOKEN ?? null,
    telegramApiRoot: result.data.TELEGRAM_API_ROOT,
    stateDir: result.data.STATE_DIR,
    model: toModelConfig(result.data),
    embedding: toEmbeddingConfig(result.data),
    reranker: toRerankerConfig(result.data),
    bot: toBotConfig(result.data),
  };
}

function toBotConfig(env: Values): BotConfig {
  const { WEBHOOK_URL: url, WEBHOOK_SECRET: secret, HOST: host, PORT: port } = env;
  const received = env.TELEGRAM_MODE === "webhook" && url !== undefined && secret !== undefined;
  return {
    webhook: received ? { url, secret, host, port } : null,
    adminIds: env.ADMIN_IDS,
    allowedChats: env.ALLOWED_CHATS,
    concurrency: env.ASK_CONCURRENCY,
    maxWaiting: env.MAX_WAITING,
    personPerMinute: env.QUESTIONS_PER_MINUTE,
    keepDays: env.KEEP_DAYS,
    sendsPerSecond: env.SENDS_PER_SECOND,
  };
}

function toModelConfig(env: Values): ModelConfig | null {
  if (env.OPENAI_API_KEY === undefined || env.OPENAI_MODEL === undefined) return null;
  return {
    apiKey: env.OPENAI_API_KEY,
    baseUrl: env.OPENAI_BASE_URL,
    model: env.OPENAI_MODEL,
    firstTokenSeconds: env.MODEL_FIRST_TOKEN_SECONDS,
    idleSeconds: env.MODEL_IDLE_SECONDS,
    totalSeconds: env.MODEL_TOTAL_SECONDS,
    promptTokens: env.PROMPT_TOKENS,
    answerTokens: env.ANSWER_TOKENS,
    dailyTokens: env.DAILY_TOKENS,
    dailyTokensPerReader: env.DAILY_TOKENS_PER_READER,
  };
}

/**
 * Reads `.env` at the project's root and the environment, which wins where both have a variable. Folders are
 * given relative to the root and come back as seen from the current folder, short where they lie inside it.
 *
 * @param changes variables set otherwise than there; an empty string counts as not set
 * @throws {ConfigError}
 */
export function readConfig(changes: Readonly<Record<string, string>> = {}): Config {
  const root = projectRoot();
  const file = join(root, ".env");
  const config = parseConfig({
    ...(existsSync(file) ? parseEnv(readFileSync(file, "utf8")) : {}),
    ...process.env,
    ...changes,
  });
  const fromHere = (folder: string) => {
    const short = relative(process.cwd(), resolve(root, folder)) || ".";
    return short.startsWith("..") ? resolve(root, folder) : short;
  };
  const withHub = <T extends EmbeddingConfig | RerankerConfig>(one: T): T =>
    "hub" in one ? { ...one, hub: { ...one.hub, modelsDir: fromHere(one.hub.modelsDir) } } : one;
  return {
    ...config,
    embedding: withHub(config.embedding),
    reranker: withHub(config.reranker),
    articlesDir: fromHere(config.articlesDir),
    indexDir: fromHere(config.indexDir),
    dictDir: fromHere(config.dictDir),
    stateDir: fromHere(config.stateDir),
  };
}

/** The folder of package.json: the parent of `src`, or of `dist` once compiled. */
export function projectRoot(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, "package.json"))) {
    if (dirname(folder) === folder) return process.cwd();
    folder = dirname(folder);
  }
  return folder;
}

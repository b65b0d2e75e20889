/**
 * From the environment to a checked Config: the only place that reads `process.env`.
 *
 * All faults are told at once and by name, so that one start is enough to mend them. Values are never part
 * of a message, because some of them are secrets.
 */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { inspect, parseEnv } from "node:util";
import { z } from "zod";
import { ConfigError } from "./errors.js";
import { LOG_LEVELS, type LogLevel } from "./log.js";

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
  /** `null`: no bot, everything else works. */
  readonly telegramBotToken: Secret | null;
  /** Address of the Bot API without a slash at its end. */
  readonly telegramApiRoot: string;
  /** Folder of what outlives the process: questions taken on, answers kept, tokens spent. */
  readonly stateDir: string;
  /** `null`: answers are quotations. */
  readonly model: ModelConfig | null;
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

// A line break or NUL in a path or a name is a mistake in quoting, and would reach logs and answers.
const line = z.string().regex(/^[^\p{Cc}]+$/u, "must be one line");

const webAddress = z
  .url({ protocol: /^https?$/, error: "must be an address that starts with http:// or https://" })
  .transform((url) => url.replace(/\/+$/, ""));

function wholeNumber(least: number, most: number) {
  const error = `must be a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d{1,15}$/, error)
    .transform(Number)
    .pipe(z.int(error).min(least, error).max(most, error));
}

const idList = z
  .string()
  .regex(/^-?\d{1,15}(?:\s*,\s*-?\d{1,15})*$/, "must be whole numbers divided by commas")
  .transform((text) => text.split(",").map(Number));

const Env = z.object({
  ARTICLES_DIR: line.default("data/articles"),
  INDEX_DIR: line.default("data/index"),
  DICT_DIR: line.default("data/dict"),
  PAPER_NAME: line.max(40, "must have at most 40 characters").default("徐汇报"),
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
  // It stands in a header; some local services take any word.
  OPENAI_API_KEY: z
    .string()
    .regex(/^[\x21-\x7e]+$/, "must be one word of ASCII characters")
    .transform((key) => new Secret(key))
    .optional(),
  OPENAI_BASE_URL: webAddress.default("https://api.openai.com/v1"),
  OPENAI_MODEL: line.max(200, "must have at most 200 characters").optional(),
  MODEL_FIRST_TOKEN_SECONDS: wholeNumber(2, 40).default(15),
  MODEL_IDLE_SECONDS: wholeNumber(2, 30).default(8),
  MODEL_TOTAL_SECONDS: wholeNumber(5, 40).default(40),
  PROMPT_TOKENS: wholeNumber(1_500, 32_000).default(6_000),
  ANSWER_TOKENS: wholeNumber(100, 4_000).default(700),
  DAILY_TOKENS: wholeNumber(0, 1_000_000_000).default(2_000_000),
  DAILY_TOKENS_PER_READER: wholeNumber(0, 10_000_000).default(60_000),
});

/** Every variable there is; `.env.example` explains the same ones. */
export const VARIABLES: readonly string[] = Object.keys(Env.shape);

/**
 * @param env an empty string counts as not set
 * @throws {ConfigError} listing every bad variable by name.
 */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = VARIABLES.flatMap((name) => {
    const value = env[name]?.trim();
    return value ? [[name, value]] : [];
  });
  const result = Env.safeParse(Object.fromEntries(given));
  const faults = result.error?.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`) ?? [];
  const names = given.map(([name]) => name);
  if (names.includes("OPENAI_API_KEY") && !names.includes("OPENAI_MODEL"))
    faults.push("OPENAI_MODEL must be set where OPENAI_API_KEY is");
  if (env.TELEGRAM_MODE?.trim() === "webhook") {
    for (const name of ["WEBHOOK_URL", "WEBHOOK_SECRET"])
      if (!names.includes(name)) faults.push(`${name} must be set where TELEGRAM_MODE is webhook`);
  }
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
    telegramBotToken: result.data.TELEGRAM_BOT_TOKEN ?? null,
    telegramApiRoot: result.data.TELEGRAM_API_ROOT,
    stateDir: result.data.STATE_DIR,
    model: toModelConfig(result.data),
    bot: toBotConfig(result.data),
  };
}

function toBotConfig(env: z.output<typeof Env>): BotConfig {
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

function toModelConfig(env: z.output<typeof Env>): ModelConfig | null {
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
 * @throws {ConfigError}
 */
export function readConfig(): Config {
  const root = projectRoot();
  const file = join(root, ".env");
  const config = parseConfig({
    ...(existsSync(file) ? parseEnv(readFileSync(file, "utf8")) : {}),
    ...process.env,
  });
  const fromHere = (folder: string) => {
    const short = relative(process.cwd(), resolve(root, folder)) || ".";
    return short.startsWith("..") ? resolve(root, folder) : short;
  };
  return {
    ...config,
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

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
}

// A line break or NUL in a path or a name is a mistake in quoting, and would reach logs and answers.
const line = z.string().regex(/^[^\p{Cc}]+$/u, "must be one line");

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
  TELEGRAM_API_ROOT: z
    .url({ protocol: /^https?$/, error: "must be an address that starts with http:// or https://" })
    .transform((url) => url.replace(/\/+$/, ""))
    .default("https://api.telegram.org"),
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
  if (!result.success) {
    const faults = result.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);
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
  };
}

/** The folder of package.json: the parent of `src`, or of `dist` once compiled. */
function projectRoot(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, "package.json"))) {
    if (dirname(folder) === folder) return process.cwd();
    folder = dirname(folder);
  }
  return folder;
}

/**
 * The Telegram bot: settings → parts → bot → run, until the process is told to
 * stop. Everything that is decided here is which part is handed to which.
 */
import { join } from "node:path";
import type { Update } from "grammy/types";
import type { Answerer, AskOptions } from "./answer/answerer.js";
import type { AnswererModel } from "./answer/written/writer.js";
import { assembleNewsroom } from "./assemble.js";
import { runBot } from "./bot/bot.js";
import type { KeptBody } from "./bot/buttons.js";
import { createNewsroom, type Newsroom } from "./bot/newsroom.js";
import { beijingDay, systemClock } from "./clock.js";
import { type Config, type ModelConfig, readConfig } from "./config.js";
import { ConfigError, messageOf, NewsError } from "./errors.js";
import { createLog, type Log, redact } from "./log.js";
import { createOpenAiModel } from "./models/openai-model.js";
import type { Tokens } from "./store/budget.js";
import { openStore } from "./store/store.js";
import { buildIndex, changesSince, hasIndex, openIndex } from "./wiring.js";

const NO_TOKEN = `没有设置 TELEGRAM_BOT_TOKEN，机器人没有启动。
1. 在 Telegram 里找 @BotFather，发送 /newbot，按提示取得令牌。
2. 写进项目根目录的 .env 文件：TELEGRAM_BOT_TOKEN=令牌，再运行 npm start。
不用 Telegram 也可以先试：npm run ask -- "首批登记了多少个公共数据资源？"`;

/** What a newcomer is shown; a paper that has no answer to one of them shows its headlines instead. */
const EXAMPLES = [
  "首批登记了多少个公共数据资源？",
  "谁代表徐汇区和上海交大签的人工智能协议？",
  "体育消费券全年安排了多少资金？",
];

async function start(): Promise<number> {
  const config = readConfig();
  if (config.telegramBotToken === null) {
    console.error(NO_TOKEN);
    return 2;
  }
  const log = createLog({ level: config.logLevel });
  const stop = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => stop.abort());
  const { store, tokens, close } = openState(config);
  try {
    const newsroom = await openArchive(config, { log, tokens, signal: stop.signal });
    const { webhook, sendsPerSecond, ...options } = config.bot;
    await runBot(
      {
        token: config.telegramBotToken.reveal(),
        apiRoot: config.telegramApiRoot,
        store,
        newsroom: () => newsroom,
        log,
        options,
        pace: { perSecond: sendsPerSecond },
        ...(webhook && { webhook: { ...webhook, secret: webhook.secret.reveal() } }),
      },
      stop.signal,
    );
    return 0;
  } finally {
    stop.abort();
    close();
  }
}

function openState({ stateDir, model }: Config) {
  const store = openStore<Update, KeptBody>(join(stateDir, "bot.db"));
  const tokens =
    model === null ? null : store.tokens({ daily: model.dailyTokens, perReader: model.dailyTokensPerReader });
  return { store, tokens, close: () => store.close() };
}

interface ArchiveParts {
  readonly log: Log;
  readonly tokens: Tokens | null;
  readonly signal: AbortSignal;
}

/** Opens the index, building it where there is none. */
async function openArchive(config: Config, { log, tokens, signal }: ArchiveParts): Promise<Newsroom> {
  const { articlesDir: articlesPath, dictDir: dictionaryDir, indexDir, model } = config;
  if (!(await hasIndex(indexDir))) {
    log.info({ articlesPath }, "there is no index yet; it is being built");
    const { manifest, faults } = await buildIndex({ articlesPath, dictionaryDir, indexDir, signal });
    for (const fault of faults) log.warn({ fault }, "an article was left out");
    log.info({ articles: manifest.counts.articles }, "the index is built");
  }
  const generation = await openIndex(indexDir);
  for (const warning of generation.warnings) log.warn({ warning }, "the index was opened with a warning");
  const changed = await changesSince(generation, { indexDir, dictionaryDir });
  if (changed.length > 0)
    log.warn({ changed }, "changed since the index was built; npm run index, then start again");
  const { answerer, retriever } = assembleNewsroom(generation, {
    stopwatch: () => performance.now(),
    model: model !== null && tokens !== null ? openModel(model, { log, tokens, signal }) : null,
    onEmbedderFailure: (error) =>
      log.warn({ reason: redact(messageOf(error)) }, "the vectors could not be searched"),
  });
  const quoting: Pick<Answerer, "ask"> = {
    ask: (question, options) => answerer.ask(question, { ...options, quoteOnly: true }),
  };
  return createNewsroom({
    generation: generation.id,
    articles: generation.articles,
    quoting,
    ...(model !== null && { composing: growing(answerer) }),
    retriever,
    examples: EXAMPLES,
  });
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

function openModel(
  settings: ModelConfig,
  parts: ArchiveParts & { readonly tokens: Tokens },
): Omit<AnswererModel, "dictionary"> {
  const { log, tokens, signal } = parts;
  const { apiKey, baseUrl, model, firstTokenSeconds, idleSeconds, totalSeconds } = settings;
  const limits = {
    firstMs: firstTokenSeconds * 1000,
    idleMs: idleSeconds * 1000,
    totalMs: totalSeconds * 1000,
  };
  const chat = createOpenAiModel(
    { apiKey: apiKey.reveal(), baseUrl, model, limits },
    {
      signal,
      onChange(change) {
        if (change.state === "working")
          log.info({ model, afterMs: change.afterMs }, "the model answers again");
        else
          log.warn(
            { model, reason: redact(messageOf(change.error)), hint: change.error.hint },
            "the model does not answer; the paper is quoted until it does",
          );
      },
    },
  );
  return {
    chat,
    budget: tokens,
    day: () => beijingDay(systemClock.now()),
    deadline: (ms) => AbortSignal.timeout(ms),
    limits: { promptTokens: settings.promptTokens, answerTokens: settings.answerTokens },
  };
}

try {
  process.exitCode = await start();
} catch (error) {
  const hint = error instanceof NewsError ? error.hint : undefined;
  console.error(
    redact([`error: ${messageOf(error)}`, ...(hint === undefined ? [] : [`hint: ${hint}`])].join("\n")),
  );
  process.exitCode = error instanceof ConfigError ? 2 : 1;
}

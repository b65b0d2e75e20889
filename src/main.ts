/**
 * The Telegram bot: settings → parts → bot → run, until the process is told to
 * stop. Everything that is decided here is which part is handed to which.
 */
import { join } from "node:path";
import type { Update } from "grammy/types";
import { runBot } from "./bot/bot.js";
import type { KeptBody } from "./bot/buttons.js";
import { readConfig } from "./config.js";
import { ConfigError, messageOf, NewsError } from "./errors.js";
import { createLog, redact } from "./log.js";
import { serveIndex } from "./serving/serve-index.js";
import type { Serving } from "./serving/serving.js";
import { openStore } from "./store/store.js";

const NO_TOKEN = `没有设置 TELEGRAM_BOT_TOKEN，机器人没有启动。
1. 在 Telegram 里找 @BotFather，发送 /newbot，按提示取得令牌。
2. 写进项目根目录的 .env 文件：TELEGRAM_BOT_TOKEN=令牌，再运行 npm start。
不用 Telegram 也可以先试：npm run ask`;

async function start(): Promise<number> {
  const config = readConfig();
  if (config.telegramBotToken === null) {
    console.error(NO_TOKEN);
    return 2;
  }
  const log = createLog({ level: config.logLevel });
  const stop = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => stop.abort());
  const { indexDir, staleAfterDays, telegramBotToken: token } = config;
  const store = openStore<Update, KeptBody>(join(config.stateDir, "bot.db"));
  let serving: Serving | null = null;
  try {
    serving = await serveIndex({ indexDir, staleAfterDays, log, signal: stop.signal });
    const { webhook, sendsPerSecond, ...options } = config.bot;
    await runBot(
      {
        token: token.reveal(),
        apiRoot: config.telegramApiRoot,
        store,
        newsroom: serving.newsroom,
        log,
        options,
        pace: { perSecond: sendsPerSecond },
        ...(webhook && { webhook: { ...webhook, secret: webhook.secret.reveal() } }),
      },
      stop.signal,
    );
    return 0;
  } catch (error) {
    // Told to stop while the index was being opened.
    if (serving === null && stop.signal.aborted) return 0;
    throw error;
  } finally {
    await serving?.close();
    store.close();
  }
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

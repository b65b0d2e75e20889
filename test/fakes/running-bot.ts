/** A bot that runs against the local Bot API server, in time that passes at once. */
import type { Update } from "grammy/types";
import { type RunParts, runBot } from "../../src/bot/bot.js";
import type { KeptBody } from "../../src/bot/buttons.js";
import type { BotStore } from "../../src/bot/parts.js";
import { createLog } from "../../src/log.js";
import { openStore } from "../../src/store/store.js";
import { type FastTime, fastTime, until } from "./fast-time.js";
import { type FakeNewsroom, fakeNewsroom } from "./newsroom.js";
import { startTelegram, type TelegramServer } from "./telegram-server.js";
import type { Post } from "./telegram-state.js";
import { aUser, GROUP, groupMessage, privateMessage, READER, type Spoken } from "./telegram-updates.js";

type Fields = Parameters<typeof privateMessage>[2];

export interface RunningBot {
  readonly telegram: TelegramServer;
  readonly newsroom: FakeNewsroom;
  readonly store: BotStore;
  readonly time: FastTime;
  /** Lines of the log that tell of a fault. */
  readonly faults: readonly string[];
  /** Where the next update stands: its number, the message's, and the time. */
  at(chat?: number): Spoken;
  /** Brings the updates and waits until each is done with. */
  bring(...updates: readonly Update[]): Promise<void>;
  /** A reader writes in private. @returns what the bot posted because of it */
  write(text: string, more?: Fields): Promise<readonly Post[]>;
  /** Someone writes in the group. @returns what the bot posted because of it */
  writeInGroup(text: string, more?: Fields): Promise<readonly Post[]>;
  /** Rejects as the run does. */
  stop(): Promise<void>;
  readonly running: Promise<void>;
}

export type BotSetting = Partial<RunParts> & {
  readonly newsroomSays?: Parameters<typeof fakeNewsroom>[0];
  readonly composes?: boolean;
  /** Default: time that passes at once. */
  readonly time?: FastTime;
  readonly before?: (telegram: TelegramServer) => void;
};

export async function startBot(setting: BotSetting = {}): Promise<RunningBot> {
  const { newsroomSays, composes = false, before, time = fastTime(), ...parts } = setting;
  const telegram = await startTelegram({ now: time.now });
  before?.(telegram);
  const store = parts.store ?? openStore<Update, KeptBody>(":memory:");
  const newsroom = fakeNewsroom(newsroomSays, { composes });
  const faults: string[] = [];
  const log = createLog({ level: "error", stream: { write: (line) => faults.push(line) } });
  const stop = new AbortController();
  const running = runBot(
    {
      token: telegram.token,
      apiRoot: telegram.root,
      newsroom: () => newsroom,
      timing: time,
      log,
      ...parts,
      store,
    },
    stop.signal,
  );
  // A failure is looked at by those who wait for it.
  running.catch(() => {});
  let number = 100;
  const at = (chat = READER): Spoken => ({
    id: ++number,
    message: telegram.nextMessage(chat),
    date: Math.floor(time.now() / 1000),
  });
  const bring = async (...updates: readonly Update[]) => {
    telegram.push(...updates);
    await until(() => telegram.unconfirmed.length === 0 && store.inbox.waiting().length === 0);
  };
  const since = async (update: Update) => {
    const before_ = telegram.posts.length;
    await bring(update);
    return telegram.posts.slice(before_);
  };
  return {
    telegram,
    newsroom,
    store,
    time,
    faults,
    at,
    bring,
    running,
    write: (text, more) => since(privateMessage(at(more?.from?.id ?? aUser().id), text, more)),
    writeInGroup: (text, more) => since(groupMessage(at(more?.chat?.id ?? GROUP), text, more)),
    async stop() {
      stop.abort();
      try {
        await running;
      } finally {
        await telegram.close();
      }
    },
  };
}

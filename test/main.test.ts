/** `npm start` as a process, against the local Bot API server and model service: the parts put together as they run. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { HAS_PROC, isRunning, servingPids } from "./endurance/process-tree.js";
import { says, startChatServer } from "./fakes/chat-server.js";
import { startTelegram, type TelegramServer } from "./fakes/telegram-server.js";
import { privateMessage } from "./fakes/telegram-updates.js";
import { ROOT } from "./source-files.js";

let folder: string;
/** Built by the first that needs it. */
let archive: string;
const running: ChildProcess[] = [];

beforeAll(() => {
  archive = mkdtempSync(join(tmpdir(), "main-archive-"));
});

afterAll(() => rmSync(archive, { recursive: true, force: true }));

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "main-"));
});

afterEach(() => {
  for (const child of running.splice(0)) child.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

function start(env: Record<string, string>) {
  const child = spawn(process.execPath, ["--import", "tsx", "src/main.ts"], {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH ?? "",
      NO_COLOR: "1",
      INDEX_DIR: join(archive, "index"),
      STATE_DIR: join(folder, "state"),
      // A developer's own .env must not reach the test; an empty variable is an unset one.
      TELEGRAM_BOT_TOKEN: "",
      OPENAI_API_KEY: "",
      ...env,
    },
  });
  running.push(child);
  let said = "";
  child.stderr.on("data", (data: Buffer) => {
    said += data.toString();
  });
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  return { child, ended, said: () => said };
}

/** Brings the question and waits for the first message the bot posts because of it. */
async function ask(telegram: TelegramServer, question: string): Promise<string> {
  telegram.push(
    privateMessage(
      { id: 1, message: telegram.nextMessage(41), date: Math.floor(Date.now() / 1000) },
      question,
    ),
  );
  await vi.waitFor(() => expect(telegram.posts).not.toHaveLength(0), { timeout: 90_000, interval: 50 });
  return String(telegram.posts[0]?.payload.text);
}

// Its processes load nodejieba, and may share the machine with much else.
describe("npm start", { timeout: 120_000 }, () => {
  it("says in four lines how to get a token and how to try without one", async () => {
    const { ended, said } = start({});

    expect(await ended).toBe(2);
    expect(said().trim().split("\n")).toHaveLength(4);
    expect(said()).toContain("@BotFather");
    expect(said()).toContain("npm run ask");
  });

  it("answers a reader with a quotation and its source, and stops in order at SIGTERM", async () => {
    const telegram = await startTelegram();
    const { child, ended } = start({ TELEGRAM_BOT_TOKEN: telegram.token, TELEGRAM_API_ROOT: telegram.root });

    const text = await ask(telegram, "首批登记了多少个公共数据资源？");

    expect(text).toContain("首批11个公共数据资源");
    expect(text).toContain("全国首批，徐汇完成11个公共数据资源登记");
    expect(telegram.violations).toEqual([]);
    const serving = HAS_PROC ? servingPids(child.pid!) : [];
    expect(serving).toHaveLength(HAS_PROC ? 1 : 0);
    child.kill("SIGTERM");
    expect(await ended).toBe(0);
    expect(serving.filter(isRunning)).toEqual([]);
    await telegram.close();
  });

  it("posts what a model wrote under its label once it is checked", async () => {
    const telegram = await startTelegram();
    const model = await startChatServer(says("徐汇首批登记了11个公共数据资源。[1]"));
    start({
      TELEGRAM_BOT_TOKEN: telegram.token,
      TELEGRAM_API_ROOT: telegram.root,
      OPENAI_API_KEY: "any",
      OPENAI_MODEL: "a-model",
      OPENAI_BASE_URL: model.url,
    });

    const text = await ask(telegram, "首批登记了多少个公共数据资源？");

    expect(text).toMatch(/^〔人工智能生成/);
    expect(text).toContain("徐汇首批登记了11个公共数据资源");
    expect(telegram.violations).toEqual([]);
    await telegram.close();
    await model.close();
  });
});

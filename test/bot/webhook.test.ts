/** The other way in: Telegram brings the updates. It behaves like polling, and answers at once. */
import { type AddressInfo, createServer } from "node:net";
import type { Update } from "grammy/types";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { until } from "../fakes/fast-time.js";
import { type RunningBot, startBot } from "../fakes/running-bot.js";
import { aUser, privateMessage } from "../fakes/telegram-updates.js";

const SECRET = "a-secret_of-ours";
let bot: RunningBot;
let address: string;

beforeEach(async () => {
  const port = await freePort();
  const webhook = { url: "https://bot.example.cn/telegram", secret: SECRET, host: "127.0.0.1", port };
  bot = await startBot({ webhook, pace: { perSecond: 2000 } });
  address = `http://127.0.0.1:${port}/telegram`;
  await until(() => bot.telegram.of("setWebhook").length === 1);
});

afterEach(async () => {
  await bot.stop();
  expect(bot.telegram.violations).toEqual([]);
});

async function post(body: string, { secret = SECRET, url = address, method = "POST" } = {}): Promise<number> {
  const headers = { "content-type": "application/json", "x-telegram-bot-api-secret-token": secret };
  const response = await fetch(url, { method, headers, ...(method === "POST" && { body }) });
  await response.arrayBuffer();
  return response.status;
}

const bring = (update: Update) => post(JSON.stringify(update));
const done = () => until(() => bot.store.inbox.waiting().length === 0);

describe("the webhook", () => {
  it("tells Telegram where to go, with the secret and the kinds of update that are handled", () => {
    expect(bot.telegram.of("setWebhook")[0]!.payload).toEqual({
      url: "https://bot.example.cn/telegram",
      secret_token: SECRET,
      max_connections: 40,
      allowed_updates: [
        "message",
        "callback_query",
        "inline_query",
        "chosen_inline_result",
        "guest_message",
        "stopped_message_generation",
      ],
    });
  });

  it("takes an update on and answers the question afterwards", async () => {
    expect(await bring(privateMessage(bot.at(), "图书馆几点关门？"))).toBe(200);
    await done();
    expect(bot.telegram.posts[0]!.payload.text).toContain("九点");
  });

  it("lets nobody else in, and nothing that is not an update", async () => {
    const update = JSON.stringify(privateMessage(bot.at(), "图书馆几点关门？"));
    expect(await post(update, { secret: "another" })).toBe(401);
    expect(await post(update, { url: address.replace("telegram", "other") })).toBe(404);
    expect(await post("", { method: "GET" })).toBe(405);
    expect(await post("not json")).toBe(400);
    expect(await post("null")).toBe(400);
    expect(await post(" ".repeat(1_000_001))).toBe(413);
    expect(bot.telegram.posts).toEqual([]);
  });

  it("answers a thousand updates delivered twice and shuffled a thousand times, each once", async () => {
    const updates = Array.from({ length: 1000 }, (_, i) =>
      privateMessage(bot.at(), `图书馆 ${i}？`, { from: aUser(10_000 + i) }),
    );
    const twice = shuffle([...updates, ...updates]);
    // As many connections as Telegram opens.
    for (let i = 0; i < twice.length; i += 40) {
      const statuses = await Promise.all(twice.slice(i, i + 40).map(bring));
      expect(statuses.every((status) => status === 200)).toBe(true);
    }
    await done();
    const answers = bot.telegram.posts.filter(({ payload }) => String(payload.text).includes("九点"));
    expect(answers).toHaveLength(1000);
    expect(new Set(answers.map(({ chat }) => chat)).size).toBe(1000);
  }, 60_000);
});

/** The same way each time. */
function shuffle<T>(items: readonly T[]): T[] {
  const keyed = items.map((item, i) => ({ item, key: Math.imul(i ^ 0x9e3779b9, 0x85ebca6b) >>> 0 }));
  return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

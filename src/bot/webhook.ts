/**
 * Lets Telegram bring the updates. A delivery is answered as soon as it stands in
 * the store; the work comes afterwards, or Telegram would lose patience and bring
 * it again.
 */
import { timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Update } from "grammy/types";
import { messageOf } from "../errors.js";
import type { Log } from "../log.js";
import { TelegramError } from "./failures.js";

export interface WebhookParts {
  /** Deliveries to any other path are 404. */
  readonly path: string;
  readonly secret: string;
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  readonly take: (updates: readonly Update[]) => void;
  readonly log: Log;
}

export interface WebhookServer {
  readonly port: number;
  close(): Promise<void>;
}

/** Far above the longest update. */
const MOST_BYTES = 1_000_000;
const PATIENCE_MS = 10_000;

/** @throws {TelegramError} if the port is taken */
export async function listen(parts: WebhookParts): Promise<WebhookServer> {
  const takeSoon = gather(parts.take);
  const server = createServer((request, response) => {
    receive(parts, takeSoon, request).then(
      (status) => reply(response, status),
      (error: unknown) => {
        // Not taken on: Telegram will bring it again.
        parts.log.error({ why: messageOf(error) }, "a delivery could not be taken on");
        reply(response, 500);
      },
    );
  });
  server.requestTimeout = PATIENCE_MS;
  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause) =>
      reject(
        new TelegramError(`the webhook cannot listen on ${parts.host}:${parts.port}: ${cause.message}`, {
          cause,
          hint: "choose another HOST or PORT",
        }),
      ),
    );
    server.listen(parts.port, parts.host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
}

/** Deliveries that arrive together share one flush of the disk. */
function gather(take: WebhookParts["take"]): (update: Update) => Promise<void> {
  let batch: { update: Update; taken: () => void; failed: (error: unknown) => void }[] = [];
  const flush = () => {
    const now = batch;
    batch = [];
    try {
      take(now.map(({ update }) => update));
      for (const { taken } of now) taken();
    } catch (error) {
      for (const { failed } of now) failed(error);
    }
  };
  return (update) =>
    new Promise((taken, failed) => {
      if (batch.length === 0) setImmediate(flush);
      batch.push({ update, taken, failed });
    });
}

async function receive(
  { path, secret }: WebhookParts,
  takeSoon: (update: Update) => Promise<void>,
  request: IncomingMessage,
): Promise<number> {
  if (request.url !== path) return 404;
  if (request.method !== "POST") return 405;
  if (!isSecret(request.headers["x-telegram-bot-api-secret-token"], secret)) return 401;
  const body = await readBody(request);
  if (body === null) return 413;
  const update = parseUpdate(body);
  if (update === null) return 400;
  await takeSoon(update);
  return 200;
}

/** In a time that tells nothing about how much of it was right. */
function isSecret(given: string | string[] | undefined, secret: string): boolean {
  const [a, b] = [Buffer.from(String(given)), Buffer.from(secret)];
  return a.length === b.length && timingSafeEqual(a, b);
}

async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function parseUpdate(body: string): Update | null {
  try {
    const value: unknown = JSON.parse(body);
    const id = (value as { update_id?: unknown } | null)?.update_id;
    return Number.isSafeInteger(id) ? (value as Update) : null;
  } catch {
    return null;
  }
}

function reply(response: ServerResponse, status: number): void {
  // What was not read is not waited for.
  if (status === 413) response.setHeader("connection", "close");
  response.writeHead(status).end();
}

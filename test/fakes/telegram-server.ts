/**
 * A Bot API server on this machine that is as strict as Telegram, and tells what
 * it minds: wrong parameters, texts, entities and buttons, calls within a pause it
 * ordered, and more messages in a group than are allowed.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Update } from "grammy/types";
import { checkRules } from "./telegram-rules.js";
import { readSpecCheck } from "./telegram-spec.js";
import { createTelegramState, type Fields, type TelegramState } from "./telegram-state.js";

export interface Call {
  readonly method: string;
  readonly payload: Fields;
  /** Milliseconds since 1970, on the clock handed in. */
  readonly at: number;
}

/** What happens to a call instead of an ordinary reply. */
export type Mishap =
  | { readonly status: number; readonly description?: string; readonly parameters?: Fields }
  /** Carried out, and the connection breaks before the reply. */
  | "lost"
  /** The connection breaks before anything is done. */
  | "cut";

export interface TelegramServer extends TelegramState {
  readonly root: string;
  readonly token: string;
  /** Every call but `getUpdates`, in order. */
  readonly calls: readonly Call[];
  readonly violations: readonly string[];
  /** The calls of one method. */
  of(method: string): readonly Call[];
  /** The next calls of that method meet these, one each. */
  mishap(method: string, ...mishaps: readonly Mishap[]): void;
  /** Asked for each call that has none of its own. */
  trouble: (call: Call) => Mishap | undefined;
  /** Puts updates into the bot's queue. */
  push(...updates: readonly Update[]): void;
  /** Updates not confirmed yet. */
  readonly unconfirmed: readonly Update[];
  close(): Promise<void>;
}

const TOKEN = "1234567:local-server-token-of-thirty-characters";
const BATCH = 100;

export async function startTelegram({
  now = Date.now,
  port = 0,
  checked = true,
}: {
  readonly now?: () => number;
  readonly port?: number;
  /** Whether calls are checked; a load test needs the time. */
  readonly checked?: boolean;
} = {}): Promise<TelegramServer> {
  const calls: Call[] = [];
  const violations: string[] = [];
  const mishaps = new Map<string, Mishap[]>();
  const state = createTelegramState({ now, violations });
  const checkSpec = checked ? readSpecCheck() : null;
  const waitingForUpdates = new Set<() => void>();
  let queue: Update[] = [];

  function check({ method, payload }: Call): void {
    if (!checked) return;
    violations.push(...checkRules(method, payload), ...(checkSpec?.(method, payload) ?? []));
  }

  async function updates(payload: Fields, request: IncomingMessage): Promise<unknown> {
    const offset = Number(payload.offset ?? 0);
    queue = queue.filter(({ update_id }) => update_id >= offset);
    if (queue.length === 0) {
      await new Promise<void>((resolve) => {
        const wake = () => {
          request.socket.off("close", wake);
          resolve();
        };
        waitingForUpdates.add(wake);
        request.socket.once("close", wake);
      });
    }
    return queue.slice(0, BATCH);
  }

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, token, method = ""] = /^\/bot([^/]+)\/(\w+)$/.exec(request.url ?? "") ?? [];
    const payload = await readPayload(request);
    if (token !== TOKEN) return refuse(response, { status: 401, description: "Unauthorized" });
    const call: Call = { method, payload, at: now() };
    const mishap = mishaps.get(method)?.shift() ?? server.trouble(call);
    if (method !== "getUpdates") {
      calls.push(call);
      check(call);
      state.checkPace(call);
    }
    if (mishap === "cut") return void request.socket.destroy();
    if (mishap && mishap !== "lost") {
      state.noteRefusal(call, mishap.parameters?.retry_after);
      return refuse(response, mishap);
    }
    const outcome =
      method === "getUpdates" ? { result: await updates(payload, request) } : state.run(method, payload);
    if (mishap === "lost") return void request.socket.destroy();
    if ("status" in outcome) return refuse(response, outcome);
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ ok: true, result: outcome.result }));
  }

  const http = createServer((request, response) => void respond(request, response));
  await new Promise<void>((resolve) => http.listen(port, "127.0.0.1", resolve));
  const server: TelegramServer = {
    ...state,
    root: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    token: TOKEN,
    calls,
    violations,
    trouble: () => undefined,
    of: (method) => calls.filter((call) => call.method === method),
    mishap: (method, ...more) => void mishaps.set(method, [...(mishaps.get(method) ?? []), ...more]),
    push(...more) {
      queue.push(...more);
      for (const wake of waitingForUpdates) wake();
      waitingForUpdates.clear();
    },
    get unconfirmed() {
      return queue;
    },
    close: () =>
      new Promise((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      }),
  };
  return server;
}

async function readPayload(request: IncomingMessage): Promise<Fields> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString("utf8");
  return text === "" ? {} : (JSON.parse(text) as Fields);
}

function refuse(
  response: ServerResponse,
  { status, description = "Error", parameters }: Exclude<Mishap, string>,
): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(
    JSON.stringify({ ok: false, error_code: status, description, ...(parameters && { parameters }) }),
  );
}

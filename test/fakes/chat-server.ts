/**
 * A local server that speaks the real protocol of chat completions: server-sent
 * events, usage, error objects. What it does to each request is scripted, and
 * every way in which such services fail has a name in `FAULTS`.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface ChatCall {
  readonly path: string;
  readonly authorization: string;
  readonly body: {
    readonly [key: string]: unknown;
    readonly messages: readonly { role: string; content: string }[];
  };
}

export type Behaviour = (response: ServerResponse, call: ChatCall) => void | Promise<void>;

export interface ChatServer {
  readonly url: string;
  readonly calls: readonly ChatCall[];
  /** Behaviours for the next requests in turn; the last stays. */
  script(...behaviours: Behaviour[]): void;
  close(): Promise<void>;
}

export async function startChatServer(...behaviours: Behaviour[]): Promise<ChatServer> {
  let waiting = behaviours;
  const calls: ChatCall[] = [];
  const server = createServer(async (request, response) => {
    response.on("error", () => undefined);
    const call = await readCall(request);
    calls.push(call);
    const behaviour = waiting.length > 1 ? waiting.shift() : waiting[0];
    if (!behaviour) throw new Error(`chat server: unexpected call ${calls.length}`);
    await behaviour(response, call);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    calls,
    script: (...next) => {
      waiting = next;
    },
    close: () => closeAll(server),
  };
}

async function readCall(request: IncomingMessage): Promise<ChatCall> {
  let text = "";
  for await (const part of request) text += part;
  return {
    path: request.url ?? "",
    authorization: request.headers.authorization ?? "",
    body: JSON.parse(text || "{}"),
  };
}

function closeAll(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

const USAGE = { prompt_tokens: 900, completion_tokens: 60, total_tokens: 960 };

export function startStream(response: ServerResponse): void {
  response.writeHead(200, {
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-cache",
  });
}

export function sendText(response: ServerResponse, content: string): void {
  send(response, chunk({ delta: { content }, finish_reason: null }));
}

export function send(response: ServerResponse, value: unknown): void {
  response.write(`data: ${JSON.stringify(value)}\n\n`);
}

function chunk(choice: unknown): unknown {
  const head = { id: "chatcmpl-1", object: "chat.completion.chunk", created: 1, model: "fake" };
  return { ...head, choices: [{ index: 0, ...(choice as object) }] };
}

function finish(response: ServerResponse, reason: string, usage: unknown = USAGE): void {
  send(response, chunk({ delta: {}, finish_reason: reason }));
  if (usage) send(response, { ...(chunk({}) as object), choices: [], usage });
  response.end("data: [DONE]\n\n");
}

/** Writes the text in small pieces and ends as it should. */
export function says(text: string, { reason = "stop", usage = USAGE as unknown, size = 7 } = {}): Behaviour {
  return (response) => {
    startStream(response);
    send(response, chunk({ delta: { role: "assistant", content: "" }, finish_reason: null }));
    for (let at = 0; at < text.length; at += size) sendText(response, text.slice(at, at + size));
    finish(response, reason, usage);
  };
}

export function answers(status: number, body: unknown, headers: Record<string, string> = {}): Behaviour {
  return (response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  };
}

function error(status: number, code: string, headers: Record<string, string> = {}): Behaviour {
  return answers(
    status,
    { error: { message: `no: sk-live0123456789abcdef0123 (${code})`, type: code, code } },
    headers,
  );
}

/** Writes the text and then does something else than ending well. */
function after(text: string, then: (response: ServerResponse) => void): Behaviour {
  return (response) => {
    startStream(response);
    sendText(response, text);
    then(response);
  };
}

/** One whole sentence and the beginning of another, for faults in the middle. */
export const WHOLE = "徐汇首批登记了11个公共数据资源。[1]";
const HALF = `${WHOLE}这些数据涉及公共服`;

/** Every way to fail, by name. Those that hang end only when the caller gives up. */
export const FAULTS: Readonly<Record<string, Behaviour>> = {
  "401 wrong key": error(401, "invalid_api_key"),
  "402 no balance": error(402, "insufficient_balance"),
  "403 not allowed": error(403, "permission_denied"),
  "404 no such model": error(404, "model_not_found"),
  "400 prompt too long": error(400, "context_length_exceeded"),
  "400 question refused by the service": error(400, "data_inspection_failed"),
  "429 without Retry-After": error(429, "rate_limit_exceeded"),
  "429 with a short Retry-After": error(429, "rate_limit_exceeded", { "retry-after": "1" }),
  "429 with a long Retry-After": error(429, "rate_limit_exceeded", { "retry-after": "120" }),
  "429 quota used up": error(429, "insufficient_quota"),
  "500 without a body": answers(500, ""),
  "502 with a page": answers(502, "<html><h1>Bad Gateway</h1></html>", { "content-type": "text/html" }),
  "503 overloaded": error(503, "overloaded"),
  "504 gateway": answers(504, "upstream request timeout", { "content-type": "text/plain" }),
  "connection reset before an answer": (response) => void response.socket?.destroy(),
  "hangs before the headers": () => undefined,
  "hangs after the headers": (response) => {
    startStream(response);
    response.flushHeaders();
  },
  "sends comments for ever": (response) => {
    startStream(response);
    const beat = setInterval(() => response.write(": keep-alive\n\n"), 5);
    response.on("close", () => clearInterval(beat));
  },
  "hangs in the middle": after(HALF, () => undefined),
  "resets in the middle": after(HALF, (response) => setTimeout(() => response.socket?.destroy(), 20)),
  "ends in the middle without a reason": after(HALF, (response) => response.end()),
  "says DONE without a reason": after(HALF, (response) => response.end("data: [DONE]\n\n")),
  "stops at max_tokens": says(HALF, { reason: "length" }),
  "stopped by a filter": says(HALF, { reason: "content_filter" }),
  "stopped by a filter before a word": says("", { reason: "content_filter" }),
  "gives up in the middle": says(HALF, { reason: "insufficient_system_resource" }),
  "error object in the middle": after(HALF, (response) => {
    send(response, { error: { message: "engine died", type: "server_error" } });
    response.end();
  }),
  "broken JSON in the middle": after(HALF, (response) => response.end('data: {"choices":[{"del\n\n')),
  "200 with a page": answers(200, "<!doctype html><title>Sign in</title>", { "content-type": "text/html" }),
  "200 with an error object": answers(200, { error: { message: "undefined model", code: 20012 } }),
  "200 with no choices": answers(200, { id: "x", choices: [] }),
  "200 with an empty body": answers(200, "", { "content-type": "text/event-stream" }),
  "200 with null content": answers(200, { choices: [{ message: { content: null }, finish_reason: "stop" }] }),
  "chunks without choices": (response) => {
    startStream(response);
    for (let i = 0; i < 3; i++) send(response, { id: "x" });
    response.end("data: [DONE]\n\n");
  },
  "chunks of another form": (response) => {
    startStream(response);
    send(response, { choices: "none" });
    response.end("data: [DONE]\n\n");
  },
  "invalid UTF-8": (response) => {
    startStream(response);
    sendText(response, WHOLE);
    const bytes = Buffer.from(`data: ${JSON.stringify(chunk({ delta: { content: "数据XX" } }))}\n\n`);
    bytes.fill(0xff, bytes.indexOf("XX"), bytes.indexOf("XX") + 2);
    response.write(bytes);
    finish(response, "stop");
  },
  "one sentence for ever": (response) => {
    startStream(response);
    const beat = setInterval(() => sendText(response, WHOLE), 1);
    response.on("close", () => clearInterval(beat));
  },
  "a sentence that never ends": (response) => {
    startStream(response);
    const beat = setInterval(() => sendText(response, "数据和数据和".repeat(20)), 1);
    response.on("close", () => clearInterval(beat));
  },
  "50 MB of one line": (response) => {
    startStream(response);
    const block = "数".repeat(100_000);
    let sent = 0;
    const more = () => {
      while (sent < 170 && !response.destroyed) {
        sent += 1;
        if (!response.write(block)) return void response.once("drain", more);
      }
      response.end();
    };
    more();
  },
  "50 MB of text": (response) => {
    startStream(response);
    const block = "数据资源".repeat(25_000);
    let sent = 0;
    const more = () => {
      while (sent < 170 && !response.destroyed) {
        sent += 1;
        const line = `data: ${JSON.stringify(chunk({ delta: { content: block } }))}\n\n`;
        if (!response.write(line)) return void response.once("drain", more);
      }
      response.end();
    };
    more();
  },
  "wrong length": (response) => {
    response.writeHead(200, { "content-type": "text/event-stream", "content-length": "5000" });
    sendText(response, HALF);
    setTimeout(() => response.socket?.destroy(), 20);
  },
};

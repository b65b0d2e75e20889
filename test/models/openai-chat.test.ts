import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ChatEvent } from "../../src/answer/written/chat-model.js";
import { ModelCallError } from "../../src/models/model-call-error.js";
import { createOpenAiChat } from "../../src/models/openai-chat.js";
import { createOpenAiClient } from "../../src/models/openai-client.js";
import {
  answers,
  type Behaviour,
  type ChatServer,
  FAULTS,
  says,
  startChatServer,
  WHOLE,
} from "../fakes/chat-server.js";
import { type FakeTimer, fakeTimer, until } from "../fakes/timer.js";

let server: ChatServer;
let timer: FakeTimer;

beforeEach(async () => {
  server = await startChatServer();
  timer = fakeTimer();
});
afterEach(() => server.close());

const REQUEST = { messages: [{ role: "user", content: "问" }], maxTokens: 500 } as const;

function chat(url = server.url) {
  const client = createOpenAiClient({ apiKey: "sk-test", baseUrl: url });
  return createOpenAiChat({ client, model: "fake", timer });
}

interface Outcome {
  readonly text: string;
  readonly end: ChatEvent | null;
  readonly error: unknown;
}

/** Reads to the end; a wait that nobody answers is pushed on once the server has been asked. */
async function ask(signal?: AbortSignal, url?: string): Promise<Outcome> {
  let text = "";
  let end: ChatEvent | null = null;
  let error: unknown = null;
  let done = false;
  const reading = (async () => {
    try {
      for await (const event of chat(url).stream(REQUEST, signal)) {
        if (event.kind === "text") text += event.text;
        else end = event;
      }
    } catch (cause) {
      error = cause;
    }
    done = true;
  })();
  // Real time for what is on its way over the socket; then the fake clock runs on, second by second.
  for (let quiet = 0, before = ""; !done; ) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    const now = `${server.calls.length} ${text.length}`;
    quiet = now === before ? quiet + 1 : 0;
    before = now;
    if (quiet > 20) timer.advance(1_000);
  }
  await reading;
  return { text, end, error };
}

describe("a chat model over the protocol", () => {
  it("hands on the text as it comes, and the reason and the tokens at the end", async () => {
    server.script(says(WHOLE));

    const { text, end, error } = await ask();

    expect(error).toBeNull();
    expect(text).toBe(WHOLE);
    expect(end).toEqual({
      kind: "end",
      finish: "stop",
      usage: { promptTokens: 900, completionTokens: 60, estimated: false },
    });
    expect(server.calls[0]).toMatchObject({
      path: "/v1/chat/completions",
      authorization: "Bearer sk-test",
      body: { model: "fake", stream: true, max_tokens: 500, stream_options: { include_usage: true } },
    });
  });

  it("takes a whole answer from a service that does not stream, and one without usage", async () => {
    server.script(answers(200, { choices: [{ message: { content: "好的。" }, finish_reason: "stop" }] }));
    expect(await ask()).toMatchObject({ text: "好的。", end: { finish: "stop", usage: null }, error: null });
  });

  it("learns which parameters a service does not take, once", async () => {
    const refuses = (param: string): Behaviour =>
      answers(400, {
        error: { message: `Unsupported parameter: '${param}'`, param, code: "unsupported_parameter" },
      });
    server.script(refuses("max_tokens"), refuses("temperature"), says(WHOLE));
    expect((await ask()).text).toBe(WHOLE);
    expect(server.calls[2]!.body).toMatchObject({ max_completion_tokens: 500 });
    expect(server.calls[2]!.body).not.toHaveProperty("temperature");
    expect(server.calls[2]!.body).not.toHaveProperty("max_tokens");
  });

  it("tries again after a passing fault, in one loop", async () => {
    server.script(FAULTS["503 overloaded"]!, FAULTS["connection reset before an answer"]!, says(WHOLE));
    expect(await ask()).toMatchObject({ text: WHOLE, error: null });
    expect(server.calls).toHaveLength(3);
  });

  it("rests as long as it is told, and not at all if that is long", async () => {
    server.script(FAULTS["429 with a short Retry-After"]!, says(WHOLE));
    expect((await ask()).text).toBe(WHOLE);
    expect(timer.now()).toBe(1_000);

    server.script(FAULTS["429 with a long Retry-After"]!);
    const { error } = await ask();
    expect(error).toMatchObject({ kind: "rate", status: 429, retryAfterMs: 120_000 });
    expect(server.calls).toHaveLength(3);
  });

  it("never tries again once text was handed on", async () => {
    server.script(FAULTS["ends in the middle without a reason"]!, says(WHOLE));
    const { text, error } = await ask();
    expect(text).toContain(WHOLE);
    expect(error).toMatchObject({ kind: "protocol" });
    expect(server.calls).toHaveLength(1);
  });

  it("stops when the caller does, with the caller's reason", async () => {
    const stop = new AbortController();
    server.script(FAULTS["hangs in the middle"]!);
    const asked = ask(stop.signal);
    await until(() => server.calls.length === 1);
    stop.abort(new Error("the reader left"));
    expect((await asked).error).toMatchObject({ message: "the reader left" });
    expect(timer.pending).toBe(0);
  });

  it("says so when the service is not there, or has no address", async () => {
    await server.close();
    expect((await ask()).error).toMatchObject({
      kind: "network",
      message: expect.stringContaining("ECONNREFUSED"),
    });
    const nowhere = await ask(undefined, "http://no-such-host.invalid/v1");
    expect(nowhere.error).toMatchObject({ kind: expect.stringMatching(/network|timeout/) });
    server = await startChatServer();
  });

  it.each(Object.keys(FAULTS))("ends within 45 s, as an error or a marked half: %s", async (name) => {
    server.script(FAULTS[name]!);

    const { text, end, error } = await ask();

    expect(timer.now()).toBeLessThanOrEqual(45_000);
    if (error === null)
      expect(end).toMatchObject({ kind: "end", finish: expect.stringMatching(/length|filter/) });
    else {
      expect(error).toBeInstanceOf(ModelCallError);
      const { message, hint, cause } = error as ModelCallError;
      expect(`${message} ${hint ?? ""} ${String(cause ?? "")}`).not.toMatch(/undefined|sk-live|\[object/);
    }
    expect(text).not.toContain("\uFFFD");
    expect(timer.pending).toBe(0);
  });
});

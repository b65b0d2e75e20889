import { describe, expect, it } from "vitest";
import type { ChatModel } from "../../src/answer/written/chat-model.js";
import { type BreakerChange, createCircuitBreaker } from "../../src/models/circuit-breaker.js";
import { ModelCallError, type ModelCallErrorOptions } from "../../src/models/model-call-error.js";
import { type FakeTimer, fakeTimer } from "../fakes/timer.js";

type Mode = "works" | "refuses" | "hangs" | ModelCallErrorOptions;

/** A service that can be switched; a hanging call ends after 15 s, as the adapter sees to. */
function switchable(timer: FakeTimer): ChatModel & { mode: Mode; calls: number } {
  return {
    id: "service/model",
    mode: "works",
    calls: 0,
    async *stream(_, signal) {
      this.calls += 1;
      const { mode } = this;
      if (mode === "hangs") {
        await new Promise<void>((_resolve, reject) => {
          signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
          timer.after(15_000, () => reject(new ModelCallError("too slow", { kind: "timeout" })));
        });
      }
      if (mode === "refuses") throw new ModelCallError("refused", { kind: "network" });
      if (typeof mode === "object") throw new ModelCallError("failed", mode);
      yield { kind: "text", text: "好。" };
      yield { kind: "end", finish: "stop", usage: null };
    },
  };
}

const REQUEST = { messages: [], maxTokens: 10 } as const;
const settle = () => new Promise((resolve) => setImmediate(resolve));

async function ask(model: ChatModel): Promise<"answered" | unknown> {
  try {
    for await (const event of model.stream(REQUEST)) if (event.kind === "end") return "answered";
  } catch (error) {
    return error;
  }
  return "stopped";
}

/** A question a second. @returns how long each waited and whether it was answered. */
async function askEverySecond(model: ChatModel, timer: FakeTimer, seconds: number) {
  const waits: { at: number; ms: number; answered: boolean }[] = [];
  const asked: Promise<void>[] = [];
  for (let second = 0; second < seconds; second++) {
    const at = timer.now();
    asked.push(
      ask(model).then((outcome) => {
        waits.push({ at, ms: timer.now() - at, answered: outcome === "answered" });
      }),
    );
    await settle();
    timer.advance(1_000);
    await settle();
  }
  return { waits, asked };
}

function parts() {
  const timer = fakeTimer({ passAtOnce: 0 });
  const service = switchable(timer);
  const changes: BreakerChange[] = [];
  const model = createCircuitBreaker(service, { timer, onChange: (change) => changes.push(change) });
  return { timer, service, changes, model };
}

describe("a circuit breaker", () => {
  it.each(["refuses", "hangs"] as const)(
    "over ten minutes of a service that %s, lets nobody wait for it",
    async (mode) => {
      const { timer, service, changes, model } = parts();
      service.mode = mode;

      const outage = await askEverySecond(model, timer, 600);

      // Those asked before it was known to be down wait as long as a reader is held; nobody after them.
      const known = mode === "hangs" ? 5_000 : 0;
      expect(outage.waits.filter(({ at }) => at >= known).every(({ ms }) => ms <= 1_000)).toBe(true);
      expect(outage.waits.every(({ ms }) => ms <= 3_000)).toBe(true);
      expect(service.calls).toBeLessThan(70);
      expect(changes.map(({ state }) => state)).toEqual(["resting"]);

      service.mode = "works";
      const back = timer.now();
      const after = await askEverySecond(model, timer, 60);
      await Promise.all([...outage.asked, ...after.asked]);
      const first = after.waits.find(({ answered }) => answered);
      expect(first!.at - back).toBeLessThanOrEqual(60_000);
      expect(after.waits.at(-1)?.answered).toBe(true);
      expect(changes.map(({ state }) => state)).toEqual(["resting", "working"]);
    },
  );

  it("rests at once when the key is wrong, the account empty or the model unknown, and tells it once", async () => {
    for (const mode of [
      { kind: "key", status: 401 },
      { kind: "payment", status: 402 },
      { kind: "request", status: 404 },
    ] as const) {
      const { service, changes, model } = parts();
      service.mode = mode;
      expect(await ask(model)).toMatchObject({ kind: mode.kind });
      expect(await ask(model)).toMatchObject({ kind: "resting" });
      expect(service.calls).toBe(1);
      expect(changes).toHaveLength(1);
    }
  });

  it("stays away as long as it was asked to, up to its own limit", async () => {
    const { timer, service, model } = parts();
    service.mode = { kind: "rate", status: 429, retryAfterMs: 30_000 };
    await ask(model);
    timer.advance(29_000);
    await ask(model);
    expect(service.calls).toBe(1);
    timer.advance(2_000);
    await ask(model);
    await settle();
    expect(service.calls).toBe(2);
  });

  it("takes no offence at a question that is refused", async () => {
    const { service, changes, model } = parts();
    service.mode = { kind: "request", status: 400 };
    for (let i = 0; i < 10; i++) await ask(model);
    expect(changes).toEqual([]);
    service.mode = "works";
    expect(await ask(model)).toBe("answered");
  });

  it("learns how slow a service is from the calls its readers did not wait for", async () => {
    const timer = fakeTimer({ passAtOnce: 0 });
    const slow: ChatModel = {
      id: "slow",
      async *stream() {
        await new Promise<void>((resolve) => void timer.after(6_000, resolve));
        yield { kind: "text", text: "好。" };
        yield { kind: "end", finish: "stop", usage: null };
      },
    };
    const model = createCircuitBreaker(slow, { timer });
    const { waits, asked } = await askEverySecond(model, timer, 30);
    for (let second = 0; second < 10; second++) {
      timer.advance(1_000);
      await settle();
    }
    await Promise.all(asked);

    const answered = waits.filter((one) => one.answered);
    expect(answered.length).toBeGreaterThan(12);
    // Until the first word was heard, nobody was held; after it everybody has been answered.
    expect(answered.every(({ at }) => at >= 6_000)).toBe(true);
    expect(waits.filter(({ at }) => at >= 7_000).every((one) => one.answered)).toBe(true);
    expect(waits.filter((one) => !one.answered).every(({ ms }) => ms <= 3_000)).toBe(true);
  });

  it("ends what runs in the background when all is over", async () => {
    const timer = fakeTimer({ passAtOnce: 0 });
    const over = new AbortController();
    const ended: unknown[] = [];
    const hanging: ChatModel = {
      id: "hanging",
      async *stream(_, signal) {
        await new Promise((_resolve, reject) => {
          signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
        }).catch((reason: unknown) => {
          ended.push(reason);
          throw reason;
        });
      },
    };
    const model = createCircuitBreaker(hanging, { timer, signal: over.signal });
    const asked = ask(model);
    await settle();
    timer.advance(3_000);
    expect(await asked).toMatchObject({ kind: "timeout" });

    over.abort(new Error("over"));
    await settle();

    expect(ended).toEqual([new Error("over")]);
  });
});

/**
 * Readers asking while the model's service is well, down for ten minutes, and
 * well again: the whole answerer over real sockets, on a clock of its own.
 */
import type { Answer } from "../../src/answer/answer.js";
import type { IsoDay } from "../../src/clock.js";
import type { BreakerChange } from "../../src/models/circuit-breaker.js";
import { createOpenAiModel } from "../../src/models/openai-model.js";
import { type Behaviour, says, startChatServer } from "../fakes/chat-server.js";
import { createMemoryBudget } from "../fakes/memory-budget.js";
import { SMALL_ARCHIVE, SMALL_DICTIONARY } from "../fakes/small-archive.js";
import { smallNewsroom } from "../fakes/small-newsroom.js";
import { fakeTimer } from "../fakes/timer.js";

const today = "2025-04-10" as IsoDay;
const STEP_MS = 250;
/** Real time a step takes at least, so that what is on its way over a socket gets there. */
const REAL_MS = 4;
/** Real time a step takes at most while a living service is on its way to an answer. */
const LONGEST_REAL_MS = 300;
const WELL_S = 10;
const RECOVERY_S = 60;

const ASKED: readonly (readonly [question: string, history: readonly string[]])[] = [
  ["出席签约的上汽集团董事长是谁？", []],
  ["桂林公园桂花节什么时候开幕？", []],
  ["邻里图书馆藏书多少册？", []],
  // A follow-up costs two calls.
  ["他们出席签约的董事长是谁？", ["徐汇和上汽集团什么时候签署的协议？", "2025年3月20日[1]。"]],
];

/** What the service says is borne out for whatever was asked. */
const SAYS = says("上汽集团董事长是王晓秋[1]。桂林公园桂花节2024年9月20日开幕[1]。馆里藏书八万册[1]。", {
  size: 60,
});

export interface OutageReport {
  readonly asked: number;
  /** Asked while the service was down. */
  readonly duringOutage: number;
  readonly longestMs: number;
  readonly longerThan3s: number;
  /** Neither written nor quoted. */
  readonly unanswered: number;
  readonly callsDuringOutage: number;
  /** From the recovery to the first question that got a written answer again. */
  readonly backAfterMs: number;
  readonly changes: readonly BreakerChange["state"][];
}

interface Outcome {
  readonly at: number;
  readonly ms: number;
  readonly answer: Answer;
}

export interface OutageOptions {
  readonly outage: Behaviour;
  readonly perSecond?: number;
  readonly seconds?: number;
  /** Whether the service was well before; else the bot starts into the outage. */
  readonly wellBefore?: boolean;
}

export async function runOutage({
  outage,
  perSecond = 4,
  seconds = 600,
  wellBefore = true,
}: OutageOptions): Promise<OutageReport> {
  const timer = fakeTimer({ passAtOnce: 0 });
  const server = await startChatServer(SAYS);
  const changes: BreakerChange["state"][] = [];
  const chat = createOpenAiModel(
    {
      apiKey: "sk-test",
      baseUrl: server.url,
      model: "fake",
      limits: { firstMs: 15_000, idleMs: 8_000, totalMs: 40_000 },
    },
    { timer, onChange: ({ state }) => changes.push(state) },
  );
  const caps = { daily: 1e9, perReader: 1e9 };
  const deadline = (ms: number) => {
    const over = new AbortController();
    timer.after(ms, () => over.abort(new Error("too long")));
    return over.signal;
  };
  const model = { chat, budget: createMemoryBudget(caps), day: () => today, deadline };
  const { answerer } = await smallNewsroom(SMALL_ARCHIVE, { dictionary: SMALL_DICTIONARY, model });

  const outcomes: Outcome[] = [];
  const open = new Set<Promise<void>>();
  let turn = 0;
  const ask = () => {
    const [question, turns] = ASKED[turn++ % ASKED.length]!;
    const at = timer.now();
    const history = turns.map((content, i) => ({
      role: i % 2 ? ("assistant" as const) : ("user" as const),
      content,
    }));
    const asked = answerer.ask(question, { today, history }).then(({ answer }) => {
      outcomes.push({ at, ms: timer.now() - at, answer });
      open.delete(asked);
    });
    open.add(asked);
  };
  const pass = async (span: number, isWell: boolean) => {
    const perStep = (perSecond * STEP_MS) / 1_000;
    let due = 0;
    for (let ms = 0; ms < span * 1_000; ms += STEP_MS) {
      for (due += perStep; due >= 1; due--) ask();
      await sleepFor(REAL_MS);
      if (isWell) await Promise.race([Promise.all(open), sleepFor(LONGEST_REAL_MS)]);
      timer.advance(STEP_MS);
    }
  };

  if (wellBefore) await pass(WELL_S, true);
  const [downAt, callsBefore] = [timer.now(), server.calls.length];
  server.script(outage);
  await pass(seconds, false);
  const [backAt, callsDuringOutage] = [timer.now(), server.calls.length - callsBefore];
  server.script(SAYS);
  await pass(RECOVERY_S, true);
  for (; open.size > 0; timer.advance(STEP_MS)) await sleepFor(REAL_MS);
  await server.close();

  const written = ({ answer }: Outcome) => answer.status === "answered" && answer.mode === "generated";
  const during = outcomes.filter(({ at }) => at >= downAt && at < backAt);
  const back = outcomes.filter((one) => one.at >= backAt && written(one)).map(({ at }) => at - backAt);
  return {
    asked: outcomes.length,
    duringOutage: during.length,
    longestMs: Math.max(...during.map(({ ms }) => ms)),
    longerThan3s: during.filter(({ ms }) => ms > 3_000).length,
    unanswered: outcomes.filter(({ answer }) => answer.status !== "answered").length,
    callsDuringOutage,
    backAfterMs: Math.min(...back),
    changes,
  };
}

function sleepFor(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Generations changed under constant questions: what fails, what is mixed, and how long a new one takes to answer. */
import { EventEmitter, once } from "node:events";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { replaceFile } from "../../src/index/durable.js";
import { CURRENT_FILE } from "../../src/index/generation.js";
import type { Serving } from "../../src/serving/serving.js";
import { NEWEST, numbersIn, QUESTIONS } from "../fakes/numbered-archive.js";

export interface ReloadReport {
  readonly swaps: number;
  readonly questions: number;
  readonly failed: number;
  /** Answers whose sources come from two generations. */
  readonly mixed: number;
  /** From when CURRENT names a generation to the first answer from it, in milliseconds, one a swap. */
  readonly tookMs: readonly number[];
}

export interface ReloadSetting {
  readonly serving: Serving;
  readonly indexDir: string;
  /** Built by `buildNumbered`, told apart by their numbers; the first serves. */
  readonly generations: readonly { readonly id: string; readonly number: number }[];
  readonly swaps: number;
  /** Questions under way at any time. */
  readonly askers: number;
  /** Waited between two questions of an asker; default: nothing. */
  readonly rest?: () => Promise<unknown>;
  /** Makes the next look at CURRENT come, where time is handed in. */
  readonly nextLook?: () => void;
  readonly onSwap?: (done: number) => void;
}

/** A new generation that has not answered for so long never will. */
const PATIENCE_MS = 60_000;

/** @throws if a new generation does not come to answer. */
export async function runReload(setting: ReloadSetting): Promise<ReloadReport> {
  const { indexDir, generations, swaps, nextLook, onSwap } = setting;
  const asking = startAsking(setting);
  const tookMs: number[] = [];
  try {
    for (let swap = 1; swap <= swaps; swap++) {
      const { id, number } = generations[swap % generations.length]!;
      const begun = performance.now();
      await replaceFile(join(indexDir, CURRENT_FILE), `${id}\n`);
      nextLook?.();
      await asking.answerFrom(number);
      tookMs.push(performance.now() - begun);
      onSwap?.(swap);
    }
  } finally {
    await asking.stop();
  }
  return { swaps, ...asking.count, tookMs };
}

function startAsking({ serving, askers, rest }: Pick<ReloadSetting, "serving" | "askers" | "rest">) {
  const count = { questions: 0, failed: 0, mixed: 0 };
  const answers = new EventEmitter();
  let over = false;
  const ask = async (question: string) => {
    count.questions += 1;
    try {
      const answer = await serving.newsroom().ask(question, { today: NEWEST });
      const numbers = [...numbersIn(answer)];
      if (numbers.length === 0) throw new Error(`no answer: ${answer.text}`);
      if (numbers.length > 1) count.mixed += 1;
      answers.emit(String(numbers[0]));
    } catch {
      count.failed += 1;
    }
  };
  const askOn = async (asker: number) => {
    for (let i = asker; !over; i++) {
      await ask(QUESTIONS[i % QUESTIONS.length]!);
      // Questions that fail at once would leave no turn for anything else.
      await (rest ?? setImmediate)();
    }
  };
  const asking = Array.from({ length: askers }, (_, asker) => askOn(asker));
  return {
    count,
    /** The next answer from the generation of that number. */
    answerFrom: (number: number) =>
      once(answers, String(number), { signal: AbortSignal.timeout(PATIENCE_MS) }),
    async stop() {
      over = true;
      await Promise.all(asking);
    },
  };
}

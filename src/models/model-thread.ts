/**
 * A transformer in a thread of its own. On the main thread the event loop would stand still while it thinks,
 * and with it everyone who waits for an answer.
 *
 * One text at a time: 8-bit models scale their figures by all texts of a batch, so that a text's vector would
 * hang on its neighbours, and batches are no faster here (sentences of 256 tokens a CPU-second: 30 one by one, 27
 * in batches of 8) and take more memory. It also lets a question go before the rest of a build.
 */
import { Worker } from "node:worker_threads";
import { messageOf } from "../errors.js";
import { ModelCallError } from "./model-call-error.js";

/** What the thread loads and how it reads a text. */
export interface ThreadTask {
  readonly who: string;
  /** What helps where it cannot be run. */
  readonly hint: string;
  readonly modelsDir: string;
  readonly model: string;
  /** `score`: what a cross-encoder makes of two texts side by side, one figure. */
  readonly output: "cls" | "mean" | "score";
  readonly maxTokens: number;
  /** Cores for one text. */
  readonly threads: number;
}

export interface ThreadItem {
  readonly text: string;
  readonly beside?: string;
}

export interface RunOptions {
  readonly signal?: AbortSignal | undefined;
  /** Goes before what waits already. */
  readonly urgent?: boolean;
}

export interface ModelThread {
  /** In order. @throws {ModelCallError} if the model cannot be loaded or run. */
  run(items: readonly ThreadItem[], options?: RunOptions): Promise<Float32Array[]>;
  /** Ends the thread; a later `run` begins a new one. */
  close(): Promise<void>;
}

/** From the thread, one for each item it was given. */
export type ThreadReply = { readonly vector: Float32Array } | { readonly error: string };

interface Job {
  readonly item: ThreadItem;
  readonly signal: AbortSignal | undefined;
  readonly resolve: (vector: Float32Array) => void;
  readonly reject: (error: unknown) => void;
}

export function createModelThread(task: ThreadTask): ModelThread {
  const urgent: Job[] = [];
  const waiting: Job[] = [];
  let running: { readonly worker: Worker; job: Job | null } | null = null;

  const fail = (worker: Worker, message: string) => {
    if (running?.worker !== worker) return;
    const lost = [running.job, ...urgent.splice(0), ...waiting.splice(0)];
    running = null;
    void worker.terminate();
    for (const job of lost) job?.reject(broken(task, message));
  };
  const start = () => {
    const worker = startWorker(task);
    worker.on("message", (reply: ThreadReply) => {
      if (running?.worker !== worker) return;
      if ("error" in reply) return fail(worker, reply.error);
      running.job?.resolve(reply.vector);
      running.job = null;
      next();
    });
    worker.on("error", (error) => fail(worker, messageOf(error)));
    worker.on("exit", () => fail(worker, "its thread ended"));
    return { worker, job: null };
  };
  const next = () => {
    if (running?.job) return;
    const job = urgent.shift() ?? waiting.shift();
    // A program that has nothing else to do may end, though its model is still loaded.
    if (!job) return void running?.worker.unref();
    if (job.signal?.aborted) {
      job.reject(job.signal.reason);
      return next();
    }
    running ??= start();
    running.job = job;
    running.worker.ref();
    running.worker.postMessage(job.item);
  };
  return {
    run(items, { signal, urgent: first = false } = {}) {
      const results = items.map(
        (item) =>
          new Promise<Float32Array>((resolve, reject) => {
            (first ? urgent : waiting).push({ item, signal, resolve, reject });
          }),
      );
      next();
      return Promise.all(results);
    },
    async close() {
      const worker = running?.worker;
      if (!worker) return;
      fail(worker, "it was closed");
      await worker.terminate();
    },
  };
}

/**
 * Compiled, the thread is a file like any other. Run from TypeScript it has to ask for the program's loader first,
 * which in Node 20 does not reach into threads by itself.
 */
function startWorker(task: ThreadTask): Worker {
  if (!import.meta.url.endsWith(".ts"))
    return new Worker(new URL("./model-worker.js", import.meta.url), { workerData: task });
  const [loader, entry] = [import.meta.resolve("tsx/esm/api"), import.meta.resolve("./model-worker.ts")];
  const code = `import(${JSON.stringify(loader)}).then(({ register }) => {
    register();
    return import(${JSON.stringify(entry)});
  });`;
  return new Worker(code, { eval: true, workerData: task, execArgv: [] });
}

function broken({ who, hint }: ThreadTask, message: string): ModelCallError {
  // What the library says of itself goes over several lines.
  const line = message.replace(/\s+/g, " ").trim();
  return new ModelCallError(`${who} cannot be run: ${line}`, { kind: "request", hint });
}

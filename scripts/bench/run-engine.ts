/** Starts the process of one engine, hears how it gets on, and brings back its figures or the reason there are none. */
import { fork } from "node:child_process";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import type { Job, Said } from "./job.js";

export interface RunOptions {
  readonly signal: AbortSignal;
  readonly progress: (done: number, total: number) => void;
  /** After so many seconds the engine has failed. */
  readonly limitS: number;
}

export type RunResult = Exclude<Said, { readonly kind: "progress" }>;

// The same file in TypeScript under tsx, and in JavaScript when compiled.
const CHILD = fileURLToPath(new URL(`./child${extname(import.meta.url)}`, import.meta.url));
/** The peers keep 20,000 articles as strings and objects, which is more than V8 allows itself on a small machine. */
const HEAP_MB = 6_000;

export function runEngine(job: Job, { signal, progress, limitS }: RunOptions): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    const child = fork(CHILD, {
      execArgv: [...process.execArgv, "--expose-gc", `--max-old-space-size=${HEAP_MB}`],
      stdio: ["ignore", "ignore", "pipe", "ipc"],
      signal,
      killSignal: "SIGKILL",
    });
    let result: RunResult | undefined;
    let complaint = "";
    const timer = setTimeout(() => {
      result = { kind: "failed", reason: `not done after ${limitS} s` };
      child.kill("SIGKILL");
    }, limitS * 1000);
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      complaint = (complaint + text).slice(-4_000);
    });
    child.on("message", (said: Said) => {
      if (said.kind === "progress") progress(said.done, said.total);
      else result = said;
    });
    child.on("error", (error) => {
      if (signal.aborted) reject(error);
    });
    child.on("close", (code, killed) => {
      clearTimeout(timer);
      resolve(result ?? { kind: "failed", reason: reasonOf(complaint, killed ?? `code ${code}`) });
    });
    child.send(job);
  });
}

/** The line of a crash report that says what happened. */
function reasonOf(complaint: string, end: string): string {
  const lines = complaint.split("\n").map((line) => line.trim());
  const telling = lines.find((line) => /error|cannot|fatal/i.test(line)) ?? lines.find((line) => line !== "");
  return `the process ended with ${end}${telling ? `: ${telling.slice(0, 200)}` : ""}`;
}

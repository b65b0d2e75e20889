/**
 * Has a generation looked over in a process of its own: hnswlib follows a damaged
 * graph out of its memory, and what is not committed yet must not be able to end the
 * builder. The process is started early and waits, so that its start, 0.3 s, passes
 * while the index is built.
 */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import type { Socket } from "node:net";
import { join } from "node:path";
import { z } from "zod";
import { IndexFileError, messageOf } from "./errors.js";
import type { CheckReport } from "./index/check.js";
import { loaderArguments } from "./loader.js";

export interface IndexChecker {
  /** A process that ends without a report has a fault to tell as well: what it opened ended it. */
  check(folder: string, id: string): Promise<CheckReport>;
  /** As a step of a build. @throws {IndexFileError} naming the first fault. */
  verify(folder: string, id: string): Promise<void>;
  close(): void;
}

const Report = z.object({ id: z.string(), checked: z.array(z.string()), faults: z.array(z.string()) });
/** What a person may be asked to wait for; 20,000 articles take two seconds. */
const MOST_MS = 600_000;

export interface CheckerOptions {
  readonly signal?: AbortSignal | undefined;
  /** Default: the program itself, as TypeScript or compiled. */
  readonly entry?: string;
}

export function startChecker({ signal, entry = ownEntry() }: CheckerOptions = {}): IndexChecker {
  let child: ChildProcess | null = startProcess(entry);
  const close = () => {
    child?.kill("SIGKILL");
    child = null;
  };
  const check = async (folder: string, id: string): Promise<CheckReport> => {
    // One that has ended meanwhile has told nothing about this generation.
    if (!child?.connected) child = startProcess(entry);
    const asked = child;
    const over = setTimeout(() => asked.kill("SIGKILL"), MOST_MS);
    signal?.addEventListener("abort", close, { once: true });
    try {
      return await reportOf(asked, { folder, id });
    } finally {
      clearTimeout(over);
      signal?.removeEventListener("abort", close);
    }
  };
  return {
    check,
    async verify(folder, id) {
      const { faults } = await check(folder, id);
      signal?.throwIfAborted();
      if (faults.length > 0) throw refused(faults[0]!);
    },
    close,
  };
}

async function reportOf(child: ChildProcess, asked: { folder: string; id: string }): Promise<CheckReport> {
  const ending = new AbortController();
  let complaint = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    complaint = `${complaint}${text}`.slice(0, 4_000);
  });
  try {
    const answer = once(child, "message", { signal: ending.signal });
    const end = once(child, "close", { signal: ending.signal });
    child.send(asked, () => {}); // A process that is gone says so by its end.
    const [message, endedBy] = (await Promise.race([
      answer,
      end.then(([code, signal]) => [null, signal ?? `code ${code}`]),
    ])) as [unknown, string?];
    const report = Report.safeParse(message).data;
    if (report) return report;
    const why = /^\w*Error: .*$/m.exec(complaint)?.[0];
    return ended(asked.id, `ended with ${endedBy}${why ? ` (${why})` : ""}`);
  } catch (error) {
    return ended(asked.id, `could not be started (${messageOf(error)})`);
  } finally {
    ending.abort();
  }
}

function ended(id: string, how: string): CheckReport {
  return { id, checked: [], faults: [`the process that looked it over ${how}`] };
}

function startProcess(entry: string): ChildProcess {
  const child = fork(entry, [], {
    execArgv: loaderArguments(entry),
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  // It must not keep the builder alive; a build that waits for it holds on by its timer.
  child.unref();
  child.channel?.unref();
  (child.stderr as Socket | null)?.unref();
  child.on("error", () => {}); // Whoever waits hears of its end.
  return child;
}

function ownEntry(): string {
  const extension = import.meta.url.endsWith(".ts") ? "ts" : "js";
  return join(import.meta.dirname, `index-check-process.${extension}`);
}

function refused(why: string): IndexFileError {
  return new IndexFileError(`the new generation was looked over and refused: ${why}`, {
    hint: "npm run index builds it again; if it is refused again, the disk or the memory may be faulty",
  });
}

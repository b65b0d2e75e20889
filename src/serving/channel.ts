/**
 * The line to another process of this program, and that process itself.
 *
 * A generation is served by a process of its own, not by a worker thread: nodejieba
 * leaves 250 MB behind for each thread that loaded it, even after the thread has
 * ended (12 workers: 44 → 3,100 MB), and V8 sees nothing of what hnswlib-node
 * takes. With a process all of it is given back, a fault in native code cannot take
 * the bot down, and the bot's event loop stays free.
 */
import { type ChildProcess, fork } from "node:child_process";
import { extname, join } from "node:path";
import { loaderArguments } from "../loader.js";
import { systemTimer, type Timer } from "../models/timer.js";
import type { ToProcess } from "./protocol.js";

export interface Channel {
  /** Never throws: what is sent to a process that is gone is lost, and its end is told. */
  send(message: ToProcess): void;
  /** What the process says, in order; unchecked. */
  onMessage(take: (raw: unknown) => void): void;
  /** Why the process ended, once everything it said has been taken. */
  readonly ended: Promise<string>;
  /** Lets the process go; one that does not end by itself is killed. Resolves when it is gone. */
  close(): Promise<void>;
  kill(): void;
  readonly pid: number | undefined;
}

export interface ForkOptions {
  /** Default: ours. */
  readonly env?: NodeJS.ProcessEnv;
  readonly timer?: Timer;
}

/** What it has under way when it is let go takes milliseconds to put down. */
const ENDS_WITHIN_MS = 2_000;

export function forkChannel({ env, timer = systemTimer }: ForkOptions = {}): Channel {
  const entry = join(import.meta.dirname, `process${extname(import.meta.filename)}`);
  const child = fork(entry, [], {
    serialization: "advanced",
    execArgv: loaderArguments(entry),
    // Its standard error is ours, for the last words of native code; its log comes as messages.
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    ...(env && { env }),
  });
  // The end of the process may be told before its last messages; the end of the line comes after them.
  const lineEnded = new Promise<void>((resolve) => void child.once("disconnect", resolve));
  const ended = new Promise<string>((resolve) => {
    child.once("exit", (code, signal) => void lineEnded.then(() => resolve(sayEnd(code, signal))));
    child.once("error", (error) => {
      // A process that runs has its end told above; this one was never begun.
      if (child.pid === undefined) resolve(`it could not be started: ${error.message}`);
    });
  });
  // A line that breaks while something is written is told as the end of the process.
  child.on("error", () => {});
  return {
    send: (message) => void (child.connected && child.send(message, () => {})),
    onMessage: (take) => void child.on("message", take),
    ended,
    async close() {
      const giveUp = timer.after(ENDS_WITHIN_MS, () => child.kill("SIGKILL"));
      disconnect(child);
      await ended;
      giveUp();
    },
    kill: () => void child.kill("SIGKILL"),
    pid: child.pid,
  };
}

function disconnect(child: ChildProcess): void {
  if (child.connected) child.disconnect();
}

function sayEnd(code: number | null, signal: NodeJS.Signals | null): string {
  return signal === null ? `exit code ${code}` : `signal ${signal}`;
}

/**
 * The rim of every script: what a person at a terminal, a pipe and a shell script see of it.
 *
 * Results go to standard output; progress and faults go to standard error, in plain words and without a stack.
 * Exit codes: 0 fine, 1 it failed, 2 wrong use or configuration, 130 interrupted.
 */
import { SingleBar } from "cli-progress";
import { Command, CommanderError } from "commander";
import picocolors from "picocolors";
import { type IsoDay, parseIsoDay } from "../src/clock.js";
import { ConfigError, messageOf, NewsError, UsageError } from "../src/errors.js";
import { redact } from "../src/log.js";

const DEBUG = process.env.LOG_LEVEL === "debug";
/** How long an interrupted command may take to put its things in order. */
const GRACE_MS = 3_000;
/** Signals that follow one another faster are one press of the keys. */
const ONE_PRESS_MS = 500;

/**
 * Runs a script to its end and sets the exit code.
 *
 * @param main gives back an exit code, or nothing for 0. Takes a signal if it has something to put in order
 *   at Ctrl-C; a second Ctrl-C, or one in a script that takes none, ends it at once.
 */
export async function runCommand(
  main: (signal: AbortSignal) => Promise<number | undefined> | Promise<void>,
): Promise<void> {
  const interrupt = new AbortController();
  let firstAt = Number.NEGATIVE_INFINITY;
  process.on("SIGINT", () => {
    // Under npm one Ctrl-C arrives two or three times: from the terminal, and passed on by npm.
    if (performance.now() - firstAt < ONE_PRESS_MS) return;
    firstAt = performance.now();
    if (interrupt.signal.aborted || main.length === 0) process.exit(130);
    interrupt.abort();
    setTimeout(() => process.exit(130), GRACE_MS).unref();
  });
  endWhenNobodyReads(process.stdout);
  endWhenNobodyReads(process.stderr);
  try {
    process.exitCode = (await main(interrupt.signal)) ?? 0;
  } catch (error) {
    process.exitCode = exitCodeOf(error);
    // Commander has already said what was wrong; after Ctrl-C nobody asks why it stopped.
    const silent = error instanceof CommanderError || interrupt.signal.aborted;
    if (!silent) process.stderr.write(`${renderError(error)}\n`);
  }
  if (interrupt.signal.aborted) process.exitCode = 130;
}

/** `… | head` closes the pipe: an ordinary end, not a failure. */
function endWhenNobodyReads(stream: NodeJS.WriteStream): void {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit(0);
  });
}

function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  return error instanceof UsageError || error instanceof ConfigError ? 2 : 1;
}

function renderError(error: unknown): string {
  const { red, dim } = coloursFor(process.stderr);
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : "";
  const lines = [`${red("error:")} ${messageOf(error)}`];
  if (cause && !messageOf(error).includes(cause)) lines.push(`${dim("cause:")} ${cause.slice(0, 500)}`);
  if (error instanceof NewsError && error.hint) lines.push(`${dim("hint:")} ${error.hint}`);
  // What is not one of our own errors is a fault of the program, and its place is worth knowing.
  else if (!(error instanceof NewsError) && !DEBUG) lines.push(dim("LOG_LEVEL=debug shows where"));
  if (DEBUG && error instanceof Error && error.stack) lines.push(dim(error.stack));
  return redact(lines.join("\n"));
}

/** @param name as in `npm run <name>` @returns a command that throws, for `runCommand` to catch, where commander would exit */
export function createCommand(name: string, description: string): Command {
  return new Command(`npm run ${name} --`)
    .description(description)
    .helpOption("-h, --help", "show this help")
    .showHelpAfterError(`npm run ${name} -- --help shows what it takes`)
    .configureHelp({ helpWidth: 100, styleTitle: (text) => coloursFor(process.stdout).bold(text) })
    .exitOverride();
}

/** For an option that takes a day: `.option("--today <day>", "…", dayOption("--today"))`. @throws {UsageError} */
export function dayOption(name: string): (text: string) => IsoDay {
  return (text) => {
    const day = parseIsoDay(text);
    if (!day) throw new UsageError(`${name}: “${text}” is not a day like 2025-03-31`);
    return day;
  };
}

/** Colours for one stream: none in a pipe, a file or a dumb terminal, nor with NO_COLOR; forced by FORCE_COLOR. */
export function coloursFor(stream: { readonly isTTY?: boolean }): ReturnType<typeof picocolors.createColors> {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  const forced = FORCE_COLOR !== undefined && FORCE_COLOR !== "" && FORCE_COLOR !== "0";
  return picocolors.createColors(!NO_COLOR && (forced || (stream.isTTY === true && TERM !== "dumb")));
}

export interface Progress {
  update(done: number, total: number): void;
  /** Takes the bar away; the script prints what came of it. */
  stop(): void;
}

export interface ProgressOptions {
  readonly stream?: NodeJS.WriteStream;
  /** Milliseconds that only go forward. */
  readonly now?: () => number;
}

/** A bar on a terminal; elsewhere a plain line after 5 seconds and then every 15, so short runs stay silent. */
export function createProgress(
  label: string,
  { stream = process.stderr, now = () => performance.now() }: ProgressOptions = {},
): Progress {
  const begun = now();
  // What was there at the start (a download that is taken up again) is no part of the pace.
  let first: number | null = null;
  const pace = (done: number, total: number) => {
    const perSecond = ((done - (first ?? 0)) * 1000) / Math.max(1, now() - begun);
    const left = perSecond > 0 ? seconds(Math.max(0, total - done) / perSecond) : "?";
    return `${done}/${total} · ${Math.round(perSecond)}/s · ${left} left`;
  };
  const { update, stop } = stream.isTTY
    ? barProgress(label, pace, stream)
    : lineProgress(label, pace, { stream, now, begun });
  return {
    update(done, total) {
      first ??= done;
      update(done, total);
    },
    stop,
  };
}

type Pace = (done: number, total: number) => string;

function barProgress(label: string, pace: Pace, stream: NodeJS.WriteStream): Progress {
  const bar = new SingleBar({
    format: `${label} {bar} {percentage}% · {pace}`,
    barCompleteChar: "█",
    barIncompleteChar: "░",
    barsize: 24,
    stream,
    clearOnComplete: true,
    // A hidden cursor would stay hidden after Ctrl-C.
    hideCursor: null,
    gracefulExit: false,
  });
  let started = false;
  return {
    update(done, total) {
      if (!started) bar.start(total, done, { pace: pace(done, total) });
      started = true;
      bar.setTotal(total);
      bar.update(done, { pace: pace(done, total) });
    },
    stop() {
      if (started) bar.stop();
      started = false;
    },
  };
}

function lineProgress(
  label: string,
  pace: Pace,
  { stream, now, begun }: { stream: NodeJS.WriteStream; now: () => number; begun: number },
): Progress {
  let next = begun + 5_000;
  return {
    update(done, total) {
      if (now() < next) return;
      next = now() + 15_000;
      stream.write(`${label}: ${pace(done, total)}\n`);
    },
    stop() {},
  };
}

function seconds(count: number): string {
  return count < 90 ? `${Math.ceil(count)} s` : `${Math.ceil(count / 60)} min`;
}

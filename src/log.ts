/**
 * The log of a running bot: JSON lines on stderr for a collector, plain lines on a terminal.
 *
 * Whatever a library puts into a message or an error (a request's URL holds the bot's token), nothing that
 * looks like a key leaves here: the finished line is searched, not single fields.
 */
import { pino } from "pino";

export const LOG_LEVELS = ["silent", "fatal", "error", "warn", "info", "debug", "trace"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** What the parts of the bot may do with a log. `(fields, message)` or `(message)`. */
export type Log = Pick<pino.Logger, "fatal" | "error" | "warn" | "info" | "debug" | "trace">;

export interface LogOptions {
  readonly level: LogLevel;
  readonly stream?: { readonly isTTY?: boolean; write(line: string): unknown };
}

// A Telegram bot token (in a request's URL “bot” stands right before it), a key of OpenAI and the many services
// that took over its form, a bearer header.
const SECRETS = /\d{6,}:[\w-]{30,}|\bsk-[\w-]{16,}|(?<=\bbearer\s)[\w.~+/-]{16,}/gi;

/** Puts `[secret]` where something looks like a token or key. */
export function redact(text: string): string {
  return text.replace(SECRETS, "[secret]");
}

/** @param options.stream default `process.stderr`: standard output belongs to results */
export function createLog({ level, stream = process.stderr }: LogOptions): Log {
  const write = stream.isTTY ? toPlainLine : (line: string) => line;
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write: (line: string) => void stream.write(redact(write(line))) },
  );
}

/** `10:15:00 warn message {"other":"fields"}`, and the stack of an error below it. */
function toPlainLine(line: string): string {
  const { level, time, msg = "", err, ...fields } = JSON.parse(line) as Record<string, unknown>;
  const rest = Object.keys(fields).length > 0 ? ` ${JSON.stringify(fields)}` : "";
  const stack = err && typeof err === "object" && "stack" in err ? `\n${err.stack}` : "";
  return `${String(time).slice(11, 19)} ${level} ${msg}${rest}${stack}\n`;
}

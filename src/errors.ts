/**
 * The failures a caller can tell apart. Each says who did what, and carries a
 * hint for the person who runs the bot; neither ever holds a secret or a
 * reader's message.
 */
export class NewsError extends Error {
  override readonly name: string = "NewsError";
  /** Advice for the operator, one sentence. Shown in a terminal or log, never sent to a chat. */
  readonly hint: string | undefined;

  constructor(message: string, { cause, hint }: { cause?: unknown; hint?: string } = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.hint = hint;
  }
}

/** Something that came in from outside (a file, a line, a page) cannot be used as it is. */
export class DataError extends NewsError {
  override readonly name = "DataError";
}

/** An index on disk is missing, incomplete, damaged, or was made by something else. */
export class IndexFileError extends NewsError {
  override readonly name = "IndexFileError";
}

/** A setting in the environment is wrong; the message lists every bad variable by name. */
export class ConfigError extends NewsError {
  override readonly name = "ConfigError";
}

/** The command was called wrongly. */
export class UsageError extends NewsError {
  override readonly name = "UsageError";
}

/** The text of anything thrown, for a log or a terminal. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

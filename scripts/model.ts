/** The language model of `.env` for a command, with the tokens it may cost; the operator is told once what is wrong with it. */
import { join } from "node:path";
import type { AnswererModel } from "../src/answer/written/writer.js";
import type { Config } from "../src/config.js";
import { messageOf, NewsError } from "../src/errors.js";
import { redact } from "../src/log.js";
import { toAnswererModel } from "../src/model-settings.js";
import { ModelCallError } from "../src/models/model-call-error.js";
import { createTokens } from "../src/store/budget.js";
import { type Database, openDatabase } from "../src/store/database.js";

export interface OpenedModel {
  readonly model: Omit<AnswererModel, "dictionary">;
  /** Ends what still runs in the background, so that the command can end. */
  close(): void;
}

/** @returns null if none is set, or its tokens cannot be counted: then answers are quotations. */
export function openModel({ model, stateDir }: Config, tell: (line: string) => void): OpenedModel | null {
  if (model === null) return null;
  const over = new AbortController();
  const onFailure = tellOnce(tell);
  let database: Database;
  try {
    database = openDatabase(join(stateDir, "bot.db"));
  } catch (error) {
    onFailure(error);
    return null;
  }
  return {
    model: toAnswererModel(model, {
      // The cap a reader is for the public; who sits at the machine is bound by the day's.
      budget: createTokens(database, { daily: model.dailyTokens, perReader: model.dailyTokens }),
      // One person asks, once; how fast the service usually is cannot be known, so they wait as long as is set.
      breaker: { patienceMs: model.firstTokenSeconds * 1000, signal: over.signal },
      onFailure,
    }),
    close() {
      over.abort();
      database.close();
    },
  };
}

function tellOnce(tell: (line: string) => void): (error: unknown) => void {
  const told = new Set<string>();
  return (error) => {
    const message = redact(messageOf(error));
    const known = told.has(message) || (error instanceof ModelCallError && error.kind === "resting");
    if (known) return;
    told.add(message);
    tell(`no model wrote the answer, the paper is quoted instead: ${message}`);
    if (error instanceof NewsError && error.hint) tell(`hint: ${error.hint}`);
  };
}

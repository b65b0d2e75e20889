/**
 * Fetches updates by long polling. The next request confirms what the last one
 * brought, and is only made once that stands in the store.
 */
import type { RawApi } from "grammy";
import type { Update } from "grammy/types";
import { messageOf } from "../errors.js";
import type { Log } from "../log.js";
import type { GrammySignal } from "./caller.js";
import { classify, conflict, type Failure, type Outcome, unauthorized } from "./failures.js";
import { pauseAfter, type Timing } from "./timing.js";

export const ALLOWED_UPDATES = [
  "message",
  "callback_query",
  "inline_query",
  "chosen_inline_result",
  "guest_message",
  "stopped_message_generation",
] as const;

export interface PollingParts {
  readonly api: Pick<RawApi, "getUpdates">;
  readonly take: (updates: readonly Update[]) => void;
  readonly timing: Timing;
  readonly log: Log;
}

const WAIT_S = 30;
const FIRST_PAUSE_MS = 1_000;
/** The connection of an instance that was killed stays open for a while, so one 409 proves nothing. */
const CONFLICTS = 4;
/** Gathers what arrives at once into one batch: each costs a flush of the disk. */
const GATHER_MS = 20;

/**
 * Runs until the signal is aborted.
 *
 * @throws {TelegramError} if the token is wrong or another instance is receiving
 */
export async function poll({ api, take, timing, log }: PollingParts, signal: AbortSignal): Promise<void> {
  let offset: number | undefined;
  let failures = 0;
  let conflicts = 0;
  const rest = (ms: number) => timing.sleep(ms, signal).catch(() => signal.aborted);
  while (!signal.aborted) {
    const request = { timeout: WAIT_S, limit: 100, allowed_updates: ALLOWED_UPDATES };
    const fetched = await fetchUpdates(api, { ...request, ...(offset !== undefined && { offset }) }, signal);
    if (signal.aborted) return;
    const failure = fetched.ok ? accept(take, fetched.value, log) : fetched.failure;
    if (failure === null && fetched.ok) {
      if (failures > 0) log.info("updates are coming in again");
      failures = 0;
      conflicts = 0;
      // Numbers may come in any order; they start anew after a quiet week.
      const ids = fetched.value.map(({ update_id }) => update_id);
      if (ids.length > 0) offset = Math.max(...ids) + 1;
      if (ids.length > 0) await rest(GATHER_MS);
      continue;
    }
    if (failure?.kind === "unauthorized") throw unauthorized();
    if (failure?.kind === "conflict" && ++conflicts >= CONFLICTS) throw conflict();
    if (failures === 0) log.warn({ why: failure?.kind }, "no updates; trying again");
    failures += 1;
    await rest(failure?.kind === "wait" ? failure.ms : pauseAfter(failures - 1, FIRST_PAUSE_MS));
  }
}

async function fetchUpdates(
  api: PollingParts["api"],
  request: Parameters<RawApi["getUpdates"]>[0],
  signal: AbortSignal,
): Promise<Outcome<Update[]>> {
  try {
    return { ok: true, value: await api.getUpdates(request, signal as GrammySignal) };
  } catch (error) {
    return signal.aborted
      ? { ok: false, failure: { kind: "unreachable" } }
      : { ok: false, failure: classify(error) };
  }
}

/** A full disk is no reason to end: what is not confirmed will be brought again. */
function accept(take: PollingParts["take"], updates: readonly Update[], log: Log): Failure | null {
  try {
    take(updates);
    return null;
  } catch (error) {
    log.error({ why: messageOf(error) }, "updates could not be written to the store");
    return { kind: "unreachable" };
  }
}

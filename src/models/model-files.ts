/**
 * The files of a model in the project's own folder, laid out as the hub has them, so that a folder copied by
 * hand does as well. The library's own cache lies inside node_modules, which an install empties.
 */
import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { HubConfig } from "../config/embedding.js";
import { messageOf, NewsError } from "../errors.js";
import { downloadFile } from "./hub-download.js";
import { ModelCallError } from "./model-call-error.js";
import { systemTimer, type Timer } from "./timer.js";

export interface HubSettings extends HubConfig {
  /** What to set to do without, for whoever has no way to the model; default: EMBEDDER=builtin. */
  readonly without?: string;
}

export interface FetchOptions {
  readonly fetch?: typeof globalThis.fetch;
  readonly timer?: Timer;
  readonly signal?: AbortSignal | undefined;
  /** Bytes of a file that are here; a total of 0: not known. */
  readonly onProgress?: ((file: string, done: number, total: number) => void) | undefined;
}

/** A model's files are not here and cannot be had, or cannot be used. */
export class ModelFilesError extends NewsError {
  override readonly name = "ModelFilesError";
}

/** The network comes last: what fails, fails before the long wait. */
const FILES = [
  "config.json",
  "tokenizer_config.json",
  "tokenizer.json",
  "onnx/model_quantized.onnx",
] as const;
const WITHOUT = "EMBEDDER=builtin";
const NEVER = new AbortController().signal;

/** @throws {ModelFilesError} naming what is missing and the ways out. */
export async function requireModel(model: string, hub: HubSettings): Promise<void> {
  const missing = await missingFiles(model, hub);
  if (missing.length > 0) throw notHere(model, hub, `${missing[0]} is missing`);
}

/** What helps where the files are there and cannot be used. */
export function adviceOnFiles(model: string, { modelsDir, without = WITHOUT }: HubSettings): string {
  return (
    `its files may be damaged or another model's: delete ${join(modelsDir, model)} and run npm run index, ` +
    `which fetches them anew; or set ${without}, which needs none`
  );
}

/** Fetches the files that are not here yet. @throws {ModelFilesError} if one cannot be had. */
export async function fetchModel(model: string, hub: HubSettings, options: FetchOptions = {}): Promise<void> {
  const { fetch = globalThis.fetch, timer = systemTimer, signal = NEVER, onProgress } = options;
  const missing = await missingFiles(model, hub);
  if (missing.length > 0 && hub.offline)
    throw notHere(model, hub, `${missing[0]} is missing, and HF_HUB_OFFLINE forbids to fetch it`);
  for (const file of missing) {
    const url = `${hub.endpoint}/${model}/resolve/main/${file}`;
    const report = onProgress && ((done: number, total: number) => onProgress(file, done, total));
    try {
      await downloadFile(url, join(hub.modelsDir, model, file), { fetch, timer, signal, onProgress: report });
    } catch (error) {
      signal.throwIfAborted();
      // The hub says 401 to whoever asks for what it does not have.
      const unknown = error instanceof ModelCallError && [401, 403, 404].includes(error.status ?? 0);
      const why = unknown ? ", so it has no such model or keeps it to its members" : "";
      throw notHere(model, hub, `${file} cannot be fetched: ${messageOf(error)}${why}`, error);
    }
  }
}

async function missingFiles(model: string, { modelsDir }: HubSettings): Promise<string[]> {
  const there = await Promise.all(
    FILES.map((file) =>
      // An empty one is what a full disk leaves of a copy.
      stat(join(modelsDir, model, file)).then(
        ({ size }) => size > 0,
        () => false,
      ),
    ),
  );
  return FILES.filter((_, i) => !there[i]);
}

function notHere(
  model: string,
  { modelsDir, offline, without = WITHOUT }: HubSettings,
  why: string,
  cause?: unknown,
): ModelFilesError {
  const again = offline
    ? "set HF_HUB_OFFLINE=0, with a mirror of the hub in HF_ENDPOINT if need be,"
    : "name a mirror of the hub in HF_ENDPOINT";
  return new ModelFilesError(`the model ${model} is not whole in ${modelsDir}: ${why}`, {
    cause,
    hint:
      `three ways out: ${again} and run npm run index; ` +
      `or copy the model's folder to ${join(modelsDir, model)} by hand (${FILES.join(", ")}); ` +
      `or set ${without}, which needs none`,
  });
}

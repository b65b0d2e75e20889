/**
 * The files of a model in the project's own folder, laid out as the hub has them, so that a folder copied by
 * hand does as well. The library's own cache lies inside node_modules, which an install empties.
 */
import { access } from "node:fs/promises";
import { join } from "node:path";
import { messageOf, NewsError } from "../errors.js";
import { downloadFile } from "./hub-download.js";
import { systemTimer, type Timer } from "./timer.js";

export interface HubSettings {
  readonly modelsDir: string;
  /** Address of the hub or a mirror, without a slash at its end. */
  readonly endpoint: string;
  /** Asks no network for models. */
  readonly offline: boolean;
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
const NEVER = new AbortController().signal;

/** @throws {ModelFilesError} naming what is missing and the ways out. */
export async function requireModel(model: string, hub: HubSettings): Promise<void> {
  const missing = await missingFiles(model, hub);
  if (missing.length > 0) throw notHere(model, hub, `${missing[0]} is missing`);
}

/** Fetches the files that are not here yet. @throws {ModelFilesError} if one cannot be had. */
export async function fetchModel(model: string, hub: HubSettings, options: FetchOptions = {}): Promise<void> {
  const { fetch = globalThis.fetch, timer = systemTimer, signal = NEVER, onProgress } = options;
  const missing = await missingFiles(model, hub);
  if (missing.length > 0 && hub.offline) throw notHere(model, hub, "HF_HUB_OFFLINE forbids to fetch it");
  for (const file of missing) {
    const url = `${hub.endpoint}/${model}/resolve/main/${file}`;
    const report = onProgress && ((done: number, total: number) => onProgress(file, done, total));
    try {
      await downloadFile(url, join(hub.modelsDir, model, file), { fetch, timer, signal, onProgress: report });
    } catch (error) {
      signal.throwIfAborted();
      throw notHere(model, hub, `${file} cannot be fetched: ${messageOf(error)}`, error);
    }
  }
}

async function missingFiles(model: string, { modelsDir }: HubSettings): Promise<string[]> {
  const there = await Promise.all(
    FILES.map((file) =>
      access(join(modelsDir, model, file)).then(
        () => true,
        () => false,
      ),
    ),
  );
  return FILES.filter((_, i) => !there[i]);
}

function notHere(
  model: string,
  { modelsDir, without = "EMBEDDER=builtin" }: HubSettings,
  why: string,
  cause?: unknown,
): ModelFilesError {
  return new ModelFilesError(`the model ${model} is not whole in ${modelsDir}: ${why}`, {
    cause,
    hint:
      `three ways out: name a mirror of the hub in HF_ENDPOINT and run npm run index; ` +
      `or copy the model's folder to ${join(modelsDir, model)} by hand; or set ${without}, which needs none`,
  });
}

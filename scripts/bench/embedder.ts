/**
 * The embedders a benchmark is run with, by their names on its command line. Only which embedder it is comes from
 * there; model, folder and key come from the environment and `.env`, as for the bot.
 */
import { type Config, readConfig } from "../../src/config.js";
import { ConfigError, UsageError } from "../../src/errors.js";
import type { EmbedderFactory } from "../../src/index/embedder.js";
import { createEmbedder } from "../../src/models/embedders.js";

const KINDS = ["builtin", "transformers", "openai", "none", "configured"] as const;
type Kind = (typeof KINDS)[number];

/** What the bot would read, with some variables set otherwise. */
export type ReadSettings = (changes: Readonly<Record<string, string>>) => {
  readonly embedding: Config["embedding"];
};

/** A question of a benchmark may wait until a model is loaded: it is the time of the others that is measured. */
const QUERY_MS = 30_000;

/**
 * @param text names with commas between them; `transformers:owner/model` and `openai:model` name a model as well
 * @throws {UsageError} for a name that is none.
 */
export function toEmbedderNames(text: string): string[] {
  const names = text.split(",").map((name) => name.trim());
  for (const name of names) partsOf(name);
  return [...new Set(names)];
}

function partsOf(name: string): { readonly kind: Kind; readonly model: string | undefined } {
  const [, head = name, model] = /^([^:]*):(.*)$/.exec(name) ?? [];
  const kind = KINDS.find((one) => one === head);
  if (!kind) throw new UsageError(`--embedder: “${head}” is none of ${KINDS.join(", ")}`);
  if (model !== undefined && (model === "" || (kind !== "transformers" && kind !== "openai")))
    throw new UsageError(`--embedder: a model is named as transformers:owner/model or openai:model`);
  return { kind, model };
}

/** @throws {UsageError} for another name. @throws {ConfigError} if what is set cannot be used. */
export async function benchEmbedder(name: string, read: ReadSettings = readConfig): Promise<EmbedderFactory> {
  const { kind } = partsOf(name);
  return kind === "none" ? withoutVectors() : createEmbedder(settingsOf(name, read));
}

/** What stands in tables: the model, where there is one. What cannot be had keeps the name it was asked for by. */
export function labelOf(name: string, read: ReadSettings = readConfig): string {
  if (partsOf(name).kind === "none") return "no vectors";
  try {
    const settings = settingsOf(name, read);
    return settings.kind === "builtin" ? "builtin" : settings.model;
  } catch {
    return name;
  }
}

function settingsOf(name: string, read: ReadSettings): Config["embedding"] {
  const { kind, model } = partsOf(name);
  if (kind === "builtin" || kind === "none") return { kind: "builtin" };
  const { embedding: configured } = read({});
  if (kind === "configured") return configured;
  // EMBEDDING_MODEL belongs to the embedder that is set; another one cannot be had by that name.
  const another = configured.kind !== "builtin" && configured.kind !== kind;
  if (another && kind === "openai" && model === undefined)
    throw new ConfigError(`openai needs the name of a model, as --embedder openai:NAME`);
  const { embedding } = read({
    EMBEDDER: kind,
    ...(another && { EMBEDDING_MODEL: "" }),
    ...(model !== undefined && { EMBEDDING_MODEL: model }),
  });
  if (embedding.kind !== kind) throw new ConfigError(`what is set gives ${embedding.kind}, not ${kind}`);
  return { ...embedding, queryMs: QUERY_MS, ...(model !== undefined && { model }) };
}

/** All of ours but vectors: what they add is measured against it. */
function withoutVectors(): EmbedderFactory {
  const embedder = {
    id: "none",
    dimension: 1,
    embed: async (texts: readonly string[]) => texts.map(() => null),
  };
  return {
    name: "none",
    fit: async () => ({ ...embedder, state: () => Buffer.alloc(0) }),
    restore: async () => embedder,
  };
}

/** The embedder a benchmark is run with: the builtin one, or the one that `.env` names. */
import { readConfig } from "../../src/config.js";
import { UsageError } from "../../src/errors.js";
import type { EmbedderFactory } from "../../src/index/embedder.js";
import { createEmbedder } from "../../src/models/embedders.js";

const EMBEDDERS = ["builtin", "configured"] as const;

/** @throws {UsageError} for another name. @throws {ConfigError} if what `.env` says cannot be used. */
export async function benchEmbedder(name: string): Promise<EmbedderFactory> {
  if (name === "builtin") return createEmbedder({ kind: "builtin" });
  if (name === "configured") return createEmbedder(readConfig().embedding);
  throw new UsageError(`--embedder: “${name}” is none of ${EMBEDDERS.join(", ")}`);
}

/**
 * An embedder without a model: each character adds to one component, so texts
 * that share characters are near. It learns nothing from the corpus.
 */
import { type EmbedderFactory, type FittedEmbedder, toUnit } from "../../src/index/embedder.js";

export function hashEmbedder({ name = "hash", dimension = 32 } = {}): EmbedderFactory {
  const embedder: FittedEmbedder = {
    id: `${name}-${dimension}`,
    dimension,
    state: () => Buffer.from(name),
    embed: async (texts) =>
      texts.map((text) => {
        const values = new Float32Array(dimension);
        for (const char of text.replace(/[\s\p{P}]/gu, "")) values[char.codePointAt(0)! % dimension]! += 1;
        return values.some((value) => value > 0) ? toUnit(values) : null;
      }),
  };
  return { name, fit: async () => embedder, restore: async () => embedder };
}

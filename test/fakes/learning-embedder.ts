/**
 * An embedder that learns from the corpus, as the builtin one does, but at once: it knows the terms it was
 * fitted on and no others, so another corpus gives other vectors and another id. Keeps what it was asked to embed.
 */
import { createHash } from "node:crypto";
import { type EmbedderFactory, type FittedEmbedder, type TermsOf, toUnit } from "../../src/index/embedder.js";

export interface LearningEmbedder extends EmbedderFactory {
  /** Every passage it was asked for, in order. */
  readonly embedded: string[];
  fits: number;
}

export function learningEmbedder({
  dimension = 16,
  onBatch = (_texts: readonly string[]) => {},
} = {}): LearningEmbedder {
  const embedded: string[] = [];
  const make = (state: Buffer, termsOf: TermsOf): FittedEmbedder => {
    const known = new Set(JSON.parse(state.toString()) as string[]);
    const embedOne = (text: string) => {
      const values = new Float32Array(dimension);
      for (const term of termsOf(text))
        if (known.has(term)) values[digest(term).readUInt32LE() % dimension]! += 1;
      return values.some((value) => value > 0) ? toUnit(values) : null;
    };
    return {
      id: `learning-${dimension}-${digest(state).toString("hex").slice(0, 10)}`,
      dimension,
      state: () => state,
      async embed(texts, as) {
        if (as === "passage") {
          embedded.push(...texts);
          onBatch(texts);
        }
        return texts.map(embedOne);
      },
    };
  };
  const factory: LearningEmbedder = {
    name: `learning-${dimension}`,
    embedded,
    fits: 0,
    async fit(texts, { termsOf }) {
      factory.fits += 1;
      const terms = [...new Set(texts.flatMap((text) => termsOf(text)))].sort();
      return make(Buffer.from(JSON.stringify(terms)), termsOf);
    },
    restore: async (state, { termsOf }) => make(state, termsOf),
  };
  return factory;
}

function digest(content: string | Buffer): Buffer {
  return createHash("sha256").update(content).digest();
}

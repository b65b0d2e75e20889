/**
 * Which embedder a new generation gets. One fitted on the corpus gives other
 * vectors after every fit, so the fit of the generation before is kept while less
 * than a tenth of what it was made from has changed: one edited article then costs
 * its own chunks.
 */
import { createHash } from "node:crypto";
import { IndexFileError } from "../errors.js";
import type { BuildOptions } from "./build-options.js";
import { EMBEDDED_FILE, prefixOf, readEmbedded } from "./embedded-texts.js";
import type { Embedder, TermsOf } from "./embedder.js";
import { cachedKeys, cacheKey } from "./embedding-cache.js";
import { currentGeneration, generationDir, listGenerations } from "./generation.js";
import { EMBEDDER_FILE, readVerified } from "./generation-files.js";
import { type Manifest, readManifest } from "./manifest.js";
import type { Tokenizer } from "./tokens.js";

/** A fit serves until this part of its texts has changed. */
const MOST_CHANGED = 0.1;

export interface ChosenEmbedder {
  readonly embedder: Embedder;
  readonly state: Buffer;
  /** Prefixes of the texts it was fitted on; empty if it was not fitted on any. */
  readonly fitted: readonly bigint[];
  readonly fit: Manifest["embedder"]["fit"];
}

export interface Choosing extends BuildOptions {
  readonly tokenizer: Tokenizer;
  readonly termsOf: TermsOf;
}

export async function chooseEmbedder(texts: readonly string[], options: Choosing): Promise<ChosenEmbedder> {
  const { indexDir, embedder: factory, termsOf, progress, signal } = options;
  const present = new Set(texts.map((text) => prefixOf(createHash("sha256").update(text).digest())));
  const before = await embedderBefore(options);
  const kept = before && (await keepFit(before, present, options));
  if (kept) return kept;
  // Who asks for the terms learns from them.
  let learns = false;
  const asked = (text: string) => {
    learns = true;
    return termsOf(text);
  };
  const missing = (id: string) => {
    const known = cachedKeys(indexDir, id);
    return texts.filter((text) => !known.has(cacheKey(id, [text])));
  };
  progress?.("fitting", 0, 1);
  const embedder = await factory.fit(texts, { termsOf: asked, signal, previous: before?.state, missing });
  progress?.("fitting", 1, 1);
  const fit = learns ? { texts: present.size, changed: 0 } : undefined;
  return { embedder, state: embedder.state(), fitted: learns ? [...present] : [], fit };
}

/** @returns null if too much has changed, or this version of the embedder cannot read what an earlier one learnt */
async function keepFit(
  { state, fitted }: EmbedderBefore,
  present: ReadonlySet<bigint>,
  { embedder: factory, termsOf }: Choosing,
): Promise<ChosenEmbedder | null> {
  const changed = changedSince(fitted, present);
  if (changed >= fitted.length * MOST_CHANGED) return null;
  try {
    const embedder = await factory.restore(state, { termsOf });
    return { embedder, state, fitted, fit: { texts: fitted.length, changed } };
  } catch (error) {
    if (error instanceof IndexFileError) return null;
    throw error;
  }
}

/** How many of the texts are others now; an edited one counts once. */
function changedSince(fitted: readonly bigint[], present: ReadonlySet<bigint>): number {
  const same = fitted.filter((text) => present.has(text)).length;
  return Math.max(present.size, fitted.length) - same;
}

type EmbedderBefore = Pick<ChosenEmbedder, "state" | "fitted">;

/** What this embedder learnt in a generation that is kept: the current one, or the newest from which it can be read. */
async function embedderBefore(options: Choosing): Promise<EmbedderBefore | null> {
  if (options.refit) return null;
  const current = await currentGeneration(options.indexDir);
  const others = await listGenerations(options.indexDir);
  for (const id of current === null ? others : [current, ...others]) {
    try {
      const before = await embedderOf(id, options);
      if (before) return before;
    } catch (error) {
      // A generation that is damaged has nothing to hand on.
      if (!(error instanceof IndexFileError)) throw error;
    }
  }
  return null;
}

/** @returns null if another embedder built it; what it was fitted on only if the terms are still cut the same */
async function embedderOf(
  id: string,
  { indexDir, embedder: factory, tokenizer, tool }: Choosing,
): Promise<EmbedderBefore | null> {
  const folder = generationDir(indexDir, id);
  const before = await readManifest(folder, id);
  const segmenter = (tokenizerId: string) => tokenizerId.split("+")[0];
  if (before.embedder.name !== factory.name) return null;
  const state = await readVerified(folder, EMBEDDER_FILE, before.files);
  const sameTerms = before.tool === tool && segmenter(before.tokenizer) === segmenter(tokenizer.id);
  if (!before.embedder.fit || !sameTerms) return { state, fitted: [] };
  const { fitted } = readEmbedded(await readVerified(folder, EMBEDDED_FILE, before.files));
  return { state, fitted };
}

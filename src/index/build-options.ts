/** What is handed into a build; a file of its own because each step of the build is handed the same. */
import type { Clock } from "../clock.js";
import type { Article } from "../news/article.js";
import type { Dictionary } from "../news/dictionary.js";
import type { EmbedderFactory } from "./embedder.js";
import type { Sources } from "./manifest.js";
import type { Hnswlib } from "./vectors.js";

/**
 * `keywords` counts articles, `embedding` and `vectors` chunks (the first makes the vectors that are not in the
 * cache, the second puts all into the graph); `fitting` and `checking` have no measure and are told once.
 */
export type BuildStage = "keywords" | "fitting" | "embedding" | "vectors" | "checking";

/**
 * Opens what was written as a reader would, and looks whether it finds itself.
 *
 * @throws {IndexFileError} saying what is wrong; the generation is not committed then.
 */
export type VerifyGeneration = (folder: string, id: string) => Promise<void>;

export interface BuildOptions {
  readonly indexDir: string;
  readonly articles: readonly Article[];
  readonly dictionary: Dictionary;
  /** What the articles and the dictionary were read from; see `sourceStamp`. */
  readonly sources: Sources;
  readonly embedder: EmbedderFactory;
  /** Version of this program. */
  readonly tool: string;
  readonly clock: Clock;
  /** Fits the embedder anew, however little has changed. */
  readonly refit?: boolean | undefined;
  /** Best in a process of its own: a damaged graph ends the one that opens it. Default: files are read back and hashed, no more. */
  readonly verify?: VerifyGeneration | undefined;
  readonly progress?: ((stage: BuildStage, done: number, total: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Default: what `loadHnswlib` finds. */
  readonly hnswlib?: Hnswlib | null;
  /** Default: nodejieba where it can be loaded. */
  readonly segmenter?: "auto" | "nodejieba" | "dictionary" | "intl";
}

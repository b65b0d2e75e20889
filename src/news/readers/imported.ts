/**
 * What every reader makes of a file: articles that have no place yet, and what
 * has to be said about them.
 */
import type { Article } from "../article.js";

export interface ImportedArticle {
  readonly article: Omit<Article, "id">;
  /** Sentences for the operator. */
  readonly warnings: readonly string[];
}

export interface Fault {
  readonly where: string;
  readonly reason: string;
}

/** What came out of one file. */
export interface ImportedFile {
  readonly file: string;
  readonly articles: readonly ImportedArticle[];
  /** Headlines whose story is elsewhere. */
  readonly orphans: readonly string[];
  readonly faults: readonly Fault[];
}

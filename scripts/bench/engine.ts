/**
 * What every search engine must do to be measured: build an index in a folder,
 * open it in a process that has nothing else in it, and find ids.
 */
import type { Article } from "../../src/news/article.js";
import type { BenchQuestion } from "./questions.js";

export interface Place {
  /** Empty before the build, and the engine's alone. */
  readonly folder: string;
  /** The same articles as JSON lines, for an engine that reads them itself. */
  readonly articlesPath: string;
  /** Tables of names and synonyms; an empty folder where there are none. */
  readonly dictionaryDir: string;
  /** As the command line names it; only ours has one. */
  readonly embedder: string;
}

export interface Engine {
  /** Loads what is no part of the engine, such as the word cutter's dictionary; in no figure but its own. */
  prepare(): Promise<void>;
  build(articles: readonly Article[], place: Place): Promise<void>;
  open(place: Place): Promise<Searcher>;
}

export interface Searcher {
  /** @returns ids of articles, best first, each once. */
  search(query: BenchQuestion["query"], k: number): readonly string[] | Promise<readonly string[]>;
  /** Ends what runs beside; needed only where the process goes on. */
  close?(): Promise<void>;
}

/**
 * The engines that can be measured, ours first, and how each was set up for
 * Chinese. A name with a colon (`minisearch:pairs`) asks for another setup than
 * the best one. The modules are imported when an engine runs, in a process of
 * its own, so that the memory one takes is not in the figures of another.
 */

export interface EngineInfo {
  readonly name: string;
  readonly label: string;
  /** The best first; what each is follows the colon. */
  readonly setups: readonly string[];
  /** The package to be installed beside the bench; none for what the project has anyway. */
  readonly package?: string;
}

export const ENGINES: readonly EngineInfo[] = [
  { name: "ours", label: "ours", setups: ["words, pairs, vectors", "words, pairs"] },
  { name: "minisearch", label: "MiniSearch", setups: ["plain", "words", "pairs"], package: "minisearch" },
  { name: "flexsearch", label: "FlexSearch", setups: ["pairs", "words", "plain"], package: "flexsearch" },
  { name: "orama", label: "Orama", setups: ["plain", "words", "pairs"], package: "@orama/orama" },
  { name: "fts5", label: "SQLite FTS5", setups: ["plain", "words", "pairs", "trigram"] },
  {
    name: "lancedb",
    label: "LanceDB",
    setups: ["plain", "words", "pairs", "icu"],
    package: "@lancedb/lancedb",
  },
];

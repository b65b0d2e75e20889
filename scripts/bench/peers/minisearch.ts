/** MiniSearch: an inverted index in plain objects, kept as one JSON file. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Engine } from "../engine.js";
import { type Cutting, createCutter } from "./cutting.js";
import { loadPeer } from "./load.js";

interface MiniSearch {
  addAll(documents: readonly object[]): void;
  search(query: string): { readonly id: string }[];
}
interface MiniSearchModule {
  readonly default: {
    new (options: object): MiniSearch;
    loadJSON(json: string, options: object): MiniSearch;
  };
}

const FILE = "minisearch.json";

export async function createEngine(setup: string): Promise<Engine> {
  const { default: MiniSearch } = await loadPeer<MiniSearchModule>("minisearch");
  const cutter = createCutter(setup as Cutting);
  const options = {
    fields: ["title", "text"],
    tokenize: cutter.terms,
    processTerm: (term: string) => term,
    searchOptions: { tokenize: cutter.asked, boost: { title: 2 } },
  };
  return {
    prepare: cutter.prepare,
    async build(articles, { folder }) {
      const index = new MiniSearch(options);
      index.addAll(articles.map(({ id, title, body }) => ({ id, title, text: body })));
      await writeFile(join(folder, FILE), JSON.stringify(index));
    },
    async open({ folder }) {
      const index = MiniSearch.loadJSON(await readFile(join(folder, FILE), "utf8"), options);
      return {
        search: ({ text }, k) =>
          index
            .search(text)
            .slice(0, k)
            .map(({ id }) => id),
      };
    },
  };
}

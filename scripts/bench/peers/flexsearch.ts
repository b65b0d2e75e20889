/**
 * FlexSearch: terms sorted into a few steps of relevance by where they stand,
 * counted without frequencies. Kept as the files its own export writes.
 */
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Engine } from "../engine.js";
import { type Cutting, createCutter } from "./cutting.js";
import { loadPeer } from "./load.js";

interface FlexIndex {
  add(id: string, text: string): void;
  search(text: string, options: object): string[];
  export(write: (key: string, data: string | undefined) => Promise<void>): Promise<void>;
  import(key: string, data: string): void;
}
interface FlexModule {
  readonly Index: new (options: object) => FlexIndex;
}

export async function createEngine(setup: string): Promise<Engine> {
  const { Index } = await loadPeer<FlexModule>("flexsearch");
  const cutter = createCutter(setup as Cutting);
  // The search gives what holds every term, and with `suggest` also what holds most of them.
  const create = () => new Index({ tokenize: "strict", encode: cutter.terms, resolution: 9 });
  return {
    prepare: cutter.prepare,
    async build(articles, { folder }) {
      const index = create();
      for (const { id, title, body } of articles) index.add(id, `${title}\n${body}`);
      await index.export(async (key, data) => {
        if (data !== undefined) await writeFile(join(folder, `${key}.json`), data);
      });
    },
    async open({ folder }) {
      const index = create();
      for (const name of await readdir(folder))
        index.import(name.replace(/\.json$/, ""), await readFile(join(folder, name), "utf8"));
      return { search: ({ text }, k) => index.search(text, { limit: k, suggest: true }) };
    },
  };
}

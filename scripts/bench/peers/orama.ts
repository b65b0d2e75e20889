/** Orama: a radix tree with BM25, kept as one JSON file. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Engine } from "../engine.js";
import { type Cutting, createCutter } from "./cutting.js";
import { loadPeer } from "./load.js";

interface OramaModule {
  create(options: object): object;
  insertMultiple(index: object, documents: readonly object[], batch: number): Promise<unknown>;
  search(index: object, options: object): Promise<{ readonly hits: readonly { readonly id: string }[] }>;
  save(index: object): object;
  load(index: object, saved: object): void;
}

const FILE = "orama.json";
/** Its search takes whatever begins with a word; its `exact` looks for the whole query. With an end, words are words. */
const END = "\n";
/** It counts a word as a share of the text, so that `k` of 1.2 among some 400 words is 0.003, and length is in it already. */
const RELEVANCE = { k: 0.003, b: 0, d: 0 };

export async function createEngine(setup: string): Promise<Engine> {
  const orama = await loadPeer<OramaModule>("@orama/orama");
  const cutter = createCutter(setup as Cutting);
  const termsOf = (text: string) => cutter.terms(text).map((term) => term + END);
  const create = () =>
    orama.create({
      schema: { title: "string", text: "string" },
      components: {
        tokenizer: { language: "chinese", normalizationCache: new Map(), tokenize: termsOf },
      },
    });
  return {
    prepare: cutter.prepare,
    async build(articles, { folder }) {
      const index = create();
      await orama.insertMultiple(
        index,
        articles.map(({ id, title, body }) => ({ id, title, text: body })),
        500,
      );
      await writeFile(join(folder, FILE), JSON.stringify(orama.save(index)));
    },
    async open({ folder }) {
      const index = create();
      orama.load(index, JSON.parse(await readFile(join(folder, FILE), "utf8")) as object);
      return {
        async search({ text }, k) {
          // `threshold: 1`: any of the words will do.
          const { hits } = await orama.search(index, {
            term: text,
            limit: k,
            threshold: 1,
            relevance: RELEVANCE,
            boost: { title: 2 },
          });
          return hits.map(({ id }) => id);
        },
      };
    },
  };
}

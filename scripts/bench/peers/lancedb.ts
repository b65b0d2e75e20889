/** LanceDB's full-text index, in Rust and on disk; it is given terms divided by spaces, or cuts by ICU itself. */
import type { Engine } from "../engine.js";
import { type Cutting, createCutter } from "./cutting.js";
import { loadPeer } from "./load.js";

interface Query {
  select(columns: readonly string[]): Query;
  limit(count: number): Query;
  toArray(): Promise<{ readonly id: string }[]>;
}
interface Table {
  createIndex(column: string, options: object): Promise<void>;
  search(query: object, type: "fts"): Query;
}
interface Connection {
  createTable(name: string, rows: readonly object[]): Promise<Table>;
  openTable(name: string): Promise<Table>;
}
interface LanceModule {
  connect(folder: string): Promise<Connection>;
  readonly Index: { fts(options: object): object };
  readonly MatchQuery: new (terms: string, column: string) => object;
}

const TABLE = "news";

export async function createEngine(setup: string): Promise<Engine> {
  const { connect, Index, MatchQuery } = await loadPeer<LanceModule>("@lancedb/lancedb");
  const own = setup === "icu";
  const cutter = createCutter(own ? "pairs" : (setup as Cutting));
  const given = own ? (text: string) => text : (text: string) => cutter.terms(text).join(" ");
  const asked = own ? (text: string) => text : (text: string) => cutter.asked(text).join(" ");
  const options = {
    baseTokenizer: own ? "icu" : "whitespace",
    lowercase: true,
    stem: false,
    removeStopWords: false,
    asciiFolding: false,
    withPosition: false,
    maxTokenLength: 40,
  };
  return {
    prepare: cutter.prepare,
    async build(articles, { folder }) {
      const connection = await connect(folder);
      const rows = articles.map(({ id, title, body }) => ({ id, text: given(`${title}\n${body}`) }));
      const table = await connection.createTable(TABLE, rows);
      await table.createIndex("text", { config: Index.fts(options) });
    },
    async open({ folder }) {
      const table = await (await connect(folder)).openTable(TABLE);
      return {
        async search({ text }, k) {
          const rows = await table
            .search(new MatchQuery(asked(text), "text"), "fts")
            .select(["id"])
            .limit(k)
            .toArray();
          return rows.map(({ id }) => id);
        },
      };
    },
  };
}

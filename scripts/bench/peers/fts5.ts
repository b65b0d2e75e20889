/** SQLite's full-text search, in the library the bot keeps its store in. */
import { join } from "node:path";
import Sqlite from "libsql";
import type { Engine } from "../engine.js";
import { type Cutting, createCutter } from "./cutting.js";

const FILE = "fts5.db";

export async function createEngine(setup: string): Promise<Engine> {
  // FTS5's own way with Chinese: every three characters. It needs no terms, but words of two are not found.
  const own = setup === "trigram";
  const cutter = createCutter(own ? "plain" : (setup as Cutting));
  const given = own ? (text: string) => text : (text: string) => cutter.terms(text).join(" ");
  return {
    prepare: cutter.prepare,
    async build(articles, { folder }) {
      const database = new Sqlite(join(folder, FILE));
      database.exec("PRAGMA journal_mode = off");
      const tokenizer = own ? "trigram" : "unicode61 remove_diacritics 0";
      database.exec(
        `CREATE VIRTUAL TABLE news USING fts5(title, body, content='', tokenize='${tokenizer}');
         CREATE TABLE ids (number INTEGER PRIMARY KEY, id TEXT)`,
      );
      const insert = database.prepare("INSERT INTO news (rowid, title, body) VALUES (?, ?, ?)");
      const name = database.prepare("INSERT INTO ids (number, id) VALUES (?, ?)");
      database.transaction(() => {
        articles.forEach(({ id, title, body }, i) => {
          insert.run(i + 1, given(title), given(body));
          name.run(i + 1, id);
        });
      })();
      database.exec("INSERT INTO news (news) VALUES ('optimize')");
      database.close();
    },
    async open({ folder }) {
      const database = new Sqlite(join(folder, FILE));
      const find = database.prepare(
        `SELECT id FROM (SELECT rowid AS number, bm25(news, 2, 1) AS score FROM news WHERE news MATCH ?
         ORDER BY score LIMIT ?) JOIN ids USING (number) ORDER BY score`,
      );
      const parts = own ? (text: string) => threes(text) : cutter.asked;
      return {
        search({ text }, k) {
          const any = parts(text)
            .map((term) => `"${term.replaceAll('"', '""')}"`)
            .join(" OR ");
          return any === "" ? [] : (find.all(any, k) as { id: string }[]).map(({ id }) => id);
        },
      };
    },
  };
}

function threes(text: string): string[] {
  const units = [...text];
  return [...new Set(units.slice(2).map((_, i) => units.slice(i, i + 3).join("")))];
}

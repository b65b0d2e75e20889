/** What an import says at its end: a table for people, JSON for programs. */
import type { WrittenArticle } from "../src/news/archive-write.js";
import { coloursFor } from "./cli.js";

export interface ImportReport {
  readonly folder: string;
  readonly articles: readonly WrittenArticle[];
  /** Headlines whose story is on no page that was imported. */
  readonly orphans: readonly { readonly file: string; readonly headline: string }[];
  readonly faults: readonly { readonly file: string; readonly reason: string }[];
  readonly removed: readonly string[];
  readonly stale: readonly string[];
}

export function renderJson({ articles, orphans, faults, removed, stale }: ImportReport): string {
  const rows = articles.map(({ article, file, state, warnings }) => ({
    id: article.id,
    title: article.title,
    kind: article.kind,
    page: article.page,
    publishedOn: article.publishedOn,
    characters: countCharacters(article.body),
    warnings,
    file,
    state,
  }));
  return `${JSON.stringify({ articles: rows, orphans, faults, removed, stale })}\n`;
}

/** Columns in terminal cells; the last takes what is left. */
const COLUMNS = [
  { head: "title", width: 42 },
  { head: "kind", width: 8 },
  { head: "page", width: 5, right: true },
  { head: "day", width: 11 },
  { head: "chars", width: 6, right: true },
  { head: "warnings", width: 0 },
] as const;

export function renderTable({ folder, articles, orphans, removed, stale }: ImportReport): string {
  const { bold, yellow, dim } = coloursFor(process.stdout);
  const lines: string[] = [];
  if (articles.length > 0) lines.push(bold(renderRow(COLUMNS.map(({ head }) => head))));
  for (const { article, state, warnings } of articles) {
    const cells = [
      article.title,
      article.kind,
      article.page ?? "–",
      article.publishedOn ?? "–",
      countCharacters(article.body),
    ];
    const row = renderRow([...cells.map(String), warnings.join("; ")]);
    lines.push(state === "unchanged" ? dim(row) : warnings.length > 0 ? yellow(row) : row);
  }
  if (articles.length > 0) lines.push("");
  for (const { file, headline } of orphans)
    lines.push(yellow(`headline without a story: ${headline} (${file})`));
  for (const file of removed) lines.push(`removed, written by an earlier import of this page: ${file}`);
  for (const file of stale) lines.push(yellow(`no longer on its page, but edited by hand and kept: ${file}`));
  lines.push(renderCount(articles, folder));
  return `${lines.join("\n")}\n`;
}

function renderCount(articles: readonly WrittenArticle[], folder: string): string {
  const count = (state: WrittenArticle["state"]) =>
    articles.filter((article) => article.state === state).length;
  const parts = [`${count("written")} written`, `${count("unchanged")} unchanged`];
  if (count("kept") > 0) parts.push(`${count("kept")} kept as edited by hand`);
  return `${articles.length} items → ${folder}: ${parts.join(", ")}`;
}

function renderRow(cells: readonly string[]): string {
  return COLUMNS.map(({ width, ...column }, i) => {
    const cell = cells[i]!;
    if (width === 0) return cell;
    const cut = cutCells(cell, width - 1);
    const space = " ".repeat(width - 1 - cellsOf(cut));
    return "right" in column ? `${space}${cut} ` : `${cut}${space} `;
  })
    .join(" ")
    .trimEnd();
}

/** Characters of the text, white space not counted. */
function countCharacters(body: string): number {
  return [...body.replace(/\s/g, "")].length;
}

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/** Cells a text takes in a terminal: two for a Chinese character. */
export function cellsOf(text: string): number {
  return [...text].reduce((cells, char) => cells + (WIDE.test(char) ? 2 : /\p{M}/u.test(char) ? 0 : 1), 0);
}

function cutCells(text: string, most: number): string {
  if (cellsOf(text) <= most) return text;
  let cut = "";
  for (const char of text) {
    if (cellsOf(cut + char) > most - 1) break;
    cut += char;
  }
  return `${cut}…`;
}

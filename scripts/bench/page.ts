/** The page of `npm run bench -- --out`: plots, tables, and what one must know to trust or repeat them. */
import { type Contestant, nameOf, type Result } from "./compare.js";
import { escapeHtml } from "./html.js";
import type { Row } from "./measures.js";
import { coloursOf, cost, figureOf, scatter } from "./page-plots.js";
import { PAGE_STYLE } from "./page-style.js";
import { type Surroundings, withoutFolders } from "./surroundings.js";
import {
  BUILD,
  bestOf,
  COST,
  DISK,
  type Figure,
  FOUND,
  FOUND_BY_NEED,
  GROWING,
  growthOf,
  isSampled,
  LOAD,
  MEMORY,
  P50,
  rowsOf,
  type TableRow,
} from "./table.js";

export interface Report {
  readonly results: readonly Result[];
  readonly surroundings: Surroundings;
  /** What it was measured on, as given. */
  readonly source: { readonly articles: string; readonly questions: string };
}

export function renderPage({ results, surroundings, source }: Report): string {
  const sizes = [...new Set(results.map(({ articles }) => articles))].sort((a, b) => a - b);
  const largest = results.filter(({ articles }) => articles === sizes.at(-1));
  const colours = coloursOf(results);
  return [
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>Search measured</title><style>${PAGE_STYLE}</style></head><body>`,
    `<h1>Search measured</h1>${renderVerdict(largest)}`,
    `<h2>Quality against speed</h2><p>In ${count(sizes.at(-1))} articles; up and to the left is better. Time has a logarithmic axis.</p>`,
    `<div class="plots">${scatter(largest, colours, FOUND[1]!, "needed article first")}${scatter(largest, colours, FOUND[7]!, "all needed articles in ten")}</div>`,
    `<h2>Cost${sizes.length > 1 ? " against size" : ""}</h2><p>Lower is better. Logarithmic axes.</p>`,
    `<div class="plots">${[P50, MEMORY, DISK, BUILD, LOAD].map((figure) => cost(results, colours, figure)).join("")}</div>`,
    ...[...sizes].reverse().map((size) => renderSize(results.filter(({ articles }) => articles === size))),
    renderGrowth(results),
    renderSurroundings(results, surroundings, source),
    "</body></html>\n",
  ].join("\n");
}

function count(value: number | undefined): string {
  return (value ?? 0).toLocaleString("en");
}

/** What stands first of ours, and of the others, in three figures; who is level with it is named beside it. */
function renderVerdict(largest: readonly Result[]): string {
  const best = (ours: boolean, figure: Figure) => {
    const known = largest.flatMap((result) => {
      const value = isSampled(result) ? null : figureOf(result, figure);
      return (result.engine.name === "ours") === ours && value !== null ? [{ result, value }] : [];
    });
    const values = known.map(({ value }) => value);
    const first = figure.better === "less" ? Math.min(...values) : Math.max(...values);
    const shown = figure.render(first);
    const level = known.filter(({ value }) => figure.render(value) === shown);
    return level.length > 0 ? { shown, names: level.map(({ result }) => nameOf(result)).join("; ") } : null;
  };
  const sentences = [FOUND[1]!, FOUND[7]!, P50].flatMap((figure) => {
    const [own, other] = [best(true, figure), best(false, figure)];
    if (!own) return [];
    const against = other ? `, the best of the others ${other.shown} (${other.names})` : "";
    return [`<li>${escapeHtml(`${figure.head}: ${own.shown} (${own.names})${against}`)}</li>`];
  });
  return `<ul class="verdict">${sentences.join("")}</ul>`;
}

function renderSize(results: readonly Result[]): string {
  const [first] = results;
  if (!first) return "";
  return [
    `<h2>In ${count(first.articles)} articles, ${count(first.questions)} questions</h2>`,
    `<h3>Found</h3>${table(rowsOf(results, FOUND), FOUND)}`,
    `<h3>Questions that need one article, and several</h3>${table(rowsOf(results, FOUND_BY_NEED), FOUND_BY_NEED)}`,
    `<h3>By kind of question</h3>${renderKinds(results)}`,
    `<h3>Cost</h3>${table(rowsOf(results, COST), COST)}`,
  ].join("\n");
}

/** Kinds as rows and engines as columns: there may be twenty kinds, and never so many engines. */
function renderKinds(results: readonly Result[]): string {
  const measured = results.flatMap((result) =>
    result.outcome.kind === "measured"
      ? [{ name: nameOf(result), sampled: isSampled(result), kinds: result.outcome.quality.kinds }]
      : [],
  );
  const kinds = [...new Set(measured.flatMap((one) => Object.keys(one.kinds)))].sort();
  const tables = (["hit@1", "recall@10", "all@10"] as const).map((column) => {
    const head = measured.map(({ name }) => `<th>${escapeHtml(name)}</th>`).join("");
    const rows = kinds.map((kind) => renderKind(kind, column, measured));
    return `<details${column === "hit@1" ? " open" : ""}><summary>${column}</summary><div class="wide"><table><thead><tr><th></th><th>n</th>${head}</tr></thead><tbody>${rows.join("")}</tbody></table></div></details>`;
  });
  return tables.join("");
}

function renderKind(
  kind: string,
  column: keyof Row,
  measured: readonly { readonly sampled: boolean; readonly kinds: Readonly<Record<string, Row>> }[],
): string {
  const values = measured.map(({ kinds }) => kinds[kind]?.[column]);
  const best = Math.max(...values.map((value, i) => (measured[i]!.sampled ? 0 : (value ?? 0))));
  const asked = Math.max(...measured.map(({ kinds }) => kinds[kind]?.n ?? 0));
  const cells = values.map((value, i) => {
    const shown = value === undefined ? "–" : value.toFixed(3);
    const winner = value === best && values.length > 1 && !measured[i]!.sampled;
    return `<td>${winner ? `<b>${shown}</b>` : shown}</td>`;
  });
  return `<tr><th>${escapeHtml(kind)}</th><td>${asked}</td>${cells.join("")}</tr>`;
}

function renderGrowth(results: readonly Result[]): string {
  const growth = growthOf(results);
  if (!growth) return "";
  const times: readonly Figure[] = GROWING.map((figure) => ({
    ...figure,
    head: figure.head.replace(/ [a-zA-Z-]+$/, ""),
    render: (value) => `×${value.toFixed(1)}`,
  }));
  return `<h2>Growth</h2><p>From the smallest size to the largest there are ×${growth.factor.toFixed(1)} as many articles.</p>${table(growth.rows, times)}`;
}

function table(rows: readonly TableRow[], figures: readonly Figure[]): string {
  const best = bestOf(rows, figures);
  const head = figures.map(({ head, tells }) => `<th title="${escapeHtml(tells)}">${escapeHtml(head)}</th>`);
  const lines = rows.map(({ name, ours, values, failed, sampled }) => {
    const cells =
      failed === null
        ? values.map((value, i) => {
            const shown = value === null ? "–" : figures[i]!.render(value);
            const winner = value !== null && rows.length > 1 && !sampled && value === best[i];
            return winner ? `<td><b>${shown}</b></td>` : `<td>${shown}</td>`;
          })
        : [
            `<td class="failed" colspan="${figures.length}">failed: ${escapeHtml(withoutFolders(failed))}</td>`,
          ];
    return `<tr${ours ? ' class="ours"' : ""}><th>${escapeHtml(name)}</th>${cells.join("")}</tr>`;
  });
  return `<div class="wide"><table><thead><tr><th></th>${head.join("")}</tr></thead><tbody>${lines.join("")}</tbody></table></div>`;
}

function renderSurroundings(
  results: readonly Result[],
  { command, at, machine, node, load, cores, versions }: Surroundings,
  source: Report["source"],
): string {
  const setups = [...new Map(results.map((result) => [nameOf(result), result])).entries()];
  const cut = results.flatMap(({ outcome }) =>
    outcome.kind === "measured" ? (outcome.built.cutCharactersPerCpuS ?? []) : [],
  );
  const facts: readonly (readonly [string, string])[] = [
    ["command", command],
    ["measured", `${at} UTC`],
    ["machine", machine],
    ["load", `${load[0].toFixed(1)} before, ${load[1].toFixed(1)} at the end, on ${cores} cores`],
    ["Node", node],
    ["articles", withoutFolders(source.articles)],
    ["questions", withoutFolders(source.questions)],
    [
      "engines",
      setups.map(([name, one]) => `${name} ${versions[one.engine.label] ?? ""}: ${setupOf(one)}`).join("; "),
    ],
    ...(cut.length > 0
      ? [["words cut", `${(Math.max(...cut) / 1e6).toFixed(1)} million characters in a CPU-second`] as const]
      : []),
  ];
  const rows = facts.map(([name, value]) => `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd>`);
  return `<h2>How it was measured</h2><dl>${rows.join("")}</dl>${NOTES}`;
}

/** “words, pairs, vectors” by whom. */
function setupOf({ engine, setup, embedder }: Contestant): string {
  return engine.name === "ours" && setup === engine.setups[0] ? `${setup} (${embedder})` : setup;
}

const NOTES = `<p>Every engine is given the same articles and the same questions, as they were asked. For each size it builds its index in
one process and serves it in another. The time of a search goes from the text of the question to ten ids, cutting words included;
each question is asked three times and the middle time counts (once, where the engine is slow). Of a slow engine an even sample of the
questions is asked. Memory is what the serving process holds after all searches and a garbage collection, less what Node and the word
cutter's dictionary take. Ours keeps the articles themselves in memory and on disk, because it quotes them; the others keep an index only.
Ours is built, opened and asked as the bot does it; “ours, keywords” are its words, pairs and days alone, without vectors, dictionary
and the reading of the question.</p>
<p>words: jieba's words and the words inside them, without punctuation and words that say nothing; plain: each word once;
pairs: two neighbouring characters. Each of the others has the setup that found most in trials of all its setups.</p>
<p>hit@k: a needed article is among the first k. recall@k: share of the needed articles among the first k. all@k: all of them are.
MRR@10: mean of 1 / place of the first needed article. answer@1: the first article is a needed one or holds every fact of the answer.</p>`;

/**
 * The import table: who may use whom. It is what keeps the middle of the house pure and each library in one place.
 * Change it together with the map in the README.
 */
import { describe, expect, it } from "vitest";
import { readSources, type SourceText } from "./source-files.js";

/** A folder or file of `src` → the others it may import. `type:` allows `import type` only. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  errors: [],
  clock: [],
  log: [],
  loader: [],
  config: ["errors", "clock", "log"],
  news: ["errors", "clock", "log"],
  store: ["errors", "clock", "log"],
  index: ["errors", "clock", "log", "news"],
  search: ["errors", "clock", "log", "news", "index"],
  answer: ["errors", "clock", "log", "news", "search"],
  models: ["errors", "clock", "log", "news", "type:config", "type:index", "type:answer", "type:search"],
  bot: ["errors", "clock", "log", "news", "search", "answer", "store"],
  assemble: ["news", "index", "search", "answer"],
  wiring: ["errors", "clock", "config", "news", "index", "models", "index-check"],
  "index-check": ["errors", "loader", "index"],
  "index-check-process": ["errors", "index", "news"],
  "model-settings": ["clock", "config", "answer", "models"],
  serving: [
    "assemble",
    "wiring",
    "model-settings",
    "errors",
    "clock",
    "log",
    "loader",
    "config",
    "news",
    "index",
    "search",
    "answer",
    "models",
    "store",
    "bot",
  ],
  main: ["errors", "config", "log", "bot", "store", "serving"],
};

/** A package → the only places of `src` that may import it. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  grammy: ["src/bot/", "src/main.ts"],
  "@grammyjs/parse-mode": ["src/bot/"],
  "hnswlib-node": ["src/index/vectors.ts"],
  nodejieba: ["src/index/segmenters.ts"],
  openai: ["src/models/", "src/main.ts"],
  "@xenova/transformers": ["src/models/"],
  libsql: ["src/store/"],
  "opencc-js": ["src/news/"],
  "pinyin-pro": ["src/search/"],
  yaml: ["src/news/"],
  pino: ["src/log.ts"],
  zod: ["src/"],
};

/** They get the time, the network and the settings handed in. */
const PURE = /^src\/(news|index|search|answer)\//;
const NETWORK = /^node:(http|https|http2|net|tls|dns|dgram|child_process)$/;
const MAX_LINES = 300;

const sources = readSources("src");
const scripts = readSources("scripts");

/** `src/news/text.ts` → `news`, `src/clock.ts` → `clock` */
const partOf = (path: string) => /^src\/([^/.]+)/.exec(path)?.[1] ?? path;

function forbiddenImports({ path, imports }: SourceText): string[] {
  const allowed = MAY_IMPORT[partOf(path)];
  if (!allowed) return [`${path}: ${partOf(path)} is not in the table`];
  return imports.flatMap(({ target, ours, typeOnly }) => {
    if (!ours) return [];
    const part = partOf(target);
    const fine =
      part === partOf(path) || allowed.includes(part) || (typeOnly && allowed.includes(`type:${part}`));
    return fine ? [] : [`${path} imports ${target}`];
  });
}

function forbiddenPackages({ path, imports }: SourceText): string[] {
  return imports.flatMap(({ target, ours }) => {
    if (ours || (target.startsWith("node:") && !(PURE.test(path) && NETWORK.test(target)))) return [];
    const places = PACKAGES[target] ?? [];
    return places.some((place) => path.startsWith(place)) ? [] : [`${path} imports ${target}`];
  });
}

/** @returns the files of a circle in order, the first again at the end; empty if there is none */
function findCircle(files: readonly SourceText[]): string[] {
  const targets = new Map(files.map(({ path, imports }) => [path, imports.filter(({ ours }) => ours)]));
  const done = new Set<string>();
  const walk = (path: string, trail: readonly string[]): string[] => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path];
    if (done.has(path)) return [];
    for (const { target } of targets.get(path) ?? []) {
      const circle = walk(target, [...trail, path]);
      if (circle.length > 0) return circle;
    }
    done.add(path);
    return [];
  };
  for (const { path } of files) {
    const circle = walk(path, []);
    if (circle.length > 0) return circle;
  }
  return [];
}

describe("the house", () => {
  it("reads its own source", () => {
    // An empty list would make every rule below hold.
    expect(sources.map(({ path }) => path)).toContain("src/news/article.ts");
    const article = sources.find(({ path }) => path === "src/news/article.ts");
    expect(article?.imports.map(({ target }) => target)).toEqual(
      expect.arrayContaining(["zod", "src/clock.ts", "src/news/text.ts"]),
    );
    expect(sources.find(({ path }) => path === "src/clock.ts")?.handles).toContain("new Date()");
  });

  it("imports only downwards", () => {
    expect(sources.flatMap(forbiddenImports)).toEqual([]);
  });

  it("has no circle of imports", () => {
    expect(findCircle([...sources, ...scripts])).toEqual([]);
  });

  it("keeps each library where the table puts it", () => {
    expect(sources.flatMap(forbiddenPackages)).toEqual([]);
  });

  it("lets scripts use src, never tests", () => {
    const targets = scripts.flatMap(({ path, imports }) =>
      imports.map(({ target }) => `${path} imports ${target}`),
    );
    expect(targets.filter((line) => / imports (test|data|dist)\//.test(line))).toEqual([]);
  });

  it("does not reach for the clock, chance, the network or the console in the middle", () => {
    const reaching = sources
      .filter(({ path }) => PURE.test(path))
      .filter(({ handles }) => handles.length > 0);
    expect(reaching.map(({ path, handles }) => `${path}: ${handles.join(", ")}`)).toEqual([]);
  });

  it("reads the environment in config.ts, and in the rim of the scripts", () => {
    const readers = [...sources, ...scripts].filter(({ handles }) => handles.includes("process.env"));
    expect(readers.map(({ path }) => path).filter((path) => path !== "scripts/cli.ts")).toEqual([
      "src/config.ts",
    ]);
  });

  it("has no file that everyone adds to", () => {
    const long = [...sources, ...scripts].filter(({ lines }) => lines > MAX_LINES);
    expect(long.map(({ path, lines }) => `${path}: ${lines} lines`)).toEqual([]);
  });
});

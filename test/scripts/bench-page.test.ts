import fc from "fast-check";
import picocolors from "picocolors";
import { describe, expect, it } from "vitest";
import { nameOf, qualityOf, type Result } from "../../scripts/bench/compare.js";
import { ENGINES } from "../../scripts/bench/engines.js";
import { contestantsOf, noteOnMissing, sizesOf } from "../../scripts/bench/options.js";
import { renderPage } from "../../scripts/bench/page.js";
import { shorten } from "../../scripts/bench/page-plots.js";
import { placeLabels, spread } from "../../scripts/bench/plot-labels.js";
import { linearScale, logScale } from "../../scripts/bench/plot-scale.js";
import type { BenchQuestion } from "../../scripts/bench/questions.js";
import { withoutFolders } from "../../scripts/bench/surroundings.js";
import { bestOf, COST, FOUND, growthOf, renderTable, rowsOf } from "../../scripts/bench/table.js";
import type { IsoDay } from "../../src/clock.js";
import { anArticle } from "../fakes/articles.js";

const plain = picocolors.createColors(false);
const engine = (name: string) => ENGINES.find((one) => one.name === name)!;

function aResult(
  name: string,
  {
    articles = 100,
    ms = 1,
    right = true,
    setup = engine(name).setups[0]!,
    questions = 1,
    variant = null as string | null,
  } = {},
): Result {
  const question: BenchQuestion = {
    id: "q",
    kind: "figure <b>",
    query: { text: "问", clauses: ["问"], today: "2025-05-10" as IsoDay, period: null },
    gold: [["a"]],
    facts: [],
    answer: "",
  };
  const quality = qualityOf([
    { question, found: [anArticle({ id: right ? "a" : "b", body: "正文。" })], ms },
  ]);
  const built = { cpuS: 2, wallS: 3, bytes: 5e6, peakMb: 100 };
  const served = {
    loadMs: 40,
    loadCpuMs: 30,
    memoryMb: articles / 10,
    dictionaryMb: 200,
    asked: [0],
    found: [["a"]],
    ms: [ms],
    cpuMsPerQuestion: ms,
  };
  return {
    engine: engine(name),
    setup,
    embedder: "builtin",
    variant,
    articles,
    questions,
    outcome: { kind: "measured", built, served, quality },
  };
}

const failed = (name: string, reason: string): Result => ({
  ...aResult(name),
  outcome: { kind: "failed", reason },
});

const surroundings = {
  command: "npm run bench -- --folder <x>",
  at: "2025-05-10 08:00",
  machine: "a machine",
  node: "v20",
  load: [0.5, 1] as const,
  cores: 2,
  versions: { MiniSearch: "7.2.0" },
};
const page = (results: readonly Result[]) =>
  renderPage({
    results,
    surroundings,
    source: { articles: "/somewhere/of/mine/a.jsonl", questions: "q.jsonl" },
  });

describe("the page", () => {
  const html = page([
    aResult("ours"),
    aResult("ours", { setup: "words, pairs", ms: 0.5 }),
    aResult("minisearch", { ms: 20, right: false }),
    failed("orama", 'out of <memory> & "time"'),
    aResult("ours", { articles: 1000, ms: 2 }),
    aResult("minisearch", { articles: 1000, ms: 200 }),
  ]);

  it("fetches nothing from anywhere", () => {
    expect(html).not.toMatch(/<script|<link|<img|<iframe|@import|url\(|https?:|\bsrc=|\bhref=|\/\//i);
  });

  it("shows what came from outside as text", () => {
    expect(html).toContain("out of &lt;memory&gt; &amp; &quot;time&quot;");
    expect(html).toContain("--folder &lt;x&gt;");
    expect(html).toContain("figure &lt;b&gt;");
    expect(html).not.toMatch(/<memory>|<x>|figure <b>/);
  });

  it("does not tell where files lie on the machine", () => {
    const told = page([failed("ours", "/home/me/models/x.onnx is missing")]);

    expect(told).toContain("x.onnx is missing");
    expect(told).toContain("<dd>a.jsonl</dd>");
    expect(told).not.toMatch(/somewhere|home/);
  });

  it("opens and closes every element of its plots, and names its axes", () => {
    for (const tag of ["svg", "g", "text", "figure", "table", "details"]) {
      const opened = html.match(new RegExp(`<${tag}[ >]`, "g"))?.length;
      expect([tag, html.match(new RegExp(`</${tag}>`, "g"))?.length]).toEqual([tag, opened]);
    }
    expect(html).toContain("median time of a search, ms");
    expect(html).not.toMatch(/NaN|Infinity|undefined/);
  });

  it("names all that are level, and no chance winner among them", () => {
    const level = [aResult("ours", { variant: "no vectors" }), aResult("ours", { variant: "builtin" })];
    const behind = aResult("ours", { variant: "fake", right: false });

    const [verdict] = /<ul class="verdict">.*?<\/ul>/.exec(page([...level, behind]))!;

    expect(verdict).toContain("hit@1: 1.000 (ours, no vectors; ours, builtin)</li>");
  });

  it("shortens names of models so that those of one family stay apart", () => {
    const names = ["text-embedding-3-small", "text-embedding-3-large", "bge-small-zh-v1.5"].map((name) =>
      shorten(name),
    );

    expect(names).toEqual(["text-emb…-3-small", "text-emb…-3-large", "bge-small-zh-v1.5"]);
    const [, cost] = page([aResult("ours", { variant: "text-embedding-3-small" })]).split("<h2>Cost");
    expect(cost).toContain(">text-emb…-3-small</text>");
    expect(cost).toContain("<th>ours, text-embedding-3-small</th>");
  });

  it("stands even where everything failed", () => {
    expect(page([failed("ours", "no disk")])).toContain("failed: no disk");
  });
});

describe("the table", () => {
  it("aligns figures, and says below why an engine has none", () => {
    const rows = rowsOf(
      [aResult("ours"), aResult("fts5", { right: false }), failed("orama", "no memory")],
      FOUND.slice(0, 2),
    );

    expect(renderTable(rows, FOUND.slice(0, 2), plain).split("\n")).toEqual([
      "             asked  hit@1",
      "ours             1  1.000",
      "SQLite FTS5      1  0.000",
      "Orama failed: no memory",
    ]);
  });

  it("names a setup only where it is not the best one", () => {
    expect(nameOf(aResult("minisearch"))).toBe("MiniSearch");
    expect(nameOf(aResult("minisearch", { setup: "pairs" }))).toBe("MiniSearch (pairs)");
  });

  it("has no winner among engines that were asked a sample only, in any column", () => {
    // Faster and never wrong, but on one question of two.
    const sampled = aResult("flexsearch", { ms: 0.1, questions: 2 });
    const whole = aResult("minisearch", { ms: 5, right: false });
    const second = aResult("fts5", { ms: 9, right: false });

    for (const figures of [FOUND, COST]) {
      const rows = rowsOf([sampled, whole, second], figures);
      const ofWhole = rowsOf([whole, second], figures);
      expect(bestOf(rows, figures)).toEqual(bestOf(ofWhole, figures));
    }
    const html = page([sampled, whole, second]);
    const row = /<tr><th>FlexSearch<\/th>.*?<\/tr>/.exec(html)![0];
    expect(row).not.toContain("<b>");
    expect(/<tr><th>figure &lt;b&gt;<\/th>.*?<\/tr>/.exec(html)![0]).not.toContain("<b>1.000</b>");
    expect(/<ul class="verdict">.*?<\/ul>/.exec(page([aResult("ours"), sampled]))![0]).not.toContain(
      "FlexSearch",
    );
  });

  it("tells embedders apart where several are compared", () => {
    const names = ["builtin", "Xenova/bge-small-zh-v1.5"].map((variant) =>
      nameOf(aResult("ours", { variant })),
    );

    expect(names).toEqual(["ours, builtin", "ours, Xenova/bge-small-zh-v1.5"]);
  });

  it("gives growth as factors, and none for one size", () => {
    const growth = growthOf([aResult("ours"), aResult("ours", { articles: 1000, ms: 3 })]);

    expect(growth).toMatchObject({ factor: 10, rows: [{ name: "ours", values: [3, 10, 1, 1, 1] }] });
    expect(growthOf([aResult("ours")])).toBeNull();
  });

  it("has a figure for every column", () => {
    expect(rowsOf([aResult("ours")], COST)[0]!.values.every((value) => value !== null)).toBe(true);
  });
});

describe("which engines run", () => {
  const missing = ENGINES.filter((one) => one.package !== undefined);
  const installed = (one: { package?: string }) => one.package === undefined;

  it("goes on with what there is, and says how to get the rest", () => {
    expect(noteOnMissing({}, missing)).toBe(
      "not measured: MiniSearch, FlexSearch, Orama, LanceDB; to have them: npm install --prefix scripts/bench/peers",
    );
    expect(contestantsOf({}, installed).map(nameOf)).toEqual(["ours", "ours, keywords", "SQLite FTS5"]);
  });

  it("sets embedders side by side, without the other engines unless they are asked for", () => {
    const embedder = ["builtin", "none"];
    const ours = ["ours, builtin", "ours, no vectors", "ours, keywords"];

    expect(contestantsOf({ embedder }, installed).map(nameOf)).toEqual(ours);
    expect(contestantsOf({ embedder, peers: true }, installed).map(nameOf)).toEqual([...ours, "SQLite FTS5"]);
    expect(contestantsOf({ embedder, only: ["ours"] }, installed).map(nameOf)).toEqual(ours.slice(0, 2));
    expect(noteOnMissing({ embedder }, missing)).toBeNull();
  });

  it("is silent where they were not wanted, and stops where they were", () => {
    expect(noteOnMissing({ peers: false }, missing)).toBeNull();
    expect(contestantsOf({ peers: false }, installed).map(nameOf)).toEqual(["ours", "ours, keywords"]);
    expect(() => noteOnMissing({ peers: true }, missing)).toThrow("not installed: MiniSearch");
    expect(() => noteOnMissing({ only: ["ours", "orama:pairs"] }, missing)).toThrow("not installed: Orama");
  });

  it("knows names and setups", () => {
    expect(contestantsOf({ only: ["lancedb:icu"] }, installed).map(nameOf)).toEqual(["LanceDB (icu)"]);
    expect(() => contestantsOf({ only: ["lucene"] }, installed)).toThrow(
      "“lucene” is none of ours, minisearch",
    );
    expect(() => contestantsOf({ only: ["fts5:icu"] }, installed)).toThrow("has no setup “icu”");
  });

  it("searches in a small pool beside a large one", () => {
    expect([sizesOf(undefined, 42), sizesOf(undefined, 20_000), sizesOf([500, 9_000], 800)]).toEqual([
      [42],
      [2_000, 20_000],
      [500, 800],
    ]);
  });
});

describe("paths that are told", () => {
  it("begin at the current folder or are a last name", () => {
    const inside = `--out=${process.cwd()}/data/page.html`;

    expect(withoutFolders(`--folder /data/of/mine/crud ${inside}`)).toBe(
      "--folder crud --out=data/page.html",
    );
    expect(withoutFolders("12/15 of a/b and 1.5 MB/s")).toBe("12/15 of a/b and 1.5 MB/s");
  });
});

describe("plots", () => {
  const values = fc.array(fc.double({ min: 1e-3, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 8 });

  it("keep every value between the ends of its axis, with ticks on it", () => {
    fc.assert(
      fc.property(values, (given) => {
        for (const scale of [linearScale(given, [50, 400]), logScale(given, [50, 400])]) {
          for (const value of [...given, ...scale.ticks]) {
            expect(scale.at(value)).toBeGreaterThanOrEqual(49.9);
            expect(scale.at(value)).toBeLessThanOrEqual(400.1);
          }
        }
      }),
    );
  });

  it("put no label on another while there is room", () => {
    const area = { left: 50, right: 430, top: 16, bottom: 280 };
    const points = Array.from({ length: 6 }, (_, i) => ({ x: 200 + i * 3, y: 150, text: `engine ${i}` }));

    const boxes = placeLabels(points, area).map(({ x, y, text, anchor }) => {
      const width = text.length * 6.8;
      const left = anchor === "start" ? x : anchor === "end" ? x - width : x - width / 2;
      return { left, right: left + width, y };
    });

    const clashes = boxes.flatMap((a, i) =>
      boxes.slice(i + 1).filter((b) => a.left < b.right && b.left < a.right && Math.abs(a.y - b.y) < 12),
    );
    expect(clashes).toEqual([]);
  });

  it("move names apart in their order, inside the plot", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 20, max: 270, noNaN: true }), { minLength: 1, maxLength: 8 }),
        (heights) => {
          const placed = spread(heights, 14, [20, 280]);
          const sorted = [...placed].sort((a, b) => a - b);
          expect(sorted.every((height, i) => i === 0 || height - sorted[i - 1]! >= 13.99)).toBe(true);
          expect(sorted[0]).toBeGreaterThanOrEqual(19.99);
          expect(sorted.at(-1)).toBeLessThanOrEqual(280.01);
        },
      ),
    );
  });
});

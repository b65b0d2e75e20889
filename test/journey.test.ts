/**
 * The whole road through the real commands, each a process of its own, in folders of its own: the raw text of a page
 * in, a cited answer out. What single parts do is tested beside them; here it is that they fit.
 */
import { spawn } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Article, parseArticleMarkdown } from "../src/news/article.js";
import { ROOT } from "./source-files.js";

const folder = mkdtempSync(join(tmpdir(), "journey-"));
const at = (...names: string[]) => join(folder, ...names);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Seen {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs a command as npm would, with nothing of this shell's settings. */
function run(
  command: string,
  args: readonly string[],
  { env = {}, input = "" }: { env?: Record<string, string>; input?: string } = {},
): Promise<Seen> {
  const child = spawn(process.execPath, ["--import", "tsx", `scripts/${command}.ts`, ...args], {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      ARTICLES_DIR: at("articles"),
      INDEX_DIR: at("index"),
      ...env,
    },
  });
  const seen = { out: "", err: "" };
  return new Promise((resolve) => {
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      seen.out += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      seen.err += text;
    });
    child.on("close", (code) => resolve({ code, ...seen }));
    child.stdin.end(input);
  });
}

const ask = (...args: string[]) => run("ask", ["--today", "2025-04-10", ...args]);

/** The articles as they stand on disk after the import. */
function storedArticles(): Map<string, Article> {
  const names = readdirSync(at("articles")).filter((name) => name.endsWith(".md"));
  return new Map(
    names.map((name) => {
      const id = name.replace(/\.md$/, "");
      return [id, parseArticleMarkdown(readFileSync(at("articles", name), "utf8"), { id, where: name })];
    }),
  );
}

const rowsOf = (path: string) =>
  readFileSync(path, "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));

let imported: Seen;
let first: Seen;
beforeAll(async () => {
  mkdirSync(at("pages"));
  copyFileSync(join(import.meta.dirname, "fixtures/journey-page.txt"), at("pages", "2025-03-31-p1.txt"));
  imported = await run("import", ["--json", at("pages")]);
  first = await ask("--json", "徐汇和上汽集团什么时候签的协议？");
}, 60_000);

// 15 s on two free cores; a loaded machine may take three times as long.
describe("from a page to a cited answer", { timeout: 60_000 }, () => {
  it("takes the articles off the page, with day, page, byline and source", () => {
    expect(imported).toMatchObject({ code: 0, err: "" });
    expect(JSON.parse(imported.out).articles).toHaveLength(2);
    const [signing, library] = [...storedArticles().values()]
      .sort((a, b) => (a.title > b.title ? -1 : 1))
      .reverse();
    expect(signing).toMatchObject({
      title: "徐汇区与上汽集团签署框架协议",
      publishedOn: "2025-03-31",
      page: 1,
      byline: "王永娟 陈文卿",
      source: "区投促办",
    });
    expect(library!.body).toContain("从3月29日起延长开放，每晚开到21点。");
  });

  it("builds the index when first asked, and says so in one line", () => {
    expect(first.err.trim().split("\n")).toEqual([expect.stringMatching(/built the index of 2 articles/)]);
    expect(existsSync(at("index", "CURRENT"))).toBe(true);
  });

  it("answers with a quote that stands word for word in the stored article", () => {
    expect(first.code).toBe(0);
    const answer = JSON.parse(first.out);
    expect(answer).toMatchObject({
      question: "徐汇和上汽集团什么时候签的协议？",
      status: "answered",
      mode: "extractive",
      text: expect.stringContaining("**3月20日**"),
      citations: [
        {
          marker: 1,
          title: "徐汇区与上汽集团签署框架协议",
          publishedOn: "2025-03-31",
          page: 1,
          paper: "徐汇报",
        },
      ],
      generation: readFileSync(at("index", "CURRENT"), "utf8").trim(),
      timings: { searchMs: expect.any(Number), totalMs: expect.any(Number) },
    });
    for (const { articleId, quote } of answer.citations) {
      expect(storedArticles().get(articleId)!.body).toContain(quote);
    }
  });

  it("finds articles, each once, best first, with the part that holds the words", async () => {
    const found = await run("search", ["--json", "--k", "5", "图书馆"]);

    expect(found).toMatchObject({ code: 0, err: "" });
    const { query, results, timings } = JSON.parse(found.out);
    expect({ query, timings }).toEqual({ query: "图书馆", timings: { totalMs: expect.any(Number) } });
    expect(results).toEqual([
      {
        rank: 1,
        articleId: expect.stringContaining("图书馆"),
        chunkId: expect.stringContaining("#"),
        score: expect.any(Number),
        title: "邻里图书馆延长开放时间",
        publishedOn: "2025-03-31",
        text: expect.any(String),
      },
    ]);
    expect(storedArticles().get(results[0].articleId)!.body).toContain(results[0].text);
  });

  it("answers a file of questions in its order, refuses what the paper does not say, and names a broken line", async () => {
    const history = [
      { role: "user", content: "上汽集团的董事长是谁？" },
      { role: "assistant", content: "「上汽集团董事长**王晓秋**、区委书记曹立强出席。」[1]" },
    ];
    const lines = [
      { id: "who", question: "他出席了什么活动？", history },
      { id: "none", question: "徐汇与复旦大学签了什么协议？" },
      { id: 3, question: "你好" },
    ].map((line) => JSON.stringify(line));
    writeFileSync(at("questions.jsonl"), `${lines[0]}\n{"id":\n${lines[1]}\n${lines[2]}\n`);
    writeFileSync(at("searches.jsonl"), '{"id":"a","query":"图书馆"}\n{"id":"b"}\n');

    const [asked, searched] = await Promise.all([
      ask("--batch", at("questions.jsonl"), "--out", at("answers.jsonl")),
      run("search", ["--batch", at("searches.jsonl"), "--out", at("found.jsonl")]),
    ]);

    expect([asked.code, searched.code]).toEqual([1, 1]);
    const [who, broken, none, hello] = rowsOf(at("answers.jsonl"));
    expect(who).toMatchObject({ id: "who", status: "answered", text: expect.stringContaining("王晓秋") });
    expect(broken).toEqual({ id: null, error: "line 2: not JSON" });
    expect(none).toMatchObject({
      id: "none",
      status: "not_found",
      text: expect.stringContaining("复旦大学"),
      citations: [],
      nearest: expect.arrayContaining([
        expect.objectContaining({ title: "徐汇区与上汽集团签署框架协议", publishedOn: "2025-03-31" }),
      ]),
    });
    expect(hello).toMatchObject({ id: "3", status: "chat", citations: [] });
    expect(rowsOf(at("found.jsonl"))).toEqual([
      {
        id: "a",
        query: "图书馆",
        results: [expect.objectContaining({ rank: 1 })],
        timings: expect.anything(),
      },
      { id: "b", error: "line 2: query: a query is needed" },
    ]);
  });

  it("keeps a conversation, and says when the articles have changed since the index was built", async () => {
    writeFileSync(
      at("articles", "market.md"),
      "---\ntitle: 菜场改造完成\n---\n菜场改造完成，摊位增加到八十二个。\n",
    );

    const talk = await run("ask", ["--today", "2025-04-10"], {
      input: "上汽集团的董事长是谁？\n他出席了什么活动？\n",
    });

    expect(talk.code).toBe(0);
    expect(talk.err).toContain("the articles changed since this index was built; npm run index");
    const [, first, second] = talk.out.split("问>");
    expect(first).toContain("王晓秋");
    expect(second).toContain("王晓秋");
    expect(second).toContain("出处");
  });

  it("answers from what was added once the index is built again, without colours where NO_COLOR says so", async () => {
    const build = await run("index", ["--json"]);
    const answer = await run("ask", ["菜场有多少个摊位？"], { env: { FORCE_COLOR: "1", NO_COLOR: "1" } });

    expect(JSON.parse(build.out)).toMatchObject({ built: true, counts: { articles: 3 }, faults: [] });
    expect(answer.code).toBe(0);
    expect(answer.err).not.toContain("changed");
    expect(answer.out).toContain("增加到八十二个");
    expect(answer.out).toContain("出处\n[1] 菜场改造完成 · 日期不详");
    expect(answer.out).not.toContain("\u001b[");
  });

  it("ends with 1 where something could not be done, and 2 where it was asked wrongly", async () => {
    mkdirSync(at("bad"));
    writeFileSync(at("bad", "empty.txt"), "");
    const none = { ARTICLES_DIR: at("nowhere"), INDEX_DIR: at("no-index") };
    const [empty, nothing, day, words] = await Promise.all([
      run("import", ["--out", at("elsewhere"), at("bad")]),
      run("ask", ["图书馆在哪里？"], { env: none }),
      run("ask", ["--today", "31.3.2025", "图书馆在哪里？"]),
      run("search", []),
    ]);

    expect([empty.code, nothing.code]).toEqual([1, 1]);
    expect(empty.err).toContain("empty.txt");
    expect(nothing.err).toContain(at("nowhere"));
    expect([day.code, words.code]).toEqual([2, 2]);
    expect(day.err).toContain("31.3.2025");
    expect(day.out + words.out).toBe("");
  });

  it("explains every command", async () => {
    const commands = ["import", "index", "search", "ask"];

    for (const [i, help] of (
      await Promise.all(commands.map((command) => run(command, ["--help"])))
    ).entries()) {
      expect(help).toMatchObject({ code: 0, err: "" });
      expect(help.out).toContain(`Usage: npm run ${commands[i]} -- `);
    }
  });
});

/** The index as `npm run index` builds it: from a folder of articles, run after run, and looked over. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { generationDir } from "../../src/index/generation.js";
import { type BuildIndexOptions, buildIndex, checkIndex } from "../../src/wiring.js";
import { ROOT } from "../source-files.js";

let root: string;
let options: BuildIndexOptions;
const place = (name: string) => join(options.articlesPath, `${name}.md`);
const write = (name: string, body: string) =>
  writeFile(place(name), `---\ntitle: 第${name}篇\npublished: 2025-03-31\n---\n\n${body}\n`);

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "building-"));
  options = {
    articlesPath: join(root, "articles"),
    dictionaryDir: join(root, "dict"),
    indexDir: join(root, "index"),
  };
  await mkdir(options.articlesPath);
  for (let i = 0; i < 30; i++) await write(`${i}`, `河边步道第${i}段开放，全长${i}公里，沿途种了樱花。`);
});
afterAll(() => rm(root, { recursive: true }));

it("embeds each text once, over edits, additions and deletions", async () => {
  const first = await buildIndex(options);
  const unchanged = await buildIndex(options);
  await write("3", "图书馆今天闭馆，读者可以到邻里中心还书。");
  const edited = await buildIndex(options);
  await rm(place("4"));
  const deleted = await buildIndex(options);

  expect([first.built, first.embedded, first.cached]).toEqual([true, 30, 0]);
  expect([unchanged.built, unchanged.embedded]).toEqual([false, 0]);
  expect(unchanged.manifest.id).toBe(first.manifest.id);
  expect([edited.built, edited.embedded, edited.cached]).toEqual([true, 1, 29]);
  expect(edited.manifest.embedder).toMatchObject({
    id: first.manifest.embedder.id,
    fit: { texts: 30, changed: 1 },
  });
  expect([deleted.embedded, deleted.cached]).toEqual([0, 29]);

  const refitted = await buildIndex({ ...options, full: true });
  expect(refitted.manifest.embedder.fit).toEqual({ texts: 29, changed: 0 });
  expect(refitted.manifest.embedder.id).not.toBe(first.manifest.embedder.id);
}, 60_000);

it("is looked over generation by generation, and says which are whole", async () => {
  const reports = await checkIndex(options.indexDir);
  expect(reports.map(({ faults }) => faults)).toEqual([[], [], []]);

  const [newest, second] = reports;
  const path = join(generationDir(options.indexDir, second!.id), "vectors.f32");
  const right = await readFile(path);
  await writeFile(path, Buffer.from(right).fill(0, 100, 200));
  await writeFile(join(options.indexDir, "CURRENT"), "nothing");
  const damaged = await checkIndex(options.indexDir);
  expect(damaged.map(({ id, faults }) => [id, faults.length])).toEqual([
    ["CURRENT", 1],
    [newest!.id, 0],
    [second!.id, 1],
    [reports[2]!.id, 0],
  ]);

  const { code, out, err } = await run(["--check", "--index", options.indexDir]);
  expect(code).toBe(1);
  expect(out).toContain(`${newest!.id}: whole (9 files, 29 articles, 29 chunks, `);
  expect(out).toContain(`${second!.id}: damaged\n  ${path} was changed after it was written`);
  expect(err).toContain("npm run index -- --full");
  await expect(checkIndex(join(root, "nowhere"))).rejects.toThrow("there is no index");
}, 60_000);

it("leaves no rubbish when it is interrupted, but what it had embedded", async () => {
  const indexDir = join(root, "interrupted");
  const stop = new AbortController();
  const progress = (stage: string) => stage === "vectors" && stop.abort();

  await expect(buildIndex({ ...options, indexDir, progress, signal: stop.signal })).rejects.toThrow(/abort/i);

  expect(await readdir(indexDir)).toEqual(["cache", "generations"]);
  expect(await readdir(join(indexDir, "generations"))).toEqual([]);
  const { embedded, cached } = await buildIndex({ ...options, indexDir });
  expect([embedded, cached]).toEqual([0, 29]);
}, 60_000);

async function run(args: readonly string[]) {
  const script = join(ROOT, "scripts", "index.ts");
  const child = spawn(process.execPath, ["--import", "tsx", script, ...args], {
    cwd: ROOT,
    env: { PATH: process.env.PATH },
  });
  let out = "";
  let err = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
  const [code] = await once(child, "close");
  return { code, out, err };
}

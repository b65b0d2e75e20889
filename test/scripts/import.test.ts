/** `npm run import` seen from outside: exit codes, what it prints, what it leaves in the folder. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cellsOf } from "../../scripts/import-report.js";
import { ROOT } from "../source-files.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "import-cli-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function run(...args: string[]) {
  const script = join(ROOT, "scripts/import.ts");
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", "tsx", script, ...args], {
    cwd: ROOT,
    encoding: "utf8",
    env: { PATH: process.env.PATH },
  });
  return { status, stdout, stderr };
}

const PAGES = join(ROOT, "test/fixtures/pages");

// Each case is a process of its own, on a machine that may be busy.
describe("npm run import", { timeout: 30_000 }, () => {
  it("prints a table and writes one file an article", () => {
    const { status, stdout, stderr } = run("--out", join(folder, "articles"), PAGES);

    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toMatch(/^title +kind +page +day +chars +warnings\n/);
    expect(stdout).toContain("headline without a story: “大圣归来！”");
    expect(stdout).toMatch(/19 items → .*articles: 19 written, 0 unchanged\n$/);
    expect(stdout).not.toContain("\u001b");
    expect(readdirSync(join(folder, "articles")).filter((name) => name.endsWith(".md"))).toHaveLength(19);
  });

  it("prints one JSON document, names what failed on standard error and exits with 1", () => {
    const empty = join(folder, "empty.txt");
    const frames = join(PAGES, "frames.txt");
    writeFileSync(empty, "");

    const { status, stdout, stderr } = run("--json", "--out", join(folder, "articles"), empty, frames);

    const report = JSON.parse(stdout);
    expect(status).toBe(1);
    expect(stderr).toBe(`not imported: ${empty}: the file is empty\n`);
    expect(report.faults).toEqual([{ file: empty, reason: "the file is empty" }]);
    expect(report.orphans).toEqual([{ file: frames, headline: "“大圣归来！”" }]);
    expect(report.articles).toHaveLength(5);
    expect(report.articles[2]).toEqual({
      id: "undated-p0-徐汇完成首批公共数据资源登记",
      title: "徐汇完成首批公共数据资源登记",
      kind: "article",
      page: null,
      publishedOn: null,
      characters: 161,
      warnings: [],
      file: "undated-p0-徐汇完成首批公共数据资源登记.md",
      state: "written",
    });
  });

  it.each([
    ["no file", []],
    ["a day that does not exist", ["--published", "2025-02-30", PAGES]],
  ])("exits with 2 on wrong use: %s", (_, args) => {
    expect(run(...args).status).toBe(2);
  });

  it("explains itself", () => {
    const { status, stdout } = run("--help");

    expect(status).toBe(0);
    for (const option of ["--out", "--published", "--paper", "--force", "--json"])
      expect(stdout).toContain(option);
  });
});

it("counts a Chinese character as two cells of a terminal", () => {
  expect(cellsOf("徐汇 AB，")).toBe(9);
});

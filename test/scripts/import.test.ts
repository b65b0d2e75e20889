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
    cwd: folder,
    encoding: "utf8",
    env: { PATH: process.env.PATH },
  });
  return { status, stdout, stderr };
}

const PAGES = join(ROOT, "test/fixtures/pages");

describe("npm run import", () => {
  it("prints a table and writes one file an article", () => {
    const { status, stdout, stderr } = run("--out", "articles", PAGES);

    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toMatch(/^title +kind +page +day +chars +warnings\n/);
    expect(stdout).toContain("headline without a story: “大圣归来！”");
    expect(stdout).toContain("19 items → articles: 19 written, 0 unchanged");
    expect(stdout).not.toContain("\u001b");
    expect(readdirSync(join(folder, "articles")).filter((name) => name.endsWith(".md"))).toHaveLength(19);
  });

  it("prints one JSON document, names what failed on standard error and exits with 1", () => {
    writeFileSync(join(folder, "empty.txt"), "");

    const { status, stdout, stderr } = run(
      "--json",
      "--out",
      "articles",
      "empty.txt",
      join(PAGES, "frames.txt"),
    );

    const report = JSON.parse(stdout);
    expect(status).toBe(1);
    expect(stderr).toBe("not imported: empty.txt: the file is empty\n");
    expect(report.faults).toEqual([{ file: "empty.txt", reason: "the file is empty" }]);
    expect(report.orphans).toEqual([{ file: join(PAGES, "frames.txt"), headline: "“大圣归来！”" }]);
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
    ["an unknown option", ["--nope", PAGES]],
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

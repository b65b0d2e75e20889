import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { IsoDay } from "../../src/clock.js";
import { readArchive } from "../../src/news/archive.js";
import { type Batch, slugOf, writeArticles } from "../../src/news/archive-write.js";
import type { Article } from "../../src/news/article.js";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "write-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const DAY = "2025-03-31" as IsoDay;

function anArticle(values: Partial<Article> = {}): Omit<Article, "id"> {
  return {
    title: "滨江新景",
    subtitle: null,
    body: "第一段。\n\n第二段。",
    publishedOn: DAY,
    paper: "徐汇报",
    issue: null,
    page: 1,
    byline: null,
    source: null,
    url: null,
    kind: "article",
    ...values,
  };
}

function aBatch(articles: readonly Omit<Article, "id">[], { name = "page.txt", hash = "h1" } = {}): Batch {
  return { source: { name, hash }, articles: articles.map((article) => ({ article, warnings: [] })) };
}

const states = async (...batches: Batch[]) =>
  (await writeArticles(folder, batches)).written.flat().map(({ file, state }) => [file, state]);
const files = async () => (await readdir(folder)).filter((name) => name.endsWith(".md")).sort();

describe("writeArticles", () => {
  it("names a file by day, page and title, and writes what the archive reads back", async () => {
    const { written } = await writeArticles(folder, [
      aBatch([anArticle({ subtitle: "江边", byline: "刘坤" })]),
    ]);

    expect(await files()).toEqual(["2025-03-31-p1-滨江新景.md"]);
    expect((await readArchive(folder)).articles).toEqual([written[0]![0]!.article]);
  });

  it("numbers articles that would have one name", async () => {
    const names = await states(aBatch([anArticle(), anArticle({ body: "另一篇。" })]));

    expect(names.map(([file]) => file)).toEqual(["2025-03-31-p1-滨江新景.md", "2025-03-31-p1-滨江新景-2.md"]);
  });

  it("keeps articles of two pages apart that would have one name", async () => {
    await states(aBatch([anArticle()]));
    await states(aBatch([anArticle({ body: "另一版的另一篇。" })], { name: "other.txt", hash: "h2" }));

    expect(await files()).toHaveLength(2);
  });

  it("takes a page that comes twice, under another name or corrected, for one", async () => {
    const twice = { name: "copy.txt", hash: "h2" };
    await states(aBatch([anArticle()]));

    expect(await states(aBatch([anArticle()], twice))).toEqual([["2025-03-31-p1-滨江新景.md", "unchanged"]]);
    expect(
      await states(aBatch([anArticle({ body: "第一段。\n\n第二段，有补充。" })], { hash: "h3" })),
    ).toEqual([["2025-03-31-p1-滨江新景.md", "written"]]);
  });

  it("writes nothing the second time", async () => {
    await states(aBatch([anArticle()]));

    expect(await states(aBatch([anArticle()]))).toEqual([["2025-03-31-p1-滨江新景.md", "unchanged"]]);
  });

  it("writes anew what it wrote itself", async () => {
    await states(aBatch([anArticle()]));

    expect(await states(aBatch([anArticle({ body: "改过的正文。" })]))).toEqual([
      ["2025-03-31-p1-滨江新景.md", "written"],
    ]);
  });

  it("never overwrites what was edited by hand, unless told to", async () => {
    await states(aBatch([anArticle()]));
    const path = join(folder, "2025-03-31-p1-滨江新景.md");
    const edited = `${await readFile(path, "utf8")}\n编者补记。\n`;
    await writeFile(path, edited);

    const { written } = await writeArticles(folder, [aBatch([anArticle({ body: "新的正文。" })])]);

    expect(written[0]![0]).toMatchObject({
      state: "kept",
      warnings: [expect.stringContaining("edited by hand")],
    });
    expect(await readFile(path, "utf8")).toBe(edited);

    await writeArticles(folder, [aBatch([anArticle({ body: "新的正文。" })])], { force: true });
    expect(await readFile(path, "utf8")).toContain("新的正文。");
  });

  it("leaves a file alone that it did not write", async () => {
    await writeFile(join(folder, "2025-03-31-p1-滨江新景.md"), "自己写的一篇。");

    expect(await states(aBatch([anArticle()]))).toEqual([["2025-03-31-p1-滨江新景.md", "kept"]]);
  });

  it("takes away what an earlier import of the same page wrote under another name", async () => {
    await states(aBatch([anArticle({ publishedOn: null })]));

    const { removed } = await writeArticles(folder, [aBatch([anArticle()])]);

    expect(removed).toEqual(["undated-p1-滨江新景.md"]);
    expect(await files()).toEqual(["2025-03-31-p1-滨江新景.md"]);
  });

  it("does not take it away when it was edited by hand", async () => {
    await states(aBatch([anArticle({ publishedOn: null })]));
    await writeFile(join(folder, "undated-p1-滨江新景.md"), "改过的一篇。");

    const { removed, stale } = await writeArticles(folder, [aBatch([anArticle()])]);

    expect({ removed, stale }).toEqual({ removed: [], stale: ["undated-p1-滨江新景.md"] });
    expect(await files()).toHaveLength(2);
  });

  it("leaves no half-written file behind", async () => {
    await states(aBatch([anArticle()]));

    expect((await readdir(folder)).filter((name) => name.includes(".part"))).toEqual([]);
  });

  it("counts every file as edited by hand when the ledger cannot be read", async () => {
    await states(aBatch([anArticle()]));
    await writeFile(join(folder, ".imported.json"), "{");

    expect(await states(aBatch([anArticle({ body: "新的正文。" })]))).toEqual([
      ["2025-03-31-p1-滨江新景.md", "kept"],
    ]);
  });

  it("says which folder cannot be written", async () => {
    const path = join(folder, "file");
    await writeFile(path, "");

    await expect(writeArticles(path, [])).rejects.toThrow(`${path} cannot be written`);
  });
});

describe("slugOf", () => {
  it.each([
    ["“俺老孙来也！”", "俺老孙来也"],
    ["A/B测试：12.31PB", "A-B测试-12-31PB"],
    ["！！", "untitled"],
    ["徐".repeat(60), "徐".repeat(40)],
  ])("%s → %s", (title, slug) => {
    expect(slugOf(title)).toBe(slug);
  });
});

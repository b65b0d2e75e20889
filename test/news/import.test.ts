import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { IsoDay } from "../../src/clock.js";
import { importInputs, readInputs } from "../../src/news/import.js";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "import-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function put(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
  return path;
}

const options = { paper: "徐汇报", published: null as IsoDay | null, weekday: 1 };
const PAGE = "徐汇滨江新开一座公园\n\n4月18日，徐汇滨江新开了一座公园，市民可以免费入园。";

async function importPaths(paths: readonly string[], more: Partial<typeof options> = {}) {
  const { inputs, faults } = await readInputs(paths);
  const files = await importInputs(inputs, { ...options, ...more });
  return {
    articles: files.flatMap((file) => file.articles),
    faults: [...faults, ...files.flatMap((file) => file.faults)].map(
      ({ where, reason }) => `${where}: ${reason}`,
    ),
  };
}

describe("what is read", () => {
  it("names every file that cannot be read in one line, and reads the others", async () => {
    const good = await put("good.txt", PAGE);
    const empty = await put("empty.txt", " \n");
    const image = await put("image.txt", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1]));
    const bare = await put("bare/photo.jpg", "x");
    const gone = join(folder, "gone.txt");

    const { articles, faults } = await importPaths([empty, image, dirname(bare), gone, good]);

    expect(articles).toHaveLength(1);
    expect(faults).toEqual([
      `${empty}: the file is empty`,
      `${image}: a PNG image, not text`,
      `${dirname(bare)}: no readable files in this folder (.txt, .md, .jsonl)`,
      `${gone}: not there`,
    ]);
  });

  it("reads the files of a folder in order, and a file that is named twice once", async () => {
    const first = await put("pages/2025-03-31-p1.txt", PAGE);
    await put("pages/sub/2025-03-31-p2.txt", PAGE.replaceAll("公园", "码头"));
    await symlink(first, join(folder, "again.txt"));

    const { articles } = await importPaths([join(folder, "pages"), first, join(folder, "again.txt")]);

    expect(articles.map(({ article }) => [article.title, article.page])).toEqual([
      ["徐汇滨江新开一座公园", 1],
      ["徐汇滨江新开一座码头", 2],
    ]);
  });

  it("reports a page on which there is no story", async () => {
    const path = await put("page.txt", "徐汇滨江的春天");

    expect((await importPaths([path])).faults).toEqual([`${path}: no article found in it`]);
  });
});

describe("the day of publication", () => {
  const dated = `2025 年 3 月 31 日 星期一 责任编辑 刘坤\n\n${PAGE}`;
  const days = async (name: string, text: string, published: string | null = null) => {
    const { articles } = await importPaths([await put(name, text)], {
      published: published as IsoDay | null,
    });
    return articles.map(({ article, warnings }) => [article.publishedOn, ...warnings]);
  };

  it("is the one printed on the page, before the one in the file's name", async () => {
    expect(await days("20250407.txt", dated)).toEqual([["2025-03-31"]]);
  });

  it("is the one given by hand, which says so where the page has another", async () => {
    expect(await days("page.txt", dated, "2025-04-07")).toEqual([
      ["2025-04-07", "the page itself is dated 2025-03-31"],
    ]);
  });

  it("is the one in the file's name, where the page has none", async () => {
    expect(await days("徐汇报2025-04-21.txt", PAGE)).toEqual([["2025-04-21"]]);
  });

  it("is worked out where the year is certain, and says so", async () => {
    expect(await days("page.txt", PAGE.replace("4月", "2025年4月"))).toEqual([
      ["2025-04-21", "day worked out from the dates in the text: 2025-04-21"],
    ]);
  });

  it("is left open otherwise, and says so", async () => {
    expect(await days("page.txt", PAGE)).toEqual([[null, "day unknown; give it with --published"]]);
  });
});

describe("stories that jump between pages", () => {
  const head =
    "体育消费节画出主题路线\n\n近日，体育消费节为徐家汇画了一张主题路线地图，路线的第一站是徐家汇公园，市民可以在园内打（下转第2版）";
  const tail = "（上接第1版）篮球、练长跑。路线的终点是徐家汇体育公园，体育消费节的主要比赛都在那里举行。";

  it("are joined when both pages are there, in the middle of a sentence if need be", async () => {
    const paths = [await put("p1.txt", head), await put("p2.txt", tail)];

    const { articles, faults } = await importPaths(paths);

    expect(faults).toEqual([]);
    expect(articles.map(({ article }) => article)).toMatchObject([
      { title: "体育消费节画出主题路线", page: 1, body: expect.stringContaining("在园内打篮球、练长跑。") },
    ]);
    expect(articles[0]!.warnings).toContain("joined with its continuation on page 2");
  });

  it("stay apart when they name other pages", async () => {
    const paths = [await put("p1.txt", head), await put("p3.txt", tail)];

    expect((await importPaths(paths)).articles).toHaveLength(2);
  });

  it("stay apart when they are of different issues", async () => {
    const paths = [await put("2025-03-24-p1.txt", head), await put("2025-03-31-p2.txt", tail)];

    expect((await importPaths(paths)).articles).toHaveLength(2);
  });
});

describe("other formats", () => {
  it("takes over Markdown and JSON lines as they are, and fills in what they do not say", async () => {
    const paths = [
      await put("a.md", "---\ntitle: 甲\npaper: 晨报\n---\n\n正文甲。\n"),
      await put("b.jsonl", '{"id":"1","title":"乙","text":"正文乙。","publishedOn":"2025-03-03"}\n'),
    ];

    const { articles } = await importPaths(paths, { published: "2025-03-31" as IsoDay });

    expect(articles.map(({ article }) => article)).toMatchObject([
      { title: "甲", paper: "晨报", publishedOn: "2025-03-31", body: "正文甲。" },
      { title: "乙", paper: "徐汇报", publishedOn: "2025-03-03", body: "正文乙。" },
    ]);
  });

  it("names what is wrong with an article", async () => {
    const path = await put("a.md", "---\ntitle: 甲\nkind: poem\n---\n\n正文。\n");

    expect((await importPaths([path])).faults).toEqual([expect.stringMatching(/a\.md: kind: /)]);
  });

  it("reads the same page from any encoding", async () => {
    const paths = [
      await put("utf8.txt", `\ufeff${PAGE}`),
      await put("utf16.txt", Buffer.from(`\ufeff${PAGE}`, "utf16le")),
      await put("utf16be.txt", Buffer.from(`\ufeff${PAGE}`, "utf16le").swap16()),
    ];

    const { articles } = await importPaths(paths);

    expect(new Set(articles.map(({ article }) => article.body)).size).toBe(1);
    expect(articles).toHaveLength(3);
  });
});

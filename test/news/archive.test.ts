import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DataError } from "../../src/errors.js";
import { readArchive } from "../../src/news/archive.js";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "archive-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function put(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
  return path;
}

const article = (title: string) => `---\ntitle: ${title}\npublished: 2025-03-31\n---\n\n${title}的正文。\n`;
const line = (id: string, more: object = {}) =>
  JSON.stringify({ id, title: id, text: `${id}的正文。`, ...more });

describe("a folder of articles", () => {
  it("is read with its folders, in order of paths, each path the article's id", async () => {
    await put("b.md", article("乙"));
    await put("2025/03/a.md", article("甲"));
    await put("2025/03/01 滨江.md", article("滨江"));

    const { articles, faults } = await readArchive(folder);

    expect(articles.map(({ id }) => id)).toEqual(["2025/03/01 滨江", "2025/03/a", "b"]);
    expect(faults).toEqual([]);
  });

  it("passes over what is no article: notes beside them, hidden and other files", async () => {
    await put("a.md", article("甲"));
    for (const name of [
      "README.md",
      "readme.zh.md",
      ".draft.md",
      ".git/x.md",
      "_index.md",
      "photo.jpg",
      "a.md.part",
    ]) {
      await put(name, "---\ntitle: [\n---\n");
    }

    const { articles, faults } = await readArchive(folder);

    expect(articles.map(({ id }) => id)).toEqual(["a"]);
    expect(faults).toEqual([]);
  });

  it("names a bad article in one line and reads the others", async () => {
    await put("a.md", article("甲"));
    await put("bad-day.md", "---\ntitle: 乙\npublished: 2025-02-30\n---\n\n正文。\n");
    await put("binary.md", Buffer.from([0x25, 0x50, 0x44, 0x46, 0x2d, 0x31]));
    await put("empty.md", "");

    const { articles, faults } = await readArchive(folder);

    expect(articles).toHaveLength(1);
    expect(faults.map(String)).toEqual([
      `${join(folder, "bad-day.md")}: published: “2025-02-30” is not a day like 2025-03-31`,
      `${join(folder, "binary.md")}: a PDF file, not text`,
      `${join(folder, "empty.md")}: the file is empty`,
    ]);
  });

  it("reads articles that were saved in another encoding", async () => {
    await put("a.md", Buffer.from(`\ufeff${article("滨江新景")}`, "utf16le"));

    expect((await readArchive(folder)).articles[0]!.title).toBe("滨江新景");
  });
});

describe("a file of JSON lines", () => {
  it("is read line by line, empty lines and a byte order mark allowed", async () => {
    const path = await put("news.jsonl", `\ufeff${line("1")}\r\n\n${line("2")}`);

    expect((await readArchive(path)).articles.map(({ id }) => id)).toEqual(["1", "2"]);
  });

  it("keeps a line separator that stands inside a text", async () => {
    const path = await put("news.jsonl", '{"id":"1","title":"甲","text":"第一句。\u2028第二句。"}\n');

    expect((await readArchive(path)).articles).toHaveLength(1);
  });

  it("leaves out a broken line among many, and names it with its number", async () => {
    const lines = Array.from({ length: 40 }, (_, i) => line(`n${i}`));
    lines[16] = '{"id":"n16"';
    const path = await put("news.jsonl", lines.join("\n"));

    const { articles, faults } = await readArchive(path);

    expect(articles).toHaveLength(39);
    expect(faults).toEqual([expect.objectContaining({ where: `${path}:17`, reason: "not JSON" })]);
  });

  it("stops when more than 5 % of the lines are broken", async () => {
    const path = await put(
      "news.jsonl",
      [...Array.from({ length: 18 }, (_, i) => line(`n${i}`)), "{", "{"].join("\n"),
    );

    await expect(readArchive(path)).rejects.toThrow(
      `${path}: 2 of 20 lines are broken; the first is ${path}:19: not JSON`,
    );
  });

  it("keeps the first of two articles with one id, and says so", async () => {
    const path = await put("news.jsonl", [line("1", { title: "先" }), line("1", { title: "后" })].join("\n"));

    const { articles, faults } = await readArchive(path);

    expect(articles.map(({ title }) => title)).toEqual(["先"]);
    expect(faults.map(String)).toEqual(["1: the id is used twice; the first article is kept"]);
  });
});

it("says when there is nothing at the path", async () => {
  await expect(readArchive(join(folder, "none"))).rejects.toThrow(DataError);
});

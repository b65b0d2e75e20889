import { mkdir, readdir, rename, rm, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, expect, it } from "vitest";
import { changedSources, readSteady, type SourcePaths, sourceStamp } from "../../src/index/sources.js";
import { aFolder } from "./an-index.js";

let root: string;
let paths: SourcePaths;
beforeEach(async () => {
  root = await aFolder();
  paths = {
    articlesPath: join(root, "articles"),
    dictionaryDir: join(root, "dict"),
    indexDir: join(root, "index"),
  };
  await mkdir(join(root, "articles", "2025"), { recursive: true });
  await mkdir(join(root, "dict"));
  await writeFile(join(root, "articles", "one.md"), "一");
  await writeFile(join(root, "articles", "2025", "two.md"), "二");
  await writeFile(join(root, "dict", "names.tsv"), "甲\tplace\n");
});

async function changesAfter(change: () => Promise<unknown>) {
  const before = await sourceStamp(paths);
  await change();
  return changedSources(before, await sourceStamp(paths));
}
const article = (name: string) => join(root, "articles", name);

it("tells where the articles are as seen from the index", async () => {
  const { path, articles } = await sourceStamp(paths);

  expect(path).toBe("../articles");
  expect(articles).toMatchObject({ files: 2, bytes: 6, by: "content" });
});

it("is the same where nothing has changed but times, notes and hidden files", async () => {
  const changes = await changesAfter(async () => {
    await utimes(article("one.md"), 1, 1);
    await writeFile(article("README.md"), "about");
    await writeFile(article(".one.md.swp"), "x");
    await writeFile(article("picture.jpg"), "x");
  });

  expect(changes).toEqual([]);
});

it.each([
  ["edited", () => writeFile(article("one.md"), "三")],
  ["added", () => writeFile(article("three.md"), "三")],
  ["renamed", () => rename(article("one.md"), article("uno.md"))],
])("notices an article that was %s", async (_how, change) => {
  expect(await changesAfter(change)).toEqual(["articles"]);
});

it("tells a change of the dictionary from one of the articles", async () => {
  expect(await changesAfter(() => writeFile(join(root, "dict", "names.tsv"), "乙\tplace\n"))).toEqual([
    "dictionary",
  ]);
});

it("goes by times of change where there are too many files to read", async () => {
  for (let i = 0; i < 2_001; i++) await writeFile(article(`${i}.md`), "x");

  expect((await sourceStamp(paths)).articles.by).toBe("times");
  expect(await changesAfter(() => utimes(article("one.md"), 1, 1))).toEqual(["articles"]);
});

it("takes a single file, and no dictionary", async () => {
  const { articles, dictionary } = await sourceStamp({
    ...paths,
    articlesPath: article("one.md"),
    dictionaryDir: join(root, "nowhere"),
  });

  expect([articles.files, dictionary.files]).toEqual([1, 0]);
});

it("names articles that are not there", async () => {
  await expect(sourceStamp({ ...paths, articlesPath: join(root, "nowhere") })).rejects.toMatchObject({
    name: "DataError",
    hint: expect.stringContaining("--articles"),
  });
});

it("reads again what changed while it was read, so that the stamp fits what was read", async () => {
  const readings: string[][] = [];
  const { sources, content } = await readSteady(
    () => sourceStamp(paths),
    async () => {
      // As a file that vanishes while the others are being read.
      if (readings.length === 0) await rm(article("one.md"));
      readings.push(await readdir(paths.articlesPath));
      return readings.at(-1);
    },
  );

  expect(readings).toEqual([["2025"], ["2025"]]);
  expect(content).toEqual(["2025"]);
  expect(changedSources(sources, await sourceStamp(paths))).toEqual([]);
});

it("gives up on articles that change with every reading, and says what to do", async () => {
  let edits = 0;
  const steady = readSteady(
    () => sourceStamp(paths),
    () => writeFile(article("one.md"), `edit ${edits++}`),
  );

  await expect(steady).rejects.toMatchObject({
    name: "DataError",
    message: expect.stringContaining("change while they are read"),
    hint: expect.stringContaining("npm run index"),
  });
  expect(edits).toBe(3);
});

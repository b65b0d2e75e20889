/**
 * The real pages lie beside the project while it is built and are no part of it,
 * so this is skipped elsewhere. Only shapes are asserted; nothing of the text is copied.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readNewspaperPage } from "../../src/news/newspaper.js";
import { ROOT } from "../source-files.js";

const FOLDER = join(ROOT, "../shared/newspaper");
const files = existsSync(FOLDER) ? readdirSync(FOLDER).sort() : [];
const read = (file: string) =>
  readNewspaperPage(readFileSync(join(FOLDER, file), "utf8"), { paper: "徐汇报" });

describe.skipIf(files.length !== 3)("the real pages", () => {
  it.each([
    ["000", "article article article article", 0],
    ["001", "photo article article article article", 1],
    ["002", "teaser teaser teaser article article article photo notice", 0],
  ])("%s: %s", (name, kinds, orphans) => {
    const page = read(files.find((file) => file.startsWith(name))!);

    expect(page.items.map(({ kind }) => kind).join(" ")).toBe(kinds);
    expect(page.orphans).toHaveLength(orphans);
  });

  it.each(files)("%s: paragraphs are whole and clean", (file) => {
    for (const { kind, body } of read(file).items) {
      if (kind !== "teaser") expect(body).not.toMatch(/\p{Script=Han} \d|\d \p{Script=Han}|[，。] /u);
      for (const paragraph of kind === "article" ? body.split("\n\n") : []) {
        // A sentence, or a subheading.
        expect(/[。！？”]$/u.test(paragraph) || paragraph.length < 20).toBe(true);
      }
    }
  });

  it.each(files)("%s: no character is lost", (file) => {
    const { items, orphans, furniture } = read(file);
    const parts = items.flatMap(({ kind, title, titleMade, subtitle, body }) => [
      titleMade || kind === "teaser" ? "" : title,
      subtitle ?? "",
      body,
    ]);
    const sorted = (text: string) => [...text.replace(/[\s□]/g, "")].sort().join("");
    expect(sorted([...parts, ...orphans, ...furniture].join(""))).toBe(
      sorted(readFileSync(join(FOLDER, file), "utf8")),
    );
  });
});

/**
 * Writes imported articles into the archive, without ever undoing what somebody
 * did there by hand.
 *
 * A ledger beside the articles (`.imported.json`) holds the SHA-256 of every file
 * as it was written, and of the page it came from. A file that still has its
 * hash is ours: it is written anew when the page is imported again, and removed
 * when the same page no longer yields it (its day is known now, so its name is
 * another). Any other file was made or edited by hand and is left alone.
 */
import { createHash } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { DataError } from "../errors.js";
import { type Article, type ArticleId, toArticleMarkdown } from "./article.js";
import type { ImportedArticle } from "./readers/imported.js";

const LEDGER = ".imported.json";

export interface Source {
  /** Name of the file without its folder. */
  readonly name: string;
  /** SHA-256 of its bytes. */
  readonly hash: string;
}

export interface Batch {
  readonly source: Source;
  readonly articles: readonly ImportedArticle[];
}

export interface WrittenArticle {
  readonly article: Article;
  /** File name inside the archive. */
  readonly file: string;
  /** `kept`: a file edited by hand stands there and was not touched. */
  readonly state: "written" | "unchanged" | "kept";
  readonly warnings: readonly string[];
}

export interface WriteResult {
  /** One list for each batch. */
  readonly written: readonly (readonly WrittenArticle[])[];
  /** Files of an earlier import of the same pages that are no longer needed. */
  readonly removed: readonly string[];
  /** Files of an earlier import that are no longer needed but were edited by hand. */
  readonly stale: readonly string[];
}

const Entry = z.object({ sha256: z.string(), source: z.string(), sourceSha256: z.string() });
type Entry = z.infer<typeof Entry>;
const Ledger = z.object({
  version: z.literal(1),
  // Only plain file names: what the ledger names may be removed.
  files: z.record(z.string().regex(/^[^/\\]+\.md$/), Entry),
});

/**
 * @param force overwrites files that were edited by hand
 * @throws {DataError} if the folder cannot be written
 */
export async function writeArticles(
  folder: string,
  batches: readonly Batch[],
  { force = false }: { force?: boolean } = {},
): Promise<WriteResult> {
  try {
    await mkdir(folder, { recursive: true });
    const ledger = await readLedger(folder);
    const taken = new Map<string, string>();
    const written: WrittenArticle[][] = [];
    for (const { source, articles } of batches) {
      const own: WrittenArticle[] = [];
      for (const imported of articles) {
        const file = await placeOf(folder, imported.article, { taken, ledger, source });
        taken.set(file.toLowerCase(), toArticleMarkdown(toArticle(file, imported.article)));
        own.push(await writeOne(folder, file, imported, { ledger, source, force }));
      }
      written.push(own);
    }
    const left = await removeLeft(folder, batches, { ledger, taken });
    await replace(join(folder, LEDGER), renderLedger(ledger));
    return { written, ...left };
  } catch (error) {
    if (error instanceof DataError) throw error;
    throw new DataError(`${folder} cannot be written`, {
      cause: error,
      hint: "choose another folder with --out",
    });
  }
}

interface Place {
  readonly ledger: Map<string, Entry>;
  readonly source: Source;
}

async function writeOne(
  folder: string,
  file: string,
  { article: draft, warnings }: ImportedArticle,
  { ledger, source, force }: Place & { force: boolean },
): Promise<WrittenArticle> {
  const article = toArticle(file, draft);
  const markdown = toArticleMarkdown(article);
  const sha256 = sha256Of(markdown);
  const there = await readIfThere(join(folder, file));
  const done = (state: WrittenArticle["state"]): WrittenArticle => {
    ledger.set(file, { sha256, source: source.name, sourceSha256: source.hash });
    return { article, file, state, warnings };
  };
  if (there === null) {
    await replace(join(folder, file), markdown);
    return done("written");
  }
  const found = sha256Of(there);
  if (found === sha256) return done("unchanged");
  if (force || found === ledger.get(file)?.sha256) {
    await replace(join(folder, file), markdown);
    return done("written");
  }
  const kept = "the file was edited by hand and is kept; --force overwrites it";
  return { article, file, state: "kept", warnings: [...warnings, kept] };
}

/** What an earlier import of the same bytes wrote and this one did not. */
async function removeLeft(
  folder: string,
  batches: readonly Batch[],
  { ledger, taken }: { ledger: Map<string, Entry>; taken: ReadonlyMap<string, string> },
) {
  const pages = new Set(batches.map(({ source }) => source.hash));
  const removed: string[] = [];
  const stale: string[] = [];
  for (const [file, entry] of [...ledger]) {
    if (!pages.has(entry.sourceSha256) || taken.has(file.toLowerCase())) continue;
    const there = await readIfThere(join(folder, file));
    if (there !== null && sha256Of(there) !== entry.sha256) stale.push(file);
    else {
      if (there !== null) removed.push(file);
      await rm(join(folder, file), { force: true });
      ledger.delete(file);
    }
  }
  return { removed, stale };
}

/**
 * The article's own file name; with a number behind it where that belongs to
 * another article. `taken`: names of this run, in lower case, and what stands there.
 */
async function placeOf(
  folder: string,
  article: Omit<Article, "id">,
  { taken, ledger, source }: Place & { taken: ReadonlyMap<string, string> },
): Promise<string> {
  const base = `${article.publishedOn ?? "undated"}-p${article.page ?? 0}-${slugOf(article.title)}`;
  for (let number = 1; ; number++) {
    const file = `${base}${number === 1 ? "" : `-${number}`}.md`;
    const owner = ledger.get(file);
    const own = owner === undefined || owner.sourceSha256 === source.hash;
    const there = taken.get(file.toLowerCase()) ?? (own ? null : await readIfThere(join(folder, file)));
    if (there === null || begins(there, article.body)) return file;
  }
}

/** The same article of a page that came again, corrected or in another encoding? */
function begins(markdown: string, body: string): boolean {
  const opening = body.split("\n\n", 1)[0]!.slice(0, 40);
  return markdown.includes(`\n---\n\n${opening}`);
}

function toArticle(file: string, article: Omit<Article, "id">): Article {
  return { id: file.replace(/\.md$/, "") as ArticleId, ...article };
}

/** Letters and digits of any script, the rest as single dashes; at most 40 characters. */
export function slugOf(title: string): string {
  const words = title.normalize("NFC").replace(/[^\p{L}\p{N}]+/gu, "-");
  const slug = [...words.replace(/^-/, "")].slice(0, 40).join("").replace(/-$/, "");
  return slug || "untitled";
}

async function readLedger(folder: string): Promise<Map<string, Entry>> {
  const text = await readIfThere(join(folder, LEDGER));
  if (text === null) return new Map();
  try {
    return new Map(Object.entries(Ledger.parse(JSON.parse(text)).files));
  } catch {
    // Without a ledger every file counts as edited by hand: nothing is lost, and --force is there.
    return new Map();
  }
}

function renderLedger(ledger: ReadonlyMap<string, Entry>): string {
  const files = Object.fromEntries([...ledger].sort(([a], [b]) => (a < b ? -1 : 1)));
  return `${JSON.stringify({ version: 1, files }, null, 1)}\n`;
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

/** Whole or not at all: a reader sees the old file or the new one. */
async function replace(path: string, content: string): Promise<void> {
  const part = `${path}.${process.pid}.part`;
  try {
    await writeFile(part, content, { flush: true });
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

function sha256Of(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

/**
 * What a generation says of itself: what built it, from what, how much there
 * is, and the hash of every file. Its name ends in the hash of the manifest, so
 * the manifest is checked as well, and a generation is known by its name alone.
 */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { IndexFileError } from "../errors.js";

/** Goes up with every change of a file's layout; an index of another format is built again. */
export const FORMAT = 4;
export const MANIFEST_FILE = "manifest.json";
/** What mends an index that cannot be used. */
export const REBUILD = "npm run index -- --full";

const count = z.number().int().nonnegative();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const Stamp = z.strictObject({
  files: count,
  bytes: count,
  /** `content`: hash of all bytes; `times`: of names, sizes and times of change. */
  by: z.enum(["content", "times"]),
  hash: sha256,
});
export type Stamp = z.output<typeof Stamp>;

const Sources = z.strictObject({
  /** Seen from the index folder, with `/`. */
  path: z.string(),
  articles: Stamp,
  dictionary: Stamp,
});
export type Sources = z.output<typeof Sources>;

const Manifest = z.strictObject({
  format: z.literal(FORMAT),
  id: z.string(),
  createdAt: z.iso.datetime(),
  /** Version of this program. */
  tool: z.string(),
  /** Names the segmenter and the hash of its names. */
  tokenizer: z.string(),
  embedder: z.strictObject({
    name: z.string(),
    id: z.string(),
    dimension: count.min(1),
    /** Of an embedder that learns from the corpus: texts it was fitted on, and how many have changed since. */
    fit: z.strictObject({ texts: count, changed: count }).optional(),
  }),
  vectors: z.strictObject({
    /** `hnswlib` or `exact`; another is refused by name when it is opened, not as a damaged manifest. */
    kind: z.string(),
    metric: z.string(),
    m: count,
    efConstruction: count,
    seed: count,
  }),
  counts: z.strictObject({ articles: count, chunks: count, vectors: count, names: count }),
  sources: Sources,
  files: z.record(z.string(), z.strictObject({ bytes: count, sha256 })),
});
export type Manifest = Readonly<z.output<typeof Manifest>>;

/** Gives a manifest its id: time first, so that ids sort by age, then the hash of all the rest. */
export function sealManifest(draft: Omit<Manifest, "id">): Manifest {
  const time = draft.createdAt.replace(/[-:.]/g, "");
  return { ...draft, id: `${time}-${hashOf(draft)}` };
}

/** The keys in order, so that what is read can be compared with what was written. */
export function renderManifest(manifest: Manifest): string {
  return `${JSON.stringify(JSON.parse(canonical(manifest)), null, 2)}\n`;
}

/**
 * @param folder whose name is the generation's id
 * @throws {IndexFileError} if there is no manifest, or it is damaged, of another format, or not this generation's.
 */
export async function readManifest(folder: string, id: string): Promise<Manifest> {
  let text: string;
  let raw: unknown;
  try {
    text = await readFile(join(folder, MANIFEST_FILE), "utf8");
    raw = JSON.parse(text);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") {
      throw new IndexFileError(`generation ${id} is not there, or has no manifest`, { cause, hint: REBUILD });
    }
    throw new IndexFileError(`generation ${id} has no readable manifest`, { cause, hint: REBUILD });
  }
  const format = z.object({ format: z.number() }).safeParse(raw).data?.format;
  if (format !== undefined && format !== FORMAT) {
    const advice = format > FORMAT ? `update this program, or ${REBUILD}` : REBUILD;
    throw new IndexFileError(`generation ${id} is of format ${format}, this program reads ${FORMAT}`, {
      hint: advice,
    });
  }
  const { data: manifest, error } = Manifest.safeParse(raw);
  if (!manifest) {
    const issue = error.issues[0]!;
    throw new IndexFileError(`generation ${id}: manifest: ${issue.path.join(".")}: ${issue.message}`, {
      cause: error,
      hint: REBUILD,
    });
  }
  // To the letter, though a space more would mean the same: whatever changed one byte may have changed others.
  if (manifest.id !== id || sealManifest(manifest).id !== id || renderManifest(manifest) !== text) {
    throw new IndexFileError(`generation ${id}: its manifest is another's or was changed`, { hint: REBUILD });
  }
  return manifest;
}

/** The first ten digits: enough to notice any damage, short enough for a folder's name. */
function hashOf(draft: object): string {
  const { id: _id, ...rest } = draft as Record<string, unknown>;
  return createHash("sha256").update(canonical(rest)).digest("hex").slice(0, 10);
}

/** JSON with the keys in order, so that the hash does not hang on who wrote them first. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

/** Damages a generation in every way a disk has, and looks whether it is refused before native code sees anything. */
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { IndexFileError } from "../../src/errors.js";
import { generationDir } from "../../src/index/generation.js";
import { openGeneration } from "../../src/index/generation-open.js";
import { type Hnswlib, loadHnswlib } from "../../src/index/vectors.js";
import { learningEmbedder } from "../fakes/learning-embedder.js";
import { buildEdition } from "./index-editions.js";

export interface DamagePlan {
  /** Every so many bytes of the headers and the manifest; 1 for all. */
  readonly headerStep: number;
  readonly randomBytes: number;
  readonly truncations: number;
  readonly pages: number;
  readonly swaps: number;
}

export interface DamageReport {
  readonly tried: Readonly<Record<"header" | "random" | "truncated" | "zeroed" | "swapped", number>>;
  readonly caught: number;
  /** Opened as if nothing were wrong. */
  readonly unnoticed: readonly string[];
  /** Times the graph's library was handed a file of a damaged generation. */
  readonly native: number;
}

const ARTICLES = 120;
const PAGE = 4096;
/** Longest head of a file of ours: that of the keywords, with its table of sections. */
const HEADER = 600;

export async function runDamage(plan: DamagePlan): Promise<DamageReport> {
  const folder = await mkdtemp(join(tmpdir(), "index-damage-"));
  try {
    const [whole, other] = await Promise.all(
      [1, 2].map((edition) => generationOf(join(folder, `${edition}`), edition)),
    );
    const bench = await createBench(whole!, other!);
    const tried = {
      header: await damageHeaders(bench, plan.headerStep),
      random: await damageRandom(bench, plan.randomBytes),
      truncated: await truncate(bench, plan.truncations),
      zeroed: await zeroPages(bench, plan.pages),
      swapped: await swap(bench, plan.swaps),
    };
    const { caught, unnoticed, native } = bench.found();
    return { tried, caught, unnoticed, native };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Place {
  readonly indexDir: string;
  readonly folder: string;
  readonly files: ReadonlyMap<string, Buffer>;
}

async function generationOf(indexDir: string, edition: number): Promise<Place> {
  const { manifest } = await buildEdition({ indexDir, edition, articles: ARTICLES });
  const folder = generationDir(indexDir, manifest.id);
  const files = new Map<string, Buffer>();
  for (const name of await readdir(folder)) files.set(name, await readFile(join(folder, name)));
  return { indexDir, folder, files };
}

interface Bench {
  readonly files: ReadonlyMap<string, Buffer>;
  readonly others: ReadonlyMap<string, Buffer>;
  /** Opens the generation with one file in another form. @returns 1, or 0 if the form was the same */
  tryWith(what: string, name: string, content: Buffer): Promise<number>;
  found(): { caught: number; unnoticed: string[]; native: number };
}

async function createBench(whole: Place, other: Place): Promise<Bench> {
  const library = await loadHnswlib();
  let native = 0;
  let caught = 0;
  const unnoticed: string[] = [];
  const hnswlib: Hnswlib | null =
    library &&
    class extends library {
      override readIndexSync(path: string) {
        native += 1;
        super.readIndexSync(path);
      }
    };
  const embedder = learningEmbedder();
  return {
    files: whole.files,
    others: other.files,
    async tryWith(what, name, content) {
      const path = join(whole.folder, name);
      const right = whole.files.get(name)!;
      if (content.equals(right)) return 0;
      await writeFile(path, content);
      try {
        await openGeneration(whole.indexDir, { embedder, hnswlib });
        unnoticed.push(`${name}: ${what}`);
      } catch (error) {
        if (error instanceof IndexFileError && error.hint) caught += 1;
        else unnoticed.push(`${name}: ${what}: ${String(error)}`);
      }
      await writeFile(path, right);
      return 1;
    },
    found: () => ({ caught, unnoticed, native }),
  };
}

async function damageHeaders({ files, tryWith }: Bench, step: number): Promise<number> {
  let tried = 0;
  for (const [name, content] of files) {
    const end = name === "manifest.json" ? content.length : Math.min(HEADER, content.length);
    for (let at = 0; at < end; at += step)
      tried += await tryWith(`byte ${at}`, name, flipped(content, at, 1 << (at % 8)));
  }
  return tried;
}

async function damageRandom({ files, tryWith }: Bench, count: number): Promise<number> {
  const next = numbers(1);
  const names = [...files.keys()];
  let tried = 0;
  while (tried < count) {
    const name = names[next(names.length)]!;
    const content = files.get(name)!;
    const at = next(content.length);
    tried += await tryWith(`byte ${at}`, name, flipped(content, at, 1 + next(255)));
  }
  return tried;
}

async function truncate({ files, tryWith }: Bench, count: number): Promise<number> {
  const next = numbers(2);
  const names = [...files.keys()];
  let tried = 0;
  for (let i = 0; tried < count; i++) {
    const name = names[i % names.length]!;
    const content = files.get(name)!;
    const length = i < names.length ? content.length - 1 : next(content.length);
    tried += await tryWith(`cut at ${length}`, name, content.subarray(0, length));
  }
  return tried;
}

/** As a disk gives back what it lost: whole pages of zeros. */
async function zeroPages({ files, tryWith }: Bench, count: number): Promise<number> {
  const next = numbers(3);
  const names = [...files.keys()];
  let tried = 0;
  while (tried < count) {
    const name = names[next(names.length)]!;
    const content = Buffer.from(files.get(name)!);
    const page = next(Math.ceil(content.length / PAGE));
    content.fill(0, page * PAGE, Math.min((page + 1) * PAGE, content.length));
    tried += await tryWith(`page ${page} zeroed`, name, content);
  }
  return tried;
}

/** A file of the other generation under the same name, and one file under another's name. */
async function swap({ files, others, tryWith }: Bench, count: number): Promise<number> {
  const names = [...files.keys()];
  let tried = 0;
  for (let i = 0; tried < count; i++) {
    const name = names[i % names.length]!;
    const from = names[(i + Math.floor(i / names.length)) % names.length]!;
    const source = Math.floor(i / names.length) % 2 === 0 ? others : files;
    tried += await tryWith(`swapped with ${from}`, name, source.get(from)!);
  }
  return tried;
}

function flipped(content: Buffer, at: number, bits: number): Buffer {
  const copy = Buffer.from(content);
  copy[at]! ^= bits;
  return copy;
}

/** The same numbers on every run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

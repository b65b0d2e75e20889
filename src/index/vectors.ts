/**
 * Nearest vectors, by hnswlib-node's graph or, where it was not built, by
 * looking at every row. This is the only place that touches hnswlib-node,
 * because it ends the process or answers silently wrong when handed a bad
 * vector, label or file: everything is checked before it gets there.
 */
import { open } from "node:fs/promises";
import { join } from "node:path";
import { IndexFileError } from "../errors.js";
import { writeFlushed } from "./durable.js";
import type { UnitVector } from "./embedder.js";
import { checkGraphFile, type GraphShape } from "./hnsw-file.js";
import {
  checkVector,
  clampCount,
  createRowStore,
  type Neighbour,
  nearestRows,
  readRows,
  type VectorRows,
  writeRows,
} from "./vector-rows.js";

export type VectorKind = "hnswlib" | "exact";

export interface VectorIndex {
  readonly kind: VectorKind;
  readonly dimension: number;
  readonly size: number;
  /**
   * @param k clamped to what there is
   * @returns nearest first, equals by label
   * @throws {RangeError} if the vector is not one of `dimension` finite components and length 1.
   */
  search(vector: UnitVector, k: number): Neighbour[];
}

export interface VectorBuilder extends VectorIndex {
  /** Labels are the caller's own counters, and go up. @throws {RangeError} for anything unfit. */
  add(label: number, vector: UnitVector): void;
  /** Writes and flushes its files. @returns their names */
  save(folder: string): Promise<readonly string[]>;
}

/** Stand in the manifest: a graph is read with the parameters it was built with. */
export const GRAPH = { metric: "ip", m: 16, efConstruction: 100, seed: 100 } as const;
// 61,397 vectors of latent semantics, the nearest ten to 200 questions: 200 finds .990 of them, 300 .996, 400 .998.
const EF_SEARCH = 300;

export const ROWS_FILE = "vectors.f32";
export const GRAPH_FILE = "vectors.hnsw";

/** What we use of `HierarchicalNSW`, so that a test can stand in for it. */
interface NativeGraph {
  initIndex(capacity: number, m: number, efConstruction: number, seed: number): void;
  addPoint(point: number[], label: number): void;
  searchKnn(point: number[], k: number): { distances: number[]; neighbors: number[] };
  writeIndexSync(path: string): void;
  readIndexSync(path: string): void;
  setEf(ef: number): void;
}
export type Hnswlib = new (space: "ip", dimension: number) => NativeGraph;

/** @returns null where hnswlib-node is not installed or not built. */
export async function loadHnswlib(): Promise<Hnswlib | null> {
  try {
    const { default: library } = await import("hnswlib-node");
    return library.HierarchicalNSW;
  } catch {
    return null; // The exact scan serves, and the manifest says so.
  }
}

export interface VectorOptions {
  readonly dimension: number;
  /** Labels are below this, 1 or more. */
  readonly capacity: number;
  /** Default: what `loadHnswlib` finds. */
  readonly hnswlib?: Hnswlib | null;
}

export async function createVectorIndex({
  dimension,
  capacity,
  hnswlib,
}: VectorOptions): Promise<VectorBuilder> {
  const store = createRowStore(dimension, capacity);
  const Graph = hnswlib === undefined ? await loadHnswlib() : hnswlib;
  if (!Graph) {
    return {
      ...exactSearch(dimension, () => store.rows()),
      get size() {
        return store.size;
      },
      add: store.add,
      async save(folder) {
        await writeFlushed(join(folder, ROWS_FILE), writeRows(store.rows()));
        return [ROWS_FILE];
      },
    };
  }
  const graph = new Graph(GRAPH.metric, dimension);
  graph.initIndex(capacity, GRAPH.m, GRAPH.efConstruction, GRAPH.seed);
  graph.setEf(EF_SEARCH);
  return {
    ...graphSearch(graph, dimension, () => store.size),
    get size() {
      return store.size;
    },
    add(label, vector) {
      store.add(label, vector);
      // hnswlib-node takes plain arrays only.
      graph.addPoint(Array.from(vector), label);
    },
    async save(folder) {
      await writeFlushed(join(folder, ROWS_FILE), writeRows(store.rows()));
      await saveGraph(graph, join(folder, GRAPH_FILE), { dimension, size: store.size, capacity, m: GRAPH.m });
      return [ROWS_FILE, GRAPH_FILE];
    },
  };
}

export interface StoredVectors {
  readonly kind: VectorKind;
  readonly dimension: number;
  readonly size: number;
  readonly capacity: number;
  /** Reads a file of the folder and compares it with its hash. */
  readonly read: (name: string) => Promise<Buffer>;
  readonly hnswlib?: Hnswlib | null;
}

/**
 * Opens what `save` wrote. Where the graph's library is missing, the rows beside it are scanned
 * instead: the same vectors, the same metric, only slower, and `kind` says so.
 *
 * @throws {IndexFileError} if a file is not what the manifest says; before native code sees it.
 */
export async function openVectorIndex(folder: string, stored: StoredVectors): Promise<VectorIndex> {
  const { dimension, size, capacity } = stored;
  const Graph =
    stored.kind === "exact" ? null : stored.hnswlib === undefined ? await loadHnswlib() : stored.hnswlib;
  if (!Graph) {
    const rows = readRows(await stored.read(ROWS_FILE));
    const fits = rows.dimension === dimension && rows.labels.length === size;
    if (!fits || (rows.labels.at(-1) ?? 0) >= capacity) {
      throw new IndexFileError(`${ROWS_FILE} holds other vectors than the manifest says`, {
        hint: "npm run index",
      });
    }
    return { ...exactSearch(dimension, () => rows), size };
  }
  checkGraphFile(await stored.read(GRAPH_FILE), { dimension, size, capacity, m: GRAPH.m });
  const graph = new Graph(GRAPH.metric, dimension);
  graph.readIndexSync(join(folder, GRAPH_FILE));
  graph.setEf(EF_SEARCH); // reading sets it back to 10
  return { ...graphSearch(graph, dimension, () => size), size };
}

function exactSearch(dimension: number, rows: () => VectorRows) {
  return {
    kind: "exact" as const,
    dimension,
    search: (vector: UnitVector, k: number) => nearestRows(rows(), vector, k),
  };
}

function graphSearch(graph: NativeGraph, dimension: number, size: () => number) {
  return {
    kind: "hnswlib" as const,
    dimension,
    search(vector: UnitVector, k: number): Neighbour[] {
      checkVector(vector, dimension);
      const count = clampCount(k, size());
      if (count === 0) return [];
      const { distances, neighbors } = graph.searchKnn(Array.from(vector), count);
      // The distance of the inner product space is 1 − dot.
      return neighbors
        .map((label, i) => ({ label, similarity: 1 - distances[i]! }))
        .sort((a, b) => b.similarity - a.similarity || a.label - b.label);
    },
  };
}

/** hnswlib reports success on a full disk and for a folder that is not there; what it wrote is read back. */
async function saveGraph(graph: NativeGraph, path: string, shape: GraphShape): Promise<void> {
  graph.writeIndexSync(path);
  const file = await open(path, "r+");
  try {
    await file.sync();
    checkGraphFile(await file.readFile(), shape);
  } finally {
    await file.close();
  }
}

/** Whether rows, graph and manifest hold the same vectors under the same labels, and whether the graph finds them. */
import type { UnitVector } from "./embedder.js";
import { graphVectors } from "./hnsw-file.js";
import type { Manifest } from "./manifest.js";
import { checkVector, readRows, type VectorRows } from "./vector-rows.js";
import { GRAPH, GRAPH_FILE, type Hnswlib, openVectorIndex, ROWS_FILE, type VectorIndex } from "./vectors.js";

/** A graph is approximate: of sampled vectors so many may not be found by themselves. 61,558 on a graph of m 16: none of 1,000. */
const MOST_LOST = 0.05;
/** Cosines of a vector with itself differ from 1 by rounding. */
const ROUNDING = 1e-4;

export interface VectorCheck {
  readonly manifest: Manifest;
  readonly files: ReadonlyMap<string, Buffer>;
  /** Chunks, so labels. */
  readonly sampled: readonly number[];
  readonly hnswlib: Hnswlib | null | undefined;
}

/** @throws {IndexFileError} if a file cannot be read as what it should be. */
export async function checkVectors(
  folder: string,
  { manifest, files, sampled, hnswlib }: VectorCheck,
): Promise<string[]> {
  const { counts, embedder, vectors: made } = manifest;
  const file = files.get(ROWS_FILE);
  if (!file) return [`${ROWS_FILE} is not in the manifest`];
  const rows = readRows(file);
  const faults = checkRows(rows, manifest);
  if (faults.length > 0) return faults;
  if (made.kind === "hnswlib") {
    const shape = {
      dimension: embedder.dimension,
      size: counts.vectors,
      capacity: Math.max(1, counts.chunks),
      m: GRAPH.m,
    };
    const graph = files.get(GRAPH_FILE);
    if (!graph) return [`${GRAPH_FILE} is not in the manifest`];
    const other = graphVectors(graph, shape).findIndex(({ label, bytes }, row) => {
      return label !== rows.labels[row] || !bytes.equals(bytesOfRow(rows, row));
    });
    if (other >= 0) return [`${GRAPH_FILE} and ${ROWS_FILE} differ in row ${other}`];
  }
  const index = await openVectorIndex(folder, {
    kind: made.kind === "exact" ? "exact" : "hnswlib",
    dimension: embedder.dimension,
    size: counts.vectors,
    capacity: Math.max(1, counts.chunks),
    read: async (name) => files.get(name)!,
    ...(hnswlib === undefined ? {} : { hnswlib }),
  });
  return checkSelfQueries(index, rows, sampled);
}

function checkRows(rows: VectorRows, { counts, embedder }: Manifest): string[] {
  const { dimension, labels } = rows;
  if (dimension !== embedder.dimension || labels.length !== counts.vectors) {
    return [
      `${ROWS_FILE} holds ${labels.length} vectors of ${dimension}, the manifest says ${counts.vectors} of ${embedder.dimension}`,
    ];
  }
  const last = labels.at(-1) ?? -1;
  if (last >= counts.chunks) return [`${ROWS_FILE} has a vector for chunk ${last} of ${counts.chunks}`];
  for (let row = 0; row < labels.length; row++) {
    try {
      checkVector(rowOf(rows, row), dimension);
    } catch (error) {
      return [`${ROWS_FILE}: row ${row}: ${(error as Error).message}`];
    }
  }
  return [];
}

function checkSelfQueries(index: VectorIndex, rows: VectorRows, sampled: readonly number[]): string[] {
  const wanted = sampled.map((label) => rows.labels.indexOf(label)).filter((row) => row >= 0);
  const lost = wanted.filter((row) => {
    const [nearest] = index.search(rowOf(rows, row), 1);
    // Chunks of one text have one vector, so it need not be this label.
    return !nearest || nearest.similarity < 1 - ROUNDING;
  });
  if (lost.length <= wanted.length * MOST_LOST) return [];
  return [`${lost.length} of ${wanted.length} sampled chunks are not found by their own vector`];
}

function rowOf({ values, dimension }: VectorRows, row: number): UnitVector {
  return values.subarray(row * dimension, (row + 1) * dimension) as UnitVector;
}

function bytesOfRow(rows: VectorRows, row: number): Buffer {
  const { buffer, byteOffset, byteLength } = rowOf(rows, row);
  return Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength);
}

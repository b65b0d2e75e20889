/**
 * Reads over the graph file hnswlib wrote, before hnswlib is let near it.
 *
 * The library reports success when the disk is full, and follows damaged links
 * out of its memory, which ends the process. So every link is looked at here:
 * 61,000 vectors take 45 ms.
 *
 * The layout is that of `HierarchicalNSW::saveIndex` in hnswlib 0.8 (64 bit, little-endian).
 */
import { IndexFileError } from "../errors.js";

const HEADER = 96;
const LABEL = 8;

export interface GraphShape {
  readonly dimension: number;
  readonly size: number;
  /** Labels are below this; the graph was made with room for as many. */
  readonly capacity: number;
  /** Links an element keeps on the upper levels; twice as many on the lowest. */
  readonly m: number;
}

/** @throws {IndexFileError} saying what is wrong, if hnswlib could not be trusted with the file. */
export function checkGraphFile(file: Buffer, shape: GraphShape): void {
  if (file.length < HEADER) throw damaged("cut short");
  checkHeader(file, shape);
  if (shape.size === 0) return;
  const lists = readUpperLists(file, shape);
  const { size, m } = shape;
  const element = elementBytes(shape);
  let last = -1;
  for (let i = 0; i < size; i++) {
    const at = HEADER + i * element;
    checkLinks(file, at, { most: 2 * m, size, lists, level: 0 });
    const label = Number(file.readBigUInt64LE(at + element - LABEL));
    if (label <= last || label >= shape.capacity) throw damaged(`label ${label} after ${last}`);
    last = label;
  }
  for (const { start, levels } of lists) {
    for (let level = 1; level <= levels; level++) {
      checkLinks(file, start + (level - 1) * listBytes(m), { most: m, size, lists, level });
    }
  }
  const top = lists.reduce((most, { levels }) => Math.max(most, levels), 0);
  if (file.readInt32LE(48) !== top || lists[file.readUInt32LE(52)]?.levels !== top) {
    throw damaged("its entry point is not on top");
  }
}

/** Label and vector of every element, in the order of the file. @throws {IndexFileError} as `checkGraphFile`. */
export function graphVectors(file: Buffer, shape: GraphShape): { label: number; bytes: Buffer }[] {
  checkGraphFile(file, shape);
  const element = elementBytes(shape);
  return Array.from({ length: shape.size }, (_, i) => {
    const at = HEADER + i * element;
    const data = at + listBytes(2 * shape.m);
    return {
      label: Number(file.readBigUInt64LE(at + element - LABEL)),
      bytes: file.subarray(data, data + shape.dimension * 4),
    };
  });
}

const listBytes = (links: number) => 4 + links * 4;
const elementBytes = ({ dimension, m }: GraphShape) => listBytes(2 * m) + dimension * 4 + LABEL;

function checkHeader(file: Buffer, shape: GraphShape): void {
  const whole = (at: number) => Number(file.readBigUInt64LE(at));
  const expected: readonly (readonly [what: string, at: number, value: number])[] = [
    ["offset", 0, 0],
    ["capacity", 8, shape.capacity],
    ["count", 16, shape.size],
    ["element size", 24, elementBytes(shape)],
    ["label offset", 32, elementBytes(shape) - LABEL],
    ["data offset", 40, listBytes(2 * shape.m)],
    ["maxM", 56, shape.m],
    ["maxM0", 64, 2 * shape.m],
    ["M", 72, shape.m],
  ];
  for (const [what, at, value] of expected) {
    if (whole(at) !== value) throw damaged(`${what} is ${whole(at)}, ${value} expected`);
  }
  if (!(file.readDoubleLE(80) > 0 && file.readDoubleLE(80) < 10))
    throw damaged("its level factor is out of range");
}

interface UpperList {
  readonly start: number;
  readonly levels: number;
}

function readUpperLists(file: Buffer, shape: GraphShape): UpperList[] {
  const lists: UpperList[] = [];
  let at = HEADER + shape.size * elementBytes(shape);
  for (let i = 0; i < shape.size; i++) {
    if (at + 4 > file.length) throw damaged("cut short");
    const bytes = file.readUInt32LE(at);
    if (bytes % listBytes(shape.m) !== 0) throw damaged(`element ${i} has a broken list`);
    lists.push({ start: at + 4, levels: bytes / listBytes(shape.m) });
    at += 4 + bytes;
  }
  if (at !== file.length) throw damaged(`${file.length} bytes, ${at} expected`);
  return lists;
}

function checkLinks(
  file: Buffer,
  at: number,
  { most, size, lists, level }: { most: number; size: number; lists: readonly UpperList[]; level: number },
): void {
  const count = file.readUInt16LE(at);
  if (count > most) throw damaged(`a list of ${count} links`);
  for (let i = 0; i < count; i++) {
    const link = file.readUInt32LE(at + 4 + i * 4);
    // A link on an upper level to an element that is not there is followed through a null pointer.
    if (link >= size || lists[link]!.levels < level) throw damaged(`a link to ${link} on level ${level}`);
  }
}

function damaged(what: string): IndexFileError {
  return new IndexFileError(`vectors.hnsw is damaged: ${what}`, { hint: "npm run index -- --full" });
}

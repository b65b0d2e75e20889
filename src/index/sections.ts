/**
 * Named typed arrays in one buffer, and back without copying: how an index
 * stands on disk. Every offset and length is checked before anything is read.
 *
 * Layout, little-endian: magic (8 bytes), version, number of sections, then for
 * each its name (16 bytes), type, offset and length in bytes, then the arrays,
 * each at a multiple of 8.
 */
import { IndexFileError } from "../errors.js";

const TYPES = [Uint8Array, Uint16Array, Uint32Array] as const;
export type SectionArray = Uint8Array | Uint16Array | Uint32Array;

const HEAD = 16;
const ENTRY = 32;
const NAME = 16;
const aligned = (offset: number) => Math.ceil(offset / 8) * 8;

/** @param magic 8 ASCII characters */
export function writeSections(
  magic: string,
  version: number,
  arrays: Readonly<Record<string, SectionArray>>,
): Buffer {
  const entries = Object.entries(arrays);
  let end = HEAD + entries.length * ENTRY;
  const places = entries.map(([, array]) => {
    const offset = aligned(end);
    end = offset + array.byteLength;
    return offset;
  });
  const buffer = Buffer.alloc(end);
  buffer.write(magic, 0, 8, "ascii");
  buffer.writeUInt32LE(version, 8);
  buffer.writeUInt32LE(entries.length, 12);
  entries.forEach(([name, array], i) => {
    const at = HEAD + i * ENTRY;
    buffer.write(name, at, NAME, "ascii");
    buffer.writeUInt32LE(
      TYPES.findIndex((type) => array instanceof type),
      at + NAME,
    );
    buffer.writeUIntLE(places[i]!, at + NAME + 4, 6);
    buffer.writeUIntLE(array.byteLength, at + NAME + 10, 6);
    buffer.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), places[i]!);
  });
  return buffer;
}

export interface Sections {
  /** @throws {IndexFileError} if there is none of this name and type. */
  u8(name: string): Uint8Array;
  u16(name: string): Uint16Array;
  u32(name: string): Uint32Array;
  /** Whichever it was written as. */
  u16or32(name: string): Uint16Array | Uint32Array;
}

/** @throws {IndexFileError} if the buffer is not of this magic and version, or is cut short. */
export function readSections(magic: string, version: number, given: Buffer): Sections {
  // Views need an aligned start, which a small pooled buffer may not have.
  const buffer = given.byteOffset % 8 === 0 ? given : Buffer.from(new Uint8Array(given).buffer);
  const fail = (what: string) =>
    new IndexFileError(`${magic.trim()}: ${what}`, { hint: "build the index again" });
  if (buffer.length < HEAD || buffer.toString("ascii", 0, 8) !== magic)
    throw fail("not an index of this kind");
  const found = buffer.readUInt32LE(8);
  if (found !== version) throw fail(`version ${found}, expected ${version}`);
  const count = buffer.readUInt32LE(12);
  if (HEAD + count * ENTRY > buffer.length) throw fail("cut short");
  const table = new Map<string, { type: number; offset: number; length: number }>();
  for (let i = 0; i < count; i++) {
    const at = HEAD + i * ENTRY;
    const name = buffer.toString("ascii", at, at + NAME).replace(/\0+$/, "");
    const offset = buffer.readUIntLE(at + NAME + 4, 6);
    const length = buffer.readUIntLE(at + NAME + 10, 6);
    if (offset % 8 !== 0 || offset + length > buffer.length) throw fail(`${name}: cut short`);
    table.set(name, { type: buffer.readUInt32LE(at + NAME), offset, length });
  }
  const view = <T extends SectionArray>(name: string, type: number): T => {
    const entry = table.get(name);
    const Type = TYPES[type]!;
    if (entry?.type !== type || entry.length % Type.BYTES_PER_ELEMENT !== 0) throw fail(`no section ${name}`);
    const { offset, length } = entry;
    return new Type(
      buffer.buffer as ArrayBuffer,
      buffer.byteOffset + offset,
      length / Type.BYTES_PER_ELEMENT,
    ) as SectionArray as T;
  };
  const u16 = (name: string) => view<Uint16Array>(name, 1);
  const u32 = (name: string) => view<Uint32Array>(name, 2);
  return {
    u8: (name) => view(name, 0),
    u16,
    u32,
    u16or32: (name) => (table.get(name)?.type === 1 ? u16(name) : u32(name)),
  };
}

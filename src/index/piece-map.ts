/**
 * What is known of a piece of text, found by its characters where they stand:
 * no string is made of a piece that was met before, which of eight million pieces nearly all were.
 */

export interface PieceMap<T> {
  /** The value of `text.slice(start, end)`, made when the piece is first met. */
  get(text: string, start: number, end: number): T;
}

/** @param make must not ask the same map */
export function createPieceMap<T>(make: (piece: string) => T): PieceMap<T> {
  const values: T[] = [];
  const pieces: string[] = [];
  // Hash and number + 1 side by side, an open-addressing table at most half full.
  let cells = new Uint32Array(1 << 13);
  const put = (hash: number, number: number) => {
    const mask = cells.length - 2;
    let at = (hash * 2) & mask;
    while (cells[at + 1] !== 0) at = (at + 2) & mask;
    cells[at] = hash;
    cells[at + 1] = number + 1;
  };
  const grow = () => {
    const old = cells;
    cells = new Uint32Array(old.length * 2);
    for (let at = 0; at < old.length; at += 2) if (old[at + 1] !== 0) put(old[at]!, old[at + 1]! - 1);
  };
  const add = (piece: string, hash: number): T => {
    const value = make(piece);
    if (values.length * 4 >= cells.length) grow();
    put(hash, values.length);
    values.push(value);
    pieces.push(piece);
    return value;
  };
  return {
    get(text, start, end) {
      let hash = 0x811c9dc5;
      for (let i = start; i < end; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
      hash = (hash ^ (hash >>> 15)) >>> 0;
      const mask = cells.length - 2;
      for (let at = (hash * 2) & mask; cells[at + 1] !== 0; at = (at + 2) & mask) {
        if (cells[at] !== hash) continue;
        const number = cells[at + 1]! - 1;
        const piece = pieces[number]!;
        if (piece.length === end - start && text.startsWith(piece, start)) return values[number]!;
      }
      return add(text.slice(start, end), hash);
    },
  };
}

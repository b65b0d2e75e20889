/**
 * Words that no dictionary has, found by how likely each character is to begin,
 * continue or end a word: jieba's hidden Markov model, by Viterbi's algorithm.
 */

export interface HiddenModel {
  /** Of the states: begins a word, ends one, stands inside, is one alone. */
  readonly start: readonly number[];
  /** `change[from × 4 + to]` */
  readonly change: Float64Array;
  /** Row of each unit in `emit`; row 0 is that of all units the model does not know. */
  readonly rows: Uint16Array;
  /** Four a row, one for each state. */
  readonly emit: Float64Array;
}

const STATES = 4;
/** As the model's file writes it: cannot be. */
const NEVER = -3.14e100;

/** @param file of nine lines that are not comments: start, change from each of four states, emission of each */
export function readHiddenModel(file: string): HiddenModel {
  const lines = file
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
  const emissions = lines.slice(1 + STATES, 1 + 2 * STATES).map((line) => line.split(","));
  const rows = new Uint16Array(0x10000);
  let size = 1;
  for (const pair of emissions.flat()) {
    const unit = pair.charCodeAt(0);
    if (rows[unit] === 0) rows[unit] = size++;
  }
  const emit = new Float64Array(size * STATES).fill(NEVER);
  emissions.forEach((pairs, state) => {
    for (const pair of pairs) emit[rows[pair.charCodeAt(0)]! * STATES + state] = Number(pair.slice(2));
  });
  const change = lines.slice(1, 1 + STATES).flatMap((line) => line.split(" ").map(Number));
  return { start: lines[0]!.split(" ").map(Number), change: Float64Array.from(change), rows, emit };
}

export interface HiddenCutter {
  /** Calls `visit` with the end of each word in `units[from…to)`. */
  cut(units: Uint16Array, from: number, to: number): void;
}

export function createHiddenCutter(model: HiddenModel, visit: (end: number) => void): HiddenCutter {
  const { start, change, rows, emit } = model;
  let weights = new Float64Array(STATES * 64);
  let before = new Uint8Array(STATES * 64);

  /** The likeliest states: `before` says for each place and state which state stood before it. */
  const walk = (units: Uint16Array, from: number, to: number) => {
    for (let state = 0, row = rows[units[from]!]! * STATES; state < STATES; state++)
      weights[state] = start[state]! + emit[row + state]!;
    for (let i = from + 1, at = STATES; i < to; i++, at += STATES) {
      const row = rows[units[i]!]! * STATES;
      for (let state = 0; state < STATES; state++) {
        const emitted = emit[row + state]!;
        let best = NEVER;
        let by = 1;
        for (let old = 0; old < STATES; old++) {
          const weight = weights[at - STATES + old]! + change[old * STATES + state]! + emitted;
          if (weight > best) {
            best = weight;
            by = old;
          }
        }
        weights[at + state] = best;
        before[at + state] = by;
      }
    }
  };
  return {
    cut(units, from, to) {
      const length = to - from;
      // One character is one word, whatever the model says of it.
      if (length === 1) return visit(to);
      if (length * STATES > weights.length) {
        weights = new Float64Array(length * STATES * 2);
        before = new Uint8Array(length * STATES * 2);
      }
      walk(units, from, to);
      const last = (length - 1) * STATES;
      let state = weights[last + 1]! >= weights[last + 3]! ? 1 : 3;
      // Backwards first, keeping the states where the weights stood: a word ends where its state is odd.
      for (let at = last; at >= 0; at -= STATES) {
        const came = before[at + state]!;
        weights[at] = state;
        state = came;
      }
      for (let i = 0; i < length; i++) if (weights[i * STATES]! % 2 === 1) visit(from + i + 1);
    },
  };
}

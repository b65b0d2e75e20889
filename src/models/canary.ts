/**
 * Two sentences whose vectors are kept with an index. As long as a model still gives them the same, it is
 * still the model that built the index: names stay where a service, a library or a file has changed.
 */
import { createHash } from "node:crypto";
import { z } from "zod";
import { IndexFileError } from "../errors.js";
import type { UnitVector } from "../index/embedder.js";
import { ModelCallError } from "./model-call-error.js";
import { cosine } from "./vector-check.js";

/** Of one length and no common word: a tokenizer that knows no character cannot tell them apart. */
export const CANARIES: readonly [string, string] = ["社区图书馆周末照常开放", "地铁新线预计明年底通车"];

/** Another onnxruntime differs in the third digit, a service from call to call in the fifth; another model is near 0. */
const SAME = 0.99;
/** Above it two sentences are one to the model. */
const ALIKE = 0.9999;

export interface CanaryState {
  /** The factory's name. */
  readonly name: string;
  readonly id: string;
  readonly dimension: number;
  readonly canaries: readonly UnitVector[];
}

/** @throws {ModelCallError} if the model gives two sentences that differ the same vector. */
export function stateFrom(name: string, canaries: readonly UnitVector[], who: string): CanaryState {
  const [first, second] = canaries;
  if (!first || !second || cosine(first, second) > ALIKE) {
    throw new ModelCallError(`${who} gives sentences that differ the same vector`, {
      kind: "protocol",
      hint: "its tokenizer and its network may not belong together; fetch the model again",
    });
  }
  const hash = createHash("sha256");
  for (const vector of canaries) hash.update(bytesOf(vector));
  return { name, id: `${name} ${hash.digest("hex").slice(0, 10)}`, dimension: first.length, canaries };
}

/** Whether a model that gives these still is the one that was kept. */
export function isSame({ canaries: kept }: CanaryState, now: readonly UnitVector[]): boolean {
  return kept.length === now.length && kept.every((one, i) => likeness(one, now[i]!) >= SAME);
}

/** @throws {ModelCallError} if the model has drifted from what the index was built with. */
export function checkCanaries(
  { canaries: kept }: CanaryState,
  now: readonly UnitVector[],
  { who, building }: { readonly who: string; readonly building: boolean },
): void {
  const least = Math.min(...kept.map((one, i) => (now[i] ? likeness(one, now[i]) : 0)));
  if (least >= SAME) return;
  const likely = `(likeness ${least.toFixed(3)}, ${SAME} needed)`;
  if (building)
    throw new ModelCallError(`${who} gives a sentence another vector than a moment ago ${likely}`, {
      kind: "protocol",
      hint: "it mixes up the texts of a call, or another model has taken its place: run it again, or set another EMBEDDER",
    });
  throw new ModelCallError(`${who} no longer gives the vectors the index was built with ${likely}`, {
    kind: "protocol",
    hint: "npm run index -- --full builds with what it gives now",
  });
}

function likeness(a: UnitVector, b: UnitVector): number {
  return a.length === b.length ? cosine(a, b) : 0;
}

const State = z.strictObject({
  embedder: z.literal("model-1"),
  name: z.string(),
  id: z.string(),
  dimension: z.number().int().min(1),
  canaries: z.array(z.base64()).length(2),
});

export function writeCanaryState({ canaries, ...rest }: CanaryState): Buffer {
  const texts = canaries.map((vector) => bytesOf(vector).toString("base64"));
  return Buffer.from(`${JSON.stringify({ embedder: "model-1", ...rest, canaries: texts })}\n`);
}

/** @throws {IndexFileError} if it is none, or that of an embedder of another name. */
export function readCanaryState(state: Buffer, name: string): CanaryState {
  const { data } = State.safeParse(parseJson(state.toString("utf8")));
  const canaries = data?.canaries.map(toVector) ?? [];
  if (!data || canaries.some(({ length }) => length !== data.dimension)) throw damaged("is damaged");
  if (data.name !== name) throw damaged(`is that of “${data.name}”, the configuration names “${name}”`);
  return { name, id: data.id, dimension: data.dimension, canaries };
}

function toVector(text: string): UnitVector {
  const bytes = new Uint8Array(Buffer.from(text, "base64"));
  return new Float32Array(bytes.buffer, 0, Math.floor(bytes.length / 4)) as UnitVector;
}

function bytesOf({ buffer, byteOffset, byteLength }: Float32Array): Buffer {
  return Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function damaged(what: string): IndexFileError {
  return new IndexFileError(`the state of the embedder ${what}`, { hint: "npm run index -- --full" });
}

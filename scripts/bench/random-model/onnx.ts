/**
 * As much of ONNX's file format as it takes to write a model down: a protocol-buffer message of nodes and
 * weights (onnx.proto3, IR version 8). A library for it would be larger than the models we write.
 */

/** ONNX's numbers for the kinds of elements. */
export const ELEMENT = { float: 1, uint8: 2, int8: 3, int32: 6, int64: 7 } as const;
export type Element = keyof typeof ELEMENT;

export interface Weights {
  readonly name: string;
  readonly element: Element;
  readonly shape: readonly number[];
  readonly data: Float32Array | Uint8Array | Int8Array | BigInt64Array;
}

export interface GraphNode {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Whole numbers, fractions (as `{ float }`) and lists of whole numbers. */
  readonly attributes?: Readonly<Record<string, number | { readonly float: number } | readonly number[]>>;
}

/** A name, its kind, and its shape; a word in the shape stands for any length. */
export interface GraphValue {
  readonly name: string;
  readonly element: Element;
  readonly shape: readonly (number | string)[];
}

export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly weights: readonly Weights[];
  readonly inputs: readonly GraphValue[];
  readonly outputs: readonly GraphValue[];
}

/** LayerNormalization is there from 17 on. */
const OPSET = 17;
const IR_VERSION = 8;

/** @returns the bytes of an `.onnx` file */
export function writeOnnx({ nodes, weights, inputs, outputs }: Graph): Buffer {
  const graph = Buffer.concat([
    ...nodes.map((node) => message(1, nodeBytes(node))),
    text(2, "graph"),
    ...weights.map((one) => message(5, tensorBytes(one))),
    ...inputs.map((value) => message(11, valueBytes(value))),
    ...outputs.map((value) => message(12, valueBytes(value))),
  ]);
  return Buffer.concat([
    number(1, IR_VERSION),
    text(2, "district-news-bot"),
    message(7, graph),
    message(8, Buffer.concat([text(1, ""), number(2, OPSET)])),
  ]);
}

function nodeBytes({ op, inputs, outputs, attributes = {} }: GraphNode): Buffer {
  return Buffer.concat([
    ...inputs.map((name) => text(1, name)),
    ...outputs.map((name) => text(2, name)),
    text(4, op),
    ...Object.entries(attributes).map(([name, value]) => message(5, attributeBytes(name, value))),
  ]);
}

function attributeBytes(name: string, value: number | { float: number } | readonly number[]): Buffer {
  if (typeof value === "number") return Buffer.concat([text(1, name), number(3, value), number(20, 2)]);
  if ("float" in value) {
    const float = Buffer.alloc(4);
    float.writeFloatLE(value.float);
    return Buffer.concat([text(1, name), varint((2 << 3) | 5), float, number(20, 1)]);
  }
  return Buffer.concat([text(1, name), ...value.map((one) => number(8, one)), number(20, 7)]);
}

function tensorBytes({ name, element, shape, data }: Weights): Buffer {
  const raw = Buffer.from(data.buffer as ArrayBuffer, data.byteOffset, data.byteLength);
  return Buffer.concat([
    ...shape.map((size) => number(1, size)),
    number(2, ELEMENT[element]),
    text(8, name),
    message(9, raw),
  ]);
}

function valueBytes({ name, element, shape }: GraphValue): Buffer {
  const sizes = shape.map((size) => message(1, typeof size === "number" ? number(1, size) : text(2, size)));
  const tensor = Buffer.concat([number(1, ELEMENT[element]), message(2, Buffer.concat(sizes))]);
  return Buffer.concat([text(1, name), message(2, message(1, tensor))]);
}

function text(field: number, value: string): Buffer {
  return message(field, Buffer.from(value, "utf8"));
}

function message(field: number, bytes: Buffer): Buffer {
  return Buffer.concat([varint((field << 3) | 2), varint(bytes.length), bytes]);
}

function number(field: number, value: number): Buffer {
  return Buffer.concat([varint(field << 3), varint(value)]);
}

/** Negative numbers take ten bytes, as protocol buffers have it. */
function varint(value: number): Buffer {
  const bytes: number[] = [];
  for (let rest = BigInt.asUintN(64, BigInt(value)); ; rest >>= 7n) {
    const low = Number(rest & 127n);
    if (rest < 128n) return Buffer.from([...bytes, low]);
    bytes.push(low | 128);
  }
}

/**
 * A network of BERT's shape with random weights: it means nothing, but it takes the same inputs, does the same
 * arithmetic in the same time, and gives vectors of the same form as a trained one.
 */
import type { Graph, GraphNode, Weights } from "./onnx.js";

export interface BertShape {
  readonly layers: number;
  /** Length of a vector; a multiple of `heads`. */
  readonly hidden: number;
  readonly heads: number;
  readonly vocabulary: number;
  /** Longest text in tokens. */
  readonly positions: number;
  /** 8-bit weights and activations, as in `model_quantized.onnx` of the hub; else 32-bit floats. */
  readonly quantized: boolean;
  /** `vectors`: one a token; `score`: one figure a text, as a cross-encoder gives. */
  readonly output: "vectors" | "score";
  readonly seed: number;
}

interface Drawing {
  readonly nodes: GraphNode[];
  readonly weights: Weights[];
  readonly shape: BertShape;
  readonly random: () => number;
}

const FLAT = ["batch", "sequence"] as const;

export function bertGraph(shape: BertShape): Graph {
  const drawing: Drawing = { nodes: [], weights: [], shape, random: randomFrom(shape.seed) };
  let at = embedTokens(drawing);
  const mask = attentionMask(drawing);
  for (let layer = 0; layer < shape.layers; layer++) at = addLayer(drawing, { at, mask, layer });
  const vectors = { name: "last_hidden_state", element: "float", shape: [...FLAT, shape.hidden] } as const;
  const score = { name: "logits", element: "float", shape: ["batch", 1] } as const;
  if (shape.output === "score") addScore(drawing, at);
  else draw(drawing, "Identity", [at], vectors.name);
  return {
    nodes: drawing.nodes,
    weights: drawing.weights,
    inputs: ["input_ids", "attention_mask", "token_type_ids"].map((name) => ({
      name,
      element: "int64",
      shape: FLAT,
    })),
    outputs: [shape.output === "score" ? score : vectors],
  };
}

function embedTokens(drawing: Drawing): string {
  const { vocabulary, positions, hidden } = drawing.shape;
  // Much larger than the rest, or all texts would be nearly one.
  const words = floats(drawing, "words", [vocabulary, hidden], 1);
  const places = floats(drawing, "places", [positions, hidden]);
  const sides = floats(drawing, "sides", [2, hidden]);
  const word = draw(drawing, "Gather", [words, "input_ids"], "word");
  const side = draw(drawing, "Gather", [sides, "token_type_ids"], "side");
  const size = draw(drawing, "Shape", ["input_ids"], "size");
  const length = draw(drawing, "Gather", [size, integers(drawing, "second", [1])], "length");
  const span = [places, integers(drawing, "zero", [0]), length, integers(drawing, "rows", [0])];
  const place = draw(drawing, "Slice", span, "place");
  const both = draw(drawing, "Add", [word, side], "word_side");
  return normalise(drawing, draw(drawing, "Add", [both, place], "embedded"), "embedded_norm");
}

/** 0 where a token is, a large negative figure where only padding is. */
function attentionMask(drawing: Drawing): string {
  const float = draw(drawing, "Cast", ["attention_mask"], "mask_float", { to: 1 });
  const wide = draw(drawing, "Unsqueeze", [float, integers(drawing, "mask_axes", [1, 2])], "mask_wide");
  const off = draw(drawing, "Sub", [wide, scalar(drawing, "one", 1)], "mask_off");
  return draw(drawing, "Mul", [off, scalar(drawing, "far", 10_000)], "mask");
}

function addLayer(
  drawing: Drawing,
  { at, mask, layer }: { readonly at: string; readonly mask: string; readonly layer: number },
): string {
  const { hidden, heads } = drawing.shape;
  const name = (part: string) => `layer${layer}_${part}`;
  const split = integers(drawing, name("split"), [0, 0, heads, hidden / heads]);
  const head = (part: string, perm: readonly number[]) => {
    const line = dense(drawing, at, name(part), [hidden, hidden]);
    const cut = draw(drawing, "Reshape", [line, split], name(`${part}_heads`));
    return draw(drawing, "Transpose", [cut], name(`${part}_turned`), { perm });
  };
  const query = head("query", [0, 2, 1, 3]);
  const key = head("key", [0, 2, 3, 1]);
  const value = head("value", [0, 2, 1, 3]);
  const raw = draw(drawing, "MatMul", [query, key], name("raw"));
  const root = scalar(drawing, name("root"), 1 / Math.sqrt(hidden / heads));
  const scaled = draw(drawing, "Mul", [raw, root], name("scaled"));
  const masked = draw(drawing, "Add", [scaled, mask], name("masked"));
  const shares = draw(drawing, "Softmax", [masked], name("shares"), { axis: -1 });
  const mixed = draw(drawing, "MatMul", [shares, value], name("mixed"));
  const turned = draw(drawing, "Transpose", [mixed], name("back"), { perm: [0, 2, 1, 3] });
  const joined = draw(
    drawing,
    "Reshape",
    [turned, integers(drawing, name("join"), [0, 0, hidden])],
    name("joined"),
  );
  const attended = dense(drawing, joined, name("attended"), [hidden, hidden]);
  const first = normalise(drawing, draw(drawing, "Add", [attended, at], name("first")), name("first_norm"));
  const wide = gelu(drawing, dense(drawing, first, name("wide"), [hidden, hidden * 4]), name("gelu"));
  const narrow = dense(drawing, wide, name("narrow"), [hidden * 4, hidden]);
  return normalise(drawing, draw(drawing, "Add", [narrow, first], name("second")), name("second_norm"));
}

function addScore(drawing: Drawing, at: string): void {
  const { hidden } = drawing.shape;
  const first = draw(drawing, "Gather", [at, whole(drawing, "first_token", 0)], "first_token_row", {
    axis: 1,
  });
  const weight = floats(drawing, "score_weight", [hidden, 1]);
  draw(drawing, "MatMul", [first, weight], "logits");
}

/** x · W + b, with W of 8 bits if the shape says so. */
function dense(drawing: Drawing, at: string, name: string, [rows, columns]: [number, number]): string {
  const bias = floats(drawing, `${name}_bias`, [columns]);
  if (!drawing.shape.quantized) {
    const weight = floats(drawing, `${name}_weight`, [rows, columns]);
    return draw(drawing, "Add", [draw(drawing, "MatMul", [at, weight], `${name}_product`), bias], name);
  }
  const weight = `${name}_weight8`;
  const data = Int8Array.from({ length: rows * columns }, () => Math.round((drawing.random() - 0.5) * 254));
  drawing.weights.push({ name: weight, element: "int8", shape: [rows, columns], data });
  const [small, step, zero] = [`${name}_small`, `${name}_step`, `${name}_zero`];
  drawing.nodes.push({ op: "DynamicQuantizeLinear", inputs: [at], outputs: [small, step, zero] });
  const sum = draw(drawing, "MatMulInteger", [small, weight, zero], `${name}_sum`);
  const float = draw(drawing, "Cast", [sum], `${name}_float`, { to: 1 });
  const scale = draw(drawing, "Mul", [step, scalar(drawing, `${name}_scale`, SPREAD / 127)], `${name}_steps`);
  return draw(drawing, "Add", [draw(drawing, "Mul", [float, scale], `${name}_product`), bias], name);
}

function gelu(drawing: Drawing, at: string, name: string): string {
  const root = draw(drawing, "Div", [at, scalar(drawing, `${name}_root2`, Math.SQRT2)], `${name}_root`);
  const error = draw(drawing, "Erf", [root], `${name}_erf`);
  const more = draw(drawing, "Add", [error, scalar(drawing, `${name}_1`, 1)], `${name}_more`);
  const twice = draw(drawing, "Mul", [at, more], `${name}_twice`);
  return draw(drawing, "Mul", [twice, scalar(drawing, `${name}_half`, 0.5)], name);
}

function normalise(drawing: Drawing, at: string, name: string): string {
  const { hidden } = drawing.shape;
  const ones = new Float32Array(hidden).fill(1);
  drawing.weights.push({ name: `${name}_scale`, element: "float", shape: [hidden], data: ones });
  const shift = floats(drawing, `${name}_shift`, [hidden]);
  return draw(drawing, "LayerNormalization", [at, `${name}_scale`, shift], name, {
    axis: -1,
    epsilon: { float: 1e-12 },
  });
}

function draw(
  { nodes }: Drawing,
  op: string,
  inputs: readonly string[],
  output: string,
  attributes: GraphNode["attributes"] = {},
): string {
  nodes.push({ op, inputs, outputs: [output], attributes });
  return output;
}

/** Random weights lie between −SPREAD and SPREAD. */
const SPREAD = 0.12;

function floats(
  { weights, random }: Drawing,
  name: string,
  shape: readonly number[],
  spread = SPREAD,
): string {
  const length = shape.reduce((product, size) => product * size, 1);
  const data = Float32Array.from({ length }, () => (random() - 0.5) * 2 * spread);
  weights.push({ name, element: "float", shape, data });
  return name;
}

function integers({ weights }: Drawing, name: string, values: readonly number[]): string {
  const data = BigInt64Array.from(values, BigInt);
  weights.push({ name, element: "int64", shape: [values.length], data });
  return name;
}

function whole({ weights }: Drawing, name: string, value: number): string {
  weights.push({ name, element: "int64", shape: [], data: BigInt64Array.of(BigInt(value)) });
  return name;
}

function scalar({ weights }: Drawing, name: string, value: number): string {
  weights.push({ name, element: "float", shape: [], data: Float32Array.of(value) });
  return name;
}

/** The same figures for the same seed, between 0 and 1 (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

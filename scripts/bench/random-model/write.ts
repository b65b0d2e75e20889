/**
 * A whole model in a folder, as the hub lays one out: network, tokenizer, settings. Random weights, the same
 * on every machine, so that what loads and runs models can be tested and timed without a download.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type BertShape, bertGraph } from "./bert.js";
import { writeOnnx } from "./onnx.js";

export interface RandomModel extends Omit<BertShape, "vocabulary" | "seed"> {
  /** Characters that are tokens of their own; all others are one unknown token. */
  readonly characters: string;
  readonly seed?: number;
}

/** As small as a BERT gets that still tells texts apart; about 200 kB. */
export const TINY: Omit<RandomModel, "characters"> = {
  layers: 2,
  hidden: 24,
  heads: 2,
  positions: 512,
  quantized: false,
  output: "vectors",
};

/** The shape of bge-small-zh: 4 layers, 512 wide, 21,128 tokens, 8 bit. */
export const BGE_SMALL: RandomModel = {
  layers: 4,
  hidden: 512,
  heads: 8,
  positions: 512,
  quantized: true,
  output: "vectors",
  characters: String.fromCodePoint(...Array.from({ length: 20_900 }, (_, i) => 0x4e00 + i)),
};

const SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"] as const;

/** @returns the files of a model: path within its folder → contents */
export function randomModelFiles({ characters, seed = 7, ...shape }: RandomModel): Map<string, Buffer> {
  const letters = "abcdefghijklmnopqrstuvwxyz0123456789，。、：；？！";
  const tokens = [...new Set([...SPECIAL, ...letters, ...characters])];
  const graph = bertGraph({ ...shape, vocabulary: tokens.length, seed });
  const json = (value: unknown) => Buffer.from(`${JSON.stringify(value)}\n`);
  return new Map([
    ["config.json", json(settings(shape, tokens.length))],
    ["tokenizer.json", json(tokenizer(tokens))],
    ["tokenizer_config.json", json(tokenizerSettings(shape.positions))],
    [shape.quantized ? "onnx/model_quantized.onnx" : "onnx/model.onnx", writeOnnx(graph)],
  ]);
}

/** Writes a model into `<folder>/<name>`. */
export async function writeRandomModel(folder: string, name: string, model: RandomModel): Promise<void> {
  for (const [path, contents] of randomModelFiles(model)) {
    const file = join(folder, name, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, contents);
  }
}

function settings(
  { layers, hidden, heads, positions, output }: Omit<RandomModel, "characters">,
  size: number,
) {
  return {
    model_type: "bert",
    architectures: [output === "score" ? "BertForSequenceClassification" : "BertModel"],
    hidden_size: hidden,
    num_hidden_layers: layers,
    num_attention_heads: heads,
    intermediate_size: hidden * 4,
    max_position_embeddings: positions,
    vocab_size: size,
    pad_token_id: 0,
    type_vocab_size: 2,
  };
}

function tokenizer(tokens: readonly string[]) {
  const special = (content: string, id: number) => ({
    id,
    content,
    single_word: false,
    lstrip: false,
    rstrip: false,
    normalized: false,
    special: true,
  });
  const part = (id: string, type: number) => ({ SpecialToken: { id, type_id: type } });
  const side = (id: string, type: number) => ({ Sequence: { id, type_id: type } });
  const ids = (id: string) => ({ id, ids: [tokens.indexOf(id)], tokens: [id] });
  const single = [part("[CLS]", 0), side("A", 0), part("[SEP]", 0)];
  return {
    version: "1.0",
    truncation: null,
    padding: null,
    added_tokens: SPECIAL.map(special),
    normalizer: {
      type: "BertNormalizer",
      clean_text: true,
      handle_chinese_chars: true,
      strip_accents: null,
      lowercase: true,
    },
    pre_tokenizer: { type: "BertPreTokenizer" },
    post_processor: {
      type: "TemplateProcessing",
      single,
      pair: [...single, side("B", 1), part("[SEP]", 1)],
      special_tokens: { "[CLS]": ids("[CLS]"), "[SEP]": ids("[SEP]") },
    },
    decoder: { type: "WordPiece", prefix: "##", cleanup: true },
    model: {
      type: "WordPiece",
      unk_token: "[UNK]",
      continuing_subword_prefix: "##",
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries(tokens.map((token, i) => [token, i])),
    },
  };
}

function tokenizerSettings(positions: number) {
  return {
    tokenizer_class: "BertTokenizer",
    do_lower_case: true,
    model_max_length: positions,
    cls_token: "[CLS]",
    mask_token: "[MASK]",
    pad_token: "[PAD]",
    sep_token: "[SEP]",
    unk_token: "[UNK]",
  };
}

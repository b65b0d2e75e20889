/**
 * The thread a transformer runs in: it loads the model from files, never from a network, and turns one text at
 * a time into one vector. Checks, prefixes and scaling are done by those who asked.
 */
import { parentPort, workerData } from "node:worker_threads";
import {
  AutoModel,
  AutoModelForSequenceClassification,
  AutoTokenizer,
  env,
  LogLevel,
  Tensor,
} from "@xenova/transformers";
import { messageOf } from "../errors.js";
import type { ThreadItem, ThreadReply, ThreadTask } from "./model-thread.js";

interface Matrix {
  readonly data: Float32Array;
  readonly dims: readonly number[];
}

const port = parentPort;
if (port) serve(workerData as ThreadTask, port);

function serve(task: ThreadTask, to: NonNullable<typeof parentPort>): void {
  const loading = load(task);
  // It is told to whoever asks for a vector.
  loading.catch(() => undefined);
  to.on("message", async (item: ThreadItem) => {
    let reply: ThreadReply;
    try {
      reply = { vector: await (await loading)(item) };
    } catch (error) {
      reply = { error: messageOf(error).slice(0, 500) };
    }
    to.postMessage(reply, "vector" in reply ? [reply.vector.buffer as ArrayBuffer] : []);
  });
}

async function load({ modelsDir, model, output, maxTokens, threads }: ThreadTask) {
  env.allowRemoteModels = false;
  env.localModelPath = modelsDir;
  env.cacheDir = modelsDir;
  env.useFSCache = false;
  env.logLevel = LogLevel.ERROR;
  const kind = output === "score" ? AutoModelForSequenceClassification : AutoModel;
  const options = {
    // The older line of the library knows the one name, this one the other.
    quantized: true,
    dtype: "q8",
    local_files_only: true,
    session_options: {
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      // Two threads that spin while they wait take twice the processor's time for the same work (15 sentences of
      // 256 tokens a CPU-second); without that they take hardly more than one (28 against 30).
      extra: { session: { intra_op: { allow_spinning: "0" } } },
    },
  } as const;
  const tokenizer = await AutoTokenizer.from_pretrained(model, { local_files_only: true });
  const network = await kind.from_pretrained(model, options);
  return async ({ text, beside }: ThreadItem): Promise<Float32Array> => {
    const plain = { padding: false, truncation: false, return_tensor: false } as const;
    const encoded = tokenizer([text], { ...plain, ...(beside !== undefined && { text_pair: [beside] }) });
    const inputs = Object.fromEntries(
      Object.entries(encoded).map(([name, rows]) => [name, toRow(cutTo(maxTokens, rows[0] ?? []))]),
    );
    const outputs = (await network(inputs)) as Readonly<Record<string, Matrix | undefined>>;
    // Networks that were converted from sentence-transformers name the rows of tokens otherwise.
    const names = output === "score" ? ["logits"] : ["last_hidden_state", "token_embeddings"];
    const found = names.map((name) => outputs[name]).find((one) => one !== undefined);
    if (!found) throw new Error(`the network has no output ${names.join(" or ")}`);
    return output === "mean" ? meanRow(found) : found.data.slice(0, found.dims.at(-1));
  };
}

/** From the end of the text, but not the token that closes it: the library's own cut takes that one first. */
function cutTo(most: number, tokens: readonly number[]): readonly number[] {
  return tokens.length <= most ? tokens : [...tokens.slice(0, most - 1), tokens.at(-1)!];
}

function toRow(tokens: readonly number[]): Tensor {
  return new Tensor("int64", BigInt64Array.from(tokens, BigInt), [1, tokens.length]);
}

/** One text has no padding, so all its rows count. */
function meanRow({ data, dims }: Matrix): Float32Array {
  const width = dims.at(-1) ?? 0;
  const mean = new Float32Array(width);
  for (let at = 0; at < data.length; at++) mean[at % width]! += data[at]!;
  return mean.map((sum) => (sum * width) / data.length);
}

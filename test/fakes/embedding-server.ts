/**
 * A service that speaks OpenAI's embeddings, and POST /rerank: it counts characters, so that what is near can be
 * told, and does whatever wrong a test asks it to.
 */
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface EmbeddingCall {
  readonly path: string;
  readonly authorization: string;
  readonly body: Readonly<Record<string, unknown>> & { readonly input: readonly string[] };
}

type Row = { readonly index?: number; readonly embedding: readonly unknown[] | string };
/** Changes an answer before it goes out. */
export type Spoil = (rows: Row[]) => unknown;
export type EmbeddingBehaviour = (response: ServerResponse, call: EmbeddingCall) => void;

export interface EmbeddingServer {
  readonly url: string;
  readonly calls: readonly EmbeddingCall[];
  /** Answers the next calls in turn before it behaves again. */
  script(...next: readonly EmbeddingBehaviour[]): void;
  /** What it does when nothing is scripted. */
  usually(behaviour: EmbeddingBehaviour): void;
  close(): Promise<void>;
}

export const DIMENSION = 48;

/** Characters counted; another `seed` is another model. */
export function vectorOf(text: string, seed = 1, dimension = DIMENSION): number[] {
  const values = Array<number>(dimension).fill(0);
  for (const char of text) values[(char.codePointAt(0)! * seed) % dimension]! += 1;
  return values;
}

function rowsOf({ body }: EmbeddingCall, seed?: number): Row[] {
  return body.input.map((text, index) => ({ index, embedding: vectorOf(text, seed) }));
}

/** Answers well, but for what `spoil` changes. */
export function embeds(spoil: Spoil = (rows) => rows, seed?: number): EmbeddingBehaviour {
  return (response, call) => json(response, 200, { object: "list", data: spoil(rowsOf(call, seed)) });
}

export function refuses(
  status: number,
  error: object,
  headers: Record<string, string> = {},
): EmbeddingBehaviour {
  return (response) => json(response, status, { error }, headers);
}

export const hangs: EmbeddingBehaviour = () => undefined;

export function toBase64(values: readonly number[]): string {
  return Buffer.from(Float32Array.from(values).buffer).toString("base64");
}

function json(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}

/** @param scores what a reranker says of the passages; given back best first, as such services do */
export function ranks(scores: readonly (readonly [index: number, score: number])[]): EmbeddingBehaviour {
  return (response) =>
    json(response, 200, {
      results: scores.map(([index, relevance_score]) => ({ index, relevance_score })),
    });
}

export async function startEmbeddingServer(): Promise<EmbeddingServer> {
  const calls: EmbeddingCall[] = [];
  let waiting: EmbeddingBehaviour[] = [];
  let usual = embeds();
  const server = createServer(async (request, response) => {
    let text = "";
    for await (const part of request) text += part;
    const { authorization = "" } = request.headers;
    const call = { path: request.url ?? "", authorization, body: JSON.parse(text || "{}") };
    calls.push(call);
    (waiting.shift() ?? usual)(response, call);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    calls,
    script: (...next) => {
      waiting = [...next];
    },
    usually: (behaviour) => {
      usual = behaviour;
    },
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/**
 * The library's client as this project uses it: no retries of its own (there is
 * one retry loop, in the adapter), no log of its own (it prints what a service
 * sent), and no answer larger than we are ready to hold.
 */
import OpenAI from "openai";

export interface OpenAiClientOptions {
  readonly apiKey: string;
  /** Without it the library's own address. */
  readonly baseUrl?: string | undefined;
  /** Bytes of one response, default 4 MB: the library would collect 50 MB without a line end in one buffer. */
  readonly maxBytes?: number;
}

const MAX_BYTES = 4_000_000;
/** The library's own limit, until the headers of a response; our shorter ones stand before it. */
const HEADERS_WITHIN_MS = 120_000;

export function createOpenAiClient({ apiKey, baseUrl, maxBytes = MAX_BYTES }: OpenAiClientOptions): OpenAI {
  return new OpenAI({
    apiKey,
    ...(baseUrl !== undefined && { baseURL: baseUrl }),
    maxRetries: 0,
    timeout: HEADERS_WITHIN_MS,
    logLevel: "off",
    fetch: async (url, init) => bounded(await fetch(url, init), maxBytes),
  });
}

/** Thrown into a response that went on past what we hold. */
export class TooManyBytesError extends Error {
  override readonly name = "TooManyBytesError";
}

function bounded(response: Response, maxBytes: number): Response {
  if (response.body === null) return response;
  let bytes = 0;
  const counted = response.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        bytes += chunk.byteLength;
        if (bytes > maxBytes) controller.error(new TooManyBytesError(`more than ${maxBytes} bytes`));
        else controller.enqueue(chunk);
      },
    }),
  );
  const { status, statusText, headers } = response;
  return new Response(counted, { status, statusText, headers });
}

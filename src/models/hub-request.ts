/**
 * Asks a hub for a file. Redirects are followed here, because the hub tells size and hash of a large file in the
 * answer that sends one on to where it lies, and not there.
 */
import { ModelCallError, type ModelFailure } from "./model-call-error.js";
import { raceAgainst, type Timer } from "./timer.js";

export interface HubReply {
  readonly host: string;
  readonly body: ReadableStream<Uint8Array>;
  /** Byte at which the body begins. */
  readonly from: number;
  /** Bytes of the whole file; `null` if the hub does not say. */
  readonly total: number | null;
  /** Another one for every version of the file; empty if the hub gives none. */
  readonly mark: string;
}

export interface HubRequest {
  readonly fetch: typeof globalThis.fetch;
  readonly timer: Timer;
  readonly signal: AbortSignal;
  readonly from: number;
}

const REDIRECTS = 6;
const HEADERS_WITHIN_MS = 30_000;

/** @throws {ModelCallError} */
export async function requestFile(url: string, request: HubRequest): Promise<HubReply> {
  const { host } = new URL(url);
  let linked: Pick<HubReply, "mark" | "total"> | null = null;
  for (let at = new URL(url), hops = 0; hops < REDIRECTS; hops++) {
    const response = await ask(at, request, host);
    const mark = markOf(response.headers.get("x-linked-etag"));
    const total = sizeOf(response.headers.get("x-linked-size"));
    if (mark !== "" || total !== null) linked ??= { mark, total };
    const onTo = response.headers.get("location");
    if (response.status >= 300 && response.status < 400 && onTo !== null && URL.canParse(onTo, at.href)) {
      await response.body?.cancel();
      at = new URL(onTo, at);
      continue;
    }
    return toReply(response, { host, linked, from: request.from });
  }
  throw new ModelCallError(`${host} sends from one address to the next`, { kind: "request" });
}

async function ask(url: URL, { fetch, timer, signal, from }: HubRequest, host: string): Promise<Response> {
  // A compressed answer would have another size than the file.
  const headers = { "accept-encoding": "identity", ...(from > 0 && { range: `bytes=${from}-` }) };
  const late = () => new ModelCallError(`${host} did not answer`, { kind: "timeout" });
  try {
    const response = fetch(url, { headers, redirect: "manual", signal });
    return await raceAgainst(response, { timer, ms: HEADERS_WITHIN_MS, signal, late });
  } catch (error) {
    if (error instanceof ModelCallError || signal.aborted) throw error;
    const code =
      error instanceof Error && error.cause instanceof Error && "code" in error.cause && error.cause.code;
    const why = typeof code === "string" && /^[A-Z][A-Z\d_]{2,40}$/.test(code) ? ` (${code})` : "";
    throw new ModelCallError(`${host} cannot be reached${why}`, { kind: "network" });
  }
}

interface Told {
  readonly host: string;
  readonly linked: Pick<HubReply, "mark" | "total"> | null;
  readonly from: number;
}

async function toReply(response: Response, { host, linked, from: asked }: Told): Promise<HubReply> {
  const { status, headers, body } = response;
  const page = /^text\/html/i.test(headers.get("content-type") ?? "");
  if ((status !== 200 && status !== 206) || body === null || page) {
    await body?.cancel();
    if (page && status < 300)
      throw new ModelCallError(`${host} gave a page instead of a file`, { kind: "request" });
    throw new ModelCallError(`${host} answered ${status}`, { kind: kindOf(status), status });
  }
  const range = /^bytes (\d+)-\d+\/(\d+)$/.exec(headers.get("content-range") ?? "");
  const from = status === 206 ? Number(range?.[1] ?? Number.NaN) : 0;
  if (status === 206 && from !== asked)
    throw new ModelCallError(`${host} gave another part than was asked for`, { kind: "request" });
  const told = status === 206 ? Number(range?.[2]) : sizeOf(headers.get("content-length"));
  return {
    host,
    body,
    from,
    total: linked?.total ?? told,
    mark: linked?.mark || markOf(headers.get("etag")),
  };
}

function kindOf(status: number): ModelFailure {
  if (status === 401 || status === 403) return "key";
  if (status === 429) return "rate";
  return status >= 500 || status === 408 ? "server" : "request";
}

/** Without its quotes; one that is no plain word is as good as none. */
function markOf(etag: string | null): string {
  const mark = (etag ?? "").replace(/^W\//, "").replaceAll('"', "");
  return /^[\w-]{1,100}$/.test(mark) ? mark : "";
}

function sizeOf(header: string | null): number | null {
  return header !== null && /^\d{1,15}$/.test(header) ? Number(header) : null;
}

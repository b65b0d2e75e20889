/**
 * A hub of models on this machine: it redirects to where large files lie, tells size and hash on the way, serves
 * ranges, and breaks off where it is told to.
 */
import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface HubCall {
  readonly path: string;
  readonly range: string | undefined;
}

export interface HubServer {
  readonly url: string;
  readonly calls: readonly HubCall[];
  /** `owner/name/path` → contents; may be changed while it runs. */
  readonly files: Map<string, Buffer>;
  /** Answers the next calls for a path in turn before it behaves again. */
  script(path: string, ...next: readonly HubBehaviour[]): void;
  close(): Promise<void>;
}

export type HubBehaviour = (response: ServerResponse, contents: Buffer, request: IncomingMessage) => void;

/** Ends after so many bytes as if that were all; how many arrive does not hang on how fast anyone is. */
export function breaksAfter(bytes: number): HubBehaviour {
  return (response, contents, request) => {
    const { from, headers } = placeOf(request, contents);
    const { "content-length": _, ...others } = headers;
    response.writeHead(from > 0 ? 206 : 200, others).end(contents.subarray(from, from + bytes));
  };
}

/** Says how much it would send, begins, and hangs up. */
export const resets: HubBehaviour = (response, contents, request) => {
  const { from, headers } = placeOf(request, contents);
  response.writeHead(from > 0 ? 206 : 200, headers);
  response.write(contents.subarray(from, from + 50_000), () => response.destroy());
};

export function answersWith(
  status: number,
  body: string,
  headers: Record<string, string> = {},
): HubBehaviour {
  return (response) => void response.writeHead(status, headers).end(body);
}

/** Sends other bytes than it announces. */
export const lies: HubBehaviour = (response, contents, request) => {
  response.writeHead(200, placeOf(request, contents).headers);
  response.end(Buffer.alloc(contents.length, 7));
};

/** Some mirrors take no notice of what is asked for. */
export const ignoresRanges: HubBehaviour = (response, contents) => {
  response.writeHead(200, { "content-length": contents.length, etag: `"${hashOf(contents)}"` });
  response.end(contents);
};

export async function startHubServer(
  files: ReadonlyMap<string, Buffer> = new Map(),
  { redirects = true } = {},
): Promise<HubServer> {
  const held = new Map(files);
  const calls: HubCall[] = [];
  const scripts = new Map<string, HubBehaviour[]>();
  const server = createServer((request, response) => {
    const path = request.url ?? "";
    calls.push({ path, range: request.headers.range });
    const name = path
      .replace(/^\/cdn\//, "")
      .replace(/^\//, "")
      .replace("/resolve/main/", "/");
    const contents = held.get(name);
    if (!contents) return void response.writeHead(404).end("Entry not found");
    if (redirects && !path.startsWith("/cdn/")) {
      const linked = { "x-linked-etag": `"${hashOf(contents)}"`, "x-linked-size": contents.length };
      return void response.writeHead(302, { location: `/cdn/${name}`, etag: '"redirect"', ...linked }).end();
    }
    (scripts.get(name)?.shift() ?? serve)(response, contents, request);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    files: held,
    script: (path, ...next) => void scripts.set(path, [...next]),
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

const serve: HubBehaviour = (response, contents, request) => {
  const { from, headers } = placeOf(request, contents);
  if (from > 0 && from >= contents.length) return void response.writeHead(416).end();
  response.writeHead(from > 0 ? 206 : 200, headers).end(contents.subarray(from));
};

function placeOf({ headers }: IncomingMessage, { length }: Buffer) {
  const from = Number(/^bytes=(\d+)-$/.exec(headers.range ?? "")?.[1] ?? 0);
  const range = from > 0 ? { "content-range": `bytes ${from}-${length - 1}/${length}` } : {};
  return { from, headers: { "content-length": length - from, etag: '"of-the-cdn"', ...range } };
}

function hashOf(contents: Buffer): string {
  return createHash("sha256").update(contents).digest("hex");
}

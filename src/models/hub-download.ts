/**
 * One file of a model from a hub: whole and checked, or not there. Models are large and lines break, so what
 * has come stays in a `.part` file that bears the hub's mark of this version, and the next try goes on from its
 * end; a part of another version is begun anew.
 */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { type HubReply, requestFile } from "./hub-request.js";
import { ModelCallError } from "./model-call-error.js";
import { raceAgainst, sleep, type Timer } from "./timer.js";

export interface DownloadParts {
  readonly fetch: typeof globalThis.fetch;
  readonly timer: Timer;
  readonly signal: AbortSignal;
  /** Bytes that are here, and how many there are; 0 where the hub does not say. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

const TRIES = 4;
const FIRST_REST_MS = 1_000;
/** A line on which nothing comes for so long is dead. */
const SILENCE_MS = 30_000;

/** @throws {ModelCallError} if the hub does not give it, or gives something else. */
export async function downloadFile(url: string, target: string, parts: DownloadParts): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt(url, target, parts);
    } catch (error) {
      parts.signal.throwIfAborted();
      if (!(error instanceof ModelCallError) || !error.retryable || tries >= TRIES) throw error;
      // A hub that was never reached will not be in three seconds, and its mirror waits to be named.
      if (error.kind === "network" && (await findPart(target)) === null) throw error;
      const rest = error.retryAfterMs ?? FIRST_REST_MS * 2 ** (tries - 1);
      await sleep(parts.timer, Math.min(rest, SILENCE_MS), parts.signal);
    }
  }
}

async function attempt(url: string, target: string, parts: DownloadParts): Promise<void> {
  const part = await findPart(target);
  let reply = await requestFile(url, { ...parts, from: part?.bytes ?? 0 }).catch(async (error) => {
    // All of it was here before a kill, or more than there is: asked for what comes behind, a hub answers 416.
    if (!part || !(error instanceof ModelCallError) || error.status !== 416) throw error;
    await rm(part.path, { force: true });
    return requestFile(url, { ...parts, from: 0 });
  });
  const goesOn = part !== null && reply.from === part.bytes && reply.from > 0 && reply.mark === part.mark;
  if (!goesOn && reply.from > 0) {
    await reply.body.cancel();
    reply = await requestFile(url, { ...parts, from: 0 });
  }
  const path = partPath(target, reply.mark);
  if (part && part.path !== path) await rm(part.path, { force: true });
  await mkdir(dirname(target), { recursive: true });
  await receive(reply, path, parts);
  const fault = await faultOf(path, reply, target);
  if (fault) {
    await rm(path, { force: true });
    throw new ModelCallError(`${reply.host}: ${basename(target)} ${fault}`, { kind: "protocol" });
  }
  await rename(path, target);
}

interface Part {
  readonly path: string;
  readonly mark: string;
  readonly bytes: number;
}

function partPath(target: string, mark: string): string {
  return mark === "" ? `${target}.part` : `${target}.${mark}.part`;
}

/** What an earlier try left; without a mark nobody knows of which version it is. */
async function findPart(target: string): Promise<Part | null> {
  const names = await readdir(dirname(target)).catch(() => [] as string[]);
  const head = `${basename(target)}.`;
  const name = names.find((one) => one.startsWith(head) && /^[\w-]+\.part$/.test(one.slice(head.length)));
  if (name === undefined) return null;
  const path = join(dirname(target), name);
  return { path, mark: name.slice(head.length, -".part".length), bytes: (await stat(path)).size };
}

async function receive(
  reply: HubReply,
  path: string,
  { timer, signal, onProgress }: DownloadParts,
): Promise<void> {
  const file = await open(path, reply.from > 0 ? "a" : "w");
  const reader = reply.body.getReader();
  const late = () => new ModelCallError(`${reply.host} fell silent`, { kind: "timeout" });
  try {
    for (let done = reply.from; ; ) {
      const next = await raceAgainst(reader.read(), { timer, ms: SILENCE_MS, signal, late }).catch(
        (error) => {
          if (error instanceof ModelCallError || signal.aborted) throw error;
          throw new ModelCallError(`${reply.host} broke off`, { kind: "network", cause: error });
        },
      );
      if (next.done) break;
      await file.write(next.value);
      done += next.value.byteLength;
      onProgress?.(done, reply.total ?? 0);
    }
    await file.sync();
  } finally {
    await file.close();
    await reader.cancel().catch(() => undefined);
  }
  const { size } = await stat(path);
  if (reply.total !== null && size < reply.total)
    throw new ModelCallError(`${reply.host} broke off at ${size} of ${reply.total} bytes`, {
      kind: "network",
    });
}

/** The hub's mark of a large file is its SHA-256, that of a small one its git hash. @returns null if all is well */
async function faultOf(path: string, { mark, total }: HubReply, target: string): Promise<string | null> {
  const { size } = await stat(path);
  if (total !== null && size !== total) return `has ${size} bytes where ${total} are expected`;
  if (size === 0) return "is empty";
  if (/^[0-9a-f]{64}$/.test(mark) && (await hashOf(path, "sha256", "")) !== mark)
    return "is not what was announced";
  if (/^[0-9a-f]{40}$/.test(mark) && (await hashOf(path, "sha1", `blob ${size}\0`)) !== mark)
    return "is not what was announced";
  return target.endsWith(".json") && !(await isJson(path)) ? "is not JSON" : null;
}

async function hashOf(path: string, kind: "sha1" | "sha256", head: string): Promise<string> {
  const hash = createHash(kind).update(head);
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest("hex");
}

async function isJson(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    JSON.parse(await file.readFile("utf8"));
    return true;
  } catch {
    return false;
  } finally {
    await file.close();
  }
}

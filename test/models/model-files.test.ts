import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fetchModel, ModelFilesError, requireModel } from "../../src/models/model-files.js";
import {
  answersWith,
  breaksAfter,
  type HubServer,
  ignoresRanges,
  lies,
  resets,
  startHubServer,
} from "../fakes/hub-server.js";
import { fakeTimer } from "../fakes/timer.js";

const MODEL = "paper/tiny-bert";
const NETWORK = `${MODEL}/onnx/model_quantized.onnx`;
const FILES = new Map([
  [`${MODEL}/config.json`, Buffer.from('{"model_type":"bert"}')],
  [`${MODEL}/tokenizer_config.json`, Buffer.from("{}")],
  [`${MODEL}/tokenizer.json`, Buffer.from('{"model":{}}')],
  [NETWORK, Buffer.from(Array.from({ length: 200_000 }, (_, i) => (i * 31) % 251))],
]);

let hub: HubServer;
let modelsDir: string;

beforeEach(async () => {
  hub = await startHubServer(FILES);
  modelsDir = mkdtempSync(join(tmpdir(), "hub-"));
});
afterEach(async () => {
  await hub.close();
  rmSync(modelsDir, { recursive: true, force: true });
});

function fetched(
  endpoint = hub.url,
  offline = false,
  onProgress?: (file: string, done: number, total: number) => void,
) {
  return fetchModel(
    MODEL,
    { modelsDir, endpoint, offline },
    { timer: fakeTimer({ passAtOnce: 8_000 }), onProgress },
  );
}

async function failureOf(promise: Promise<unknown>): Promise<ModelFilesError> {
  const error: unknown = await promise.catch((cause) => cause);
  expect(error).toBeInstanceOf(ModelFilesError);
  return error as ModelFilesError;
}

/** Everything in the folder, parts included, seen from it. */
function files(): string[] {
  return readdirSync(modelsDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(modelsDir.length + 1))
    .sort();
}

const rangesOf = (path: string) =>
  hub.calls.filter((call) => call.path.endsWith(path)).map(({ range }) => range);

describe("fetchModel", () => {
  it("fetches a model whole, once, and tells how far it is", async () => {
    const told: string[] = [];
    await fetched(hub.url, false, (file, done, total) => told.push(`${file} ${done}/${total}`));
    const calls = hub.calls.length;
    await fetched();

    expect(files()).toEqual([...FILES.keys()].sort());
    for (const [path, contents] of FILES)
      expect(readFileSync(join(modelsDir, path)).equals(contents)).toBe(true);
    expect(told.at(-1)).toBe("onnx/model_quantized.onnx 200000/200000");
    expect(hub.calls).toHaveLength(calls);
  });

  it("goes on where the line broke, within one run", async () => {
    hub.script(NETWORK, breaksAfter(60_000), breaksAfter(50_000));
    await fetched();

    const ranges = rangesOf("cdn/paper/tiny-bert/onnx/model_quantized.onnx");
    expect(ranges).toEqual([undefined, "bytes=60000-", "bytes=110000-"]);
    expect(readFileSync(join(modelsDir, NETWORK)).equals(FILES.get(NETWORK)!)).toBe(true);
    expect(files().filter((file) => file.endsWith(".part"))).toEqual([]);
  });

  it("is not put off by a line that is cut", async () => {
    hub.script(NETWORK, resets, resets);
    await fetched();

    expect(readFileSync(join(modelsDir, NETWORK)).equals(FILES.get(NETWORK)!)).toBe(true);
  });

  it("keeps what has come when it gives up, and the next run goes on from there", async () => {
    hub.script(NETWORK, ...Array(4).fill(breaksAfter(20_000)));
    const error = await failureOf(fetched());

    expect(error.message).toMatch(/onnx\/model_quantized\.onnx cannot be fetched: .* broke off/);
    const part = files().find((file) => file.endsWith(".part"));
    expect(part).toMatch(/model_quantized\.onnx\.[0-9a-f]{64}\.part$/);
    const bytes = readFileSync(join(modelsDir, part!)).length;
    await expect(requireModel(MODEL, { modelsDir, endpoint: hub.url, offline: true })).rejects.toThrow(
      "is missing",
    );

    await fetched();

    expect(rangesOf("cdn/paper/tiny-bert/onnx/model_quantized.onnx").at(-1)).toBe(`bytes=${bytes}-`);
    expect(readFileSync(join(modelsDir, NETWORK)).equals(FILES.get(NETWORK)!)).toBe(true);
    expect(files().filter((file) => file.endsWith(".part"))).toEqual([]);
  });

  it("is not stuck at a part that is whole, left by a kill before it got its name", async () => {
    hub.script(NETWORK, ...Array(4).fill(breaksAfter(20_000)));
    await failureOf(fetched());
    const part = files().find((file) => file.endsWith(".part"));
    writeFileSync(join(modelsDir, part!), FILES.get(NETWORK)!);

    await fetched();

    expect(readFileSync(join(modelsDir, NETWORK)).equals(FILES.get(NETWORK)!)).toBe(true);
    expect(files().filter((file) => file.endsWith(".part"))).toEqual([]);
  });

  it("begins anew where the hub has another version by now", async () => {
    hub.script(NETWORK, ...Array(4).fill(breaksAfter(20_000)));
    await failureOf(fetched());
    const newer = Buffer.from(FILES.get(NETWORK)!).fill(3, 0, 30_000);
    hub.files.set(NETWORK, newer);

    await fetched();

    expect(readFileSync(join(modelsDir, NETWORK)).equals(newer)).toBe(true);
    expect(files()).toEqual([...FILES.keys()].sort());
  });

  it("begins anew where a mirror takes no notice of ranges", async () => {
    hub.script(NETWORK, breaksAfter(60_000), ignoresRanges);
    await fetched();

    expect(readFileSync(join(modelsDir, NETWORK)).equals(FILES.get(NETWORK)!)).toBe(true);
  });

  it("believes the hash and not the hub", async () => {
    hub.script(NETWORK, lies, lies, lies, lies);
    const error = await failureOf(fetched());

    expect(error.message).toContain("is not what was announced");
    expect(files().filter((file) => file.includes("onnx"))).toEqual([]);
  });

  it("takes no page for a file", async () => {
    const page = answersWith(200, "<!doctype html><title>Sign in</title>", { "content-type": "text/html" });
    hub.script(`${MODEL}/config.json`, page);
    const error = await failureOf(fetched());

    expect(error.message).toContain("gave a page instead of a file");
    expect(files()).toEqual([]);
  });

  it("takes no settings that are not JSON from a hub without hashes", async () => {
    const plain = await startHubServer(new Map(FILES).set(`${MODEL}/config.json`, Buffer.from("sorry")), {
      redirects: false,
    });
    try {
      const error = await failureOf(fetched(plain.url));

      expect(error.message).toContain("config.json is not JSON");
      expect(files()).toEqual([]);
    } finally {
      await plain.close();
    }
  });

  it("tries again where the hub is busy, and not where it has no such model", async () => {
    hub.script(`${MODEL}/config.json`, answersWith(503, "later"), answersWith(429, "slower"));
    await fetched();
    const calls = hub.calls.length;

    const strange = fetchModel("paper/unknown", { modelsDir, endpoint: hub.url, offline: false });
    expect((await failureOf(strange)).message).toMatch(/answered 404, so it has no such model/);
    expect(hub.calls).toHaveLength(calls + 1);
    expect(files().some((file) => file.startsWith("paper/unknown"))).toBe(false);
  });

  it("names the ways out where there is no hub, and leaves nothing behind", async () => {
    const { url } = hub;
    await hub.close();
    const error = await failureOf(fetched(url));

    expect(error.message).toMatch(
      /^the model paper\/tiny-bert is not whole in .* cannot be reached \(ECONNREFUSED\)$/,
    );
    expect(error.hint).toContain("HF_ENDPOINT");
    expect(error.hint).toContain(`copy the model's folder to ${join(modelsDir, MODEL)} by hand`);
    expect(error.hint).toContain("EMBEDDER=builtin");
    expect(files()).toEqual([]);
  });

  it("asks nobody when it is told to stay offline", async () => {
    const error = await failureOf(fetched(hub.url, true));

    expect(error.message).toContain("config.json is missing, and HF_HUB_OFFLINE forbids to fetch it");
    expect(error.hint).toContain("set HF_HUB_OFFLINE=0");
    expect(hub.calls).toEqual([]);
  });

  it("fetches what is empty, as a full disk leaves a copy", async () => {
    await fetched();
    writeFileSync(join(modelsDir, NETWORK), "");

    await expect(requireModel(MODEL, { modelsDir, endpoint: hub.url, offline: true })).rejects.toThrow(
      "model_quantized.onnx is missing",
    );
    await fetched();

    expect(readFileSync(join(modelsDir, NETWORK)).equals(FILES.get(NETWORK)!)).toBe(true);
  });

  it("is content with a folder copied by hand", async () => {
    for (const [path, contents] of FILES) {
      await mkdir(dirname(join(modelsDir, path)), { recursive: true });
      writeFileSync(join(modelsDir, path), contents);
    }
    await fetched(hub.url, true);
    await requireModel(MODEL, { modelsDir, endpoint: hub.url, offline: true });

    expect(hub.calls).toEqual([]);
  });
});

/** Processes that serve, as they run: one that answers, one that is killed, one after the other under questions. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { rm, truncate } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { assembleNewsroom } from "../../src/assemble.js";
import { articleKey } from "../../src/bot/newsroom.js";
import { generationDir } from "../../src/index/generation.js";
import { ARTICLES_FILE } from "../../src/index/generation-files.js";
import { createLog } from "../../src/log.js";
import { forkChannel } from "../../src/serving/channel.js";
import { openLink, RefusedError } from "../../src/serving/link.js";
import { serveIndex } from "../../src/serving/serve-index.js";
import { toServed } from "../../src/serving/served.js";
import type { Serving } from "../../src/serving/serving.js";
import { openIndex } from "../../src/wiring.js";
import { HAS_PROC, isRunning, servingPids } from "../endurance/process-tree.js";
import { runReload } from "../endurance/reload-run.js";
import { buildNumbered, NEWEST, numberedArticles, numbersIn, QUESTIONS } from "../fakes/numbered-archive.js";
import { fakeTimer } from "../fakes/timer.js";
import { aFolder } from "../index/an-index.js";
import { ROOT } from "../source-files.js";

// A developer's own .env must not reach the test; an empty variable is an unset one.
const ENV = { ...process.env, OPENAI_API_KEY: "", OPENAI_MODEL: "" };
const PATIENCE = { timeout: 60_000, interval: 20 };

const serving: Serving[] = [];
afterEach(async () => {
  for (const one of serving.splice(0)) await one.close();
});

function options(indexDir: string, lines: Record<string, unknown>[] = []) {
  const log = createLog({ level: "info", stream: { write: (line) => lines.push(JSON.parse(line)) } });
  return { indexDir, log, env: ENV, signal: new AbortController().signal, staleAfterDays: 100_000 };
}

async function serve(indexDir: string, lines?: Record<string, unknown>[]) {
  const timer = fakeTimer({ passAtOnce: 0 });
  const one = await serveIndex({ ...options(indexDir, lines), timer });
  serving.push(one);
  return { one, timer };
}

const ask = (one: Serving, question = QUESTIONS[0]!) => one.newsroom().ask(question, { today: NEWEST });

describe("a process that serves", { timeout: 180_000 }, () => {
  it("answers, finds and lists what the same index does in this process", async () => {
    const indexDir = await aFolder();
    await buildNumbered(indexDir, 7);
    const { one } = await serve(indexDir);
    const [there, generation] = [one.newsroom(), await openIndex(indexDir)];
    const here = toServed(assembleNewsroom(generation, { stopwatch: () => 0 }), { composes: false });

    expect(there).toMatchObject({
      generation: here.generation,
      coverage: here.coverage,
      composes: here.composes,
    });
    for (const question of [...QUESTIONS, "月球上有什么？", "你好"]) {
      expect(await there.ask(question, { today: NEWEST })).toEqual(
        await here.ask(question, { today: NEWEST }),
      );
      const search = { k: 3, today: NEWEST };
      expect(await there.search(question, search)).toEqual(await here.search(question, search));
      const related = { k: 2, besides: [numberedArticles(7)[0]!.id], today: NEWEST };
      expect(await there.related(question, related)).toEqual(await here.related(question, related));
    }
    expect(await there.latest(2)).toEqual(await here.latest(2));
    const [article] = numberedArticles(7);
    expect(await there.article(articleKey(article!.id))).toEqual(article);
    expect(await there.examples(NEWEST)).toEqual(await here.examples(NEWEST));

    const reader = new AbortController();
    const asked = there.ask(QUESTIONS[0]!, { today: NEWEST, signal: reader.signal });
    reader.abort(new Error("had enough"));
    await expect(asked).rejects.toThrow("had enough");
    expect(numbersIn(await ask(one))).toEqual(new Set([7]));
  });

  it("is killed while it answers: another one does", async () => {
    const indexDir = await aFolder();
    await buildNumbered(indexDir, 3);
    const lines: Record<string, unknown>[] = [];
    const { one } = await serve(indexDir, lines);
    const before = one.pid!;
    const asked = QUESTIONS.map((question) => ask(one, question));
    process.kill(before, "SIGKILL");

    for (const answer of await Promise.all(asked)) expect(numbersIn(answer)).toEqual(new Set([3]));
    expect(one.pid).not.toBe(before);
    expect(lines.filter(({ level }) => level === "error")).toMatchObject([{ how: "signal SIGKILL" }]);
  });

  it("gives way to new ones under constant questions: none fails, none is mixed", async () => {
    const indexDir = await aFolder();
    const generations = [];
    for (const number of [1, 2, 3]) generations.push({ number, id: await buildNumbered(indexDir, number) });
    const { one, timer } = await serve(indexDir);
    const report = await runReload({
      serving: one,
      indexDir,
      // The last that was built is the one that serves.
      generations: [generations[2]!, generations[0]!, generations[1]!],
      swaps: 5,
      askers: 3,
      nextLook: () => timer.advance(2_000),
    });

    expect(report).toMatchObject({ swaps: 5, failed: 0, mixed: 0 });
    // Each new one came to answer.
    expect(report.questions).toBeGreaterThanOrEqual(report.swaps);
    const last = one.pid!;
    timer.advance(1_000);
    if (HAS_PROC) await vi.waitFor(() => expect(servingPids(process.pid)).toEqual([last]), PATIENCE);
    await one.close();
    if (HAS_PROC) expect(servingPids(process.pid)).toEqual([]);
  });

  it("says why an index cannot be opened, and ends", async () => {
    const indexDir = await aFolder();
    const id = await buildNumbered(indexDir, 1);
    await truncate(join(generationDir(indexDir, id), ARTICLES_FILE), 10);
    const channel = forkChannel({ env: ENV });

    const error = await openLink(channel, options(indexDir)).catch((caught: unknown) => caught);

    expect(error).toBeInstanceOf(RefusedError);
    expect(error).toMatchObject({
      message: expect.stringContaining(id),
      hint: expect.stringContaining("npm run index"),
    });
    expect(await channel.ended).toBe("exit code 0");
  });

  it("builds the index where there is none, in a process of its own", async () => {
    const folder = await aFolder();
    const lines: Record<string, unknown>[] = [];
    const env = { ...ENV, ARTICLES_DIR: join(folder, "none") };
    const missing = serveIndex({ ...options(join(folder, "index"), lines), env });

    await expect(missing).rejects.toThrow(RefusedError);
    await expect(missing).rejects.toThrow(/none/);
    expect(lines).toMatchObject([{ msg: "there is no index yet; it is being built" }]);
  });

  it.skipIf(!HAS_PROC)("ends with the bot, however the bot ends, and not by Ctrl-C", async () => {
    const indexDir = await aFolder();
    await buildNumbered(indexDir, 1);
    const parent = spawn(process.execPath, ["--import", "tsx", "test/serving/parent.ts", indexDir], {
      cwd: ROOT,
      env: ENV,
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [line] = await once(parent.stdout, "data");
    const pid = Number(String(line));
    expect(servingPids(parent.pid!)).toEqual([pid]);
    process.kill(pid, "SIGINT");
    process.kill(pid, "SIGTERM");
    const [answered] = await once(parent.stdout, "data");
    expect(String(answered)).toContain("answered");

    parent.kill("SIGKILL");

    await vi.waitFor(() => expect(isRunning(pid)).toBe(false), PATIENCE);
    await rm(indexDir, { recursive: true, force: true });
  });
});

/** The work of one engine's process: it builds an index, or opens one and searches, and measures itself. */
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { messageOf } from "../../src/errors.js";
import { createTokenizer } from "../../src/index/tokens.js";
import { fold } from "../../src/news/text.js";
import { cpuMs } from "./asking.js";
import { readArticles } from "./corpus.js";
import type { Engine } from "./engine.js";
import type { Built, Job, Said, Served } from "./job.js";
import { sampleOf } from "./sample.js";

const MB = 1024 * 1024;
/** Found articles that are looked at. */
const K = 10;
/** Asked before anything is measured, so that the engine's code is compiled and its files are read. */
const WARM_UP = 20;
const TIMES = 3;
/** Articles that the word cutter alone is timed on. */
const CUT_ARTICLES = 2_000;

export type Tell = (done: number, total: number) => void;

/** @returns the figures, or why there are none; it does not throw */
export async function runJob(
  job: Job,
  tell: Tell,
  load: (job: Job) => Promise<Engine> = loadEngine,
): Promise<Exclude<Said, { readonly kind: "progress" }>> {
  try {
    const engine = await load(job);
    return job.phase === "build"
      ? { kind: "built", built: await build(engine, job) }
      : { kind: "served", served: await serve(engine, job, tell) };
  } catch (error) {
    // A configuration tells all its faults at once, a line each.
    return { kind: "failed", reason: messageOf(error).replaceAll("\n", "; ") };
  }
}

/** A module by its name in the list of engines; nothing else is loaded into this process. */
async function loadEngine({ engine, setup }: Job): Promise<Engine> {
  const path = engine === "ours" ? "./ours.js" : `./peers/${engine}.js`;
  const module = (await import(path)) as { createEngine(setup: string): Promise<Engine> };
  return module.createEngine(setup);
}

async function build(engine: Engine, { place, engine: name }: Job): Promise<Built> {
  const articles = await readArticles(place.articlesPath);
  await engine.prepare();
  const [cpu, wall] = [process.cpuUsage(), performance.now()];
  await engine.build(articles, place);
  const [cpuS, wallS] = [cpuMs(cpu) / 1000, (performance.now() - wall) / 1000];
  return {
    cpuS,
    wallS,
    bytes: await bytesIn(place.folder),
    peakMb: process.resourceUsage().maxRSS / 1024,
    ...(name === "ours" && { cutCharactersPerCpuS: await timeCutting(articles.slice(0, CUT_ARTICLES)) }),
  };
}

async function timeCutting(articles: readonly { readonly body: string }[]): Promise<number> {
  const tokenizer = await createTokenizer([]);
  const texts = articles.map(({ body }) => fold(body));
  const before = process.cpuUsage();
  for (const text of texts) tokenizer.cut(text);
  return texts.reduce((sum, { length }) => sum + length, 0) / (cpuMs(before) / 1000);
}

async function serve(engine: Engine, { place, queries, seconds }: Job, tell: Tell): Promise<Served> {
  const bare = residentMb();
  await engine.prepare();
  const before = residentMb();
  const [cpu, wall] = [process.cpuUsage(), performance.now()];
  const searcher = await engine.open(place);
  const [loadCpuMs, loadMs] = [cpuMs(cpu), performance.now() - wall];

  const found: (readonly string[])[] = [];
  const times: number[][] = [];
  const ask = async (which: number) => {
    const from = performance.now();
    const ids = await searcher.search(queries[which]!, K);
    return { ids, ms: performance.now() - from };
  };
  for (const which of sampleOf(queries.length, WARM_UP)) await ask(which);
  const spent = process.cpuUsage();
  const trial = sampleOf(queries.length, WARM_UP);
  for (const which of trial) await ask(which);
  const eachMs = cpuMs(spent) / trial.length;
  const rounds = Math.max(1, Math.min(TIMES, Math.floor((seconds * 1000) / (eachMs * queries.length))));
  const asked = sampleOf(queries.length, Math.max(WARM_UP, Math.floor((seconds * 1000) / eachMs)));
  const begun = process.cpuUsage();
  for (let round = 0; round < rounds; round++) {
    for (const [i, which] of asked.entries()) {
      const { ids, ms } = await ask(which);
      found[i] = ids;
      times[i] = [...(times[i] ?? []), ms];
      if (i % 10 === 9) tell(round * asked.length + i + 1, rounds * asked.length);
    }
  }
  const cpuMsPerQuestion = cpuMs(begun) / (rounds * asked.length);
  const memoryMb = residentMb() - before;
  await searcher.close?.();
  return {
    loadMs,
    loadCpuMs,
    memoryMb,
    dictionaryMb: before - bare,
    asked,
    found,
    ms: times.map((list) => list.sort((a, b) => a - b)[list.length >> 1]!),
    cpuMsPerQuestion,
  };
}

/** Physical memory of this process, with garbage collected as far as can be. */
function residentMb(): number {
  for (let i = 0; i < 3; i++) globalThis.gc?.();
  return process.memoryUsage.rss() / MB;
}

async function bytesIn(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true });
  const sizes = await Promise.all(
    names.map(async (name) => {
      const found = await stat(join(folder, name));
      return found.isFile() ? found.size : 0;
    }),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

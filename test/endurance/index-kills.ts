/** Kills builders, at random moments and at chosen file calls, and looks each time what a reader would see. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { BuilderSetting } from "./index-builder.js";
import { buildEdition, readEdition } from "./index-editions.js";

export interface IndexKillReport {
  readonly kills: number;
  /** Beside these, builders that had ended before the kill came. */
  readonly late: number;
  readonly old: number;
  readonly new: number;
  /** Neither the edition that served before nor the one that was being built. */
  readonly neither: number;
  readonly unreadable: number;
  readonly mixed: number;
  /** Times a reader was warned: of a generation that was left unfinished where one should be whole. */
  readonly warned: number;
  /** Most texts embedded again after one kill. */
  readonly embeddedAgain: number;
  readonly examples: readonly string[];
}

const ARTICLES = 160;

export async function runIndexKills({
  random,
  chosen,
}: {
  readonly random: number;
  readonly chosen: number;
}): Promise<IndexKillReport> {
  // Two folders, each with its own row of builders: as many as there are cores, and none waits for another.
  const half = (count: number, lane: number) => Math.floor((count + lane) / 2);
  const lanes = await Promise.all(
    [0, 1].map((lane) => runLane({ random: half(random, lane), chosen: half(chosen, 1 - lane), lane })),
  );
  const sum = (field: "kills" | "late" | "old" | "new" | "neither" | "unreadable" | "mixed" | "warned") =>
    lanes.reduce((total, report) => total + report[field], 0);
  return {
    kills: sum("kills"),
    late: sum("late"),
    old: sum("old"),
    new: sum("new"),
    neither: sum("neither"),
    unreadable: sum("unreadable"),
    mixed: sum("mixed"),
    warned: sum("warned"),
    embeddedAgain: Math.max(...lanes.map(({ embeddedAgain }) => embeddedAgain)),
    examples: lanes.flatMap(({ examples }) => examples).slice(0, 5),
  };
}

type Tally = { -readonly [Field in keyof Omit<IndexKillReport, "examples">]: number } & {
  examples: string[];
};

async function runLane(plan: { random: number; chosen: number; lane: number }): Promise<Tally> {
  const folder = await mkdtemp(join(tmpdir(), "index-kills-"));
  const indexDir = join(folder, "index");
  const log = join(folder, "embedded.log");
  const tally: Tally = {
    kills: 0,
    late: 0,
    old: 0,
    new: 0,
    neither: 0,
    unreadable: 0,
    mixed: 0,
    warned: 0,
    embeddedAgain: 0,
    examples: [],
  };
  try {
    // Three whole builds first, so that every later one has something to prune; the last is measured.
    for (const edition of [1, 2]) await buildEdition({ indexDir, articles: ARTICLES, edition });
    let edition = 3;
    const whole = await buildWhole({ indexDir, articles: ARTICLES, edition });
    let serves = edition;
    // One that had ended before its moment came is none; where the machine is busy, moments pass late.
    for (let at = 0; tally.kills < plan.random + plan.chosen && at < 3 * (plan.random + plan.chosen); at++) {
      // The one that was killed is tried again every third time, to see what it had kept.
      if (at % 3 !== 2) edition += 1;
      const setting = { indexDir, articles: ARTICLES, edition, log };
      // Steps of the golden ratio fall evenly over the build.
      const part = ((at * 2 + plan.lane) * 0.618034) % 1;
      const killAt = {
        call: 1 + Math.floor(part * whole.calls),
        when: at % 2 === 0 ? "before" : "after",
      } as const;
      const builder =
        tally.kills < plan.random
          ? await killAfter(setting, part * whole.ms)
          : await killAtCall({ ...setting, killAt });
      tally[builder.exitCode === 0 ? "late" : "kills"] += 1;
      serves = await look(indexDir, { tally, serves, built: edition });
    }
    await buildWhole({ indexDir, articles: ARTICLES, edition, log });
    serves = await look(indexDir, { tally, serves, built: edition });
    tally.embeddedAgain = await mostRepeated(log);
    return tally;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function look(
  indexDir: string,
  { tally, serves, built }: { tally: Tally; serves: number; built: number },
): Promise<number> {
  const seen = await readEdition(indexDir);
  if (seen.kind === "edition") {
    if (seen.warnings.length > 0) tally.warned += 1;
    if (seen.edition === built) tally.new += 1;
    else if (seen.edition === serves) tally.old += 1;
    else tally.neither += 1;
    return seen.edition;
  }
  tally[seen.kind === "mixed" ? "mixed" : "unreadable"] += 1;
  tally.examples.push(JSON.stringify(seen));
  return serves;
}

async function startBuilder(setting: BuilderSetting): Promise<ChildProcess> {
  const file = join(import.meta.dirname, "index-builder.ts");
  const builder = spawn(process.execPath, ["--import", "tsx", file, JSON.stringify(setting)], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  await once(builder.stdout!, "data");
  return builder;
}

async function buildWhole(setting: BuilderSetting): Promise<{ calls: number; ms: number }> {
  const builder = await startBuilder(setting);
  const begun = performance.now();
  const ended = once(builder, "exit");
  const said = once(builder.stdout!, "data");
  builder.stdin!.write("go\n");
  const [calls] = await Promise.race([said, ended.then(() => ["0"])]);
  const ms = performance.now() - begun;
  await ended;
  if (builder.exitCode !== 0) throw new Error(`the builder ended with ${builder.exitCode}`);
  return { calls: Number(calls), ms };
}

async function killAfter(setting: BuilderSetting, ms: number): Promise<ChildProcess> {
  const builder = await startBuilder(setting);
  const ended = once(builder, "exit");
  builder.stdin!.write("go\n");
  await delay(ms);
  builder.kill("SIGKILL");
  await ended;
  return builder;
}

async function killAtCall(setting: BuilderSetting): Promise<ChildProcess> {
  const builder = await startBuilder(setting);
  const ended = once(builder, "exit");
  builder.stdin!.write("go\n");
  await ended;
  return builder;
}

/** Texts are of one edition each, so whatever stands in the log twice was embedded again after a kill. */
async function mostRepeated(log: string): Promise<number> {
  const editions = new Map<string, Map<string, number>>();
  for (const text of (await readFile(log, "utf8").catch(() => "")).split("\n").filter(Boolean)) {
    const edition = /第(\d+)版/.exec(text)?.[1] ?? "";
    const seen = editions.get(edition) ?? new Map<string, number>();
    editions.set(edition, seen.set(text, (seen.get(text) ?? 0) + 1));
  }
  const repeated = [...editions.values()].map(
    (seen) => [...seen.values()].filter((times) => times > 1).length,
  );
  return Math.max(0, ...repeated);
}

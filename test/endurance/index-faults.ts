/**
 * Makes each file call of a build fail in turn, once and for ever, and looks each
 * time what serves. Runs in a process of its own, whose last line is the report:
 *
 *   npx tsx test/endurance/index-faults.ts '{"codes":["ENOSPC"],"step":1}'
 */
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { NewsError } from "../../src/errors.js";
import { failure, watching } from "./index-calls.js";
import { buildEdition, readEdition } from "./index-editions.js";

export interface FaultPlan {
  readonly codes: readonly string[];
  /** Every so many calls; 1 for all. */
  readonly step: number;
}

export interface FaultReport {
  /** Of one build. */
  readonly calls: number;
  readonly faults: number;
  /** Builds that came through all the same, because the call was one they can do without. */
  readonly survived: number;
  /** Faults after which what serves is neither the old nor the new edition, or not whole. */
  readonly broken: number;
  /** Failures without a sentence for the operator and what to do. */
  readonly unexplained: number;
  /** Builds that said they had failed, or had not, and what serves says otherwise. */
  readonly untrue: number;
  /** Folders after which the next build did not come through. */
  readonly stuck: number;
  readonly examples: readonly string[];
}

const ARTICLES = 12;
const EDITION = 5;

export async function runFaults({ codes, step }: FaultPlan): Promise<FaultReport> {
  const folder = await mkdtemp(join(tmpdir(), "index-faults-"));
  const pattern = join(folder, "pattern");
  const report = { calls: 0, faults: 0, survived: 0, broken: 0, unexplained: 0, untrue: 0, stuck: 0 };
  const examples: string[] = [];
  try {
    for (let edition = 1; edition < EDITION; edition++) {
      await buildEdition({ indexDir: pattern, edition, articles: ARTICLES });
    }
    const probe = join(folder, "probe");
    await cp(pattern, probe, { recursive: true });
    report.calls = await watching({}, () =>
      buildEdition({ indexDir: probe, edition: EDITION, articles: ARTICLES }),
    );
    let turn = 0;
    for (let call = 1; call <= report.calls; call += step) {
      for (const code of codes) {
        for (const forEver of [false, true]) {
          const indexDir = join(folder, "index");
          await cp(pattern, indexDir, { recursive: true });
          const found = await oneFault(indexDir, { call, code, forEver, again: turn++ % 8 === 0 });
          report.faults += 1;
          for (const what of found.what) report[what] += 1;
          if (found.what.some((what) => what !== "survived")) examples.push(found.story);
          await rm(indexDir, { recursive: true });
        }
      }
    }
    return { ...report, examples: examples.slice(0, 10) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Fault {
  readonly call: number;
  readonly code: string;
  readonly forEver: boolean;
  /** Whether to look if the next build comes through as well. */
  readonly again: boolean;
}

type Finding = "survived" | "broken" | "unexplained" | "untrue" | "stuck";

async function oneFault(indexDir: string, { call, code, forEver, again }: Fault) {
  let name = "";
  let thrown: unknown = null;
  const before = (made: { number: number; name: string }) => {
    if (made.number === call) name = made.name;
    if (made.number === call || (forEver && made.number > call)) throw failure(code, made);
  };
  await watching({ before }, async () => {
    try {
      await buildEdition({ indexDir, edition: EDITION, articles: ARTICLES });
    } catch (error) {
      thrown = error;
    }
  });
  const what: Finding[] = [];
  const seen = await readEdition(indexDir);
  if (thrown === null) what.push("survived");
  else if (!(thrown instanceof NewsError && thrown.hint)) what.push("unexplained");
  if (seen.kind !== "edition" || seen.edition < EDITION - 1) what.push("broken");
  // A failure after the switch is told, though the new one serves by then; the other way round would be a lie.
  else if (thrown === null && seen.edition !== EDITION) what.push("untrue");
  if (again) {
    // The lock of a builder that could not take it away is that of a living process here, and of a dead one in life.
    await rm(join(indexDir, "LOCK"), { force: true });
    const next = { indexDir, edition: EDITION + 1, articles: ARTICLES };
    const done = await buildEdition(next).then(
      () => readEdition(indexDir),
      () => null,
    );
    if (done?.kind !== "edition" || done.edition !== EDITION + 1) what.push("stuck");
  }
  const story = `${what} at call ${call} (${name}), ${code} ${forEver ? "for ever" : "once"}: ${String(thrown)}; ${JSON.stringify(seen)}`;
  return { what, story };
}

if (process.argv[1] === import.meta.filename) {
  const plan = JSON.parse(
    process.argv[2] ?? '{"codes":["ENOSPC","EIO","EACCES","EMFILE"],"step":1}',
  ) as FaultPlan;
  process.stdout.write(`${JSON.stringify(await runFaults(plan))}\n`);
}

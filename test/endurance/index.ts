/**
 * The index under duress: builders killed, file calls made to fail, files damaged.
 * A number of 0 leaves that run out.
 *
 *   npx tsx test/endurance/index.ts [--kills 300] [--faults 1] [--damage 1]
 */
import { execFile } from "node:child_process";
import { loadavg } from "node:os";
import { join } from "node:path";
import { parseArgs, promisify } from "node:util";
import { runDamage } from "./index-damage.js";
import type { FaultPlan, FaultReport } from "./index-faults.js";
import { runIndexKills } from "./index-kills.js";

const { values } = parseArgs({
  options: {
    kills: { type: "string", default: "300" },
    /** Every so many file calls. */
    faults: { type: "string", default: "1" },
    /** Every so many bytes of the headers. */
    damage: { type: "string", default: "1" },
  },
});
const [kills, faults, damage] = [Number(values.kills), Number(values.faults), Number(values.damage)];
const rows: { run: string; tried: number; broken: number; told: string }[] = [];

if (kills > 0) {
  const report = await runIndexKills({ random: Math.ceil(kills / 2), chosen: Math.floor(kills / 2) });
  const broken = report.unreadable + report.mixed + report.neither + report.warned;
  const told = `old ${report.old}, new ${report.new}; at most ${report.embeddedAgain} texts embedded again`;
  rows.push({
    run: "kills",
    tried: report.kills,
    broken: broken + (report.embeddedAgain > 64 ? 1 : 0),
    told,
  });
  for (const example of report.examples) console.error(example);
}
if (faults > 0) {
  const report = await runFaultProcess({ codes: ["ENOSPC", "EIO", "EACCES", "EMFILE"], step: faults });
  const broken = report.broken + report.unexplained + report.untrue + report.stuck;
  const told = `${report.calls} calls a build, 4 codes, once and for ever; ${report.survived} builds came through`;
  rows.push({ run: "file calls that fail", tried: report.faults, broken, told });
  for (const example of report.examples) console.error(example);
}
if (damage > 0) {
  const plan = { headerStep: damage, randomBytes: 1_000, truncations: 200, pages: 200, swaps: 100 };
  const { tried, caught, unnoticed, native } = await runDamage(plan);
  const all = Object.values(tried).reduce((sum, count) => sum + count, 0);
  const told = `${Object.entries(tried)
    .map(([kind, count]) => `${kind} ${count}`)
    .join(", ")}; native code reached ${native} times`;
  rows.push({ run: "damage", tried: all, broken: all - caught + native, told });
  for (const one of unnoticed.slice(0, 10)) console.error(one);
}
console.table(rows);
console.log(`machine load ${loadavg()[0]!.toFixed(1)}`);
process.exitCode = rows.some(({ broken }) => broken > 0) ? 1 : 0;

/** In a process of its own, because it changes Node's modules. */
async function runFaultProcess(plan: FaultPlan): Promise<FaultReport> {
  const file = join(import.meta.dirname, "index-faults.ts");
  const args = ["--import", "tsx", file, JSON.stringify(plan)];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return JSON.parse(stdout) as FaultReport;
}

/** The index under duress, a little of it; the whole is `npm run test:endurance`. */
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { runDamage } from "../endurance/index-damage.js";
import { runIndexKills } from "../endurance/index-kills.js";
import { ROOT } from "../source-files.js";

it("is readable after every kill of a builder, and is the old one or the new", async () => {
  const report = await runIndexKills({ random: 3, chosen: 5 });

  expect(report).toMatchObject({ kills: 8, neither: 0, unreadable: 0, mixed: 0, warned: 0, examples: [] });
  expect(report.embeddedAgain).toBeLessThanOrEqual(64);
}, 120_000);

it("serves whichever file call of a build fails, and the failure says what to do", async () => {
  const plan = JSON.stringify({ codes: ["ENOSPC"], step: 5 });
  const file = join(ROOT, "test", "endurance", "index-faults.ts");
  const { stdout } = await promisify(execFile)(process.execPath, ["--import", "tsx", file, plan], {
    cwd: ROOT,
  });

  const report = JSON.parse(stdout);
  expect(report.faults).toBeGreaterThan(30);
  expect(report).toMatchObject({ broken: 0, unexplained: 0, untrue: 0, stuck: 0, examples: [] });
}, 120_000);

it("refuses whatever was damaged before native code sees it", async () => {
  const report = await runDamage({ headerStep: 41, randomBytes: 40, truncations: 20, pages: 15, swaps: 20 });

  expect(report).toMatchObject({ unnoticed: [], native: 0 });
  expect(report.caught).toBe(Object.values(report.tried).reduce((sum, count) => sum + count, 0));
}, 120_000);

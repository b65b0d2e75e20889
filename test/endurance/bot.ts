/**
 * The bot under duress: two hundred kills, sixty more of it and of the process that
 * answers from the sample articles, twelve thousand people at once, a minute of a
 * hundred questions a second, and the same with every fifth call refused. A number of
 * 0 leaves that run out.
 *
 *   npx tsx test/endurance/bot.ts [--kills 200] [--both 60] [--crowd 12000] [--seconds 60] [--rate 100] [--core 0]
 */
import { loadavg } from "node:os";
import { parseArgs } from "node:util";
import { runCrowd } from "./bot-crowd.js";
import { runKills } from "./bot-kills.js";
import { runLoad } from "./bot-load.js";

const { values } = parseArgs({
  options: {
    kills: { type: "string", default: "200" },
    both: { type: "string", default: "60" },
    crowd: { type: "string", default: "12000" },
    seconds: { type: "string", default: "60" },
    rate: { type: "string", default: "100" },
    core: { type: "string" },
  },
});
const [kills, both, people] = [Number(values.kills), Number(values.both), Number(values.crowd)];
const [seconds, perSecond] = [Number(values.seconds), Number(values.rate)];
const core = values.core === undefined ? undefined : Number(values.core);
let failed = false;

function tell(what: string, report: object): void {
  // What else the machine was doing belongs to the figure.
  const [lastMinute] = loadavg();
  console.log(what, report, `machine load ${lastMinute!.toFixed(1)}`);
}

for (const [what, number, real] of [
  ["kills", kills, false],
  ["kills, the sample articles answer", both, true],
] as const) {
  if (number === 0) continue;
  const report = await runKills({ kills: number, questionsEach: 24, real });
  tell(what, report);
  failed ||= report.lost + report.repeatedWithoutCause + report.leftBehind + report.violations.length > 0;
}
if (people > 0) {
  const report = await runCrowd({ people, maxWaiting: 10_000, answerMs: 150 });
  tell("crowd", report);
  failed ||= report.lost + report.doubled + report.violations.length > 0;
}
if (seconds > 0) {
  const load = await runLoad({ perSecond, seconds, core });
  tell("load", load);
  failed ||= load.lost + load.misrouted + load.doubled + load.violations.length > 0 || load.p95 > 300;
  const refused = await runLoad({ perSecond, seconds, core, refused: 0.2 });
  tell("load, 20 % of the calls refused", refused);
  failed ||= refused.lost + refused.misrouted + refused.doubled + refused.violations.length > 0;
}
process.exitCode = failed ? 1 : 0;

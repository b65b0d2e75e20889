/**
 * The bot under duress: two hundred kills, a minute of a hundred questions a
 * second, and the same with every fifth call refused.
 *
 *   npx tsx test/endurance/bot.ts [--kills 200] [--seconds 60] [--rate 100]
 */
import { parseArgs } from "node:util";
import { runKills } from "./bot-kills.js";
import { runLoad } from "./bot-load.js";

const { values } = parseArgs({
  options: {
    kills: { type: "string", default: "200" },
    seconds: { type: "string", default: "60" },
    rate: { type: "string", default: "100" },
  },
});
const [kills, seconds, perSecond] = [Number(values.kills), Number(values.seconds), Number(values.rate)];
let failed = false;

if (kills > 0) {
  const report = await runKills({ kills, questionsEach: 24 });
  console.log("kills", report);
  failed ||= report.lost > 0 || report.repeatedWithoutCause > 0 || report.violations.length > 0;
}
if (seconds > 0) {
  const load = await runLoad({ perSecond, seconds, workMs: 2 });
  console.log("load", load);
  failed ||= load.lost + load.misrouted + load.doubled + load.violations.length > 0 || load.p95 > 300;
  const refused = await runLoad({ perSecond, seconds, workMs: 2, refused: 0.2 });
  console.log("load, 20 % of the calls refused", refused);
  failed ||= refused.lost + refused.misrouted + refused.violations.length > 0;
}
process.exitCode = failed ? 1 : 0;

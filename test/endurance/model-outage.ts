/**
 * Ten minutes without the model's service, in every way it can be down.
 *
 *   npx tsx test/endurance/model-outage.ts [--seconds 600] [--rate 4]
 */
import { parseArgs } from "node:util";
import { FAULTS } from "../fakes/chat-server.js";
import { runOutage } from "./model-outage-run.js";

const { values } = parseArgs({
  options: { seconds: { type: "string", default: "600" }, rate: { type: "string", default: "4" } },
});
const WAYS = [
  "hangs before the headers",
  "hangs after the headers",
  "sends comments for ever",
  "connection reset before an answer",
  "500 without a body",
  "503 overloaded",
  "429 without Retry-After",
  "429 with a long Retry-After",
  "401 wrong key",
  "402 no balance",
  "200 with a page",
];
let failed = false;

for (const way of WAYS) {
  for (const wellBefore of [true, false]) {
    const options = { outage: FAULTS[way]!, perSecond: Number(values.rate), seconds: Number(values.seconds) };
    const report = await runOutage({ ...options, wellBefore });
    console.log(wellBefore ? way : `${way}, from the start`, JSON.stringify(report));
    failed ||= report.longerThan3s + report.unanswered > 0 || report.backAfterMs > 60_000;
  }
}
process.exitCode = failed ? 1 : 0;

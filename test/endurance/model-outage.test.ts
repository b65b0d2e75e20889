import { describe, expect, it } from "vitest";
import { FAULTS } from "../fakes/chat-server.js";
import { runOutage } from "./model-outage-run.js";

// Ten minutes in all eleven ways: npx tsx test/endurance/model-outage.ts
describe("while the model's service is down", { timeout: 60_000 }, () => {
  it.each([
    ["hangs before the headers", true],
    ["hangs before the headers", false],
    ["503 overloaded", true],
    ["401 wrong key", true],
  ])(
    "nobody waits three seconds, and a minute after it is over all is as before: %s",
    async (way, wellBefore) => {
      const report = await runOutage({ outage: FAULTS[way]!, seconds: 60, wellBefore });

      expect(report).toMatchObject({ longerThan3s: 0, unanswered: 0, changes: ["resting", "working"] });
      expect(report.duringOutage).toBe(240);
      expect(report.backAfterMs).toBeLessThanOrEqual(60_000);
      expect(report.callsDuringOutage).toBeLessThan(40);
    },
  );
});

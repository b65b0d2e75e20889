/** The bot killed while it answers. A few times here; two hundred times in `npm run test:endurance`. */
import { expect, it } from "vitest";
import { runKills } from "../endurance/bot-kills.js";

it("loses nothing over kills, and repeats at most what was in flight", async () => {
  const report = await runKills({ kills: 5, questionsEach: 24 });

  expect(report).toMatchObject({
    kills: 5,
    questions: 120,
    lost: 0,
    repeatedWithoutCause: 0,
    violations: [],
  });
}, 120_000);

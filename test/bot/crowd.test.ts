/** Everybody asks at once. A few hundred here; twelve thousand in `npm run test:endurance`. */
import { expect, it } from "vitest";
import { runCrowd } from "../endurance/bot-crowd.js";

it("a crowd is answered up to the bound, told how long the queue is, and beyond the bound asked to come back", async () => {
  const report = await runCrowd({ people: 600, maxWaiting: 500, answerMs: 500 });

  expect(report).toMatchObject({
    people: 600,
    answered: 500,
    turnedAway: 100,
    lost: 0,
    doubled: 0,
    violations: [],
  });
  // Five a second: the other twenty places are the answers'.
  expect(report.toldTheirPlace).toBeGreaterThan(100);
}, 30_000);

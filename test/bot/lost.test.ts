/** Where a message whose reply was lost can stand, as far as the messages around it are known. */
import { expect, it } from "vitest";
import { createSeenMessages } from "../../src/bot/lost.js";

const group = (number: number) => -1_001_000_000_000 - number;

it("is sought behind the last message before it, where none of the known ones stands", () => {
  const seen = createSeenMessages();
  for (const message of [10, 12]) seen.note(group(1), message);
  expect(seen.candidates(group(1), 10)).toEqual({ ids: [11, 13, 14, 15], complete: true });
  // Private chats share one count.
  seen.note(41, 100);
  expect(seen.candidates(42, 99).ids).toEqual([101, 102, 103]);
});

it("remembers a bounded number of groups, those heard of last", () => {
  const seen = createSeenMessages();
  for (let i = 0; i < 1_000; i++) {
    seen.note(group(0), 50);
    seen.note(group(i), 50);
  }
  const knows = (number: number) => !seen.candidates(group(number), 49).ids.includes(50);
  expect([0, 1, 400, 999].map(knows)).toEqual([true, false, false, true]);
});

/** One engine in a process of its own: told what to do by the bench, it does it, says what came of it, and ends. */
import type { Job, Said } from "./job.js";
import { runJob } from "./run-job.js";

process.once("message", (job: Job) => {
  // The bench is gone: nobody waits for the figures.
  process.once("disconnect", () => process.exit(1));
  const tell = (done: number, total: number) => {
    process.send?.({ kind: "progress", done, total } satisfies Said);
  };
  void runJob(job, tell).then((said) => process.send?.(said, () => process.exit()));
});

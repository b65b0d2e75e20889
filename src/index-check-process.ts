/** The process of `startChecker`: each message names a generation, each answer says what is wrong with it. */
import { z } from "zod";
import { messageOf } from "./errors.js";
import { checkGeneration } from "./index/check.js";
import { loadHnswlib } from "./index/vectors.js";
import { fold } from "./news/text.js";

const Asked = z.object({ folder: z.string(), id: z.string() });

// The builder may be killed; then nobody waits here any more. Ctrl-C reaches the whole group: the builder decides.
process.on("disconnect", () => process.exit(0));
process.on("SIGINT", () => {});
process.on("message", (message) => {
  const { folder, id } = Asked.parse(message);
  checkGeneration(folder, id)
    .catch((error: unknown) => ({ id, checked: [], faults: [messageOf(error)] }))
    .then((report) => process.send?.(report));
});

// What takes longest, 0.1 s, is done while the builder still builds.
fold("");
await loadHnswlib();

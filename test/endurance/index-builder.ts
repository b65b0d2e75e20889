/**
 * A builder as a process of its own, to be killed: its first argument is the edition
 * to build as JSON, with the file call at which it ends itself, if it does. It says
 * `ready` and begins at the first line it reads, so that its start is not part of the build.
 */
import { once } from "node:events";
import { watching } from "./index-calls.js";
import { buildEdition, type Edition } from "./index-editions.js";

export interface BuilderSetting extends Edition {
  readonly killAt?: { readonly call: number; readonly when: "before" | "after" };
}

const { killAt, ...edition } = JSON.parse(process.argv[2]!) as BuilderSetting;
const die = () => process.kill(process.pid, "SIGKILL");

process.stdout.write("ready\n");
await once(process.stdin, "data");
const calls = await watching(
  {
    before: ({ number }) => void (killAt?.when === "before" && number === killAt.call && die()),
    after: ({ number }) => void (killAt?.when === "after" && number === killAt.call && die()),
  },
  () => buildEdition(edition),
);
process.stdout.write(`${calls}\n`);
process.exit(0);

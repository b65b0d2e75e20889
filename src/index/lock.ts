/**
 * One builder at a time. The lock is a file naming its holder; a holder that
 * was killed cannot take its lock away, so whoever comes next looks whether it
 * still runs. A process id alone does not tell (after a restart another program
 * has it, in a container often the same one), so its start time stands beside it.
 * And it tells nothing at all of another machine or container that shares the folder,
 * so the host stands there too: only its own people can say whether that one still builds.
 */
import { link, readFile, rename, rm, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import type { Clock } from "../clock.js";
import { IndexFileError } from "../errors.js";

const LOCK_FILE = "LOCK";
const Holder = z.object({
  pid: z.number().int(),
  started: z.string().nullable(),
  since: z.string(),
  /** A container has a name of its own. Null in the locks of earlier versions: then it is this one. */
  host: z.string().nullable().default(null),
  /** Start times count from the start of the machine: of another start they tell nothing. */
  boot: z.string().nullable().default(null),
});
type Holder = z.output<typeof Holder>;

/**
 * Takes the lock of an index folder, from a dead holder if need be.
 *
 * @returns what gives it back
 * @throws {IndexFileError} naming the process that holds it, and its host if that is another.
 */
export async function takeLock(indexDir: string, clock: Clock): Promise<() => Promise<void>> {
  const path = join(indexDir, LOCK_FILE);
  const own: Holder = {
    pid: process.pid,
    started: await startOf(process.pid),
    since: clock.now().toISOString(),
    host: hostname(),
    boot: await bootId(),
  };
  // Twice is once for the lock of a dead holder; a third holder in that moment is a live one.
  for (let attempt = 0; attempt < 3; attempt++) {
    if (await create(path, own)) return () => rm(path, { force: true });
    const text = await readFile(path, "utf8").catch(() => null);
    if (text === null) continue;
    const holder = parseHolder(text);
    if (holder?.host && holder.host !== own.host) throw heldElsewhere(holder, path);
    if (holder && (await isRunning(holder, own))) {
      throw new IndexFileError(`the index is being built by process ${holder.pid} since ${holder.since}`, {
        hint: "wait for it to end, or stop it, and run npm run index again",
      });
    }
    await removeDead(path, text);
  }
  throw new IndexFileError(`${path} cannot be taken`, { hint: "another builder was faster; try again" });
}

function heldElsewhere({ pid, since, host }: Holder, path: string): IndexFileError {
  return new IndexFileError(
    `the index is being built on another machine or in another container (${host}, process ${pid}, since ${since})`,
    { hint: `wait for it to end; if ${host} is gone, delete ${path} and run npm run index again` },
  );
}

/** Makes the lock appear with its content in it: a holder seen before it wrote its name would pass for dead. */
async function create(path: string, holder: Holder): Promise<boolean> {
  const ready = `${path}.${process.pid}.part`;
  await writeFile(ready, `${JSON.stringify(holder)}\n`);
  try {
    await link(ready, path);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // ENOENT: whoever holds the lock has just cleared away what looked unfinished.
    if (code === "EEXIST" || code === "ENOENT") return false;
    throw error;
  } finally {
    await rm(ready, { force: true });
  }
}

/** Of two that take over at once, only one gets hold of the file; a lock made meanwhile is put back. */
async function removeDead(path: string, seen: string): Promise<void> {
  const aside = `${path}.${process.pid}.dead.part`;
  try {
    await rename(path, aside);
  } catch {
    return; // the other one was faster
  }
  const text = await readFile(aside, "utf8");
  if (text !== seen) await link(aside, path).catch(() => {});
  await rm(aside, { force: true });
}

/** A lock appears whole; one that cannot be read was damaged, and holds nobody. */
function parseHolder(text: string): Holder | null {
  try {
    return Holder.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

async function isRunning({ pid, started, boot }: Holder, own: Holder): Promise<boolean> {
  if (boot !== null && own.boot !== null && boot !== own.boot) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it runs, as somebody else.
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return false;
  }
  return (await startOf(pid)) === started;
}

/** When a process started, in clock ticks since the machine did; null where the system does not say. */
async function startOf(pid: number): Promise<string | null> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, "utf8");
    // The name before it, in brackets, may hold spaces; the start time is the 20th field after.
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? null;
  } catch {
    return null;
  }
}

/** Another with every start of the machine; null where the system does not say. */
async function bootId(): Promise<string | null> {
  try {
    return (await readFile("/proc/sys/kernel/random/boot_id", "utf8")).trim();
  } catch {
    return null;
  }
}

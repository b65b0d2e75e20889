/**
 * Stands between a builder and the file system, call by call: to count the calls,
 * to make one fail, or to end the process at one. In a process of its own only, for
 * it changes the modules of Node under everybody who uses them.
 */
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

export interface FileCall {
  /** From 1. */
  readonly number: number;
  /** Such as `rename`, or `handle.sync` for one of an open file. */
  readonly name: string;
}

/** Each may throw what the call is to fail with. */
export interface Watcher {
  before?(call: FileCall): void;
  after?(call: FileCall): void;
}

const FUNCTIONS = [
  "access",
  "link",
  "mkdir",
  "open",
  "readdir",
  "readFile",
  "rename",
  "rm",
  "stat",
  "statfs",
  "truncate",
  "writeFile",
] as const;
const METHODS = [
  "appendFile",
  "close",
  "datasync",
  "read",
  "readFile",
  "sync",
  "write",
  "writeFile",
] as const;

let watcher: Watcher | null = null;
let count = 0;

/** @returns how many calls `work` made, whether it threw or not */
export async function watching(given: Watcher, work: () => Promise<unknown>): Promise<number> {
  watcher = given;
  count = 0;
  try {
    await work();
  } finally {
    watcher = null;
  }
  return count;
}

type Call = (...given: unknown[]) => Promise<unknown>;

function wrap(owner: object, name: string, label: string): void {
  const calls = owner as Record<string, Call>;
  const real = calls[name]!;
  calls[name] = async function (this: unknown, ...given) {
    const at = watcher;
    if (!at) return real.apply(this, given);
    count += 1;
    const call = { number: count, name: label };
    try {
      at.before?.(call);
    } catch (error) {
      // A file that cannot be closed is closed all the same; it must not stay open here.
      if (name === "close") await real.apply(this, given);
      throw error;
    }
    const result = await real.apply(this, given);
    at.after?.(call);
    return result;
  };
}

const handle = await fs.promises.open(import.meta.filename, "r");
for (const name of METHODS) wrap(Object.getPrototypeOf(handle), name, `handle.${name}`);
await handle.close();
for (const name of FUNCTIONS) wrap(fs.promises, name, name);
syncBuiltinESMExports();

export function failure(code: string, { name }: FileCall): NodeJS.ErrnoException {
  return Object.assign(new Error(`${code}: made to fail, ${name}`), { code, errno: -1, syscall: name });
}

/** The processes below one, from /proc: how many there are and what memory they have (Linux only). */
import { readdirSync, readFileSync } from "node:fs";

export interface ProcessTree {
  readonly pids: readonly number[];
  /** Resident memory of all of them and of the one on top, in MB. */
  readonly megabytes: number;
}

export const HAS_PROC = process.platform === "linux";

export function readTree(top: number): ProcessTree {
  const parents = new Map<number, number>();
  for (const name of readdirSync("/proc")) {
    const parent = /^\d+$/.test(name) ? parentOf(Number(name)) : null;
    if (parent !== null) parents.set(Number(name), parent);
  }
  const below = (pid: number): number[] =>
    [...parents].flatMap(([child, parent]) => (parent === pid ? [child, ...below(child)] : []));
  const pids = below(top);
  const bytes = [top, ...pids].reduce((sum, pid) => sum + residentBytes(pid), 0);
  return { pids, megabytes: bytes / 1e6 };
}

/** Only processes that serve or build, not the tools that compile them. */
export function servingPids(top: number): number[] {
  return readTree(top).pids.filter((pid) => read(`/proc/${pid}/cmdline`).includes("/serving/process."));
}

/** Processor time of a process so far; 0 where the system does not say. */
export function processorMs(pid: number): number {
  const stat = read(`/proc/${pid}/stat`);
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  // In ticks of a hundredth of a second, as a user and as the system.
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * 10;
}

export function isRunning(pid: number): boolean {
  return parentOf(pid) !== null;
}

/** @returns null for one that is gone, or has ended and is not yet fetched by its parent */
function parentOf(pid: number): number | null {
  const stat = read(`/proc/${pid}/stat`);
  // The name before it, in brackets, may hold spaces.
  const [state, parent] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return stat === "" || state === "Z" || state === "X" ? null : Number(parent);
}

function residentBytes(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(read(`/proc/${pid}/status`))?.[1];
  return Number(kilobytes ?? 0) * 1024;
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

/** Where figures were measured: without it they cannot be compared with others. */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { arch, cpus, loadavg, platform, release, totalmem } from "node:os";
import { basename, isAbsolute, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { projectRoot } from "../../src/config.js";
import type { EngineInfo } from "./engines.js";

export interface Surroundings {
  readonly command: string;
  /** `YYYY-MM-DD HH:MM` UTC */
  readonly at: string;
  readonly machine: string;
  readonly node: string;
  /** Processes that wanted to run in the minute before the run, and in the last one of it. */
  readonly load: readonly [number, number];
  readonly cores: number;
  /** Of the engines, by label. */
  readonly versions: Readonly<Record<string, string>>;
}

const PEERS = fileURLToPath(new URL("./peers/", import.meta.url));

/** Where a package of the bench, or one the project has itself, would stand. */
function manifestOf({ package: name }: EngineInfo): string {
  return name === undefined
    ? join(projectRoot(), "node_modules", "libsql", "package.json")
    : join(PEERS, "node_modules", name, "package.json");
}

export function isInstalled(engine: EngineInfo): boolean {
  return engine.name === "ours" || existsSync(manifestOf(engine));
}

export async function readVersions(engines: readonly EngineInfo[]): Promise<Record<string, string>> {
  const versions: Record<string, string> = {};
  for (const engine of engines.filter(isInstalled)) {
    const path = engine.name === "ours" ? join(projectRoot(), "package.json") : manifestOf(engine);
    const { version } = JSON.parse(await readFile(path, "utf8")) as { version: string };
    versions[engine.label] = engine.name === "fts5" ? `libsql ${version}` : version;
  }
  return versions;
}

export function describeMachine(): Pick<Surroundings, "machine" | "node" | "cores"> {
  const all = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return {
    machine: `${all[0]?.model.trim() ?? "unknown processor"}, ${all.length} cores, ${memory} GB, ${platform()} ${release()} ${arch()}`,
    node: process.version,
    cores: all.length,
  };
}

/**
 * What a page may tell of paths: where a file lies on somebody's machine is nobody's business. Paths inside the
 * current folder are told from there on, others by their last name.
 *
 * @param text words with spaces between them; also `--option=/a/path`
 */
export function withoutFolders(text: string): string {
  return text.replace(/(^|[\s="“(])(\/[^\s"”,;:)]+)/g, (_, before: string, path: string) => {
    const inside = relative(process.cwd(), path);
    const short = inside === "" || inside.startsWith("..") || isAbsolute(inside) ? basename(path) : inside;
    return `${before}${short}`;
  });
}

export function loadNow(): number {
  return loadavg()[0] ?? 0;
}

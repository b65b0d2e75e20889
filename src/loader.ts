/** What Node must be told to run a file of this program in a process of its own: TypeScript needs its loader, compiled code nothing. */
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

/** The loader is found from here, and not from the folder we stand in. @param entry the file that is run */
export function loaderArguments(entry: string): string[] {
  if (!entry.endsWith(".ts")) return [];
  return ["--import", pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href];
}

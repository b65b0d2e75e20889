/**
 * Questions that newcomers are shown, as the newsroom wrote them down beside its
 * dictionary. Which of them the archive answers is found out when they are shown;
 * where none is, headlines stand in for them.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { DataError } from "../errors.js";

/** More are not looked at: each is asked until three have an answer. */
const MOST = 20;

/**
 * @returns one question a line of `examples.txt`, without remarks (`#`); none if there is no such file
 * @throws {DataError} if the file cannot be read
 */
export async function readExamples(dictionaryDir: string): Promise<readonly string[]> {
  const path = join(dictionaryDir, "examples.txt");
  try {
    return parseExamples(await readFile(path, "utf8"));
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw new DataError(`${path} cannot be read`, { cause });
  }
}

export function parseExamples(text: string): readonly string[] {
  const lines = text.replace(/^\uFEFF/, "").split("\n");
  return lines
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"))
    .slice(0, MOST);
}

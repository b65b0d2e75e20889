/**
 * Opens jieba's cutter on the files that nodejieba's package brings.
 */
import { readFileSync } from "node:fs";
import { createJiebaCutter, type JiebaCutter } from "./cutter.js";
import { readJiebaDictionary, withNames } from "./dictionary.js";
import { readHiddenModel } from "./hidden-words.js";

export interface JiebaFiles {
  readonly dictionary: string;
  readonly user: string;
  readonly model: string;
}

/**
 * Takes 0.2 s and 12 MB. Cuts as nodejieba does after the names were inserted.
 *
 * @param names folded
 */
export function openJiebaCutter(files: JiebaFiles, names: readonly string[]): JiebaCutter {
  const dictionary = readJiebaDictionary(
    readFileSync(files.dictionary, "utf8"),
    readFileSync(files.user, "utf8"),
  );
  return createJiebaCutter(withNames(dictionary, names), readHiddenModel(readFileSync(files.model, "utf8")));
}

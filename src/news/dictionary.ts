/**
 * The district's own words, kept as tables a newsroom can edit: names with
 * their aliases, groups of words that ask for the same thing, and the English
 * vocabulary of such questions. Lines starting with `#` are remarks.
 */
import { DataError } from "../errors.js";
import { fold } from "./text.js";

const NAME_KINDS = ["place", "org", "person", "office", "event", "work", "term"] as const;
export type NameKind = (typeof NAME_KINDS)[number];

export interface DictionaryName {
  /** The full form. */
  readonly name: string;
  readonly kind: NameKind;
  /** Other forms readers use: “交大” of “上海交通大学”. */
  readonly aliases: readonly string[];
}

export interface Dictionary {
  readonly names: readonly DictionaryName[];
  /** Each group holds words that may stand for each other in a question; the first is the plainest. */
  readonly synonyms: readonly (readonly string[])[];
  /** English word or phrase, lower case → Chinese words it may stand for, likeliest first. */
  readonly english: ReadonlyMap<string, readonly string[]>;
}

export interface DictionaryText {
  /** Lines of `name TAB kind TAB alias alias …` */
  readonly names: string;
  /** Lines of words divided by spaces. */
  readonly synonyms: string;
  /** Lines of `english TAB 中文 中文 …` */
  readonly english: string;
}

/** @throws {DataError} naming the table and line. */
export function parseDictionary(tables: DictionaryText): Dictionary {
  const names = rows("names.tsv", tables.names, 2).map(({ cells: [name, kind, aliases], where }) => {
    if (!NAME_KINDS.some((known) => known === kind)) {
      throw new DataError(`${where}: “${kind}” is not one of ${NAME_KINDS.join(", ")}`);
    }
    return { name: name!, kind: kind as NameKind, aliases: words(aliases ?? "") };
  });
  const synonyms = rows("synonyms.tsv", tables.synonyms, 1).map(({ cells }) => words(cells.join(" ")));
  const english = new Map(
    rows("english.tsv", tables.english, 2).map(({ cells }) => [fold(cells[0]!.trim()), words(cells[1]!)]),
  );
  return { names, synonyms, english };
}

export const EMPTY_DICTIONARY: Dictionary = { names: [], synonyms: [], english: new Map() };

function words(cell: string): string[] {
  return cell.split(/\s+/).filter(Boolean);
}

function rows(table: string, text: string, least: number) {
  return text.split("\n").flatMap((line, i) => {
    const where = `${table}:${i + 1}`;
    if (line.trim() === "" || line.startsWith("#")) return [];
    const cells = line.split("\t").map((cell) => cell.trim());
    if (cells.length < least || cells.slice(0, least).includes("")) {
      throw new DataError(`${where}: ${least} cells divided by tabs are needed`);
    }
    return [{ cells, where }];
  });
}

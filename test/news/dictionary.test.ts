import { describe, expect, it } from "vitest";
import { DataError } from "../../src/errors.js";
import { type DictionaryText, parseDictionary } from "../../src/news/dictionary.js";
import { readSampleDictionary } from "../fakes/sample-articles.js";

function parse(tables: Partial<DictionaryText>) {
  return parseDictionary({ names: "", synonyms: "", english: "", ...tables });
}

describe("the district's words", () => {
  it("reads names with their kind and aliases, past remarks and empty lines", () => {
    const { names } = parse({
      names: "# the district\n\n上海交通大学\torg\t交大  上海交大\r\n徐家汇源\tplace\n",
    });

    expect(names).toEqual([
      { name: "上海交通大学", kind: "org", aliases: ["交大", "上海交大"] },
      { name: "徐家汇源", kind: "place", aliases: [] },
    ]);
  });

  it("reads groups of words, divided by spaces or tabs", () => {
    expect(parse({ synonyms: "签署 签订\t签约\n举行 举办" }).synonyms).toEqual([
      ["签署", "签订", "签约"],
      ["举行", "举办"],
    ]);
  });

  it("looks English up in lower case, the likeliest word first", () => {
    const { english } = parse({ english: "Science Park\t科技园 科学园" });

    expect(english.get("science park")).toEqual(["科技园", "科学园"]);
  });

  it.each([
    [
      "a kind that is none",
      { names: "徐汇区\tplace\n徐汇\ttown" },
      /names\.tsv:2: “town” is not one of place/,
    ],
    ["a cell that is missing", { names: "# remark\n徐汇区" }, /names\.tsv:2: 2 cells/],
    ["a cell that is empty", { english: "park\t" }, /english\.tsv:1/],
  ])("names the table and line of %s", (_, tables, message) => {
    expect(() => parse(tables)).toThrow(DataError);
    expect(() => parse(tables)).toThrow(message);
  });

  it("is sound in data/dict: every alias belongs to one name, every word to one group with others to choose from", () => {
    const { names, synonyms } = readSampleDictionary();
    const owners = new Map<string, string>();
    const twice: string[] = [];
    for (const { name, aliases } of names) {
      for (const form of [name, ...aliases]) {
        if (owners.has(form) && owners.get(form) !== name) twice.push(form);
        owners.set(form, name);
      }
    }

    expect(twice).toEqual([]);
    expect(synonyms.filter((group) => new Set(group).size < 2)).toEqual([]);
    // A word of two senses may stand in two groups; groups that share two words are one.
    const shared = synonyms.flatMap((group, i) =>
      synonyms.slice(i + 1).filter((other) => group.filter((word) => other.includes(word)).length > 1),
    );
    expect(shared).toEqual([]);
    expect(synonyms.filter((group) => new Set(group).size < group.length)).toEqual([]);
  });
});

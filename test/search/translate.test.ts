import { describe, expect, it } from "vitest";
import type { Spelling } from "../../src/search/spelling.js";
import { readEnglish } from "../../src/search/translate.js";
import { SMALL_DICTIONARY } from "../fakes/small-archive.js";

const spelling: Spelling = {
  correct: (folded) => folded,
  fromLatin: (word) => (word.toLowerCase() === "caoliqiang" ? "曹立强" : null),
};

function termsOf(question: string) {
  return readEnglish(question, { dictionary: SMALL_DICTIONARY, spelling });
}
const formsOf = (question: string) => termsOf(question).map(({ forms }) => forms[0]);

describe("an English question", () => {
  it("is read by the word list, the longest phrase first", () => {
    expect(formsOf("Who is the president of Hong Kong Polytechnic University?")).toEqual([
      "校长",
      "香港理工大学",
    ]);
  });

  it("keeps every likely rendering of a phrase", () => {
    expect(termsOf("When did Xuhui sign with SAIC?").map(({ forms }) => forms)).toEqual([
      ["徐汇"],
      ["签署", "签约"],
      ["上汽集团", "上汽"],
    ]);
  });

  it.each(["signed", "signing", "signs"])("knows the inflected form %s", (form) => {
    expect(formsOf(`SAIC ${form}`)).toEqual(["上汽集团", "签署"]);
  });

  it("reads a person's name by its sound, in two words", () => {
    const [name] = termsOf("Cao Liqiang signed");

    expect(name).toMatchObject({ forms: ["曹立强"], start: 0, end: 11 });
  });

  it("keeps a word that is in no list, as a name where it is written like one", () => {
    expect(termsOf("What did SAIC sign with Tesla?").at(-1)).toMatchObject({ text: "tesla", role: "name" });
    expect(termsOf("12.31 petabytes")[0]).toMatchObject({ role: "figure", forms: ["12.31"] });
  });

  it("demands nothing of words that only ask, or of the parts of dates", () => {
    expect(formsOf("What happened in March 2025, please?")).toEqual([]);
  });

  it("gives the place of each phrase in the question", () => {
    const question = "How many stalls does the community bus have?";
    for (const { start, end } of termsOf(question)) {
      expect(["stalls", "community bus"]).toContain(question.slice(start, end));
    }
  });
});

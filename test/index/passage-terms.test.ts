import { expect, it } from "vitest";
import { embeddingTerms } from "../../src/index/generation-files.js";
import { createPassageTerms } from "../../src/index/passage-terms.js";
import { createTokenizer } from "../../src/index/tokens.js";

it("gives the terms that are given without a memory, when they are first met and again", async () => {
  const tokenizer = await createTokenizer(["滨江艺术中心"], { corpus: true });
  const plain = embeddingTerms(tokenizer);
  const termsOf = createPassageTerms(tokenizer);
  const texts = [
    "",
    "1,200人走进滨江艺术中心",
    "區圖書館今年開放二十天，Ａ座不开放。",
    "走进图书馆，2025年3月31日",
    "𠮷字不在词典里😀",
  ];
  for (const text of [...texts, ...texts]) expect(termsOf(text)).toEqual(plain(text));
});

import { createRequire } from "node:module";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openJiebaCutter } from "../../src/index/jieba/open.js";
import { childOf, createTrieBuilder, kindAt, ROOT } from "../../src/index/jieba/trie.js";
import { createTokenizer } from "../../src/index/tokens.js";
import { fold } from "../../src/news/text.js";

interface Nodejieba {
  readonly DEFAULT_DICT: string;
  readonly DEFAULT_USER_DICT: string;
  readonly DEFAULT_HMM_DICT: string;
  cut(text: string, hidden: boolean): string[];
  cutForSearch(text: string, hidden: boolean): string[];
  tag(text: string): { word: string; tag: string }[];
}

function loadNodejieba(): Nodejieba | null {
  try {
    const jieba = createRequire(import.meta.url)("nodejieba") as Nodejieba;
    jieba.cut("好", true);
    return jieba;
  } catch {
    return null;
  }
}

const jieba = loadNodejieba();
const NAMES = ["漕河泾开发区", "港科大", "一网通办"];

const text = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "的",
        "，",
        "。",
        " ",
        "\n",
        "np137",
        "12.5%",
        "A股",
        "𠮷野家",
        "😀",
        "2024年",
        "、",
        "《",
      ),
      fc.constantFrom(
        "徐汇",
        "滨江",
        "中华人民共和国",
        "研究生命",
        "结婚的和尚未结婚",
        "王晓岚",
        "尼古拉耶维奇",
      ),
      fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((unit) => String.fromCharCode(unit)),
    ),
    { maxLength: 30 },
  )
  .map((pieces) => pieces.join(""));

function memoised<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function piecesOf(ends: Uint32Array, of: string): string[] {
  return Array.from(ends, (end, i) => of.slice(i === 0 ? 0 : ends[i - 1], end));
}

describe.skipIf(jieba === null)("our own cut", () => {
  const cutter = memoised(() => {
    const { DEFAULT_DICT: dictionary, DEFAULT_USER_DICT: user, DEFAULT_HMM_DICT: model } = jieba!;
    return openJiebaCutter({ dictionary, user, model }, []);
  });

  it("is nodejieba's, for any text", () => {
    fc.assert(
      fc.property(text, (any) => {
        expect(piecesOf(cutter().ends(any), any)).toEqual(jieba!.cut(any, true));
      }),
      { numRuns: 500 },
    );
  });

  it("finds the same words inside a piece, and the same parts of speech", () => {
    fc.assert(
      fc.property(text, (any) => {
        for (const { word, tag } of jieba!.tag(any)) {
          expect(cutter().inside(word)).toEqual(jieba!.cutForSearch(word, true));
          expect(cutter().tagOf(word)).toBe(tag);
        }
      }),
    );
  });
});

describe.each(["auto", "intl"] as const)("the ends of pieces (%s)", (segmenter) => {
  it("are where the pieces of the cut end, with names too", async () => {
    const tokenizer = await createTokenizer(NAMES, { segmenter });
    fc.assert(
      fc.property(fc.array(fc.oneof(text, fc.constantFrom(...NAMES))), (parts) => {
        const folded = fold(parts.join(""));
        expect(piecesOf(tokenizer.ends(folded), folded)).toEqual(tokenizer.cut(folded));
      }),
    );
  });

  it("stay while the terms of the pieces are asked for", async () => {
    const tokenizer = await createTokenizer([], { segmenter });
    const folded = "中华人民共和国中央人民政府在北京人民大会堂举行新年联欢会";
    const ends = tokenizer.ends(folded);
    const before = [...ends];
    for (const piece of piecesOf(ends, folded)) tokenizer.termsOf(piece);

    expect([...ends]).toEqual(before);
  });
});

it("a trie knows its words and no others, also after it has grown", () => {
  const word = fc.string({ unit: fc.constantFrom(..."甲乙丙丁ab"), minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(fc.uniqueArray(word, { maxLength: 200 }), fc.array(word), (words, asked) => {
      const builder = createTrieBuilder(1);
      // Many words of one long row, so that the table has to grow.
      const all = [
        ...words,
        ...Array.from({ length: 300 }, (_, i) => String.fromCharCode(0x5000 + i).repeat(3)),
      ];
      for (const [kind, one] of all.entries()) builder.add(one, 0, one.length, { kind, tag: kind % 50 });
      const trie = builder.trie();
      const kindOf = (one: string) => {
        let node = ROOT;
        for (let i = 0; i < one.length; i++) {
          node = childOf(trie, node, one.charCodeAt(i));
          if (node === ROOT) return -1;
        }
        return kindAt(trie, node);
      };
      for (const one of [...all, ...asked]) expect(kindOf(one)).toBe(all.indexOf(one));
    }),
    { numRuns: 30 },
  );
});

import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { IndexFileError } from "../../src/errors.js";
import { createBm25 } from "../../src/index/bm25.js";
import {
  createKeywordBuilder,
  type KeywordIndex,
  readKeywords,
  writeKeywords,
} from "../../src/index/keywords.js";
import { pairsOf } from "../../src/index/pairs.js";
import { createSums } from "../../src/index/sums.js";
import { createTokenizer } from "../../src/index/tokens.js";
import { findKey, findWord } from "../../src/index/vocabulary.js";
import { type Article, parseArticleLine } from "../../src/news/article.js";
import { fold } from "../../src/news/text.js";

const tokenizer = await createTokenizer([], { segmenter: "intl" });

function anArticle(text: string, title = ""): Article {
  return parseArticleLine(JSON.stringify({ id: "a", title, text }), "test");
}

function indexOf(articles: readonly Article[], titleWeight = 3): KeywordIndex {
  const builder = createKeywordBuilder(tokenizer, { titleWeight });
  for (const article of articles) builder.add(article);
  return builder.finish();
}

/** On disk the numbers of articles take two bytes, which makes no difference to what they are. */
function contentOf({ words, pairs, days, ...rest }: KeywordIndex): object {
  const plain = <T extends KeywordIndex["words" | "pairs"]>(list: T) => ({
    ...list,
    articles: [...list.articles],
  });
  return { ...rest, words: plain(words), pairs: plain(pairs), days: plain(days) };
}

const body = fc
  .array(fc.constantFrom("徐汇", "滨江", "公园", "开放", "，", "。", "np137", "二十", "20", "龙", "华"), {
    minLength: 1,
    maxLength: 30,
  })
  .map((words) => words.join(""));
const corpus = fc.array(body, { minLength: 1, maxLength: 8 });

/** BM25 as the book has it, without any index. */
function naiveBm25(
  documents: readonly (readonly string[])[],
  term: string,
  { k1, b }: { k1: number; b: number },
) {
  const average = documents.reduce((sum, words) => sum + words.length, 0) / documents.length || 1;
  const holding = documents.filter((words) => words.includes(term)).length;
  const idf = Math.log(1 + (documents.length - holding + 0.5) / (holding + 0.5));
  return documents.map((words) => {
    const count = words.filter((word) => word === term).length;
    return count === 0 ? 0 : (idf * count) / (count + k1 * (1 - b + (b * words.length) / average));
  });
}

describe("the keyword index", () => {
  it("scores like BM25 written down naively", () => {
    fc.assert(
      fc.property(corpus, fc.constantFrom("徐汇", "公园", "np137", "20"), (bodies, term) => {
        const index = indexOf(bodies.map((text) => anArticle(text)));
        const bm25 = createBm25(index.words, { k1: 1.2, b: 0.6 });
        const id = findWord(index.words.table, term);
        const sums = createSums(bodies.length);
        bm25.addTo(sums, id, bm25.idf(id));

        const documents = bodies.map((text) => tokenizer.words(fold(text)).map((token) => token.term));
        const expected = naiveBm25(documents, term, { k1: 1.2, b: 0.6 });
        expected.forEach((score, i) => {
          expect(sums.values[i]).toBeCloseTo(score, 4);
          if (id >= 0) expect(bm25.saturation(id, i) * bm25.idf(id)).toBeCloseTo(score, 4);
        });
      }),
    );
  });

  it("knows every pair of characters of every article", () => {
    fc.assert(
      fc.property(corpus, (bodies) => {
        const index = indexOf(bodies.map((text) => anArticle(text)));
        const { keys, starts, articles } = index.pairs;
        bodies.forEach((text, article) => {
          for (const { key } of pairsOf(fold(text))) {
            const term = findKey(keys, key);
            expect(articles.subarray(starts[term], starts[term + 1])).toContain(article);
          }
        });
      }),
    );
  });

  it("counts a word of the headline more", () => {
    const index = indexOf([anArticle("龙华开放", "徐汇公园")], 3);
    const { starts, counts, table } = index.words;
    const countOf = (word: string) => counts[starts[findWord(table, word)]!];

    expect(countOf("公园")).toBe(3);
    expect(countOf("开放")).toBe(1);
  });

  it("finds days under the day, the month and the year", () => {
    const article = parseArticleLine(
      JSON.stringify({ id: "a", title: "", text: "4月20日下午开园。", publishedOn: "2025-04-18" }),
      "test",
    );
    const { keys } = indexOf([article]).days;

    for (const key of [20250420, 20250418, 20250400, 20250000])
      expect(findKey(keys, key)).toBeGreaterThanOrEqual(0);
    expect(findKey(keys, 20250421)).toBe(-1);
  });

  it("finds the days of an article without a day under their month and day, whatever the year", () => {
    const text = "会晤定于6月16日和七月二日举行，2021年6月20日发布，中秋前结束。";
    const { keys } = indexOf([parseArticleLine(JSON.stringify({ id: "a", title: "", text }), "test")]).days;

    expect([...keys]).toEqual([616, 702, 20210000, 20210600, 20210620]);
  });

  it("is the same after it was written and read, from an unaligned buffer too", () => {
    fc.assert(
      fc.property(corpus, fc.boolean(), (bodies, shift) => {
        const index = indexOf(bodies.map((text) => anArticle(text, "徐汇")));
        const written = writeKeywords(index);
        const given = shift ? Buffer.concat([Buffer.from([0]), written]).subarray(1) : written;
        expect(contentOf(readKeywords(given, index.articles))).toEqual(contentOf(index));
      }),
    );
  });

  it("names an article in two bytes on disk as long as that is enough", () => {
    const articles = [anArticle("徐汇滨江公园开放。")];
    const { words, pairs } = readKeywords(writeKeywords(indexOf(articles)), articles);
    const many = { ...indexOf(articles).words, lengths: new Uint32Array(0x10001) };
    const none = { starts: Uint32Array.of(0), articles: new Uint32Array(), counts: new Uint8Array() };
    const rest = { ...none, lengths: many.lengths, keys: new Uint32Array() };
    const large = { size: 0x10001, words: many, pairs: rest, days: rest, articles };
    many.articles.fill(0x10000);

    expect([words, pairs].map((list) => list.articles.BYTES_PER_ELEMENT)).toEqual([2, 2]);
    expect([...readKeywords(writeKeywords(large), articles).words.articles]).toEqual([...many.articles]);
  });

  it("refuses a buffer that is cut short, altered, or of another kind", () => {
    const written = writeKeywords(indexOf([anArticle("徐汇滨江公园开放。")]));
    const altered = Buffer.from(written);
    altered.writeUInt32LE(999, 8);

    expect(() => readKeywords(Buffer.from("nothing of ours"), [])).toThrow(IndexFileError);
    expect(() => readKeywords(altered, [])).toThrow(/version 999/);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: written.length - 8 }), (length) => {
        expect(() => readKeywords(written.subarray(0, length), [])).toThrow(IndexFileError);
      }),
    );
  });

  it("either refuses a buffer with one byte changed or reads something that can be searched", () => {
    const articles = [anArticle("徐汇滨江公园开放。"), anArticle("龙华二十。")];
    const index = indexOf(articles);
    const written = writeKeywords(index);
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: written.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        (at, flip) => {
          const altered = Buffer.from(written);
          altered[at]! ^= flip;
          try {
            const { words, size } = readKeywords(altered, articles);
            const bm25 = createBm25(words);
            bm25.addTo(createSums(size), findWord(words.table, "徐汇"), 1);
          } catch (error) {
            expect(error).toBeInstanceOf(IndexFileError);
          }
        },
      ),
    );
  });

  it.skipIf(!existsSync("../shared/benchmarks/chronoqa/articles.jsonl"))(
    "reads 1,000 real articles back the same",
    () => {
      const lines = readFileSync("../shared/benchmarks/chronoqa/articles.jsonl", "utf8")
        .split("\n")
        .filter(Boolean);
      const index = indexOf(lines.slice(0, 1000).map((line, i) => parseArticleLine(line, String(i))));

      expect(contentOf(readKeywords(writeKeywords(index), index.articles))).toEqual(contentOf(index));
    },
  );
});

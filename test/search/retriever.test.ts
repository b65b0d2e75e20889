import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { IsoDay } from "../../src/clock.js";
import { chunkBody } from "../../src/index/chunk.js";
import { type Embedder, toUnit } from "../../src/index/embedder.js";
import { createKeywordBuilder, readKeywords, writeKeywords } from "../../src/index/keywords.js";
import { dictionaryNames } from "../../src/index/names.js";
import { createTokenizer } from "../../src/index/tokens.js";
import { createVectorIndex } from "../../src/index/vectors.js";
import { type Article, parseArticleLine } from "../../src/news/article.js";
import { type Dictionary, EMPTY_DICTIONARY } from "../../src/news/dictionary.js";
import { fold } from "../../src/news/text.js";
import {
  createRetriever,
  type ExplainingRetriever,
  type Query,
  type RetrieverParts,
} from "../../src/search/retriever.js";

const TODAY = "2025-05-10" as IsoDay;

const DICTIONARY: Dictionary = {
  ...EMPTY_DICTIONARY,
  names: [
    { name: "上海交通大学", kind: "org", aliases: ["交大"] },
    { name: "漕河泾开发区", kind: "place", aliases: ["漕开发"] },
  ],
  synonyms: [["搬迁", "迁址"]],
};

let number = 0;
function anArticle(text: string, more: { title?: string; publishedOn?: string } = {}): Article {
  number++;
  return parseArticleLine(JSON.stringify({ id: `a${number}`, title: "", text, ...more }), "test");
}

async function retrieverOver(
  articles: readonly Article[],
  {
    dictionary = EMPTY_DICTIONARY,
    throughFile = false,
    ...more
  }: Partial<RetrieverParts> & { throughFile?: boolean } = {},
): Promise<ExplainingRetriever> {
  const tokenizer = await createTokenizer(dictionaryNames(dictionary), { segmenter: "intl" });
  const builder = createKeywordBuilder(tokenizer);
  for (const article of articles) builder.add(article);
  const built = builder.finish();
  const keywords = throughFile ? readKeywords(writeKeywords(built), articles) : built;
  const chunks = articles.flatMap(({ body }, article) =>
    chunkBody(body).map((span) => ({ ...span, article })),
  );
  return createRetriever({ articles, chunks, keywords, tokenizer, dictionary, ...more });
}

function aQuery(text: string, more: Partial<Query> = {}): Query {
  return { text, clauses: [text], today: TODAY, period: null, k: 5, ...more };
}

async function findBodies(retriever: ExplainingRetriever, query: Query): Promise<string[]> {
  const passages = await retriever.retrieve(query);
  return [...new Set(passages.map(({ article }) => article.body))];
}

const FILLERS = [
  "龙华街道举办社区运动会，三百多位居民参加了拔河和跳绳。",
  "田林街道的老旧小区加装电梯，居民下楼不再难。",
  "图书馆延长开放时间，晚上也能借书。",
  "菜场改造完工，摊位都装上了电子秤。",
  "学校开展消防演练，学生五分钟内疏散到操场。",
].map((text) => anArticle(text));

describe("the retriever", () => {
  it("puts the article that answers first, with the chunk that holds it", async () => {
    const wanted = anArticle(`${"园区里新开了许多小店。".repeat(40)}西岸滨江的灯光秀从六月一日开始。`);
    const retriever = await retrieverOver([...FILLERS, wanted]);

    const [first] = await retriever.retrieve(aQuery("西岸滨江的灯光秀什么时候开始？"));

    expect(first!.article).toBe(wanted);
    expect(first!.text).toContain("灯光秀从六月一日开始");
    expect(wanted.body.slice(first!.chunk.start, first!.chunk.end)).toBe(first!.text);
  });

  it("prefers the article where the words stand together and in order", async () => {
    const apart = anArticle("体育场馆很多。市民拿到了优惠。电子产品也打折，消费者高兴，有券的更好。");
    const together = anArticle("市里发放体育类电子消费券，总额五百万元，场馆都可以用。");
    const retriever = await retrieverOver([...FILLERS, apart, together]);

    expect((await findBodies(retriever, aQuery("体育类电子消费券")))[0]).toBe(together.body);
  });

  it("meets figures that are written differently", async () => {
    const wanted = anArticle("园区引进了二十家企业，投资三万元起。");
    const retriever = await retrieverOver([...FILLERS, wanted, anArticle("园区引进了九家企业。")]);

    expect((await findBodies(retriever, aQuery("园区引进20家企业")))[0]).toBe(wanted.body);
  });

  it("finds Traditional characters, full width and capitals", async () => {
    const wanted = anArticle("漕河泾开发区的ＡＩ公司发布了新模型。");
    const retriever = await retrieverOver([...FILLERS, wanted]);

    expect((await findBodies(retriever, aQuery("漕河涇開發區 ai 公司")))[0]).toBe(wanted.body);
  });

  it("finds a name under its alias, and the other way round", async () => {
    const long = anArticle("上海交通大学与徐汇签约。");
    const short = anArticle("交大师生来到社区义诊。");
    const retriever = await retrieverOver([...FILLERS, long, short], { dictionary: DICTIONARY });

    expect((await findBodies(retriever, aQuery("交大签约")))[0]).toBe(long.body);
    expect((await findBodies(retriever, aQuery("上海交通大学义诊")))[0]).toBe(short.body);
  });

  it("forgives one wrong character in a name", async () => {
    const wanted = anArticle("漕河泾开发区办了招聘会。");
    const retriever = await retrieverOver(
      [...FILLERS, wanted, anArticle("张江开发区办了招聘会，开发区很热闹。")],
      {
        dictionary: DICTIONARY,
      },
    );

    expect((await findBodies(retriever, aQuery("曹河泾开发区招聘会")))[0]).toBe(wanted.body);
  });

  it("takes a synonym for the word, but the word first", async () => {
    const same = anArticle("服务中心搬迁到新址。");
    const other = anArticle("服务中心迁址到新楼。");
    const retriever = await retrieverOver([...FILLERS, other, same], { dictionary: DICTIONARY });

    expect((await findBodies(retriever, aQuery("服务中心搬迁"))).slice(0, 2)).toEqual([
      same.body,
      other.body,
    ]);
  });

  it("weighs the day a question names", async () => {
    const april = anArticle("滨江举办半程马拉松，五千人参加。", { publishedOn: "2024-04-14" });
    const march = anArticle("滨江举办半程马拉松，六千人参加。", { publishedOn: "2025-03-30" });
    const retriever = await retrieverOver([...FILLERS, march, april]);

    expect((await findBodies(retriever, aQuery("去年四月的半程马拉松多少人参加")))[0]).toBe(april.body);
    expect((await findBodies(retriever, aQuery("2025年3月的半程马拉松多少人参加")))[0]).toBe(march.body);
  });

  it("takes a day without a year for that of the year asked about, where the article bears no day", async () => {
    const another = anArticle("区里与高校会晤，时间是6月16日。", { publishedOn: "2024-12-07" });
    const undated = anArticle("区里与高校会晤，时间定在6月16日。");
    const retriever = await retrieverOver([...FILLERS, another, undated]);

    expect((await findBodies(retriever, aQuery("2025年6月16日与高校会晤")))[0]).toBe(undated.body);
    expect((await findBodies(retriever, aQuery("2024年12月7日与高校会晤")))[0]).toBe(another.body);
  });

  it("finds both articles of a question that asks about two things", async () => {
    const library = anArticle("徐家汇书院开馆，藏书八十万册。");
    const park = anArticle("桂林公园的桂花节从九月二十日起。");
    const again = ["徐家汇书院周末读书会报名开始。", "徐家汇书院推出夜读。", "徐家汇书院的志愿者受表彰。"];
    const retriever = await retrieverOver([
      ...FILLERS,
      ...again.map((text) => anArticle(text)),
      park,
      library,
    ]);

    const found = await findBodies(
      retriever,
      aQuery("徐家汇书院藏书多少册和桂林公园桂花节什么时候", { k: 2 }),
    );

    expect(new Set(found)).toEqual(new Set([library.body, park.body]));
  });

  it("finds what happened on the day of something else", async () => {
    const anchor = anArticle("2025年3月8日，漕河泾开发区机器人展开幕。", { publishedOn: "2025-03-08" });
    const same = anArticle("2025年3月8日，龙华会上演昆曲专场。", { publishedOn: "2025-03-08" });
    const other = anArticle("2025年4月2日，龙华会上演话剧专场。", { publishedOn: "2025-04-02" });
    const retriever = await retrieverOver([...FILLERS, other, anchor, same]);

    const found = await findBodies(retriever, aQuery("机器人展开幕当天，龙华会上演了什么专场？"));

    expect(found.indexOf(same.body)).toBeLessThan(found.indexOf(other.body));
  });

  it("gives nothing for what stands nowhere", async () => {
    const retriever = await retrieverOver(FILLERS);

    expect(await retriever.retrieve(aQuery("zzz"))).toEqual([]);
    expect(await retriever.retrieve(aQuery(""))).toEqual([]);
  });

  it("answers over an empty corpus", async () => {
    const retriever = await retrieverOver([]);

    expect(await retriever.retrieve(aQuery("徐汇"))).toEqual([]);
  });
});

describe("vectors", () => {
  const embedder: Embedder = {
    id: "test",
    dimension: 2,
    embed: async (texts) => texts.map((text) => toUnit(/锻炼|运动/.test(text) ? [1, 0] : [0, 1])),
  };

  async function withVectors(used: Embedder, onEmbedderFailure?: (error: unknown) => void) {
    const vectors = await createVectorIndex({ dimension: 2, capacity: FILLERS.length, hnswlib: null });
    const bodies = FILLERS.map(({ body }) => body);
    (await embedder.embed(bodies, "passage")).forEach((vector, label) => {
      vectors.add(label, vector!);
    });
    return retrieverOver(FILLERS, {
      vectors,
      embedder: used,
      ...(onEmbedderFailure && { onEmbedderFailure }),
    });
  }

  it("find what is said in other words", async () => {
    expect((await findBodies(await withVectors(embedder), aQuery("哪儿能锻炼")))[0]).toContain("运动会");
  });

  it("are not asked where the words suffice", async () => {
    const silent: Embedder = { ...embedder, embed: () => Promise.reject(new Error("asked")) };
    const retriever = await withVectors(silent, (error) => {
      throw error;
    });

    expect((await findBodies(retriever, aQuery("学校开展消防演练")))[0]).toContain("消防演练");
  });

  it("may fail without the search failing", async () => {
    const failures: unknown[] = [];
    const broken: Embedder = { ...embedder, embed: () => Promise.reject(new Error("no answer")) };
    const retriever = await withVectors(broken, (error) => failures.push(error));

    await expect(retriever.retrieve(aQuery("哪儿能锻炼"))).resolves.toBeDefined();
    expect(failures).toHaveLength(1);
  });
});

describe("an explanation", () => {
  it("names what was found and what was missing, and adds up", async () => {
    const wanted = anArticle("西岸滨江举办灯光秀。", { publishedOn: "2025-05-01" });
    const retriever = await retrieverOver([...FILLERS, wanted]);

    const [first] = await retriever.explain(aQuery("西岸滨江的烟花秀"));

    expect(first!.article).toBe(wanted);
    expect(first!.parts[0]!.found).toContain("滨江");
    expect(first!.parts[0]!.missing).toContain("烟花");
    expect(first!.joined - first!.repeated).toBeCloseTo(first!.score);
  });
});

describe("everything printed is findable", () => {
  it("by any two to six characters, and by one", async () => {
    const articles = [
      ...FILLERS,
      anArticle("NP137号（2025）药“好”，A+级12.5%。\n第二段𠮷。", { title: "《徐汇报》2.0" }),
    ];
    const retriever = await retrieverOver(articles);
    const run = fc
      .record({
        which: fc.nat(articles.length - 1),
        start: fc.nat(60),
        length: fc.integer({ min: 1, max: 6 }),
      })
      .map(({ which, start, length }) => {
        const { title, body } = articles[which]!;
        return (start % 2 === 0 && title ? title : body).slice(start % body.length).slice(0, length);
      })
      .filter((text) => text.trim() === text && text !== "");
    await fc.assert(
      fc.asyncProperty(run, async (text) => {
        const passages = await retriever.retrieve(aQuery(text));
        const holds = ({ title, body }: Article) =>
          fold(title).includes(fold(text)) || fold(body).includes(fold(text));
        expect(passages.some(({ article }) => holds(article))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it("and in a written index the same as in a built one", async () => {
    const built = await retrieverOver(FILLERS);
    const read = await retrieverOver(FILLERS, { throughFile: true });

    for (const text of ["社区运动会", "电梯", "图书馆晚上借书", "五分钟"]) {
      expect(await read.retrieve(aQuery(text))).toEqual(await built.retrieve(aQuery(text)));
    }
  });
});

const SHARED = "../shared/benchmarks/chronoqa/articles.jsonl";
it.skipIf(!existsSync(SHARED))("finds any two characters of 500 real articles", async () => {
  const lines = readFileSync(SHARED, "utf8").split("\n").slice(0, 500);
  const articles = lines.map((line, i) => parseArticleLine(line, String(i)));
  const retriever = await retrieverOver(articles);
  for (const [i, { body }] of articles.entries()) {
    const text = body.slice(i % Math.max(body.length - 2, 1)).slice(0, 2 + (i % 5));
    if (text.trim() !== text || text === "") continue;
    const passages = await retriever.retrieve(aQuery(text));
    expect(passages.some(({ article }) => fold(article.body).includes(fold(text)))).toBe(true);
  }
});

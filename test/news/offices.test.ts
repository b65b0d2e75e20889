import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findOffices } from "../../src/news/offices.js";
import { fold } from "../../src/news/text.js";
import { anArticle } from "../fakes/articles.js";
import { readSampleArticles } from "../fakes/sample-articles.js";
import { OFFICES } from "./offices.cases.js";

const read = (body: string, more: { publishedOn?: string | null; paper?: string; title?: string } = {}) =>
  findOffices(anArticle({ body, publishedOn: "2025-03-31", paper: "申江新闻", ...more }));
const lines = (body: string, more = {}) =>
  read(body, more).map(
    ({ person, office, body: whose, state }) => `${person} ${office} ${whose || "-"} ${state}`,
  );

describe("findOffices", () => {
  it.each(OFFICES)("reads %s", (sentence, ...found) => {
    expect(lines(sentence)).toEqual(found);
  });

  it("stands on at least a hundred sentences, a fifth of them without a holder", () => {
    expect(OFFICES.length).toBeGreaterThanOrEqual(100);
    expect(OFFICES.filter(([, ...found]) => found.length === 0).length).toBeGreaterThanOrEqual(20);
  });

  it("gives the span of the sentence, in the body as printed", () => {
    const body = "路修好了。區長王華說：「很快通車。」居民鼓掌。";
    const [one] = read(body);

    expect(body.slice(one!.start, one!.end)).toBe("區長王華說：「很快通車。」");
  });

  it("knows a name from elsewhere in the article where the words around it would not do", () => {
    const body = "徐汇区委书记曹立强讲话。图为徐汇区委书记曹立强春风满面。曹立强书记还看了展板。";

    expect(lines(body)).toEqual(["曹立强 区委书记 徐汇区 holds", "曹立强 书记 - holds"]);
  });
});

describe("whose office it is", () => {
  it("takes the region of the paper that bears its name, if the article names it", () => {
    expect(lines("区长王华来到徐汇滨江。", { paper: "徐汇报" })).toEqual(["王华 区长 徐汇区 holds"]);
    expect(lines("区长王华来到滨江。", { paper: "徐汇报" })).toEqual(["王华 区长 - holds"]);
    expect(lines("区教育局局长陆文清来到徐汇滨江。", { paper: "徐汇报" })).toEqual([
      "陆文清 局长 徐汇区教育局 holds",
    ]);
  });

  it("takes the only region the article speaks of, and none where it speaks of two", () => {
    const one = "徐汇区政府开会。会上，徐汇区人大通报情况。区长王华出席。";

    expect(lines(one)).toEqual(["王华 区长 徐汇区 holds"]);
    expect(lines(`${one}长宁区政府和长宁区人大也派人出席，长宁区政府介绍了做法。`)).toEqual([
      "王华 区长 - holds",
    ]);
  });

  it("goes on with the school or company spoken of", () => {
    const body = "上海交大校长丁奎岭致辞。随后，学校党委书记杨振斌介绍了规划。";

    expect(lines(body)).toEqual(["丁奎岭 校长 上海交大 holds", "杨振斌 党委书记 上海交大 holds"]);
  });

  it("goes on with the only body of the sort that the article names, and with none of two", () => {
    const one = "徐汇区图书馆下月起延长开放。新任馆长周静说，夜里也能借书。";

    expect(lines(one)).toEqual(["周静 馆长 徐汇区图书馆 holds"]);
    expect(lines(`长宁区图书馆已经试过。${one}`)).toEqual(["周静 馆长 - holds"]);
    expect(lines("徐汇区图书馆下月起延长开放。院长周静说，门诊也延长。")).toEqual(["周静 院长 - holds"]);
  });

  it("leaves a body out that it cannot cut free of the sentence", () => {
    expect(lines("上海市慈善基金会虹口区代表处会长周静出席。")).toEqual(["周静 会长 - holds"]);
  });

  it("does not hand one's body to another whose own is printed, or is of another kind", () => {
    expect(lines("上汽集团董事长王晓秋、主任周静出席。")).toEqual([
      "王晓秋 董事长 上汽集团 holds",
      "周静 主任 - holds",
    ]);
  });
});

describe("the day of which it is true", () => {
  const day = (body: string, publishedOn: string | null = "2025-03-31") =>
    read(body, { publishedOn })[0]?.day;

  it.each([
    ["区长王华出席。", "2025-03-31"],
    ["3月20日下午，区长王华出席。", "2025-03-20"],
    ["2023年10月18日，时任区长钟晓咏来到工地。", "2023-10-18"],
    ["区长王华说，展览4月20日开幕。", "2025-03-31"],
    ["1970年5月3日出生的徐汇区区长王华出席。", "2025-03-31"],
    ["2023年10月，王华任徐汇区区长。", "2023-10-31"],
    ["2025年3月，王华任徐汇区区长。", "2025-03-31"],
    ["2025年，区长王华走访企业。", "2025-03-31"],
    ["2020年，区长王华出席。", undefined],
  ])("%s", (sentence, expected) => {
    expect(day(sentence)).toBe(expected);
  });

  it("is not known for an article without a day, unless the sentence writes it out", () => {
    expect(day("区长王华出席。", null)).toBeNull();
    expect(day("3月20日，区长王华出席。", null)).toBeNull();
    expect(day("2024年3月20日，区长王华出席。", null)).toBe("2024-03-20");
  });
});

describe("any text", () => {
  const bits = OFFICES.map(([sentence]) => sentence);
  const text = fc.array(fc.oneof(fc.constantFrom(...bits), fc.string({ maxLength: 8 })), {
    minLength: 1,
    maxLength: 8,
  });

  it("yields sentences that hold the person's name", () => {
    fc.assert(
      fc.property(text, (parts) => {
        const body = `${parts.join("")}。`;
        const article = anArticle({ body });
        for (const { start, end, person } of findOffices(article))
          expect(fold(article.body.slice(start, end))).toContain(person);
      }),
      { numRuns: 300 },
    );
  });

  it("is read the same in the sample archive, every holder named in a sentence of the body", () => {
    const articles = readSampleArticles();
    const all = articles.flatMap((article) => findOffices(article).map((one) => ({ article, ...one })));

    expect(all.length).toBeGreaterThan(40);
    for (const { article, start, end, person, office } of all) {
      const quote = fold(article.body.slice(start, end));
      expect(quote).toContain(person);
      expect(quote).toContain(office.slice(-1));
    }
    const mayors = all.filter(({ office, body }) => office === "区长" && body === "徐汇区");
    expect(new Set(mayors.map(({ person }) => person))).toEqual(new Set(["王华"]));
  });
});

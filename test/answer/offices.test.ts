import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answerOffice } from "../../src/answer/offices.js";
import type { IsoDay } from "../../src/clock.js";
import { openOffices, packOffices } from "../../src/index/office-rows.js";
import type { Article } from "../../src/news/article.js";
import { parseDictionary } from "../../src/news/dictionary.js";
import { findOffices } from "../../src/news/offices.js";
import type { Register } from "../../src/news/register.js";
import { fold } from "../../src/news/text.js";
import type { Turn } from "../../src/search/follow-up.js";
import { anArticle } from "../fakes/articles.js";
import { smallNewsroom } from "../fakes/small-newsroom.js";

const dictionary = parseDictionary({
  names: "徐汇区\tplace\t徐汇\n长宁区\tplace\t长宁\n上海交通大学\torg\t上海交大\n上汽集团\torg\t上汽",
  synonyms: "",
  english:
    "district mayor\t区长\nmayor of xuhui\t区长 徐汇区区长\nxuhui\t徐汇\npresident\t校长 会长 主席\nshanghai jiao tong university\t上海交通大学\nformer\t原\ncurrent\t现在 目前",
});
const { questions } = await smallNewsroom([anArticle({ body: "徐汇区区长来到上海交通大学。" })], {
  dictionary,
});

/** Oldest first; the old one says “徐汇区区长” oftener than the new ones. */
const FIRST = anArticle({
  id: "first",
  publishedOn: "2021-05-10",
  body: "徐汇区区长方世忠谈徐汇区区长的工作：徐汇区区长方世忠说，徐汇区要更好。",
});
const SECOND = anArticle({
  id: "second",
  publishedOn: "2023-10-23",
  body: "10月18日，徐汇区区长钟晓咏来到工地。",
});
const THIRD = anArticle({
  id: "third",
  publishedOn: "2025-03-31",
  body: "3月20日，徐汇区委书记曹立强，区委副书记、区长王华出席。",
});
const CHAIN = [FIRST, SECOND, THIRD];

function registerOf(articles: readonly Article[]): Register {
  const mentions = articles.flatMap((article, i) =>
    findOffices(article).map((one) => ({ article: i, ...one })),
  );
  return { ...openOffices(packOffices(mentions)), events: () => [] };
}

interface Asking {
  readonly today?: string;
  readonly history?: readonly Turn[];
}

function ask(
  text: string,
  articles: readonly Article[] = CHAIN,
  { today = "2025-04-10", history = [] }: Asking = {},
) {
  const question = questions.read(text, { today: today as IsoDay, history });
  return answerOffice(question, { register: registerOf(articles), articles });
}

const say = (...asked: Parameters<typeof ask>) => ask(...asked)?.map(({ text }) => text) ?? null;

const NOW = "据2025年3月31日报道，徐汇区区长是**王华**。";
const EARLIER = "此前，据2023年10月23日报道，徐汇区区长是**钟晓咏**。";

describe("who holds an office", () => {
  it.each([
    "区长是谁？",
    "现任区长",
    "现任区长是谁",
    "谁是徐汇区区长",
    "徐汇区长是谁",
    "请问徐汇的区长叫什么名字？",
    "现在的区长是哪位",
    "我们区的区长是谁呀",
    "你知道吗，区长是谁？",
    "目前谁担任徐汇区区长",
    "徐汇区 区长 姓名",
    "王华还是区长吗？",
    "区长还是王华吗",
    "钟晓咏还是区长吗",
    "区长是不是换人了",
    "区长换人了吗？",
    "區長是誰？",
  ])("%s", (question) => {
    expect(say(question)).toEqual([NOW, EARLIER]);
  });

  it.each(["上一任区长是谁", "前任区长是谁？", "徐汇区前区长是谁", "前任区长", "徐汇区以前的区长是谁"])(
    "before: %s",
    (question) => {
      expect(say(question)).toEqual([
        "据2023年10月23日报道，徐汇区区长是**钟晓咏**。",
        "最近的一次，据2025年3月31日报道，徐汇区区长是**王华**。",
      ]);
    },
  );

  it("tells all of them, the newest first", () => {
    const told = say("历任区长是谁");

    expect(told).toHaveLength(3);
    expect(told!.map((line) => /\*\*(.+)\*\*/.exec(line)![1])).toEqual(["王华", "钟晓咏", "方世忠"]);
  });

  it("answers two offices, each with its holder", () => {
    expect(say("区委书记和区长分别是谁？")).toEqual([
      "据2025年3月31日报道，徐汇区委书记是**曹立强**。",
      NOW,
      EARLIER,
    ]);
  });

  it("answers in English", () => {
    const lines = [
      "As reported on 2025-03-31, the 徐汇区区长 was **王华**.",
      "Before that: As reported on 2023-10-23, the 徐汇区区长 was **钟晓咏**.",
    ];

    expect(say("Who is the district mayor?")).toEqual(lines);
    expect(say("Who is the current mayor of Xuhui?")).toEqual(lines);
    expect(say("Who was the district mayor in October 2023?")).toEqual([
      lines[1]!.replace("Before that: ", ""),
    ]);
  });

  it("goes on from the turn before", () => {
    const history: Turn[] = [{ role: "user", content: "徐汇区区长是谁？" }];

    expect(say("上一任是谁？", CHAIN, { history })?.[0]).toContain("**钟晓咏**");
    expect(say("2023年呢？", CHAIN, { history })).toEqual(["据2023年10月23日报道，徐汇区区长是**钟晓咏**。"]);
  });

  it("says what a person is", () => {
    expect(say("王华现在是什么职务？")).toEqual([
      "据2025年3月31日报道，**王华**是徐汇区委副书记、徐汇区区长。",
    ]);
    expect(say("王华任什么职务")).toHaveLength(1);
    expect(say("李明现在是什么职务")).toBeNull();
  });
});

describe("a time that is asked for", () => {
  it.each([
    ["2023年10月的区长是谁", ["据2023年10月23日报道，徐汇区区长是**钟晓咏**。"]],
    ["两年前区长是谁", ["据2023年10月23日报道，徐汇区区长是**钟晓咏**。"]],
    ["2021年徐汇区区长是谁？", ["据2021年5月10日报道，徐汇区区长是**方世忠**。"]],
    ["2025年3月的区长是谁", [NOW]],
    [
      "2022年的区长是谁",
      [
        "2022年没有说到徐汇区区长的报道。此前最近的一次，据2021年5月10日报道，徐汇区区长是**方世忠**。",
        "此后最早的一次，据2023年10月23日报道，徐汇区区长是**钟晓咏**。",
      ],
    ],
    [
      "2019年的区长是谁",
      ["2019年没有说到徐汇区区长的报道。此后最早的一次，据2021年5月10日报道，徐汇区区长是**方世忠**。"],
    ],
    [
      "2025年4月的区长是谁",
      ["2025年4月没有说到徐汇区区长的报道。此前最近的一次，据2025年3月31日报道，徐汇区区长是**王华**。"],
    ],
  ])("%s", (question, told) => {
    expect(say(question)).toEqual(told);
  });

  it("is bounded by today: what is not yet printed is not told", () => {
    expect(say("区长是谁", CHAIN, { today: "2024-01-01" })?.[0]).toContain("**钟晓咏**");
    expect(say("区长是谁", CHAIN, { today: "2020-01-01" })).toBeNull();
  });

  it("shows both where the office changed hands within it", () => {
    const change = anArticle({
      id: "change",
      publishedOn: "2023-11-06",
      body: "11月2日，徐汇区人大常委会任命王华为徐汇区代区长。",
    });

    expect(say("2023年的区长是谁", [...CHAIN, change])).toEqual([
      "据2023年10月23日报道，徐汇区区长是**钟晓咏**。",
      "据2023年11月6日报道，**王华**出任徐汇区代理区长。",
    ]);
    expect(say("区长是谁", [...CHAIN, change])).toEqual([
      NOW,
      "**王华**就任徐汇区代理区长，见2023年11月6日的报道。",
      EARLIER,
    ]);
  });
});

describe("what the paper leaves open", () => {
  const left = anArticle({
    id: "left",
    publishedOn: "2025-04-07",
    body: "4月2日，会议接受王华辞去徐汇区区长职务的请求。",
  });

  it("tells that the last holder left, where nobody is told of since", () => {
    expect(say("区长是谁", [...CHAIN, left])).toEqual([
      "据2025年4月7日报道，**王华**不再担任徐汇区区长；此后没有报道过接任者。",
      EARLIER,
    ]);
  });

  it("tells of the successor once there is one", () => {
    const next = anArticle({ id: "next", publishedOn: "2025-04-09", body: "徐汇区代区长陆文清调研。" });

    expect(say("区长是谁", [...CHAIN, left, next])?.[0]).toBe(
      "据2025年4月9日报道，徐汇区代理区长是**陆文清**。",
    );
  });

  it("shows two holders whom one day's reports name", () => {
    const other = anArticle({ id: "other", publishedOn: "2025-03-20", body: "徐汇区区长陆文清调研。" });
    const told = say("区长是谁", [...CHAIN, other])!;

    expect(told.slice(0, 2).join()).toContain("**王华**");
    expect(told.slice(0, 2).join()).toContain("**陆文清**");
    expect(told[0]).toContain("不止一人");
  });

  it("never takes an article without a day for the newest", () => {
    const undated = anArticle({ id: "undated", publishedOn: null, body: "徐汇区区长陆文清调研。" });

    expect(say("区长是谁", [...CHAIN, undated])).toEqual([NOW, EARLIER]);
    expect(say("区长是谁", [undated])).toEqual(["据日期不详的报道，徐汇区区长是**陆文清**。"]);
  });

  it("says that there was no change, over the days it knows", () => {
    const again = anArticle({ id: "again", publishedOn: "2024-06-03", body: "徐汇区区长王华走访企业。" });

    expect(say("区长换人了吗", [again, THIRD])).toEqual([
      "从2024年6月3日到2025年3月20日，报道里的徐汇区区长都是**王华**。",
    ]);
  });

  it("keeps deputies, former and acting holders apart", () => {
    const articles = [
      anArticle({ id: "a", publishedOn: "2025-02-01", body: "徐汇区副区长俞林伟、魏兰出席。" }),
      anArticle({ id: "b", publishedOn: "2025-02-03", body: "徐汇区原区长钟晓咏到场，区长助理周静陪同。" }),
    ];

    expect(say("副区长是谁", articles)).toHaveLength(2);
    expect(say("区长是谁", articles)).toEqual(["据2025年2月3日报道，**钟晓咏**曾任徐汇区区长。"]);
  });
});

describe("bodies", () => {
  const articles = [
    ...CHAIN,
    anArticle({ id: "cn", publishedOn: "2025-04-07", body: "长宁区区长张伟到徐汇学习。" }),
    anArticle({ id: "sjtu", publishedOn: "2024-04-29", body: "上海交通大学校长丁奎岭致辞。" }),
    anArticle({ id: "polyu", publishedOn: "2025-03-31", body: "香港理工大学校长滕锦光致辞。" }),
    anArticle({ id: "street", publishedOn: "2025-03-31", body: "田林街道党工委书记顾明远主持。" }),
    anArticle({ id: "saic", publishedOn: "2025-03-31", body: "上海汽车集团股份有限公司董事长王晓秋出席。" }),
  ];

  it("takes the district of the paper where none is named, and the one that is", () => {
    expect(say("区长是谁", articles)?.[0]).toBe(NOW);
    expect(say("长宁区区长是谁", articles)).toEqual(["据2025年4月7日报道，长宁区区长是**张伟**。"]);
    expect(say("静安区区长是谁", articles)).toBeNull();
  });

  it.each([
    ["上海交通大学校长是谁", "丁奎岭"],
    ["上海交大的校长是谁", "丁奎岭"],
    ["交大校长是谁", "丁奎岭"],
    ["Who is the president of Shanghai Jiao Tong University?", "丁奎岭"],
    ["田林街道书记是谁", "顾明远"],
    ["上汽集团董事长是谁", "王晓秋"],
  ])("knows long and short forms: %s", (question, person) => {
    const told = say(question, articles);

    expect(told).toHaveLength(1);
    expect(told![0]).toContain(`**${person}**`);
  });

  it("lists several, the newest first, and says nothing of another's", () => {
    expect(say("校长是谁", articles)).toEqual([
      "据2025年3月31日报道，香港理工大学校长是**滕锦光**。",
      "据2024年4月29日报道，上海交通大学校长是**丁奎岭**。",
    ]);
    expect(say("上海大学校长是谁", articles)).toBeNull();
  });

  it("is not about any where there are too many", () => {
    const schools = "东南西北中前"
      .split("")
      .map((side, i) =>
        anArticle({ id: `s${i}`, body: `徐汇区${side}门小学校长周${"静敏丽娟芳琴"[i]}说。` }),
      );

    expect(say("校长是谁", schools)).toBeNull();
    expect(say("南门小学校长是谁", schools)?.[0]).toContain("**周敏**");
  });

  it("keeps two of one name apart", () => {
    const other = anArticle({
      id: "school",
      publishedOn: "2024-05-06",
      body: "田林第三中学校长王华说，操场修好了。",
    });
    const earlier = anArticle({ id: "early", publishedOn: "2024-01-08", body: "徐汇区区长王华走访企业。" });

    expect(say("王华是什么职务", [earlier, other, THIRD])).toEqual([
      "据2025年3月31日报道，**王华**是徐汇区委副书记、徐汇区区长。",
      "另有同名者：据2024年5月6日报道，**王华**是田林第三中学校长。",
    ]);
    expect(say("区长是谁", [earlier, other, THIRD])).toEqual([NOW]);
  });
});

describe("everything else is for the general road", () => {
  it.each([
    "区长说了什么",
    "区长去了哪里",
    "区长出席了什么活动",
    "谁代表徐汇区签约",
    "陪同区长的是谁",
    "谁陪同区长",
    "区长的秘书是谁",
    "区长和谁签了约",
    "区长",
    "区长接待日是哪天",
    "区长质量奖是什么",
    "谁见了区长",
    "王华说了什么",
    "曹立强辞职以后谁接的区委书记",
    "哪位副区长讲了话",
    "区长是谁，他说了什么",
    "图书馆几点开门",
    "What did the district mayor say?",
    "Who met the district mayor?",
    "Where is the district mayor?",
  ])("%s", (question) => {
    expect(ask(question)).toBeNull();
  });
});

describe("any archive", () => {
  const person = fc.constantFrom("王华", "钟晓咏", "方世忠", "陆文清");
  const told = fc.record({
    person,
    way: fc.constantFrom(
      (name: string) => `徐汇区区长${name}出席。`,
      (name: string) => `会上，区长${name}介绍了徐汇区的工作。`,
      (name: string) => `徐汇区人大常委会任命${name}为徐汇区代区长。`,
      (name: string) => `${name}不再担任徐汇区区长。`,
      (name: string) => `徐汇区原区长${name}到场。`,
    ),
    day: fc.option(fc.integer({ min: 0, max: 60 }), { nil: null, freq: 8 }),
  });
  const archive = fc.array(told, { minLength: 1, maxLength: 7 }).map((all) =>
    all.map((one, i) =>
      anArticle({
        id: `a${i}`,
        body: one.way(one.person),
        publishedOn:
          one.day === null ? null : new Date(Date.UTC(2024, 0, 1 + one.day)).toISOString().slice(0, 10),
      }),
    ),
  );
  const asked = [
    "区长是谁",
    "上一任区长是谁",
    "历任区长是谁",
    "2024年1月的区长是谁",
    "区长换人了吗",
    "王华是什么职务",
  ];

  it("rests every line on a sentence that names the person and the office", () => {
    fc.assert(
      fc.property(archive, fc.constantFrom(...asked), (articles, question) => {
        for (const { text, quotes } of ask(question, articles) ?? []) {
          const [, name] = /\*\*(.+?)\*\*/.exec(text)!;
          expect(quotes.length).toBeGreaterThan(0);
          for (const { article, start, end, marks } of quotes) {
            const quote = fold(article.body.slice(start, end));
            expect(quote).toContain(name);
            expect(quote).toContain("区长");
            expect(marks.map((mark) => article.body.slice(mark.start, mark.end))).toEqual([name]);
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  it("does not hang on the order of the articles", () => {
    fc.assert(
      fc.property(
        archive.chain((articles) =>
          fc.tuple(fc.constant(articles), fc.shuffledSubarray(articles, { minLength: articles.length })),
        ),
        fc.constantFrom(...asked),
        ([articles, shuffled], question) => {
          expect(say(question, shuffled)).toEqual(say(question, articles));
        },
      ),
      { numRuns: 200 },
    );
  });

  it("does not change who is newest when an older article comes in", () => {
    fc.assert(
      fc.property(archive, person, (articles, name) => {
        const older = anArticle({
          id: "older",
          publishedOn: "2020-01-06",
          body: `徐汇区区长${name}谈徐汇区区长。`,
        });
        const before = say("区长是谁", articles);
        fc.pre(
          before !== null &&
            articles.some(({ publishedOn, body }) => publishedOn !== null && !body.includes("原区长")),
        );

        expect(say("区长是谁", [...articles, older])?.[0]).toBe(before![0]);
      }),
      { numRuns: 200 },
    );
  });
});

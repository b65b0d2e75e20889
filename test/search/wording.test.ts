/** Questions as people put them: what tells of the asker is not demanded, and everyday words find the printed ones. */
import { describe, expect, it } from "vitest";
import type { IsoDay } from "../../src/clock.js";
import { plainSpeech } from "../../src/search/spoken.js";
import { anArticle } from "../fakes/articles.js";
import { SMALL_ARCHIVE, SMALL_DICTIONARY } from "../fakes/small-archive.js";
import { segmentersHere, smallNewsroom } from "../fakes/small-newsroom.js";

const today = "2025-04-10" as IsoDay;

const POOL = anArticle({
  id: "pool",
  title: "长桥羽毛球馆恢复营业",
  publishedOn: "2025-03-17",
  body:
    "检修半年的长桥羽毛球馆3月15日恢复营业。场地费每小时45元，学生打八折，70周岁以上老人免费入场。\n\n" +
    "球馆新铺了木地板，翻修工程由去年9月做到今年3月，总投资320万元。",
});
const SHELF = anArticle({
  id: "shelf",
  title: "田林车站旁开出共享工具间",
  publishedOn: "2025-03-24",
  body: "田林街道的共享工具间3月20日开张，居民可以借电钻和梯子，每件每次可借三天。",
});
const DICTIONARY = {
  ...SMALL_DICTIONARY,
  synonyms: [...SMALL_DICTIONARY.synonyms, ["花", "总投资"], ["修好", "恢复营业", "竣工"]],
};

describe.each(await segmentersHere())("everyday wording, words by %s", async (segmenter) => {
  const { questions, answerer } = await smallNewsroom([...SMALL_ARCHIVE, POOL, SHELF], {
    dictionary: DICTIONARY,
    segmenter,
  });
  const termsOf = (raw: string) => questions.read(raw, { today }).clauses.flatMap(({ terms }) => terms);
  const demanded = (raw: string) =>
    termsOf(raw).flatMap(({ text, role, carried }) => (carried || role === "kind" ? [] : [text]));
  const ask = async (raw: string) => (await answerer.ask(raw, { today })).answer;

  it.each([
    ["我爸今年71岁，长桥羽毛球馆要买票吗？", "免费入场"],
    ["我刚搬来，家里有两个孩子，长桥羽毛球馆一小时多少钱", "45元"],
    ["想带外甥女去打球，长桥羽毛球馆学生打几折", "八折"],
  ])("%s is answered though the paper does not know the asker", async (raw, told) => {
    const { status, text } = await ask(raw);

    expect(status).toBe("answered");
    expect(text.replaceAll("*", "")).toContain(told);
  });

  it("never demands the asker's age, family and plans", () => {
    const words = demanded("我妈今年82岁，想带姥姥去看桂花节，要不要门票");

    expect(words).not.toContain("82");
    expect(words.join("")).not.toMatch(/姥姥|我妈/);
  });

  it("still demands the thing told of where the part that asks names nothing", async () => {
    expect((await ask("想带外公去看恐龙展，现在去还来得及吗")).status).toBe("not_found");
    expect((await ask("我刚退休，长桥保龄球馆一小时多少钱")).status).toBe("not_found");
  });

  it("says neither yes nor no to a fee of which the report is silent", async () => {
    expect((await ask("田林街道的共享工具间居民可以借电钻和梯子，要收费吗")).status).toBe("not_found");
    expect((await ask("长桥羽毛球馆收门票吗")).status).toBe("answered");
  });
});

describe("what nodejieba glues at colloquial joints", async () => {
  const [segmenter] = (await segmentersHere()).filter((one) => one === "nodejieba");
  it.skipIf(segmenter === undefined)("is taken apart, and what belongs together is one", async () => {
    const { questions } = await smallNewsroom(SMALL_ARCHIVE, {
      dictionary: DICTIONARY,
      segmenter: "nodejieba",
    });
    const textsOf = (raw: string) => questions.read(raw, { today }).clauses[0]!.terms.map(({ text }) => text);

    expect(textsOf("羽毛球馆修完花了多少钱")).toContain("花");
    expect(textsOf("羽毛球馆什么时候修好的")).toContain("修好");
    expect(textsOf("坐趟轮渡多少钱").join()).not.toContain("坐趟");
    expect(textsOf("疫苗能免费打吗")).toContain("免费");
  });
});

describe("plain speech", () => {
  it.each([
    ["租金一平多少钱", "租金每平方米多少钱"],
    ["豆腐几块钱一斤", "豆腐每斤多少钱"],
    ["托班一个月要多少", "托班每月要多少"],
    ["看戏要不要买票", "看戏是否免费"],
    ["看戏不花钱", "看戏免费"],
    ["多大年纪能领津贴", "几岁起能领津贴"],
    ["咋报名呀", "怎么报名"],
    ["周日开门不", "周日开门吗"],
  ])("%s is %s", (spoken, plain) => {
    expect(plainSpeech(spoken)).toBe(plain);
  });
});

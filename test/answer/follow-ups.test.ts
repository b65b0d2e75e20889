import { describe, expect, it } from "vitest";
import type { Answer } from "../../src/answer/answer.js";
import type { IsoDay } from "../../src/clock.js";
import { EMPTY_DICTIONARY } from "../../src/news/dictionary.js";
import type { Turn } from "../../src/search/follow-up.js";
import { anArticle } from "../fakes/articles.js";
import { smallNewsroom } from "../fakes/small-newsroom.js";

const paper = "临湾报";
const FERRY = "轮渡单程票价由2元调到3元。";
const dictionary = { ...EMPTY_DICTIONARY, names: [{ name: "轮渡", kind: "term" as const, aliases: [] }] };
const ARCHIVE = [
  anArticle({
    id: "ferry",
    paper,
    title: "轮渡票价调整",
    body: `${FERRY}学生凭证件每次1元。新票价自2024年6月1日起执行。`,
    publishedOn: "2024-05-10",
  }),
  anArticle({
    id: "pool",
    paper,
    title: "游泳馆开馆",
    body: "游泳馆每场20元，学生每场10元。7月1日起开放夜场。",
    publishedOn: "2024-06-21",
  }),
  anArticle({
    id: "route",
    paper,
    title: "轮渡加班",
    body: "国庆期间轮渡加开夜班。",
    publishedOn: "2024-09-27",
  }),
];
const { answerer } = await smallNewsroom(ARCHIVE, { dictionary });

async function ask(question: string, asked: string, said: string): Promise<Answer> {
  const history: Turn[] = [
    { role: "user", content: asked },
    { role: "assistant", content: said },
  ];
  return (await answerer.ask(question, { today: "2024-10-15" as IsoDay, history })).answer;
}

const citedBy = (answer: Answer) =>
  answer.status === "answered" ? answer.citations.map(({ articleId }) => articleId) : [];

describe("a short question after an answer", () => {
  const asked = "轮渡票多少钱";

  it.each([
    ["据《临湾报》2024年5月10日：「轮渡单程票价由2元调到**3元**。」[1]", "in its quotation"],
    [`据《临湾报》2024年5月10日：${FERRY}`, "in its words alone"],
  ])("is asked of the article that answer came from, known %$", async (said) => {
    expect(citedBy(await ask("那学生呢", asked, said))).toEqual(["ferry"]);
    expect(citedBy(await ask("从哪天开始的", asked, said))).toEqual(["ferry"]);
  });

  it("is asked of all where that article does not say", async () => {
    expect(citedBy(await ask("游泳馆夜场哪天开放", asked, FERRY))).toEqual(["pool"]);
  });

  it("is not answered from another matter", async () => {
    expect((await ask("有人受伤吗", asked, FERRY)).status).toBe("not_found");
  });

  it.each(["还有别的报道吗", "还有呢"])("lists what else there is on the matter: %s", async (question) => {
    expect(citedBy(await ask(question, "轮渡几点开", FERRY))).toEqual(["route", "ferry"]);
  });
});

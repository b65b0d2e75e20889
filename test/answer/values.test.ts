/** Chains of changed values: which report answers, and in which order, asked on different days and about different times. */
import { beforeAll, describe, expect, it } from "vitest";
import type { Answer } from "../../src/answer/answer.js";
import type { IsoDay } from "../../src/clock.js";
import type { Article } from "../../src/news/article.js";
import { anArticle } from "../fakes/articles.js";
import { smallNewsroom } from "../fakes/small-newsroom.js";

const paper = (id: string, publishedOn: string, title: string, body: string): Article =>
  anArticle({ id, publishedOn, title, body });

const ARCHIVE: readonly Article[] = [
  paper(
    "swim21",
    "2021-06-04",
    "白塘游泳馆夏季开放",
    "白塘游泳馆6月10日起夏季开放，门票每张20元。每天13时至20时开放。",
  ),
  paper(
    "swim23",
    "2023-05-26",
    "游泳馆票价有调整",
    "自2023年6月1日起，白塘游泳馆门票由每张20元调整为25元，月卡260元。",
  ),
  paper(
    "swim25",
    "2025-05-30",
    "游泳馆装修归来",
    "关了四个月，游泳馆换了新地砖。负责人说，成人票价定为30元。恒温池开到22时，其余日子21时关门。",
  ),
  paper(
    "bridge-plan",
    "2023-02-17",
    "北沙桥要重建了",
    "北沙桥重建工程2月20日动工，新桥全长412米，预算投资8600万元，计划2024年6月通车。",
  ),
  paper(
    "bridge-aid",
    "2023-08-25",
    "救助金送到家",
    "区慈善会向北沙桥一带受灾户发放救助金90万元，每户2000元。",
  ),
  paper(
    "bridge-done",
    "2024-10-11",
    "北沙桥通车了",
    "10月8日，北沙桥建成通车。新桥实际长418米，总投资9800万元，比预算多1200万元。",
  ),
  paper("pile24", "2024-06-28", "充电桩建设提速", "截至6月20日，全区公共充电桩有640根，今年计划再建900根。"),
  paper(
    "pile25",
    "2025-08-29",
    "数一数充电桩",
    "能源办拿出一本账：截至8月15日，公共充电桩1310根，其中快充桩420根。",
  ),
  paper("aid23", "2023-07-07", "补助提高", "7月1日起，镇村家庭补助由每人每月450元提高到480元。"),
  paper("aid25", "2025-07-11", "补助又提高", "自今年7月1日起，镇村家庭补助由每人每月505元提高到540元。"),
  paper(
    "show1",
    "2022-10-21",
    "首届白塘菊展开幕",
    "首届白塘菊展10月20日在人民公园开幕，主题为“东篱”，展出300个品种。",
  ),
  paper(
    "show2",
    "2023-10-13",
    "第二届菊展来了",
    "第二届白塘菊展10月18日开展，主题为“霜华”。开展首日入园6800人次。",
  ),
  paper("show2end", "2023-12-01", "菊展闭幕", "第二届白塘菊展落幕，38天接待游客12.6万人次。"),
  paper("hall", "2024-06-14", "文化馆新馆开放", "位于学前街的文化馆新馆将于6月22日试开放。"),
  paper(
    "bus",
    "2025-04-11",
    "公交增线",
    "新增的12路已于4月2日开通，经过火车站、文化馆新馆和西闸，末班车21时。",
  ),
  paper("catch1", "2025-10-10", "收网捕鱼正当时", "渔政站统计，截至10月8日，全区起捕进度35%。"),
  paper("catch2", "2025-10-17", "一周快报", "渔政站：截至10月15日，起捕进度61%，鲢鱼每斤6.2元。"),
];

let ask: (question: string, today: string) => Promise<Answer>;
beforeAll(async () => {
  const { answerer } = await smallNewsroom(ARCHIVE);
  ask = async (question, today) => (await answerer.ask(question, { today: today as IsoDay })).answer;
});

const cited = (answer: Answer) =>
  answer.status === "answered" ? answer.citations.map(({ articleId }) => articleId) : [];
const marked = ({ text }: Answer) => [...text.matchAll(/\*\*(.+?)\*\*/g)].map(([, part]) => part);

describe("a value that changed", () => {
  it.each([
    ["2022-02-01", "swim21", "20元"],
    ["2024-02-01", "swim23", "25元"],
    ["2025-10-18", "swim25", "30元"],
  ])("asked without a time on %s is that of %s", async (today, id, value) => {
    const answer = await ask("游泳馆门票多少钱", today);

    expect(cited(answer)[0]).toBe(id);
    expect(marked(answer)[0]).toBe(value);
  });

  it.each([
    ["2024年游泳馆门票是多少", "swim23", "25元"],
    ["去年镇村家庭补助每月多少", "aid25", "505元"],
    ["上周报上说起捕进度多少", "catch1", "35%"],
  ])("asked about a time is that of the time: %s", async (question, id, value) => {
    const answer = await ask(question, "2025-10-18");

    expect(cited(answer)[0]).toBe(id);
    expect(marked(answer)[0]).toBe(value);
  });

  it("is the newest count", async () => {
    expect(marked(await ask("公共充电桩有多少根", "2025-10-18"))[0]).toBe("1310根");
  });
});

describe("the sentence that answers", () => {
  it.each([
    ["a result before the plan", "北沙桥有多长", "418米"],
    ["what was spent, no aid and no difference", "北沙桥总共花了多少钱", "9800万元"],
    ["the plan where it is asked for", "今年计划再建多少根充电桩", "900根", "2024-09-01"],
    ["an hour printed as an end", "游泳馆几点关门", "20时", "2022-02-01"],
    ["the first day's count", "菊展头一天来了多少人", "6800人"],
    ["a day that stands with the thing, not before its mention", "文化馆新馆什么时候开的", "6月22日"],
  ])("gives %s", async (_, question, value, today = "2025-10-18") => {
    expect(marked(await ask(question, today))[0]).toBe(value);
  });

  it("does not give money of another kind", async () => {
    expect((await ask("北沙桥要花多少钱", "2023-09-01")).text).not.toContain("救助金");
  });

  it("is one for each edition, the first first", async () => {
    expect(cited(await ask("两届菊展的主题各是什么", "2025-10-18"))).toEqual(["show1", "show2"]);
  });
});

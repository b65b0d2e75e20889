import { describe, expect, it } from "vitest";
import type { IsoDay } from "../../src/clock.js";
import { anArticle } from "../fakes/articles.js";
import { SMALL_DICTIONARY } from "../fakes/small-archive.js";
import { segmentersHere, smallNewsroom } from "../fakes/small-newsroom.js";

const published = (id: string, publishedOn: string, title: string, body: string) =>
  anArticle({ id, publishedOn, title, body });

/** Works, seasons and fairs of an invented town. */
const { answerer } = await smallNewsroom(
  [
    published("bridge", "2024-11-08", "长河大桥开工", "长河大桥重建工程11月11日开工，计划2025年9月底通车。"),
    published("bridge-late", "2025-08-15", "大桥要晚一点", "因汛期影响，长河大桥通车时间推迟到11月中旬。"),
    published("bridge-done", "2025-11-14", "大桥通车", "昨日上午，长河大桥建成通车，两岸居民不用再绕路。"),
    published("water-24", "2024-09-06", "秋灌安排", "今年秋灌9月12日开闸放水，10月18日停水。"),
    published(
      "water",
      "2025-09-05",
      "秋灌开始",
      "今年秋灌9月10日开闸放水，10月20日停水。水费在9月30日前交清的，减免5%。",
    ),
    published(
      "street",
      "2025-03-07",
      "北门街封闭",
      "因管网改造，3月10日至6月30日北门街封闭，5路公交改走东门路。",
    ),
    published(
      "pears",
      "2025-04-18",
      "梨花节开幕",
      "4月12日，第五届望山梨花节在望山镇拉开帷幕，梨花节持续到4月30日。",
    ),
    published(
      "pears-count",
      "2025-04-25",
      "梨花节人气旺",
      "望山梨花节共接待游客9万人次，其中4月19日单日达1.2万人次，创办节以来新高。",
    ),
    published(
      "camp",
      "2025-06-20",
      "羽毛球营开营在即",
      "今年羽毛球营7月7日至8月15日开营，共设6个点。6月25日起在文体中心报名，6月30日截止。",
    ),
    published("plant", "2025-02-14", "水厂二期动工", "东区水厂二期工程2月10日动工，预计2026年10月投用。"),
    published(
      "rafts",
      "2025-06-20",
      "漂流节收官",
      "第二届清溪漂流节6月15日闭幕。下届在哪办、哪天办，还没有定。",
    ),
    published(
      "weekend",
      "2025-05-09",
      "周末去哪儿",
      "【讲座】5月10日14:00，区档案馆“城记”讲堂，许文波主讲老城门。\n\n●5月11日9时，望山镇赶集日，有磨刀、理发。\n\n【停水】5月10日8时至18时，北门街停水。\n\n□ 云湖便民集市5月17日（下周六）9时至11时在云湖广场举行。",
    ),
  ],
  { dictionary: SMALL_DICTIONARY, segmenter: (await segmentersHere()).at(-1)! },
);

async function ask(question: string, today: string) {
  const { answer } = await answerer.ask(question, { today: today as IsoDay });
  const ids = answer.status === "answered" ? answer.citations.map(({ articleId }) => articleId) : [];
  return { status: answer.status, text: answer.text, ids };
}

describe("the day of a stage", () => {
  it.each([
    ["长河大桥修好没有", "2025-03-01", "bridge", "9月底"],
    ["长河大桥修好没有", "2025-09-25", "bridge-late", "11月中旬"],
    ["长河大桥修好没有", "2025-12-01", "bridge-done", "已于2025年11月13日"],
    ["秋灌啥时候停水", "2025-10-01", "water", "2025年10月20日"],
    ["秋灌停了没有", "2024-10-20", "water-24", "已于2024年10月18日"],
    ["秋灌停了没有", "2025-11-01", "water", "已于2025年10月20日"],
    ["水费哪天之前交能减免", "2025-09-20", "water", "2025年9月30日截止（还有10天）"],
    ["5路公交改道得改到哪天", "2025-04-01", "street", "6月30日"],
    ["东区水厂二期什么时候能用上", "2025-10-18", "plant", "2026年10月"],
  ])("%s, asked on %s, is told by %s", async (question, today, id, said) => {
    const { ids, text } = await ask(question, today);

    expect(ids).toEqual([id]);
    expect(text.split("「")[0]).toContain(said);
  });

  it.each([
    ["6路公交改道改到哪天", "2025-04-01"],
    ["东区水厂三期什么时候动工", "2025-10-18"],
    ["第六届梨花节哪天开幕", "2025-10-18"],
    ["明年梨花节几号", "2025-10-18"],
  ])("%s: of that one nothing is told, and the other is no answer", async (question, today) => {
    const { status, text } = await ask(question, today);

    expect(status).toBe("not_found");
    expect(text).toContain("报上还没有说到");
  });

  it("does not give the first day of a camp for that of signing up", async () => {
    const { ids, text } = await ask("羽毛球营几号开始报名", "2025-06-21");

    expect(ids).toContain("camp");
    expect(text).toContain("6月25日");
    expect(text.split("「")[0]).not.toContain("7月7日");
  });

  it("quotes that nothing is settled yet", async () => {
    const { ids, text } = await ask("明年漂流节几号", "2025-10-18");

    expect(ids).toEqual(["rafts"]);
    expect(text).toContain("还没有定");
  });
});

describe("what a reader tells of himself", () => {
  it.each(["梨花节还能看吗？我们一家想下周去", "想带外婆去看梨花节，现在去还来得及吗", "望山梨花节还在不在"])(
    "does not matter: %s",
    async (question) => {
      const { ids, text } = await ask(question, "2025-04-26");

      expect(ids).toEqual(["pears"]);
      expect(text).toContain("4月30日");
      expect(text).not.toContain("已于");
    },
  );
});

describe("brief notices", () => {
  it.each([
    ["明天有啥活动", "2025-05-10", ["weekend"], "望山镇赶集日"],
    ["这周末有啥活动", "2025-05-09", ["weekend", "weekend"], "“城记”讲堂"],
    ["下周六云湖那边有没有便民服务，我有把刀要磨", "2025-05-10", ["weekend"], "云湖便民集市"],
  ])("%s, asked on %s", async (question, today, ids, name) => {
    const found = await ask(question, today);

    expect(found.ids).toEqual(ids);
    expect(found.text).toContain(name);
    expect(found.text).not.toContain("停水");
  });
});

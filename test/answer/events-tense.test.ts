import { describe, expect, it } from "vitest";
import { tenseOf } from "../../src/answer/events/tense.js";
import type { IsoDay } from "../../src/clock.js";
import { EVENT_ARCHIVE, registerOf } from "./events-archive.js";

const REGISTER = registerOf(EVENT_ARCHIVE);

function note(id: string, today: string, standalone = "说说这件事", language: "zh" | "en" = "zh") {
  const article = EVENT_ARCHIVE.find((one) => one.id === id)!;
  const quote = { article, start: 0, end: article.body.length, marks: [] };
  // Of the archive only what was printed by then.
  const articles = EVENT_ARCHIVE.filter(({ publishedOn }) => (publishedOn ?? "") <= today);
  return tenseOf(quote, {
    question: { standalone, language, today: today as IsoDay },
    register: registerOf(articles),
    articles,
  });
}

describe("how things stand with what a quotation announces", () => {
  it.each<readonly [string, string, string | null]>([
    ["painting", "2025-04-07", "（尚未开始，将于2025年4月10日开始）"],
    ["painting", "2025-04-20", "（正在进行，至2025年5月18日）"],
    ["painting", "2025-05-18", "（正在进行，至2025年5月18日）"],
    ["painting", "2025-05-19", "（已于2025年5月18日结束）"],
    ["talk", "2025-04-22", "（尚未举行，将于2025年4月26日举行）"],
    ["talk", "2025-04-26", "（就在今天）"],
    ["talk", "2025-04-27", "（已于2025年4月26日结束）"],
    ["photos", "2025-06-27", "（还有3天，2025年6月30日截止）"],
    ["photos", "2025-06-30", "（今天截止）"],
    ["photos", "2025-07-01", "（已于2025年6月30日截止）"],
    ["rule-new", "2025-05-01", "（2025年6月1日起，尚未开始）"],
    ["rule-new", "2025-07-01", null],
    ["signing", "2025-04-02", null],
    ["opening", "2025-04-22", null],
    ["marathon", "2025-05-10", null],
    ["marathon", "2025-06-10", "（说的是2025年5月1日至2025年5月31日，已过去）"],
    ["undated", "2025-04-20", null],
  ])("%s on %s", (id, today, expected) => {
    expect(note(id, today)?.text ?? null).toBe(expected);
  });

  it.each<readonly [string, string, string, string | null]>([
    ["signing", "2025-04-02", "徐汇和上汽什么时候签约", "（已于2025年3月20日结束）"],
    ["signing", "2025-04-02", "徐汇和上汽什么时候签的约", "（已于2025年3月20日结束）"],
    ["signing", "2025-04-02", "徐汇和上汽哪天签了约", null],
    ["opening", "2025-05-22", "体育之源展还在吗", "（已于2025年4月18日开始；何时结束，报上没有说）"],
    ["rule-new", "2025-07-01", "人才公寓管理办法现在有效吗", "（自2025年6月1日起；报上没有说到何时为止）"],
    ["jobs", "2025-05-02", "社区招聘会还能报名吗", "（已于2025年4月30日截止）"],
    ["jobs", "2025-05-02", "社区招聘会什么时候举行", "（尚未举行，将于2025年5月8日举行）"],
  ])("%s on %s, asked “%s”", (id, today, question, expected) => {
    expect(note(id, today, question)?.text ?? null).toBe(expected);
  });

  it("is what a later report made of it, with that report", () => {
    expect(note("concert", "2025-04-23")?.text).toBe("（尚未举行，将于2025年4月27日举行）");
    const moved = note("concert", "2025-04-25");
    expect(moved?.text).toBe("（据2025年4月24日报道，改在2025年5月10日）");
    expect(moved?.newer?.article.id).toBe("concert-off");
    const off = note("kites", "2025-04-29");
    expect(off?.text).toBe("（据2025年4月28日报道，已取消）");
    const { article, start, end } = off!.newer!;
    expect(article.body.slice(start, end)).toBe(article.body);
  });

  it("tells an earlier rule from the one that replaced it", () => {
    expect(note("rule-old", "2024-05-01")).toBeNull();
    expect(note("rule-old", "2025-05-01")?.text).toBe("（2025年6月1日起有新的规定）");
    const replaced = note("rule-old", "2025-06-02");
    expect(replaced?.text).toBe("（此前的规定；2025年6月1日起已有新的）");
    expect(replaced?.newer?.article.id).toBe("rule-new");
  });

  it("is told in English to those who ask in English", () => {
    expect(note("painting", "2025-05-19", "Is the exhibition still open?", "en")?.text).toBe(
      "(ended on 2025-05-18)",
    );
    expect(note("photos", "2025-06-27", "when is the deadline", "en")?.text).toBe(
      "(3 days left, closes on 2025-06-30)",
    );
    expect(note("kites", "2025-04-29", "kites", "en")?.text).toBe("(called off, as reported on 2025-04-28)");
  });

  it("says nothing of a quotation without days, or of another sentence's", () => {
    const article = EVENT_ARCHIVE.find(({ id }) => id === "talk")!;
    const quote = { article, start: 0, end: 0, marks: [] };
    const question = { standalone: "讲座", language: "zh" as const, today: "2025-04-22" as IsoDay };
    expect(tenseOf(quote, { question, register: REGISTER, articles: EVENT_ARCHIVE })).toBeNull();
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fold, removeHidden, splitSentences } from "../../src/news/text.js";

/** Newspaper text and everything that is not: any code unit, lone surrogates among them. */
const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.string({
    unit: fc.constantFrom(..."徐汇區繁體。！？；…”’）》，“（《\n 　ＡbC１２\u200b\u0000\ud800😀".split("")),
    maxLength: 200,
  }),
);

describe("removeHidden", () => {
  it("takes out what nobody sees and counts it", () => {
    expect(removeHidden("徐\u200b汇\u0000区\u202e。\u{E0041}")).toEqual({ text: "徐汇区。", removed: 4 });
  });

  it("writes every line end as one \\n, and keeps tabs", () => {
    expect(removeHidden("一\r\n二\r三\u2028四\u0085五\t六")).toEqual({
      text: "一\n二\n三\n四\n五\t六",
      removed: 0,
    });
  });

  it("keeps emoji and rare characters whole, and drops half of one", () => {
    expect(removeHidden("𠮷😀\ud83d").text).toBe("𠮷😀");
  });

  it("leaves nothing for a second time, over any text", () => {
    fc.assert(
      fc.property(anyText, (raw) => {
        const once = removeHidden(raw).text;
        expect(removeHidden(once)).toEqual({ text: once, removed: 0 });
      }),
    );
  });
});

describe("fold", () => {
  it.each([
    ["徐匯區與香港理工大學簽署", "徐汇区与香港理工大学签署"],
    ["ＡＩ　１２％", "ai 12%"],
    ["“一网通办”「数字人」", '"一网通办""数字人"'],
    ["2012—2022", "2012-2022"],
    ["二〇二五", "二零二五"],
    // One character that would become several stays as printed.
    ["第½页㈱", "第½页㈱"],
  ])("makes %s the same as %s", (printed, plain) => {
    expect(fold(printed)).toBe(plain);
  });

  it("keeps the length, so that an offset is one in the text as printed, over any text", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(fold(text)).toHaveLength(text.length);
      }),
    );
    expect(fold("㈱½ﷺ".repeat(3000))).toHaveLength(9000);
  });
});

describe("splitSentences", () => {
  const cut = (text: string) => splitSentences(text).map(({ start, end }) => text.slice(start, end));

  it("cuts at the ends of sentences, and at line breaks", () => {
    expect(cut("协议签了。真的吗？真的！还有；完\n\n新的一段")).toEqual([
      "协议签了。",
      "真的吗？",
      "真的！",
      "还有；",
      "完",
      "新的一段",
    ]);
  });

  it("leaves closing quotes and repeated signs with their sentence", () => {
    expect(cut("他说：“我们来了！”掌声响起……散场。")).toEqual(["他说：“我们来了！”", "掌声响起……", "散场。"]);
  });

  it("does not cut where a quotation goes on", () => {
    expect(cut("“请大家放心！”，书记说。“好不好？”的回答是好。")).toEqual([
      "“请大家放心！”，书记说。",
      "“好不好？”的回答是好。",
    ]);
  });

  it("does not cut figures, times and addresses", () => {
    expect(cut("数据量12.31PB，9:30开始，见www.example.cn。")).toHaveLength(1);
  });

  it("covers all that is not white space, in order and without overlap, over any text", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let at = 0;
        for (const { start, end } of splitSentences(text)) {
          expect(start).toBeGreaterThanOrEqual(at);
          expect(end).toBeGreaterThan(start);
          expect(text.slice(at, start).trim()).toBe("");
          expect(text.slice(start, end)).toBe(text.slice(start, end).trim());
          at = end;
        }
        expect(text.slice(at).trim()).toBe("");
      }),
    );
  });
});

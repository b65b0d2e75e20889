import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalNumber, findNumbers } from "../../src/news/numbers.js";
import { readNumeral } from "../../src/news/numerals.js";
import { fold } from "../../src/news/text.js";

/** “[3万]人 → 30000”: the mention in brackets; `~` approximate, `%` per cent; no bracket, no number. */
const CASES = `
[20]家 → 20
[二十]家 → 20
[二十]多家 → 20~
[十一]家 → 11
[两]个 → 2
[两百]名 → 200
[二百零三]名 → 203
[一千二百]户 → 1200
[一千零五十]户 → 1050
[三万五千]人 → 35000
[两万三]人 → 23000
[三亿两千万]元 → 320000000
[一万两千亿]元 → 1200000000000
[廿一]日 → 21
[二〇二五]年 → 2025
[一九四九]年 → 1949
[一零二]室 → 102
[3万]人 → 30000
[5.8亿]元 → 580000000
[2.3亿]元 → 230000000
[1200万]元 → 12000000
[4000 万]元 → 40000000
[1.5万亿]元 → 1500000000000
[3千]户 → 3000
[５２]家 → 52
[1,200]人 → 1200
[88,964,109.89]元 → 88964109.89
[12.31]元 → 12.31
[3万]余人 → 30000~
[100余万]元 → 1000000~
[3000多万]元 → 30000000~
[三十余万]元 → 300000~
近[750亿]元 → 75000000000~
约[60%]的人 → 60%~
超过[150 万]人 → 1500000~
逾[两百]件 → 200~
[20]人左右 → 20~
[百]余名 → 100~
[千]余户 → 1000~
上[千]人 → 1000~
近[百]家 → 100~
附近[20]家 → 20
[5%] → 5%
[百分之五] → 5%
[百分之二十三点五] → 23.5%
[百分之95.5] → 95.5%
[千分之三] → 0.3%
[5]个百分点 → 5
[一点五]倍 → 1.5
[零点八]米 → 0.8
[三点二亿]元 → 320000000
第[24]个 → 24
第[三]届 → 3
第[一] → 1
[一]名 → 1
[三]个月 → 3
[百]年 → 100
[五]公里 → 5
[十]分钟 → 10
[三]楼 → 3
[2025]年[3]月[31]日 → 2025; 3; 31
[二〇二五]年[三]月[三十一]日 → 2025; 3; 31
[3.5]千米 → 3.5
[8]千瓦 → 8
[20]km → 20
[100]m2 → 100
一起 一定 一些 一样 一直 一般 一切 一体 一带一路
统一部署 唯一 同一个
万体汇 百色路 四平路 五角场 三里 七宝
十分满意 万分感谢 一网通办 百姓 千方百计
万一 千万别忘 三三两两 一本正经 千家万户
十四五 五四运动 三分之二 二十分之一
一次性 一部分 一把手 一站式
几百人 数十家 十几万人
三四十人 七八个
5g网络 v1.2.3 p20手机
1.2.3
1234567890123456
0215459123
`;

describe("numbers in text", () => {
  for (const line of CASES.trim().split("\n")) {
    it(line, () => {
      const [marked = "", expected = ""] = line.split(" → ");
      const text = marked.replace(/[[\]]/g, "");
      const found = findNumbers(fold(text));
      const values = found.map(
        ({ value, approximate, percent }) =>
          `${canonicalNumber(value)}${percent ? "%" : ""}${approximate ? "~" : ""}`,
      );
      expect(values.join("; ")).toBe(expected);
      expect(found.map(({ start, end }) => text.slice(start, end))).toEqual(
        [...marked.matchAll(/\[([^\]]*)\]/g)].map((m) => m[1]),
      );
    });
  }
});

/** A number below 10^12 as it is written in Chinese. */
function writeChinese(value: number): string {
  if (value === 0) return "零";
  let text = "";
  for (const [unit, name] of [
    [1e8, "亿"],
    [1e4, "万"],
    [1000, "千"],
    [100, "百"],
    [10, "十"],
    [1, ""],
  ] as const) {
    const count = Math.floor(value / unit);
    value %= unit;
    if (count > 0) text += `${unit >= 1e4 ? writeChinese(count) : "零一二三四五六七八九"[count]}${name}`;
    else if (text !== "" && !text.endsWith("零") && value > 0) text += "零";
  }
  return text;
}

describe("numerals", () => {
  it("reads every number back from its Chinese form", () => {
    fc.assert(
      fc.property(fc.oneof(fc.nat(100_000), fc.nat(999_999_999)), (value) => {
        expect(readNumeral(writeChinese(value))).toBe(value);
      }),
    );
  });

  it("takes no other run of numeral characters for a number", () => {
    for (const run of ["十四五", "三四十", "万一", "一百一百", "两千两千", "十十", "百一", "零十", "两三"]) {
      expect(readNumeral(run), run).toBeNull();
    }
  });
});

describe("any text", () => {
  const anyText = fc.oneof(
    fc.string({ unit: "binary", maxLength: 60 }),
    fc
      .array(fc.constantFrom(..."零一二三十百千万亿两廿半0159.,% 点余多个第近约分之年k".split("")), {
        maxLength: 16,
      })
      .map((chars) => chars.join("")),
  );

  it("yields finite numbers in order, without overlap", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let end = 0;
        for (const mention of findNumbers(fold(text))) {
          expect(mention.start).toBeGreaterThanOrEqual(end);
          expect(mention.end).toBeGreaterThan(mention.start);
          expect(Number.isFinite(mention.value)).toBe(true);
          end = mention.end;
        }
        expect(end).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 2000 },
    );
  });

  it("reads a canonical number back as itself", () => {
    fc.assert(
      fc.property(fc.nat(1e9), fc.integer({ min: 0, max: 4 }), (digits, decimals) => {
        const value = digits / 10 ** decimals;
        expect(findNumbers(`${canonicalNumber(value)}元`).map((mention) => mention.value)).toEqual([value]);
      }),
    );
  });
});

it("writes numbers without exponent, and as the same number", () => {
  expect(
    ["1e21", "1.5e-7", "-2.5e22", "580000000", "0.5"].map((text) => canonicalNumber(Number(text))),
  ).toEqual(["1000000000000000000000", "0.00000015", "-25000000000000000000000", "580000000", "0.5"]);
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      expect(canonicalNumber(value)).not.toContain("e");
      expect(Number(canonicalNumber(value))).toBe(value === 0 ? 0 : value);
    }),
  );
});

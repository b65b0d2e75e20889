/** Days that stand still over a weekly: what it announces, what it replaces, its series, and feasts that fall between two issues. */
import { describe, it } from "vitest";
import { segmentersHere, smallNewsroom } from "../fakes/small-newsroom.js";
import { FROZEN_WEEKLY, WEEKLY_DICTIONARY } from "../fixtures/frozen-weekly.js";
import { holdsOn, onDays, type Row } from "./frozen-rows.js";

/** Asked as people speak: of the newcomer, by the surname, without the body. */
const OFFICES: readonly Row[] = [
  ...onDays("书记是谁", {
    "2024-07-06": { says: ["路远山"], never: ["葛小满"], cites: ["secretary-new"] },
    "2024-01-06": { says: ["沈望舟"], never: ["路远山", "葛小满"], cites: ["secretary-old"] },
  }),
  ...onDays("前几天来的新书记是谁", {
    "2024-07-06": { says: ["路远山"], never: ["葛小满"], cites: ["secretary-new"] },
  }),
  ...onDays("刚上任的区委书记是谁", { "2024-07-06": { says: ["路远山"], cites: ["secretary-new"] } }),
  ...onDays("柳湾镇的书记姓什么", { "2025-10-18": { says: ["葛小满"], cites: ["secretary-old"] } }),
  ...onDays("苗一舟当代区长是从哪一天开始的", { "2025-10-18": { cites: ["mayor-acting", "mayor"] } }),
  ...onDays("苗一舟当区长是从哪一天开始的", { "2025-10-18": { cites: ["mayor", "mayor-acting"] } }),
  // Put forward is not yet in office.
  ...onDays("区长是谁", {
    "2025-10-18": {
      says: ["区长是苗一舟|苗一舟出任河埠区区长", "人选"],
      never: ["尹如海"],
      cites: ["mayor"],
    },
    "2025-10-10": { says: ["苗一舟"], never: ["安若虚"], cites: ["mayor"] },
  }),
  ...onDays("柳湾镇镇长是谁", {
    "2025-10-18": {
      says: ["柳湾镇镇长是褚星河", "尹如海"],
      never: ["安若虚"],
      cites: ["town-mayor", "town-candidate"],
    },
  }),
];

const RULES: readonly Row[] = [
  ...onDays("晚上几点前可以扔垃圾", {
    "2025-10-18": { says: ["此前，据《河埠周报》2022年7月7日"], cites: ["rubbish-new", "rubbish"] },
    "2025-01-18": { never: ["此前"], cites: ["rubbish"] },
  }),
  // Two things to sign up for stand in one quotation.
  ...onDays("环湖跑报名什么时候截止", {
    "2025-10-18": { says: ["已于2025年9月20日截止"], never: ["还有2天"], cites: ["run"] },
  }),
  ...onDays("环湖跑志愿者什么时候截止", { "2025-10-18": { says: ["还有2天"], cites: ["run"] } }),
];

const LISTS: readonly Row[] = [
  ...onDays("“河埠老店”系列一共写了哪几家", {
    "2025-10-18": { says: ["2篇", "宁和堂", "沈记酱园"], cites: ["shop-2", "shop-1"] },
    "2025-09-05": { says: ["1篇"], never: ["宁和堂"], cites: ["shop-1"] },
  }),
  ...onDays("柳湾老街改造的来龙去脉", {
    "2025-10-18": { never: ["龙舟"], cites: ["street-sign", "street-half"] },
  }),
  ...onDays("今年登过哪些公告", { "2025-10-18": { says: ["公告2篇"], cites: ["chrysanthemums", "essays"] } }),
  ...onDays("去年端午有什么新闻", {
    "2025-10-18": { says: ["2024年6月10日"], never: ["夺冠"], cites: ["boats-off"] },
  }),
  ...onDays("今年端午报上写了什么", {
    "2025-10-18": { says: ["2025年5月31日"], never: ["停办"], cites: ["boats"] },
  }),
  ...onDays("去年最后一个月有哪些新闻", { "2025-10-18": { says: ["2024年12月"], cites: ["chamber"] } }),
  ...onDays("月底前有什么活动", {
    "2025-10-18": {
      says: ["水乡旧影", "菊花展"],
      never: ["环湖跑"],
      cites: ["exhibition", "chrysanthemums"],
    },
  }),
  ...onDays("上个月的活动", {
    "2025-10-18": { says: ["水乡旧影"], never: ["菊花展"], cites: ["exhibition"] },
  }),
];

describe.each(await segmentersHere())("asked of a weekly, words by %s", async (segmenter) => {
  const { answerer } = await smallNewsroom(FROZEN_WEEKLY, { dictionary: WEEKLY_DICTIONARY, segmenter });

  it.each([...OFFICES, ...RULES, ...LISTS])("%s %s", (...row) =>
    holdsOn(row, { answerer, archive: FROZEN_WEEKLY }),
  );
});

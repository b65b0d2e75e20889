/**
 * Questions asked on days that stand still, over an archive of four years: what
 * is answered must be what the paper shows on that day, the same every time.
 */
import { describe, expect, it } from "vitest";
import { segmentersHere, smallNewsroom } from "../fakes/small-newsroom.js";
import { FROZEN_ARCHIVE, FROZEN_DICTIONARY } from "../fixtures/frozen-archive.js";
import { holdsOn, onDays, type Row } from "./frozen-rows.js";

const third = { says: ["沈亦舟", "2025年2月17日"], cites: ["mayor-third"], never: ["邱子安"] } as const;
const second = { says: ["何文澜"], never: ["沈亦舟", "邱子安"] } as const;
const none = { status: "not_found" } as const;

const HOLDERS: readonly Row[] = [
  ...onDays("区长是谁？", {
    "2025-03-01": third,
    "2026-11-21": third,
    "2024-06-01": { ...second, cites: ["mayor-second-visit"] },
    "2021-06-01": { says: ["周启明"], never: ["何文澜", "沈亦舟", "邱子安"], cites: ["mayor-old"] },
  }),
  ...onDays("现任区长是谁", { "2025-03-01": third, "2024-06-01": second }),
  ...onDays("谁是临江区区长", { "2025-03-01": third, "2024-06-01": second }),
  ...onDays("临江区的区长叫什么名字", { "2025-03-01": third }),
  ...onDays("请问现在区长是哪位", { "2025-04-01": third, "2024-07-01": second }),
  ...onDays("目前的区长是谁", { "2025-04-01": third }),
  ...onDays("2021年5月的区长是谁", {
    "2025-03-01": { says: ["周启明"], cites: ["mayor-old"], never: ["邱子安"] },
    "2023-01-01": { says: ["周启明"], cites: ["mayor-old"] },
  }),
  ...onDays("2024年4月的区长是谁？", { "2025-03-01": { says: ["何文澜"], cites: ["mayor-second-visit"] } }),
  ...onDays("2023年6月谁当选了区长", { "2025-03-01": { says: ["何文澜"], cites: ["mayor-second"] } }),
  ...onDays("去年4月的区长是谁", {
    "2025-03-01": { says: ["何文澜"] },
    "2022-03-01": { says: ["周启明"] },
  }),
  ...onDays("今年2月的区长是谁", { "2025-04-01": { says: ["沈亦舟"], cites: ["mayor-third"] } }),
  ...onDays("上一任区长是谁", {
    "2025-03-01": { says: ["何文澜"] },
    "2024-06-01": { says: ["周启明"] },
  }),
  ...onDays("前任区长是谁？", { "2025-03-01": { says: ["何文澜"] } }),
  ...onDays("历任区长有哪些", { "2025-03-01": { says: ["沈亦舟", "何文澜", "周启明"], never: ["邱子安"] } }),
  ...onDays("周启明还是区长吗", { "2025-03-01": { says: ["周启明", "不再担任|沈亦舟"] } }),
  ...onDays("何文澜现在是什么职务", { "2024-06-01": { says: ["区长"], cites: ["mayor-second-visit"] } }),
  ...onDays("副区长是谁", { "2025-03-01": { says: ["陶静宜"], never: ["沈亦舟是"] } }),
  ...onDays("区委书记是谁", {
    "2024-02-01": { says: ["贺长青"], cites: ["secretary"] },
    "2025-04-01": { says: ["贺长青", "不再担任"], cites: ["secretary-leaves"] },
  }),
  ...onDays("现任区委书记是谁", { "2025-04-01": { says: ["不再担任"], cites: ["secretary-leaves"] } }),
  ...onDays("2024年1月的区委书记是谁", { "2025-04-01": { says: ["贺长青"], cites: ["secretary"] } }),
  ...onDays("临江中学校长是谁", {
    "2025-03-01": { says: ["王立"], cites: ["principal-school"], never: ["馆长"] },
  }),
  ...onDays("区图书馆馆长是谁", {
    "2025-03-01": { says: ["王立"], cites: ["director-library"], never: ["校长"] },
  }),
  ...onDays("三年前的区长是谁", {
    "2024-05-20": { says: ["周启明"], never: ["沈亦舟", "邱子安"] },
    "2028-05-20": { says: ["沈亦舟"] },
  }),
  ...onDays("2020年的区长是谁", {
    "2025-03-01": { never: ["邱子安", "2020年5月10日"], says: ["2021年5月10日"] },
  }),
  ...onDays("2023年的区委书记是谁", { "2025-04-01": { never: ["沈亦舟"], says: ["2024年1月8日"] } }),
  ...onDays("区长和区委书记分别是谁", { "2024-05-01": { says: ["何文澜", "贺长青"] } }),
  ...onDays("王立是谁", { "2025-03-01": { says: ["临江中学", "图书馆"] } }),
  ...onDays("区政协主席是谁", { "2025-03-01": none }),
  ...onDays("区法院院长是谁", { "2025-03-01": none }),
  ...onDays("Who is the district mayor?", {
    "2025-03-01": { says: ["沈亦舟", "2025-02-17"], cites: ["mayor-third"] },
  }),
];

const HAPPENINGS: readonly Row[] = [
  ...onDays("樱花节到什么时候结束", {
    "2025-03-20": { says: ["4月6日"], cites: ["blossoms"], never: ["已于"] },
    "2025-04-20": { says: ["4月6日", "已于2025年4月6日结束"], cites: ["blossoms"] },
    "2026-03-20": { says: ["已于2025年4月6日结束"], cites: ["blossoms"] },
  }),
  ...onDays("樱花节还开着吗", {
    "2025-03-20": { says: ["2025年4月6日"], cites: ["blossoms"], never: ["已于"] },
    "2025-05-01": { says: ["已于2025年4月6日结束"], cites: ["blossoms"] },
  }),
  ...onDays("古船模型展什么时候举行", {
    "2025-03-25": { says: ["5月18日"], cites: ["exhibition"], never: ["已于"] },
    "2025-06-01": { says: ["已于2025年5月18日结束"], cites: ["exhibition"] },
  }),
  ...onDays("江畔音乐会什么时候举行？", {
    "2025-03-25": { says: ["4月12日"], cites: ["concert"], never: ["已于", "已结束"] },
    "2025-04-13": { says: ["4月12日", "已于2025年4月12日"], cites: ["concert"] },
  }),
  ...onDays("元宵灯会办到哪天", {
    "2025-02-10": { says: ["2月14日"], cites: ["lanterns"], never: ["已于"] },
    "2025-02-20": { says: ["已于2025年2月14日结束"], cites: ["lanterns"] },
  }),
  ...onDays("免费体检什么时候截止", {
    "2025-05-01": { says: ["6月30日"], cites: ["screening"], never: ["已于"] },
    "2025-07-05": { says: ["已于2025年6月30日"], cites: ["screening"] },
  }),
  ...onDays("少年编程营报名什么时候截止", {
    "2025-03-25": { says: ["4月20日"], cites: ["signup"], never: ["已于"] },
    "2025-04-21": { says: ["已于2025年4月20日截止"], cites: ["signup"] },
  }),
  ...onDays("少年编程营还能报名吗", {
    "2025-04-01": { says: ["4月20日"], cites: ["signup"], never: ["已于"] },
    "2025-05-01": { says: ["已于2025年4月20日截止"], cites: ["signup"] },
  }),
  ...onDays("滨江健步走哪天举行", { "2025-03-25": { says: ["4月26日"], cites: ["race"], never: ["已于"] } }),
  ...onDays("这个周末有什么活动", {
    "2025-03-26": {
      says: ["樱花节", "古船模型展"],
      never: ["灯会", "健步走活动推迟至4月26日举行。」[1]", "音乐会", "集市"],
    },
    "2025-04-10": { says: ["音乐会", "古船模型展"], never: ["樱花节", "灯会", "集市"] },
    "2025-04-25": { says: ["健步走", "古船模型展"], never: ["樱花节", "音乐会", "灯会"] },
  }),
  ...onDays("最近有什么活动可以参加", {
    "2025-03-25": { says: ["樱花节", "古船模型展", "音乐会"], never: ["灯会", "集市"] },
    "2025-05-20": { says: ["免费体检"], never: ["樱花节", "古船模型展", "音乐会", "灯会"] },
    "2025-07-10": none,
  }),
  ...onDays("今天有什么展览", {
    "2025-04-02": { says: ["古船模型展"], never: ["樱花节", "灯会"] },
    "2025-06-10": none,
  }),
  ...onDays("下个月有什么活动", { "2025-03-26": { says: ["音乐会", "健步走"], never: ["灯会", "集市"] } }),
  ...onDays("上个月有什么活动", { "2025-04-10": { says: ["樱花节", "结束"], never: ["灯会", "音乐会"] } }),
  ...onDays("清明假期有什么活动", {
    "2025-03-26": { says: ["古船模型展", "樱花节"], never: ["灯会", "音乐会", "集市"] },
  }),
  ...onDays("五一假期有什么展览", { "2025-04-20": { says: ["古船模型展"], never: ["樱花节"] } }),
  ...onDays("国庆节有什么活动", { "2025-04-01": none }),
  ...onDays("What events are on this weekend?", {
    "2025-03-26": { says: ["樱花节|blossom", "2025-04-06|6 April|April 6"], never: ["灯会", "集市"] },
  }),
  ...onDays("明年有什么活动", { "2025-06-01": none }),
  ...onDays("元宵节有什么活动", { "2025-02-11": { says: ["灯会"], cites: ["lanterns"] } }),
];

const RULES: readonly Row[] = [
  ...onDays("滨江停车场停车每小时收费多少", {
    "2025-03-01": { says: ["10元"], cites: ["parking-new", "parking-old"] },
    "2024-08-01": { says: ["8元"], cites: ["parking-old"], never: ["10元"] },
  }),
  ...onDays("2022年滨江停车场停车每小时收费多少", {
    "2025-03-01": { says: ["8元"], cites: ["parking-old"], never: ["10元"] },
  }),
  ...onDays("区图书馆每天开放到几点", {
    "2025-03-01": { says: ["21点"], cites: ["library-new", "library-old"] },
    "2024-12-01": { says: ["18点"], cites: ["library-old"], never: ["21点"] },
  }),
  ...onDays("全区建成了多少家社区食堂", {
    "2025-03-01": { says: ["20家"], cites: ["centres-now", "centres-first"] },
    "2024-01-01": { says: ["12家"], cites: ["centres-first"], never: ["20家"] },
  }),
  ...onDays("2023年全区建成了多少家社区食堂", {
    "2025-03-01": { says: ["12家"], cites: ["centres-first"], never: ["20家"] },
  }),
  ...onDays("望江桥什么时候开工的", { "2025-04-01": { says: ["9月1日"], cites: ["bridge-start"] } }),
  ...onDays("望江桥什么时候通车", { "2025-04-01": { says: ["3月1日"], cites: ["bridge-open"] } }),
  ...onDays("望江桥改建的来龙去脉", {
    "2025-04-01": {
      says: ["2023年3月10日", "2023年9月1日", "2025年3月1日"],
      cites: ["bridge-plan", "bridge-start", "bridge-open"],
    },
    "2024-01-01": { cites: ["bridge-plan", "bridge-start"], never: ["通车"] },
  }),
  ...onDays("2022年望江桥开工了吗", { "2025-04-01": none }),
];

const CATALOGUE: readonly Row[] = [
  ...onDays("最新一期讲了什么", {
    "2025-04-01": { says: ["2025年3月24日"], cites: ["exhibition", "concert", "signup", "race"] },
    "2025-02-20": { says: ["2025年2月17日"], cites: ["mayor-third"] },
    "2021-06-01": { says: ["2021年5月10日"], cites: ["mayor-old"] },
    "2020-01-01": { status: "not_found" },
  }),
  ...onDays("上一期有什么内容", {
    "2025-04-01": { says: ["2025年3月17日"], cites: ["blossoms"] },
    "2025-03-05": { says: ["2025年2月17日"], cites: ["mayor-third"] },
  }),
  ...onDays("上个月的头版", {
    "2025-04-01": { says: ["2025年3月"], cites: ["secretary-leaves", "bridge-open"] },
    "2025-03-20": { says: ["2025年2月"], cites: ["mayor-third"] },
  }),
  ...onDays("2025年1月有几篇报道", {
    "2025-04-01": { says: ["**2**"], cites: ["centres-now", "library-new"] },
  }),
  ...onDays("今年1月有哪些报道", {
    "2025-04-01": { cites: ["centres-now", "library-new"] },
    "2024-04-01": { cites: ["secretary"] },
    "2026-04-01": none,
  }),
  ...onDays("去年有哪些关于望江桥的报道", {
    "2024-05-01": { cites: ["bridge-start", "bridge-plan"] },
    "2025-05-01": none,
  }),
  ...onDays("最近关于望江桥的报道", {
    "2025-04-01": { cites: ["bridge-open", "bridge-start", "bridge-plan"] },
    "2024-01-01": { cites: ["bridge-start", "bridge-plan"], never: ["2025"] },
  }),
  ...onDays("关于望江桥的报道有几篇", {
    "2025-04-01": { says: ["**3**"] },
    "2023-12-01": { says: ["**2**"] },
    "2023-04-01": { says: ["**1**"] },
  }),
  ...onDays("2023年有几篇讲望江桥的", {
    "2025-04-01": { says: ["**2**"], cites: ["bridge-start", "bridge-plan"] },
  }),
  ...onDays("2022年有几篇讲望江桥的", { "2025-04-01": { says: ["0篇"], status: "not_found" } }),
  ...onDays("2024年12月有什么新闻", { "2025-04-01": { says: ["没有收录"], status: "not_found" } }),
  ...onDays("最近一篇关于社区食堂的报道", {
    "2025-04-01": { cites: ["centres-now"] },
    "2024-04-01": { cites: ["centres-first"] },
  }),
  ...onDays("昨天的报纸讲了什么", { "2025-03-25": { cites: ["exhibition"] }, "2025-03-20": none }),
  ...onDays("上周的报纸有哪些文章", { "2025-03-25": { cites: ["blossoms"] } }),
  ...onDays("How many articles are there about 望江桥?", { "2025-04-01": { says: ["**3**"] } }),
  ...onDays("收录到什么时候", { "2025-04-01": { says: ["2025年3月24日"] } }),
];

const REACH: readonly Row[] = [
  ...onDays("望江桥什么时候通车", {
    "2025-04-10": { never: ["截至"] },
    "2026-11-21": { says: ["截至2025年3月24日"] },
  }),
  ...onDays("最近有什么新闻", {
    "2025-04-20": { never: ["截至"] },
    "2025-08-01": { says: ["2025年3月24日", "截至2025年3月24日"] },
  }),
  ...onDays("社区集市什么时候举行", {
    "2025-04-01": { says: ["日期不详"], never: ["2025年4月5日", "已于"] },
  }),
  ...onDays("邱子安是什么职务", {
    "2025-04-01": { says: ["日期不详"], cites: ["mayor-undated"], never: ["现任"] },
  }),
];

const GROUPS = { HOLDERS, HAPPENINGS, RULES, CATALOGUE, REACH };
const rows = Object.values(GROUPS).flat();

it("are 120 and more", () => {
  expect(rows.length).toBeGreaterThanOrEqual(120);
});

describe.each(await segmentersHere())("asked on a day that stands still, words by %s", async (segmenter) => {
  const { answerer } = await smallNewsroom(FROZEN_ARCHIVE, {
    dictionary: FROZEN_DICTIONARY,
    segmenter,
    staleAfterDays: 30,
  });

  it.each(rows)("%s %s", (...row) => holdsOn(row, { answerer, archive: FROZEN_ARCHIVE }));
});

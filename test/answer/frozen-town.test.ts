/** Days that stand still over an archive that tells of comings, goings and events in the short forms of a small paper. */
import { describe, it } from "vitest";
import { segmentersHere, smallNewsroom } from "../fakes/small-newsroom.js";
import { FROZEN_TOWN, TOWN_DICTIONARY } from "../fixtures/frozen-town.js";
import { holdsOn, onDays, type Row } from "./frozen-rows.js";

const none = { status: "not_found" } as const;

/** Who goes is told beside who comes, or by the sort of body alone. */
const OFFICES: readonly Row[] = [
  ...onDays("白石中学上一任校长是谁", { "2024-03-01": { says: ["罗启文", "不再担任"], cites: ["school"] } }),
  ...onDays("方晓岚之前的校长是谁", { "2024-03-01": { says: ["罗启文"], cites: ["school"] } }),
  ...onDays("校长罗启文的接班人是谁", { "2024-03-01": { says: ["方晓岚"], cites: ["school"] } }),
  ...onDays("谁接替了宓长风", {
    "2025-01-01": { says: ["柳若木"], cites: ["street-new"] },
    "2024-01-01": { says: ["没有报道过接任者"], cites: ["street-walk"] },
  }),
  ...onDays("清溪街道一把手是谁", {
    "2024-01-01": { says: ["宓长风", "2023年3月6日"], never: ["柳若木"], cites: ["street-walk"] },
    "2025-01-01": { says: ["柳若木", "2024年9月2日"], cites: ["street-new"] },
  }),
  ...onDays("清溪街道党工委书记是谁", { "2024-01-01": { says: ["宓长风"], cites: ["street-walk"] } }),
  ...onDays("白石博物馆馆长是谁", { "2024-06-01": { says: ["褚南渡"], cites: ["museum"] } }),
  ...onDays("高一帆还是副区长吗", { "2024-07-01": { says: ["不再担任"], cites: ["deputies"] } }),
  ...onDays("高一帆现在是什么职务", { "2024-07-01": { says: ["政协副主席"], cites: ["deputies"] } }),
  ...onDays("区卫健委主任是谁", { "2024-04-01": { says: ["常青"], cites: ["health"] } }),
  ...onDays("石桥镇镇长是谁", {
    "2024-01-01": { says: ["温如意"], never: ["何小满"], cites: ["town-street"] },
    "2025-07-01": { says: ["何小满"], cites: ["town-ferry"] },
  }),
  ...onDays("石桥镇党委书记是谁", { "2025-07-01": { says: ["温如意"], cites: ["town-ferry"] } }),
  ...onDays("水务集团老总是谁", {
    "2025-09-10": { says: ["屠明远", "2025年9月8日"], never: ["现任"], cites: ["water"] },
    "2025-09-01": none,
  }),
  ...onDays("白石中学校长是谁？原来的校长去哪了", { "2024-03-01": { says: ["方晓岚", "到龄退休"] } }),
  ...onDays("罗启文为什么辞去校长", { "2024-03-01": { never: ["罗启文出任"], says: ["退休"] } }),
  ...onDays("Is Luo Qiwen still the principal?", {
    "2024-03-01": { says: ["方晓岚", "2024-02-05"], cites: ["school"] },
  }),
  ...onDays("Who was the principal before Fang Xiaolan?", {
    "2024-03-01": { says: ["罗启文"], cites: ["school"] },
  }),
];

/** Events known by a day, a place and a verb, whatever they are called. */
const EVENTS: readonly Row[] = [
  ...onDays("这个周末有什么活动", {
    "2025-10-15": { says: ["太极拳课堂", "公益讲堂"], never: ["菊花展", "露天电影", "年货大集"] },
    "2025-10-31": { says: ["菊花展", "太极拳课堂", "半程马拉松"], never: ["公益讲堂"] },
    "2025-01-16": { says: ["年货大集"], never: ["太极拳"] },
  }),
  ...onDays("这个周末有啥可以去的", { "2025-10-15": { says: ["公益讲堂"] } }),
  ...onDays("10月19日区图书馆有讲座吗？谁讲", { "2025-10-15": { says: ["方晓岚"], cites: ["week"] } }),
  ...onDays("今天晚上有电影看吗", {
    "2025-10-03": { says: ["露天电影"], cites: ["holiday"] },
    "2025-10-09": none,
  }),
  ...onDays("露天电影还放吗", { "2025-10-15": { says: ["已于2025年10月5日结束"], cites: ["holiday"] } }),
  ...onDays("年货大集还开着吗", {
    "2025-01-20": { says: ["2025年1月27日"], never: ["已于"], cites: ["market"] },
    "2025-02-03": { says: ["已于2025年1月27日结束"], cites: ["market"] },
  }),
  ...onDays("老照片展还看得到吗", {
    "2025-10-15": { says: ["2025年10月31日"], never: ["已于"], cites: ["photographs"] },
    "2025-11-05": { says: ["已于2025年10月31日结束"], cites: ["photographs"] },
  }),
  ...onDays("去年灯谜会办了几天", { "2025-10-10": { says: ["共3天"], cites: ["riddles-old"] } }),
  ...onDays("半程马拉松还能报名吗", {
    "2025-09-10": { says: ["2025年9月20日"], never: ["已于"], cites: ["half-marathon"] },
    "2025-09-25": { says: ["已于2025年9月20日截止"], cites: ["half-marathon"] },
  }),
  ...onDays("菊花展开到几号", { "2025-10-30": { says: ["2025年11月16日"], cites: ["week"] } }),
  ...onDays("太极拳课堂结束了吗", {
    "2025-10-20": { says: ["2025年11月9日"], never: ["已于"], cites: ["course"] },
    "2025-11-15": { says: ["已于2025年11月9日结束"], cites: ["course"] },
  }),
];

describe.each(await segmentersHere())("asked in a small town, words by %s", async (segmenter) => {
  const { answerer } = await smallNewsroom(FROZEN_TOWN, { dictionary: TOWN_DICTIONARY, segmenter });

  it.each([...OFFICES, ...EVENTS])("%s %s", (...row) => holdsOn(row, { answerer, archive: FROZEN_TOWN }));
});

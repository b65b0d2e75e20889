import { describe, expect, it } from "vitest";
import { readJump, readMark } from "../../src/news/newspaper/marks.js";

const read = (line: string) => readMark(line, "徐汇报");

describe("bylines", () => {
  it.each([
    ["□ 记者 刘坤 陈文卿", "刘坤 陈文卿"],
    ["\ufffd记者 刘坤", "刘坤"],
    ["□记者 刘 坤 陈文卿", "刘坤 陈文卿"],
    ["■ 本报记者 刘坤 通讯员 倪修龙", "刘坤 通讯员 倪修龙"],
    ["见习记者 王永娟", "王永娟"],
    ["（记者 刘坤）", "刘坤"],
    ["(记者刘坤)", "刘坤"],
    ["□ 王永娟", "王永娟"],
  ])("%s", (line, names) => {
    expect(read(line)).toEqual({ kind: "byline", names });
  });
});

describe("credits", () => {
  it.each([
    ["通讯员 倪修龙 摄于 3 月 25 日", "倪修龙", false],
    ["刘坤 陈文卿 摄影报道", "刘坤 陈文卿", true],
    ["陈文卿 摄", "陈文卿", false],
    ["摄影 / 陈文卿", "陈文卿", false],
    ["文/刘坤 图/陈文卿", "刘坤 陈文卿", true],
    ["记者 刘坤 / 文 陈文卿 / 图", "刘坤 陈文卿", true],
    ["区文旅局供图", "区文旅局", false],
  ])("%s", (line, names, text) => {
    expect(read(line)).toEqual({ kind: "credit", names, text });
  });
});

describe("sources", () => {
  it.each([
    ["（来源：区数据局、区大数据中心）", "区数据局、区大数据中心"],
    ["(来源:区委办)", "区委办"],
    ["（来源：《新民晚报》）", "《新民晚报》"],
    ["来源：区民政局", "区民政局"],
    ["（据《解放日报》）", "《解放日报》"],
  ])("%s", (line, source) => {
    expect(read(line)).toEqual({ kind: "source", source });
  });
});

describe("head and foot", () => {
  const none = { day: null, issue: null, page: null };
  it.each([
    [
      "2025年3月31日 星期一 第1234期 责任编辑 刘坤 版面 陈文卿",
      { ...none, day: "2025-03-31", issue: "第1234期" },
    ],
    ["2024 年4 月29 日 / 星期一 / 第1170期 / 本期8版", { ...none, day: "2024-04-29", issue: "第1170期" }],
    ["责任编辑 / 刘坤 美术编辑 / 陈文卿", none],
    ["投稿邮箱：news@example.org", none],
    ["要闻 02", { ...none, page: 2 }],
    ["第 3 版", { ...none, page: 3 }],
    ["02", { ...none, page: 2 }],
    ["徐汇报", none],
  ])("%s", (line, imprint) => {
    expect(read(line)).toEqual({ kind: "imprint", imprint });
  });
});

describe("other marks", () => {
  it.each([
    ["07 张家弄片区房屋征收生效", { kind: "teaser", page: 7, text: "张家弄片区房屋征收生效" }],
    ["社区食堂搬进新址 ▶3版", { kind: "teaser", page: 3, text: "社区食堂搬进新址" }],
    ["要 闻", { kind: "section", photo: false }],
    ["图片新闻", { kind: "section", photo: true }],
    ["小 启", { kind: "notice" }],
    ["2025年1月27日", { kind: "day", day: "2025-01-27" }],
    ["（下转第 3 版）", { kind: "jump", jump: { to: "on", page: 3, title: null } }],
    ["（上接第一版《滨江新景》）", { kind: "jump", jump: { to: "from", page: 1, title: "滨江新景" } }],
  ])("%s", (line, mark) => {
    expect(read(line)).toEqual(mark);
  });
});

describe("prose and headlines", () => {
  it.each([
    "文旅局、区法院、区检察院、公安",
    "记者了解到",
    "主题路线地图",
    "镜头拍摄",
    "12 月 20 日，徐汇区举行",
    "11 个公共数据资源登记",
    "共有 12 期培训班举办",
    "徐汇区融媒体中心",
    "深化人工智能领域合作",
    "第 40 批跨国公司地区总部",
  ])("%s is none of these", (line) => {
    expect(read(line)).toBeNull();
  });
});

describe("readJump", () => {
  it("finds a jump behind a sentence", () => {
    const text = "活动将持续到月底。（下转第十二版）";

    expect(readJump(text)).toEqual({ jump: { to: "on", page: 12, title: null }, index: 9, length: 8 });
  });
});

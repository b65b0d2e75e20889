import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type PageReading, readNewspaperPage } from "../../src/news/newspaper.js";

const paper = "徐汇报";
const fixture = (name: string) => readFileSync(new URL(`../fixtures/pages/${name}`, import.meta.url), "utf8");
const pageOf = (...blocks: string[]) => blocks.join("\n\n");
const read = (...blocks: string[]) => readNewspaperPage(pageOf(...blocks), { paper });
const titles = ({ items }: PageReading) => items.map(({ kind, title }) => `${kind}: ${title}`);
const paragraphs = (reading: PageReading, title: string) =>
  reading.items.find((item) => item.title === title)?.body.split("\n\n");

describe("a page in one stream, headlines behind their stories", () => {
  const page = readNewspaperPage(fixture("news-page.txt"), { paper });

  it("finds every story once, with the headline that follows it", () => {
    expect(titles(page)).toEqual([
      "article: 徐汇区与上海交通大学订下人工智能战略协议",
      "article: 徐汇区召开会议，推进产业工人队伍建设改革",
      "article: 徐汇游戏企业版权保护联盟成立",
      "article: 主题路线地图把体育同景区、街区、商圈连在一起",
    ]);
    expect(page.orphans).toEqual([]);
    expect(page.items[0]!.subtitle).toBe("校区携手发展人工智能");
  });

  it("says which titles are not printed", () => {
    expect(page.items.map(({ titleMade }) => titleMade)).toEqual([false, true, false, true]);
    expect(page.items[1]!.warnings).toEqual(["no headline found; title made from the first sentence"]);
  });

  it("reads sources on their own line and behind the last sentence", () => {
    expect(page.items.map(({ source }) => source)).toEqual([null, "《新民晚报》", "徐汇文创", null]);
  });

  it("keeps subheadings as paragraphs of their own", () => {
    expect(paragraphs(page, "徐汇游戏企业版权保护联盟成立")).toEqual([
      expect.stringMatching(/^迎着第24个世界知识产权日.*同时举行。$/),
      expect.stringMatching(/^从2012年到2022年.*示范园区。$/),
      "七个部门签下知识产权行政司法保护协议",
      expect.stringMatching(/^今年1月.*七方合作协议。$/),
      expect.stringMatching(/^此外.*27个注册商标。$/),
      "五家游戏企业发起成立版权保护联盟",
      expect.stringMatching(/^徐汇是游戏企业.*接近750亿元。$/),
      expect.stringMatching(/^联盟由米哈游.*提供支持。$/),
    ]);
  });

  it("takes a continuation as a story of its own and says where it began", () => {
    const last = page.items.at(-1)!;

    expect(last.from).toEqual({ to: "from", page: 1, title: null });
    expect(last.warnings).toContain("continued from page 1");
    expect(last.body).toMatch(/^主题路线地图/);
    expect(last.body).toContain("CBA上海久事男篮");
  });
});

describe("a page of text frames", () => {
  const page = readNewspaperPage(fixture("frames.txt"), { paper });

  it("tells a caption, a brief and stories apart", () => {
    expect(titles(page)).toEqual([
      "photo: 太阳刚从地平线上露头，徐汇滨江的江面上船只穿梭",
      "article: 上海举行颁证仪式，领到证书的有第40批跨国公司地区总部和外资研发中心",
      "article: 徐汇完成首批公共数据资源登记",
      "article: 徐汇区和上汽集团签约，订立战略合作的框架协议",
      "article: 徐汇区与香港理工大学签下意向书",
    ]);
  });

  it("reports a headline whose story is on another page instead of gluing it on", () => {
    expect(page.orphans).toEqual(["“大圣归来！”"]);
  });

  it("keeps the photographer, and the day in the credit", () => {
    expect(page.items[0]).toMatchObject({
      byline: "倪修龙",
      body: expect.stringMatching(/\n\n通讯员 倪修龙 摄于3月25日$/),
    });
  });

  it("joins a source that was wrapped, and a story whose column changes its width", () => {
    expect(page.items[2]!.source).toBe("区大数据中心、区数据局");
    expect(page.items[3]!.body.split("\n\n")).toHaveLength(3);
  });
});

describe("a page whose paragraphs are cut at the ends of columns", () => {
  const page = readNewspaperPage(fixture("front-page.txt"), { paper });

  it("finds pointers, stories, a photo and a notice in the order of the page", () => {
    expect(titles(page)).toEqual([
      "teaser: 张家弄片区的房屋征收项目生效",
      "teaser: 部分街道开“社代会”",
      "teaser: 到徐汇的博物馆里过年",
      "article: 港科大上海产教融合中心在西岸揭牌",
      "article: 徐汇各界人士团拜迎新春",
      "article: 徐汇区召开区委社会工作会议",
      "photo: 春节前,区委书记曹立强1月22日下午带队看望了劳模代表、困难党员和区域人才",
      "notice: 小启",
    ]);
    expect(page.items.map(({ pointsTo }) => pointsTo)).toEqual([7, 4, 8, null, null, null, null, null]);
  });

  it("joins the pieces of a paragraph", () => {
    expect(paragraphs(page, "港科大上海产教融合中心在西岸揭牌")).toEqual([
      expect.stringMatching(/举行。$/),
      expect.stringMatching(/^港科大上海中心是香港科技大学在长三角的第一个/),
      expect.stringMatching(/\(西岸基地\)及“漕河泾.*后者围绕重点产业和未来产业培养紧缺人才。$/),
    ]);
  });

  it("finds the headline at the end of the page for the story in its middle", () => {
    expect(paragraphs(page, "徐汇区召开区委社会工作会议")![0]).toMatch(
      /^1月20日上午,徐汇区召开区委社会工作会议/,
    );
  });

  it("takes the line above a headline as its subtitle, and the byline below it", () => {
    expect(page.items[4]).toMatchObject({ subtitle: "一起祝愿徐汇有繁荣美好的未来", byline: "刘坤 陈文卿" });
  });

  it("knows the day from the notice the paper signed, and that it is the front page", () => {
    expect(page.signedOn).toEqual(["2025-01-27"]);
    expect(page.imprint.page).toBe(1);
  });
});

describe("head, foot and bylines", () => {
  const page = readNewspaperPage(fixture("imprint-p1.txt"), { paper });

  it("reads day, issue and page from the head of the page and keeps it out of the stories", () => {
    expect(page.imprint).toEqual({ day: "2025-03-31", issue: "第1234期", page: 1 });
    expect(titles(page)).toEqual(["article: 体育消费节画出徐家汇主题路线", "article: 徐汇与上汽集团签约"]);
    expect(page.furniture).toContain("news@example.org");
  });

  it("reads a byline whose mark was lost, and one inside the first sentence", () => {
    expect(page.items.map(({ byline }) => byline)).toEqual(["刘坤", "王永娟 陈文卿"]);
    expect(page.items[1]!.body).toMatch(/^3月20日下午/);
  });

  it("says where a story goes on", () => {
    expect(page.items[0]).toMatchObject({ on: { to: "on", page: 2 }, warnings: ["goes on on page 2"] });
  });
});

describe("readNewspaperPage", () => {
  it("takes out hidden characters and counts them", () => {
    const page = read(
      "徐汇\u200b滨江新开一座公园\u202e",
      "4月18日，徐汇滨江新开了一座公园，市民\u0000可以免费\u{E0041}入园。",
    );

    expect(page.hidden).toBe(4);
    expect(page.items[0]).toMatchObject({
      title: "徐汇滨江新开一座公园",
      body: "4月18日，徐汇滨江新开了一座公园，市民可以免费入园。",
    });
  });

  it("reads Windows line ends like any others", () => {
    const text = fixture("frames.txt");

    expect(readNewspaperPage(text.replaceAll("\n", "\r\n"), { paper })).toEqual(
      readNewspaperPage(text, { paper }),
    );
  });

  it("takes the spaces of typesetting out of Chinese and leaves those between Latin words", () => {
    const page = read(
      "4 月 20 日， 徐 汇区发布 12.31PB 数据， 采用 Open Data 标准， “技师 + 工程师”一同参加 CBA 活动。",
    );

    expect(page.items[0]!.body).toBe(
      "4月20日，徐汇区发布12.31PB数据，采用Open Data标准，“技师+工程师”一同参加CBA活动。",
    );
  });

  it("keeps a letter's signature and day with the letter", () => {
    const letter = "各位居民：小区的停车场下周开始改造，请把车停到南门外的临时车位，给您带来的不便敬请谅解。";
    const page = read("致小区居民的一封信", letter, "凌云街道办事处", "2025年3月28日");

    expect(page.items.flatMap(({ body }) => body.split("\n\n"))).toEqual([
      letter,
      "凌云街道办事处",
      "2025年3月28日",
    ]);
    expect(page.signedOn).toEqual([]);
  });

  it("gives a headline that shares no word with its story to the story its byline opens", () => {
    const page = read(
      "梧桐树下",
      "□ 王永娟",
      "家门口的那条路，夏天走在上面晒不到太阳。小时候我常在那里等母亲下班。",
      "老街的清晨",
      "□ 倪修龙",
      "天刚亮，早点铺子就开了门。蒸笼一揭，白汽往上冒，排队的人往前挪了一步。",
    );

    expect(page.items.map(({ title, byline }) => [title, byline])).toEqual([
      ["梧桐树下", "王永娟"],
      ["老街的清晨", "倪修龙"],
    ]);
  });

  it("joins a headline that was set on two lines, and one that was set downwards", () => {
    const story = "近日，徐汇区启动老旧小区加装电梯三年行动，计划为一批多层住宅装上电梯。";
    expect(read("徐汇区启动老旧小区", "加装电梯三年行动", story).items[0]!.title).toBe(
      "徐汇区启动老旧小区加装电梯三年行动",
    );

    const spring = "三月的徐汇滨江，春色渐浓，市民带着孩子来放风筝。";
    expect(read("滨", "江", "春", "色", spring).items[0]!.title).toBe("滨江春色");
  });

  it("keeps the numbered parts of a story together", () => {
    const page = read(
      "徐汇出台养老服务新办法",
      "近日，徐汇区出台养老服务新办法，从居家和社区两个方面提出要求。",
      "一、居家养老",
      "为独居老人安装报警装置，每周上门探望一次。",
      "二、社区养老",
      "每个街道至少设一处综合服务中心。",
    );

    expect(page.items.map(({ body }) => body.split("\n\n").length)).toEqual([5]);
  });

  it("takes the credit behind a caption, and the caption that says it is one", () => {
    const page = read(
      "春日的徐家汇公园，樱花开得正盛，市民纷纷驻足拍照。 刘坤 摄",
      "4月2日，徐汇区举行植树活动，三百多名志愿者在滨江种下了树苗。（记者 陈文卿）",
      "图为志愿者给新栽的树苗浇水。",
    );

    expect(page.items.map(({ kind, byline }) => [kind, byline])).toEqual([
      ["photo", "刘坤"],
      ["article", "陈文卿"],
      ["photo", null],
    ]);
  });

  it("takes a notice from its label to the day below it", () => {
    const page = read(
      "4月2日，徐汇区举行植树活动，三百多名志愿者在滨江种下树苗。",
      "停水通知",
      "因管道检修，4月5日22时起漕溪北路部分小区停水，请居民提前储水。",
      "物业管理处",
      "2025年4月3日",
      "近日，湖南街道新开了一处图书角，居民可以免费借书。",
    );

    expect(page.items.map(({ kind }) => kind)).toEqual(["article", "notice", "article"]);
    expect(page.items[1]!.body.split("\n\n")).toHaveLength(3);
  });

  it("finds nothing on an empty page", () => {
    expect(readNewspaperPage(" \n\n ", { paper })).toMatchObject({ items: [], orphans: [], furniture: [] });
  });

  it("reports headlines on a page without stories", () => {
    expect(read("徐汇滨江的春天", "走近一位老裁缝").orphans).toEqual(["徐汇滨江的春天", "走近一位老裁缝"]);
  });
});

// Sentences and headlines of invented plainness, to be set in any order and width.
const STORIES = [
  {
    title: "社区食堂搬进新址",
    text: "4月18日，田林街道的社区食堂搬进新址，餐位比原来多了一倍。老人凭卡就餐可以打折，菜单每周一换，附近的上班族也常来。",
  },
  {
    title: "梧桐树上鸟巢增多",
    text: "近日，绿化部门清点了衡山路两侧的梧桐树，发现鸟巢比去年多。工作人员说，修剪枝条时会避开鸟巢，等雏鸟离巢以后再动手。",
  },
  {
    title: "少年棋手夺得冠军",
    text: "3月24日上午，市少年围棋赛在图书馆落幕，来自康健的小棋手夺得冠军。他六岁学棋，每天下课以后练习两个小时，最喜欢官子。",
  },
  {
    title: "旧码头变成观景台",
    text: "2月11日，龙华港边的旧码头改建完工，成为一座观景台。台上保留了系船的铁柱，夜里亮灯，散步的人可以一直走到水边看船。",
  },
];
const EXTRAS = [
  ["（来源：区民政局）"],
  ["图为傍晚的滨江步道。", "王永娟 摄"],
  ["小启", "下期报纸推迟一天出版。", "徐汇区融媒体中心", "2025年3月31日"],
  ["春风又绿江南岸"],
  ["07 张家弄片区的房屋征收项目生效"],
  ["□ 记者 刘坤 陈文卿"],
  ["2025年3月31日 星期一 第1234期 责任编辑 刘坤"],
];

const story = fc
  .record({
    story: fc.constantFrom(...STORIES),
    width: fc.integer({ min: 8, max: 60 }),
    behind: fc.boolean(),
  })
  .map(({ story: { title, text }, width, behind }) => {
    const lines = wrapped(text, width);
    return behind ? [...lines, title] : [title, ...lines];
  });
const anyPage = fc
  .array(fc.oneof(story, fc.constantFrom(...EXTRAS)), { maxLength: 7 })
  .map((parts) => parts.flat().join("\n\n"));

/** Two characters short on the first line, as a paragraph is set. */
function wrapped(text: string, width: number): string[] {
  const lines = [text.slice(0, width - 2)];
  for (let at = width - 2; at < text.length; at += width) lines.push(text.slice(at, at + width));
  return lines;
}

const letters = (text: string) => [...text.replace(/[\s□�]/g, "")].sort().join("");

describe("any page", () => {
  it("loses no character and has none twice", () => {
    fc.assert(
      fc.property(anyPage, (page) => {
        const { items, orphans, furniture } = readNewspaperPage(page, { paper });
        const printed = items.flatMap(({ kind, title, titleMade, subtitle, body }) => [
          kind === "teaser" || titleMade ? "" : title,
          subtitle ?? "",
          body,
        ]);
        expect(letters([...printed, ...orphans, ...furniture].join(""))).toBe(letters(page));
      }),
      { numRuns: 200 },
    );
  });

  it("never has two stories in one item, in whatever order and width they stand", () => {
    const stories = fc.shuffledSubarray(STORIES, { minLength: 2 });
    fc.assert(
      fc.property(stories, fc.integer({ min: 9, max: 30 }), fc.boolean(), (order, width, behind) => {
        const parts = order.map(({ title, text }) =>
          behind ? [...wrapped(text, width), title] : [title, ...wrapped(text, width)],
        );
        const { items } = readNewspaperPage(parts.flat().join("\n\n"), { paper });
        // The last ten characters tell which story it is.
        const held = items.map(
          ({ body }) => order.filter(({ text }) => body.includes(text.slice(-10))).length,
        );
        expect(Math.max(...held)).toBe(1);
      }),
      { numRuns: 100 },
    );
  });

  it("takes any text without failing", () => {
    const odd = fc.array(
      fc.constantFrom(..."徐汇（）《》“”来源：上接第版记者摄□图小启07。，\n\n  \u3000aA1�年月日"),
      { maxLength: 200 },
    );
    fc.assert(
      fc.property(odd, (chars) => {
        const { items } = readNewspaperPage(chars.join(""), { paper });
        for (const { body, title } of items) {
          expect(body.trim()).toBe(body);
          expect(body).not.toBe("");
          expect(title).not.toMatch(/\n/);
        }
      }),
      { numRuns: 300 },
    );
  });
});

/** What holds on any day of asking, for any of the archives that stand still. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Answer } from "../../src/answer/answer.js";
import { addDays, type IsoDay } from "../../src/clock.js";
import { findOffices } from "../../src/news/offices.js";
import { segmentersHere, smallNewsroom } from "../fakes/small-newsroom.js";
import { FROZEN_ARCHIVE, FROZEN_DICTIONARY } from "../fixtures/frozen-archive.js";
import { FROZEN_TOWN, TOWN_DICTIONARY } from "../fixtures/frozen-town.js";

const [segmenter] = await segmentersHere();
const FIRST = "2020-01-01" as IsoDay;
const days = fc.integer({ min: 0, max: 2600 }).map((count) => addDays(FIRST, count));

const newsrooms = [
  {
    archive: FROZEN_ARCHIVE,
    ...(await smallNewsroom(FROZEN_ARCHIVE, { dictionary: FROZEN_DICTIONARY, segmenter: segmenter! })),
    offices: ["区长是谁", "现任区长是谁", "前任区长是谁", "历任区长有哪些", "区委书记是谁", "副区长是谁"],
    events: ["这个周末有什么活动", "最近有什么活动", "今天有什么展览"],
  },
  {
    archive: FROZEN_TOWN,
    ...(await smallNewsroom(FROZEN_TOWN, { dictionary: TOWN_DICTIONARY, segmenter: segmenter! })),
    offices: [
      "清溪街道一把手是谁",
      "石桥镇镇长是谁",
      "谁接替了宓长风",
      "白石中学上一任校长是谁",
      "水务集团老总是谁",
    ],
    events: ["这个周末有什么活动", "最近有什么活动", "今天晚上有电影吗"],
  },
];
type Newsroom = (typeof newsrooms)[number];

const asking = (questionsOf: (room: Newsroom) => readonly string[]) =>
  fc
    .constantFrom(...newsrooms)
    .chain((room) =>
      fc.record({ room: fc.constant(room), question: fc.constantFrom(...questionsOf(room)), today: days }),
    );

const ask = async ({ answerer }: Newsroom, question: string, today: IsoDay): Promise<Answer> =>
  (await answerer.ask(question, { today })).answer;

describe("on any day", () => {
  it("names no holder whom nothing printed by then names", async () => {
    const check = fc.asyncProperty(
      asking(({ offices }) => offices),
      async ({ room, question, today }) => {
        const { text } = await ask(room, question, today);

        const known = (by: (day: string) => boolean) =>
          new Set(
            room.archive
              .filter(({ publishedOn }) => by(publishedOn ?? ""))
              .flatMap((article) => findOffices(article).map(({ person }) => person)),
          );
        const printed = known((day) => day <= today);
        const toCome = [...known((day) => day > today)].filter((person) => !printed.has(person));
        for (const person of toCome) expect(text, `${question} on ${today}`).not.toContain(person);
      },
    );
    await fc.assert(check, { numRuns: 150 });
  });

  it("lists nothing that is over for a day that is not", async () => {
    const check = fc.asyncProperty(
      asking(({ events }) => events),
      async ({ room, question, today }) => {
        const answer = await ask(room, question, today);

        if (answer.status !== "answered") return;
        for (const line of answer.text.split("\n「")[0]!.split("\n"))
          expect(line).not.toMatch(/已结束|已于.{4,12}结束/);
        for (const { publishedOn } of answer.citations) expect((publishedOn ?? "") <= today).toBe(true);
      },
    );
    await fc.assert(check, { numRuns: 150 });
  });

  it("shows an article without a day after those that have one, and as of no day", async () => {
    const questions = [
      "最新一期讲了什么",
      "最近有什么新闻",
      "最近一篇关于社区集市的报道",
      // Told of in reports of all years and in one without a day.
      "最近一篇关于区长的报道",
      "关于区长的报道有哪些",
      "上一期有什么内容",
    ];
    const check = fc.asyncProperty(fc.constantFrom(...questions), days, async (question, today) => {
      const answer = await ask(newsrooms[0]!, question, today);

      if (answer.status !== "answered") return;
      const cited = answer.citations.map(({ publishedOn }) => publishedOn);
      const firstUndated = cited.indexOf(null);
      if (firstUndated >= 0) expect(cited.slice(firstUndated).every((day) => day === null)).toBe(true);
      if (firstUndated >= 0) expect(answer.text).toContain("日期不详");
    });
    await fc.assert(check, { numRuns: 100 });
  });
});

/** Both ends of the line to a serving process, with nothing but the line between them. */
import { describe, expect, it } from "vitest";
import { type AskContext, articleKey, type Newsroom } from "../../src/bot/newsroom.js";
import type { IsoDay } from "../../src/clock.js";
import { createLog } from "../../src/log.js";
import { LinkEndedError } from "../../src/serving/calls.js";
import { createDesk, type Desk } from "../../src/serving/desk.js";
import { buildOver, openLink, RefusedError } from "../../src/serving/link.js";
import type { FromProcess } from "../../src/serving/protocol.js";
import { fakeLine } from "../fakes/line.js";
import { anArticle, FAIR, fakeNewsroom, LIBRARY, LIBRARY_ANSWER } from "../fakes/newsroom.js";

const TODAY = "2025-04-07" as IsoDay;

function options(lines: string[] = []) {
  const log = createLog({ level: "info", stream: { write: (line) => lines.push(line) } });
  return { indexDir: "index", log, signal: new AbortController().signal };
}

function readyOf({ generation, coverage, composes }: Newsroom): FromProcess {
  return { kind: "ready", generation, coverage, composes, warnings: ["a stand-in serves"] };
}

/** A line with a desk at its other end, over the newsroom. */
function lineTo(newsroom: Newsroom) {
  let desk: Desk | null = null;
  const line = fakeLine((message, say) => {
    if (message.kind === "open") {
      desk = createDesk(newsroom, say);
      say(readyOf(newsroom));
    } else if (message.kind !== "build") desk?.take(message);
  });
  return line;
}

async function linked(newsroom: Newsroom) {
  const line = lineTo(newsroom);
  return { line, link: await openLink(line.channel, options()) };
}

describe("a newsroom over the line", () => {
  it("says and finds what the one at the other end does", async () => {
    const there = fakeNewsroom();
    const { link } = await linked(there);
    const here = link.newsroom;

    expect(here).toMatchObject({ generation: "g1", coverage: there.coverage, composes: false });
    expect(link.warnings).toEqual(["a stand-in serves"]);
    const history = [{ role: "user" as const, content: "花展呢？" }];
    expect(await here.ask("图书馆几点关门？", { today: TODAY, history, reader: "7" })).toEqual(
      LIBRARY_ANSWER,
    );
    expect(there.asked[0]).toMatchObject({
      question: "图书馆几点关门？",
      context: { today: TODAY, history, reader: "7" },
    });
    expect(there.asked[0]!.context).not.toHaveProperty("onText");
    expect(await here.quote("月球", { today: TODAY })).toEqual(await there.quote("月球", { today: TODAY }));
    expect(await here.search("花展", { k: 2, today: TODAY })).toEqual(
      await there.search("花展", { k: 2, today: TODAY }),
    );
    const related = { k: 1, besides: [LIBRARY.id], today: TODAY };
    expect(await here.related("花展", related)).toMatchObject([{ articleId: FAIR.id }]);
    expect(await here.latest(2)).toEqual(await there.latest(2));
    expect(await here.article(articleKey(FAIR.id))).toEqual(FAIR);
    expect(await here.article(articleKey(anArticle({ title: "没有" }).id))).toBeUndefined();
    expect(await here.examples(TODAY)).toEqual(await there.examples(TODAY));
    await link.ping();
  });

  it("tells the pieces of each answer in order, to whom they belong", async () => {
    const { link } = await linked(
      fakeNewsroom(async (question, { onText }) => {
        for (const length of [1, 2, 3]) {
          onText?.(question.slice(0, length));
          await null;
        }
        return LIBRARY_ANSWER;
      }),
    );
    const told: string[] = [];
    const ask = (question: string) =>
      link.newsroom.ask(question, { today: TODAY, onText: (soFar) => told.push(soFar) });

    await Promise.all([ask("一二三"), ask("甲乙丙")]);

    expect(told.filter((text) => text.startsWith("一"))).toEqual(["一", "一二", "一二三"]);
    expect(told.filter((text) => text.startsWith("甲"))).toEqual(["甲", "甲乙", "甲乙丙"]);
  });

  it("lets a reader go at once who gives up, and has the work stopped", async () => {
    let aborted: (reason: unknown) => void = () => {};
    const stopped = new Promise((resolve) => {
      aborted = resolve;
    });
    const never = (_: string, { signal }: AskContext) =>
      new Promise<never>(() => signal!.addEventListener("abort", () => aborted("stopped")));
    const { link } = await linked(fakeNewsroom(never));
    const reader = new AbortController();
    const asked = link.newsroom.ask("问", { today: TODAY, signal: reader.signal });

    reader.abort(new Error("had enough"));

    await expect(asked).rejects.toThrow("had enough");
    expect(await stopped).toBe("stopped");
    // Given up before it was asked: nothing goes over.
    await expect(link.newsroom.ask("问", { today: TODAY, signal: reader.signal })).rejects.toThrow(
      "had enough",
    );
  });

  it("fails what is under way when the process dies, and what comes after", async () => {
    const { line, link } = await linked(fakeNewsroom(() => new Promise<never>(() => {})));
    const asked = link.newsroom.ask("问", { today: TODAY });

    line.die("signal SIGSEGV");

    await expect(asked).rejects.toThrow(LinkEndedError);
    await expect(asked).rejects.toThrow("signal SIGSEGV");
    await expect(link.newsroom.latest(1)).rejects.toThrow(LinkEndedError);
  });

  it("passes a failure on with its words, and only to the one who asked", async () => {
    const { link } = await linked(
      fakeNewsroom((question) => {
        if (question === "坏") throw new RangeError("out of range");
        return LIBRARY_ANSWER;
      }),
    );
    const [bad, good] = await Promise.allSettled([
      link.newsroom.ask("坏", { today: TODAY }),
      link.newsroom.ask("好", { today: TODAY }),
    ]);

    expect(good.status).toBe("fulfilled");
    expect(bad).toMatchObject({ reason: { message: "out of range" } });
    expect((bad as PromiseRejectedResult).reason).not.toBeInstanceOf(LinkEndedError);
    expect(String((bad as { reason: Error }).reason.cause)).toContain("out of range");
  });

  it("refuses a result that is none, and a call that is none, naming the field", async () => {
    const broken = { ...LIBRARY_ANSWER, citations: [{ marker: "1" }] };
    const { line, link } = await linked(fakeNewsroom(() => broken as never));

    await expect(link.newsroom.ask("问", { today: TODAY })).rejects.toThrow(/“ask”.*citations\.0\.marker/);
    await expect(link.newsroom.search("词", { k: 0, today: TODAY })).rejects.toThrow(/“search”.*k: /);
    await expect(link.newsroom.examples("2025-02-30" as IsoDay)).rejects.toThrow(/“examples”.*today/);
    expect(line.killed).toBe(false);
  });
});

describe("the beginning of a process", () => {
  it("hands on why an index cannot be opened, and lets the process go", async () => {
    const line = fakeLine((_, say) => say({ kind: "refused", message: "no index", hint: "npm run index" }));

    const error = await openLink(line.channel, options()).catch((caught: unknown) => caught);

    expect(error).toBeInstanceOf(RefusedError);
    expect(error).toMatchObject({ message: "no index", hint: "npm run index" });
    expect(line.closed).toBe(true);
  });

  it("fails if the process dies over it, or the start is given up", async () => {
    const dying = fakeLine(() => dying.die("signal SIGABRT"));
    await expect(openLink(dying.channel, options())).rejects.toThrow("signal SIGABRT");

    const stop = new AbortController();
    const slow = fakeLine(() => stop.abort(new Error("stopping")));
    await expect(openLink(slow.channel, { ...options(), signal: stop.signal })).rejects.toThrow("stopping");
    expect(slow.closed).toBe(true);
  });

  it("ends a process that speaks another version of the language, also later", async () => {
    const other = fakeLine((_, say) => say({ kind: "ready", generation: 7 } as never));
    await expect(openLink(other.channel, options())).rejects.toThrow(RefusedError);
    expect(other.killed).toBe(true);

    const { line, link } = await linked(fakeNewsroom(() => new Promise<never>(() => {})));
    const asked = link.newsroom.ask("问", { today: TODAY });
    line.say({ kind: "greetings" });
    await expect(asked).rejects.toThrow(LinkEndedError);
    expect(line.killed).toBe(true);
  });

  it("writes what the process tells the operator into the log, without keys", async () => {
    const key = `sk-${"a".repeat(20)}`;
    const line = lineTo(fakeNewsroom());
    const lines: string[] = [];
    await openLink(line.channel, options(lines));
    line.say({ kind: "log", level: "warn", message: "the model does not answer", fields: { reason: key } });
    await null;

    expect(JSON.parse(lines[0]!)).toMatchObject({
      level: "warn",
      msg: "the model does not answer",
      reason: "[secret]",
    });
  });

  it("has an index built and lets the builder go", async () => {
    const line = fakeLine((message, say) => {
      if (message.kind === "build") say({ kind: "built", articles: 3, faults: ["left out: b.md"] });
    });

    expect(await buildOver(line.channel, options())).toEqual({ articles: 3, faults: ["left out: b.md"] });
    expect(line.heard).toEqual([{ kind: "build", indexDir: "index" }]);
    expect(line.closed).toBe(true);
  });
});

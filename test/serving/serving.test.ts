/** The change from one generation to the next, with processes and time that are handed in. */
import { describe, expect, it } from "vitest";
import type { AskContext } from "../../src/bot/newsroom.js";
import type { IsoDay } from "../../src/clock.js";
import { NewsError } from "../../src/errors.js";
import { createLog } from "../../src/log.js";
import { LinkEndedError } from "../../src/serving/calls.js";
import type { Link } from "../../src/serving/link.js";
import { type Serving, startServing } from "../../src/serving/serving.js";
import { type FakeNewsroom, fakeNewsroom, LIBRARY_ANSWER } from "../fakes/newsroom.js";
import { fakeTimer, until } from "../fakes/timer.js";

const TODAY = "2025-04-07" as IsoDay;
const G1 = "20250401T000000000Z-1111111111";
const G2 = "20250402T000000000Z-2222222222";
const G3 = "20250403T000000000Z-3333333333";

interface FakeLink extends Link {
  readonly newsroom: FakeNewsroom;
  die(how?: string): void;
  /** Answers the oldest question that waits. */
  answer(): void;
  readonly closed: boolean;
  readonly killed: boolean;
  pongs: boolean;
}

function fakeLink(generation: string, warnings: readonly string[] = []): FakeLink {
  let die: (how: string) => void = () => {};
  const ended = new Promise<string>((resolve) => {
    die = resolve;
  });
  const waiting: (() => void)[] = [];
  const say = (_question: string, _context: AskContext) =>
    new Promise<typeof LIBRARY_ANSWER>((resolve, reject) => {
      waiting.push(() => resolve({ ...LIBRARY_ANSWER, text: generation }));
      void ended.then((how) => reject(new LinkEndedError(how)));
    });
  const state = { closed: false, killed: false };
  const link: FakeLink = {
    newsroom: fakeNewsroom(say),
    warnings,
    ended,
    pid: undefined,
    pongs: true,
    ping: () => (link.pongs ? Promise.resolve() : new Promise(() => {})),
    async close() {
      state.closed = true;
      die("it was closed");
    },
    kill() {
      state.killed = true;
      die("signal SIGKILL");
    },
    die: (how = "signal SIGSEGV") => die(how),
    answer: () => waiting.shift()?.(),
    get closed() {
      return state.closed;
    },
    get killed() {
      return state.killed;
    },
  };
  link.newsroom.generation = generation;
  return link;
}

type Opening = FakeLink | NewsError | Promise<FakeLink>;

/** What each opening gives, in turn; a surplus one fails the test. */
async function world(...openings: Opening[]) {
  return worldNaming(G1, ...openings);
}

/** @param current what CURRENT names at the start */
async function worldNaming(current: string | Error, ...openings: Opening[]) {
  const timer = fakeTimer({ passAtOnce: 0 });
  const lines: Record<string, unknown>[] = [];
  const log = createLog({ level: "info", stream: { write: (line) => lines.push(JSON.parse(line)) } });
  const state = { current, openings: 0 };
  const serving: Serving = await startServing(
    {
      async open() {
        state.openings += 1;
        const next = openings.shift();
        if (next === undefined) throw new Error("opened once too often");
        if (next instanceof NewsError) throw next;
        return next;
      },
      async current() {
        if (state.current instanceof Error) throw state.current;
        return state.current;
      },
      timer,
      today: () => TODAY,
      staleAfterDays: 30,
      log,
    },
    new AbortController().signal,
  );
  const told = (part: string) => lines.filter(({ msg }) => String(msg).includes(part));
  /** The next look at CURRENT, to its end. */
  const look = async () => {
    timer.advance(2_000);
    await until(() => timer.pending > 0);
    await settled();
  };
  const ask = () => serving.newsroom().ask("问", { today: TODAY });
  return { serving, timer, state, lines, told, look, ask };
}

/** Everything that does not wait for time has happened. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe("a new generation", () => {
  it("answers the next question, while the old one finishes its own", async () => {
    const [old, fresh] = [fakeLink(G1), fakeLink(G2)];
    const { ask, state, look, serving, timer, told } = await world(old, fresh);
    const before = ask();
    state.current = G2;
    await look();

    expect(serving.newsroom().generation).toBe(G2);
    expect(told("a new index serves")).toMatchObject([{ generation: G2, articles: 3 }]);
    const after = ask();
    timer.advance(60_000);
    await settled();
    expect(old.closed).toBe(false);
    old.answer();
    fresh.answer();
    expect((await before).text).toBe(G1);
    expect((await after).text).toBe(G2);
    timer.advance(1_000);
    await settled();
    expect([old.closed, fresh.closed]).toEqual([true, false]);
  });

  it("is not seen while CURRENT cannot be read, and what serves goes on serving", async () => {
    const [old, fresh] = [fakeLink(G1), fakeLink(G2)];
    const { state, look, serving, told } = await worldNaming(new Error("EIO"), old, fresh);
    await look();
    await look();
    expect(told("whether there is a new index")).toMatchObject([{ reason: "EIO" }]);
    expect(serving.newsroom().generation).toBe(G1);
    state.current = G2;
    await look();
    expect(serving.newsroom().generation).toBe(G2);
  });

  it("leaves the old one for the second part of an answer that it began", async () => {
    const [old, fresh] = [fakeLink(G1), fakeLink(G2)];
    const { state, look, serving, timer } = await world(old, fresh);
    const newsroom = serving.newsroom();
    const answer = newsroom.ask("问", { today: TODAY });
    state.current = G2;
    await look();
    old.answer();
    await answer;

    timer.advance(900);
    await newsroom.search("词", { k: 1, today: TODAY });

    expect([old.newsroom.searches, fresh.newsroom.searches]).toEqual([1, 0]);
    timer.advance(900);
    expect(old.closed).toBe(false);
    timer.advance(100);
    expect(old.closed).toBe(true);
    // Too late for it, and still answered.
    await newsroom.search("词", { k: 1, today: TODAY });
    expect(fresh.newsroom.searches).toBe(1);
  });

  it("is also one that CURRENT was set back to", async () => {
    const { state, look, serving } = await world(fakeLink(G2), fakeLink(G1));
    state.current = G1;
    await look();
    expect(serving.newsroom().generation).toBe(G1);
  });

  it("is not opened again as long as CURRENT stays", async () => {
    const { look, state } = await world(fakeLink(G1));
    for (let i = 0; i < 5; i++) await look();
    expect(state.openings).toBe(1);
  });

  it("leaves the old one serving if it cannot be opened: told once, tried again later", async () => {
    const [old, fresh] = [fakeLink(G1), fakeLink(G2)];
    const no = new NewsError("keywords.bin is damaged", { hint: "npm run index -- --full" });
    const { state, look, serving, told } = await world(old, no, no, fresh);
    state.current = G2;
    for (let i = 0; i < 3; i++) await look();

    expect(serving.newsroom().generation).toBe(G1);
    expect(state.openings).toBe(2);
    for (let i = 0; i < 3; i++) await look();
    expect(state.openings).toBe(3);
    expect(told("cannot be opened")).toMatchObject([
      { level: "error", generation: G2, reason: "keywords.bin is damaged", hint: "npm run index -- --full" },
    ]);
    for (let i = 0; i < 40; i++) await look();
    expect(serving.newsroom().generation).toBe(G2);
    expect(state.openings).toBe(4);
  });

  it("that is damaged changes nothing where the one that serves is the newest whole one", async () => {
    const again = fakeLink(G1, ["generation 2 is damaged"]);
    const { state, look, serving, told } = await world(fakeLink(G1), again);
    state.current = G2;
    await look();

    expect(serving.newsroom().generation).toBe(G1);
    expect(again.closed).toBe(true);
    expect(told("cannot be opened")).toMatchObject([{ generation: G2, reason: "generation 2 is damaged" }]);
  });

  it("that is damaged at the start is told about once, and tried again later", async () => {
    const [whole, mended] = [fakeLink(G1, ["generation 2 is damaged"]), fakeLink(G2)];
    const again = fakeLink(G1, ["generation 2 is damaged"]);
    const { look, lines, state, serving } = await worldNaming(G2, whole, again, mended);
    for (let i = 0; i < 4; i++) await look();
    expect(state.openings).toBe(1);
    await look();
    expect(state.openings).toBe(2);
    expect(lines).toMatchObject([{ level: "warn", warning: "generation 2 is damaged" }]);
    for (let i = 0; i < 30; i++) await look();
    expect(serving.newsroom().generation).toBe(G2);
  });

  it("is said to be old at the start and at the change, with its day", async () => {
    const [old, fresh] = [fakeLink(G1), fakeLink(G2)];
    for (const [link, to] of [
      [old, "2025-01-31"],
      [fresh, "2025-02-28"],
    ] as const)
      Object.assign(link.newsroom, { coverage: { ...link.newsroom.coverage, to } });
    const { state, look, told } = await world(old, fresh);
    for (let i = 0; i < 3; i++) await look();
    expect(told("the newest issue is old")).toMatchObject([
      { level: "warn", newest: "2025-01-31", days: 66 },
    ]);
    state.current = G2;
    for (let i = 0; i < 3; i++) await look();
    expect(told("the newest issue is old")).toMatchObject([{}, { newest: "2025-02-28", days: 38 }]);
    expect((await world(fakeLink(G1))).told("the newest issue is old")).toEqual([]);
  });
});

describe("a process that dies", () => {
  it("is replaced at once, and its questions are asked again", async () => {
    const [dying, fresh] = [fakeLink(G1), fakeLink(G1)];
    const { ask, told } = await world(dying, fresh);
    const asked = [ask(), ask()];
    dying.die();
    await until(() => fresh.newsroom.asked.length === 2);
    fresh.answer();
    fresh.answer();

    expect((await Promise.all(asked)).map(({ text }) => text)).toEqual([G1, G1]);
    expect(told("process that answers ended")).toMatchObject([{ level: "error", how: "signal SIGSEGV" }]);
    expect(told("another process answers")).toHaveLength(1);
  });

  it("over the same question twice fails it", async () => {
    const links = [fakeLink(G1), fakeLink(G1), fakeLink(G1)] as const;
    const { ask, timer } = await world(...links);
    const asked = ask();
    links[0].die();
    await until(() => links[1].newsroom.asked.length === 1);
    links[1].die();

    await expect(asked).rejects.toThrow(LinkEndedError);
    // The second start waits a second.
    const next = ask();
    await settled();
    expect(links[2].newsroom.asked).toEqual([]);
    timer.advance(1_000);
    await until(() => links[2].newsroom.asked.length === 1);
    links[2].answer();
    expect((await next).text).toBe(G1);
  });

  it("and cannot be replaced fails who waits for the attempt, and is tried again after growing pauses", async () => {
    const no = new NewsError("no memory");
    const [dying, fresh] = [fakeLink(G1), fakeLink(G1)];
    let fail: (error: Error) => void = () => {};
    const first = new Promise<FakeLink>((_, reject) => {
      fail = reject;
    });
    const { ask, timer, state, told } = await world(dying, first, no, no, fresh);
    const asked = ask();
    dying.die();
    await until(() => state.openings === 2);
    fail(no);

    await expect(asked).rejects.toThrow("no memory");
    for (const [pause, openings] of [
      [1_000, 3],
      [2_000, 4],
      [4_000, 5],
    ] as const) {
      await until(() => timer.pending > 0);
      timer.advance(pause - 1);
      await settled();
      expect(state.openings).toBe(openings - 1);
      timer.advance(1);
      await until(() => state.openings === openings);
      await settled();
    }
    const next = ask();
    await until(() => fresh.newsroom.asked.length === 1);
    fresh.answer();
    expect((await next).text).toBe(G1);
    expect(told("could be started")).toMatchObject([{ level: "error", reason: "no memory" }]);
  });

  it("does not keep a reader who gives up meanwhile", async () => {
    const dying = fakeLink(G1);
    const { serving } = await world(dying, new Promise<FakeLink>(() => {}));
    const reader = new AbortController();
    const asked = serving.newsroom().ask("问", { today: TODAY, signal: reader.signal });
    dying.die();
    await settled();
    reader.abort(new Error("had enough"));
    await expect(asked).rejects.toThrow("had enough");
  });

  it("while it finishes its last questions leaves them to the one that serves", async () => {
    const [old, fresh] = [fakeLink(G1), fakeLink(G2)];
    const { ask, state, look, told } = await world(old, fresh);
    const asked = ask();
    state.current = G2;
    await look();
    old.die();
    await until(() => fresh.newsroom.asked.length === 1);
    fresh.answer();

    expect((await asked).text).toBe(G2);
    expect(told("process that answers ended")).toEqual([]);
  });

  it("is also one that hangs: after a minute without a word it is ended", async () => {
    const [hanging, fresh] = [fakeLink(G1), fakeLink(G1)];
    const { ask, look } = await world(hanging, fresh);
    const asked = ask();
    hanging.pongs = false;
    for (let i = 0; i < 30; i++) await look();
    expect(hanging.killed).toBe(false);
    await look();

    expect(hanging.killed).toBe(true);
    await until(() => fresh.newsroom.asked.length === 1);
    fresh.answer();
    expect((await asked).text).toBe(G1);
  });
});

describe("the end", () => {
  it("ends every process, also those that still answer, and starts none", async () => {
    const [old, fresh] = [fakeLink(G1), fakeLink(G2)];
    const { ask, state, look, serving, timer } = await world(old, fresh);
    const asked = ask();
    state.current = G2;
    await look();

    await serving.close();

    expect([old.closed, fresh.closed]).toEqual([true, true]);
    await expect(asked).rejects.toThrow();
    state.current = G3;
    timer.advance(60_000);
    await settled();
    expect(state.openings).toBe(2);
    expect(timer.pending).toBe(0);
  });

  it("ends a process that was being opened", async () => {
    const late = fakeLink(G2);
    let open: (link: FakeLink) => void = () => {};
    const { state, serving, timer } = await world(
      fakeLink(G1),
      new Promise<FakeLink>((resolve) => {
        open = resolve;
      }),
    );
    state.current = G2;
    timer.advance(2_000);
    await until(() => state.openings === 2);
    await serving.close();
    open(late);
    await until(() => late.closed);
    expect(serving.newsroom().generation).toBe(G1);
  });
});

/** What outlives the process: updates until they are answered, answers for a while, verdicts, switches. */
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openDatabase, StoreError } from "../../src/store/database.js";
import { openStore, type Store } from "../../src/store/store.js";

type Update = { readonly update_id: number; readonly text: string };
type TestStore = Store<Update, { readonly text: string }>;

let folder: string;
let file: string;
let store: TestStore;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "store-"));
  file = join(folder, "state", "bot.db");
  store = openStore(file);
});

afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

const updates = (...ids: number[]): Update[] =>
  ids.map((update_id) => ({ update_id, text: `问题${update_id}` }));
const DAY = 86_400_000;

describe("the inbox", () => {
  it("gives out each update once, by number, whatever order and how often it comes", () => {
    expect(store.inbox.take(updates(3, 1, 2, 1), 5).map(({ id }) => id)).toEqual([1, 2, 3]);
    expect(store.inbox.take(updates(2, 4), 6).map(({ id }) => id)).toEqual([4]);
    store.inbox.finish(4);
    expect(store.inbox.take(updates(4), 7)).toEqual([]);
  });

  it("keeps what is not finished over a restart, with how often and where it was begun", () => {
    store.inbox.take(updates(1, 2, 3), 5);
    store.inbox.start(1);
    store.inbox.finish(1);
    store.inbox.start(2);
    store.inbox.begin(2, 12);
    store.close();
    store = openStore(file);

    expect(store.inbox.waiting()).toEqual([
      { id: 2, update: { update_id: 2, text: "问题2" }, receivedAt: 5, attempts: 1, message: 12 },
      { id: 3, update: { update_id: 3, text: "问题3" }, receivedAt: 5, attempts: 0, message: null },
    ]);
  });

  it("takes on a batch whole or not at all", () => {
    const bad = { update_id: 2, text: "", toJSON: () => JSON.parse("{") } as unknown as Update;
    expect(() => store.inbox.take([...updates(1), bad], 5)).toThrow();
    expect(store.inbox.waiting()).toEqual([]);
    expect(store.inbox.take(updates(1), 6)).toHaveLength(1);
  });

  it("deletes what an update said once it is finished, and its number when it cannot come again", () => {
    store.inbox.take(updates(1, 2), 0);
    store.inbox.finish(1);
    store.prune(3 * DAY, 30 * DAY);
    expect(store.inbox.waiting().map(({ id }) => id)).toEqual([2]);
    expect(store.inbox.take(updates(1, 2), 3 * DAY).map(({ id }) => id)).toEqual([1]);
  });
});

describe("answers", () => {
  const answer = (id: string, more: object = {}) => ({
    id,
    person: 7_000_000_041,
    chat: -1_001_000_000_007,
    question: `问题${id}`,
    body: { text: "九点" },
    askedAt: 1000,
    ...more,
  });

  it("are found by id and by the message they became", () => {
    store.answers.keep(answer("a"));
    store.answers.posted("a", -1_001_000_000_007, 12);
    expect(store.answers.find("a")).toEqual(answer("a"));
    expect(store.answers.findPosted(-1_001_000_000_007, 12)).toEqual(answer("a"));
    expect(store.answers.find("b")).toBeUndefined();
    expect(store.answers.findPosted(1, 12)).toBeUndefined();
  });

  it("are a person's talk in a chat: the last few posted, oldest first", () => {
    for (const [i, id] of ["a", "b", "c", "d"].entries()) {
      store.answers.keep(answer(id, { askedAt: 1000 + i }));
      if (id !== "d") store.answers.posted(id, answer(id).chat, i + 1);
    }
    store.answers.keep(answer("other", { person: 8 }));
    const recent = store.answers.recent(answer("a").person, answer("a").chat, { since: 1000, most: 2 });
    expect(recent.map(({ id }) => id)).toEqual(["b", "c"]);
    expect(store.answers.recent(answer("a").person, 1, { since: 0, most: 2 })).toEqual([]);
  });

  it("go when they are old, and when their person wants them forgotten", () => {
    store.answers.keep(answer("old"));
    store.answers.keep(answer("new", { askedAt: 40 * DAY }));
    store.answers.keep(answer("other", { person: 8, askedAt: 40 * DAY }));
    store.prune(40 * DAY, 30 * DAY);
    expect(store.answers.find("old")).toBeUndefined();
    store.forget(answer("new").person);
    expect(store.answers.find("new")).toBeUndefined();
    expect(store.answers.find("other")).toBeDefined();
  });
});

describe("tokens spent", () => {
  const day = "2026-05-01";

  it("lose the name of a reader who is forgotten, and count on for the day", async () => {
    const tokens = store.tokens({ daily: 1000, perReader: 600 });
    const one = await tokens.reserve({ who: "7", day, tokens: 500 });
    await tokens.reserve({ who: "8", day, tokens: 100 });
    store.forget(7);
    await one!.settle(400);
    const database = openDatabase(file);
    const rows = database.prepare("select who, spent from tokens order by who").all();
    database.close();

    expect(rows).toMatchObject([
      { who: "", spent: 400 },
      { who: "8", spent: 100 },
    ]);
    expect(await tokens.reserve({ who: "7", day, tokens: 501 })).toBeNull();
    expect(await tokens.reserve({ who: "7", day, tokens: 500 })).not.toBeNull();
  });
});

describe("verdicts and switches", () => {
  it("count one verdict a person and answer, the last, also after they are forgotten", () => {
    store.feedback.give({ answer: "a", person: 1, verdict: "good", at: 1 });
    store.feedback.give({ answer: "a", person: 1, verdict: "wrong", at: 2 });
    store.feedback.give({ answer: "a", person: 2, verdict: "good", at: 3 });
    store.forget(1);
    store.forget(2);
    expect(store.feedback.count()).toEqual({ good: 1, bad: 0, wrong: 1 });
  });

  it("move with a group that becomes a supergroup", () => {
    store.chats.setOff(-5, true);
    store.chats.move(-5, -1_001_000_000_005);
    store.chats.move(-5, -1_001_000_000_005);
    expect(store.chats.isOff(-1_001_000_000_005)).toBe(true);
    expect(store.chats.current(-5)).toBe(-1_001_000_000_005);
    expect(store.chats.current(-6)).toBe(-6);
    store.chats.setOff(-1_001_000_000_005, false);
    expect(store.chats.isOff(-1_001_000_000_005)).toBe(false);
  });
});

describe("the file", () => {
  it("is for the bot's eyes only", () => {
    expect(statSync(file).mode & 0o077).toBe(0);
  });

  it("of a newer version is left alone", () => {
    const database = openDatabase(file);
    database.exec("pragma user_version = 99");
    database.close();
    expect(() => openStore(file)).toThrow(StoreError);
    expect(() => openStore(file)).toThrow("newer version");
  });

  it("that is no database is told of by name", () => {
    const other = join(folder, "other.db");
    writeFileSync(other, "这不是数据库。".repeat(100));
    expect(() => openStore(other)).toThrow(/other\.db: cannot be opened/);
  });
});

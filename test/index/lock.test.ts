import { spawnSync } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { takeLock } from "../../src/index/lock.js";

const clock = { now: () => new Date("2025-03-31T08:00:00Z") };
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "lock-"));
});
afterEach(() => rm(folder, { recursive: true }));

const holder = async () => JSON.parse(await readFile(join(folder, "LOCK"), "utf8"));
const leave = (lock: unknown) =>
  writeFile(join(folder, "LOCK"), typeof lock === "string" ? lock : JSON.stringify(lock));

/** The id of a process that has ended. */
const deadPid = () => spawnSync(process.execPath, ["-e", ""]).pid;

it("names its holder, and leaves nothing behind when given back", async () => {
  const release = await takeLock(folder, clock);
  expect(await holder()).toMatchObject({ pid: process.pid, since: "2025-03-31T08:00:00.000Z" });
  expect(await readdir(folder)).toEqual(["LOCK"]);

  await release();
  expect(await readdir(folder)).toEqual([]);
});

it("refuses a second builder, naming the first", async () => {
  await takeLock(folder, clock);

  await expect(takeLock(folder, clock)).rejects.toMatchObject({
    name: "IndexFileError",
    message: `the index is being built by process ${process.pid} since 2025-03-31T08:00:00.000Z`,
    hint: expect.stringContaining("npm run index"),
  });
});

it("gives the lock to one of many who ask at once", async () => {
  const results = await Promise.allSettled(Array.from({ length: 8 }, () => takeLock(folder, clock)));

  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

it("is taken over from a holder that has died", async () => {
  await leave({ pid: deadPid(), started: "1", since: "2025-03-30T08:00:00.000Z" });

  await takeLock(folder, clock);

  expect(await holder()).toMatchObject({ pid: process.pid });
});

it.runIf(process.platform === "linux")(
  "is taken over when the process id now belongs to another program",
  async () => {
    // As after the restart of a container: the same id, another start.
    await leave({ pid: process.pid, started: "1", since: "2025-03-30T08:00:00.000Z" });

    await takeLock(folder, clock);

    expect((await holder()).started).not.toBe("1");
  },
);

it.each(["", "{", "[]", '{"pid":"x"}'])("is taken over when it says nothing: %j", async (text) => {
  await leave(text);

  await takeLock(folder, clock);

  expect(await holder()).toMatchObject({ pid: process.pid });
});

it("of another machine or container is left alone, and says whose it is and what to do", async () => {
  // The process id is one that has ended here, which tells nothing of there.
  await leave({ pid: deadPid(), started: "1", since: "2025-03-30T08:00:00.000Z", host: "c0ffee", boot: "b" });

  await expect(takeLock(folder, clock)).rejects.toMatchObject({
    name: "IndexFileError",
    message: expect.stringMatching(
      /another machine or in another container \(c0ffee, process \d+, since 2025-03-30/,
    ),
    hint: `wait for it to end; if c0ffee is gone, delete ${join(folder, "LOCK")} and run npm run index again`,
  });
  expect((await holder()).host).toBe("c0ffee");
});

it.runIf(process.platform === "linux")("is taken over after the machine was started anew", async () => {
  const release = await takeLock(folder, clock);
  const own = await holder();
  await release();
  // The same process id and start time, as may come again; the machine's own start says that it is another.
  await leave({ ...own, boot: "another start" });

  await takeLock(folder, clock);

  expect((await holder()).boot).toBe(own.boot);
});

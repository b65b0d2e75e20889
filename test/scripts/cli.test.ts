/**
 * The rim of the scripts, seen from outside: exit codes and what stands on which stream. Each case is a process of
 * its own, because exit codes, signals and closed pipes are a process's.
 */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { coloursFor, createProgress } from "../../scripts/cli.js";
import { ROOT } from "../source-files.js";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "cli-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Seen {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs `main` under runCommand; `during` gets hold of the process once it has written something. */
function runScript(
  main: string,
  {
    args = [],
    env = {},
    during,
  }: {
    args?: string[];
    env?: Record<string, string>;
    during?: (child: ReturnType<typeof spawn>) => void;
  } = {},
): Promise<Seen> {
  const file = join(folder, `script-${Math.random().toString(36).slice(2)}.mts`);
  const from = (path: string) => JSON.stringify(join(ROOT, path));
  writeFileSync(
    file,
    `import { createCommand, runCommand } from ${from("scripts/cli.ts")};
     import { ConfigError, DataError } from ${from("src/errors.ts")};
     void runCommand(${main});`,
  );
  const child = spawn(process.execPath, ["--import", "tsx", file, ...args], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, ...env },
  });
  const seen = { out: "", err: "" };
  return new Promise((resolve) => {
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      if (seen.out === "") during?.(child);
      seen.out += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      seen.err += text;
    });
    child.on("close", (code) => resolve({ code, ...seen }));
  });
}

describe("runCommand", () => {
  it("gives a failure in plain words, with its cause and hint and without secrets", async () => {
    const token = `123456789:${"Ab-_5".repeat(7)}`;
    const seen = await runScript(
      `async () => { throw new DataError("a.jsonl:3: not JSON", { hint: "mend ${token}", cause: new Error("Unexpected end") }); }`,
    );

    expect(seen).toEqual({
      code: 1,
      out: "",
      err: "error: a.jsonl:3: not JSON\ncause: Unexpected end\nhint: mend [secret]\n",
    });
  });

  it("shows the stack only with LOG_LEVEL=debug", async () => {
    const { err } = await runScript(`async () => { throw new DataError("broken"); }`, {
      env: { LOG_LEVEL: "debug" },
    });

    expect(err).toMatch(/^error: broken\nDataError: broken\n +at /);
  });

  it("ends with 2 for wrong configuration and wrong use, with 0 for --help, with the code it is given", async () => {
    const command = `async () => { createCommand("try", "Tries.").parse(); return 3; }`;
    const [config, use, help, given] = await Promise.all([
      runScript(`async () => { throw new ConfigError("LOG_LEVEL is wrong"); }`),
      runScript(command, { args: ["--nope"] }),
      runScript(command, { args: ["--help"] }),
      runScript(command),
    ]);

    expect([config.code, use.code, help.code, given.code]).toEqual([2, 2, 0, 3]);
    expect(use.err).toContain("npm run try -- --help");
    expect(help.out).toContain("Usage: npm run try -- [options]");
    expect(help.err).toBe("");
  });

  it("ends quietly when its reader goes away", async () => {
    const seen = await runScript(
      `async () => { for (let i = 0; i < 100; i++) { console.log("x".repeat(9999)); await new Promise(setImmediate); } }`,
      { during: (child) => child.stdout?.destroy() },
    );

    expect(seen).toMatchObject({ code: 0, err: "" });
  });

  it.skipIf(process.platform === "win32")(
    "lets a script put its things in order at Ctrl-C, and ends with 130",
    async () => {
      const seen = await runScript(
        `async (signal) => {
         const timer = setInterval(() => {}, 1000);
         console.log("ready");
         await new Promise((resolve) => signal.addEventListener("abort", resolve));
         clearInterval(timer);
         console.log("tidy");
       }`,
        { during: (child) => child.kill("SIGINT") },
      );

      expect(seen).toEqual({ code: 130, out: "ready\ntidy\n", err: "" });
    },
  );
});

function aStream(isTTY: boolean) {
  const written: string[] = [];
  const stream = {
    isTTY,
    columns: 100,
    written,
    write: (text: string) => written.push(text),
    on: () => stream,
  };
  return stream as unknown as NodeJS.WriteStream & { readonly written: string[] };
}

describe("createProgress", () => {
  it("stays silent in a pipe while the run is short, then writes a sparse line", () => {
    const stream = aStream(false);
    let at = 0;
    const progress = createProgress("Indexing", { stream, now: () => at });

    for (at = 0; at < 22_000; at += 100) progress.update(at / 100, 400);
    progress.stop();

    expect(stream.written).toEqual([
      "Indexing: 50/400 · 10/s · 35 s left\n",
      "Indexing: 200/400 · 10/s · 20 s left\n",
    ]);
  });

  it("counts its pace from where a run was taken up again", () => {
    const stream = aStream(false);
    let at = 0;
    const progress = createProgress("Fetching", { stream, now: () => at });

    for (at = 0; at <= 5_000; at += 100) progress.update(1_000 + at / 100, 1_400);

    expect(stream.written).toEqual(["Fetching: 1050/1400 · 10/s · 35 s left\n"]);
  });

  it("survives an empty run", () => {
    const stream = aStream(false);
    const progress = createProgress("Indexing", { stream });

    progress.update(0, 0);
    progress.stop();

    expect(stream.written).toEqual([]);
  });
});

describe("coloursFor", () => {
  afterEach(() => vi.unstubAllEnvs());

  it.each([
    { isTTY: true, env: {}, coloured: true },
    { isTTY: false, env: {}, coloured: false },
    { isTTY: true, env: { NO_COLOR: "1" }, coloured: false },
    { isTTY: true, env: { NO_COLOR: "1", FORCE_COLOR: "1" }, coloured: false },
    { isTTY: true, env: { TERM: "dumb" }, coloured: false },
    { isTTY: false, env: { FORCE_COLOR: "1" }, coloured: true },
    { isTTY: false, env: { FORCE_COLOR: "0" }, coloured: false },
  ])("terminal $isTTY, $env: $coloured", ({ isTTY, env, coloured }) => {
    const given = { NO_COLOR: "", FORCE_COLOR: "", TERM: "xterm", ...env };
    for (const [name, value] of Object.entries(given)) vi.stubEnv(name, value);

    expect(coloursFor({ isTTY }).red("x") !== "x").toBe(coloured);
  });
});

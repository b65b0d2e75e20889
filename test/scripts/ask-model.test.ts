/** `ask` with a model behind it: a process of its own against a local server that speaks the real protocol. */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTyping } from "../../scripts/show.js";
import { buildIndex } from "../../src/wiring.js";
import { type ChatServer, FAULTS, says, startChatServer } from "../fakes/chat-server.js";
import { ROOT } from "../source-files.js";

const LABEL = "〔人工智能生成，每句附报纸出处〕";
const QUESTION = "社区巴士新线路全长多少公里？";
const KEY = "sk-live0123456789abcdef0123";
const ARTICLE = `---
title: 社区巴士新线路开行
published: 2024-08-05
paper: 徐汇报
page: 3
---
8月1日，田林街道的社区巴士新线路开行，全长十二公里，设十八个站点。因为沿线老年人多，车辆都装了低地板。
`;

let folder: string;
let server: ChatServer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "ask-"));
  for (const name of ["articles", "dict"]) mkdirSync(join(folder, name));
  writeFileSync(join(folder, "articles", "bus.md"), ARTICLE);
  await buildIndex({
    articlesPath: join(folder, "articles"),
    dictionaryDir: join(folder, "dict"),
    indexDir: join(folder, "index"),
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(async () => {
  server = await startChatServer(says("社区巴士新线路全长12公里[1]。线路设二十个站点[1]。"));
});
afterEach(() => server.close());

/** The commands go by the real day, and the article is older than the paper is allowed to be. */
const REACH = "（收录的报道截至2024年8月5日。）";

function ask(args: readonly string[], env: Record<string, string> = {}) {
  const settings = {
    PATH: process.env.PATH,
    ARTICLES_DIR: join(folder, "articles"),
    DICT_DIR: join(folder, "dict"),
    INDEX_DIR: join(folder, "index"),
    STATE_DIR: join(folder, "state"),
    OPENAI_API_KEY: KEY,
    OPENAI_BASE_URL: server.url,
    OPENAI_MODEL: "fake",
    ...env,
  };
  const script = [join(ROOT, "scripts", "ask.ts"), "--today", "2025-04-10", ...args];
  const child = spawn(process.execPath, ["--import", "tsx", ...script], { cwd: ROOT, env: settings });
  const seen = { out: "", err: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    seen.out += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    seen.err += text;
  });
  return new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
    child.on("close", (code) => resolve({ code, ...seen }));
  });
}

// Each case is one to three processes of two seconds, more where the machine is shared.
describe("ask with a model", { timeout: 90_000 }, () => {
  it("prints the label, what stood the check, and the sources; nothing else in a pipe", async () => {
    const { code, out, err } = await ask([QUESTION]);

    expect(err).toBe("");
    expect(out).toBe(
      `${LABEL}\n社区巴士新线路全长12公里[1]。\n${REACH}\n\n出处\n[1] 社区巴士新线路开行 · 徐汇报 · 2024年8月5日 · 第3版\n`,
    );
    expect(code).toBe(0);
    expect(server.calls).toHaveLength(1);
    expect(server.calls[0]).toMatchObject({ authorization: `Bearer ${KEY}`, body: { max_tokens: 700 } });
  });

  it("tells programs the tokens, and what was removed and why", async () => {
    const { out } = await ask(["--json", QUESTION]);

    expect(JSON.parse(out)).toMatchObject({
      status: "answered",
      mode: "generated",
      text: `${LABEL}\n社区巴士新线路全长12公里[1]。\n${REACH}`,
      tokens: { prompt: 900, completion: 60, estimated: false },
      removed: [{ sentence: "线路设二十个站点。", reason: expect.stringContaining("二十") }],
    });
  });

  it("explains what was removed and what was weighed", async () => {
    const { out } = await ask(["--explain", QUESTION]);

    expect(out).toMatch(/\nmodel: 900 \+ 60 tokens, 0 mended\n {2}removed: 线路设二十个站点。 \(.+\)\n/);
    expect(out).toMatch(/\nevidence for “.*” \(number\): .+\n {2}score \d\.\d\d support .+全长十二公里/);
  });

  it("counts tokens over processes: past the day's cap it quotes, and says so to programs", async () => {
    // Each sets aside about 1,400 and costs 960.
    const state = { STATE_DIR: join(folder, "capped"), DAILY_TOKENS: "2000" };
    const modes: string[] = [];
    let last = "";
    for (let i = 0; i < 3; i++) {
      last = (await ask(["--json", QUESTION], state)).out;
      modes.push(JSON.parse(last).mode);
    }

    expect(modes).toEqual(["generated", "extractive", "extractive"]);
    expect(JSON.parse(last)).toMatchObject({ cause: "the day's tokens are used up", tokens: { prompt: 0 } });
    expect(server.calls).toHaveLength(1);
  });

  it("answers a batch, follow-ups and all", async () => {
    server.script(
      says("社区巴士新线路设十八个站点[1]。"),
      says("社区巴士新线路有多少个站点？"),
      says("社区巴士新线路设十八个站点[1]。"),
    );
    const [from, to] = [join(folder, "in.jsonl"), join(folder, "out.jsonl")];
    const history = [
      { role: "user", content: QUESTION },
      { role: "assistant", content: "全长12公里[1]。" },
    ];
    const rows = [
      { id: "1", question: "社区巴士新线路有多少个站点？" },
      { id: "2", question: "那它有多少个站点？", history },
      { id: "3", question: "复旦大学校长是谁？" },
    ];
    writeFileSync(from, rows.map((row) => `${JSON.stringify(row)}\n`).join(""));

    const { code } = await ask(["--batch", from, "--out", to]);

    expect(code).toBe(0);
    const lines = readFileSync(to, "utf8").trim().split("\n");
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { id: "1", mode: "generated", tokens: { prompt: 900 } },
      { id: "2", mode: "generated", tokens: { prompt: 1800 }, rewritten: "社区巴士新线路有多少个站点？" },
      { id: "3", status: "not_found", mode: "extractive" },
    ]);
    expect(server.calls).toHaveLength(3);
  });

  it.each([
    ["a wrong key", "401 wrong key", /check OPENAI_API_KEY/],
    ["a service that is down", "503 overloaded", /answered 503/],
    ["a page for an answer", "200 with a page", /check OPENAI_BASE_URL/],
  ])("quotes the paper over %s, tells the operator once, and ends at once", async (_, fault, told) => {
    server.script(FAULTS[fault]!);
    const quoted = await ask([QUESTION], { OPENAI_API_KEY: "" });

    const { code, out, err } = await ask([QUESTION]);

    expect(out).toBe(quoted.out);
    expect(out).toContain("「");
    expect(code).toBe(0);
    expect(err).toMatch(told);
    expect(err).not.toMatch(/sk-live|at async|undefined/);
    expect(err.trim().split("\n").length).toBeLessThanOrEqual(2);
  });

  it("does not wait for a service that hangs longer than it is told to", async () => {
    let givenUp = false;
    // It says nothing, and does not end.
    server.script((response) => {
      response.on("close", () => {
        givenUp = true;
      });
    });

    const { out, code } = await ask([QUESTION], { MODEL_FIRST_TOKEN_SECONDS: "2" });

    expect(out).toContain("「");
    expect(code).toBe(0);
    expect(givenUp).toBe(true);
  });

  it("quotes where the tokens cannot be counted", async () => {
    writeFileSync(join(folder, "file"), "");

    const { out, err, code } = await ask([QUESTION], { STATE_DIR: join(folder, "file") });

    expect(out).toContain("「");
    expect(err).toContain("STATE_DIR");
    expect(code).toBe(0);
    expect(server.calls).toHaveLength(0);
  });

  it("wants the model's name", async () => {
    const { code, err } = await ask([QUESTION], { OPENAI_MODEL: "" });

    expect(code).toBe(2);
    expect(err).toContain("OPENAI_MODEL must be set");
    expect(err).not.toContain(KEY);
  });
});

describe("an answer typed out", () => {
  function typed(pieces: readonly string[], shown: string): string {
    let screen = "";
    const typing = createTyping((text) => {
      screen += text;
    });
    for (const piece of pieces) typing.onSentence(piece);
    typing.finish(shown);
    return screen;
  }

  it("is completed by what is missing, not said twice", () => {
    const pieces = [`${LABEL}\n一[1]。`, "二[2]。"];
    expect(typed(pieces, `${LABEL}\n一[1]。二[2]。\n（回答未完成）\n\n出处`)).toBe(
      `${LABEL}\n一[1]。二[2]。\n（回答未完成）\n\n出处\n`,
    );
  });

  it("that was quoted is printed whole", () => {
    expect(typed([], "据《徐汇报》")).toBe("据《徐汇报》\n");
  });
});

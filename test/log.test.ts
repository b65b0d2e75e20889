import { describe, expect, it } from "vitest";
import { createLog, redact } from "../src/log.js";

const TOKEN = `123456789:${"Ab-_5".repeat(7)}`;

function recordingStream(isTTY = false) {
  const lines: string[] = [];
  return { isTTY, lines, write: (line: string) => lines.push(line) };
}

describe("createLog", () => {
  it("writes one JSON line each, from its level upwards", () => {
    const stream = recordingStream();
    const log = createLog({ level: "info", stream });

    log.debug("unseen");
    log.info({ articles: 24 }, "index opened");

    expect(stream.lines).toHaveLength(1);
    expect(JSON.parse(stream.lines[0]!)).toMatchObject({ level: "info", msg: "index opened", articles: 24 });
  });

  it("writes plain lines on a terminal, an error with its stack", () => {
    const stream = recordingStream(true);

    createLog({ level: "info", stream }).warn({ err: new Error("disk full"), try: 2 }, "not saved");

    expect(stream.lines.join("")).toMatch(
      /^\d\d:\d\d:\d\d warn not saved \{"try":2\}\nError: disk full\n +at /,
    );
  });

  it.each([true, false])("lets no token out, wherever it stands (terminal: %s)", (isTTY) => {
    const stream = recordingStream(isTTY);
    const log = createLog({ level: "info", stream });
    const url = `https://api.telegram.org/bot${TOKEN}/getMe`;
    const key = "sk-proj-abcdefghijklmnop1234";

    log.error(
      { err: new Error(`GET ${url}`, { cause: new Error(key) }), url, deep: { header: `Bearer ${key}` } },
      url,
    );

    const all = stream.lines.join("");
    expect(all).toContain("[secret]");
    expect(all).not.toContain(TOKEN.slice(10));
    expect(all).not.toContain("abcdefghijklmnop");
    if (!isTTY) expect(() => JSON.parse(all)).not.toThrow();
  });
});

describe("redact", () => {
  it.each([
    "2025年3月31日",
    "12:30",
    "2025-03-31T10:00:00.000Z",
    "task-force-of-the-district",
    "电话：64311234",
  ])("leaves %s as it is", (text) => {
    expect(redact(text)).toBe(text);
  });
});

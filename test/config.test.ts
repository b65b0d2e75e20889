import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { format, inspect, parseEnv } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Secret } from "../src/config/values.js";
import { VARIABLES } from "../src/config/variables.js";
import { parseConfig } from "../src/config.js";
import { ConfigError } from "../src/errors.js";
import { ROOT } from "./source-files.js";

const TOKEN = `123456789:${"Ab-_5".repeat(7)}`;

function faultsOf(env: Record<string, string>): string {
  try {
    parseConfig(env);
    return "";
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as ConfigError).message;
  }
}

describe("parseConfig", () => {
  it("needs nothing", () => {
    expect(parseConfig({})).toEqual({
      articlesDir: "data/articles",
      indexDir: "data/index",
      dictDir: "data/dict",
      paperName: "徐汇报",
      logLevel: "info",
      staleAfterDays: 30,
      telegramBotToken: null,
      telegramApiRoot: "https://api.telegram.org",
      stateDir: "data/state",
      model: null,
      embedding: { kind: "builtin" },
      reranker: { kind: "none" },
      bot: {
        webhook: null,
        adminIds: [],
        allowedChats: [],
        concurrency: 4,
        maxWaiting: 10_000,
        personPerMinute: 20,
        keepDays: 30,
        sendsPerSecond: 25,
      },
    });
  });

  it("reads the bot's lists, and a webhook with its secret", () => {
    const { bot } = parseConfig({
      TELEGRAM_MODE: "webhook",
      WEBHOOK_URL: "https://bot.example.org/hook",
      WEBHOOK_SECRET: "a-secret_1",
      ADMIN_IDS: "17, 23",
      ALLOWED_CHATS: "-1001234567890",
    });

    expect(bot).toMatchObject({ adminIds: [17, 23], allowedChats: [-1001234567890] });
    expect(bot.webhook).toMatchObject({ url: "https://bot.example.org/hook", host: "127.0.0.1", port: 8443 });
    expect(bot.webhook?.secret.reveal()).toBe("a-secret_1");
  });

  it("names what a webhook lacks, and a list that is none", () => {
    const read = () => parseConfig({ TELEGRAM_MODE: "webhook", ADMIN_IDS: "me" });

    expect(read).toThrow(/WEBHOOK_URL must be set/);
    expect(read).toThrow(/WEBHOOK_SECRET must be set/);
    expect(read).toThrow(/ADMIN_IDS must be whole numbers/);
  });

  it("takes what is set", () => {
    const config = parseConfig({
      INDEX_DIR: "/srv/index",
      PAPER_NAME: "静安报",
      LOG_LEVEL: "debug",
      TELEGRAM_BOT_TOKEN: TOKEN,
      TELEGRAM_API_ROOT: "http://localhost:8081/",
    });

    expect(config).toMatchObject({ indexDir: "/srv/index", paperName: "静安报", logLevel: "debug" });
    expect(config.telegramBotToken?.reveal()).toBe(TOKEN);
    expect(config.telegramApiRoot).toBe("http://localhost:8081");
  });

  it("takes a model with its limits, and none without a key", () => {
    const { model } = parseConfig({
      OPENAI_API_KEY: "sk-0123",
      OPENAI_BASE_URL: "http://localhost:11434/v1/",
      OPENAI_MODEL: "qwen3:8b",
      MODEL_FIRST_TOKEN_SECONDS: "30",
      DAILY_TOKENS: "0",
    });

    expect(model?.apiKey.reveal()).toBe("sk-0123");
    expect(model).toMatchObject({ baseUrl: "http://localhost:11434/v1", model: "qwen3:8b" });
    expect(model).toMatchObject({ firstTokenSeconds: 30, totalSeconds: 40, dailyTokens: 0 });
    expect(parseConfig({ OPENAI_MODEL: "qwen3:8b", DAILY_TOKENS: "5" }).model).toBeNull();
  });

  it("wants the model's name with a key", () => {
    expect(faultsOf({ OPENAI_API_KEY: "sk-0123", PROMPT_TOKENS: "12" }).split("\n")).toEqual([
      "PROMPT_TOKENS must be a whole number from 1500 to 32000",
      "OPENAI_MODEL must be set where OPENAI_API_KEY is",
    ]);
  });

  it("takes a key for vectors alone", () => {
    const { model, embedding } = parseConfig({
      OPENAI_API_KEY: "sk-0123",
      EMBEDDER: "openai",
      EMBEDDING_MODEL: "text-embedding-3-small",
      EMBEDDING_DIMENSION: "512",
    });

    expect(model).toBeNull();
    expect(embedding).toMatchObject({
      kind: "openai",
      model: "text-embedding-3-small",
      baseUrl: "https://api.openai.com/v1",
      dimension: 512,
      askAboveTokens: 2_000_000,
    });
    expect(embedding.kind === "openai" && embedding.apiKey.reveal()).toBe("sk-0123");
  });

  it("lets the service for vectors be another than the one that writes", () => {
    const { model, embedding } = parseConfig({
      OPENAI_API_KEY: "sk-0123",
      OPENAI_MODEL: "qwen3",
      EMBEDDER: "openai",
      EMBEDDING_MODEL: "bge-m3",
      EMBEDDING_BASE_URL: "http://localhost:8080/v1/",
      EMBEDDING_API_KEY: "local",
    });

    expect(model?.apiKey.reveal()).toBe("sk-0123");
    expect(embedding).toMatchObject({ baseUrl: "http://localhost:8080/v1", dimension: null });
    expect(embedding.kind === "openai" && embedding.apiKey.reveal()).toBe("local");
  });

  it("fetches models from the hub into a folder of the project, or from a mirror, or not at all", () => {
    const usual = { modelsDir: "data/models", endpoint: "https://huggingface.co", offline: false };

    expect(parseConfig({ EMBEDDER: "transformers" }).embedding).toEqual({
      kind: "transformers",
      model: "Xenova/bge-small-zh-v1.5",
      hub: usual,
      threads: 2,
      queryMs: 3_000,
    });
    const others = {
      MODELS_DIR: "/srv/models",
      HF_ENDPOINT: "https://mirror.example.org/",
      HF_HUB_OFFLINE: "TRUE",
    };
    expect(parseConfig({ EMBEDDER: "transformers", ...others }).embedding).toMatchObject({
      hub: { modelsDir: "/srv/models", endpoint: "https://mirror.example.org", offline: true },
    });
  });

  it.each(["../up", "a/../../b", "/etc", "a/b/c", ".hidden/x", "a\\b"])(
    "takes no %s for a model of the hub",
    (name) => {
      const fault = "must be a name of the hub, such as Xenova/bge-small-zh-v1.5";

      expect(faultsOf({ EMBEDDER: "transformers", EMBEDDING_MODEL: name })).toBe(`EMBEDDING_MODEL ${fault}`);
      expect(faultsOf({ RERANKER: "transformers", RERANKER_MODEL: name })).toBe(`RERANKER_MODEL ${fault}`);
      expect(faultsOf({ EMBEDDER: "openai", EMBEDDING_API_KEY: "k", EMBEDDING_MODEL: name })).toBe("");
    },
  );

  it("names what a service for vectors or a second look lacks", () => {
    expect(faultsOf({ EMBEDDER: "openai", RERANKER: "service" }).split("\n")).toEqual([
      "EMBEDDING_MODEL must be set where EMBEDDER is openai",
      "EMBEDDING_API_KEY must be set where EMBEDDER is openai",
      "RERANKER_MODEL must be set where RERANKER is service",
      "RERANKER_BASE_URL must be set where RERANKER is service",
      "RERANKER_API_KEY must be set where RERANKER is service",
    ]);
  });

  it("takes a second look by a service, with its time", () => {
    const { reranker } = parseConfig({
      RERANKER: "service",
      RERANKER_MODEL: "rerank-m",
      RERANKER_BASE_URL: "https://rerank.example.org/v1",
      RERANKER_API_KEY: "key",
      RERANKER_MILLISECONDS: "800",
    });

    expect(reranker).toMatchObject({
      kind: "service",
      baseUrl: "https://rerank.example.org/v1",
      withinMs: 800,
    });
  });

  it.each(["1", "41", "2.5", "1e1", "-3", "many"])("takes no %s for a number of seconds", (value) => {
    expect(faultsOf({ MODEL_FIRST_TOKEN_SECONDS: value })).toBe(
      "MODEL_FIRST_TOKEN_SECONDS must be a whole number from 2 to 40",
    );
  });

  it("takes an empty variable for one that is not set, and ignores those of others", () => {
    const empty = Object.fromEntries(VARIABLES.map((name) => [name, name.length % 2 ? "" : "  "]));

    expect(parseConfig({ ...empty, PATH: "/bin", log_level: "loud" })).toEqual(parseConfig({}));
  });

  it("tells all faults at once, by name", () => {
    const message = faultsOf({ LOG_LEVEL: "loud", TELEGRAM_BOT_TOKEN: "soon", TELEGRAM_API_ROOT: "ftp://x" });

    expect(message.split("\n").map((line) => line.split(" ")[0])).toEqual([
      "LOG_LEVEL",
      "TELEGRAM_BOT_TOKEN",
      "TELEGRAM_API_ROOT",
    ]);
  });

  it("never repeats a value in a fault", () => {
    const value = fc.string({ minLength: 1 }).map((text) => `§${text}§`);
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...VARIABLES), value), (env) => {
        expect(faultsOf(env)).not.toContain("§");
      }),
    );
    expect(faultsOf({ TELEGRAM_BOT_TOKEN: `${TOKEN}!` })).not.toContain(TOKEN);
  });
});

describe("readConfig", () => {
  it("reads .env beside package.json, from any folder, and lets the environment win", () => {
    const project = realpathSync(mkdtempSync(join(tmpdir(), "config-")));
    try {
      for (const name of ["config.ts", "config", "errors.ts", "log.ts"]) {
        cpSync(join(ROOT, "src", name), join(project, "src", name), { recursive: true });
      }
      symlinkSync(join(ROOT, "node_modules"), join(project, "node_modules"), "junction");
      writeFileSync(join(project, "package.json"), '{ "type": "module" }');
      writeFileSync(
        join(project, ".env"),
        "PAPER_NAME=静安报\nLOG_LEVEL=warn\nDICT_DIR=words\nEMBEDDER=transformers\n",
      );
      const program =
        'import("./src/config.ts").then((m) => { process.chdir("src"); console.log(JSON.stringify(m.readConfig())); })';
      const env = { PATH: process.env.PATH, LOG_LEVEL: "error", INDEX_DIR: "src/index" };

      const run = spawnSync(process.execPath, ["--import", "tsx", "-e", program], {
        cwd: project,
        env,
        encoding: "utf8",
      });

      expect(run.stderr).toBe("");
      expect(JSON.parse(run.stdout)).toMatchObject({
        paperName: "静安报",
        logLevel: "error",
        dictDir: join(project, "words"),
        indexDir: "index",
        embedding: { hub: { modelsDir: join(project, "data/models") } },
      });
    } finally {
      rmSync(project, { recursive: true, force: true });
    }
  });
});

describe("Secret", () => {
  it("comes out only when asked to", () => {
    const holder = { token: new Secret(TOKEN) };
    const printed = [
      String(holder.token),
      `${holder.token}`,
      JSON.stringify(holder),
      inspect(holder, { depth: null, showHidden: true }),
      format("%s %o %j", holder.token, holder, holder),
      JSON.stringify(Object.entries(holder.token)),
    ];

    expect(printed.filter((text) => text.includes(TOKEN))).toEqual([]);
    expect(holder.token.reveal()).toBe(TOKEN);
  });
});

describe(".env.example", () => {
  const example = readFileSync(join(ROOT, ".env.example"), "utf8");
  const blocks = example.split(/\n\s*\n/).filter((block) => /^\w+=/m.test(block));

  it("has every variable there is, and no other", () => {
    expect(Object.keys(parseEnv(example)).sort()).toEqual([...VARIABLES].sort());
    expect(blocks.map((block) => /^(\w+)=/m.exec(block)?.[1]).sort()).toEqual([...VARIABLES].sort());
  });

  it("states the defaults that hold", () => {
    expect(parseConfig(parseEnv(example))).toEqual(parseConfig({}));
  });

  it.each(blocks)("explains what it is for, its default and its range: %#", (block) => {
    const [, value = ""] = /^\w+=(.*)$/m.exec(block) ?? [];
    const comment = block.split("\n").filter((line) => line.startsWith("# "));

    expect(comment.length).toBeGreaterThanOrEqual(2);
    expect(comment.join("\n")).toMatch(new RegExp(`Default: ${value || "none"}[.,] `));
    expect(comment.join("\n")).toMatch(/Range: .+\.$/);
  });
});

/** A bot that does nothing but serve, to be killed: says its serving process, then that it still answers, until it ends. */
import { createLog } from "../../src/log.js";
import { serveIndex } from "../../src/serving/serve-index.js";
import { NEWEST, QUESTIONS } from "../fakes/numbered-archive.js";

const serving = await serveIndex({
  indexDir: process.argv[2]!,
  staleAfterDays: 100_000,
  log: createLog({ level: "error" }),
  signal: new AbortController().signal,
});
process.stdout.write(`${serving.pid}\n`);
const ask = async () => {
  const { status } = await serving.newsroom().ask(QUESTIONS[0]!, { today: NEWEST });
  process.stdout.write(`${status}\n`);
};
setInterval(() => void ask(), 200);

/**
 * Measures what the retriever finds, on any articles and questions.
 *
 * Usage: npx tsx scripts/bench/quality.ts --articles FILE.jsonl --questions FILE.jsonl
 *          [--half a|b] [--try weight=v1,v2,…]… [--set weight=value]… [--failures N]
 *          [--segmenter auto|nodejieba|intl] [--limit N] [--in-days] [--json]
 *
 * Articles are JSON lines as `npm run index` takes them; the form of a question stands in questions.ts.
 */
import { InvalidArgumentError, Option } from "commander";
import type { Article } from "../../src/news/article.js";
import { DEFAULT_WEIGHTS, type RankingWeights } from "../../src/search/ranking.js";
import { createCommand, runCommand } from "../cli.js";
import { askAll, cpuMs, indexInMemory, type SegmenterChoice } from "./asking.js";
import { readArticles, readQuestions } from "./corpus.js";
import { askedInDays } from "./in-days.js";
import { measure, type Outcome, toLine, toTable } from "./measures.js";
import { withSetting } from "./weight-settings.js";

interface Options {
  readonly articles: string;
  readonly questions: string;
  readonly half?: "a" | "b";
  readonly try: readonly string[];
  readonly set: readonly string[];
  readonly failures: number;
  readonly segmenter: SegmenterChoice;
  readonly limit?: number;
  readonly inDays: boolean;
  readonly json: boolean;
}

await runCommand(async () => {
  const options = readOptions();
  // A setting that is no weight is told before minutes are spent on the articles.
  const base = options.set.reduce(withSetting, DEFAULT_WEIGHTS);
  const runs = [{ name: "as set", weights: base }, ...options.try.flatMap((trial) => trialsOf(trial, base))];
  const asWritten = await readQuestions(options.questions, options.half);
  const questions = options.inDays ? asWritten.map(askedInDays) : asWritten;
  const articles = await readArticles(options.articles, options.limit);
  const { retrieverWith, articlesPerCpuS } = await indexInMemory(articles, options);
  console.error(`${articles.length} articles, ${articlesPerCpuS.toFixed(0)} a CPU-second`);
  for (const { name, weights } of runs) {
    const before = process.cpuUsage();
    const outcomes = await askAll(retrieverWith(weights), questions);
    console.error(`${(cpuMs(before) / questions.length).toFixed(2)} CPU-ms a question`);
    const table = measure(outcomes);
    if (options.json) console.log(JSON.stringify({ name, ...table }));
    else console.log(runs.length === 1 ? toTable(table) : toLine(name, table));
    if (runs.length === 1 && options.failures > 0) console.log(renderFailures(outcomes, articles, options));
  }
});

function readOptions(): Options {
  const collect = (value: string, earlier: readonly string[]) => [...earlier, value];
  return createCommand("quality", "Measures what the retriever finds.")
    .name("npx tsx scripts/bench/quality.ts")
    .showHelpAfterError("--help shows what it takes")
    .requiredOption("--articles <file>", "JSON lines of articles, as npm run index takes them")
    .requiredOption("--questions <file>", "JSON lines of questions with the ids of the articles they need")
    .addOption(
      new Option(
        "--half <half>",
        "only questions whose id hashes to it: tune on one, report the other",
      ).choices(["a", "b"]),
    )
    .option("--try <weight=v1,v2>", "once more with each value of a weight; may be given again", collect, [])
    .option("--set <weight=value>", "another value for all runs; may be given again", collect, [])
    .option(
      "--failures <number>",
      "shows so many questions without a right article in first place",
      toCount,
      0,
    )
    .addOption(
      new Option("--segmenter <name>", "what cuts words")
        .choices(["auto", "nodejieba", "intl"])
        .default("auto"),
    )
    .option("--limit <number>", "only the first articles", toCount)
    .option("--in-days", "ask with relative days written out: 去年三月 as the month it is", false)
    .option("--json", "print the figures as JSON, one line a run", false)
    .parse()
    .opts<Options>();
}

function toCount(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError("a whole number is needed");
  return Number(text);
}

/** `near=0.5,1` as one run for each value. */
function trialsOf(trial: string, base: RankingWeights) {
  const [name, values = ""] = trial.split("=", 2);
  return values.split(",").map((value) => {
    const setting = `${name}=${value}`;
    return { name: setting, weights: withSetting(base, setting) };
  });
}

function renderFailures(
  outcomes: readonly Outcome[],
  articles: readonly Article[],
  { failures }: Options,
): string {
  const opening = (article: Article | undefined) =>
    article ? `${article.title} ${article.body.slice(0, 150).replace(/\s+/g, " ")}` : "nothing";
  const failed = outcomes.filter(({ question, found }) => !question.gold.flat().includes(found[0]?.id ?? ""));
  return failed
    .slice(0, failures)
    .map(({ question, found }) => {
      const ids = question.gold.flat();
      const rank = found.findIndex(({ id }) => ids.includes(id)) + 1;
      return [
        `\n${question.id} [${question.kind}] ${question.query.text}`,
        `  answer: ${question.answer}`,
        `  found:  ${opening(found[0])}`,
        `  wanted: (rank ${rank || "-"}) ${opening(articles.find(({ id }) => ids.includes(id)))}`,
      ].join("\n");
    })
    .join("\n");
}

/**
 * The measurement behind every weight of the ranking: each is moved down and up
 * from where it stands, the others staying, and the same questions are asked again.
 *
 * Usage: npx tsx scripts/bench/weights.ts [--folder DIR | --articles FILE.jsonl --questions FILE.jsonl]
 *          [--half a|b] [--only words,near] [--phrases 200] [--vectors] [--set weight=value]… [--json]
 *
 * Tune on one half of the questions (`--half a`) and look at the other (`--half b`).
 */
import { InvalidArgumentError, Option } from "commander";
import { parseIsoDay } from "../../src/clock.js";
import { DEFAULT_WEIGHTS, type RankingWeights } from "../../src/search/ranking.js";
import { coloursFor, createCommand, createProgress, runCommand } from "../cli.js";
import { renderColumns } from "../columns.js";
import { askAll, indexInMemory } from "./asking.js";
import { readArticles, readQuestions } from "./corpus.js";
import { benchEmbedder } from "./embedder.js";
import { measure } from "./measures.js";
import { sourceOf } from "./options.js";
import { phraseQuestions } from "./phrases.js";
import { weightNames, weightOf, withSetting, withWeight } from "./weight-settings.js";

interface Options {
  readonly folder?: string;
  readonly articles?: string;
  readonly questions?: string;
  readonly half?: "a" | "b";
  readonly only?: readonly string[];
  readonly phrases: number;
  readonly vectors: boolean;
  readonly set: readonly string[];
  readonly json: boolean;
}

/** Times the weight as it stands. */
const STEPS = [0, 0.5, 0.75, 1, 1.33, 2];

await runCommand(async () => {
  const options = readOptions();
  const base = options.set.reduce(withSetting, DEFAULT_WEIGHTS);
  const names = options.only ?? weightNames(base);
  for (const name of names) weightOf(base, name);
  const source = await sourceOf(options);
  const articles = await readArticles(source.articles);
  const questions = [
    ...(await readQuestions(source.questions, options.half)),
    ...phraseQuestions(articles, options.phrases, parseIsoDay("2025-01-01")!),
  ];
  const embedder = options.vectors ? { embedder: await benchEmbedder("builtin") } : {};
  const { retrieverWith } = await indexInMemory(articles, { segmenter: "auto", ...embedder });
  const ask = async (weights: RankingWeights) => {
    const { all } = measure(await askAll(retrieverWith(weights), questions)).kinds;
    return { hit1: all!["hit@1"], all10: all!["all@10"] };
  };
  const asSet = await ask(base);
  const progress = createProgress("weights");
  const sweeps = [];
  for (const [i, name] of names.entries()) {
    progress.update(i, names.length);
    const trials = [];
    for (const value of valuesAround(weightOf(base, name))) {
      const same = value === weightOf(base, name);
      trials.push({ value, ...(same ? asSet : await ask(withWeight(base, name, value))) });
    }
    sweeps.push({ name, value: weightOf(base, name), trials });
  }
  progress.stop();
  if (options.json) console.log(JSON.stringify({ questions: questions.length, asSet, sweeps }));
  else console.log(showSweeps(sweeps, questions.length));
});

function readOptions(): Options {
  const list = (text: string) => text.split(",").map((name) => name.trim());
  return createCommand("weights", "Measures what the ranking does with other weights.")
    .name("npx tsx scripts/bench/weights.ts")
    .option("--folder <folder>", "holds articles….jsonl and questions.jsonl (default: the sample archive)")
    .option("--articles <file>", "articles as npm run index takes them")
    .option("--questions <file>", "JSON lines of questions with the ids of the articles they need")
    .addOption(new Option("--half <half>", "only questions whose id hashes to it").choices(["a", "b"]))
    .option("--only <weights>", "only these, with commas between them", list)
    .option("--phrases <number>", "asks also so many short runs of the articles' own text", toCount, 0)
    .option("--vectors", "with vectors; without them their weights do nothing", false)
    .option("--set <weight=value>", "where a weight stands instead; may be given again", collect, [])
    .option("--json", "print the figures as JSON", false)
    .parse()
    .opts<Options>();
}

function collect(value: string, earlier: readonly string[]): string[] {
  return [...earlier, value];
}

function toCount(text: string): number {
  if (!/^\d{1,5}$/.test(text)) throw new InvalidArgumentError("a whole number is needed");
  return Number(text);
}

/** Shares stay shares, and counts whole numbers; a weight of 0 is tried at some small ones. */
function valuesAround(value: number): number[] {
  const most = value <= 0.9 ? 1 : Number.POSITIVE_INFINITY;
  const counts = Number.isInteger(value) && value >= 10;
  const tried =
    value === 0 ? [0, 0.05, 0.1, 0.25, 0.5, 1] : STEPS.map((step) => Math.min(most, step * value));
  const values = tried.map((one) => (counts ? Math.max(1, Math.round(one)) : Number(one.toPrecision(3))));
  return [...new Set(values)];
}

interface Sweep {
  readonly name: string;
  readonly value: number;
  readonly trials: readonly { readonly value: number; readonly hit1: number; readonly all10: number }[];
}

function showSweeps(sweeps: readonly Sweep[], questions: number): string {
  const { bold, dim } = coloursFor(process.stdout);
  const mille = (share: number) => String(Math.round(share * 1000)).padStart(4);
  const rows = sweeps.flatMap(({ name, value, trials }) => {
    const cells = trials.map((trial) => (trial.value === value ? `[${trial.value}]` : String(trial.value)));
    const untouched = trials.every(
      ({ hit1, all10 }) => hit1 === trials[0]!.hit1 && all10 === trials[0]!.all10,
    );
    return [
      [name, ...cells],
      ...(untouched
        ? [["  these questions do not touch it"]]
        : [
            ["  hit@1", ...trials.map(({ hit1 }) => mille(hit1))],
            ["  all@10", ...trials.map(({ all10 }) => mille(all10))],
          ]),
    ];
  });
  const lines = renderColumns([["", ...STEPS.map(() => "")], ...rows]).slice(1);
  return [
    ...lines.map((line) => (line.startsWith(" ") ? line : bold(line))),
    dim(
      `${questions} questions, in per mille; [where it stands]; one question is ${(1000 / questions).toFixed(1)}`,
    ),
  ].join("\n");
}

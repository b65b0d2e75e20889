/** What `npm run bench` is told: on which articles and questions, at which sizes, which engines, and where it writes. */
import { join } from "node:path";
import { InvalidArgumentError } from "commander";
import { projectRoot } from "../../src/config.js";
import { UsageError } from "../../src/errors.js";
import { createCommand } from "../cli.js";
import type { Contestant } from "./compare.js";
import { pathsIn } from "./corpus.js";
import { labelOf, toEmbedderNames } from "./embedder.js";
import { ENGINES, type EngineInfo } from "./engines.js";

export interface BenchOptions {
  readonly articles?: string;
  readonly questions?: string;
  readonly folder?: string;
  readonly dict?: string;
  /** True: they must be there; undefined: those that are installed. */
  readonly peers?: boolean;
  readonly only?: readonly string[];
  readonly sizes?: readonly number[];
  readonly seconds: number;
  /** Each is a row of its own. */
  readonly embedder: readonly string[];
  /** After so many seconds one build, or one round of searches, has failed. */
  readonly limit: number;
  readonly out?: string;
  readonly json: boolean;
}

export function readBenchOptions(): BenchOptions {
  return createCommand(
    "bench",
    "Measures how well and how fast articles are found, by ours and by other search engines.\n" +
      "Without --folder it runs on the sample archive, which is quick and says little.",
  )
    .option("--folder <folder>", "holds articles….jsonl and questions.jsonl")
    .option("--articles <file>", "articles as npm run index takes them: JSON lines, or a folder of Markdown")
    .option("--questions <file>", "JSON lines of questions with the ids of the articles they need")
    .option(
      "--sizes <numbers>",
      "how many articles to search in, e.g. 2000,20000 (default: 2000 and all)",
      toSizes,
    )
    .option(
      "--only <engines>",
      `of ${ENGINES.map(({ name }) => name).join(", ")}; name:setup for another setup`,
      toNames,
    )
    .option("--peers", "stop if the other engines are not installed")
    .option("--no-peers", "ours alone")
    .option(
      "--dict <folder>",
      "names and synonyms for ours (default: none, data/dict for the sample archive)",
    )
    .option(
      "--embedder <names>",
      "what makes our vectors, each a row: builtin, transformers, openai, none, configured;\n" +
        "transformers:owner/model and openai:model name another model than .env does",
      toEmbedderNames,
      ["builtin"],
    )
    .option(
      "--seconds <number>",
      "processor time for one engine's searches; a slow one is asked fewer",
      toSeconds,
      40,
    )
    .option("--limit <number>", "seconds until a build or a round of searches is given up", toLimit, 900)
    .option("--out <file>", "also writes a page with plots")
    .option("--json", "print the figures as JSON", false)
    .parse()
    .opts<BenchOptions>();
}

function toSizes(text: string): number[] {
  const sizes = text.split(",").map(Number);
  if (!sizes.every((size) => Number.isInteger(size) && size > 0))
    throw new InvalidArgumentError("whole numbers with commas between them, like 2000,20000");
  return [...new Set(sizes)].sort((a, b) => a - b);
}

// Setups hold commas (“ours:words, pairs”), so a comma divides only before the name of an engine.
function toNames(text: string): string[] {
  const names = ENGINES.map(({ name }) => name).join("|");
  return text.split(new RegExp(`,\\s*(?=(?:${names})\\b)`)).map((name) => name.trim());
}

function toSeconds(text: string): number {
  const seconds = Number(text);
  if (!(seconds > 0 && seconds <= 3_600))
    throw new InvalidArgumentError("seconds, more than 0 and up to 3600");
  return seconds;
}

function toLimit(text: string): number {
  const seconds = Number(text);
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > 86_400)
    throw new InvalidArgumentError("whole seconds, 1 to 86400");
  return seconds;
}

export interface Source {
  readonly articles: string;
  readonly questions: string;
  readonly dict?: string | undefined;
  readonly sample: boolean;
}

/** From wherever the command is started. */
function sampleArchive(): Source {
  const data = join(projectRoot(), "data");
  return {
    articles: join(data, "articles"),
    questions: join(data, "eval", "questions.jsonl"),
    dict: join(data, "dict"),
    sample: true,
  };
}

/** @throws {UsageError} if only one of two files is given. */
export async function sourceOf({
  folder,
  articles,
  questions,
  dict,
}: Pick<BenchOptions, "folder" | "articles" | "questions" | "dict">): Promise<Source> {
  if (folder !== undefined) return { ...(await pathsIn(folder)), dict, sample: false };
  if (articles === undefined && questions === undefined) return { ...sampleArchive(), ...(dict && { dict }) };
  if (articles === undefined || questions === undefined)
    throw new UsageError("--articles and --questions belong together; or give --folder");
  return { articles, questions, dict, sample: false };
}

/** A small pool beside the whole, where the whole is much larger. */
export function sizesOf(given: readonly number[] | undefined, articles: number): number[] {
  const sizes = given ?? (articles >= 4_000 ? [2_000, articles] : [articles]);
  return [...new Set(sizes.map((size) => Math.min(size, articles)))];
}

type Chosen = Pick<BenchOptions, "only" | "peers"> & { readonly embedder?: readonly string[] };

/** Who compares embedders looks at ours; the others, which have none, come when they are asked for. */
const wantsPeers = ({ peers, embedder = [] }: Chosen) => peers ?? embedder.length < 2;

/**
 * @param installed whether an engine can run here
 * @throws {UsageError} if a name or a setup is not known.
 */
export function contestantsOf(chosen: Chosen, installed: (engine: EngineInfo) => boolean): Contestant[] {
  const { only, embedder: embedders = ["builtin"] } = chosen;
  const single = embedders.length === 1 && embedders[0] === "builtin";
  const withEmbedders = (one: Pick<Contestant, "engine" | "setup">): Contestant[] => {
    const vectors = one.engine.name === "ours" && one.setup === one.engine.setups[0];
    if (!vectors) return [{ ...one, embedder: "none", variant: null }];
    return embedders.map((embedder) => ({ ...one, embedder, variant: single ? null : labelOf(embedder) }));
  };
  if (only) return only.map(toContestant).flatMap(withEmbedders);
  return ENGINES.flatMap((engine) => {
    const setups = engine.name === "ours" ? engine.setups : engine.setups.slice(0, 1);
    const runs = engine.name === "ours" || (wantsPeers(chosen) && installed(engine));
    return runs ? setups.flatMap((setup) => withEmbedders({ engine, setup })) : [];
  });
}

const INSTALL = "npm install --prefix scripts/bench/peers";

/**
 * What a person should know who gets fewer engines than there are.
 *
 * @returns null where nothing is missing that was wanted
 * @throws {UsageError} if they were asked for.
 */
export function noteOnMissing(chosen: Chosen, missing: readonly EngineInfo[]): string | null {
  const { peers, only } = chosen;
  const wanted = only
    ? missing.filter(({ name }) => only.some((one) => one.split(":")[0] === name))
    : wantsPeers(chosen)
      ? missing
      : [];
  if (wanted.length === 0) return null;
  const labels = wanted.map(({ label }) => label).join(", ");
  if (peers || only) throw new UsageError(`not installed: ${labels}`, { hint: INSTALL });
  return `not measured: ${labels}; to have them: ${INSTALL}`;
}

function toContestant(text: string): Pick<Contestant, "engine" | "setup"> {
  const [name, setup] = text.split(/:(.*)/, 2);
  const engine = ENGINES.find((one) => one.name === name);
  if (!engine)
    throw new UsageError(`--only: “${name}” is none of ${ENGINES.map((one) => one.name).join(", ")}`);
  if (setup !== undefined && !engine.setups.includes(setup))
    throw new UsageError(`--only: ${name} has no setup “${setup}”: ${engine.setups.join("; ")}`);
  return { engine, setup: setup ?? engine.setups[0]! };
}

/**
 * How well questions are answered: right, wrong, refused wrongly, refused rightly, per kind.
 *
 * Usage: npm run eval -- [--index DIR] [--questions data/eval/questions.jsonl] [--report FILE.html] [--json]
 */
import { readFile, writeFile } from "node:fs/promises";
import { beijingDay, type IsoDay, parseIsoDay, systemClock } from "../src/clock.js";
import { readConfig } from "../src/config.js";
import { DataError, messageOf } from "../src/errors.js";
import { coloursFor, createCommand, runCommand } from "./cli.js";
import { type Figures, type Judged, sumUp } from "./eval-figures.js";
import { renderReport } from "./eval-report.js";
import { type EvalQuestion, judgeAnswer, parseEvalQuestions } from "./eval-score.js";
import { openNewsroom } from "./newsroom.js";

await runCommand(async (signal) => {
  const config = readConfig();
  const command = createCommand("eval", "Measures the answers to questions whose answers are known.")
    .option("--index <folder>", "where the index is kept", config.indexDir)
    .option(
      "--questions <file>",
      "JSON lines of questions with facts and articles",
      "data/eval/questions.jsonl",
    )
    .option("--report <file>", "writes a page with every failed question")
    .option("--json", "print the figures as JSON", false)
    .parse();
  const { index, questions, report, json } = command.opts<{
    index: string;
    questions: string;
    report?: string;
    json: boolean;
  }>();
  const wanted = parseEvalQuestions(await readText(questions), questions);
  const { dim } = coloursFor(process.stderr);
  const tell = (line: string) => process.stderr.write(`${dim(line)}\n`);
  const { answerer } = await openNewsroom({ config, indexDir: index, signal, tell });
  const today = beijingDay(systemClock.now());
  const judged: Judged[] = [];
  const begun = performance.now();
  for (const question of wanted) {
    const { answer, trace } = await answerer.ask(question.question, {
      today: dayOf(question) ?? today,
      history: question.history ?? [],
    });
    judged.push({ question, answer, trace, judgement: judgeAnswer(question, answer) });
  }
  const figures = sumUp(judged, performance.now() - begun);
  if (report !== undefined) await writeFile(report, renderReport(judged, figures));
  console.log(json ? JSON.stringify(figures) : showFigures(figures));
  if (report !== undefined) tell(`every failed question: ${report}`);
});

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    throw new DataError(`${path} cannot be read: ${messageOf(cause)}`, { cause });
  }
}

function dayOf({ today, id }: EvalQuestion): IsoDay | undefined {
  if (today === undefined) return undefined;
  const day = parseIsoDay(today);
  if (!day) throw new DataError(`question ${id}: today: “${today}” is not a day like 2025-03-31`);
  return day;
}

function showFigures({ kinds, answerable, others, citations, msPerQuestion }: Figures): string {
  const { bold, dim } = coloursFor(process.stdout);
  const row = (cells: readonly (string | number)[]) =>
    cells.map((cell, i) => (i === 0 ? String(cell).padEnd(16) : String(cell).padStart(17))).join("");
  const share = (part: number, whole: number) =>
    `${part} of ${whole} (${whole === 0 ? "–" : ((100 * part) / whole).toFixed(1)} %)`;
  return [
    bold(row(["kind", "questions", "right", "wrong", "refused wrongly", "refused rightly"])),
    ...kinds.map(({ kind, questions, right, wrong, refusedWrongly, refusedRightly }) =>
      row(
        [kind, questions, right, wrong, refusedWrongly, refusedRightly].map((cell) =>
          cell === 0 ? "·" : cell,
        ),
      ),
    ),
    "",
    `answered right, with a right citation   ${bold(share(answerable.right, answerable.questions))}`,
    `refused though the paper says it        ${share(answerable.refused, answerable.questions)}`,
    `refused where the paper does not say    ${bold(share(others.refused, others.questions))}`,
    `citations that name a right article     ${share(citations.right, citations.given)}`,
    dim(`${msPerQuestion} ms a question`),
  ].join("\n");
}

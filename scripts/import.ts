/**
 * Newspaper pages → articles: raw text, Markdown and JSON lines into one Markdown file each.
 *
 * Usage: npm run import -- [--out data/articles] [--published YYYY-MM-DD] [--paper NAME] [--force] [--json] FILE|FOLDER…
 *
 * Exit codes: 0 all imported, 1 something could not be (the rest was), 2 wrong use.
 */
import type { IsoDay } from "../src/clock.js";
import { readConfig } from "../src/config.js";
import { UsageError } from "../src/errors.js";
import { writeArticles } from "../src/news/archive-write.js";
import { importInputs, readInputs } from "../src/news/import.js";
import { createCommand, dayOption, runCommand } from "./cli.js";
import { type ImportReport, renderJson, renderTable } from "./import-report.js";

const WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

await runCommand(async () => {
  const config = readConfig();
  const command = createCommand("import", "Turns newspaper pages into articles, one Markdown file each.")
    .argument(
      "<path...>",
      "pages as text (.txt), articles as Markdown (.md) or JSON lines (.jsonl), or folders of them",
    )
    .option("--out <folder>", "folder the articles are written to", config.articlesDir)
    .option(
      "--published <day>",
      "day of publication, where the pages do not say it or say it wrong",
      dayOption("--published"),
    )
    .option("--paper <name>", "name of the paper", config.paperName)
    .option("--weekday <day>", `on which the paper comes out (${WEEKDAYS.join(", ")} or none)`, "mon")
    .option("--force", "overwrite articles that were edited by hand", false)
    .option("--json", "print the result as JSON", false)
    .parse();
  const {
    out,
    published = null,
    paper,
    weekday,
    force,
    json,
  } = command.opts<{
    out: string;
    published?: IsoDay;
    paper: string;
    weekday: string;
    force: boolean;
    json: boolean;
  }>();
  const options = { paper: paper.trim() || null, published, weekday: toWeekday(weekday) };
  const { inputs, faults } = await readInputs(command.args);
  const files = await importInputs(inputs, options);
  const { written, removed, stale } = await writeArticles(out, files, { force });
  const report: ImportReport = {
    folder: out,
    articles: written.flat(),
    orphans: files.flatMap(({ file, orphans }) => orphans.map((headline) => ({ file, headline }))),
    faults: [...faults, ...files.flatMap((file) => file.faults)].map(({ where, reason }) => ({
      file: where,
      reason,
    })),
    removed,
    stale,
  };
  process.stdout.write(json ? renderJson(report) : renderTable(report));
  for (const { file, reason } of report.faults) console.error(`not imported: ${file}: ${reason}`);
  return report.faults.length > 0 ? 1 : 0;
});

function toWeekday(name: string): number | null {
  const weekday = WEEKDAYS.indexOf(name.toLowerCase().slice(0, 3));
  if (weekday < 0 && name !== "none") {
    throw new UsageError(`--weekday: “${name}” is not one of ${WEEKDAYS.join(", ")} or none`);
  }
  return weekday < 0 ? null : weekday;
}

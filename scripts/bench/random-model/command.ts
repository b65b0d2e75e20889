/**
 * Writes a model of the shape of bge-small-zh with random weights into a folder, for trying what loads and runs
 * models where the hub is out of reach. It answers nothing well: never into the folder the bot serves from.
 *
 * Usage: npx tsx scripts/bench/random-model/command.ts FOLDER [--name Xenova/bge-small-zh-v1.5]
 */
import { createCommand, runCommand } from "../../cli.js";
import { BGE_SMALL, writeRandomModel } from "./write.js";

await runCommand(async () => {
  const command = createCommand("random-model", "Writes a model with random weights.")
    .name("npx tsx scripts/bench/random-model/command.ts")
    .argument("<folder>", "a folder of models, as MODELS_DIR")
    .option("--name <owner/name>", "the name it is asked for by", "Xenova/bge-small-zh-v1.5")
    .parse();
  const { name } = command.opts<{ name: string }>();
  await writeRandomModel(command.args[0]!, name, BGE_SMALL);
  console.log(`${name}, with random weights, in ${command.args[0]}`);
});

/** The embedder of the settings for a command that builds an index: a bar while its model is fetched, a question before it costs much. */
import { createInterface } from "node:readline/promises";
import type { Config } from "../src/config.js";
import type { EmbedderFactory } from "../src/index/embedder.js";
import { createEmbedder } from "../src/models/embedders.js";
import { prepareReranker } from "../src/models/rerankers.js";
import { createProgress, type Progress } from "./cli.js";

/** Also fetches the reranker's model, if one is set. */
export async function openEmbedder(
  { embedding, reranker }: Config,
  signal: AbortSignal,
): Promise<EmbedderFactory> {
  const bars = createDownloadBars();
  await prepareReranker(reranker, { onDownload: bars.update, signal });
  const embedder = await createEmbedder(embedding, {
    onDownload: bars.update,
    // Without a person to ask nothing is spent above the limit.
    ...(process.stdin.isTTY &&
      process.stderr.isTTY && { confirm: (tokens: number) => confirmTokens(tokens, signal) }),
  });
  return {
    ...embedder,
    async close() {
      bars.stop();
      await embedder.close?.();
    },
  };
}

/** One bar a file; it is taken away when the file is whole. */
function createDownloadBars() {
  let shown: { file: string; bar: Progress } | null = null;
  const stop = () => {
    shown?.bar.stop();
    shown = null;
  };
  return {
    stop,
    update(file: string, done: number, total: number) {
      if (shown?.file !== file) {
        stop();
        shown = { file, bar: createProgress(`fetching ${file}, kB`) };
      }
      const kilobytes = Math.ceil(done / 1000);
      shown.bar.update(kilobytes, Math.max(Math.ceil(total / 1000), kilobytes));
      if (total > 0 && done >= total) stop();
    },
  };
}

async function confirmTokens(tokens: number, signal: AbortSignal): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  // While it reads, the terminal takes Ctrl-C for itself.
  terminal.on("SIGINT", () => process.emit("SIGINT"));
  try {
    const answer = await terminal.question(
      `\nembedding takes about ${tokens.toLocaleString("en")} tokens of the service; go on? (y/N) `,
      { signal },
    );
    return /^y(?:es)?$/i.test(answer.trim());
  } catch (error) {
    signal.throwIfAborted();
    // Ctrl-D: whoever leaves does not say yes.
    if ((error as Error).name === "AbortError") return false;
    throw error;
  } finally {
    terminal.close();
  }
}

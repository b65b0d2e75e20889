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
    ...(process.stdin.isTTY && process.stderr.isTTY && { confirm: confirmTokens }),
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
        shown = { file, bar: createProgress(`fetching ${file}`) };
      }
      shown.bar.update(done, Math.max(total, done));
      if (total > 0 && done >= total) stop();
    },
  };
}

async function confirmTokens(tokens: number): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await terminal.question(
      `embedding takes about ${tokens.toLocaleString("en")} tokens of the service; go on? (y/N) `,
    );
    return /^y(?:es)?$/i.test(answer.trim());
  } finally {
    terminal.close();
  }
}

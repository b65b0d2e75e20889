/**
 * Ours as an engine among others, in two setups: the whole of it, built, opened
 * and asked as the bot does it; and words and pairs alone, which is what the
 * others can be compared with part for part.
 */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { assembleNewsroom } from "../../src/assemble.js";
import { type Chunk, chunkBody } from "../../src/index/chunk.js";
import type { EmbedderFactory } from "../../src/index/embedder.js";
import {
  ARTICLES_FILE,
  CHUNKS_FILE,
  KEYWORDS_FILE,
  readArticles,
  readChunks,
  writeArticles,
  writeChunks,
} from "../../src/index/generation-files.js";
import { createKeywordBuilder, readKeywords, writeKeywords } from "../../src/index/keywords.js";
import { createTokenizer } from "../../src/index/tokens.js";
import type { Article } from "../../src/news/article.js";
import { EMPTY_DICTIONARY } from "../../src/news/dictionary.js";
import { createRetriever } from "../../src/search/retriever.js";
import { type BuildIndexOptions, buildIndex, openIndex } from "../../src/wiring.js";
import { distinctArticles } from "./asking.js";
import { benchEmbedder, type ReadSettings } from "./embedder.js";
import type { Engine } from "./engine.js";

export interface OursParts {
  /** Default: the environment and `.env`. */
  readonly read?: ReadSettings;
  /** Default: as `npm run index` does it. */
  readonly build?: (options: BuildIndexOptions & { readonly embedder: EmbedderFactory }) => Promise<unknown>;
}

export async function createEngine(setup: string, parts: OursParts = {}): Promise<Engine> {
  return setup === "words, pairs" ? keywordsAlone() : whole(parts);
}

async function loadWordCutter(): Promise<void> {
  await createTokenizer([]);
}

function whole({ read, build = buildIndex }: OursParts): Engine {
  return {
    prepare: loadWordCutter,
    async build(_, { folder, articlesPath, dictionaryDir, embedder }) {
      const factory = await benchEmbedder(embedder, read);
      try {
        await build({ articlesPath, dictionaryDir, indexDir: folder, embedder: factory });
      } finally {
        await factory.close?.();
      }
    },
    async open({ folder, embedder }) {
      const factory = await benchEmbedder(embedder, read);
      const generation = await openIndex(folder, factory);
      const failure: { first?: unknown } = {};
      const { questions, retriever } = assembleNewsroom(generation, {
        stopwatch: () => 0,
        onEmbedderFailure: (error) => {
          failure.first ??= error;
        },
      });
      return {
        async search({ text, today }, k) {
          const { standalone, clauses, period } = questions.read(text, { today });
          const passages = await retriever.retrieve({
            text: standalone,
            clauses: clauses.map((clause) => clause.text),
            today,
            period: period?.range ?? null,
            k,
          });
          // The bot would go on without vectors; here a figure without them would bear the wrong name.
          if ("first" in failure) throw failure.first;
          return idsOf(distinctArticles(passages), k);
        },
        close: async () => factory.close?.(),
      };
    },
  };
}

function keywordsAlone(): Engine {
  return {
    prepare: loadWordCutter,
    async build(articles, { folder }) {
      const builder = createKeywordBuilder(await createTokenizer([]));
      for (const article of articles) builder.add(article);
      const chunks: Chunk[] = articles.flatMap(({ body }, article) =>
        chunkBody(body).map((span) => ({ ...span, article })),
      );
      await writeFile(join(folder, KEYWORDS_FILE), writeKeywords(builder.finish()));
      await writeFile(join(folder, ARTICLES_FILE), writeArticles(articles));
      await writeFile(join(folder, CHUNKS_FILE), writeChunks(chunks));
    },
    async open({ folder }) {
      const articles = readArticles(await readFile(join(folder, ARTICLES_FILE)));
      const retriever = createRetriever({
        articles,
        chunks: readChunks(await readFile(join(folder, CHUNKS_FILE)), articles),
        keywords: readKeywords(await readFile(join(folder, KEYWORDS_FILE)), articles),
        tokenizer: await createTokenizer([]),
        dictionary: EMPTY_DICTIONARY,
      });
      return {
        search: async (query, k) => idsOf(distinctArticles(await retriever.retrieve({ ...query, k })), k),
      };
    },
  };
}

function idsOf(articles: readonly Article[], k: number): string[] {
  return articles.slice(0, k).map(({ id }) => id);
}

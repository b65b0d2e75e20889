/**
 * What the bot and a process that serves a generation say to each other.
 *
 * Each message is checked where it comes in: the process is started from the
 * program as it stands on disk, which may have been updated since the bot began.
 */
import { z } from "zod";
import type { Answer, Citation, Headline } from "../answer/answer.js";
import type { ArticleKey, Hit, Newsroom } from "../bot/newsroom.js";
import { type IsoDay, parseIsoDay } from "../clock.js";
import { ARTICLE_KINDS, type Article, type ArticleId } from "../news/article.js";
import type { Turn } from "../search/follow-up.js";

const day = z.custom<IsoDay>((value) => typeof value === "string" && parseIsoDay(value) !== undefined);
const articleId = z.custom<ArticleId>((value) => typeof value === "string");
const articleKey = z.custom<ArticleKey>((value) => typeof value === "string");
const text = z.string();
const number = z.int();

// Loose: a field that is added to an answer shall arrive, and not be lost because nobody named it here.
const headlineFields = { articleId, title: text, publishedOn: day.nullable() };
const headline: z.ZodType<Headline> = z.looseObject(headlineFields);
const hitFields = {
  ...headlineFields,
  paper: text.nullable(),
  issue: text.nullable(),
  page: number.nullable(),
  url: text.nullable(),
  quote: text,
};
const hits: z.ZodType<readonly Hit[]> = z.array(z.looseObject(hitFields));
const citation: z.ZodType<Citation> = z.looseObject({ marker: number, ...hitFields });
const answer: z.ZodType<Answer> = z.discriminatedUnion("status", [
  z.looseObject({
    status: z.literal("answered"),
    mode: z.enum(["extractive", "generated"]),
    text,
    citations: z.array(citation),
  }),
  z.looseObject({ status: z.literal("not_found"), text, nearest: z.array(headline) }),
  z.looseObject({ status: z.literal("declined"), text }),
  z.looseObject({ status: z.literal("chat"), text }),
]);
const article: z.ZodType<Article> = z.looseObject({
  id: articleId,
  title: text,
  subtitle: text.nullable(),
  body: text,
  publishedOn: day.nullable(),
  paper: text.nullable(),
  issue: text.nullable(),
  page: number.nullable(),
  byline: text.nullable(),
  source: text.nullable(),
  url: text.nullable(),
  kind: z.enum(ARTICLE_KINDS),
});
const coverage: z.ZodType<Newsroom["coverage"]> = z.looseObject({
  paper: text.nullable(),
  articles: number,
  from: day.nullable(),
  to: day.nullable(),
  newestIssue: text.nullable(),
});
const turn: z.ZodType<Turn> = z.object({ role: z.enum(["user", "assistant"]), content: text });
const question = z.object({
  question: text,
  today: day,
  history: z.array(turn),
  reader: text.nullable(),
  /** Whether the text is told as it grows. */
  grows: z.boolean(),
});

/** What can be asked of a generation, and what comes back. */
export const CALLS = {
  ask: { asked: question, given: answer },
  quote: { asked: question, given: answer },
  search: { asked: z.object({ words: text, k: number.min(1), today: day }), given: hits },
  related: {
    asked: z.object({ question: text, k: number.min(0), besides: z.array(articleId), today: day }),
    given: z.array(headline),
  },
  latest: { asked: z.object({ k: number.min(0) }), given: hits },
  article: { asked: z.object({ key: articleKey }), given: article.nullable() },
  examples: { asked: z.object({ today: day }), given: z.array(text) },
  /** Answered at once by a process that is well. */
  ping: { asked: z.object({}), given: z.null() },
};
export type Method = keyof typeof CALLS;
export type Asked<M extends Method> = z.output<(typeof CALLS)[M]["asked"]>;
export type Given<M extends Method> = z.output<(typeof CALLS)[M]["given"]>;

const ToProcess = z.discriminatedUnion("kind", [
  /** Build an index of the configured articles, then end. */
  z.object({ kind: z.literal("build"), indexDir: text }),
  /** Serve the generation that CURRENT names, or the newest that is whole. */
  z.object({ kind: z.literal("open"), indexDir: text }),
  z.object({
    kind: z.literal("call"),
    call: number,
    method: z.enum(Object.keys(CALLS) as Method[]),
    asked: z.unknown(),
  }),
  z.object({ kind: z.literal("abort"), call: number }),
]);
export type ToProcess = z.output<typeof ToProcess>;

const FromProcess = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("ready"),
    generation: text,
    coverage,
    composes: z.boolean(),
    /** What the operator should know of how it was opened. */
    warnings: z.array(text),
  }),
  z.object({ kind: z.literal("built"), articles: number, faults: z.array(text) }),
  /** The index could not be built or opened; the process ends. */
  z.object({ kind: z.literal("refused"), message: text, hint: text.nullable() }),
  /** The text of a written answer so far. */
  z.object({ kind: z.literal("piece"), call: number, soFar: text }),
  z.object({ kind: z.literal("result"), call: number, value: z.unknown() }),
  z.object({ kind: z.literal("failure"), call: number, message: text, stack: text.nullable() }),
  z.object({
    kind: z.literal("log"),
    level: z.enum(["error", "warn", "info"]),
    message: text,
    fields: z.record(text, z.unknown()),
  }),
]);
export type FromProcess = z.output<typeof FromProcess>;
export type Ready = Extract<FromProcess, { kind: "ready" }>;

/** @returns null for what this program does not understand */
export function parseToProcess(raw: unknown): ToProcess | null {
  return ToProcess.safeParse(raw).data ?? null;
}

/** @returns null for what this program does not understand */
export function parseFromProcess(raw: unknown): FromProcess | null {
  return FromProcess.safeParse(raw).data ?? null;
}

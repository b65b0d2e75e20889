/**
 * What an article is, and its two written forms: Markdown with front matter,
 * which a newsroom can edit by hand, and JSON lines, which programs write.
 *
 * The body is what is quoted, so it is kept to the letter; only characters that
 * nobody can see (controls, zero-width, bidi) are taken out on the way in.
 */
import { parse as parseYaml, stringify as toYaml } from "yaml";
import { z } from "zod";
import { type IsoDay, parseIsoDay } from "../clock.js";
import { DataError } from "../errors.js";
import { removeHidden } from "./text.js";

/** Unique in an archive: for a Markdown file its path without `.md`, for a JSON line its `id`. */
export type ArticleId = string & { readonly brand: "ArticleId" };

export const ARTICLE_KINDS = ["article", "photo", "notice", "teaser"] as const;
/** `photo` is a caption, `notice` the paper's own announcement (小启), `teaser` a pointer to another page. */
export type ArticleKind = (typeof ARTICLE_KINDS)[number];

export interface Article {
  readonly id: ArticleId;
  /** May be empty: some feeds have none. */
  readonly title: string;
  readonly subtitle: string | null;
  /** Paragraphs divided by blank lines. Quotes are substrings of this. */
  readonly body: string;
  /** `null` when the paper does not say and it could not be worked out. */
  readonly publishedOn: IsoDay | null;
  readonly paper: string | null;
  /** As printed, e.g. “第1234期”. */
  readonly issue: string | null;
  readonly page: number | null;
  /** Who wrote it, as printed without “记者”: “刘坤 陈文卿”. */
  readonly byline: string | null;
  /** Who supplied it, as printed after “来源：”. */
  readonly source: string | null;
  readonly url: string | null;
  readonly kind: ArticleKind;
}

const text = z
  .union([z.string(), z.number()])
  .transform((value) => removeHidden(String(value)).text.trim() || null)
  .nullish()
  .transform((value) => value ?? null);

const Meta = z.object({
  title: text.transform((value) => value ?? ""),
  subtitle: text,
  paper: text,
  issue: text,
  byline: text,
  source: text,
  page: z.coerce.number().int().min(1).max(999).nullish().catch(null),
  // Only http(s): a link goes out to readers.
  url: z
    .url({ protocol: /^https?$/ })
    .nullish()
    .catch(null),
  kind: z.enum(ARTICLE_KINDS).nullish(),
  published: z
    .string()
    .trim()
    .transform((value, context) => {
      if (value === "") return null;
      const day = parseIsoDay(value.slice(0, 10));
      if (!day) context.addIssue({ code: "custom", message: `“${value}” is not a day like 2025-03-31` });
      return day ?? null;
    })
    .nullish(),
});

const JsonLine = Meta.omit({ published: true }).extend({
  id: z.union([z.string().min(1), z.number()]).transform(String),
  text: z.string(),
  publishedOn: Meta.shape.published,
});

/**
 * Reads one JSON line.
 *
 * @param where names the line in errors, e.g. `news.jsonl:17`
 * @throws {DataError} naming the line, the field and what is wrong with it.
 */
export function parseArticleLine(line: string, where: string): Article {
  let row: unknown;
  try {
    row = JSON.parse(line);
  } catch (cause) {
    throw new DataError(`${where}: not JSON`, { cause });
  }
  const { id, text: body, publishedOn, ...meta } = checked(JsonLine, row, where);
  return toArticle(id, body, publishedOn, meta, where);
}

/**
 * Reads the Markdown form: front matter between `---` lines, then the body. A
 * file without front matter is taken whole, its first `# ` line as the title.
 *
 * @throws {DataError} naming the file, the field and what is wrong with it.
 */
export function parseArticleMarkdown(
  markdown: string,
  { id, where }: { id: string; where: string },
): Article {
  const whole = removeHidden(markdown).text;
  const parts = /^---\n([\s\S]*?)\n---[ \t]*(?:\n|$)/.exec(whole);
  let row: unknown = {};
  try {
    // The core schema would turn 2025-03-31 into a string anyway; failsafe keeps “0012” and “1.0” as written too.
    if (parts) row = parseYaml(parts[1]!, { schema: "failsafe" }) ?? {};
  } catch (cause) {
    throw new DataError(`${where}: the front matter is not YAML`, { cause });
  }
  const { published, ...meta } = checked(Meta, row, where);
  let body = parts ? whole.slice(parts[0].length) : whole;
  const heading = /^\s*# (.+)\n/.exec(body);
  if (heading && !meta.title) meta.title = heading[1]!.trim();
  if (heading && heading[1]!.trim() === meta.title) body = body.slice(heading[0].length);
  return toArticle(id, body.trim(), published, meta, where);
}

/** The Markdown form; `parseArticleMarkdown` reads it back as the same article. */
export function toArticleMarkdown(article: Article): string {
  const { id: _id, title, publishedOn, body, ...rest } = article;
  const front = Object.entries({ title, published: publishedOn, ...rest }).flatMap(([key, value]) =>
    value === null || value === "" ? [] : [[key, String(value)]],
  );
  const yaml = toYaml(Object.fromEntries(front), { lineWidth: 0, schema: "failsafe" });
  return `---\n${yaml}---\n\n${body}\n`;
}

function checked<T extends z.ZodType>(schema: T, row: unknown, where: string): z.output<T> {
  const result = schema.safeParse(row);
  if (result.success) return result.data;
  const issue = result.error.issues[0]!;
  const field = issue.path.length > 0 ? `${issue.path.join(".")}: ` : "";
  throw new DataError(`${where}: ${field}${issue.message}`, { cause: result.error });
}

function toArticle(
  id: string,
  rawBody: string,
  publishedOn: IsoDay | null | undefined,
  meta: Omit<z.output<typeof Meta>, "published">,
  where: string,
): Article {
  const body = removeHidden(rawBody).text;
  if (body.trim() === "") throw new DataError(`${where}: the article has no text`);
  return {
    id: id as ArticleId,
    title: meta.title,
    subtitle: meta.subtitle,
    body,
    publishedOn: publishedOn ?? null,
    paper: meta.paper,
    issue: meta.issue,
    page: meta.page ?? null,
    byline: meta.byline,
    source: meta.source,
    url: meta.url ?? null,
    kind: meta.kind ?? "article",
  };
}

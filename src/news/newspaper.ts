/**
 * The raw text of a newspaper page → its articles, photo captions, notices and
 * pointers to other pages.
 *
 * Each step knows more than the one before: lines and their widths, then
 * paragraphs and headlines, then what stands beside the stories, then where
 * stories end, then which headline belongs to which. Nothing on the page is lost:
 * a character ends up in one item, among the headlines nobody owns, or in the
 * furniture of the page.
 */
import type { IsoDay } from "../clock.js";
import type { ArticleKind } from "./article.js";
import { type Asides, type Caption, liftAsides, type Notice, type Teaser } from "./newspaper/asides.js";
import { measure } from "./newspaper/columns.js";
import type { Owned } from "./newspaper/headlines.js";
import type { Imprint } from "./newspaper/imprint.js";
import { buildStories, type Story } from "./newspaper/items.js";
import { readLayout } from "./newspaper/layout.js";
import { readLines } from "./newspaper/lines.js";
import type { Jump } from "./newspaper/marks.js";
import { toPieces } from "./newspaper/pieces.js";
import { removeHidden, splitSentences } from "./text.js";

export interface PageItem {
  readonly kind: ArticleKind;
  readonly title: string;
  /** The title is not printed; it was made from the first sentence. */
  readonly titleMade: boolean;
  readonly subtitle: string | null;
  /** Paragraphs divided by blank lines. */
  readonly body: string;
  readonly byline: string | null;
  readonly source: string | null;
  /** The page a teaser points to; null for all else. */
  readonly pointsTo: number | null;
  /** Where it goes on from, and where it goes on. */
  readonly from: Jump | null;
  readonly on: Jump | null;
  readonly warnings: readonly string[];
}

export interface PageReading {
  /** In the order of the page. */
  readonly items: readonly PageItem[];
  /** Headlines whose story is not on this page. */
  readonly orphans: readonly string[];
  /** Head, foot, names of columns, and the lines bylines and sources were read from, as printed. */
  readonly furniture: readonly string[];
  readonly imprint: Imprint;
  /** Days on which the paper itself signed a notice. */
  readonly signedOn: readonly IsoDay[];
  /** How many characters that nobody can see were taken out. */
  readonly hidden: number;
}

export interface PageOptions {
  /** Name of the paper, to know it at the head of a page and below a notice. */
  readonly paper?: string | null;
}

/** @param raw text of one page; hidden characters and any line ends are fine. */
export function readNewspaperPage(raw: string, { paper = null }: PageOptions = {}): PageReading {
  const { text, removed } = removeHidden(raw);
  const asides = liftAsides(toPieces(readLayout(measure(readLines(text), paper))));
  const { stories, captionHeadlines, orphans, marks } = buildStories(asides);
  const placed = [
    ...asides.teasers.map((teaser) => ({ at: teaser.at, item: teaserItem(teaser) })),
    ...asides.notices.map((notice) => ({ at: notice.at, item: noticeItem(notice) })),
    ...asides.captions.map((caption, i) => ({
      at: caption.at,
      item: captionItem(caption, captionHeadlines[i] ?? null),
    })),
    ...stories.map((story) => ({ at: story.at, item: storyItem(story) })),
  ];
  return {
    items: placed.sort((a, b) => a.at - b.at).map(({ item }) => item),
    orphans,
    furniture: [...asides.furniture, ...marks],
    imprint: mergeImprints(asides),
    signedOn: asides.notices.flatMap(({ day, signature }) => (day && isOwn(signature, paper) ? [day] : [])),
    hidden: removed,
  };
}

const PLAIN = {
  titleMade: false,
  subtitle: null,
  byline: null,
  source: null,
  pointsTo: null,
  from: null,
  on: null,
  warnings: [],
} as const;

function teaserItem({ title, printed, page }: Teaser): PageItem {
  return {
    ...PLAIN,
    kind: "teaser",
    title,
    body: printed.replace(/^(\d+)(?=\p{Script=Han})/u, "$1 "),
    pointsTo: page,
  };
}

function noticeItem({ title, paragraphs }: Notice): PageItem {
  return { ...PLAIN, kind: "notice", title, body: paragraphs.join("\n\n") };
}

function captionItem({ paragraphs, byline }: Caption, headline: Owned | null): PageItem {
  const { title = titleFrom(paragraphs[0]!), subtitle = null } = headline ?? {};
  const body = paragraphs.join("\n\n");
  return { ...PLAIN, kind: "photo", title, titleMade: headline === null, subtitle, body, byline };
}

function storyItem({ text, headline, bylines, sources, from, on }: Story): PageItem {
  const paragraphs = text.map((piece) => piece.text);
  const title = headline?.title ?? from?.title ?? titleFrom(paragraphs[0]!);
  const last = text.at(-1);
  const warnings = [
    ...(headline || from?.title ? [] : ["no headline found; title made from the first sentence"]),
    ...(from ? [`continued from page ${from.page}`] : []),
    ...(on ? [`goes on on page ${on.page}`] : []),
    ...(last?.kind === "paragraph" && !last.closed && !on ? ["the text breaks off"] : []),
  ];
  return {
    ...PLAIN,
    kind: "article",
    title,
    titleMade: headline === null && !from?.title,
    subtitle: headline?.subtitle ?? null,
    body: paragraphs.join("\n\n"),
    byline: bylines.join(" ") || null,
    source: sources.join("；") || null,
    from,
    on,
    warnings,
  };
}

const DATELINE =
  /^(?:在?(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:[上下]午|晚|起)?|近日|日前|近期|最近|[昨今][日天]|据悉)[，,]\s*/u;
/** “在新春佳节来临之际，”: says when or why, not what. */
const BEFORE_IT =
  /^(?:在.*(?:之际|[上下中后时])|从.*[年月日]|.*(?:仪式|活动|会|论坛)[上中]|为(?!期).*|随着.*|.*之际|当.*|早晨.*|清晨.*|\d{1,2}月\d{1,2}日(?:[上下]午|晚)?)[，,]$/u;
const LONGEST_TITLE = 40;

/** A title out of the first sentence: its clauses, as many as fit, without the date before them. */
function titleFrom(paragraph: string): string {
  const first = splitSentences(paragraph)[0];
  const sentence = paragraph
    .slice(first?.start ?? 0, first?.end)
    .replace(DATELINE, "")
    .replace(/[。；;]$/u, "");
  const clauses = sentence.split(/(?<=[，,])/u);
  while (clauses.length > 1 && BEFORE_IT.test(clauses[0]!) && clauses[1]!.length >= 8) clauses.shift();
  while (clauses.length > 1 && /^\d{1,2}月\d{1,2}日/u.test(clauses[0]!) && clauses[0]!.length < 12)
    clauses.shift();
  let title = clauses.shift() ?? "";
  while (clauses.length > 0 && (title.length < 10 || title.length + clauses[0]!.length <= 24))
    title += clauses.shift();
  title = title.replace(/[，,：:、]$/u, "");
  return title.length <= LONGEST_TITLE ? title : `${[...title].slice(0, LONGEST_TITLE - 1).join("")}…`;
}

function mergeImprints({ imprints, teasers }: Asides): Imprint {
  const first = <K extends keyof Imprint>(key: K) =>
    imprints.find((imprint) => imprint[key] !== null)?.[key] ?? null;
  // Only the front page points to several others.
  const front = teasers.length >= 2 && teasers.every(({ page }) => page > 1) ? 1 : null;
  // Several bare numbers are pointers to other pages; the page's own stands beside its day.
  const pages = new Set(imprints.flatMap(({ page }) => page ?? []));
  const beside = imprints.find(({ day, page }) => day !== null && page !== null)?.page ?? null;
  const page = beside ?? (pages.size === 1 ? first("page") : null) ?? front;
  return { day: first("day"), issue: first("issue"), page };
}

/** Is a notice signed by the paper, so that its day is the day of the issue? */
function isOwn(signature: string | null, paper: string | null): boolean {
  return (
    signature !== null &&
    (/融媒体中心$|编辑部$|^本报|报社$/u.test(signature) || (paper !== null && signature.includes(paper)))
  );
}

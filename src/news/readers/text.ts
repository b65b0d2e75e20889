/**
 * Raw text of newspaper pages → articles. Pages imported together are read
 * together, because stories jump from one to the next.
 */
import type { IsoDay } from "../../clock.js";
import { dayInName, pageInName, workOutDay } from "../newspaper/day.js";
import { joinJumps } from "../newspaper/jumps.js";
import { type PageItem, type PageReading, readNewspaperPage } from "../newspaper.js";
import type { ImportedArticle, ImportedFile } from "./imported.js";

export interface TextFile {
  readonly file: string;
  readonly text: string;
}

export interface TextOptions {
  readonly paper: string | null;
  /** Given by hand for all pages: goes before what a page says. */
  readonly published: IsoDay | null;
  /** On which the paper comes out, 0 for Sunday; null if it has no fixed day. */
  readonly weekday: number | null;
}

/** Form feeds part the pages of a file. */
export function readTextFiles(files: readonly TextFile[], options: TextOptions): ImportedFile[] {
  const pages = joinJumps(files.flatMap((file) => readPages(file, options)));
  return files.map(({ file }) => {
    const own = pages.filter((page) => page.file === file);
    const articles = own.flatMap((page) => toArticles(page, options.paper));
    const orphans = own.flatMap(({ reading }) => reading.orphans);
    // A page may have lost its only article to the page it began on.
    const found = own.some(({ reading }) => reading.items.length > 0);
    const faults = found ? [] : [{ where: file, reason: "no article found in it" }];
    return { file, articles, orphans, faults };
  });
}

interface Page {
  readonly file: string;
  readonly reading: PageReading;
  readonly items: readonly PageItem[];
  readonly page: number | null;
  readonly day: IsoDay | null;
  readonly issue: string;
  readonly notes: readonly string[];
}

function readPages({ file, text }: TextFile, options: TextOptions): Page[] {
  const parts = text.split("\f").filter((part) => part.trim() !== "");
  const readings = parts.map((part) => readNewspaperPage(part, { paper: options.paper }));
  return readings.map((reading): Page => {
    const { day, note } = dayOf(reading, readings, { file, ...options });
    const page = reading.imprint.page ?? (readings.length === 1 ? pageInName(file) : null);
    const notes = [
      ...(note ? [note] : []),
      ...(reading.hidden > 0 ? [`${reading.hidden} hidden characters taken out of the page`] : []),
    ];
    return { file, reading, items: reading.items, page, day, issue: day ?? "", notes };
  });
}

/** From the page, the other pages of the file, the file's name, or worked out. */
function dayOf(
  reading: PageReading,
  all: readonly PageReading[],
  { file, published, weekday }: TextOptions & { file: string },
): { day: IsoDay | null; note: string | null } {
  const printed = [reading, ...all].flatMap(({ imprint, signedOn }) => imprint.day ?? signedOn).at(0) ?? null;
  if (published) {
    const other = printed !== null && printed !== published;
    return { day: published, note: other ? `the page itself is dated ${printed}` : null };
  }
  const told = printed ?? dayInName(file);
  if (told) return { day: told, note: null };
  const day = weekday === null ? null : workOutDay(reading.items, weekday);
  if (day) return { day, note: `day worked out from the dates in the text: ${day}` };
  return { day: null, note: "day unknown; give it with --published" };
}

function toArticles({ reading, items, page, day, notes }: Page, paper: string | null): ImportedArticle[] {
  return items.map((item, i) => {
    const { kind, title, subtitle, body, byline, source, pointsTo, warnings } = item;
    const { issue } = reading.imprint;
    const article = { kind, title, subtitle, body, byline, source, url: null };
    return {
      article: { ...article, publishedOn: day, paper, issue, page: pointsTo ?? page },
      // What is true of the page is said once.
      warnings: i === 0 ? [...warnings, ...notes] : warnings,
    };
  });
}

/**
 * Stories that go on on another page (下转第2版 → 上接第1版), put together again
 * when both pages are imported at once and only one joining is possible.
 */

import type { PageItem } from "../newspaper.js";
import { endingOf, joinLines } from "./lines.js";
import { createOverlap } from "./overlap.js";

export interface JumpPage {
  readonly page: number | null;
  /** Pages are joined within one issue only. */
  readonly issue: string;
  readonly items: readonly PageItem[];
}

/** Least share of the continuation's pairs that the head must have, where a page number is missing. */
const LEAST_SHARED = 0.08;

/** @returns the pages in the same order; a continuation that found its head is gone from its page. */
export function joinJumps<T extends JumpPage>(pages: readonly T[]): T[] {
  const items = pages.map((page) => [...page.items]);
  const overlap = createOverlap(pages.flatMap((page) => page.items.map(({ body }) => body)));
  for (const [p, page] of pages.entries()) {
    for (const tail of page.items.filter(({ from }) => from !== null)) {
      const heads = pages.flatMap((other, o) =>
        other.issue === page.issue && o !== p
          ? items[o]!.filter((head) => fits(head, other.page, tail, page.page)).map((head) => ({
              head,
              o,
              page: other.page,
            }))
          : [],
      );
      const [only] = heads;
      if (!only || heads.length > 1) continue;
      const sure = only.page !== null && page.page !== null;
      if (!sure && overlap.share(tail.body, only.head.body) < LEAST_SHARED) continue;
      items[only.o] = items[only.o]!.map((item) => (item === only.head ? joined(item, tail) : item));
      items[p] = items[p]!.filter((item) => item !== tail);
    }
  }
  return pages.map((page, p) => ({ ...page, items: items[p]! }));
}

/** Do the two jumps name each other's page, as far as the pages are known? */
function fits(head: PageItem, headPage: number | null, tail: PageItem, tailPage: number | null): boolean {
  if (!head.on || !tail.from) return false;
  return (
    (headPage === null || tail.from.page === headPage) && (tailPage === null || head.on.page === tailPage)
  );
}

function joined(head: PageItem, tail: PageItem): PageItem {
  const broken = endingOf(head.body) !== "full";
  const body = broken ? joinAt(head.body, tail.body) : `${head.body}\n\n${tail.body}`;
  const warnings = [
    ...head.warnings.filter((warning) => !warning.startsWith("goes on") && warning !== "the text breaks off"),
    `joined with its continuation on page ${head.on!.page}`,
  ];
  // A headline on the other page belongs to the same story.
  const heading = head.titleMade && !tail.titleMade ? tail : head;
  return {
    ...head,
    title: heading.title,
    titleMade: heading.titleMade,
    subtitle: heading.subtitle,
    body,
    byline: head.byline ?? tail.byline,
    source: tail.source ?? head.source,
    on: tail.on,
    warnings,
  };
}

/** The last paragraph of one and the first of the other are one. */
function joinAt(head: string, tail: string): string {
  const before = head.split("\n\n");
  const after = tail.split("\n\n");
  const seam = joinLines([before.at(-1)!, after[0]!]);
  return [...before.slice(0, -1), seam, ...after.slice(1)].join("\n\n");
}

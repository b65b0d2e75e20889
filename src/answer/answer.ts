/** What becomes of a question. Every outcome is normal; a failure to answer is an answer too. */
import type { IsoDay } from "../clock.js";
import type { ArticleId } from "../news/article.js";

export interface Citation {
  /** As it stands in the text in brackets, from 1. */
  readonly marker: number;
  readonly articleId: ArticleId;
  readonly title: string;
  readonly publishedOn: IsoDay | null;
  readonly paper: string | null;
  readonly issue: string | null;
  readonly page: number | null;
  readonly url: string | null;
  /** Exact substring of the article's body. */
  readonly quote: string;
}

export interface Headline {
  readonly articleId: ArticleId;
  readonly title: string;
  readonly publishedOn: IsoDay | null;
}

/** `text` uses `**` for emphasis and `[n]` for the citation with that marker, and no other markup. */
export type Answer =
  | {
      readonly status: "answered";
      readonly mode: "extractive" | "generated";
      readonly text: string;
      readonly citations: readonly Citation[];
    }
  | { readonly status: "not_found"; readonly text: string; readonly nearest: readonly Headline[] }
  | { readonly status: "declined"; readonly text: string }
  | { readonly status: "chat"; readonly text: string };

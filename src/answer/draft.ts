/**
 * The answer as far as it has been checked: takes raw sentences in, keeps those
 * that stand, numbers their citations, and notes what was removed and why.
 */
import type { IsoDay } from "../clock.js";
import type { Dictionary } from "../news/dictionary.js";
import type { Span } from "../news/text.js";
import { toAbsoluteDates } from "./absolute-dates.js";
import type { Citation } from "./answer.js";
import type { ComposedSentence, RemovedSentence } from "./composed.js";
import { toPlainSentence } from "./plain-text.js";
import { NO_ANSWER, type Prompt } from "./prompt.js";
import { compactText } from "./source-reading.js";
import type { Source } from "./sources.js";
import { createVerifier } from "./verify.js";
import type { Support } from "./verify-trial.js";

export interface Draft {
  readonly sentences: readonly ComposedSentence[];
  readonly removed: readonly RemovedSentence[];
  readonly mended: number;
  readonly unanswered: boolean;
  /** Sentences that came again word for word. */
  readonly repeats: number;
  /** @param raw as the model wrote it, with the white space before it */
  take(raw: string): void;
}

export interface DraftOptions {
  readonly prompt: Prompt;
  readonly dictionary: Dictionary;
  readonly today: IsoDay;
  readonly onSentence: ((sentence: ComposedSentence) => void) | undefined;
}

/** The model's own words for NO_ANSWER. They are said by code, because no source can be cited for them. */
const SAYS_NOTHING =
  /(?:报道|报纸|文章|资料|来源|原文|材料|报上|文中|信息)[^，。]{0,12}(?:没有|未|并未|无)(?:直接|明确|具体)?(?:提到|提及|说明|说到|涉及|给出|回答|介绍|披露|显示|找到|相关)|^(?:没有|未)(?:找到|提到|提及|相关)|无法(?:回答|确定|得知|判断)|(?:sources?|articles?|passages?|paper) (?:do|does|did)(?:es)?(?: not|n't) (?:say|mention|state|answer|provide|give|specify)/i;

export function createDraft({ prompt, dictionary, today, onSentence }: DraftOptions): Draft {
  const verifier = createVerifier(prompt.sources, dictionary);
  const sentences: ComposedSentence[] = [];
  const removed: RemovedSentence[] = [];
  const citations: NumberedQuote[] = [];
  const seen = new Set<string>();
  const count = { mended: 0, repeats: 0, unanswered: false };

  const check = (raw: string): string | null => {
    const { text, markers, link } = toPlainSentence(raw.replaceAll(NO_ANSWER, ""));
    if (raw.includes(NO_ANSWER)) count.unanswered = true;
    if (text === "") return null;
    if (link !== null) return `leads to ${link}`;
    const key = compactText(text).replace(/[^\p{L}\p{N}]/gu, "");
    if (seen.has(key)) {
      count.repeats += 1;
      return "has been said";
    }
    seen.add(key);
    if (markers.length === 0 && SAYS_NOTHING.test(text)) {
      count.unanswered = true;
      return "says that the sources do not say; that is said by code";
    }
    const verdict = verifier.check(text, markers);
    if (!verdict.kept) return verdict.reason;
    if (verdict.mended) count.mended += 1;
    const sentence = {
      text: toAbsoluteDates(text, { today, publishedOn: verdict.support[0]!.source.article.publishedOn }),
      citations: verdict.support.flatMap((support) => toCitations(support, citations)),
      newLine: /^\s*\n/.test(raw) && sentences.length > 0,
    };
    sentences.push(sentence);
    onSentence?.(sentence);
    return null;
  };

  return {
    sentences,
    removed,
    get mended() {
      return count.mended;
    },
    get unanswered() {
      return count.unanswered;
    },
    get repeats() {
      return count.repeats;
    },
    take(raw) {
      const reason = check(raw);
      if (reason !== null) removed.push({ sentence: toPlainSentence(raw).text, reason });
    },
  };
}

interface NumberedQuote extends Span {
  readonly source: Source;
  readonly citation: Citation;
}

/** A quote inside one that was cited before goes by the same number. */
function toCitations({ source, quotes }: Support, known: NumberedQuote[]): Citation[] {
  return quotes.map(({ start, end }) => {
    const same = known.find((one) => one.source === source && one.start <= start && end <= one.end);
    if (same) return same.citation;
    const { id, title, publishedOn, paper, issue, page, url, body } = source.article;
    const citation = {
      marker: known.length + 1,
      articleId: id,
      title: title === "" ? `${body.trim().slice(0, 20)}…` : title,
      publishedOn,
      paper,
      issue,
      page,
      url,
      quote: body.slice(start, end),
    };
    known.push({ source, start, end, citation });
    return citation;
  });
}

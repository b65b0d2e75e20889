/**
 * The answer as far as it has been checked: takes raw sentences in, keeps those
 * that stand, numbers their citations, and notes what was removed and why.
 */
import type { IsoDay } from "../../clock.js";
import type { Dictionary } from "../../news/dictionary.js";
import type { Span } from "../../news/text.js";
import type { Citation } from "../answer.js";
import { toAbsoluteDates } from "../verify/absolute-dates.js";
import { compactText } from "../verify/source-reading.js";
import type { Support } from "../verify/trial.js";
import { createVerifier } from "../verify/verify.js";
import type { ComposedSentence, RemovedSentence } from "./composed.js";
import { type PlainSentence, toPlainSentence } from "./plain-text.js";
import { NO_ANSWER, type Prompt } from "./prompt.js";
import type { Source } from "./sources.js";

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

/** Sentences about the bot's own rules and keys: no news, whatever article they stand in. */
const SPEAKS_TO_MACHINE =
  /系统(?:消息|提示|指令)|提示词|(?:忽略|无视|忘掉)[^，。]{0,8}(?:指令|规则|指示|报道)|环境变量|process\.env|api_?key|[a-z]_token|system prompt|(?:previous|all) instructions|\bdan mode\b/i;
/** The label is ours to give; an article that says it of itself does not say it of this answer. */
const DENIES_LABEL =
  /(?:本|以上|上述|此|该)(?:条|则|篇|次)?_?(?:回答|回复|答复|内容|文字|文)[^，。]{0,14}(?:人工|编辑|记者|真人|非AI|AI|人工智能)|(?:官方)?人工回复|(?:并?非|不是)(?:由)?(?:AI|人工智能)|人工智能生成的?(?:标识|标签|字样)|AI label/i;

export function createDraft({ prompt, dictionary, today, onSentence }: DraftOptions): Draft {
  const verifier = createVerifier(prompt.sources, dictionary);
  const sentences: ComposedSentence[] = [];
  const removed: RemovedSentence[] = [];
  const quotes: NumberedQuote[] = [];
  const seen = new Set<string>();
  const state = { mended: 0, repeats: 0, unanswered: false };

  const keep = (raw: string, text: string, support: readonly Support[]) => {
    const { publishedOn } = support[0]!.source.article;
    const sentence = {
      text: toAbsoluteDates(text, { today, publishedOn }),
      citations: support.flatMap((one) => toCitations(one, quotes)),
      newLine: /^\s*\n/.test(raw) && sentences.length > 0,
    };
    sentences.push(sentence);
    onSentence?.(sentence);
  };

  /** @returns why it is not kept; null if it is, or if there is nothing in it */
  const check = (raw: string, { text, markers, link }: PlainSentence): string | null => {
    if (text === "") return null;
    const unfit = findUnfit(text, link);
    if (unfit !== null) return unfit;
    const key = compactText(text).replace(/[^\p{L}\p{N}]/gu, "");
    if (seen.has(key)) return sayAgain(state);
    seen.add(key);
    if (markers.length === 0 && SAYS_NOTHING.test(text)) {
      state.unanswered = true;
      return "says that the sources do not say; that is said by code";
    }
    const verdict = verifier.check(text, markers);
    if (!verdict.kept) return verdict.reason;
    if (verdict.mended) state.mended += 1;
    keep(raw, text, verdict.support);
    return null;
  };
  return toDraft({ sentences, removed, state, check });
}

function sayAgain(state: { repeats: number }): string {
  state.repeats += 1;
  return "has been said";
}

interface DraftParts {
  readonly sentences: readonly ComposedSentence[];
  readonly removed: RemovedSentence[];
  readonly state: { mended: number; repeats: number; unanswered: boolean };
  readonly check: (raw: string, plain: PlainSentence) => string | null;
}

function toDraft({ sentences, removed, state, check }: DraftParts): Draft {
  return {
    sentences,
    removed,
    get mended() {
      return state.mended;
    },
    get unanswered() {
      return state.unanswered;
    },
    get repeats() {
      return state.repeats;
    },
    take(raw) {
      if (raw.includes(NO_ANSWER)) state.unanswered = true;
      const plain = toPlainSentence(raw.replaceAll(NO_ANSWER, ""));
      const reason = check(raw, plain);
      if (reason !== null) removed.push({ sentence: plain.text, reason });
    },
  };
}

function findUnfit(text: string, link: string | null): string | null {
  if (link !== null) return `leads to ${link}`;
  if (SPEAKS_TO_MACHINE.test(text)) return "speaks to the machine";
  return DENIES_LABEL.test(text) ? "speaks of the answer itself" : null;
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

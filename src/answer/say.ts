/** Quotations turned into the text a reader gets, with markers and the citations they name. */
import type { Article } from "../news/article.js";
import type { Question } from "../search/question.js";
import type { Passage } from "../search/retriever.js";
import type { Answer, Citation, Headline } from "./answer.js";
import type { TenseNote } from "./events/tense.js";
import type { Extraction, Quote } from "./extract.js";
import { titleOf, toHeadline } from "./headline.js";
import { withoutMarkers, withoutMarkup } from "./markup.js";
import { type Coverage, sayDay, sayPaper, sayPeriod } from "./phrases.js";
import { replacedLast } from "./superseded.js";
import type { Finding, Told } from "./told.js";

type Answered = Extract<Answer, { status: "answered" }>;
type NotFound = Extract<Answer, { status: "not_found" }>;

export interface Saying {
  readonly extraction: Extraction;
  /** What is to be said of a quotation on the day of asking: that what it announces is over. */
  readonly noteOf: (quote: Quote) => TenseNote | null;
}

export function toAnswered(
  question: Question,
  quotes: readonly Quote[],
  { extraction, noteOf }: Saying,
): Answered {
  const { language } = question;
  const distinct = replacedLast(
    aheadFirst(withNewer(withoutRepeats(quotes), noteOf), { question, noteOf }),
    extraction,
  );
  const citations = distinct.map(({ quote }, i) => toCitation(quote, i + 1));
  const lines = distinct.map(({ quote, before }, i) => {
    const note = noteOf(quote)?.text ?? "";
    return `${before ? sayBefore(language) : ""}${sayQuote(quote, i + 1, language)}${note}`;
  });
  if (extraction.findings.some(({ differs }) => differs)) lines.unshift(sayDiffers(language));
  const open = extraction.findings.filter((finding) => finding.quotes.length === 0);
  if (open.length > 0)
    lines.push(
      sayUnanswered(
        open.map((finding) => withoutMarkup(finding.clause.text.trim())),
        language,
      ),
    );
  return { status: "answered", mode: "extractive", text: lines.join("\n"), citations };
}

/** A later report that changes what a quotation says is given before it. */
function withNewer(quotes: readonly Quote[], noteOf: Saying["noteOf"]): Quote[] {
  return withoutRepeats(
    quotes.flatMap((quote) => {
      const newer = noteOf(quote)?.newer ?? null;
      return newer === null ? [quote] : [newer, quote];
    }),
  );
}

/** Who asks when a thing comes (“哪天来”, not “哪天来的”) means what is ahead: that goes before what is past. */
function aheadFirst(
  quotes: readonly Quote[],
  { question: { standalone, clauses }, noteOf }: Pick<Saying, "noteOf"> & { readonly question: Question },
): readonly Quote[] {
  if (
    !clauses.some(({ asks }) => asks === "time") ||
    /[过的](?:[啊呀呢?？])*$|\b(?:did|was|were)\b/.test(standalone)
  )
    return quotes;
  const ahead = quotes.filter((quote) => noteOf(quote)?.ahead === true);
  return [...ahead, ...quotes.filter((quote) => !ahead.includes(quote))];
}

/** The same notes under an answer that a model wrote, by the markers it cites. */
export function withNotes(
  answer: Answered,
  articles: readonly Article[],
  noteOf: Saying["noteOf"],
): Answered {
  const notes = answer.citations.flatMap(({ articleId, quote, marker }) => {
    const article = articles.find(({ id }) => id === articleId);
    const start = article?.body.indexOf(quote) ?? -1;
    if (!article || start < 0) return [];
    const note = noteOf({ article, start, end: start + quote.length, marks: [] });
    return note === null ? [] : [`[${marker}]${note.text}`];
  });
  return notes.length === 0 ? answer : { ...answer, text: [answer.text, ...notes].join("\n") };
}

/** What code looked up, in the same form: a line of ours, then its quotations. */
export function toLookedUp(finding: Finding, { language }: Question): Answer {
  switch (finding.kind) {
    case "told":
      return toTold(finding.told);
    case "nothing":
      return {
        status: "not_found",
        text: [finding.text, ...sayNearest(finding.nearest, language)].join("\n"),
        nearest: finding.nearest,
      };
    default:
      return finding satisfies never;
  }
}

function toTold(told: Told): Answered {
  const citations: Citation[] = [];
  const lines = told.map(({ text, quotes }) => {
    const quoted = quotes.map((quote) => {
      const known = citations.findIndex(
        (one) =>
          one.articleId === quote.article.id &&
          one.quote === quote.article.body.slice(quote.start, quote.end),
      );
      const marker = known < 0 ? citations.length + 1 : known + 1;
      if (known < 0) citations.push(toCitation(quote, marker));
      return `「${marked(quote)}」[${marker}]`;
    });
    return `${withoutMarkers(text)}${quoted.join("")}`;
  });
  return { status: "answered", mode: "extractive", text: lines.join("\n"), citations };
}

/** Clauses of one question may be answered by one sentence; it is quoted once, with all that was marked. */
function withoutRepeats(quotes: readonly Quote[]): Quote[] {
  const distinct: Quote[] = [];
  for (const quote of quotes) {
    const at = distinct.findIndex(
      (one) => one.article.id === quote.article.id && one.start <= quote.start && quote.end <= one.end,
    );
    if (at < 0) distinct.push(quote);
    else distinct[at] = { ...distinct[at]!, marks: joinMarks([...distinct[at]!.marks, ...quote.marks]) };
  }
  return distinct;
}

function joinMarks(marks: readonly { readonly start: number; readonly end: number }[]) {
  const joined: { start: number; end: number }[] = [];
  for (const { start, end } of [...marks].sort((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else joined.push({ start, end });
  }
  return joined;
}

function sayQuote(quote: Quote, marker: number, language: Question["language"]): string {
  const { article } = quote;
  const from = [sayPaper(article.paper, language), sayDay(article.publishedOn, language)].join(
    language === "zh" ? "" : ", ",
  );
  const lead = language === "zh" ? `据${from}：` : `According to ${from}: `;
  return `${lead}「${marked(quote)}」[${marker}]`;
}

function marked({ article, start, end, marks }: Quote): string {
  const printed = (from: number, to: number) => withoutMarkup(article.body.slice(from, to));
  let text = "";
  let at = start;
  for (const mark of joinMarks(marks)) {
    text += `${printed(at, mark.start)}**${printed(mark.start, mark.end)}**`;
    at = mark.end;
  }
  return (text + printed(at, end)).replace(/\s+/g, (gap) => (gap.includes("\n") ? " " : gap));
}

function sayBefore(language: Question["language"]): string {
  return language === "zh" ? "此前，" : "Before that: ";
}

function sayDiffers(language: Question["language"]): string {
  return language === "zh"
    ? "几篇报道的说法不同，按日期从新到旧："
    : "The articles differ; the newest comes first:";
}

function sayUnanswered(parts: readonly string[], language: Question["language"]): string {
  return language === "zh"
    ? `报上没有说到：${parts.join("；")}。`
    : `The paper does not say: ${parts.join("; ")}.`;
}

function toCitation({ article, start, end }: Quote, marker: number): Citation {
  const { id, publishedOn, paper, issue, page, url, body } = article;
  return {
    marker,
    articleId: id,
    title: titleOf(article),
    publishedOn,
    paper,
    issue,
    page,
    url,
    quote: body.slice(start, end),
  };
}

const NEAREST = 3;

export function toNotFound(
  question: Question,
  {
    passages,
    extraction,
    coverage,
  }: { readonly passages: readonly Passage[]; readonly extraction: Extraction; readonly coverage: Coverage },
): NotFound {
  const nearest: Headline[] = [];
  for (const { article } of passages) {
    if (nearest.length >= NEAREST || nearest.some((one) => one.articleId === article.id)) continue;
    nearest.push(toHeadline(article));
  }
  const missing = [
    ...new Set(
      extraction.findings.flatMap((finding) => finding.missing.map((term) => withoutMarkup(term.text))),
    ),
  ]
    // A lone 万 tells a reader nothing.
    .filter((term) => term.length > 1)
    .slice(0, 3);
  const { language } = question;
  const paper = sayPaper(coverage.paper, language);
  const period = sayPeriod(coverage, language);
  const lines =
    language === "zh"
      ? [`${paper}没有说到这件事（查了${period}的${coverage.articles}篇报道）。`]
      : [`${paper} does not say (searched ${coverage.articles} articles, ${period}).`];
  if (question.period !== null) {
    lines.push(
      language === "zh"
        ? `问的时间是：${withoutMarkup(question.period.text)}。`
        : `Time asked about: ${withoutMarkup(question.period.text)}.`,
    );
  } else if (missing.length > 0) {
    lines.push(
      language === "zh"
        ? `报道里没有出现：${missing.join("、")}。`
        : `Not in the articles: ${missing.join(", ")}.`,
    );
  }
  return { status: "not_found", text: [...lines, ...sayNearest(nearest, language)].join("\n"), nearest };
}

function sayNearest(nearest: readonly Headline[], language: Question["language"]): string[] {
  if (nearest.length === 0) return [];
  return [
    language === "zh" ? "相近的报道（不是回答）：" : "Nearest headlines (not an answer):",
    ...nearest.map(
      ({ title, publishedOn }) => `· ${withoutMarkup(title)}（${sayDay(publishedOn, language)}）`,
    ),
  ];
}

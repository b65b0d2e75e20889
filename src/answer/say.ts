/** Quotations turned into the text a reader gets, with markers and the citations they name. */
import type { Article } from "../news/article.js";
import type { Question } from "../search/question.js";
import type { Passage } from "../search/retriever.js";
import type { Answer, Citation, Headline } from "./answer.js";
import type { Extraction, Quote } from "./extract.js";
import { type Coverage, sayDay, sayPaper, sayPeriod } from "./phrases.js";

type Answered = Extract<Answer, { status: "answered" }>;
type NotFound = Extract<Answer, { status: "not_found" }>;

export function toAnswered(question: Question, quotes: readonly Quote[], extraction?: Extraction): Answered {
  const distinct = withoutRepeats(quotes);
  const citations = distinct.map((quote, i) => toCitation(quote, i + 1));
  const lines = distinct.map((quote, i) => sayQuote(quote, i + 1, question.language));
  const open = extraction?.findings.filter((finding) => finding.quotes.length === 0) ?? [];
  if (open.length > 0)
    lines.push(
      sayUnanswered(
        open.map((finding) => withoutMarkup(finding.clause.text.trim())),
        question.language,
      ),
    );
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
  return (text + printed(at, end)).replace(/\s*\n\s*/g, " ");
}

/** What the paper or a reader wrote must not pass for our emphasis or a citation: `**` and `[3]` in other letters. */
function withoutMarkup(text: string): string {
  return text.replaceAll("*", "＊").replace(/\[(\d+)\]/g, "［$1］");
}

function sayUnanswered(parts: readonly string[], language: Question["language"]): string {
  return language === "zh"
    ? `报上没有说到：${parts.join("；")}。`
    : `The paper does not say: ${parts.join("; ")}.`;
}

function toCitation({ article, start, end }: Quote, marker: number): Citation {
  const { id, title, publishedOn, paper, issue, page, url, body } = article;
  return {
    marker,
    articleId: id,
    title: titleOf(article, title),
    publishedOn,
    paper,
    issue,
    page,
    url,
    quote: body.slice(start, end),
  };
}

/** An article without a headline goes by its first words. */
function titleOf(article: Article, title: string): string {
  return title === "" ? `${article.body.trim().slice(0, 20)}…` : title;
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
    nearest.push({
      articleId: article.id,
      title: titleOf(article, article.title),
      publishedOn: article.publishedOn,
    });
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
  if (nearest.length > 0) {
    lines.push(language === "zh" ? "相近的报道（不是回答）：" : "Nearest headlines (not an answer):");
    for (const { title, publishedOn } of nearest)
      lines.push(`· ${withoutMarkup(title)}（${sayDay(publishedOn, language)}）`);
  }
  return { status: "not_found", text: lines.join("\n"), nearest };
}

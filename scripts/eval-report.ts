/** The page of `npm run eval -- --report`: the figures, then every failed question with what was found and why it ranked so. */
import type { Judged as JudgedEvidence } from "../src/answer/judged.js";
import type { Figures, Judged } from "./eval-figures.js";

const STYLE = `body{font:15px/1.6 system-ui,"Noto Sans SC","PingFang SC","Microsoft YaHei",sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#222}
table{border-collapse:collapse;margin:1rem 0}td,th{padding:.2rem .8rem;border-bottom:1px solid #ddd;text-align:right}td:first-child,th:first-child{text-align:left}
article{border:1px solid #ddd;border-radius:8px;padding:.6rem 1rem;margin:1rem 0}h3{margin:.2rem 0}small{color:#777}
.wrong{border-left:5px solid #c0392b}.refused-wrongly{border-left:5px solid #e0a030}pre{white-space:pre-wrap;font:inherit;background:#f6f6f6;padding:.5rem;border-radius:6px}
summary{cursor:pointer;color:#555}`;

export function renderReport(judged: readonly Judged[], { kinds, answerable, others }: Figures): string {
  const failed = judged.filter(
    ({ judgement: { verdict } }) => verdict === "wrong" || verdict === "refused-wrongly",
  );
  const rows = kinds.map(
    (kind) =>
      `<tr><td>${escapeHtml(kind.kind)}</td><td>${kind.questions}</td><td>${kind.right}</td><td>${kind.wrong}</td><td>${kind.refusedWrongly}</td><td>${kind.refusedRightly}</td></tr>`,
  );
  return [
    `<!doctype html><html lang="zh"><meta charset="utf-8"><title>Answers measured</title><style>${STYLE}</style>`,
    `<h1>Answers measured</h1><p>${answerable.right} of ${answerable.questions} answerable questions right; ${others.refused} of ${others.questions} others refused. ${failed.length} failed:</p>`,
    `<table><tr><th>kind</th><th>questions</th><th>right</th><th>wrong</th><th>refused wrongly</th><th>refused rightly</th></tr>${rows.join("")}</table>`,
    ...failed.map(renderFailed),
    "</html>\n",
  ].join("\n");
}

function renderFailed({ question, answer, trace, judgement }: Judged): string {
  const history = (question.history ?? [])
    .map(({ role, content }) => `<small>${role}: ${escapeHtml(content)}</small><br>`)
    .join("");
  const wanted =
    question.facts.length > 0
      ? `wanted: ${escapeHtml(question.facts.join("; "))} · from ${escapeHtml(question.articles.join(", "))}`
      : `wanted: ${escapeHtml(question.expect)}`;
  const lacking =
    judgement.lacking.length > 0 ? `<br>lacking: ${escapeHtml(judgement.lacking.join("; "))}` : "";
  const found = (trace.extraction?.findings ?? []).map(({ clause, judged }) => {
    const terms = clause.terms
      .map((term) => `${term.text} (${term.role}${term.carried ? ", carried" : ""})`)
      .join(", ");
    const items = judged
      .slice(0, 5)
      .map((one) => `<li>${renderEvidence(one)}</li>`)
      .join("");
    return `<p>asks for <b>${clause.asks}</b>; words: ${escapeHtml(terms)}</p><ol>${items}</ol>`;
  });
  return `<article class="${judgement.verdict}"><small>${escapeHtml(question.id)} · ${escapeHtml(question.kind)} · ${judgement.verdict} · asked on ${escapeHtml(question.today ?? "today")}</small>
${history}<h3>${escapeHtml(question.question.slice(0, 300))}</h3><p>${wanted}${lacking}</p><pre>${escapeHtml(answer.text)}</pre>
<details><summary>what was found, and why it ranked so</summary>${found.join("")}</details></article>`;
}

function renderEvidence({
  evidence: { reading, span },
  score,
  support,
  missing,
  candidate,
}: JudgedEvidence): string {
  const { article } = reading;
  const part = candidate
    ? `, part “${escapeHtml(article.body.slice(candidate.start, candidate.end))}” fits ${candidate.fit.toFixed(2)}`
    : "";
  const lacks = missing.length > 0 ? `, lacks ${escapeHtml(missing.map(({ text }) => text).join(", "))}` : "";
  return `<small>${escapeHtml(article.id)} · score ${score.toFixed(2)}, support ${support.toFixed(2)}${part}${lacks}</small><br>${escapeHtml(article.body.slice(span.start, span.end))}`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

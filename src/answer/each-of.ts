/**
 * “三届花展的主题各是什么”, “历届冠军都是谁”: one value for each of several
 * editions, and every edition was told of in a report of its own.
 */
import type { Clause } from "../search/question.js";
import type { Judged } from "./judged.js";

const EDITIONS = /(?:[两二三四五六七八九十\d]{1,3}|历|各|每一?|前[两二三四五六七八九十])[届次期批]/;
const OF_EACH = /各|分别|都是|历|每/;
const HOLDS = 0.75;

/** @returns one sentence of each edition's report, the earliest first; fewer than two are none */
export function answersOfEach(clause: Clause, judged: readonly Judged[]): readonly Judged[] {
  const { text, terms } = clause;
  const counted = EDITIONS.exec(text);
  if (!counted || !OF_EACH.test(text) || clause.period !== null) return [];
  const end = counted.index + counted[0].length;
  const asked = terms.flatMap(({ start, role, carried }, t) =>
    start < end || carried || role === "action" ? [] : [t],
  );
  const head = asked.at(-1);
  if (head === undefined || asked.length < 2) return [];
  const told = judged.filter(
    ({ evidence }) =>
      evidence.inside[head]! >= HOLDS &&
      asked.every((t) => evidence.around[t]! >= HOLDS) &&
      ORDINAL.test(evidence.reading.title + evidence.reading.body),
  );
  const first = told.filter(
    (one, i) => told.findIndex(({ evidence }) => evidence.reading === one.evidence.reading) === i,
  );
  return first.length < 2 ? [] : first.sort((a, b) => dayOf(a).localeCompare(dayOf(b)));
}

const ORDINAL = /首[届次期批]|第[一二三四五六七八九十\d]{1,5}[届次期批]/;
const dayOf = ({ evidence }: Judged): string => evidence.reading.article.publishedOn ?? "";

/**
 * Mentions of offices as they stand in the register's file: each word once,
 * each mention a row of numbers, the oldest first. 70,000 mentions take 2 MB
 * so, against 11 MB as objects, and are put together only when asked for.
 */
import type { IsoDay } from "../clock.js";
import type { OfficeMention } from "../news/offices.js";
import type { InArticle, Register } from "../news/register.js";

type Mention = OfficeMention & InArticle;

export interface OfficeRows {
  readonly words: readonly string[];
  /** `WIDTH` numbers a mention: article, start, end, state, what is told of the day, day, person, office, body; the last four point into `words`. */
  readonly rows: readonly number[];
}

const WIDTH = 9;
const PERSON = 6;
const OFFICE = 7;
const STATES = ["holds", "takes", "leaves", "held"] as const;
const TOLD = ["day", "month", "year", "no"] as const;

export function packOffices(mentions: readonly Mention[]): OfficeRows {
  const words: string[] = [];
  const positions = new Map<string, number>();
  const positionOf = (word: string) => {
    const known = positions.get(word);
    if (known !== undefined) return known;
    positions.set(word, words.length);
    return words.push(word) - 1;
  };
  const key = ({ day }: Mention) => day ?? "";
  const ordered = [...mentions].sort((a, b) =>
    key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : a.article - b.article,
  );
  const rows = ordered.flatMap((one) => [
    one.article,
    one.start,
    one.end,
    STATES.indexOf(one.state),
    TOLD.indexOf(one.told),
    ...[key(one), one.person, one.office, one.body].map(positionOf),
  ]);
  return { words, rows };
}

/** Trusts its shape: it was written by `packOffices`. */
export function openOffices({ words, rows }: OfficeRows): Pick<Register, "offices" | "officesOf"> {
  const byWord = new Map<number, Map<string, number[]>>();
  const lookUp = (column: number, word: string) => {
    const index = byWord.get(column) ?? indexOf(words, rows, column);
    byWord.set(column, index);
    return (index.get(word) ?? []).map((at) => mentionAt(words, rows, at));
  };
  return { offices: (office) => lookUp(OFFICE, office), officesOf: (person) => lookUp(PERSON, person) };
}

function indexOf(words: readonly string[], rows: readonly number[], column: number): Map<string, number[]> {
  const index = new Map<string, number[]>();
  for (let at = 0; at < rows.length; at += WIDTH) {
    const word = words[rows[at + column]!]!;
    const own = index.get(word);
    if (own) own.push(at);
    else index.set(word, [at]);
  }
  return index;
}

function mentionAt(words: readonly string[], rows: readonly number[], at: number): Mention {
  const [article, start, end, state, told, day, person, office, body] = rows.slice(at, at + WIDTH) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  return {
    article,
    start,
    end,
    state: STATES[state]!,
    told: TOLD[told]!,
    day: (words[day] || null) as IsoDay | null,
    person: words[person]!,
    office: words[office]!,
    body: words[body]!,
  };
}

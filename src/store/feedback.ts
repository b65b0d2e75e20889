/**
 * What readers thought of answers: one verdict a person and answer, the last one
 * counts. Forgetting a person keeps the verdict and drops whose it was.
 */
import { createScalar, type Database } from "./database.js";

export type Verdict = "good" | "bad" | "wrong";

export interface Feedback {
  give(verdict: { answer: string; person: number; verdict: Verdict; at: number }): void;
  /** How many of each there are. */
  count(): Readonly<Record<Verdict, number>>;
  forget(person: number): void;
}

export function createFeedback(database: Database): Feedback {
  const give = database.prepare(
    `insert into feedback (answer, person, verdict, given_at) values (?, ?, ?, ?)
     on conflict (answer, person) do update set verdict = excluded.verdict, given_at = excluded.given_at`,
  );
  const count = createScalar(database, "select count(*) from feedback where verdict = ?");
  const forget = database.prepare("update feedback set person = null where person = ?");
  return {
    give: ({ answer, person, verdict, at }) => void give.run(answer, person, verdict, at),
    count: () => ({
      good: Number(count("good")),
      bad: Number(count("bad")),
      wrong: Number(count("wrong")),
    }),
    forget: (person) => void forget.run(person),
  };
}

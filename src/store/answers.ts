/**
 * Answers given, for a short while: a follow-up needs the last of them, a button
 * below a message needs the one it belongs to.
 *
 * This is what the bot keeps about people. It ages out, and a person can have
 * theirs deleted at any time.
 */
import type { Database } from "./database.js";

/** @typeParam A the answer, kept as JSON */
export interface KeptAnswer<A> {
  /** At most 12 characters of `A-Za-z0-9_-`; nobody can guess it. */
  readonly id: string;
  readonly person: number;
  readonly chat: number;
  readonly question: string;
  readonly body: A;
  /** Milliseconds since 1970. */
  readonly askedAt: number;
}

export interface Answers<A> {
  keep(answer: KeptAnswer<A>): void;
  /** The message under which the answer stands in its chat. */
  posted(id: string, chat: number, message: number): void;
  find(id: string): KeptAnswer<A> | undefined;
  findPosted(chat: number, message: number): KeptAnswer<A> | undefined;
  /** The person's last answers in that chat, oldest first. */
  recent(person: number, chat: number, options: { since: number; most: number }): KeptAnswer<A>[];
  forget(person: number): void;
  move(from: number, to: number): void;
  prune(before: number): void;
}

interface Row {
  readonly id: string;
  readonly person: number;
  readonly chat: number;
  readonly question: string;
  readonly body: string;
  readonly asked_at: number;
}

const COLUMNS = "id, person, chat, question, body, asked_at";

export function createAnswers<A>(database: Database): Answers<A> {
  const insert = database.prepare(`insert or replace into answers (${COLUMNS}) values (?, ?, ?, ?, ?, ?)`);
  const posted = database.prepare("update answers set chat = ?, message = ? where id = ?");
  const byId = database.prepare(`select ${COLUMNS} from answers where id = ?`);
  const byMessage = database.prepare(`select ${COLUMNS} from answers where chat = ? and message = ?`);
  const recent = database.prepare(
    `select ${COLUMNS} from answers where person = ? and chat = ? and message is not null and asked_at >= ?
     order by asked_at desc, rowid desc limit ?`,
  );
  const forget = database.prepare("delete from answers where person = ?");
  const move = database.prepare("update answers set chat = ? where chat = ?");
  const prune = database.prepare("delete from answers where asked_at < ?");
  const read = (row: unknown) => (row === undefined ? undefined : toKept<A>(row as Row));
  return {
    keep: ({ id, person, chat, question, body, askedAt }) =>
      void insert.run(id, person, chat, question, JSON.stringify(body), askedAt),
    posted: (id, chat, message) => void posted.run(chat, message, id),
    find: (id) => read(byId.get(id)),
    findPosted: (chat, message) => read(byMessage.get(chat, message)),
    recent: (person, chat, { since, most }) =>
      (recent.all(person, chat, since, most) as Row[]).map(toKept<A>).reverse(),
    forget: (person) => void forget.run(person),
    move: (from, to) => void move.run(to, from),
    prune: (before) => void prune.run(before),
  };
}

function toKept<A>({ id, person, chat, question, body, asked_at }: Row): KeptAnswer<A> {
  return { id, person, chat, question, body: JSON.parse(body) as A, askedAt: asked_at };
}

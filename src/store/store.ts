/** Everything that is kept, in one file: opened together, pruned together, and forgotten together. */
import { type Answers, createAnswers } from "./answers.js";
import { createForgetSpender, createTokens, type TokenCaps, type Tokens } from "./budget.js";
import { type Chats, createChats } from "./chats.js";
import { durably, openDatabase } from "./database.js";
import { createFeedback, type Feedback } from "./feedback.js";
import { createInbox, type Inbox } from "./inbox.js";

export interface Store<U, A> {
  readonly inbox: Inbox<U>;
  readonly answers: Answers<A>;
  readonly feedback: Feedback;
  readonly chats: Chats;
  /** What readers may spend, `who` being the person's number. */
  tokens(caps: TokenCaps): Tokens;
  /** Deletes what is kept of a person; what they wait for an answer to stays until it is answered. */
  forget(person: number): void;
  /** Deletes what is older than it has to be. */
  prune(now: number, keepAnswersMs: number): void;
  close(): void;
}

/** Telegram delivers an update for 24 hours at most; a number older than this cannot come again. */
const NUMBERS_KEPT_MS = 48 * 3_600_000;

/**
 * @param path `:memory:` keeps nothing
 * @throws {StoreError}
 */
export function openStore<U extends { readonly update_id: number }, A>(path: string): Store<U, A> {
  const database = openDatabase(path);
  const inbox = createInbox<U>(database);
  const answers = createAnswers<A>(database);
  const feedback = createFeedback(database);
  const forgetSpender = createForgetSpender(database);
  return {
    inbox,
    answers,
    feedback,
    chats: createChats(database),
    tokens: (caps) => createTokens(database, caps),
    forget: (person) =>
      durably(database, () => {
        answers.forget(person);
        feedback.forget(person);
        forgetSpender(String(person));
      }),
    prune(now, keepAnswersMs) {
      inbox.prune(now - NUMBERS_KEPT_MS);
      answers.prune(now - keepAnswersMs);
    },
    close: () => void database.close(),
  };
}

/** What the bot is made of once it runs; handed to each journey. */
import type { Update, UserFromGetMe } from "grammy/types";
import type { Log } from "../log.js";
import type { Store } from "../store/store.js";
import type { KeptBody } from "./buttons.js";
import type { Drafts } from "./drafts.js";
import type { Gate } from "./lanes.js";
import type { Newsroom } from "./newsroom.js";
import type { Sender } from "./sender.js";
import type { Timing } from "./timing.js";

export type BotStore = Store<Update, KeptBody>;

export interface BotOptions {
  /** Groups the bot answers in; empty: all. */
  readonly allowedChats: readonly number[];
  /** People who are told when an answer is reported as wrong. */
  readonly adminIds: readonly number[];
  /** Questions answered at once. */
  readonly concurrency: number;
  /** Updates waiting before people are asked to come back later. */
  readonly maxWaiting: number;
  /** Questions a person may ask within a minute. */
  readonly personPerMinute: number;
  /** Days for which answers are kept. */
  readonly keepDays: number;
}

export const DEFAULT_OPTIONS: BotOptions = {
  allowedChats: [],
  adminIds: [],
  concurrency: 4,
  maxWaiting: 10_000,
  personPerMinute: 20,
  keepDays: 30,
};

export interface BotParts {
  readonly me: UserFromGetMe;
  /** The archive as it is now. */
  readonly newsroom: () => Newsroom;
  readonly store: BotStore;
  readonly sender: Sender;
  readonly drafts: Drafts;
  readonly gate: Gate;
  readonly timing: Timing;
  readonly log: Log;
  readonly options: BotOptions;
  /** Ends what is under way. */
  readonly signal: AbortSignal;
}

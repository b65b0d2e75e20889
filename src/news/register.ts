/**
 * What the whole archive says of offices and of things with a day: read off the
 * articles once, at indexing, so that “who holds it now” and “what is still on”
 * are looked up, not guessed from whatever text matches best.
 */
import type { DayRange } from "./dates.js";
import type { EventMention } from "./events.js";
import type { OfficeMention } from "./offices.js";

/** Position in the generation's articles. */
export interface InArticle {
  readonly article: number;
}

export interface Register {
  /** Mentions of one office by its plain name (“区长”), oldest first, those without a day before all. */
  offices(office: string): readonly (OfficeMention & InArticle)[];
  /** Everything a person of that name is called, oldest first. */
  officesOf(person: string): readonly (OfficeMention & InArticle)[];
  /** What is on for at least one day of the range, by its first day. */
  events(range: DayRange): readonly (EventMention & InArticle)[];
}

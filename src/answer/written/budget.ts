/**
 * What answers may cost. Tokens are set aside before a call and settled after
 * it, so that a hundred questions at once cannot pass a cap together; what a
 * crash leaves unsettled stays spent.
 */
import type { IsoDay } from "../../clock.js";

export interface Reservation {
  /** Replaces what was set aside by what it came to; a second call changes nothing. */
  settle(tokens: number): Promise<void>;
}

export interface TokenBudget {
  /**
   * @param who the reader, by whatever the store knows them by
   * @returns null if it would pass the day's cap of all or of this reader
   */
  reserve(request: {
    readonly who: string;
    readonly day: IsoDay;
    readonly tokens: number;
  }): Promise<Reservation | null>;
}

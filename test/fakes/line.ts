/** A line to a process that is none: the other end is handed to the test, messages are copied as on their way, one turn later. */
import type { Channel } from "../../src/serving/channel.js";
import type { FromProcess, ToProcess } from "../../src/serving/protocol.js";

export interface FakeLine {
  readonly channel: Channel;
  /** What came over, in order. */
  readonly heard: readonly ToProcess[];
  /** As the process would. */
  say(message: FromProcess | object): void;
  /** The process ends. */
  die(how: string): void;
  readonly closed: boolean;
  readonly killed: boolean;
}

/** @param answer what the process does with a message */
export function fakeLine(
  answer: (message: ToProcess, say: (message: FromProcess) => void) => void = () => {},
): FakeLine {
  const heard: ToProcess[] = [];
  let take: (raw: unknown) => void = () => {};
  let die: (how: string) => void = () => {};
  const ended = new Promise<string>((resolve) => {
    die = resolve;
  });
  const say = (message: object) => {
    const copy = structuredClone(message);
    queueMicrotask(() => take(copy));
  };
  const state = { closed: false, killed: false };
  const channel: Channel = {
    send(message) {
      const copy = structuredClone(message);
      heard.push(copy);
      queueMicrotask(() => answer(copy, say));
    },
    onMessage(listener) {
      take = listener;
    },
    ended,
    async close() {
      state.closed = true;
      die("it was closed");
    },
    kill() {
      state.killed = true;
      die("signal SIGKILL");
    },
    pid: undefined,
  };
  return {
    channel,
    heard,
    say,
    die,
    get closed() {
      return state.closed;
    },
    get killed() {
      return state.killed;
    },
  };
}

/** What a reader sees until the answer is there: a growing text, “typing…”, or a place in the queue. */
import type { Language } from "../answer/phrases.js";
import { toPayload } from "./deliver.js";
import { plain } from "./formatted.js";
import { type Growing, type Grown, growInGroup } from "./growing.js";
import type { Place } from "./incoming.js";
import type { BotParts } from "./parts.js";
import { words } from "./words.js";

export interface Progress {
  readonly signal: AbortSignal;
  readonly onText?: (soFar: string) => void;
}

/** Beyond so many questions ahead people are told that they are in a queue. */
const QUEUE_WORTH_TELLING = 100;
/** Thousands may be looking for room, so not too often, and not all at the same moment. */
const LOOK_AGAIN_MS = { least: 2_000, most: 10_000 };
const TYPING_AFTER_MS = 400;
/** Telegram shows it for five seconds. */
const TYPING_AGAIN_MS = 4_500;

/** Runs the work with the sign of life that suits it. @throws {StoppedError} if the reader stopped it */
export async function waitWith<T>(
  parts: BotParts,
  { language, ...growing }: Growing & { readonly language: Language },
  work: (progress: Progress) => Promise<T>,
): Promise<Grown<T>> {
  const { signal, gate, sender, newsroom, drafts } = parts;
  const { place, begun } = growing;
  const ahead = gate.waiting + sender.ahead();
  if (ahead >= QUEUE_WORTH_TELLING)
    return { value: await inQueue(parts, growing, { language, work: () => work({ signal }) }), begun };
  const grows = newsroom().composes;
  if (grows && place.kind === "private") {
    const value = await drafts.show(place, (onText, own) => work({ onText, signal: own }));
    return { value, begun };
  }
  return withTyping(parts, place, async (quiet) => {
    if (!grows) return { value: await work({ signal }), begun };
    return growInGroup(parts, growing, (onText) =>
      work({
        signal,
        onText(soFar) {
          quiet();
          onText(soFar);
        },
      }),
    );
  });
}

/** A crowd is not told that we type: those calls would only delay the answers. */
async function inQueue<T>(
  parts: BotParts,
  { place }: Growing,
  { language, work }: { readonly language: Language; readonly work: () => Promise<T> },
): Promise<T> {
  const { gate, sender, signal } = parts;
  const over = new AbortController();
  const line = () => words(language).queued(gate.waiting + sender.ahead());
  const telling =
    place.kind === "private"
      ? sayWhenRoom(parts, place, { line, over: AbortSignal.any([signal, over.signal]) })
      : null;
  try {
    return await work();
  } finally {
    over.abort();
    await telling;
  }
}

/** Says it as soon as there is room beside the answers, unless it is over before. */
export async function sayWhenRoom(
  { sender, store, timing }: BotParts,
  place: Place,
  { line, over }: { readonly line: () => string; readonly over: AbortSignal },
): Promise<void> {
  const { least, most } = LOOK_AGAIN_MS;
  const pause = least + ((place.chat * 97) % (most - least));
  while (!over.aborted) {
    const payload = { ...toPayload(plain(line()), place), chat_id: store.chats.current(place.chat) };
    const said = await sender.post(payload, { passing: true });
    if (said.ok || (said.failure.kind !== "dropped" && said.failure.kind !== "wait")) return;
    await timing.sleep(pause, over).catch(() => over.aborted);
  }
}

/** Shows “typing…” while the work lasts and wants it, if it lasts long enough to be noticed. */
async function withTyping<T>(
  parts: BotParts,
  place: Place,
  work: (quiet: () => void) => Promise<T>,
): Promise<T> {
  const done = new AbortController();
  const { timing, sender, store } = parts;
  const action = {
    chat_id: store.chats.current(place.chat),
    action: "typing" as const,
    ...(place.topic !== null && { message_thread_id: place.topic }),
  };
  const show = async () => {
    await timing.sleep(TYPING_AFTER_MS, done.signal);
    while (!done.signal.aborted) {
      await sender.call("sendChatAction", action, { passing: true });
      await timing.sleep(TYPING_AGAIN_MS, done.signal);
    }
  };
  // Whatever ends the showing, the end of the work or a broken line, must not touch the answer.
  void show().catch(() => {});
  try {
    return await work(() => done.abort());
  } finally {
    done.abort();
  }
}

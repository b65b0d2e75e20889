/**
 * The line of holders told at other places than its end: who was the first, who
 * stood before the one before, and when the newest came.
 */
import { fold } from "../../news/text.js";
import type { ToldLine } from "../told.js";
import { type Holder, newestOf, presentOf, readHolders } from "./holders.js";
import { type Scene, say } from "./lines.js";
import type { Told } from "./mentions.js";

const FIRST = /(?:首任|第一任|首位|第一位)[^,，。;；]{0,12}$/;

/** Whom the paper calls the first; else the first it tells of, said as that. */
export function tellFirst(mentions: readonly Told[], scene: Scene): ToldLine[] {
  const called = mentions.filter(({ source, start, end, person, office }) => {
    const text = fold(source.body.slice(start, end));
    const at = text.indexOf(person);
    const before = text.slice(0, Math.max(0, text.lastIndexOf(office, at)));
    return text.lastIndexOf(office, at) >= 0 && FIRST.test(before);
  });
  const [first] = byDay(called);
  if (first) return [say(first, scene)];
  const [oldest] = byDay(mentions.filter(({ day, state }) => day !== null && state !== "held"));
  const zh = scene.language === "zh";
  const lead = zh
    ? "报道里没有写到首任是谁，说到的最早的一次，"
    : "No report says who was the first. The earliest told of: ";
  return oldest ? [say(oldest, scene, { lead })] : [];
}

function byDay(mentions: readonly Told[]): Told[] {
  const key = ({ day, source, start }: Told) =>
    `${day ?? "9"} ${source.id} ${String(start).padStart(9, "0")}`;
  return [...mentions].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

/** Who stood before the one before; those of whom is told only that they once held it have no place in the line. */
export function tellEarlier(holders: readonly Holder[], scene: Scene): ToldLine[] {
  const { holders: now, left, earlier } = presentOf(holders);
  const known = [...now, left, earlier];
  const inLine = holders.filter(
    (one) => !known.includes(one) && (one.last !== null || one.ended?.state === "leaves"),
  );
  const zh = scene.language === "zh";
  const [asked] = inLine;
  if (!asked) {
    const tail = zh ? "；报道里没有更早的一任" : "; no earlier holder is reported";
    const last = earlier ?? now[0] ?? left;
    return last ? [say(newestOf(last), scene, { tail })] : [];
  }
  const lead = zh ? "在其之后，" : "After them: ";
  return [say(newestOf(asked), scene), ...(earlier ? [say(newestOf(earlier), scene, { lead })] : [])];
}

/** The coming of who holds it now, and the going of who did before. */
export function tellSince(mentions: readonly Told[], scene: Scene): ToldLine[] {
  const { holders: now, left, earlier } = presentOf(readHolders(mentions));
  const zh = scene.language === "zh";
  const holder = left ?? now[0];
  if (!holder) return [];
  const took = byDay(mentions.filter((one) => one.person === holder.person && one.state === "takes"))
    .filter(({ day }) => day !== null)
    .reverse();
  const lead = zh
    ? "报道里没有写到就任的日子，说到的最早的一次，"
    : "No report tells the day. The earliest told of: ";
  const came =
    took.length > 0
      ? took.slice(0, 2).map((one) => say(one, scene))
      : holder.first
        ? [say(holder.first, scene, { lead })]
        : [];
  const gone = [left?.ended, earlier?.ended].filter((one) => one?.state === "leaves");
  return [...came, ...gone.map((one) => say(one!, scene))];
}

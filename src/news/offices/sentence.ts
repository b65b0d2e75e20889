/** The offices of one sentence with the persons they belong to. */
import { type BodyReading, readBody } from "./body.js";
import type { BodyKeeper } from "./carry.js";
import { type Holder, holderAfter, holderBefore, nameAt } from "./holder.js";
import {
  type InSentence,
  isGivenUp,
  isTakenBy,
  type Move,
  readMove,
  readMoveBehind,
  type State,
  stateOfMarker,
} from "./moves.js";
import type { OfficeWord } from "./office-words.js";

/** One office of one person, as a sentence puts it. */
export interface Reading {
  readonly word: OfficeWord;
  readonly holder: Holder;
  readonly body: string;
  readonly state: State;
  readonly marker: BodyReading["marker"];
}

export interface SentenceText {
  readonly folded: string;
  readonly words: readonly OfficeWord[];
}

export interface Context {
  /** Names of three characters and more met elsewhere in the article. */
  readonly known: ReadonlySet<string>;
  readonly bodies: BodyKeeper;
}

type Marker = BodyReading["marker"];

/** What an office passes on to the next of its row. */
interface Row {
  readonly word: OfficeWord;
  readonly move: Move | null;
  readonly holder: Holder | null;
  readonly marker: Marker;
}

interface Found extends Omit<Row, "word"> {
  readonly held: readonly { readonly holder: Holder; readonly state: State }[];
  /** The body as it is printed at the office. */
  readonly printed: BodyReading;
}

/** Words that give or take an office, or say who holds it. */
const MOVES =
  /(?<![主责信常])任(?![务何意由性])|[免辞]去|当选|选举|推选|聘|当[上了起]|调[到往至]|接替|接[过下]|挑起|卸|是|为|[(由]/;

export function readSentence({ folded, words }: SentenceText, { known, bodies }: Context): Reading[] {
  const named = words.some(
    (word) =>
      holderAfter(folded, word.end, known) ??
      holderBefore(folded, word.start, { known, office: word.office }),
  );
  if (!named && !MOVES.test(folded)) return [];
  const readings: Reading[] = [];
  let row: Row | null = null;
  let spokenOf: Holder | null = null;
  for (const word of words) {
    const at: InSentence = {
      folded,
      word,
      reading: readBody(folded, word),
      known,
      spokenOf: row?.holder ?? spokenOf,
    };
    const found: Found = byMove(at, row) ?? behindIt(at, row) ?? beforeIt(at) ?? nobody(at);
    const body = bodies.bodyFor(word, found.printed, found.holder?.name ?? "");
    const { marker } = found;
    if (word.office !== "")
      for (const { holder, state } of found.held) readings.push({ word, holder, body, state, marker });
    row = { ...found, word };
    spokenOf = found.holder ?? spokenOf;
  }
  return readings;
}

const LINK = /^(?:、|兼|和|及|暨|、兼|,兼|并兼|兼任|(?:、[^,。;、]{2,14}){1,3}、)$/;

function nobody({ reading }: InSentence): Found {
  return { held: [], holder: null, printed: reading, marker: reading.marker, move: null };
}

/** The words before or behind the office say what becomes of it; the rest of its row goes the same way. */
function byMove(at: InSentence, row: Row | null): Found | null {
  const { folded, reading } = at;
  const linked = row?.move && LINK.test(folded.slice(row.word.end, reading.start)) ? row.move : null;
  const move = readMove(at) ?? linked ?? readMoveBehind(at);
  if (!move) return null;
  const { holder, state, predecessor, others } = move;
  const before = predecessor ? [{ holder: predecessor, state: "leaves" as const }] : [];
  const all = [holder, ...others].map((one) => ({ holder: one, state }));
  return { held: [...all, ...before], holder, printed: move.posted ?? reading, marker: null, move };
}

function behindIt(at: InSentence, row: Row | null): Found | null {
  const { folded, word, reading, known } = at;
  const holder = holderAfter(folded, word.end, known);
  if (!holder) return null;
  const ofRow = row?.holder?.start === holder.start ? row.marker : null;
  const found = { holder, printed: reading, marker: reading.marker ?? ofRow, move: null };
  // “原上海市副市长、同济大学校长X”: what 原 says of the first office may not hold for the next.
  const doubtful = reading.marker === null && ofRow === "former";
  if (doubtful || found.marker === "planned") return { ...found, held: [] };
  const state =
    found.marker !== "former" && isGivenUp(folded, reading.start, holder)
      ? "leaves"
      : isTakenBy(folded, word.start, holder)
        ? "takes"
        : stateOfMarker(found.marker);
  const all = [holder, ...besides(at, holder, state)];
  return { ...found, held: all.map((one) => ({ holder: one, state })) };
}

function beforeIt({ folded, word, known }: InSentence): Found | null {
  const holder = holderBefore(folded, word.start, { known, office: word.office });
  if (!holder) return null;
  const printed = readBody(folded, { ...word, start: holder.start });
  const { marker } = printed;
  const state = isGivenUp(folded, holder.start, { ...holder, end: word.end })
    ? "leaves"
    : stateOfMarker(marker);
  return { held: [{ holder, state }], holder, printed, marker, move: null };
}

/** “原党委书记王宗光和姜斯宪”, “副区长魏兰、俞林伟”: only an office that several hold goes to the next in a row. */
function besides({ folded, word, known }: InSentence, { end }: Holder, state: State): Holder[] {
  const shared = /^副|委常委$/.test(word.office);
  const holders: Holder[] = [];
  for (let at = end; holders.length < 8; at = holders.at(-1)!.end) {
    const link = /^[、和]/.exec(folded.slice(at, at + 1))?.[0];
    if (!link || !(shared || (state === "held" && link === "和"))) break;
    const next = nameAt(folded, at + 1, known);
    if (!next) break;
    holders.push(next);
  }
  return holders;
}

/**
 * What cuts Chinese text into words: nodejieba, our own reading of its
 * dictionary where the add-on was not built, or the segmenter that comes with
 * Node. The district's names stay whole with each of them.
 */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Span } from "../news/text.js";
import type { JiebaCutter } from "./jieba/cutter.js";
import { type JiebaFiles, openJiebaCutter } from "./jieba/open.js";
import { createNameMatcher } from "./names.js";

/** What a segmenter must do: cut a text into pieces, and a piece into the words inside it. */
export interface Cutter {
  cut(folded: string): string[];
  ends(folded: string): Uint32Array;
  inside(piece: string): string[];
  tag(folded: string): { readonly word: string; readonly tag: string }[];
}

type Jieba = typeof import("nodejieba");

export interface LoadedJieba {
  readonly files: JiebaFiles;
  /** `null` where the add-on was not built: its dictionary is there all the same. */
  readonly addOn: Jieba | null;
}

export async function loadJieba({ addOn }: { readonly addOn: boolean }): Promise<LoadedJieba | null> {
  try {
    const module = await import("nodejieba");
    const jieba = (module as unknown as { default?: Jieba }).default ?? module;
    const files = filesOf(jieba);
    // A dictionary that is not there would end the process.
    if (!Object.values(files).every((path) => path && existsSync(path))) return null;
    return { files, addOn: addOn && canLoad(jieba) ? jieba : null };
  } catch {
    return null; // not installed: the stand-in serves, and the tokenizer's id says so
  }
}

/** A missing add-on only shows at the first call. */
function canLoad(jieba: Jieba): boolean {
  try {
    if (activeNames === null) load(jieba, "");
    return true;
  } catch {
    return false;
  }
}

function filesOf(jieba: Jieba): JiebaFiles {
  const paths = jieba as unknown as Record<string, string>;
  const { DEFAULT_DICT = "", DEFAULT_USER_DICT = "", DEFAULT_HMM_DICT = "" } = paths;
  return { dictionary: DEFAULT_DICT, user: DEFAULT_USER_DICT, model: DEFAULT_HMM_DICT };
}

// nodejieba has one dictionary for the whole process. This says whose names are in it, so that a
// tokenizer made for another generation is never asked with the wrong ones.
let activeNames: string | null = null;

function load(jieba: Jieba, names: string): void {
  // The full idf and stop word tables serve keyword extraction only: 20 MB and 0.2 s saved.
  const folder = mkdtempSync(join(tmpdir(), "words-"));
  try {
    const tiny = join(folder, "idf.utf8");
    writeFileSync(tiny, "的 1.0\n");
    jieba.load({ idfDict: tiny, stopWordDict: tiny });
    activeNames = names;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function jiebaCutter(jieba: Jieba, names: readonly string[], hash: string): Cutter {
  // Without names it is the dictionary as it was loaded, and the next one need not load it again.
  const own = names.length === 0 ? "" : hash;
  const activate = () => {
    if (activeNames === own) return;
    if (activeNames !== "") load(jieba, "");
    for (const name of names) jieba.insertWord(name);
    activeNames = own;
  };
  activate();
  // A user word gets a middling frequency: made of frequent words it would still be cut into them.
  const stubborn = createNameMatcher(names.filter((name) => jieba.cut(name, true).length > 1));
  const active = () => {
    activate();
    return jieba;
  };
  // nodejieba hands out every piece as a string of its own, four times as slowly as our own cutter says where
  // it ends. For a corpus that is worth reading the dictionary once more, for a question it is not.
  let ours: JiebaCutter | undefined;
  const ends = (text: string) => {
    ours ??= openJiebaCutter(filesOf(jieba), names);
    return ours.ends(text);
  };
  return {
    cut: (folded) => aroundNames(folded, stubborn.find(folded), (text) => active().cut(text, true)),
    ends: (folded) => endsAroundNames(folded, stubborn.find(folded), ends),
    inside: (piece) => ours?.inside(piece) ?? active().cutForSearch(piece, true),
    tag: (folded) =>
      aroundNames(
        folded,
        stubborn.find(folded),
        (text) => active().tag(text),
        (word) => ({ word, tag: "x" }),
      ),
  };
}

/** The same without the add-on: reads the dictionary at once, takes 20 MB instead of 250. */
export function dictionaryCutter(files: JiebaFiles, names: readonly string[]): Cutter {
  const { ends, inside, tagOf } = openJiebaCutter(files, names);
  const stubborn = createNameMatcher(names.filter((name) => ends(name).length > 1));
  const pieces = (text: string): string[] => {
    const found: string[] = [];
    let from = 0;
    for (const end of ends(text)) {
      found.push(text.slice(from, end));
      from = end;
    }
    return found;
  };
  return {
    cut: (folded) => aroundNames(folded, stubborn.find(folded), pieces),
    ends: (folded) => endsAroundNames(folded, stubborn.find(folded), ends),
    inside,
    tag: (folded) =>
      aroundNames(
        folded,
        stubborn.find(folded),
        (text) => pieces(text).map((word) => ({ word, tag: tagOf(word) })),
        (word) => ({ word, tag: "x" }),
      ),
  };
}

export function intlCutter(names: readonly string[]): Cutter {
  const segmenter = new Intl.Segmenter("zh", { granularity: "word" });
  const matcher = createNameMatcher(names);
  const segments = (text: string) => Array.from(segmenter.segment(text), ({ segment }) => segment);
  const cut = (folded: string) => aroundNames(folded, matcher.find(folded), segments);
  return {
    cut,
    ends: (folded) => endsOf(cut(folded)),
    inside: segments,
    tag: (folded) => cut(folded).map((word) => ({ word, tag: "x" })),
  };
}

/** Cuts what stands between the names, which stay whole. */
function aroundNames<T = string>(
  folded: string,
  spans: readonly Span[],
  cut: (text: string) => T[],
  whole: (name: string) => T = (name) => name as T,
): T[] {
  if (spans.length === 0) return cut(folded);
  const pieces: T[] = [];
  let from = 0;
  for (const { start, end } of spans) {
    if (start > from) pieces.push(...cut(folded.slice(from, start)));
    pieces.push(whole(folded.slice(start, end)));
    from = end;
  }
  if (from < folded.length) pieces.push(...cut(folded.slice(from)));
  return pieces;
}

/** The same for places in the text. @param ends may use its array again */
function endsAroundNames(
  folded: string,
  spans: readonly Span[],
  ends: (text: string) => Uint32Array,
): Uint32Array {
  if (spans.length === 0) return ends(folded);
  const all: number[] = [];
  let from = 0;
  for (const { start, end } of [...spans, { start: folded.length, end: folded.length }]) {
    if (start > from) for (const at of ends(folded.slice(from, start))) all.push(from + at);
    if (end > start) all.push(end);
    from = end;
  }
  return Uint32Array.from(all);
}

function endsOf(pieces: readonly string[]): Uint32Array {
  let end = 0;
  return Uint32Array.from(pieces, (piece) => {
    end += piece.length;
    return end;
  });
}

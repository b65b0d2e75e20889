/** English questions for the holder of an office; the words of a list stand for what the paper may print. */
import { findDates } from "../../news/dates.js";
import type { Clause, Question } from "../../search/question.js";
import { type AskedName, type OfficeAsked, readName } from "./asked-name.js";

const ENGLISH_FILLING =
  /\b(?:who|whom|what|which|is|are|was|were|has|have|been|the|a|an|of|in|at|for|as|by|now|current|currently|present|incumbent|today|please|tell|me|name|names|called|held|hold|holds|holding|serving|served|serve|post|office|position|there|person|back|then|during|on|'s|s|know|do|does|did|you|i|want|to|respectively|still|yet|ever|become|became|elected|appointed|when|mr|ms|mrs)\b|[?.,!' ]/gi;
/** Pinyin of a name, its parts run together. */
const LATIN_NAME = /^[a-zü]{4,20}$/i;
const ENGLISH_BEFORE = /\b(?:former|previous|last|predecessor of|predecessor|before)\b/i;

const AFTER = /\b(?:after|succeed(?:ed|s)?|successor(?: of| to)?|replaced?|took over from)\b/i;
const ASKS_WHO = /\bwho\b|\bname\b|\bcurrent\b/i;

/** The words a list gives for an English office, each as the paper may print it. */
export function readEnglish(
  { terms }: Clause,
  { standalone, today }: Question,
  isPerson: (name: string) => boolean,
): OfficeAsked | null {
  const dates = findDates(standalone, today);
  const [date] = dates;
  if (dates.length > 1 || !(ASKS_WHO.test(standalone) || /^\s*(?:is|was|when did)\b/i.test(standalone)))
    return null;
  const own = terms.filter((term) => !term.carried);
  const offices = own.filter((term) => officesIn(term.forms).length > 0);
  const [office] = offices;
  if (!office || offices.length > 1) return null;
  const chinese = own.filter((term) => term !== office && /[\u4e00-\u9fff]{2}/.test(term.text));
  const times = chinese.filter((term) => /^(?:现在|目前|原|前任)$/.test(term.text));
  const named = chinese.filter((term) => !times.includes(term) && isPerson(term.text));
  const bodies = chinese.filter((term) => !times.includes(term) && !named.includes(term));
  const words = without(standalone, [office, ...(date ? [date] : [])]);
  const before =
    ENGLISH_BEFORE.test(words) || own.some(({ forms }) => /^(?:原|前任)$/.test(forms[1] ?? forms[0] ?? ""));
  const rest = without(words, [...bodies, ...times, ...named]);
  const latin = latinIn(rest) ?? latinIn(without(words, times));
  const person = named[0]?.text ?? null;
  const asksOfPerson = person !== null || (bare(rest) !== "" && latin !== null);
  if ((!asksOfPerson && (bare(rest) !== "" || !ASKS_WHO.test(standalone))) || (date && before)) return null;
  // A name that only half is a word of a list is no body either.
  const ofBody =
    asksOfPerson && latinIn(rest) === null && person === null ? [] : bodies.flatMap(({ forms }) => forms);
  const names = officesIn(office.forms).map((one) => ({ ...one, bodies: [...ofBody, ...one.bodies] }));
  const range = date ? { range: date.range, text: standalone.slice(date.start, date.end) } : null;
  const side = !asksOfPerson ? null : AFTER.test(words) ? "after" : before ? "before" : null;
  const when = range ?? (before && !asksOfPerson ? "before" : "now");
  return {
    kind: "office",
    offices: names,
    when,
    person,
    latin: asksOfPerson && person === null ? latin : null,
    side,
    gone: false,
  };
}

function without(text: string, spans: readonly { readonly start: number; readonly end: number }[]): string {
  return spans.reduce(
    (rest, { start, end }) => rest.slice(0, start) + " ".repeat(end - start) + rest.slice(end),
    text,
  );
}

/** What is more than the frame of the question. */
function bare(text: string): string {
  return text
    .replace(AFTER, " ")
    .replace(ENGLISH_BEFORE, " ")
    .replace(/\bformer\b/i, " ")
    .replace(ENGLISH_FILLING, "");
}

/** “Gu Yanzhi” as “guyanzhi”; null if other words are left too. */
function latinIn(text: string): string | null {
  const left = bare(text);
  return LATIN_NAME.test(left) ? left.toLowerCase() : null;
}

function officesIn(forms: readonly string[]): AskedName[] {
  return forms.flatMap((form) => {
    const name = readName(form, []);
    return name ? [name] : [];
  });
}

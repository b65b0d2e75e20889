/** English questions for the holder of an office; the words of a list stand for what the paper may print. */
import { findDates } from "../../news/dates.js";
import type { Clause, Question } from "../../search/question.js";
import { type AskedName, type OfficeAsked, readName } from "./asked-name.js";
import { headsMeant } from "./heads.js";

const ENGLISH_FILLING =
  /\b(?:who|whom|what|which|is|are|was|were|has|have|been|the|a|an|of|in|at|for|as|by|now|current|currently|present|incumbent|today|please|tell|me|name|names|called|held|hold|holds|holding|serving|served|serve|post|office|position|there|person|back|then|during|on|'s|s|know|do|does|did|you|i|want|to|respectively|still|yet|ever|become|became|elected|appointed|when|mr|ms|mrs)\b|[?.,!' ]/gi;
/** Pinyin of a name, its parts run together. */
const LATIN_NAME = /^[a-zü]{4,20}$/i;
const ENGLISH_BEFORE = /\b(?:former|previous|last|predecessor of|predecessor|before)\b/i;

const AFTER = /\b(?:after|succeed(?:ed|s)?|successor(?: of| to)?|replaced?|took over from)\b/i;
const ASKS_WHO = /\bwho\b|\bname\b|\bcurrent\b/i;

export function readEnglish(
  clause: Clause,
  question: Question,
  isPerson: (name: string) => boolean,
): OfficeAsked | null {
  if (findDates(question.standalone, question.today).length === 0) {
    const name = inChinese(question.standalone);
    if (name) return { ...NOBODY, offices: [name] };
    const headed = headOfBody(question.standalone, clause.terms);
    if (headed) return headed;
  }
  return readListed(clause, question, isPerson);
}

/** The words a list gives for an English office, each as the paper may print it. */
function readListed(
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
  const region = words.match(REGION)?.[0].toLowerCase();
  const rest = without(words, [...bodies, ...times, ...named]).replace(REGION, " ");
  const latin = latinIn(rest) ?? latinIn(without(words, times));
  const person = named[0]?.text ?? null;
  const asksOfPerson = person !== null || (bare(rest) !== "" && latin !== null);
  if ((!asksOfPerson && (bare(rest) !== "" || !ASKS_WHO.test(standalone))) || (date && before)) return null;
  // A name that only half is a word of a list is no body either.
  const ofBody =
    asksOfPerson && latinIn(rest) === null && person === null ? [] : bodies.flatMap(({ forms }) => forms);
  const names = ofRegion(office.forms, region).map((one) => ({ ...one, bodies: [...ofBody, ...one.bodies] }));
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
    went: null,
  };
}

const NOBODY = {
  kind: "office",
  when: "now",
  person: null,
  latin: null,
  side: null,
  gone: false,
  went: null,
} as const;

/** “Who is the mayor of Baihe district (白鹤区区长)?”: the reader gives the Chinese of it. */
function inChinese(text: string): AskedName | null {
  const [inside, ...more] = text.match(/[\u4e00-\u9fff]{2,20}/g) ?? [];
  if (inside === undefined || more.length > 0 || ENGLISH_BEFORE.test(text) || AFTER.test(text)) return null;
  return ASKS_WHO.test(text) ? readName(inside, []) : null;
}

/** “the head of the culture bureau”, “who runs the library”: what office that is, hangs on the body. */
const HEAD_OF =
  /\b(?:(?:head|chief|director|boss|leader|principal|manager|curator) (?:of|at)|runs|leads|heads|manages|directs|in charge of|(?:is|are) (?:running|leading|heading)) (?:the |our )?(?<body>[a-z' -]{3,60})/i;
const MOST_BODIES = 24;

function headOfBody(text: string, terms: Clause["terms"]): OfficeAsked | null {
  const match = HEAD_OF.exec(text);
  if (!match || !ASKS_WHO.test(text) || ENGLISH_BEFORE.test(text) || AFTER.test(text)) return null;
  const start = match.index + match[0].length - match.groups!.body!.length;
  const own = terms.filter((term) => !term.carried && term.start >= start);
  // Every word of the body is known, and the words behind it only ask.
  if (own.length === 0 || bare(without(text, own).slice(start)) !== "") return null;
  const parts = own.map(({ forms }) =>
    forms.filter((form) => /^(?!现在|目前|当前)[\u4e00-\u9fff]+$/.test(form)),
  );
  const bodies = parts
    .filter((forms) => forms.length > 0)
    .reduce<readonly string[]>(
      (left, forms) => left.flatMap((one) => forms.map((form) => one + form)).slice(0, MOST_BODIES),
      [""],
    );
  const offices = bodies
    .flatMap((body) => headsMeant(`${body}一把手`))
    .flatMap((name) => readName(name, []) ?? []);
  return offices.length === 0 ? null : { ...NOBODY, offices };
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

const REGION = /\b(?:district|county|city|town)\b/gi;
const HEAD_OF_REGION: Readonly<Record<string, string>> = {
  district: "区长",
  county: "县长",
  city: "市长",
  town: "镇长",
};

/** “mayor of Baihe county”: a list may know the mayors of cities alone. */
function ofRegion(forms: readonly string[], region: string | undefined): AskedName[] {
  const names = officesIn(forms);
  const ofCity = names.some(({ office }) => office === "市长");
  // A list may know no counties.
  if (region === undefined) return ofCity ? [...names, ...officesIn(["县长"])] : names;
  const head = HEAD_OF_REGION[region];
  return head !== undefined && names.some(({ office }) => /^[市区县镇]长$/.test(office))
    ? officesIn([head])
    : names;
}

function officesIn(forms: readonly string[]): AskedName[] {
  return forms.flatMap((form) => {
    const name = readName(form, []);
    return name ? [name] : [];
  });
}

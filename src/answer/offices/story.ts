/** What the reports tell of one office of one body: who holds it, held it then or before, and whether it changed hands. */
import { type Language, sayDay } from "../phrases.js";
import type { ToldLine } from "../told.js";
import type { OfficeAsked } from "./asked-name.js";
import { type Holder, holdersThen, newestOf, presentOf, readHolders } from "./holders.js";
import { line, nameIn, type Scene, say, sayOffice, sayTold } from "./lines.js";
import type { Told as Mention, OfficeStory } from "./mentions.js";
import { tellEarlier, tellFirst, tellSince } from "./turns.js";

/** Several persons hold it at once. */
const SHARED = /^副|委常委$|副书记$|副部长$|副主任$|副主席$/;

export function tellStory(
  { office, body, mentions }: OfficeStory,
  when: OfficeAsked["when"],
  language: Language,
): ToldLine[] {
  const holders = readHolders(mentions);
  const scene: Scene = { office, body, language };
  const shared = SHARED.test(office);
  if (typeof when === "object") return tellThen(mentions, when, scene);
  if (when === "first") return tellFirst(mentions, scene);
  if (holders.length === 0) return tellUndated(mentions, scene);
  if (when === "all" || (shared && when === "now")) return tellAll(holders, when, scene);
  if (shared) return [];
  if (when === "since") return tellSince(mentions, scene);
  if (when === "earlier") return tellEarlier(holders, scene);
  return when === "before" ? tellBefore(holders, scene) : tellNow(holders, when, scene);
}

function tellNow(holders: readonly Holder[], when: "now" | "change", scene: Scene): ToldLine[] {
  const { language } = scene;
  const { holders: now, left, earlier, once } = presentOf(holders);
  const zh = language === "zh";
  const several =
    now.length < 2
      ? ""
      : zh
        ? "（同一天的报道写到不止一人）"
        : " (the reports of that day name more than one person)";
  const present = now.map(({ last }) => say(last!, scene, { tail: several }));
  const nobodySince = zh ? "；此后没有报道过接任者" : "; no successor has been reported since";
  const gone = left ? [say(left.ended!, scene, { tail: nobodySince })] : [];
  const lead = zh ? "此前，" : "Before that: ";
  const before = earlier ? [say(newestOf(earlier), scene, { lead })] : [];
  const [only] = now;
  if (when === "change" && before.length === 0 && only && now.length === 1)
    return [tellUnchanged(only, scene)];
  const told = [...present, ...now.flatMap((one) => tellTaking(one, scene)), ...gone, ...before];
  return told.length > 0 ? told : once.slice(0, MOST_LISTED).map((one) => say(newestOf(one), scene));
}

/** Since when, where the paper told of it. */
function tellTaking({ took, last, person }: Holder, scene: Scene): ToldLine[] {
  const { language } = scene;
  if (!took || took === last || took.source.publishedOn === null) return [];
  const day = sayDay(took.source.publishedOn, language);
  const rank = took.office === last?.office ? "" : nameIn(scene, took);
  const acting = language === "zh" || rank === "" ? rank : ` (${rank})`;
  return [
    line(
      language === "zh"
        ? `**${person}**就任${acting}，见${day}的报道。`
        : `**${person}** took office${acting} as reported on ${day}.`,
      took,
    ),
  ];
}

function tellUnchanged(holder: Holder, scene: Scene): ToldLine {
  const { office, body, language } = scene;
  const name = sayOffice(body, office);
  const last = holder.last!;
  const first = holder.first ?? last;
  const from = sayTold(first, language);
  const to = sayTold(last, language);
  if (from === null || to === null || from === to) {
    const tail = language === "zh" ? "；没有报道过换人" : "; no change has been reported";
    return say(last, scene, { tail });
  }
  const text =
    language === "zh"
      ? `从${from}到${to}，报道里的${name}都是**${holder.person}**。`
      : `From ${from} to ${to} every report names **${holder.person}** as ${name}.`;
  return { text, quotes: [last, first].flatMap((one) => line("", one).quotes) };
}

function tellBefore(holders: readonly Holder[], scene: Scene): ToldLine[] {
  const zh = scene.language === "zh";
  const { holders: now, left, earlier, once } = presentOf(holders);
  const latest = now.map(({ last }) => say(last!, scene, { lead: zh ? "最近的一次，" : "The latest: " }));
  const former = once.slice(0, MOST_LISTED).map((one) => say(newestOf(one), scene));
  if (left) {
    const lead = zh ? "此前，" : "Before that: ";
    return [say(left.ended!, scene), ...(earlier ? [say(newestOf(earlier), scene, { lead })] : former)];
  }
  if (earlier) return [say(newestOf(earlier), scene), ...latest];
  if (former.length > 0) return [...former, ...latest];
  const tail = zh ? "；报道里没有更早的一任" : "; no earlier holder is reported";
  return now.map(({ last }) => say(last!, scene, { tail }));
}

const MOST_LISTED = 6;

function tellAll(holders: readonly Holder[], when: "all" | "now", scene: Scene): ToldLine[] {
  const listed =
    when === "all" ? holders : holders.filter(({ last, ended }) => last !== null && ended === null);
  return listed.slice(0, MOST_LISTED).map((holder) => say(newestOf(holder), scene));
}

function tellUndated(mentions: readonly Mention[], scene: Scene): ToldLine[] {
  const holders = readHolders(mentions, { undated: true });
  return holders.slice(0, MOST_LISTED).map((holder) => say(newestOf(holder), scene));
}

function tellThen(
  mentions: readonly Mention[],
  { range, text }: Exclude<OfficeAsked["when"], string>,
  scene: Scene,
): ToldLine[] {
  const { within, before, after } = holdersThen(mentions, range);
  const zh = scene.language === "zh";
  const name = sayOffice(scene.body, scene.office);
  const inside = within.map((one) => say(one, scene));
  const none = zh ? `${text}没有说到${name}的报道。` : `No report speaks of the ${name} for ${text}. `;
  const earlier = before
    ? [
        say(before, scene, {
          lead: `${inside.length > 0 ? "" : none}${zh ? "此前最近的一次，" : "The nearest before: "}`,
        }),
      ]
    : [];
  const lead = inside.length > 0 || before ? "" : none;
  const later = after
    ? [say(after, scene, { lead: `${lead}${zh ? "此后最早的一次，" : "The earliest after: "}` })]
    : [];
  return [...inside, ...earlier, ...later];
}

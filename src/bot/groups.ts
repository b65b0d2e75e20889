/** Groups: where the bot may speak, and who may silence it. */
import { say } from "./deliver.js";
import type { Incoming, Place } from "./incoming.js";
import type { BotParts } from "./parts.js";
import { words } from "./words.js";

type Command = Extract<Incoming, { kind: "command" }>;

/** Whether the group is one of those allowed, under its old or new number. */
export function isAllowed({ options, store }: Pick<BotParts, "options" | "store">, place: Place): boolean {
  const { allowedChats } = options;
  if (place.kind === "private" || allowedChats.length === 0) return true;
  return allowedChats.some((chat) => chat === place.chat || store.chats.current(chat) === place.chat);
}

/** Whether the bot may answer here: the switch itself always works. */
export function mayAnswer(parts: BotParts, place: Place, incoming: Incoming): boolean {
  if (place.kind === "private") return true;
  if (!isAllowed(parts, place)) return false;
  const switching = incoming.kind === "command" && (incoming.name === "on" || incoming.name === "off");
  return switching || incoming.kind === "moved" || !parts.store.chats.isOff(place.chat);
}

export async function switchGroup(parts: BotParts, command: Command, off: boolean): Promise<void> {
  const { place, person } = command;
  const lines = words(person.language);
  if (place.kind === "private") return void (await say(parts, place, lines.unknown));
  if (!(await isAdmin(parts, command))) return void (await say(parts, place, lines.adminsOnly));
  parts.store.chats.setOff(place.chat, off);
  await say(parts, place, off ? lines.switchedOff : lines.switchedOn);
}

async function isAdmin({ sender, options }: BotParts, { person, place }: Command): Promise<boolean> {
  // An anonymous admin speaks as the group itself.
  if (person.id === place.chat || options.adminIds.includes(person.id)) return true;
  const member = await sender.call("getChatMember", { chat_id: place.chat, user_id: person.id });
  return member.ok && (member.value.status === "creator" || member.value.status === "administrator");
}

/** The menu of commands, set only when it differs: Telegram limits how often it may be. */
import type { BotCommand, BotCommandScope } from "grammy/types";
import type { Sender } from "./sender.js";
import { COMMANDS } from "./words.js";

interface Menu {
  readonly scope: BotCommandScope;
  readonly language: "" | "zh" | "en";
  readonly commands: BotCommand[];
}

/** Without a language Telegram shows Chinese to all; English speakers get theirs. */
export function menus(): Menu[] {
  const scopes = [
    {
      scope: { type: "all_private_chats" } as const,
      offered: COMMANDS.filter(({ name }) => !isSwitch(name)),
    },
    { scope: { type: "all_group_chats" } as const, offered: COMMANDS.filter(({ groups }) => groups) },
  ];
  return scopes.flatMap(({ scope, offered }) =>
    (["", "zh", "en"] as const).map((language) => ({
      scope,
      language,
      commands: offered.map(({ name, zh, en }) => ({
        command: name,
        description: language === "en" ? en : zh,
      })),
    })),
  );
}

/** A menu that cannot be set is no reason not to answer questions. */
export async function setMenus(sender: Sender): Promise<void> {
  for (const { scope, language, commands } of menus()) {
    const where = { scope, ...(language !== "" && { language_code: language }) };
    const now = await sender.call("getMyCommands", where, { passing: true });
    if (!now.ok || sameCommands(now.value, commands)) continue;
    await sender.call("setMyCommands", { ...where, commands }, { passing: true });
  }
}

function isSwitch(name: string): boolean {
  return name === "on" || name === "off";
}

function sameCommands(a: readonly BotCommand[], b: readonly BotCommand[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ command, description }, i) => command === b[i]!.command && description === b[i]!.description)
  );
}

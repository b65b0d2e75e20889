/** What is set for a group: whether its admins switched the bot off, and where it went when it became a supergroup. */
import { createScalar, type Database } from "./database.js";

export interface Chats {
  isOff(chat: number): boolean;
  setOff(chat: number, off: boolean): void;
  /** The group is a supergroup now: its settings go along, and `current` leads there. */
  move(from: number, to: number): void;
  /** Where messages for that chat have to go. */
  current(chat: number): number;
}

export function createChats(database: Database): Chats {
  const off = createScalar(database, "select off from chats where id = ?");
  const setOff = database.prepare(
    "insert into chats (id, off) values (?, ?) on conflict (id) do update set off = excluded.off",
  );
  const setMoved = database.prepare(
    "insert into chats (id, moved_to) values (?, ?) on conflict (id) do update set moved_to = excluded.moved_to",
  );
  const movedTo = createScalar(database, "select moved_to from chats where id = ? and moved_to is not null");
  const isOff = (chat: number) => off(chat) === 1;
  return {
    isOff,
    setOff: (chat, value) => void setOff.run(chat, value ? 1 : 0),
    move(from, to) {
      if (from === to || movedTo(from) === to) return;
      if (isOff(from)) setOff.run(to, 1);
      setMoved.run(from, to);
    },
    current: (chat) => (movedTo(chat) as number | undefined) ?? chat,
  };
}

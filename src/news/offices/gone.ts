/**
 * “卓幼兰任校长，柯振铎因到龄退休”, “虞景行同志另有任用”: behind who comes into an
 * office stands who goes, without the office's name once more. What is told of
 * one clause on is still of the same office; two clauses on it may not be.
 */
import { type Holder, nameEndingAt } from "./holder.js";

const GOES =
  /^[,;、](?:原(?:任)?|前任)?(?<name>[\u4e00-\u9fff]{2,4}?)(?:同志|先生|女士)?(?:已|则|将|现|也)?(?:因[^,，。;；]{1,10}?)?(?:不再(?:担任|兼任)(?:(?:上述|该|此)?职务?|(?=[,。;；]|$))|另有任用|到龄退休|退休|荣休|调离|调任|调往|调到|转任|另任|(?:离任|卸任|离职|辞职|去职)(?=[,。;；]|$))/;

/**
 * @param folded the text around the office, across the semicolon that may end its sentence
 * @param end where the office ends
 */
export function goneBehind(folded: string, end: number, known: ReadonlySet<string>): Holder | null {
  const rest = folded.slice(end).replace(/^(?:一职|职务)/, "");
  const at = folded.length - rest.length;
  const name = GOES.exec(rest)?.groups?.name;
  if (name === undefined) return null;
  const start = at + rest.indexOf(name);
  const holder = nameEndingAt(folded, start + name.length, known);
  return holder?.start === start ? holder : null;
}

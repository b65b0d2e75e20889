/** “苏区长”, “交通局罗局长”: a surname before an office refers to somebody, if the paper tells of only one. */
import { findOfficeWords } from "../../news/offices/office-words.js";
import { isSurname } from "../../news/people.js";
import type { AskedName } from "./asked-name.js";
import { readName } from "./asked-name.js";

/** @returns the only person of that surname in that office; null if none or several */
export type WhoIs = (surname: string, office: AskedName) => string | null;

export interface Named {
  /** The question with the person's name where surname and office stood. */
  readonly text: string;
  readonly office: string | null;
}

/** What a surname may follow: nothing, a body, or a word that no body ends in. */
const BEFORE = /(?:^|[局馆院校司会所委办镇乡区县市村团队厂站园学,，。 ]|请问|[那这的原前老任])$/;

export function withFullName(text: string, whoIs: WhoIs): Named {
  for (const { start, end, office } of findOfficeWords(text)) {
    const surname = text[start - 1] ?? "";
    const before = text.slice(0, start - 1);
    if (office === "" || surname === "" || !isSurname(surname) || !BEFORE.test(before)) continue;
    const body = /[\u4e00-\u9fff]*$/
      .exec(before)![0]
      .replace(/^(?:请问|那|这|的|原|前|老)+|(?:的|那|这)$/g, "");
    const name = readName(`${body}${text.slice(start, end)}`, []);
    const person = name && whoIs(surname, name);
    if (person)
      return { text: before.slice(0, before.length - body.length) + person + text.slice(end), office };
  }
  return { text, office: null };
}

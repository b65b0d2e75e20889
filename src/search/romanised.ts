/** Chinese names as English questions write them: “Gu Yanzhi”, “Yanzhi Gu”. */
import { pinyin } from "pinyin-pro";

/** @param latin letters run together, lower case @returns whether they are the pinyin of the name, the surname first or last */
export function isRomanised(latin: string, name: string): boolean {
  const parts = pinyin(name, { toneType: "none", type: "array", v: false, surname: "head" });
  const plain = parts.map((part) => part.normalize("NFD").replace(/[^a-z]/g, ""));
  const asked = latin.replaceAll("ü", "u");
  // The surname has one character, rarely two.
  return [0, 1, 2].some((count) => [...plain.slice(count), ...plain.slice(0, count)].join("") === asked);
}

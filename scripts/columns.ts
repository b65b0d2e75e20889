/**
 * Columns in a terminal that holds Chinese: a Chinese character is two columns
 * wide, so padding by `length` would set every line askew.
 */

/** East Asian wide and full-width forms (UAX #11), as far as newspapers use them; emoji too. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1f64f}\u{1f680}-\u{1faff}\u{20000}-\u{3fffd}]/u;
/** Marks that stand on the character before, and characters nobody sees. */
const NARROW = /[\p{Mn}\p{Me}\p{Cf}\p{Cc}]/u;

/** Columns that a text takes. */
export function widthOf(text: string): number {
  let width = 0;
  for (const char of text) width += WIDE.test(char) ? 2 : NARROW.test(char) ? 0 : 1;
  return width;
}

export function padRight(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - widthOf(text)));
}

export function padLeft(text: string, width: number): string {
  return " ".repeat(Math.max(0, width - widthOf(text))) + text;
}

/** One line of at most `width` columns; what is cut away leaves “…”. */
export function cutTo(text: string, width: number): string {
  const line = text.replace(/\s+/g, " ").trim();
  if (widthOf(line) <= width) return line;
  let kept = "";
  let taken = 0;
  for (const char of line) {
    taken += widthOf(char);
    if (taken > width - 1) break;
    kept += char;
  }
  return `${kept}…`;
}

/** Every column as wide as its widest cell, the first to the left and the others to the right. */
export function renderColumns(rows: readonly (readonly string[])[], gap = 2): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => widthOf(row[column] ?? ""))),
  );
  return rows.map((row) =>
    widths
      .map((width, column) =>
        column === 0 ? padRight(row[column] ?? "", width) : padLeft(row[column] ?? "", width),
      )
      .join(" ".repeat(gap))
      .trimEnd(),
  );
}

/** An answer's text has `**` and `[n]` of ours and no other markup; what comes from elsewhere must not pass for it. */

/** What the paper or a reader wrote, with `**` and `[3]` in other letters. */
export function withoutMarkup(text: string): string {
  return withoutMarkers(text.replaceAll("*", "＊"));
}

export function withoutMarkers(text: string): string {
  return text.replace(/\[(\d+)\]/g, "［$1］");
}

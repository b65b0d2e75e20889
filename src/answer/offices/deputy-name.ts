/** The offices below a head, by name: 副区长, but 政协副主席 and 区委副书记. */

export function deputyOf(office: string): string {
  const head = /(?:主席|主任|部长|书记)$/.exec(office)?.[0] ?? office;
  return `${office.slice(0, office.length - head.length)}副${head}`;
}

/** The head that a deputy rises to; "" if the office is none of a deputy. */
export function headOf(office: string): string {
  return /^(?:常务)?副|副(?:主席|主任|部长|书记)$/.test(office) ? office.replace(/(?:常务)?副/, "") : "";
}

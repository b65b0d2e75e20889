/**
 * When two names mean one body: the region left out, the legal form left out, or
 * abbreviated as papers and readers do. Strict, for a wrong one makes two people
 * hold one office.
 */

/** The body by its name, with or without its region. */
export function isBody(asked: string, body: string): boolean {
  if (asked === body || isShortFor(asked, body) || isShortFor(body, asked)) return true;
  // “交大” may be any university with 交 in its name.
  if (/^[\u4e00-\u9fff]大$/.test(asked) && body.endsWith("大学") && body.includes(asked[0]!)) return true;
  // “教育局” of whatever region.
  return asked.length > 1 && body.endsWith(asked) && /[区市县省州]$/.test(body.slice(0, -asked.length));
}

/** “城投” for 白鹤城投集团, “实验中学” for 白鹤实验中学: without the place before it and the legal form behind. */
export function isTailOf(asked: string, body: string): boolean {
  const plain = body.replace(/(?:股份|控股|投资)?(?:有限)?(?:责任)?(?:总?公司|集团){1,3}$/, "");
  const name = asked.replace(/(?:总?公司|集团)$/, "");
  if (name.length < 2 || ONLY_SORT.test(name)) return false;
  const place = plain.slice(0, -name.length);
  return plain.endsWith(name) && !place.includes("第") && /^[\u4e00-\u9fff]{2,4}$/.test(place);
}

/** What stands before the name proper. */
const PLACE = /^(?:[\u4e00-\u9fff]{2,3}[省市区县]|[省市区县])(?=[\u4e00-\u9fff]{2})/;
/** With its sort written out a name leaves nothing out: 上海大学 is not 上海交通大学. */
const SPELT_SORT = /(?:大学|中学|小学|学校|学院|医院|幼儿园|法院|检察院|街道|社区|公司|集团|银行|协会|商会)$/;
/** How everyday speech ends a name that is printed with two characters more. */
const ENDS_SHORT: Readonly<Record<string, RegExp>> = { 小: /小学$/, 中: /中学$/, 大: /大学$/, 幼: /幼儿园$/ };

/**
 * “交通局” for 交通运输局, “实小” for 实验小学, “二中” for 第二中学: begins and ends alike, and leaves out
 * characters between. Of one office only: who calls it so has to find that one alone.
 */
export function isContracted(asked: string, body: string): boolean {
  const longs = [body, body.replace(PLACE, "")].map((name) => name.replace(/^第/, ""));
  const shorts = [asked, asked.replace(PLACE, "")].map((name) => name.replace(/^第/, ""));
  return shorts.some(
    (short) =>
      short.length > 1 && !SPELT_SORT.test(short) && longs.some((long) => isContractionOf(short, long)),
  );
}

function isContractionOf(short: string, long: string): boolean {
  if (short.length >= long.length || short[0] !== long[0]) return false;
  const end = short.at(-1)!;
  const endsAlike = end === long.at(-1) || ENDS_SHORT[end]?.test(long) === true;
  return endsAlike && isWithin(short, long);
}

/** 中学, 医院: a sort, and no name of one. */
const ONLY_SORT =
  /^(?:大学|中学|小学|学校|学院|医院|幼儿园|街道|社区|公司|集团|银行|协会|商会|研究[院所]|法院)$/;

const SORTS =
  /(?:大学|学院|医院|中学|小学|学校|幼儿园|法院|检察院|[区市县省州镇乡局委办厅部处院馆所会村]|街道|社区)$/;
const REGION = /^(?:[\u4e00-\u9fff]{2,3}[省市区县]|[省市区县])$/;
const LEGAL_FORM = /^(?:股份|有限|集团|公司|大学|控股|\(|总公司)/;
const SPELT_OUT = /(?:大学|公司|集团)$/;

/** 上海交大 for 上海交通大学, 上汽集团 for 上海汽车集团股份有限公司; never 上海大学 for another of Shanghai's. */
export function isShortFor(short: string, long: string): boolean {
  if (short === long) return true;
  if (short.length < 2 || short.length >= long.length) return false;
  // Hundreds of bodies are compared with one another: what cannot be is put aside before any pattern.
  if (long.endsWith(short)) {
    // “县文化馆” for 白鹤县文化馆: the short one keeps the last character of the region.
    const kept = /^[省市区县]/.exec(short)?.[0] ?? "";
    return SORTS.test(short) && REGION.test(long.slice(0, -short.length) + kept);
  }
  if (isAbbreviated(short, long)) return true;
  if (short[0] !== long[0]) return false;
  if (short.endsWith("大")) return long.endsWith("大学") && isWithin(short.slice(0, -1), long.slice(0, -2));
  if (SORTS.test(short)) return false;
  if (long.startsWith(short) && LEGAL_FORM.test(long.slice(short.length))) return true;
  return short.length > 2 && SPELT_OUT.test(long) && isWithin(short, long);
}

/** Organs of a region, and the region they are of. */
const ORGAN =
  /^(?<of>[\u4e00-\u9fff]{0,3}[区市县省])(?<own>[\u4e00-\u9fff]{2,}?)(?<sort>局|委|办|厅)(?:员会|公室)?$/;

/** 区卫健委 for 区卫生健康委员会, 区绿化市容局 for 区绿化和市容管理局. */
function isAbbreviated(short: string, long: string): boolean {
  const [few, many] = [ORGAN.exec(short)?.groups, ORGAN.exec(long)?.groups];
  if (!few || !many || few.sort !== many.sort || !(few.of === many.of || many.of!.endsWith(few.of!)))
    return false;
  return few.own![0] === many.own![0] && isWithin(few.own!, many.own!);
}

/** All characters of `short` stand in `long`, in order. */
function isWithin(short: string, long: string): boolean {
  let at = 0;
  for (const char of long) if (char === short[at]) at += 1;
  return at === short.length;
}

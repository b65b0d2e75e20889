/**
 * Words for whoever is at the head, without the office's name: which office that is hangs on the body
 * (“教育局一把手” is its 局长, “水务集团老总” its 董事长 or 总经理). The likeliest comes first.
 */
const HEAD_OF_COMPANY = /^(?<body>.{2,16}?)的?(?:老总|老板|掌门人?|当家人|一把手|负责人)$/;
const HEAD = /^(?<body>.{1,16}?)的?(?:一把手|掌门人?|当家人|主要领导|主要负责人|头头)$/;
const COMPANY = /(?:集团|公司|银行|水务|城投|交投|股份|实业|药业)$/;

/** “管教育的主任”: whose field it is says which body he heads. */
const OF_A_FIELD = /^(?:分管|主管|管)(?<field>[\u4e00-\u9fff]{2,6}?)(?:工作)?(?<office>局长|主任)$/;

const OFFICES: readonly (readonly [RegExp, readonly string[]])[] = [
  [COMPANY, ["董事长", "总经理", "总裁"]],
  [/局$/, ["局长"]],
  [/(?:委|办|中心|办公室|委员会)$/, ["主任"]],
  [/(?:[中大小]学|学校|[一二三四五六七八九十]中|[实附一二三四五六七八九十][中小])$/, ["校长"]],
  [/院$/, ["院长"]],
  [/馆$/, ["馆长"]],
  [/所$/, ["所长"]],
  [/园$/, ["园长", "主任"]],
  [/(?:会|协|联盟)$/, ["会长", "理事长", "主席"]],
  [/社$/, ["社长", "理事长"]],
  [/村$/, ["党支部书记", "党总支书记", "主任"]],
  [/街道$/, ["党工委书记"]],
  [/[镇乡]$/, ["党委书记"]],
];

/** 书记 without a body is that of the paper's own region, which has many others. */
const OWN_SECRETARY = /^(?:我们?|咱们?|本)?(?:[区县市]里?)?书记$/;
const REGIONS = ["区", "县", "市"] as const;

/** @returns the names of office that `text` may mean, with their body; only `text` itself where it is no such word */
export function headsMeant(text: string): readonly string[] {
  if (OWN_SECRETARY.test(text)) return [...REGIONS.map((region) => `${region}委书记`), text];
  const { field, office } = OF_A_FIELD.exec(text)?.groups ?? {};
  if (field !== undefined)
    return office === "局长" ? [`${field}局局长`] : [`${field}委员会主任`, `${field[0]}委主任`];
  const company = HEAD_OF_COMPANY.exec(text)?.groups?.body;
  if (company !== undefined && COMPANY.test(company)) return namesOf(company);
  const body = HEAD.exec(text)?.groups?.body;
  if (body === undefined) return [text];
  const region = /^(?:.{0,3})([区市县])里?$/.exec(body);
  return region ? [`${body.replace(/里$/, "")}委书记`] : namesOf(body);
}

function namesOf(body: string): readonly string[] {
  const [, offices = []] = OFFICES.find(([ends]) => ends.test(body)) ?? [];
  return offices.map((office) => body + office);
}

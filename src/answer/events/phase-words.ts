/**
 * The closed classes of words for the stages of a thing that goes on in time: how readers ask for one
 * (“啥时候停”, “修完没有”, “还赶趟不”) and how a report tells its day (“4月12日停热”, “全线通车”).
 */

/** `work`: building starts; `done`: it is finished or comes into use; `due`: what is to be done by a day. */
export type Phase = "begins" | "ends" | "due" | "work" | "done";

export const WHEN =
  "(?:什么时候|啥时候|什么时间|几时|何时|多会儿|多咱|哪[一]?[天日]|哪个月|几月几[号日]|几月份?|几[号日]|什么日子)";

/** As readers say it; the source of a pattern for the verb of each stage, the narrower first. */
export const ASKED_VERBS: readonly (readonly [Phase, string])[] = [
  ["work", "(?:开工|动工|破土|开建|开始(?:建|修|盖|施工)|奠基)"],
  [
    "done",
    "(?:(?:全线|正式|重新|全部|彻底)?(?:(?:翻|重|扩|整|装|抢)?(?:修|建|盖|铺|挖|造|装|改造?|拆|搬|弄|整)(?:完|好|成|通)|完工|竣工|通车|贯通|交付|启用|投用|投入使用|开通)|(?:用|坐|走|住|搬)(?:得)?(?:上|通|进去?)|(?<=能|可以)(?:走|用|坐|住|过)|通(?:行|了)?)",
  ],
  [
    "ends",
    "(?:结束|停(?:止|掉|暖|热|气|供|办|工|业)?|截止|到期|收(?:官|市|摊|尾)|闭(?:幕|园|馆|市)|落幕|撤展|关(?:闭|掉)?|解[封除]|恢复(?:原线|通行|正常)?|完事|过期|谢幕)",
  ],
  [
    "begins",
    "(?:开始|开(?:张|业|栓|馆|园|市|学|课|抢|街|闸|渔)?(?![幕赛跑演班营镰])|来|供(?:热|暖|水|气)?|启动|启用|上线|恢复)",
  ],
];

/** How it is told that a day is one of this stage: behind the day, or the label before it. */
interface ToldWords {
  readonly behind: RegExp;
  readonly before: RegExp;
}

const TIME =
  "(?:\\([^()]{1,8}\\)|零[时点]|[上下]午|清晨|早上?|晚上?|中午|\\d{1,2}(?::\\d{2}|[时点](?:\\d{1,2}分|整)?))*";
/** From the day to the verb of its clause. */
const CLAUSE = `${TIME}[,]?[^,;。!?]{0,30}?`;
const OPENS =
  "开[幕张业栓馆园市班学课营赛跑演街闸镰镇抢渔门]|开放|开始|启动(?!仪式|资金)|启用|启幕|举[行办]|上线|恢复|重新开|拉开";

export const TOLD: Readonly<Record<Phase, ToldWords>> = {
  work: {
    behind: new RegExp(`^${CLAUSE}(?:开工|动工|破土|奠基|开建|打下第一)`),
    before: /(?:开工|动工)(?:时间|日期)?(?:为|是|定[在于]|:)?$/,
  },
  done: {
    behind: new RegExp(
      `^(?:之?前|左右|前后)?${CLAUSE}(?:通车|竣工|完工|修[完好通]|建成|完成|贯通|开通|启用|投用|投入使用|交付|(?:试|初期|正式)?运营|开馆|撤除|恢复(?:原线|开放|营业|通行)|重新(?:开[张门放业]|与公众)|开门迎客|搬入)`,
    ),
    before:
      /(?:通车|完工|竣工|开张|启用|开放|投用|交付|建成)(?:时间|日期)?(?:为|是|定在|定于|(?:由[^,;]{2,10})?(?:推迟|调整|延期|提前|顺延|改)(?:到|至|为)|:)$/,
  },
  ends: {
    behind: new RegExp(
      `^${TIME}(?:起)?(?:正式|全部|统一|圆满)?(?:结束|截止|闭[幕园馆市]|落幕|收[官市摊灯]|谢幕|关闭|撤[展除]|到期|为止|止(?![付损跌水步血])|停(?![车产在牌]))`,
    ),
    before:
      /(?:(?:延|延长|延期|顺延|持续|延续|办|展|开放?|营业|展期|有效期?|结束|封闭|停|禁)(?:时间|日期)?(?:至|到|为|:)|(?:[^起止截前迟整改开早]|[月日号])至|(?:一直|,|[营业放展行])到)$/,
  },
  due: {
    behind: new RegExp(
      `^${TIME}(?:(?:截止|为止|止(?![付损跌水步血]))|(?:之前|以前|前(?![往来后夕]|三|两))[^;。]{0,22}?(?:交|缴|报|申|登记|办|领|提[出交]|完成|归还|还|预约|退|寄|送|填))`,
    ),
    before: /截止(?:时间|日期)?(?:为|是|到|至|:)?$/,
  },
  begins: {
    behind: new RegExp(`^(?:${TIME}(?:起(?!草|诉|点)|开始)|${CLAUSE}(?:${OPENS}))`),
    before: new RegExp(
      `(?:(?:${OPENS}|开[栓学业])(?:时间|日期)?(?:为|是|定[在于]|由[^;]{2,12}(?:提前|推迟|调整|改|延后|顺延)(?:到|至|为)|(?:提前|推迟)(?:到|至)|:)?|[自从])$`,
    ),
  },
};

/** Days between two that are told are when it begins and when it ends, and until when it is to be done. */
export const BY_SPAN: ReadonlySet<Phase> = new Set<Phase>(["begins", "ends", "due"]);

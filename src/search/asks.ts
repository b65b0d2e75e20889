/**
 * What a question asks for: a figure, a person, a day, a place … and which of
 * its words only ask, so that they are neither searched for nor demanded of the
 * evidence.
 */

/** `topic` is a question without a question word, or plain keywords. */
export type Asks =
  | "number"
  | "person"
  | "time"
  | "place"
  | "reason"
  | "manner"
  | "definition"
  | "list"
  | "which"
  | "whether"
  | "topic";

interface Pattern {
  readonly asks: Asks;
  readonly zh: RegExp;
  readonly en?: RegExp;
}

/** What is good, wrong or different about a thing lies nowhere on a map: 好处在哪里, 错在哪里. */
const QUALITIES =
  "好处|区别|特点|优势|原因|问题|亮点|意义|不同|新意|奥妙|差别|难点|重点|[错好难强差新贵妙赢输美]";

// In order: the first that matches decides, so “什么时候” is seen before “什么”.
const PATTERNS: readonly Pattern[] = [
  {
    asks: "definition",
    zh: /是(?:个)?什么(?:样的?)?(?:地方|单位|机构|组织|公司|学校|活动|项目|人物|来头)|是(?:做|干)(?:什么|啥)的|干嘛的/,
  },
  {
    asks: "time",
    zh: /什么时[候间]|何时|啥时候?|哪(?:[一几])?[天日年月]|(?<![路弄街道])几[月号日](?!线|楼)|几时|几点(?!建议|要求|意见|内容)|什么日子|多会儿|哪个?(?:月|时候|季度|星期)|星期几|(?<!每)周几(?!次|个|趟|回|天)|(?<![多几][长久少大])(?:时间|日期|日子)(?:是|在)?(?:$|[?])|(?:时间|日期)(?:帮|给|查|告诉)/,
    en: /\bwhen\b|\bwhat (?:day|date|time|year|month)\b|\bwhich (?:day|date|year|month)\b/,
  },
  {
    asks: "person",
    zh: /(?<!分别都?是|都是)谁|哪[一]?位|哪几位|何人|什么人|哪(?:些|几个|个|位)?(?:人|领导|[正副](?:书记|区长|市长|校长|院长|主任|局长)|嘉宾|专家|代表)(?!工|数|才|口|民)|哪个人|(?:书记|区长|市长|校长|院长|主任|局长|部长|会长|先生|女士|同学|市民|居民|警察?|记者|画家|作家|老师|医生|教授|[^，。？?]{0,6}[员者模手师长生]|职工|劳模|教练|业主|代表|店主|老板|死者|司机|嫌疑人|[男女]子|[男女]孩|老人|小伙子?|姑娘|大妈|大爷|阿姨|专家|嘉宾|得主|冠军|母亲|父亲|丈夫|妻子|儿子|女儿)(?:到底|究竟)?(?:都?叫|姓)什么(?:名字)?|姓什么|(?:书记|区长|市长|校长|院长|主任|局长|部长|会长|董事长|总裁|总监|教授|院士|领导|负责人|记者|作者|老总|老板)(?:叫|是)?(?:什么|啥|哪个)/,
    en: /\bwho\b|\bwhose\b|\bwhom\b/,
  },
  {
    asks: "number",
    zh: /多少|(?<!哪)几(?!乎|何|点)[\u4e00-\u9fff]|多[大长高久远宽重快](?!的|范围)|第几|百分之几|(?:长度|面积|高度|宽度|总额|金额|人数|票价|数量|总长|全长|造价|营收|学费|门票|联系电话|电话|热线|号码)(?:是|有|为|达)?(?:$|[?])|有(?:没有)?(?:联系)?电话|打(?:哪个|什么|哪里的?|几号)?(?:电话|热线)|占比|数量是|有几|比例是|总数|规模有/,
    en: /\bhow (?:many|much|large|big|long|high|often|tall|old)\b|\bwhat (?:percentage|share|number|amount)\b|\b(?:prize money|fees?|price|cost|fare|rent|salary|tuition|phone number)\b/,
  },
  {
    asks: "place",
    zh: new RegExp(
      `(?<!(?:${QUALITIES})(?:到底|究竟|又)?在?)(?:哪里|哪儿)|(?<!(?:${QUALITIES})(?:到底|究竟|又)?)在哪(?!里|儿|些|方面|个方|几|家|位|一?[年天月日]|[两三四五])|何处|什么地[方点址]|哪个?(?:地方|位置|场馆|场所|城市|路|街道|镇|区|公园)|(?:什么|哪条)路(?:几号|多少号)|哪(?:条(?:路|街|马路)|[幢栋座](?:楼|大楼)?|一?块(?:地|地方)?$|一带)|(?:地点|地址|位置|会场|场地)(?:是|在)?(?:$|[?])|(?:地点|地址|位置)(?:给|发|说|告诉)|落户(?:何处|哪)|位于哪|设在哪`,
    ),
    en: /\bwhere\b|\bwhat (?:place|venue|address)\b/,
  },
  {
    asks: "reason",
    zh: /为什么|为何|为啥|原因|理由|缘故|怎么(?:会|就|没|又|突然|想到)|凭什么|何以|出于什么|(?:目的|意义|用意)(?:是|在于)?|图(?:什么|啥)|想解决/,
    en: /\bwhy\b|\breasons?\b|\bpurpose\b/,
  },
  {
    asks: "definition",
    zh: /什么是|啥是|(?<!分别)(?:是|指)(?:的)?(?:个)?(?:什么|啥|何)(?:意思|东西|概念|含义)?(?:$|[?呀啊呢])|什么意思|含义|指的是|何为|何谓|啥叫|什么叫/,
    en: /\bwhat (?:is|are|does .* mean)\b/,
  },
  {
    asks: "list",
    zh: /哪些|哪几|哪[两三四五六七八九十\d]|有什么|有啥|包[括含](?:了|些)?(?:什么|哪)|有些什么|都有|分别|都是谁|列[出举]|名单|都是谁|有何/,
    en: /\bwhich (?:\w+ )?(?:companies|organisations|units|institutions|parks|areas|fields)\b|\blist\b|\bwhat (?:kinds|types|areas|measures|\w+s) (?:are|were|do|did)\b/,
  },
  { asks: "manner", zh: /怎么|如何|怎样|咋|用什么(?:方式|方法|办法)|通过什么/, en: /\bhow\b/ },
  { asks: "which", zh: /哪|什么|啥|何(?:种|等)/, en: /\bwhich\b|\bwhat\b/ },
  {
    asks: "whether",
    zh: /吗|是否|是不是|有没有|有无|能否|会不会|能不能|可不可以|对不对|要不要|灵不灵|行不行|好不好|用不用|真的|了没(?:有|得)?[?]?$/,
    en: /^(?:is|are|was|were|did|does|do|has|have|can|will)\b/,
  },
];

/** @param folded the question in folded form; for an English one its English words. */
export function detectAsks(folded: string, language: "zh" | "en"): Asks {
  for (const { asks, zh, en } of PATTERNS) {
    if (language === "zh" ? zh.test(folded) : en?.test(folded)) return asks;
  }
  return "topic";
}

const MEASURED =
  /(?:多少|第?几|百分之几)(平方米|平米|公里|公斤|小时|分钟|号线|个|家|名|位|项|所|条|次|场|座|台|辆|元|块|天|年|月|岁|层|期|批|届|章|篇|间|套|户|亩|米|吨|人|种|类|件|支|只|册|枚|款|栋|幢|首|公顷|份|幅|本|部|处|片|路|号|度|倍|例|张|对|亿|万|步|站|棵|株|版|门|口|级|星|折)?([\u4e00-\u9fff]{0,4})/;

/** The measure word a figure is asked in: 家 in “多少家企业”, 名 in “几名代表”; the noun after it, if it stands there. */
export function askedMeasure(folded: string): {
  readonly measure: string | null;
  readonly noun: string | null;
} {
  const match = MEASURED.exec(folded);
  if (!match) return { measure: null, noun: null };
  const noun = match[2]!.replace(/(?:呢|啊|呀|了|是|在|的|有|参加|被|来|签|一共|共).*$/, "");
  return { measure: match[1] ?? null, noun: noun || null };
}

/** Words that ask, soften or address; never evidence, never searched for. */
const ASKING = new Set(
  (
    "请问 请 你好 您好 我 我们 我想 想 想要 想知道 知道 知不知道 晓得 问 问问 问一下 一下 下 告诉 能 能不能 能否 可以 可不可以 可 会 会不会 是 的 地 得 了 着 过 吗 呢 吧 啊 呀 嘛 哦 噢 哈 啦 哇 " +
    "有 没有 有没有 有无 没 和 与 及 以及 或 或者 还是 跟 同 对 对于 从 被 把 给 为 由 于 在 到 至 向 以 按 让 叫 叫做 称 都 也 还 还有 就 才 又 再 更 最 很 太 挺 蛮 比较 到底 究竟 具体 大概 大约 一共 总共 共 共有 合计 总计 " +
    "关于 有关 相关 介绍 说说 讲讲 谈谈 聊聊 讲 说 谈 提到 说到 写 据 报道 新闻 消息 报纸 文章 这个 那个 这 那 这些 那些 这次 那次 这里 那里 那边 这边 它 他 她 它们 他们 她们 该 此 其 其中 当时 本 本次 " +
    "谁 哪 哪里 哪儿 哪些 哪个 哪位 哪家 哪几 哪几个 哪年 哪天 哪一天 哪一年 哪一 什么 什么样 什么时候 什么时间 何时 何处 何 啥 啥时候 多少 几 几个 几家 几名 几位 几项 几月 几号 几点 几天 几年 多 多大 多长 多久 为什么 为何 为啥 怎么 怎么样 怎样 如何 咋 咋样 是否 是不是 " +
    "时候 时间 日期 日子 地点 地方 地址 人 人员 名字 名称 原因 目的 数量 数字 内容 事 事情 东西 方面 方式 结果 情况 个 家 名 位 项 所 条 次 场 种 些 号 样 里 上 中 下 之 等 做 做了 搞 弄 干 来 去 用 要 将 已 已经 曾 曾经 正在 现在 目前 后 前 后来 之后 之前 之间 以后 以前 期间 当天 当日 一 一个 一些 两 两个 点 今 ？ ? ， 。 ！ 、 " +
    "帮 帮我 麻烦 谢谢 查 查一下 查查 找 看看 看 听说 听讲 据说 好像 应该 真的 真 那么 然后 另外 而且 但是 不过 所以 因为 如果 的话 分别 各 各自 各是 属于 作为 进行 包括 包含 涉及 主要 根据 所谓 意思 含义 指 叫什么 谈到 表示 总 每 全部 所有 只 仅 不 不是 没法 哪些地方 各有 是因为 是什么 时 不 做些 没收 按计划 钟点 具体 名子 是多少 几时 全都 总算 到底 目前为止 花落谁家 长度 面积 高度 宽度 总额 人数 总长 全长 怎么回事 姓名 来着 区里 市里 咱区 第 回 趟 帮忙 大忙 各个 各是 一版 干嘛 那天 是不 能不 不能 姓 叫做 稿子 编辑部 小王 平时 一直 里面 急用 麻烦 你们 今年 去年 明年 前年 本月 上个月 最近 近期 今天 昨天 明天 本周 上周 最新 近日 日前 阿拉 侬 伐 额 呒没 求教 求问 求助 请教 在线等 哪能 几钿 啥地方 啥人 那 么 具体地址 详细地址 具体位置 具体时间 详细时间 折 这样 那样 这么 此事 完 掉 呗 咧 趟 来得及 来不及 赶得上 赶不上 赶趟 不成 不了 能不 要不 自己 大家 咱 咱们 咱们区 我区 我们区 本区 才行 才能 才可以 才可 才够 才算 行 还有救 有救 记不清 忘了 行吗"
  ).split(" "),
);

/** Asking words with a measure word in them: 几条, 哪幢, 多少家. */
const ASKING_WITH_MEASURE = /^(?:几|哪|多少|第几|这|那|某)[一-鿿]{0,2}$/;

export function onlyAsks(word: string): boolean {
  return ASKING.has(word) || ASKING_WITH_MEASURE.test(word);
}

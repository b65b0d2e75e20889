/**
 * Questions for a state that the paper tells in words of another kind: whether a thing is free is told by a fee,
 * whether it is open by the day it was closed, what to do after a missed day by a second one.
 */
import type { Span } from "../news/text.js";

const words = (text: string): readonly string[] => text.split(" ");

/** What a report says of what a thing costs, either way: it decides whether something is free. */
const TOLD_OF_FEES = words(
  "免费 免票 免收 免交 免门票 收费 不收费 无需购票 不用买票 不要钱 门票 票价 售票 购票 凭票 入场券 费用 报名费 自费 自付 公益 每人 半价 减免",
);
const ASKS_WHETHER_FREE = /是否(免费)|能不能(免费)|(免费)(?=[^,，;。]{0,6}(?:吗|么)[?？]?$)/;

/** At the end of the part that asks. */
const DONE_YET = "(?:了没有?得?|了吗|了么|没有|没得|没|了不)(?=[?？,， ]|$)";

/** A term of the question, with the words that tell of it as well. */
export interface ToldOtherwise extends Span {
  readonly role: "action" | "kind" | "turn";
  readonly more: readonly string[];
}

interface Told {
  /** Group 1 is the term. */
  readonly asked: RegExp;
  readonly role: ToldOtherwise["role"];
  readonly told: readonly string[];
}

const TOLD: readonly Told[] = [
  {
    asked: new RegExp(`(开门|开放|营业|开业|开园|开馆|开街|开张|重开|恢复|开)${DONE_YET}`),
    role: "action",
    told: words("开门 开放 营业 开业 迎客 恢复 重新 停业 闭馆 闭园 关闭 暂停 封闭 启用"),
  },
  {
    asked: new RegExp(`(通车|开通|运营|通)${DONE_YET}`),
    role: "action",
    told: words("通车 开通 运营 试运行 贯通 暂缓 推迟 封闭"),
  },
  {
    asked: new RegExp(`((?:修|建|盖|装|弄|造)(?:好|完|成)|完工|竣工|建成)${DONE_YET}`),
    role: "action",
    told: words("完工 竣工 建成 交付 投用 启用 工期 完成"),
  },
  {
    asked: /(?:几点|几号|什么时候|哪一?天|何时|几月)钟?(?:能|才|会|要|正式)?(开始)/,
    role: "action",
    told: words("开始 举办 举行 开幕 开演 开赛 启动 启用"),
  },
  // A sort stands for what is of that sort, not the other way round.
  {
    asked: /(演出)/,
    role: "action",
    told: words("演出 表演 文艺演出 音乐会 歌会 晚会 汇演 展演 专场 话剧 戏曲"),
  },
  {
    asked: /(?:多少|几块?|什么)(钱|价)/,
    role: "kind",
    told: words("价格 票价 价 元 收费 免费 不收费 免收 费用 门票"),
  },
  {
    // Only with what was missed beside it: on its own it asks for anything.
    asked:
      /(?:忘记|忘了|错过|没赶上|没来得及|漏了|过期|误了|晚了)[^?？]{0,16}?(还有救|有救|怎么办|怎么补|有没有办法|有办法)/,
    role: "turn",
    told: words(
      "错过 逾期 过期 补登记 补报 补办 补录 补缴 补种 补考 补交 补领 补选 补登 延长 延期 顺延 未能 未及时",
    ),
  },
];

export function toldOtherwise(folded: string): ToldOtherwise[] {
  const found = TOLD.flatMap(({ asked, role, told }): ToldOtherwise[] => {
    const match = asked.exec(folded);
    if (match === null) return [];
    const start = match.index + match[0].indexOf(match[1]!);
    return [{ start, end: start + match[1]!.length, role, more: told }];
  });
  return [...feeOf(folded), ...found];
}

/** “是否免费” is answered by a fee as well as by 免费, but by nothing that speaks of neither. */
function feeOf(folded: string): ToldOtherwise[] {
  const asked = ASKS_WHETHER_FREE.exec(folded);
  if (!asked) return [];
  const start = asked.index + asked[0].indexOf("免费");
  return [{ start, end: start + "免费".length, role: "turn", more: TOLD_OF_FEES }];
}

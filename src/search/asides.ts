/**
 * What people say behind their question: thanks, what they want it for, who they are. It asks nothing, and its words
 * need not stand in the paper.
 */
const ASKS =
  /什么|啥|谁|哪|多少|几[\u4e00-\u9fff]|何[时处人]|为何|怎么|如何|怎样|是否|是不是|有没有|能不能|可不可以|[吗么呢伐]$|[\u4e00-\u9fff][不没]$|没有$/;
/** Thanks and haste, and what the answer is wanted for. */
const DROPPED =
  /^(?:谢谢|多谢|感谢|谢了|谢啦|辛苦|麻烦|拜托|劳驾|急|在线等|着急|等回复|(?:我们?|俺|咱们?|本人)?(?:就|也|正|很|一直|最近|好|是)?(?:想(?!问|知道|请教|了解|查)|打算|准备|计划|以便|方便|好(?=去|给|安排|提前|带)))/;
/** Politeness alone, before a question. */
const POLITE =
  /^(?:你好|您好|劳驾|打扰|麻烦|不好意思|请问|请教|求助|求问|谢谢|多谢|好的?|嗯|哦)(?:你|您|大家|各位|小编|老师|们|啊|呀|啦|了|再|问|请教|一下|下)*$/;
const WHO_ASKS = /^(?:我们?|俺|本人)(?:是|在|住|家)/;

/** Whether a part of a message asks something. */
export function asksSomething(part: string): boolean {
  return ASKS.test(part.replace(/[\s~～呀啊哦噢]+$/, ""));
}

export interface Asked {
  /** The message without such remarks. */
  readonly text: string;
  /** Who asks, which may decide the answer; "" if not told behind the question. */
  readonly scene: string;
}

/** The question of a message, without what is said behind it, or before it where the question names its matter again. */
export function withoutAsides(text: string): Asked {
  const parts = text.match(/[^，,。！!？?；;\n]+[，,。！!？?；;\n]*/g) ?? [text];
  const bare = parts.map((part) => part.replace(/[，,。！!？?；;\s]+$/, "").trim());
  const last = parts.findLastIndex((part, i) => asksSomething(bare[i]!) || /[？?]/.test(part));
  if (last < 0) return { text, scene: "" };
  const asked = bare[last]!;
  const kept = parts.filter((_, i) => {
    if (i < last)
      return (
        !POLITE.test(bare[i]!) &&
        !(DROPPED.test(bare[i]!) && !asksSomething(bare[i]!) && namesAgain(bare[i]!, asked))
      );
    return i === last || (!WHO_ASKS.test(bare[i]!) && !DROPPED.test(bare[i]!));
  });
  const scene = bare.slice(last + 1).filter((part) => WHO_ASKS.test(part));
  return { text: kept.length === parts.length ? text : kept.join("").trim(), scene: scene.join("，") };
}

/** Whether the question holds two characters of the remark that are more than asking or wishing. */
function namesAgain(remark: string, asked: string): boolean {
  const matter = remark.replace(DROPPED, "");
  return Array.from({ length: Math.max(0, matter.length - 1) }, (_, i) => matter.slice(i, i + 2)).some(
    (pair) => /^[\u4e00-\u9fff]{2}$/.test(pair) && asked.includes(pair),
  );
}

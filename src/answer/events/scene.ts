/**
 * What a reader tells of himself around a question about what is on (“想带我妈去看灯会，还赶得上吗”, “……，我有把刀要磨”)
 * must not matter: the part that asks is read alone.
 */

const ASKS =
  /什么|啥|哪|几[点时号天个场]|吗|么$|没有?$|有没有|[不伐否]$|还(?:能|可以|有|在|开|来得及|赶)|是不是|来得及|赶得上|赶趟|(.)不\1/;
/** Of oneself, of one's family, of what one means to do or has heard. */
const SCENE =
  /[我俺咱]|[爸妈]|外[公婆]|奶奶|爷爷|姥|孩子|小孩|[儿女]子|女儿|娃|老[公婆]|朋友|同事|一家|全家|家里|想|打算|准备|带着?|听说|正好|刚[好才]?|要|怕|闲|没事/;

/** @returns the parts that ask, where all others only set the scene; else nothing */
export function askingParts(folded: string): readonly string[] {
  const parts = folded.split(/[,。!?;~…\s]+/).filter(Boolean);
  if (parts.length < 2) return [];
  const asking = parts.filter((part) => ASKS.test(part));
  const others = parts.filter((part) => !ASKS.test(part));
  return asking.length === 1 && others.every((part) => SCENE.test(part)) ? asking : [];
}

/** “……，现在去还来得及吗” names nothing itself: with the part before it in front. */
export function withScene(folded: string): readonly string[] {
  const [asking] = askingParts(folded);
  if (asking === undefined) return [];
  const before = folded.split(/[,。!?;~…\s]+/).filter((part) => part !== asking && part !== "");
  return [asking, ...before.map((part) => `${afterGoing(part)}${asking}`)];
}

/** “想带外婆去看菊展” → “菊展” */
function afterGoing(part: string): string {
  return part.replace(/^.*(?:去看看?|去逛逛?|去听|去玩|参加|去|看|逛|听说|报)(?=[\u4e00-\u9fff"《]{2})/, "");
}

/**
 * Everyday words for holding an office, said as the strict readings know them:
 * “图书馆谁管事”, “管图书馆的是谁” and “图书馆的头儿” all ask for its 一把手. Which
 * office that is hangs on the body; of what is no body nobody is the head.
 */

/** Who is asked for with a verb behind: “谁当家”, “谁说了算”. */
const RUNS =
  "(?:管事|管着|在管|管|当家|做主|作主|说了算|拍板|主事|主政|主持工作|掌舵|掌门|执掌|坐镇|挑大梁|当头儿?|当领导|领导|负责|带队|牵头|打理)";
const WHO = "(?:谁|哪一?位|哪个|什么人)";

const PLAIN: readonly (readonly [RegExp, string])[] = [
  [/ceo/g, "首席执行官"],
  [/啥辰光|啥时候?|啥会儿/g, "什么时候"],
  [/干啥|干嘛|做啥/g, "做什么"],
  [/咋/g, "怎么"],
  [/啥/g, "什么"],
  [/(?<=[\u4e00-\u9fff])伐(?=[?!。 ]*$)/g, "吗"],
  // “还是王华不”
  [/(?<=还.{1,24})不(?=[?!。 ]*$)/g, "吗"],
  // “还在不在馆里当馆长”
  [/还在不在(.{1,20}?)(?=[?!。 ]*$)/g, "还在$1吗"],
  [/(?:中共|中国共产党)(?!中央)/g, ""],
  [new RegExp(`(?:是|由)?${WHO}(?:来|在)?${RUNS}(?:的|着|呢|啊|呀)*(?=[?!。 ]*$)`, "g"), "一把手是谁"],
  [
    new RegExp(
      `^(?:请问)?${WHO}(?:在|是)?(?:管着?|负责|领导|执掌|掌管|主管|打理)(?:的)?(.{2,16}?)(?:的|呢)?(?=[?!。 ]*$)`,
    ),
    "$1一把手是谁",
  ],
  [
    new RegExp(
      `^(?:请问)?(?:管着?|负责|领导|执掌|掌管|打理)(.{2,16}?)的(?:那个)?人?(?=(?:现在|目前|如今)?(?:是|叫)?${WHO})`,
    ),
    "$1一把手",
  ],
  [
    /的?(?:管事|当家|领头|带头|拍板|说了算|主事)(?:的人|的|人)(?=(?:现在|目前|如今)?(?:是|叫)?(?:谁|哪|什么))/g,
    "一把手",
  ],
  [
    /的?(?:头儿|头头儿?|领头人|带头人|老大|掌舵人|最高领导|主官|正职)(?=(?:现在|目前|如今)?(?:是|叫)?(?:谁|哪|什么))/g,
    "一把手",
  ],
];

/** @param text a clause, folded */
export function plainly(text: string): string {
  return PLAIN.reduce((rest, [pattern, word]) => rest.replace(pattern, word), text.trim());
}

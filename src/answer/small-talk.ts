/**
 * What needs no search: greetings and thanks, questions about the bot itself,
 * and requests that a newspaper bot has no part in or must not follow.
 */
import { asksSomething } from "../search/asides.js";

export type SmallTalk =
  | "greeting"
  | "thanks"
  | "farewell"
  | "self"
  | "empty"
  | "instruction"
  | "task"
  | "abuse";

interface Rule {
  readonly talk: SmallTalk;
  readonly pattern: RegExp;
}

const END = "[\\s~～!！?。.，,呀啊哦呢哈嘛吧的了啦哟喽]*$";

// The first that matches decides. All are matched against the folded message.
const RULES: readonly Rule[] = [
  {
    talk: "instruction",
    pattern:
      /(?:忽略|无视|忘[记掉了]|不要(?:管|理会)|跳过|绕过|抛开|违反|不用遵守)[^。？?]{0,12}(?:指令|指示|规则|设定|提示|要求|限制|约束|身份)|(?:系统|初始|隐藏)(?:提示|指令|prompt|消息)|提示词|你的(?:指令|prompt|规则|设定|密钥|token|配置|源代码|源码|环境变量)|(?:api|访问|私)[ _-]?(?:key|密钥|钥)|(?:扮演|假装|假扮|充当|角色扮演)|越狱|开发者模式|ignore (?:all |any |the |your )*(?:previous|above|prior|earlier|rules|instructions)|system prompt|repeat (?:the |all )?(?:text|words|everything|instructions)|(?:text|words) above|jailbreak|developer mode|pretend (?:to be|you)|act as|reveal (?:your|the)|your (?:instructions|prompt|api key|token)|\bdan mode\b|(?:print|show|output|repeat|tell me) (?:your|the) (?:system|prompt|instructions|environment|env)|环境变量|process\.env|api_key|bot_token/,
  },
  {
    talk: "abuse",
    pattern:
      /傻[逼b叉x]|操你|草泥马|(?<![我咱爸姑舅大])妈的|他妈|滚蛋|去死|废物|垃圾(?:机器人|bot|东西)|白痴|弱智|脑残|混蛋|王八|fuck|shit\b|stupid (?:bot|machine)|idiot|你(?:真|很|太|好)?(?:笨|蠢|烂)/,
  },
  {
    talk: "task",
    pattern:
      /(?:写|编|作|生成|创作|来)(?:出|上)?[一几两三\d]?(?:个|首|篇|段|份|封)(?![^，。？?]{0,20}(?:谁|哪))[^，。？?]{0,12}(?:代码|程序|脚本|函数|诗|歌词|小说|故事|笑话|作文|论文|情书|检讨|请假条|简历|sql|爬虫|段子|邮件|祝福语|对联|日记|读后感|演讲稿|[辞请求][职假][信书条]|(?:感谢|推荐|道歉|介绍|倡议|保证|申请|邀请|检举)[信书函]|总结|报告|文案|口号|策划书|教案|合同)(?![^，。？?]{0,6}(?:了|的))|(?:帮我|给我|替我|教我)(?:写|编|讲|说|做|画|算)[^，。？?]{0,12}(?:代码|程序|脚本|函数|诗|歌|小说|故事|笑话|作文|论文|情书|检讨|简历|sql|爬虫|段子|邮件|作业|题|画)|(?:写|编)(?:一下|点)?(?:python|java|sql|代码|程序)|^(?:讲|说)(?:一?个|段)?(?:笑话|段子)|(?:翻译|译)(?:成|为|一下|这)|translate (?:this|the|to|into)|write (?:me )?(?:a|an|some|the)\b|(?:解|求解|算|计算)(?:一下|这|下|出)?.{0,4}(?:方程|这道题|数学题|应用题|\d+\s*[+×*÷/-])|^[\d\s().]+[+*/×÷^-][\d\s+\-*/×÷().=^]+(?:等于多少|等于几|是多少)?[？?]?$|(?:帮我|替我|给我)?(?:做|写|完成).{0,6}(?:作业|数学题|习题)|(?:作业|数学题|奥数)(?:怎么|的答案)|drop table|select \*? ?(?:from|.+ from)|union select|insert into|delete from|or 1\s*=\s*1|<script|rm -rf|\$\(|(?:黑进|入侵|攻击|破解|盗取).{0,8}(?:网站|系统|密码|账号|服务器|数据库|手机|wifi)|(?:制造|制作|怎么做|怎样做|如何做)(?:.{0,4})(?:炸弹|炸药|毒品|枪支?)|how to (?:make a bomb|hack)|买(?:毒品|枪)|色情|裸照|黄片/,
  },
  {
    talk: "thanks",
    pattern: new RegExp(
      `^(?:好的?[,，\\s]*|太?(?:麻烦|辛苦)(?:你|您)?(?:了|啦)?[,，\\s]*)?(?:谢谢|多谢|感谢|谢了|谢啦|辛苦|thanks|thank you|thx|3q){1,3}(?:你|您|侬|啦|了|啊|很多|\\s?so much|\\s?a lot|\\s?very much|的?(?:帮忙|帮助|回答|解答))*(?:[,，\\s]*(?:帮|太好|真|很|非常)[^？?]{0,8}){0,2}${END}`,
    ),
  },
  {
    talk: "farewell",
    pattern: new RegExp(`^(?:再见|拜拜|bye ?bye|goodbye|bye|回见|下次见|晚安|good ?night|see you)${END}`),
  },
  {
    talk: "greeting",
    pattern: new RegExp(
      `^(?:(?:你|您|侬|大家)(?:们)?好|哈喽|哈啰|嗨|嘿|喂|早上?好?|上午好|中午好|下午好|晚上好|新年好|在吗|在不在|有人(?:在)?[吗么伐]|hello|hi|hey|hi there|hello there|good (?:morning|afternoon|evening)|/start)(?:[,，\\s呀啊哦]*(?:机器人|小助手|小编|编辑|各位|大家|[^，。？?]{1,6}报|bot|there))?${END}`,
    ),
  },
  {
    talk: "self",
    pattern:
      /^(?:请问|那)?(?:你|您|侬)(?:到底)?(?:是(?:谁|什么|哪位|机器人|人|真人|ai|啥|干什么|做什么|干嘛)|叫(?:什么|啥)|能(?:帮我)?(?:做|干|帮|回答|告诉我?)(?:些|点)?(?:什么|啥|哪些|点)|会(?:做|干)?(?:什么|啥|些)|可以(?:做|干|帮)|有(?:什么|啥|哪些)(?:功能|用|本事)|怎么(?:使)?用|几岁|多大|好吗|的名字|吃(?:了|饭))|^(?:怎么(?:使)?用(?:你|您|侬)?|如何使用(?:你|您)?|使用(?:说明|帮助|方法)|帮助|help|\/help|功能)[？?!！]?$|^(?:who|what) are you|what can you do|how (?:are you|do (?:i|you) (?:use|work))|are you (?:a |an )?(?:bot|robot|human|ai|real)|your name/,
  },
  {
    talk: "thanks",
    pattern: new RegExp(
      `^(?:(?:好的?|嗯+|哦+|行)?(?:知道|明白|晓得|了解|收到|懂)了?|好的?|ok|okay|嗯+|哦+|噢+|知道了|明白了?|收到|了解|懂了|行|可以|不错|很好|太好了|真棒|厉害|哈+|呵+|嘻+|good|great|nice|cool)${END}`,
    ),
  },
];

/** @param folded the message, folded; @returns null if it is a question to search for. */
export function recogniseSmallTalk(folded: string): SmallTalk | null {
  const text = folded.trim();
  // One letter, only signs or emoji: nothing to search for.
  if ((text.match(/[\p{L}\p{N}]/gu) ?? []).length <= 1) return "empty";
  const whole = talkOf(text);
  if (whole !== null) return whole;
  // “您好，在吗”, “好的知道了，谢谢”: courtesies in a row; the last one is answered.
  const parts = text.split(/[,，。.！!~～\s]+/).filter((part) => part !== "");
  const talks = parts.map((part) => (COURTEOUS.has(talkOf(part)) ? talkOf(part) : null));
  return parts.length > 1 && parts.length <= 4 && talks.every((talk) => talk !== null) ? talks.at(-1)! : null;
}

const COURTEOUS: ReadonlySet<SmallTalk | null> = new Set(["greeting", "thanks", "farewell", "self"] as const);

function talkOf(text: string): SmallTalk | null {
  const talk = RULES.find((rule) => rule.pattern.test(text))?.talk ?? null;
  if (talk !== "task") return talk;
  const rest = withoutOwnPlans(text);
  return rest === text ? talk : talkOf(rest);
}

/** The bot itself is to do it. */
const ADDRESSED = /(?:帮|给|替|为|教)我|[请让叫]你|(?:你|您)(?:来|能|会|可以|帮|给)/;
const OWN_PLAN = /(?:想|要|打算|准备|计划|以便|好)(?:去|自己|亲自|亲手)?(?:给|为|替|向|写|送|做)/;

/** Beside a question, what readers mean to write themselves is only why they ask. */
function withoutOwnPlans(text: string): string {
  const parts = text.split(/[，,。！!？?；;\n]+/);
  const isPlan = (part: string) => !ADDRESSED.test(part) && (OWN_PLAN.test(part) || asksSomething(part));
  const others = parts.filter((part) => RULES_OF_TASK.every(({ pattern }) => !pattern.test(part)));
  const isAsked =
    others.some(asksSomething) || (parts.length === 1 && asksSomething(text) && OWN_PLAN.test(text));
  if (!isAsked) return text;
  return parts.filter((part) => others.includes(part) || !isPlan(part)).join("，");
}

const RULES_OF_TASK = RULES.filter(({ talk }) => talk === "task");

/** What the bot says of itself, Chinese first; in English to those whose Telegram is not Chinese. */
import { type Language, sayDay, sayPaper, sayPeriod } from "../answer/phrases.js";
import type { Newsroom } from "./newsroom.js";

/** The commands in the order of the menu; those of `groups` are only offered there. */
export const COMMANDS = [
  { name: "ask", zh: "提问：/ask 问题", en: "Ask: /ask your question", groups: true },
  { name: "latest", zh: "最新报道", en: "Newest articles", groups: false },
  { name: "search", zh: "搜索：/search 词语", en: "Search: /search words", groups: false },
  { name: "sources", zh: "收录了哪些报纸和日期", en: "Which papers and days are here", groups: false },
  { name: "help", zh: "怎么用", en: "How to use this bot", groups: true },
  { name: "privacy", zh: "保存哪些信息", en: "What is kept about you", groups: false },
  { name: "forget", zh: "删除我的记录", en: "Delete what is kept about me", groups: false },
  { name: "off", zh: "（管理员）停用", en: "(admins) switch the bot off", groups: true },
  { name: "on", zh: "（管理员）启用", en: "(admins) switch the bot on", groups: true },
] as const;
export type CommandName = (typeof COMMANDS)[number]["name"] | "start";

interface Words {
  readonly help: string;
  readonly sourcesHead: string;
  readonly passage: (marker: number) => string;
  readonly wrong: string;
  readonly more: string;
  readonly openChat: string;
  readonly direct: string;
  readonly thanks: string;
  readonly reported: string;
  readonly outdated: string;
  readonly late: string;
  readonly failed: string;
  readonly stopped: string;
  readonly slowDown: string;
  readonly groupBusy: string;
  readonly full: string;
  readonly queued: (ahead: number) => string;
  readonly notText: string;
  readonly forwarded: string;
  readonly tooLong: string;
  readonly unknown: string;
  readonly askWhat: (example: string | undefined) => string;
  readonly searchWhat: string;
  readonly nothingFound: string;
  readonly noArticles: string;
  readonly latestHead: string;
  readonly tryThese: string;
  readonly forgotten: string;
  readonly switchedOff: string;
  readonly switchedOn: string;
  readonly adminsOnly: string;
}

const ZH: Words = {
  help: "直接发问题就行，例如问数字、人物、时间、地点。回答只引用报纸原文，每句注明出处；报上没有的，我会直说。\n\n接着问“那……呢？”，或者回复我的某条回答，我会接着上文。\n/latest 最新报道\n/search 词语 搜索\n/sources 收录范围\n/privacy 保存哪些信息\n/forget 删除我的记录\n\n在群里：/ask 问题、@我，或者回复我的消息。在任何聊天里输入 @我 加几个字，可以查找并发送引文。",
  sourcesHead: "出处",
  passage: (marker) => `原文 ${marker}`,
  wrong: "有误",
  more: "展开",
  openChat: "在私聊中提问",
  direct: "直接回答",
  thanks: "谢谢！",
  reported: "谢谢，已记下，我们会核对。",
  outdated: "这条回答太旧，已经删除，请再问一次。",
  late: "抱歉，回复晚了。",
  failed: "抱歉，刚才出了故障，没能回答。请稍后再问一次。",
  stopped: "好的，不再写下去。",
  slowDown: "您问得太快了，请过一分钟再问。",
  groupBusy: "群里的问题太多，请过几分钟再问，或者私聊我。",
  full: "现在提问的人太多，请过几分钟再问。",
  queued: (ahead) => `正在排队，前面约有 ${ahead} 个问题。`,
  notText: "我只看得懂文字。请用一句话提问，例如“哪天开始报名？”。",
  forwarded: "转来的长文我不做摘要。请用一句话问您想知道的事。",
  tooLong: "这段话太长了。请用一句话提问，最多 500 字。",
  unknown: "没有这个命令。直接发问题即可，/help 看用法。",
  askWhat: (example) => `请在 /ask 后面写上问题${example === undefined ? "" : `，例如：/ask ${example}`}`,
  searchWhat: "请在 /search 后面写上要找的词，例如：/search 图书馆",
  nothingFound: "没有找到相关报道。",
  noArticles: "还没有收录任何报道。",
  latestHead: "最新报道",
  tryThese: "可以试试：",
  forgotten: "已删除您的提问、回答和评价的署名。",
  switchedOff: "好的，我在本群不再回答。管理员发 /on 可以重新启用。",
  switchedOn: "好的，我在本群恢复回答：/ask 问题、@我，或者回复我的消息。",
  adminsOnly: "只有群管理员可以这样做。",
};

const EN: Words = {
  help: "Just send a question: a figure, a person, a day, a place. Answers quote the newspaper word for word and name the source; what the paper does not say, I do not say.\n\nAsk on with “and …?”, or reply to one of my answers.\n/latest newest articles\n/search words\n/sources what is here\n/privacy what is kept about you\n/forget delete what is kept about me\n\nIn groups: /ask your question, mention me, or reply to me. In any chat, type my name and a few words to find and send a quotation.",
  sourcesHead: "Sources",
  passage: (marker) => `Source ${marker}`,
  wrong: "Wrong",
  more: "More",
  openChat: "Ask in private",
  direct: "Answer",
  thanks: "Thank you!",
  reported: "Thank you, noted. We will check it.",
  outdated: "This answer is too old and was deleted; please ask again.",
  late: "Sorry for the late reply.",
  failed: "Sorry, something broke and I could not answer. Please ask again later.",
  stopped: "All right, I have stopped.",
  slowDown: "That is too fast. Please wait a minute before you ask again.",
  groupBusy: "Too many questions in this group. Please try again in a few minutes, or ask me in private.",
  full: "Too many people are asking right now. Please try again in a few minutes.",
  queued: (ahead) => `You are in the queue; about ${ahead} questions are ahead of yours.`,
  notText: "I can only read text. Please ask in one sentence.",
  forwarded: "I do not summarise long texts. Please ask one thing you would like to know.",
  tooLong: "That is too long. Please ask in one sentence of at most 500 characters.",
  unknown: "There is no such command. Just send a question; /help explains more.",
  askWhat: (example) =>
    `Please write the question after /ask${example === undefined ? "." : `, for example: /ask ${example}`}`,
  searchWhat: "Please write the words after /search.",
  nothingFound: "No article was found.",
  noArticles: "There are no articles here yet.",
  latestHead: "Newest articles",
  tryThese: "Try one of these:",
  forgotten: "Your questions and answers are deleted, and your name is taken off your ratings.",
  switchedOff: "All right, I will not answer in this group. An admin can send /on to switch me on again.",
  switchedOn: "All right, I answer in this group again: /ask, mention me, or reply to me.",
  adminsOnly: "Only admins of this group can do that.",
};

export function words(language: Language): Words {
  return language === "zh" ? ZH : EN;
}

/** What the archive covers, for /start and /sources. */
export function sayCoverage(coverage: Newsroom["coverage"], language: Language): string {
  const { articles, newestIssue, to } = coverage;
  if (articles === 0) return words(language).noArticles;
  const paper = sayPaper(coverage.paper, language);
  const period = sayPeriod(coverage, language);
  const newest = [newestIssue, sayDay(to, language)].filter((part) => part !== null);
  return language === "zh"
    ? `收录${paper} ${articles} 篇报道，${period}；最新一期：${newest.join("，")}。`
    : `${articles} articles of ${paper}, ${period}; newest issue: ${newest.join(", ")}.`;
}

export function sayGreeting(coverage: Newsroom["coverage"], language: Language): string {
  return language === "zh"
    ? `您好！我根据${sayPaper(coverage.paper, language)}的报道回答问题，只引用原文，句句有出处。\n${sayCoverage(coverage, language)}`
    : `Hello! I answer questions from ${sayPaper(coverage.paper, language)}, quoting it word for word.\n${sayCoverage(coverage, language)}`;
}

export function sayPrivacy(keepDays: number, language: Language): string {
  return language === "zh"
    ? `我保存：您的 Telegram 编号、您的问题和我的回答，用来理解追问和按钮，${keepDays} 天后自动删除；您对回答的评价；语言模型替您用了多少字数，两天。还没回答的消息在回答之前保存，之后立即删除内容。不保存姓名、用户名、电话。\n/forget 立即删除您的问题和回答，评价不再署名。`
    : `I keep your Telegram number, your questions and my answers, to understand follow-ups and buttons, for ${keepDays} days; your ratings; and for two days how much of a language model your questions used. Messages are kept until they are answered, then their text is deleted at once. Names, user names and phone numbers are not kept.\n/forget deletes your questions and answers at once and takes your name off your ratings.`;
}

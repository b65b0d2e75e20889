/**
 * Closed classes of words that decide how much the absence of a word proves.
 *
 * A reader writes 文件 where the paper prints 实施意见, so a missing word of kind
 * proves little. A missing 取消 or 拒绝 proves that the paper tells another story.
 */

/** Words of kind: they say what sort of thing is asked for, and every writer chooses another. */
const KIND_WORDS = new Set(
  (
    "文件 办法 措施 举措 方法 机构 部门 单位 公司 企业 学校 团队 队伍 组织 领导 干部 嘉宾 人士 人员 问题 花样 新花样 名头 名堂 名目 " +
    "任务 要求 计划 规划 安排 政策 规定 活动 项目 工程 工作 服务 作用 功能 特点 特色 亮点 好处 优势 意义 影响 变化 进展 成果 成绩 " +
    "奖 奖项 荣誉 称号 头衔 职务 职位 身份 背景 关系 区别 类型 类别 种类 领域 行业 范围 区域 地区 地段 场所 场地 楼 楼里 大楼 房子 " +
    "产品 资料 信息 人物 专家 老师 学生 市民 居民 群众 阶段 过程 步骤 环节 主题 题目 标题 话题 观点 看法 意见 建议 说法 全称 简称 " +
    "重点 核心 关键 基本 整体 全部 头 头头 老板 老总 大佬 字 话 办 块 类 部分 角色 手段 途径 渠道 力度 水平 程度 平台 机制 模式 " +
    "本事 门道 新意 看点 由头 说头 讲究 行当 门类 地盘 去处 好事 大事 喜事 动作 举动 打算 想法 意向 心思 价钱 数 数目 人数 家数 分量 样子 " +
    "上门 孙子 孙女 儿子 女儿 爹 娘 外国 国外 本地 外地 金额 总额 数额 款项 姓名 官司 门牌号 块儿 原型 老先生 老太太 说法 车子 房子 老百姓 管子 老婆 老公 媳妇 小囡 囡囡 钞票 票子 小区 阿婆 爷叔 市级 区级 省级 国家级 性质 方向 技术 方案 情形 部件 零件 东西 物件 案子 事件 形象 名称 名字 标准 条件 原则 规模 状态 形势 局面 趋势 成分 因素 用途 道理 经历 经验 能力 责任 " +
    "电话 联系电话 联系方式 热线 号码 变动 改动 调整 动静 动向 说道 岁数 年纪 价位 价码 权利 义务 标志 行为 现象 时刻 时期 年度 全年 整个 现任 前任 首任 头版 稿件 画面 人家 大家 小孩 孩子 大人 男人 女人 妈妈 爸爸 爷爷 奶奶 老人 老伯 阿姨 叔叔 " +
    "朋友 好友 亲戚 亲友 邻居 同学 同事 闺蜜 姐妹 兄弟 战友 老乡 客人 室友 伙伴 外地人 外地游客 本地人 娃 娃儿 娃娃 宝宝 老头 老太 爸妈 父母 " +
    "家长 先生 女士 当事人 主角 同志 小伙 姑娘 个案 作者 主讲人 主持人 做法 干法 玩法 样式 款式 外观 名目 事项 事由 起因 后果 结局 下文 后续 处理 应对 " +
    "时长 部 院 校 局 所 馆 站 会 班子 成员 对方 双方 一方 各方 官方 方 区 市 县 乡 镇 街道 国家 年代 年头 档次 版面 版 页"
  ).split(" "),
);

export function isKindWord(word: string): boolean {
  return KIND_WORDS.has(word);
}

/** Each group tells of a story's turn for the other way; the paper must tell it with one of the group's words. */
const REVERSALS: readonly (readonly string[])[] = [
  "终止 中止 停止 叫停 喊停 暂停 作罢 告吹 停办 停业 停工 停运 停产 停".split(" "),
  "取消 撤销 撤回 废除 废止 作废 撤掉 取缔 吊销".split(" "),
  "退出 退群 脱离 撤出 撤离 搬离 搬走 撤资".split(" "),
  "拒绝 婉拒 回绝 谢绝 不同意 不肯 不愿 反对 抵制 抗议 否决 驳回 推翻 否定".split(" "),
  "关闭 关停 倒闭 歇业 破产 解散 关张 撤并".split(" "),
  "失败 落空 泡汤 流产 未果 没成 黄了 输 失利 落选 淘汰".split(" "),
  "推迟 延期 延后 改期 推后 延迟 提前".split(" "),
  "辞职 免职 罢免 撤职 开除 解雇 下台 卸任 离任 落马 被查 辞去".split(" "),
  "逮捕 被捕 拘留 刑拘 拘押".split(" "),
  "罚款 处罚".split(" "),
  "受贿 贪污".split(" "),
  "下降 减少 下滑 亏损 缩减 裁员 降低 缩水 下跌 裁撤".split(" "),
  "收购 并购 兼并 吞并 买下 收归 合并".split(" "),
  "拆除 拆掉".split(" "),
  "倒塌 坍塌 垮塌 塌方 塌陷".split(" "),
  "爆炸 炸毁".split(" "),
  "泄漏 泄露".split(" "),
  "踩踏".split(" "),
  "中毒".split(" "),
  "起火 着火 失火 火灾 烧毁".split(" "),
  "去世 逝世 病逝 死亡 遇难 身亡 牺牲 死了 死".split(" "),
  "改到 改在 改为 迁到 迁往 搬到 搬迁 转移 移到".split(" "),
  "涨价 上涨 降价 提价".split(" "),
  "造假 抄袭 作弊 侵权 丢失 被盗 诈骗".split(" "),
  "解除 解约 解聘 散伙 断交".split(" "),
  "翻车 侧翻 翻覆 倾覆 翻倒".split(" "),
  "摘掉 摘牌 除名 降级".split(" "),
  "无罪 不构成犯罪 罪名不成立".split(" "),
  "被骗 骗走 骗取 骗得 骗去 骗了 受骗 上当".split(" "),
  "受伤 伤者 伤员 轻伤 重伤 擦伤 骨折 撞伤 砸伤 咬伤 烧伤 烫伤 摔伤 伤势 伤亡 负伤 伤了".split(" "),
  "搬进 搬入 迁入 迁至 迁到 迁往 搬到 搬迁 入驻 进驻 乔迁".split(" "),
  "争吵 冲突 矛盾 翻脸 决裂 打架 起诉 打官司".split(" "),
];

/** Words that tell the turn a question asks about, but are too common to be one in a question. */
const ALSO_TOLD_AS: Readonly<Record<string, readonly string[]>> = {
  涨价: "上调 下调 调价 调整为 提高 降低 降了 涨到 涨了 收费不变 价格不变 仍为".split(" "),
  停止: "截止 结束".split(" "),
  搬进: "走进 变为 落户 设在 开进 进入".split(" "),
};

/** The group of a turning word, or null. The longest word that stands in the text decides. */
export function reversalIn(
  folded: string,
): { readonly word: string; readonly group: readonly string[] } | null {
  let found: { word: string; group: readonly string[] } | null = null;
  for (const group of REVERSALS) {
    for (const word of group) {
      if (word.length > 1 && folded.includes(word) && word.length > (found?.word.length ?? 0))
        found = { word, group: [...group, ...(ALSO_TOLD_AS[word] ?? ALSO_TOLD_AS[group[0]!] ?? [])] };
    }
  }
  return found;
}

/** “没通过”, “未签”, “不参加”: the question takes for given that something did not happen. */
const DENIAL =
  /(?:没有|没(?!有)|未(?:能|曾)?|并?不(?:再|肯|让|准|许|给|同意|参加|参与|通过|开放|举办|举行|签|批))(?=[\u4e00-\u9fff])(?!有(?:多少|几|什么|哪|谁)|有没|来|明|少|错|到场人)/;
const ASKS_WHETHER =
  /有没有|是不是|能不能|会不会|要不要|可不可以|知不知道|对不对|好不好|没有(?:吗|呢)?[?]?$|[吗吧][?]?$|还没/;

export function deniesSomething(folded: string): boolean {
  return DENIAL.test(withoutMockDenials(folded)) && !ASKS_WHETHER.test(folded);
}

/** Words with a 不, 没, 无 or 非 in them that deny nothing: 不断, 未成年人, 非遗. */
const MOCK_DENIAL =
  /不(?:断|仅|但|少|同|已|只|时|久|过|愧|错|论|管|光|禁|乏|难|易|失|一|亚于|遗余力)|差不多|无(?:论|限|比|偿|人机|锡|数|私|疑|缝)|非(?:常|遗|洲|凡|物质)|除非|未(?:来|成年)|没收/g;

function withoutMockDenials(text: string): string {
  return text.replace(MOCK_DENIAL, "");
}

/** Whether a sentence denies anything. */
export function deniesAnything(folded: string): boolean {
  return /[没未不无非禁]/.test(withoutMockDenials(folded));
}

/** Phrases that only ask, which a segmenter would glue to the words beside them (什么叫|算力, 上海|有哪些). */
const ASKING_PHRASES =
  /(?:是不是|是否|有没有|还没(?:有)?)?(?:已经?)?(?:结束|换人|办过|开过|过去?|开始)了(?:没有?|吗|吧|么)|还?没(?:有)?结束(?:吗|吧|么)|什么(?:叫|是|样的?)?|何谓|何为|为什么|怎么(?:样|会|就)?|如何|是不是|有没有|(?:都|共|又|还)?有(?=多少|几|哪|什么)|有多[大长高远宽重快深]|多[大长高远宽重快深](?=面积|时间|年纪|距离|[?]|$)|多少|哪个?(?:村|镇|乡|街道|社区)(?=[办搞开举])|哪[些个位家里儿天年]|是谁|请问|分别是?|包括(?=什么|哪)/g;

/** The same text with asking phrases blanked, length kept. */
export function blankAskingPhrases(folded: string): string {
  return folded.replace(ASKING_PHRASES, (phrase) => " ".repeat(phrase.length));
}

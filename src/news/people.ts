/**
 * Personal names as a Chinese newspaper prints them: beside an office
 * (“区长王华”, “滕锦光校长”), in a row after one (“曹立强、王华”), or before a verb
 * of saying. No list of persons is needed, only surnames and the words that
 * stand around a name, so it works for people the paper names for the first time.
 */
import type { Span } from "./text.js";

export interface PersonMention extends Span {
  readonly name: string;
  /** The offices printed right before or after the name: “董事长、党委书记王晓秋” gives both. */
  readonly titles: readonly string[];
}

const SURNAMES =
  "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤俞章华倪习诸奚卫赖温康施牛樊葛邢安齐易乔伍庞颜庄聂鲁岳翟殷詹申欧耿关兰焦左柳甘祝包宁尚符舒阮柯纪梅童凌毕单裴霍涂苗曲盛翁冉骆蓝路游辛欧管柴蒙鲍喻祁蒲房滕屈饶牟艾尤阳穆农司卓古吉缪简项连芦麦褚娄窦戚岑景党宫费卜冷晏席柏米宗瞿桂佟应臧闵苟邬边卞姬仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池苑迟邝官封谈匡鞠惠荆乐冀郁胥南班栗燕楚鄢劳谌奉皮粟冼蔺楼盘闻厉伊仝郜海阎帅屠豆朴盖廉禹井祖漆巴丰卿狄平索宣晋初云敬扈晁芮阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭但尉冶斯元束檀衣阴昝智幸奥植衡富尧闭由解查权竺濮阚逄蒯郦邰淳隗沃桓佘代宓璩郏邴庾夔訾";
const COMPOUND_SURNAMES =
  "欧阳|上官|司马|诸葛|司徒|东方|皇甫|尉迟|公孙|令狐|慕容|夏侯|端木|闻人|宇文|长孙|钟离|申屠|呼延|澹台|轩辕|南宫|濮阳|淳于|公冶|鲜于|闾丘|百里";

/** Offices and forms of address, longest first where one ends in another. */
export const TITLES =
  "党委书记|区委书记|市委书记|总书记|副书记|书记|副区长|区长|副市长|市长|副镇长|镇长|副县长|县长|副省长|省长|副主任|主任|副局长|局长|副校长|校长|副院长|院长|副董事长|董事长|副总裁|总裁|副总经理|总经理|总监|经理|副部长|部长|副处长|处长|科长|副会长|会长|副秘书长|秘书长|副主席|主席|副理事长|理事长|副馆长|馆长|副所长|所长|站长|支队长|大队长|队长|合伙人|创始人|首席执行官|负责人|委员|常委|代表|教授|院士|研究员|工程师|设计师|医生|医师|老师|教师|导演|作家|画家|艺术家|主持人|主播|教练|运动员|志愿者|居民|市民|同学|先生|女士|记者|通讯员|作者|专家|律师|法官|检察官|民警|店主|店长|团长|社长|主编|专员|领导|获得者|得主|冠军|选手|策展人|讲师|主讲人|出品人|发言人|书法家|收藏家|演员|队员|学生|校友|博士|讲解员|辅警|驾驶员|司机|员工|党员|楼组长|楼长|组长|馆员|厨师|摄影师|主厨|院长助理|园长|站长|教练员|主讲|队医|师傅|阿姨|大爷|爷爷|奶奶|阿婆|老伯|护士|护士长|药师|技师|法医|村民|业主|店员|船长|车长|列车长|指挥|总指挥|理事|监事长|董事|院长助理|行长|副行长|台长|股长|政委|所长|主管|高管|主理人|传承人|大师|名家|学者|教官|领队|队友|裁判|歌手|诗人|编剧|制片人|总策划|策划|顾问|秘书|会计|营业员|投递员|快递员|骑手|保安|保洁员|养护工|工匠|劳模|院士|科学家|企业家|首席|首席专家|主任医师|老板";
const EVERY_TITLE: ReadonlySet<string> = new Set(TITLES.split("|"));
const LONGEST_TITLE = Math.max(...[...EVERY_TITLE].map((title) => title.length));
/** Characters that may stand before an office in a row: of which body it is, or of what. */
const LONGEST_GAP = 12;
const ENDS_WITH_TITLE = new RegExp(`(?:${TITLES})的?[ :：]?$`);
const EACH_TITLE = new RegExp(`(?:${TITLES})(?=、|和|兼|及|，|的?[ :：]?$)`, "g");
const TITLE_AFTER = new RegExp(`^(?:${TITLES})`);
// What may follow a name: punctuation, the end, or a word that no given name goes on with.
const BOUNDARY = new RegExp(
  `^(?:$|[\\s，,。、；;：:！!？?（）()”"’'《》·/]|出席|参加|主持|表示|分管|负责|主管|指出|强调|介绍|透露|坦言|认为|回忆|告诉|宣布|致辞|讲话|说|分别|等|代表|带队|率|走访|慰问|调研|会见|作|做|为|与|和|及|在|就|向|对|将|也|还|曾|已|是|任|当选|担任|获|一行|同志|签|共同|以及|并|的|发|摄|文|从|由|到|把|被|让|给|会|能|要|有|没|不|又|则|却|都|才|便|称|道|谈|看|带|去|来|用|靠|利用|围绕|结合|开始|参与|走进|先后|今年|现年|每|正在|已经|前往|赴|${TITLES})`,
);
const NEVER_A_NAME =
  /^(?:解[决读放释说除散]|查[看找询询处明实验办]|代[表理替言码价]|权[益利限威力]|姚基金|包联|.?(?:大学|公司|集团|中心|街道|记者|常委|地区|单位|企业|部门|市场|国际)|方面|华为|上海|徐汇|江苏|安徽|全国|全市|全区|国家|国务|海外|南京|平台|平安|银行|公共|公安|公司|居民|都市|强调|成立|任务|高质|高新|高校|明确|项目|计划|应对|方案|方式|路线|单位|时代|时间|古树|连续|元宇|信息|金融|石油|和平|万人|马上|常务|安全|关于|向全|成为|成都|成立|经济|平时|余名|党的|党委|党员|党组|党建引|党内|党外|党群|党校|党支|全体|干部|于是|成员|国内|阳光|强化|权威|景区|居委|商务|商圈|荣获|荣誉|区委|区政|区人|区长|区法|区检|区司|区文|区市|区领|温馨|相关|来自|原因|由于|何时|何人|谢谢|许多|时任|现任|关心|支持|包括|解决|毛巾|游戏|游客|游泳|体育|利用|利益|花园|花卉|海关|海派|海洋|云端|云计|宣传|宣布|门口|门店|师生|师资|管理|车辆|车站|农业|农村|简单|边缘|商业|商场|容量|班子|原来|原则|储备|平均|计算|索取|相当|初步|普及|普通|公园|公开|公益|公交|公布|那么|展示|展览|展开|展现|信用|信访|富有|智能|智慧|都是|阴天|晋升|盛会|盛典|包含|成果|成功|成就|成绩|单元|安排|安装|马拉|白玉|金山|金盒|钟表|黄金|黄浦|杨浦|江南|石库|龙华|龙头|方面|方便|毕业|梅雨|连接|项链|米哈|易汇|巨人|莉莉|游艇|游览|严格|严重|应用|应急|武装|武术|武康|康健|康复|田林|高度|高端|高效|高层|任何|任意|程序|章程|段落|史料|孔子|向上|向阳)/;

/** “今年68岁的夏德初”, “名叫张三丰”. */
const INTRODUCES = /(?:岁的|名叫|叫做|名为|化名)$/;
const ADDRESSED = /^(?:先生|女士|师傅|老师|教授|院士|医生|爷爷|奶奶|阿姨|大爷|阿婆|老伯)/;
/** Characters of a name with both parts of two; shorter ones are too easily parts of other words. */
const FULL_NAME = 3;

export function isSurname(char: string): boolean {
  return SURNAMES.includes(char);
}

/**
 * Finds names in folded text. Offsets are those of the text given. A full name met once beside an office
 * is known wherever else it stands: “专家梁志龙……。梁志龙利用多年的考古成果”.
 */
export function findPeople(folded: string): PersonMention[] {
  const found = findIntroduced(folded);
  const known = new Set(found.flatMap(({ name }) => (name.length >= FULL_NAME ? [name] : [])));
  const again: PersonMention[] = [];
  for (const name of known) {
    for (let start = folded.indexOf(name); start >= 0; start = folded.indexOf(name, start + name.length)) {
      const end = start + name.length;
      if (!found.some((one) => one.start < end && start < one.end))
        again.push({ start, end, name, titles: [] });
    }
  }
  return again.length === 0 ? found : [...found, ...again].sort((a, b) => a.start - b.start);
}

/** Names by what stands around them. */
function findIntroduced(folded: string): PersonMention[] {
  const found: PersonMention[] = [];
  let lastEnd = -1;
  for (let i = 0; i < folded.length; i++) {
    if (i < lastEnd || !SURNAMES.includes(folded[i]!)) continue;
    const before = titlesBefore(folded, i);
    const inRow = i - 1 === lastEnd && /[、 ,，]/.test(folded[i - 1] ?? "");
    const opens = i === 0 || /[\s，,。；;：:！!？?（(”“"《、]/.test(folded[i - 1]!);
    const ofBody = /[院司校局委部团区县镇处室所队社会馆]/.test(folded[i - 1] ?? "");
    const introduced = INTRODUCES.test(folded.slice(Math.max(0, i - 4), i));
    const led = before.length > 0 || inRow || opens || ofBody || introduced;
    const end = nameEnd(folded, i);
    if (end === 0) continue;
    const after = folded.slice(end, end + 6);
    // “水墨画大家陈家泠先生”: whatever stands before, nobody but a person is addressed like this.
    if (!led && !(end - i >= FULL_NAME && ADDRESSED.test(after))) continue;
    const titleAfter = TITLE_AFTER.exec(after)?.[0];
    // “中心医院林谋斌副院长”: right behind a body only an office after it makes it a name.
    const speaks =
      !ofBody && /^(?:表示|指出|强调|介绍|透露|认为|告诉|宣布|致辞|说|出席|主持|带队|一行|同志)/.test(after);
    if (before.length === 0 && !titleAfter && !inRow && !speaks && !introduced) continue;
    const titles = titleAfter === undefined ? before : [...before, titleAfter];
    found.push({ start: i, end, name: folded.slice(i, end), titles });
    lastEnd = end;
  }
  return found;
}

/** Offices in a row that ends at a name; a comma before them belongs to another person's. */
export function titlesBefore(folded: string, at: number): string[] {
  // “通讯员 倪修龙”: a byline leaves a space between.
  const text = folded.slice(Math.max(0, at - 40), at).replace(/[ :：]$/, "");
  if (!ENDS_WITH_TITLE.test(text)) return [];
  return rowOfTitles(/[^，,。；;：:！!？?\s（）()]*$/.exec(text)![0]).match(EACH_TITLE) ?? [];
}

/**
 * The longest end of the text in which one office follows another. Read backwards, each place once: an
 * expression that repeats “up to 12 characters and an office” tries twice as many ways with every office more.
 */
function rowOfTitles(text: string): string {
  const end = text.replace(/的?[ :：]?$/, "").length;
  const opens = new Set([end]);
  const goesOn = (at: number) =>
    opens.has(at) || (at + 1 < end && /[、和兼及，]/.test(text[at]!) && opens.has(at + 1));
  let first = text.length;
  let title = Number.POSITIVE_INFINITY;
  for (let at = end - 2; at >= 0; at--) {
    if (!/[一-鿿]/.test(text[at]!)) title = Number.POSITIVE_INFINITY;
    for (let to = at + 2; to <= Math.min(end, at + LONGEST_TITLE); to++)
      if (EVERY_TITLE.has(text.slice(at, to)) && goesOn(to)) title = at;
    if (title - at > LONGEST_GAP) continue;
    opens.add(at);
    first = at;
  }
  return text.slice(first);
}

/** Where a name that starts at `start` ends, by what follows it; 0 if none does. */
export function nameEnd(folded: string, start: number): number {
  const rest = folded.slice(start, start + 5);
  if (NEVER_A_NAME.test(rest)) return 0;
  const compound = new RegExp(`^(?:${COMPOUND_SURNAMES})`).test(rest) ? 1 : 0;
  for (const given of [2, 1]) {
    const end = start + compound + 1 + given;
    const name = folded.slice(start, end);
    if (
      /^[一-鿿]+$/.test(name) &&
      !/[的了是在和与及或也都就将把被者]|[为由]$/.test(name.slice(1)) &&
      name.length === compound + 1 + given &&
      BOUNDARY.test(folded.slice(end, end + 6))
    ) {
      return end;
    }
  }
  return 0;
}

/**
 * The closed classes of words that tell what a day in a sentence is the day of.
 *
 * They are sources of patterns over folded text. A sentence that holds none of
 * them is passed over before any date is read, which keeps indexing cheap.
 */

/** What one can go to, or what takes place: the last word of an event's name. */
export const EVENT_NOUN =
  "展览会?|特展|画展|书展|影展|联展|巡展|大展|主题展|艺术展|作品展|成果展|摄影展|个展|双年展|展会|车展|(?<![发进开拓扩施伸])展(?![开示现望露区览会馆厅出])|博览会|交易会|活动|演出|专场|音乐会|演唱会|音乐节|歌会|晚会|联欢会|首演|话剧|音乐剧|舞剧|" +
  "讲座|讲堂|讲坛|公开课|宣讲会?|沙龙|分享会|读书会|见面会|比赛|大赛|决赛|半决赛|预赛|联赛|竞赛|锦标赛|公开赛|邀请赛|资格赛|挑战赛|友谊赛|马拉松|运动会|球赛|[杯争棋舟跑操拳舞歌诗]赛|赛龙舟|表演|[光花火]秀|徒步(?!行)|健步走|巡游|" +
  "市集|集市|大集|夜市|庙会|灯会|灯谜会?|游园会|培训会?|培训班|[暑寒晚假]托班|托管班|[春夏秋冬]季班|夜校|夏令营|冬令营|训练营|招聘会|义诊|体检|论坛|峰会|大会|研讨会|座谈会|推介会|发布会|动员会|报告会|交流会|说明会|听证会|推进会|团拜会|酒会|年会|例会|会议|全会|会谈|会晤|开放日|体验日|宣传[周日月]|(?:敬老|服务|安全|阅读|消费|志愿)月|" +
  "[^\\d年季佳小春过]节(?![目约能点奏日省假气])|文化节|艺术节|嘉年华|仪式|典礼|婚礼|祭扫|庆典|签约|颁奖|选举|大选|之夜|放映|路演|巡演|茶会|派对";

/** What begins with it may go on; its end must be told. */
export const OPENING_VERB =
  "开幕(?!式|战|典礼|仪式|词)|启幕|揭幕(?!战|式|仪式)|开馆|开展(?=[,，。!;；、]|$)|开赛(?!仪式)|开跑|开班|开课|开营|开办|开市(?=[,，。!;；]|$)|开桨(?!仪式)|亮灯(?!仪式)|开街|开园|开业|开张|启动(?!仪式|[了以后资区])|拉开(?:帷幕|序幕|大幕)|亮相|登场|上映|公映|展出|开放(?![性式日程平])|启用";

/** What takes place on the days told. */
export const POINT_VERB =
  "举行|举办|召开|揭牌(?!仪式)|签约(?!仪式)|签署|上演|献演|首演|开演|开讲|开庭|首映|闭幕(?!式)|落幕|收官";

/** Only with an event for its object: 开展活动, not 开展工作. */
export const CARRY_OUT_VERB =
  "开展|组织|主办|承办|推出|开启|迎来|(?<![举承主协开筹督经代包补交申采审查惩停操创帮兴民公私联官自合道府委政党明级部])办(?![公理法事学案证好成完得报刊卡企医税刑启开举召组主联推发])";

/** Only of what is named as an event: a walk sets out, a person does too. */
export const START_VERB = "出发|起跑|开走|鸣枪";

export const CLOSING =
  "闭幕|落幕|收官|结束|落下帷幕|(?:持续|延续|展出?|开放|举办|举行|进行|办)(?:到|至)|展期[到至]";

/** What is asked of a reader until a day. */
export const APPLY =
  "报名|申报|申请|征集|征稿|投稿|投票|预约|登记|缴费|缴纳|领取|申领|兑换|递交|提交|招募|招聘(?!会)|招生|认购|公示|招标|投标|参评|应征|反馈意见|公开征求意见";

/** What is in force from a day on. */
export const IN_FORCE =
  "施行|实施|执行|生效|停止|取消|恢复|暂停|启用|停用|调整|禁止|不再|限行|封闭|封路|关闭|停运|停业|停航|停办|停课|闭馆|实行|试行|开行|开通|收取|免费|免收|上调|下调|废止|停牌|停气|停水|停电";

/** The date before one of these is that of the report. */
export const REPORTING =
  "获悉|报道|表示|宣布|(?<![简并声职俗号下])称(?![为号之])|发布(?!会)|公布|介绍|披露|通报|消息|证实|报收|收盘|透露|讯|电(?=[\\s,(])|播出|刊发|刊登|指出|回应|致电|发文";

/** Of many times, or of none. */
export const NOT_ONCE = "每[年月周日天季个逢届两]|历[年届]|往年|连续|以来|曾经?|从未|至今";

/** Of a verb that carries out anything and of one that changes anything only what may tell of an event or a rule. */
export const TRIGGER = new RegExp(
  `${POINT_VERB}|${OPENING_VERB}|(?:${CARRY_OUT_VERB})(?=[^，。；]{0,70}(?:[动演赛展会節节讲座训坛市义诊营周月日式]))|${APPLY}|` +
    `${START_VERB}|(?<![举承主协])办(?=[^，。；]{0,24}(?:[会展赛节集]|活动|[婚典]礼|讲座|巡游))|[日号]为[^，。；]{1,12}期|` +
    `截止|截至|有效期|展期|推迟|延期|延后|推后|延长|延至|延到|加展|续展|停办|叫停|不再举|改期|(?:改|移|挪|提前)[到至在]|持续[到至]|[办展][到至]|即日起|[日号]起?[至到](?=[^，。；]{2,30}(?:举行|举办|进行|展出|开放|上演))|(?:时间|日期)[为是:：]|取消|施行|生效|废止|停用|` +
    `[日号](?:正式|全面|开始|同时)*(?:实施|执行)|(?:实施|执行)(?:日期|时间|自|从)|起[^；]{0,60}(?:${IN_FORCE})|` +
    `暂停|封闭|停止|关闭|停运|停航|停课|闭馆|限行|禁止|停业|试行|实行|舉[行辦]|召開|開幕`,
);

/** Where a day may be told. Wider than what is a date, and much faster. */
export const DAY_HINT =
  /\d\s*[日号月]|\d[-/.]\d|[一二三四五六七八九十廿初][日号月]|[今明昨]|[当同次即翌][日天]|[本这下上]个?[周月星]|周[一二三四五六日末]|[春端中重元清劳国除五七十][节午秋阳宵明动庆夕一]|[暑寒][期假]|元旦|正月|大年/;

/** Called off or put off: that needs no day of its own. */
export const OFF_HINT = /取消|停办|叫停|不再举|推迟|延期|延后|推后|改期/;

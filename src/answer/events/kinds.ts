/** The kinds of events readers ask for, and the words by which a sentence tells of one. */

export interface EventKindWord {
  /** Source of a pattern over the folded question. */
  readonly asked: string;
  /** English words for it. */
  readonly english: string;
  /** What the folded sentence or name must hold; null: any will do. */
  readonly told: RegExp | null;
}

/** In the order of trial: the narrower first. */
export const KINDS: readonly EventKindWord[] = [
  {
    asked: "展览会?|画展|书展|特展|影展|摄影展|艺术展|看展|展会|展",
    english: "exhibitions?|exhibits?",
    told: /展览|展会|博览会|[画书特影大联巡个艺品果题]展|展出|展(?![开示现望露])/,
  },
  {
    asked: "讲座|讲堂|公开课",
    english: "lectures?|talks?",
    told: /讲座|讲堂|讲坛|开讲|公开课|宣讲|分享会|沙龙/,
  },
  { asked: "音乐会|演唱会|音乐节", english: "concerts?", told: /音乐|演唱|歌会|交响|独奏|合唱/ },
  {
    asked: "演出|表演|话剧|音乐剧|戏剧|戏(?!剧)|文艺演出",
    english: "shows?|performances?|plays?",
    told: /演出|表演|音乐会|演唱会|音乐节|歌会|晚会|话剧|音乐剧|舞剧|越剧|沪剧|京剧|昆曲|评弹|相声|上演|巡演|专场|首演/,
  },
  { asked: "电影|放映", english: "films?|movies?|screenings?", told: /电影|放映|影展|首映|上映/ },
  {
    asked: "比赛|赛事|大赛|竞赛",
    english: "competitions?|races?|matches|match|games?",
    told: /赛(?![道场车后前])|马拉松|运动会/,
  },
  {
    asked: "市集|集市|夜市|庙会|灯会",
    english: "markets?|fairs?",
    told: /市集|集市|夜市|庙会|灯会|游园|嘉年华/,
  },
  { asked: "招聘会|招聘", english: "job fairs?", told: /招聘/ },
  {
    asked: "培训班?|课程|夏令营|冬令营",
    english: "courses?|workshops?|classes|trainings?|camps?",
    told: /培训|课程|公益课|开班|令营|训练营|工作坊/,
  },
  { asked: "便民(?:服务|活动|集市)?|摆摊", english: "services?", told: /便民|服务|市集|集市|大集/ },
  { asked: "义诊|体检", english: "free clinics?", told: /义诊|体检|健康咨询/ },
  { asked: "论坛|峰会|大会", english: "forums?|conferences?|summits?", told: /论坛|峰会|大会|研讨会/ },
  { asked: "开放日", english: "open days?", told: /开放日|体验日/ },
  {
    asked:
      "活动|好玩(?:儿)?的?(?:活动|地方|事)?|好去处|去处|节目|热闹|好戏|新鲜事|可玩的|玩的|(?:可以|能|值得|好)?(?:去|玩|看|逛|参加)的(?:地方)?|节庆",
    english: "events?|activities|activity|things? to do|happening|going on|on",
    told: null,
  },
];

/** Sessions, hearings and matters of business: nobody goes there to enjoy themselves. */
export const FORMAL =
  /会议|全会|常委会|例会|听证|选举|签约|签署|会谈|会晤|发布会|记者会|股东大会|开庭|庭审|座谈会|推进会|动员会|部署会|代表大会|协商|财报|业绩/;

/** An archive of what is on: announced, reported, put off, replaced. Days are of 2025, but for the spring of 2024. */
import { readRegister, writeRegister } from "../../src/index/register.js";
import type { Article } from "../../src/news/article.js";
import { anArticle } from "../fakes/articles.js";

const published = (id: string, publishedOn: string | null, body: string, title = ""): Article =>
  anArticle({ id, publishedOn, body, title });

export const EVENT_ARCHIVE: readonly Article[] = [
  published("old-fair", "2024-04-22", "五一期间，滨江花艺市集将在西岸举办。"),
  published("fair", "2025-04-21", "5月1日至5日，滨江花艺市集将在西岸举办，市民可免费入场。", "花艺市集开市"),
  published("painting", "2025-04-07", "“江南春色”水彩画展4月10日至5月18日在徐家汇书院举办。", "看画去"),
  published("talk", "2025-04-21", "4月26日下午，健康养生讲座将在区图书馆举行，欢迎老年居民参加。"),
  published("concert", "2025-04-14", "4月27日晚，草地音乐会将在康健园举行。"),
  published("concert-off", "2025-04-24", "因天气原因，原定4月27日举行的草地音乐会推迟至5月10日举行。"),
  published("kites", "2025-04-14", "5月3日，龙华风筝节将在龙华广场举办。"),
  published("kites-off", "2025-04-28", "记者了解到，原定5月3日举办的龙华风筝节取消。"),
  published("jobs", "2025-04-14", "社区招聘会将于5月8日在田林举行，报名截止时间为4月30日。"),
  published("photos", "2025-03-31", "即日起至6月30日，面向市民征集“我家门口的变化”老照片。"),
  published("opening", "2025-04-21", "4月18日，“体育之源”主题展在书院开幕。"),
  published("council", "2025-04-21", "区人大常委会会议将于4月29日召开。"),
  published("rule-old", "2023-05-08", "《人才公寓管理办法》自2023年6月1日起施行。"),
  published("rule-new", "2025-04-28", "《人才公寓管理办法（修订）》自2025年6月1日起施行。"),
  published("signing", "2025-03-31", "3月20日下午，徐汇区和上汽集团签约。"),
  published("choir", "2025-04-21", "5月24日，合唱专场在大剧院举行。"),
  published("ballet", "2025-04-21", "5月24日，舞剧专场在大剧院举行。"),
  published("undated", null, "4月26日，不知哪年的游园会将在公园举行。"),
  published("marathon", "2025-04-21", "半程马拉松比赛将于5月举行。"),
];

export function registerOf(articles: readonly Article[]) {
  return readRegister(writeRegister(articles));
}

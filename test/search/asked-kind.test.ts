import { expect, test } from "vitest";
import { askedKinds } from "../../src/search/asked-kind.js";

const kindsOf = (text: string) => askedKinds(text).map(({ start, end }) => text.slice(start, end));

test.each([
  ["去年12月初沪指发生了什么变化?", ["变化"]],
  ["五年前4月北京发生了什么重要的国际活动?", []],
  ["区里采取了哪些措施?", ["措施"]],
  ["滨江有什么新的变化,来了哪些客人?", ["新的变化", "客人"]],
  ["区长是谁?", []],
])("%s names the kind it asks for: %j", (question, kinds) => {
  expect(kindsOf(question)).toEqual(kinds);
});

test("a longer phrase after the question word tells what is asked about", () => {
  expect(kindsOf("有什么举措支持小微企业?")).toEqual([]);
});

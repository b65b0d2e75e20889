import { describe, expect, it } from "vitest";
import { withoutAsides } from "../../src/search/asides.js";

describe("what is said beside a question", () => {
  it.each([
    ["游泳馆几点开？想带孩子去", "游泳馆几点开？"],
    ["游泳馆几点开，谢谢啦！", "游泳馆几点开，"],
    ["劳驾问一下，游泳馆几点开", "游泳馆几点开"],
    ["想去游泳馆，请问游泳馆几点开", "请问游泳馆几点开"],
  ])("is left out: %s", (message, question) => {
    expect(withoutAsides(message)).toEqual({ text: question, scene: "" });
  });

  it("is the scene where it says who asks", () => {
    expect(withoutAsides("坐船要买票吗？我是学生")).toEqual({ text: "坐船要买票吗？", scene: "我是学生" });
  });

  it.each([
    "想带孩子去游泳，几点开门",
    "游泳馆几点开，周末",
    "去办证，要带什么",
    "想问一下游泳馆几点开",
    "游泳馆开门",
  ])("stays where it belongs to the question: %s", (message) => {
    expect(withoutAsides(message)).toEqual({ text: message, scene: "" });
  });
});

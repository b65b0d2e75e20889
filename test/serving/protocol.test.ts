/** What goes over the line arrives as it was: a field that is lost on the way would be missing from an answer. */
import { serialize } from "node:v8";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Answer } from "../../src/answer/answer.js";
import { CALLS, parseFromProcess, parseToProcess } from "../../src/serving/protocol.js";
import { cite, FAIR, LIBRARY } from "../fakes/newsroom.js";

const text = fc.string({ unit: "grapheme" });
const nullable = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null });
const day = fc.constantFrom("2025-03-31", "2024-02-29", "1999-12-31");
const citation = fc
  .record({
    quote: text,
    title: text,
    issue: nullable(text),
    page: nullable(fc.integer()),
    on: nullable(day),
  })
  .map(({ on, ...more }) => ({ ...cite(LIBRARY, ""), ...more, publishedOn: on }));
const answer = fc.oneof(
  fc.record({
    status: fc.constant("answered"),
    mode: fc.constantFrom("extractive", "generated"),
    text,
    citations: fc.array(citation),
  }),
  fc.record({
    status: fc.constant("not_found"),
    text,
    nearest: fc.array(fc.record({ articleId: text, title: text, publishedOn: nullable(day) })),
  }),
  fc.record({ status: fc.constantFrom("declined", "chat"), text }),
) as fc.Arbitrary<Answer>;

describe("the language of the line", () => {
  it("brings every answer over as it was", () => {
    fc.assert(
      fc.property(answer, (given) => {
        const message = { kind: "result", call: 1, value: given };
        const taken = parseFromProcess(structuredClone(message));
        expect(taken).toEqual(message);
        expect(CALLS.ask.given.parse((taken as { value: unknown }).value)).toEqual(given);
      }),
    );
  });

  it("loses no field that was added to an answer, a citation or an article later", () => {
    const later = { status: "chat", text: "好", mood: "friendly" };
    expect(CALLS.ask.given.parse(later)).toEqual(later);
    const cited = {
      status: "answered",
      mode: "extractive",
      text: "[1]",
      citations: [{ ...cite(FAIR, "花"), column: 3 }],
    };
    expect(CALLS.ask.given.parse(cited)).toEqual(cited);
    const hits = [{ ...cite(FAIR, "花"), place: "公园" }];
    expect(CALLS.search.given.parse(hits)).toEqual(hits);
  });

  it("does not understand what is none of its messages", () => {
    for (const raw of [null, 1, "ready", [], {}, { kind: "ready" }, { kind: "result", call: "1" }])
      expect(parseFromProcess(raw)).toBeNull();
    for (const raw of [null, {}, { kind: "call", call: 1, method: "toString", asked: {} }, { kind: "abort" }])
      expect(parseToProcess(raw)).toBeNull();
  });

  it("says nothing that cannot be sent", () => {
    const message = { kind: "result", call: 1, value: [cite(FAIR, "花")] };
    expect(() => serialize(parseFromProcess(message))).not.toThrow();
  });
});

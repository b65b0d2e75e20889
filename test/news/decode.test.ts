import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeText } from "../../src/news/decode.js";

const SIMPLIFIED = "4月20日下午，徐汇区的居民在公园里听了一场音乐会，大家都说，这样的活动要多办。";
const TRADITIONAL = "四月二十日下午，徐匯區的居民在公園裡聽了一場音樂會，大家都說，這樣的活動要多辦。";

// Node writes UTF-8 and UTF-16LE only; these bytes come from another program.
const GB18030 = Buffer.from(
  "NNTCMjDI1c/CzuejrNDsu+PH+LXEvtPD8dTauavUsMDvzP3By9K7s6HS9MDWu+GjrLTzvNK2vMu1o6zV4tH5tcS77rav0qq24LDsoaM=",
  "base64",
);
const BIG5 = Buffer.from(
  "pXyk66RHpFGk6aRVpMihQa59ttewz6q6qX6lwaZipL226bjMxaWkRqRAs/WttbzWt3yhQaRqrmGzo7uhoUGzb7zLqrqsobDKrW6maL/soUM=",
  "base64",
);

function utf16be(text: string): Buffer {
  return Buffer.from(`\ufeff${text}`, "utf16le").swap16();
}

describe("decodeText", () => {
  it.each([
    ["UTF-8", Buffer.from(SIMPLIFIED), SIMPLIFIED, "utf-8"],
    ["UTF-8 with a byte order mark", Buffer.from(`\ufeff${SIMPLIFIED}`), SIMPLIFIED, "utf-8"],
    ["UTF-16 little endian", Buffer.from(`\ufeff${SIMPLIFIED}`, "utf16le"), SIMPLIFIED, "utf-16le"],
    ["UTF-16 big endian", utf16be(SIMPLIFIED), SIMPLIFIED, "utf-16be"],
    ["UTF-16 without a byte order mark", Buffer.from(SIMPLIFIED, "utf16le"), SIMPLIFIED, "utf-16le"],
    [
      "ASCII in UTF-16 without a byte order mark",
      Buffer.from("Page 1\nNews", "utf16le"),
      "Page 1\nNews",
      "utf-16le",
    ],
    ["GB18030", GB18030, SIMPLIFIED, "gb18030"],
    ["Big5", BIG5, TRADITIONAL, "big5"],
  ])("reads %s", (_, bytes, text, encoding) => {
    expect(decodeText(bytes)).toEqual({ kind: "text", text, encoding });
  });

  it("keeps text that has a few NULs and controls in it, for the reader to count", () => {
    const text = `${SIMPLIFIED}\u0000\u0007${SIMPLIFIED}`;

    expect(decodeText(Buffer.from(text))).toMatchObject({ kind: "text", text });
  });

  it("reads UTF-8 with a broken byte, and shows where it was", () => {
    const bytes = Buffer.concat([
      Buffer.from(SIMPLIFIED.repeat(5)),
      Buffer.from([0xe5]),
      Buffer.from(SIMPLIFIED),
    ]);

    expect(decodeText(bytes)).toMatchObject({
      kind: "text",
      encoding: "utf-8",
      text: expect.stringContaining("\ufffd"),
    });
  });

  it.each([
    ["a PDF", Buffer.from("%PDF-1.7\n…"), "a PDF file, not text"],
    ["an image", Buffer.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]), "a PNG image, not text"],
    [
      "noise",
      Buffer.from(Array.from({ length: 4000 }, (_, i) => (i * 7919 + (i >> 3) * 104729) & 0xff)),
      "binary",
    ],
    ["controls", Buffer.from(Array.from({ length: 400 }, (_, i) => i % 8)), "binary"],
  ])("names %s as no text", (_, bytes, reason) => {
    expect(decodeText(bytes)).toEqual({ kind: "binary", reason: expect.stringContaining(reason) });
  });

  it("tells an empty file, and one of nothing but white space", () => {
    expect(decodeText(new Uint8Array())).toEqual({ kind: "empty" });
    expect(decodeText(Buffer.from("\ufeff \r\n\t\n"))).toEqual({ kind: "empty" });
  });

  it("gives back any text that was written as UTF-8 or UTF-16 with its mark", () => {
    const news = fc.array(fc.constantFrom(..."徐汇区的新闻，在4月20日ABC。\n"), {
      minLength: 1,
      maxLength: 60,
    });
    fc.assert(
      fc.property(news, (chars) => {
        const text = `新闻${chars.join("")}`;
        for (const bytes of [Buffer.from(text), Buffer.from(`\ufeff${text}`, "utf16le"), utf16be(text)]) {
          expect(decodeText(bytes)).toMatchObject({ kind: "text", text });
        }
      }),
    );
  });
});

import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { decode } from "../../src/containers/decode.ts";

const TABLE = "序号,区县（市）,参保人数（人）,参保率\r\n1,资  阳,413331,98.23%\r\n2,赫  山,758000,100.00%\r\n合计,,1171331,99.4％";
const TRADITIONAL = "區縣（市）,戶籍人口數,參保率\r\n資陽,420804,98.23%\r\n合計,420804,98.23%";

describe("decode", () => {
  it.each([
    ["utf-8", iconv.encode(TABLE, "utf8")],
    ["utf-8", iconv.encode(TABLE, "utf8", { addBOM: true })],
    ["gb18030", iconv.encode(TABLE, "gbk")],
    ["gb18030", Buffer.concat([Buffer.from([0x84, 0x31, 0x95, 0x33]), iconv.encode(TABLE, "gb18030")])],
    ["utf-16le", iconv.encode(TABLE, "utf-16le", { addBOM: true })],
    ["utf-16le", iconv.encode(TABLE, "utf-16le")],
    ["utf-16be", iconv.encode(TABLE, "utf-16be", { addBOM: true })],
    ["utf-16be", iconv.encode(TABLE, "utf-16be")],
  ])("reads %s, with a mark and without", async (encoding, bytes) => {
    expect(await decode(bytes)).toEqual({ text: TABLE, encoding, replaced: 0 });
  });

  it("tells Big5 from GB18030, in which it is just as valid", async () => {
    const bytes = iconv.encode(TRADITIONAL, "big5");
    expect(iconv.decode(bytes, "gb18030")).not.toContain("\ufffd");
    expect(await decode(bytes)).toEqual({ text: TRADITIONAL, encoding: "big5", replaced: 0 });
  });

  it("does not take a short word in GBK for UTF-8 letters", async () => {
    expect((await decode(iconv.encode("450元", "gbk")))?.text).toBe("450元");
  });

  it("reads characters beyond GBK in four bytes", async () => {
    expect((await decode(iconv.encode("𠮷田,1\n", "gb18030")))?.text).toBe("𠮷田,1\n");
  });

  it("stays with UTF-8 where one byte of it is spoilt, and counts what was lost", async () => {
    const bytes = Buffer.from(TABLE, "utf8");
    bytes[4] = 0xff;
    const decoded = await decode(bytes);
    expect(decoded).toMatchObject({ encoding: "utf-8" });
    expect(decoded?.replaced).toBeGreaterThan(0);
    expect(decoded?.text).toContain("合计,,1171331");
  });

  it("reads UTF-8 that was cut inside a character", async () => {
    const bytes = Buffer.from("城乡居民基本医疗保险基金", "utf8");
    for (const cut of [1, 2]) expect((await decode(bytes.subarray(0, bytes.length - cut)))?.text).toMatch(/^城乡居民基本医疗保险基\ufffd$/);
  });

  it("reads UTF-16 with half a character in it", async () => {
    const decoded = await decode(Buffer.concat([iconv.encode(TABLE, "utf-16le", { addBOM: true }), Buffer.from([0x00, 0xd8])]));
    expect(decoded).toEqual({ text: `${TABLE}\ufffd`, encoding: "utf-16le", replaced: 1 });
  });

  it.each([
    ["zero bytes", Buffer.from([1, 2, 0, 0, 0, 5, 0, 7])],
    ["control characters", Buffer.from("合计\u0001\u0002100", "utf8")],
    ["noise", Buffer.from(Array.from({ length: 512 }, (_, index) => (index * index * 31 + index * 7) % 256))],
  ])("calls %s no text", async (_, bytes) => {
    expect(await decode(bytes)).toBeUndefined();
  });

  it("passes over the marks that Word leaves for its fields, and counts other control characters as lost", async () => {
    const decoded = await decode(Buffer.from(`${TABLE.repeat(9)}☑\u0001是\u0011,1\u00187`, "utf8"));
    expect(decoded).toEqual({ text: `${TABLE.repeat(9)}☑是\ufffd,1\ufffd7`, encoding: "utf-8", replaced: 2 });
  });

  it("lets the end mark of old programs go", async () => {
    expect((await decode(Buffer.from("a,b\r\n\u001a", "utf8")))?.text).toBe("a,b\r\n");
  });
});

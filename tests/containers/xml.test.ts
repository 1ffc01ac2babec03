import { describe, expect, it } from "vitest";
import type { Fault } from "../../src/containers/fault.ts";
import { readXml } from "../../src/containers/xml.ts";

const NAMESPACES = new Map([["urn:word", "w"]]);

function told(xml: string | Uint8Array): { readonly events: string[]; readonly fault: Fault | undefined } {
  const events: string[] = [];
  const fault = readXml(typeof xml === "string" ? Buffer.from(xml) : xml, NAMESPACES, {
    open: (name, attribute) => events.push(`<${name} ${attribute("w:val") ?? "-"}`),
    close: (name) => events.push(`>${name}`),
    text: (text) => events.push(text),
  });
  return { events, fault };
}

describe("readXml", () => {
  it("tells elements, attributes and text in order", () => {
    expect(told('<w:a xmlns:w="urn:word"><w:b w:val="1"/>合计&amp;<![CDATA[<x>]]></w:a>').events).toEqual([
      "<w:a -",
      "<w:b 1",
      ">w:b",
      "合计&",
      "<x>",
      ">w:a",
    ]);
  });

  it.each([
    ["another prefix", '<x:a xmlns:x="urn:word" x:val="2"/>'],
    ["no prefix", '<a xmlns="urn:word" xmlns:y="urn:word" y:val="2"/>'],
  ])("knows a namespace under %s", (_, xml) => {
    expect(told(xml).events[0]).toBe("<w:a 2");
  });

  it("does not take another namespace for ours because its prefix is the same", () => {
    expect(told('<w:a xmlns:w="urn:other"/>').events[0]).toBe("<other-w:a -");
  });

  it("reads UTF-16", () => {
    const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('<w:a xmlns:w="urn:word">合计</w:a>', "utf16le")]);
    expect(told(bytes).events).toContain("合计");
  });

  it.each([
    ["a document type", '<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w>&b;</w>', /document type/],
    ["an entity that is not built in", "<w>&secret;</w>", /not well-formed/],
    ["an open tag", "<w:a><w:b>", /not well-formed/],
    ["crossed tags", "<a><b></a></b>", /not well-formed/],
    ["nothing", "", /not well-formed/],
  ])("refuses %s", (_, xml, words) => {
    const { fault, events } = told(xml);
    expect(fault?.why.en).toMatch(words);
    expect(events.join("")).not.toContain("aaaa");
  });

  it("refuses bytes that are not UTF-8", () => {
    expect(told(Buffer.from([0x3c, 0x61, 0x3e, 0xff, 0xfe, 0xfa, 0x3c, 0x2f, 0x61, 0x3e])).fault?.why.en).toMatch(/not valid text/);
  });

  it("keeps characters whole that lie across the chunks it reads in", () => {
    const text = "城乡居民".repeat(20_000);
    expect(told(`<w>${text}</w>`).events.slice(1, -1).join("")).toBe(text);
  });
});

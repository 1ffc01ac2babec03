import { strToU8 } from "fflate";
import { describe, expect, it } from "vitest";
import * as XLSX from "xlsx";
import { sniff } from "../../src/containers/sniff.ts";
import { docxOf, p, xlsxOf, zipped } from "../support/office.ts";

const DOCX = docxOf(p("合计 100"));
const XLSX_FILE = xlsxOf("<sheetData/>");
const XLS = XLSX.write(
  { SheetNames: ["表"], Sheets: { 表: XLSX.utils.aoa_to_sheet([["合计", 100]]) } },
  { type: "buffer", bookType: "biff8" },
);

/** An OLE file of the streams given. */
function ole(streams: { readonly [path: string]: string | Uint8Array }): Uint8Array {
  const container = XLSX.CFB.utils.cfb_new();
  for (const [path, content] of Object.entries(streams))
    XLSX.CFB.utils.cfb_add(container, path, typeof content === "string" ? strToU8(content) : content);
  return XLSX.CFB.write(container, { type: "buffer" });
}
const wordHeader = (flags: number): Uint8Array => {
  const header = new Uint8Array(600);
  header.set([0xec, 0xa5]);
  header[11] = flags;
  return header;
};

describe("sniff tells by content", () => {
  it.each([
    ["docx", DOCX],
    ["xlsx", XLSX_FILE],
    ["xls", XLS],
    ["csv", strToU8("县区,金额\n甲县,1\n")],
    ["txt", strToU8("城乡居民医保基金运行平稳。\n")],
  ])("%s, without a remark where the name agrees", async (format, bytes) => {
    expect(await sniff(`报送/表.${format}`, bytes)).toEqual({ format, findings: [] });
  });

  it.each([
    ["docx", DOCX, "表.xlsx"],
    ["xlsx", XLSX_FILE, "表.xls"],
    ["xls", XLS, "表.xlsx"],
    ["xls", XLS, "表.csv"],
    ["docx", DOCX, "表.doc"],
    ["csv", strToU8("县区\t金额\n甲县\t1\n乙县\t2\n"), "导出.xls"],
    ["txt", strToU8("城乡居民医保基金运行平稳。\n"), "报告.docx"],
  ])("%s under a wrong name, with a remark", async (format, bytes, name) => {
    const sniffed = await sniff(name, bytes);
    expect(sniffed.format).toBe(format);
    expect(sniffed.findings).toMatchObject([{ code: "unsupported-format", severity: "info", at: { label: "misnamed" } }]);
  });

  const latin1 = (text: string): Uint8Array => Buffer.from(text, "latin1");
  const bytes = (content: string | Uint8Array): Uint8Array => (typeof content === "string" ? strToU8(content) : content);

  it.each([
    ["ods", "a.ods", zipped({ mimetype: "application/vnd.oasis.opendocument.spreadsheet" })],
    ["ods", "a.fods", '<?xml version="1.0"?>\n<office:document office:mimetype="application/vnd.oasis.opendocument.spreadsheet">'],
    ["xlsb", "a.xlsb", zipped({ "[Content_Types].xml": "<Types/>", "xl/workbook.bin": "x" })],
    ["html", "a.html", "<html><body><table>"],
    ["html", "a.htm", "\ufeff\n<!DOCTYPE html><html>"],
    ["mhtml", "a.mht", "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x"],
    ["pdf", "a.pdf", "%PDF-1.7\n1 0 obj"],
    ["zip", "a.zip", zipped({ "a.csv": "1" })],
    ["rar", "a.rar", latin1("Rar!\u001a\u0007\u0000")],
    ["7z", "a.7z", latin1("7z\u00bc\u00af\u0027\u001c")],
    ["gz", "a.tgz", latin1("\u001f\u008b\u0008")],
    ["eml", "a.eml", "Received: by x\r\n (y)\r\nTo: a@example.com\r\n\r\n1"],
    ["rtf", "a.rtf", "{\\rtf1\\ansi 1}"],
    ["doc", "a.wps", ole({ "/WordDocument": wordHeader(0x12) })],
    ["spreadsheetml", "a.xml", '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>'],
  ])("%s (%s)", async (format, name, content) => {
    expect(await sniff(name, bytes(content))).toEqual({ format, findings: [] });
    expect(await sniff("a.xls", bytes(content))).toMatchObject({ format, findings: [{ at: { label: "misnamed" } }] });
  });

  it.each(["表", "表.dat", "a.b/表"])("a file whose name promises nothing (%s)", async (name) => {
    expect(await sniff(name, DOCX)).toEqual({ format: "docx", findings: [] });
  });

  it("macros, which never run", async () => {
    const word = docxOf(p("1"), { "word/vbaProject.bin": "x" });
    const sheet = ole({
      "/Workbook": XLSX.CFB.find(XLSX.CFB.read(XLS, { type: "buffer" }), "/Workbook").content,
      "/_VBA_PROJECT_CUR/VBA/dir": "x",
    });
    for (const [format, name, bytes] of [
      ["docx", "a.docm", word],
      ["xlsx", "a.xlsm", xlsxOf("<sheetData/>", { "xl/vbaProject.bin": "x" })],
      ["xls", "a.xls", sheet],
    ] as const)
      expect(await sniff(name, bytes)).toMatchObject({
        format,
        findings: [{ code: "hidden-content", severity: "info", at: { label: "macros" } }],
      });
  });
});

describe("sniff refuses, saying what to do", () => {
  const open = (type: string): Uint8Array => zipped({ mimetype: `application/vnd.oasis.opendocument.${type}`, "content.xml": "<x/>" });
  it.each<[string, string, string, Uint8Array | string]>([
    ["nothing at all", "a.docx", "unreadable-file", ""],
    ["blanks", "a.csv", "unreadable-file", " \r\n\r\n\t"],
    ["a lock file", "~$表.xlsx", "unreadable-file", `\u0005某人${" ".repeat(150)}`],
    ["noise", "a.xlsx", "unreadable-file", Uint8Array.from({ length: 700 }, (_, index) => (index * index * 31 + index * 17 + 5) % 256)],
    ["a package that is cut short", "a.docx", "unreadable-file", DOCX.subarray(0, 900)],
    ["an old file that is cut short", "a.xls", "unreadable-file", XLS.subarray(0, 700)],
    ["an encrypted document", "a.docx", "encrypted-file", ole({ "/EncryptionInfo": "x", "/EncryptedPackage": "y" })],
    ["an encrypted old document", "a.doc", "encrypted-file", ole({ "/WordDocument": wordHeader(0x01) })],
    ["slides", "a.ppt", "unsupported-format", ole({ "/PowerPoint Document": "x" })],
    ["mail", "a.msg", "unsupported-format", ole({ "/__properties_version1.0": "x" })],
    ["another OLE file", "a.db", "unsupported-format", ole({ "/Something": "x" })],
    ["a picture", "a.jpg", "unsupported-format", Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 16])],
    ["an OFD", "a.ofd", "unsupported-format", zipped({ "OFD.xml": "<ofd/>" })],
    ["an OpenDocument text", "a.odt", "unsupported-format", open("text")],
    ["slides of today", "a.pptx", "unsupported-format", zipped({ "[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<x/>" })],
    ["an XML document", "a.doc", "unsupported-format", '<?xml version="1.0"?><?mso-application progid="Word.Document"?><pkg:package/>'],
    ["other XML", "a.xml", "unsupported-format", '<?xml version="1.0"?><data/>'],
  ])("%s", async (_, name, code, content) => {
    const { format, findings } = await sniff(name, typeof content === "string" ? strToU8(content) : content);
    expect(format).toBe("unknown");
    expect(findings).toMatchObject([{ code, severity: "error", scope: "file", at: { document: name } }]);
    for (const language of ["zh-CN", "en"] as const) {
      expect(findings[0]!.message[language]).toMatch(/[。.]$/);
      expect(findings[0]!.next[language]).toMatch(/[。.]$/);
    }
  });
});

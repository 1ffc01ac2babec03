import { strToU8, type Zippable, zipSync } from "fflate";
import { docxOf, p, xlsxOf, zipped } from "../support/office.ts";
import { noise, type Specimen, specimen, WRONG } from "./specimen.ts";

const blank = (bytes: number): Uint8Array => new Uint8Array(bytes).fill(0x20);

/** A zip whose sizes in directory and headers say something else than is in it. */
function withSizes(bytes: Uint8Array, size: number): Uint8Array {
  const changed = Buffer.from(bytes);
  for (let at = 0; at < changed.length - 4; at++) {
    if (changed.readUInt32LE(at) === 0x02014b50) changed.writeUInt32LE(size, at + 24);
    if (changed.readUInt32LE(at) === 0x04034b50) changed.writeUInt32LE(size, at + 22);
  }
  return changed;
}

/** Every entry of the directory made to point at the first: one packed part, unpacked as often as there are entries. */
function overlapping(bytes: Uint8Array): Uint8Array {
  const changed = Buffer.from(bytes);
  for (let at = 0; at < changed.length - 4; at++) if (changed.readUInt32LE(at) === 0x02014b50) changed.writeUInt32LE(0, at + 42);
  return changed;
}

function nested(depth: number, width: number): Uint8Array {
  let inner: Uint8Array = zipSync({ "0.csv": blank(4_000_000) }, { level: 9 });
  for (let level = 1; level <= depth; level++) {
    const parts: Zippable = {};
    for (let number = 0; number < width; number++) parts[`${level}-${number}.zip`] = inner;
    inner = zipSync(parts, { level: 9 });
  }
  return inner;
}

const withName = (name: string): Uint8Array => zipped({ [name]: WRONG });

/** A zip entry that says it is a symbolic link. */
function link(name: string, target: string): Uint8Array {
  return zipSync({ [name]: [strToU8(target), { os: 3, attrs: (0o120777 << 16) >>> 0 }] });
}

/** Archives and packages that unpack to too much, out of their folder, or to something else than they say. */
export function packages(): Specimen[] {
  const body = p("合计 100 万元");
  const few = Object.fromEntries(Array.from({ length: 2000 }, (_, number) => [`${number}.csv`, "x"]));
  const parts = Object.fromEntries(Array.from({ length: 20_001 }, (_, number) => [`${number}.csv`, ""]));
  const names: readonly (readonly [string, string])[] = [
    ["parent", "../outside.csv"],
    ["far parent", "a/../../../../../../outside.csv"],
    ["absolute", "/outside.csv"],
    ["drive", "C:\\outside.csv"],
    ["backslashes", "..\\..\\outside.csv"],
    ["nul", "a\u0000.csv"],
    ["control", "a\u001b[31mb\u0007.csv"],
    ["newline", "a\nb.csv"],
    ["long", `${"长".repeat(80)}.csv`],
    ["very long", `${"x".repeat(60_000)}.csv`],
    ["right to left", "a\u202evsc.exe.csv"],
    ["dots", "....//....//outside.csv"],
    ["reserved", "aux.csv"],
    ["blank", " .csv"],
    ["script", "<img src=x onerror=alert(1)>.csv"],
    ["formula", "=cmd|' /C calc'!A0.csv"],
  ];
  return [
    specimen("zip bomb", "flat.docx", docxOf("", { "word/document.xml": blank(20_000_000) })),
    specimen("zip bomb", "flat.xlsx", xlsxOf("", { "xl/worksheets/sheet1.xml": blank(20_000_000) })),
    specimen("zip bomb", "flat.zip", zipSync({ "0.csv": blank(20_000_000) }, { level: 9 })),
    specimen("zip bomb", "media.docx", docxOf(body, { "word/document.xml": blank(2_000_000), "word/media/1.png": blank(20_000_000) })),
    specimen("zip bomb", "nested-3-deep.zip", nested(3, 10)),
    specimen("zip bomb", "nested-60-deep.zip", nested(60, 1)),
    specimen("zip bomb", "overlapping.zip", overlapping(zipped({ "big.csv": blank(900_000), ...few }))),
    specimen("zip bomb", "entries.zip", zipped(parts)),
    specimen("zip bomb", "entries.docx", docxOf(body, parts)),
    specimen("false sizes", "smaller.docx", withSizes(docxOf(p("合计 100 万元 ".repeat(400))), 10)),
    specimen("false sizes", "larger.docx", withSizes(docxOf(body), 0x7fffffff)),
    specimen("false sizes", "zero.xlsx", withSizes(xlsxOf("<sheetData/>"), 0)),
    ...names.map(([what, name]) => specimen("archive names", `${what}.zip`, withName(name), "other")),
    specimen("archive names", "link.zip", link("link.csv", "/etc/passwd"), "other"),
    specimen("archive names", "part.docx", docxOf(body, { "../../outside.xml": "x" })),
    specimen("broken package", "twice.docx", twice(docxOf(body, { "word/documenu.xml": "<x/>" }))),
    specimen("broken package", "no-main-part.docx", zipped({ "[Content_Types].xml": "<Types/>" })),
    specimen("broken package", "no-sheet.xlsx", xlsxOf("", { "xl/worksheets/sheet1.xml": "" })),
    specimen("broken package", "main-part-outside.docx", docxOf(body, { "_rels/.rels": outside })),
    specimen("broken package", "noise-in-part.docx", docxOf("", { "word/document.xml": noise(5000, 7) })),
    specimen("broken package", "noise-in-part.xlsx", xlsxOf("", { "xl/worksheets/sheet1.xml": noise(5000, 8) })),
    specimen("broken package", "only-directory.zip", Uint8Array.from([0x50, 0x4b, 5, 6, ...new Uint8Array(18)])),
    specimen("broken package", "head.zip", Uint8Array.from([0x50, 0x4b, 3, 4])),
  ];
}

const outside =
  '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" TargetMode="External" ' +
  'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="http://198.51.100.1/document.xml"/></Relationships>';

/** Two parts of one name: the last letter of a part's name changed to that of the document's. */
function twice(bytes: Uint8Array): Uint8Array {
  const changed = Buffer.from(bytes);
  for (let at = changed.indexOf("documenu.xml"); at >= 0; at = changed.indexOf("documenu.xml", at + 1)) changed.write("t", at + 7);
  return changed;
}

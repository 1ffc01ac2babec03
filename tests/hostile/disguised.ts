import { gzipSync } from "fflate";
import * as XLSX from "xlsx";
import { docxOf, p, xlsxOf, zipped } from "../support/office.ts";
import { fixtures, noise, type Specimen, specimen, WRONG } from "./specimen.ts";

/** A container of the kind that Office writes under a password; what it holds is noise. */
function encrypted(): Uint8Array {
  const { utils, write } = XLSX.CFB;
  const container = utils.cfb_new();
  utils.cfb_add(container, "/EncryptionInfo", noise(248));
  utils.cfb_add(container, "/EncryptedPackage", noise(4096, 2));
  return new Uint8Array(write(container, { type: "buffer" }) as Uint8Array);
}

/** A zip that says of every part that it is encrypted. */
function locked(): Uint8Array {
  const bytes = Buffer.from(zipped({ "a.csv": WRONG }));
  for (let at = 0; at < bytes.length - 4; at++) {
    if (bytes.readUInt32LE(at) === 0x02014b50) bytes.writeUInt16LE(bytes.readUInt16LE(at + 8) | 1, at + 8);
    if (bytes.readUInt32LE(at) === 0x04034b50) bytes.writeUInt16LE(bytes.readUInt16LE(at + 6) | 1, at + 6);
  }
  return bytes;
}

/** Files that are not what their name says, and files of which nothing can be read. */
export function disguised(): Specimen[] {
  const all = fixtures();
  const [docx, xlsx, xls] = ["docx", "xlsx", "xls"].map((extension) => [...all].find(([path]) => path.endsWith(`all.${extension}`))![1]);
  const misnamed = (name: string, content: Uint8Array | string): Specimen => specimen("wrong extension", name, content);
  return [
    misnamed("word.xlsx", docx!),
    misnamed("word.csv", docx!),
    misnamed("workbook.docx", xlsx!),
    misnamed("workbook.xls", xlsx!),
    misnamed("old-workbook.xlsx", xls!),
    misnamed("old-workbook.docx", xls!),
    misnamed("statement.xlsx", WRONG),
    misnamed("statement.docx", WRONG),
    misnamed(
      "page.xls",
      `<html><body><table>${WRONG.trim()
        .split("\n")
        .map((line) => `<tr><td>${line.replaceAll(",", "</td><td>")}</td></tr>`)
        .join("")}</table></body></html>`,
    ),
    misnamed("text.pdf", WRONG),
    misnamed("pdf.docx", "%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n"),
    misnamed("program.docx", Buffer.concat([Buffer.from("MZ"), noise(3000, 4)])),
    misnamed("program.csv", Buffer.concat([Buffer.from("\u007fELF"), noise(3000, 6)])),
    misnamed("picture.xlsx", Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), noise(3000, 9)])),
    misnamed("packed.docx", gzipSync(Buffer.from(WRONG))),
    misnamed("packed.csv", Buffer.concat([Buffer.from("Rar!\u001a\u0007\u0000"), noise(500, 10)])),
    misnamed("seven.docx", Buffer.concat([Buffer.from([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]), noise(500, 11)])),
    misnamed("rich-text.docx", `{\\rtf1${"{".repeat(50_000)}`),
    misnamed(
      "mail.docx",
      "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Location: file:///etc/passwd\n\n--x--\n",
    ),
    specimen("encrypted", "password.docx", encrypted()),
    specimen("encrypted", "password.xlsx", encrypted()),
    specimen("encrypted", "locked.zip", locked()),
    specimen("encrypted", "locked.docx", locked()),
    ...["docx", "xlsx", "xls", "csv", "txt", "pdf", "zip", "doc"].map((extension) => specimen("empty", `empty.${extension}`, "")),
    specimen("macros", "macros.docm", docxOf(p("合计 100 万元"), { "word/vbaProject.bin": noise(500, 12) })),
    specimen("macros", "macros.xlsm", xlsxOf("<sheetData/>", { "xl/vbaProject.bin": noise(500, 13) })),
    specimen("empty", "blank.csv", " \r\n\t\n".repeat(100)),
    ...["docx", "xlsx", "xls", "doc", "csv", "txt", "zip", "rtf", "ods"].map((extension, number) =>
      specimen("noise", `noise.${extension}`, noise(4000, 20 + number)),
    ),
  ];
}

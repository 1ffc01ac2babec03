import { tooLarge } from "../containers/fault.ts";
import { holdsNothing, isFaulty } from "../containers/file-findings.ts";
import { type Format, sniff } from "../containers/sniff.ts";
import { unlock } from "../containers/unlock.ts";
import type { Block, Document } from "../model/grid.ts";
import type { Attachment, Limits, Parser } from "../model/parser.ts";

/** Each format is loaded when a file of it arrives: none costs the others start-up time. */
const PARSERS: { readonly [format in Format]: () => Promise<Parser> } = {
  docx: async () => (await import("./docx.ts")).docx,
  doc: async () => (await import("./doc.ts")).doc,
  rtf: async () => (await import("./rtf.ts")).rtf,
  zip: async () => (await import("./archive.ts")).zip,
  "7z": async () => (await import("./archive.ts")).sevenZip,
  rar: async () => (await import("./archive.ts")).rar,
  tar: async () => (await import("./archive.ts")).tar,
  gz: async () => (await import("./archive.ts")).gzip,
  eml: async () => (await import("./mail.ts")).eml,
  pdf: async () => (await import("./pdf.ts")).pdf,
  xlsx: async () => (await import("./workbook.ts")).xlsx,
  xlsb: async () => (await import("./workbook.ts")).xlsb,
  xls: async () => (await import("./workbook.ts")).xls,
  ods: async () => (await import("./ods.ts")).ods,
  spreadsheetml: async () => (await import("./spreadsheet-xml.ts")).spreadsheetXml,
  html: async () => (await import("./html.ts")).html,
  mhtml: async () => (await import("./html.ts")).mhtml,
  csv: async () => (await import("./csv.ts")).csv,
  txt: async () => (await import("./text.ts")).text,
};

/** A file as a document, and what is inside it and not part of that document. */
export interface ReadFile {
  readonly document: Document;
  readonly attachments: readonly Attachment[];
}

/**
 * Reads one submitted file: what it is, its content decides; a file that cannot be read is a document of format `unknown`
 * without blocks, whose findings say why. `sha256` is that of `bytes`, in hexadecimal.
 */
export async function readDocument(path: string, sha256: string, bytes: Uint8Array, limits: Limits): Promise<Document> {
  return (await readFile(path, sha256, bytes, limits)).document;
}

/** Reads one file as `readDocument` does, and gives the files inside it, unread. */
export async function readFile(path: string, sha256: string, bytes: Uint8Array, limits: Limits): Promise<ReadFile> {
  const arrived = { path, sha256, bytes: bytes.length };
  const refused = (findings: Document["findings"]): ReadFile => ({
    document: { ...arrived, format: "unknown", blocks: [], findings, losses: [] },
    attachments: [],
  });
  if (bytes.length > limits.fileBytes) {
    const fault = tooLarge(`文件超过上限 ${limits.fileBytes} 字节`, `it is larger than the limit of ${limits.fileBytes} bytes`);
    return refused([isFaulty(path, fault)]);
  }
  const content = await unlock(bytes, limits.password);
  const { format, findings } = await sniff(path, content, limits);
  if (format === "unknown") return refused(findings);
  const parser = await PARSERS[format]();
  const { blocks, losses, encoding, reading, attachments = [], findings: found } = await parser.parse(path, content, limits);
  const said = [...findings, ...found];
  const all = blocks.length + attachments.length + said.length > 0 ? said : [holdsNothing(path)];
  const isRefused = blocks.length === 0 && found.some(({ code, severity }) => severity === "error" && REFUSALS.has(code));
  if (isRefused) return refused(all);
  if (written(blocks) > limits.fileBytes) {
    const fault = tooLarge(
      `单元格逐个写出后，文字超过上限 ${limits.fileBytes} 个字符`,
      `with each cell written out its text is longer than the limit of ${limits.fileBytes} characters`,
    );
    return refused([isFaulty(path, fault)]);
  }
  const document = {
    ...arrived,
    format: parser.id,
    blocks,
    findings: all,
    losses,
    ...(encoding === undefined ? {} : { encoding }),
    ...(reading === undefined ? {} : { reading }),
  };
  return { document, attachments };
}

/** Characters of all blocks: a workbook that names one long text in many cells is small until each of them is written. */
const written = (blocks: readonly Block[]): number =>
  blocks.reduce(
    (all, block) =>
      block.kind === "paragraph"
        ? all + block.paragraph.text.length
        : block.grid.rows.reduce((some, cells) => cells.reduce((sum, { text }) => sum + text.length, some), all),
    0,
  );

const REFUSALS: ReadonlySet<string> = new Set(["unreadable-file", "encrypted-file", "unsupported-format"]);

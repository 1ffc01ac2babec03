import type { Finding } from "../model/finding.ts";
import { DEFAULT_LIMITS, type Limits } from "../model/parser.ts";
import { decode } from "./decode.ts";
import { isDelimited } from "./delimiter.ts";
import { isFault } from "./fault.ts";
import { hasMacros, isEmpty, isEncrypted, isFaulty, isLockFile, isMisnamed, isUnknown, isUnsupported } from "./file-findings.ts";
import * as kinds from "./kinds.ts";
import { openOle } from "./ole.ts";

export type Format =
  | "docx"
  | "doc"
  | "rtf"
  | "zip"
  | "7z"
  | "rar"
  | "tar"
  | "gz"
  | "eml"
  | "pdf"
  | "xlsx"
  | "xlsb"
  | "xls"
  | "ods"
  | "spreadsheetml"
  | "html"
  | "mhtml"
  | "csv"
  | "txt";

/** What a file is: a format that has a parser, or a refusal that the findings give the reason of. */
export interface Sniffed {
  readonly format: Format | "unknown";
  readonly findings: readonly Finding[];
}

/** Extensions that promise a format; with any other (or none) nothing was promised. */
const PROMISED: { readonly [extension: string]: readonly Format[] } = {
  docx: ["docx"],
  docm: ["docx"],
  dotx: ["docx"],
  doc: ["doc"],
  rtf: ["rtf"],
  rar: ["rar"],
  "7z": ["7z"],
  tar: ["tar"],
  gz: ["gz"],
  tgz: ["gz"],
  eml: ["eml"],
  wps: ["doc", "docx"],
  xlsx: ["xlsx"],
  xlsm: ["xlsx"],
  xltx: ["xlsx"],
  xltm: ["xlsx"],
  xlsb: ["xlsb"],
  xls: ["xls"],
  xlt: ["xls"],
  et: ["xls", "xlsx"],
  ett: ["xls", "xlsx"],
  ods: ["ods"],
  ots: ["ods"],
  fods: ["ods"],
  htm: ["html"],
  html: ["html"],
  mht: ["mhtml"],
  mhtml: ["mhtml"],
  csv: ["csv", "txt"],
  tsv: ["csv", "txt"],
  txt: ["txt", "csv"],
  pdf: ["pdf"],
  zip: ["zip"],
};

/** Workbooks of Excel 2 to 5 that stand by themselves, without a container around them. */
const BARE_WORKBOOK = [
  "\u0009\u0000\u0004\u0000",
  "\u0009\u0002\u0006\u0000",
  "\u0009\u0004\u0006\u0000",
  "\u0009\u0008\u0008\u0000",
  "\u0009\u0008\u0010\u0000",
];

/** How much of a text is looked at to tell a CSV from running text. */
const TEXT_HEAD = 262_144;

/** What a file is: its content decides, before any parser sees it; its name only breaks ties between CSV and text. */
export async function sniff(path: string, bytes: Uint8Array, limits: Limits = DEFAULT_LIMITS): Promise<Sniffed> {
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (bytes.length === 0 || bytes.every((byte) => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09))
    return refuse(isEmpty(path));
  if (name.startsWith("~$") && bytes.length < 1024) return refuse(isLockFile(path));
  if (begins(bytes, "PK\u0003\u0004") || begins(bytes, "PK\u0005\u0006")) return named(path, name, await inZip(path, bytes, limits));
  if (begins(bytes, "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1")) return named(path, name, await inOle(path, bytes));
  if (begins(bytes, "{\\rtf")) return named(path, name, { format: "rtf", findings: [] });
  if (begins(bytes, "%PDF-")) return named(path, name, { format: "pdf", findings: [] });
  const packed = ARCHIVES.find(([magic]) => begins(bytes, magic));
  if (packed) return named(path, name, { format: packed[1], findings: [] });
  if (isTar(bytes)) return named(path, name, { format: "tar", findings: [] });
  if (BARE_WORKBOOK.some((magic) => begins(bytes, magic))) return named(path, name, { format: "xls", findings: [] });
  const known = kinds.MAGIC.find(([magic]) => begins(bytes, magic));
  if (known) return refuse(isUnsupported(path, known[1]));
  return named(path, name, await inText(path, name, bytes));
}

/** First bytes of archives, one character each. */
const ARCHIVES: readonly (readonly [magic: string, format: Format])[] = [
  ["Rar!\u001a\u0007", "rar"],
  ["7z\u00bc\u00af\u0027\u001c", "7z"],
  ["\u001f\u008b\u0008", "gz"],
];

/** Whether bytes are a tar archive: its mark stands behind the name of the first file. */
export const isTar = (bytes: Uint8Array): boolean => Buffer.from(bytes.subarray(257, 262)).toString("latin1") === "ustar";

const refuse = (finding: Finding): Sniffed => ({ format: "unknown", findings: [finding] });

function begins(bytes: Uint8Array, magic: string): boolean {
  for (let index = 0; index < magic.length; index += 1) if (bytes[index] !== magic.charCodeAt(index)) return false;
  return true;
}

/** Adds the remark that a file is not what its name says. */
function named(path: string, name: string, sniffed: Sniffed): Sniffed {
  const extension = /\.([^.]+)$/.exec(name.toLowerCase())?.[1] ?? "";
  const promised = PROMISED[extension];
  const { format, findings } = sniffed;
  if (format === "unknown" || promised === undefined || promised.includes(format)) return sniffed;
  return { format, findings: [...findings, isMisnamed(path, `.${extension}`, format)] };
}

/** Parts that tell a package of some program from files that a person packed. */
const PACKAGE = /^(?:\[content_types\]\.xml|mimetype|ofd\.xml|index\.zip|.*\.iwa)$/i;

async function inZip(path: string, bytes: Uint8Array, limits: Limits): Promise<Sniffed> {
  // Only what is packed needs the reader of packages.
  const { openArchive, openZip } = await import("./zip.ts");
  const entries = await openZip(bytes, limits);
  if (isFault(entries)) return refuse(isFaulty(path, entries));
  if (!entries.some(({ name }) => PACKAGE.test(name))) return { format: "zip", findings: [] };
  const archive = await openArchive(bytes, limits);
  if (isFault(archive)) return refuse(isFaulty(path, archive));
  const names = new Set(archive.names.map((name) => name.toLowerCase()));
  const holds = (pattern: RegExp): boolean => [...names].some((name) => pattern.test(name));
  if (names.has("[content_types].xml")) {
    const findings = holds(/(?:^|\/)vbaproject\.bin$|^xl\/macrosheets\//) ? [hasMacros(path)] : [];
    if (holds(/^word\/document\d*\.xml$/)) return { format: "docx", findings };
    if (names.has("xl/workbook.bin")) return { format: "xlsb", findings };
    if (holds(/^xl\/workbook\d*\.xml$/)) return { format: "xlsx", findings };
    if (holds(/^ppt\//)) return refuse(isUnsupported(path, kinds.SLIDES));
    const types = await archive.read("[Content_Types].xml");
    const declared = types instanceof Uint8Array ? new TextDecoder().decode(types) : "";
    if (declared.includes("wordprocessingml.document.main")) return { format: "docx", findings };
    if (/spreadsheetml\.(?:sheet|template)\.main|sheet\.macroEnabled\.main/.test(declared)) return { format: "xlsx", findings };
    return refuse(isUnsupported(path, kinds.OFFICE_OTHER));
  }
  const mime = await archive.read("mimetype");
  const declared = mime instanceof Uint8Array ? new TextDecoder().decode(mime.subarray(0, 200)) : "";
  if (declared.includes("opendocument.spreadsheet")) return { format: "ods", findings: [] };
  if (declared.includes("opendocument.text")) return refuse(isUnsupported(path, kinds.OPEN_TEXT));
  if (declared.includes("opendocument.presentation")) return refuse(isUnsupported(path, kinds.SLIDES));
  if (names.has("ofd.xml")) return refuse(isUnsupported(path, kinds.OFD));
  if (holds(/\.iwa$|^index\.zip$/)) return refuse(isUnsupported(path, kinds.IWORK));
  return { format: "zip", findings: [] };
}

/** Bit of the Word file header that says the text is encrypted. */
const WORD_FLAGS = 11;
const WORD_ENCRYPTED = 1;

async function inOle(path: string, bytes: Uint8Array): Promise<Sniffed> {
  const ole = await openOle(bytes);
  if (isFault(ole)) return refuse(isFaulty(path, ole));
  const holds = (pattern: RegExp): boolean => ole.paths.some((name) => pattern.test(name));
  if (holds(/^Encrypt(?:ion|ed)/)) return refuse(isEncrypted(path));
  if (holds(/^(?:Workbook|Book)$/i)) return { format: "xls", findings: holds(/^_VBA_PROJECT_CUR\//i) ? [hasMacros(path)] : [] };
  const word = ole.read("WordDocument");
  if (word) {
    if ((word[WORD_FLAGS] ?? 0) & WORD_ENCRYPTED) return refuse(isEncrypted(path));
    return { format: "doc", findings: holds(/^Macros\/VBA\//i) ? [hasMacros(path)] : [] };
  }
  if (holds(/^PowerPoint Document$/)) return refuse(isUnsupported(path, kinds.SLIDES));
  if (holds(/^__properties_version1/)) return refuse(isUnsupported(path, kinds.MAIL));
  return refuse(isUnsupported(path, kinds.OLE_OTHER));
}

async function inText(path: string, name: string, bytes: Uint8Array): Promise<Sniffed> {
  if (isMail(bytes)) return { format: "eml", findings: [] };
  const decoded = (await decode(headOf(bytes))) ?? (bytes.length > TEXT_HEAD ? await decode(bytes) : undefined);
  if (!decoded) return refuse(isUnknown(path));
  const kind = markup(decoded.text.slice(0, 4096).trimStart());
  if (typeof kind === "string") return { format: kind, findings: [] };
  if (kind) return refuse(isUnsupported(path, kind));
  const extension = /\.([^.]+)$/.exec(name.toLowerCase())?.[1] ?? "";
  return { format: isDelimited(decoded.text, extension) ? "csv" : "txt", findings: [] };
}

/** Whether bytes begin with the header of a message: fields only, one of which mail programs write and saved web pages lack. */
function isMail(bytes: Uint8Array): boolean {
  const [header = ""] = Buffer.from(bytes.subarray(0, MAIL_HEADER))
    .toString("latin1")
    .trimStart()
    .split(/\r?\n\r?\n/);
  const lines = header.split(/\r?\n/);
  const fields = lines.filter((line) => /^[A-Za-z][\w-]*:/.test(line));
  const isWhole = lines.every((line) => /^(?:[A-Za-z][\w-]*:|[ \t])/.test(line));
  return (
    isWhole && fields.length > 1 && fields.some((line) => /^(?:to|cc|received|return-path|delivered-to|message-id|x-mailer):/i.test(line))
  );
}

const MAIL_HEADER = 65_536;

/** The beginning of a text, cut at the end of a line so that no character is cut in two. */
function headOf(bytes: Uint8Array): Uint8Array {
  if (bytes.length <= TEXT_HEAD) return bytes;
  const wide = begins(bytes, "\u00ff\u00fe") || begins(bytes, "\u00fe\u00ff") || bytes.subarray(0, 1024).includes(0);
  const line = bytes.lastIndexOf(0x0a, TEXT_HEAD);
  return bytes.subarray(0, wide || line < 0 ? TEXT_HEAD : line + 1);
}

/** A web page with its parts in one file: like a mail, but nobody sent it. */
function isSinglePage(text: string): boolean {
  const [head = ""] = text.split(/\r?\n\r?\n/, 1);
  return /^Content-Type:\s*multipart\/related/im.test(head) && !/^(?:To|Received|Message-ID|Return-Path):/im.test(head);
}

/** Marked-up text: a format that is read, or one that only another program can lay out. */
function markup(text: string): Format | kinds.Kind | undefined {
  if (isSinglePage(text)) return "mhtml";
  if (/^ID;[A-Z]|^TABLE\r?\n0,1\r?\n/.test(text)) return kinds.EXCHANGE;
  if (!text.startsWith("<")) return undefined;
  if (/^<(?:!doctype html|html)\b/i.test(text)) return "html";
  if (/urn:schemas-microsoft-com:office:spreadsheet|progid="Excel\.Sheet"/.test(text)) return "spreadsheetml";
  if (/^(?:<\?xml[^>]*>\s*)?<office:document[\s>]/.test(text)) return text.includes("opendocument.spreadsheet") ? "ods" : kinds.OPEN_TEXT;
  if (/progid="Word\.Document"|schemas\.microsoft\.com\/office\/(?:word|2006\/xmlPackage)/.test(text)) return kinds.WORD_XML;
  if (/<(?:!doctype html|html|head|body|table|meta)[\s>]/i.test(text)) return "html";
  return text.startsWith("<?xml") ? kinds.XML : undefined;
}

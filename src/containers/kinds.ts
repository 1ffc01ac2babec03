import type { Text } from "../model/text.ts";

/** A format that is recognised but not read: its name in a sentence, and how to get a readable file. */
export interface Kind {
  readonly kind: Text;
  readonly advice: Text;
}

const kind = (zh: string, en: string, adviceZh: string, advice: string): Kind => ({
  kind: { "zh-CN": zh, en },
  advice: { "zh-CN": adviceZh, en: advice },
});

const asWord = ["请用 Word 或 WPS 打开，另存为 .docx 后重新报送。", "Open it in Word or WPS, save it as .docx, and submit that."] as const;
const original = ["请报送生成它的 Word 或 Excel 原件。", "Submit the Word or Excel file it was made from."] as const;
const unpack = ["请解压后报送其中的文件。", "Unpack it and submit the files inside."] as const;

export const WORD_95 = kind("Word 95 或更早版本的文档", "a document of Word 95 or before", ...asWord);
export const WORD_XML = kind("Word XML 文档", "a Word XML document", ...asWord);
export const OPEN_TEXT = kind("OpenDocument 文本（.odt）", "an OpenDocument text (.odt)", ...asWord);
export const XML = kind("XML 数据", "XML data", ...original);
export const EXCHANGE = kind(
  "表格交换文件（SYLK、DIF）",
  "a spreadsheet exchange file (SYLK, DIF)",
  "请用 Excel 或 WPS 打开，另存为 .xlsx 后重新报送。",
  "Open it in Excel or WPS, save it as .xlsx, and submit that.",
);
export const SLIDES = kind("演示文稿", "a presentation", ...original);
export const MAIL = kind("邮件", "a mail message", "请报送邮件中的附件。", "Submit the files attached to it.");
export const OLE_OTHER = kind("其他 Office 类文件", "some other Office-like file", ...original);
export const OFFICE_OTHER = kind("其他 Office 文件（如 Visio、Publisher）", "some other Office file (such as Visio)", ...original);
export const OFD = kind("OFD 版式文件", "an OFD page file", ...original);
export const IWORK = kind("iWork 文档", "an iWork document", ...original);
const ARCHIVE = kind("压缩包", "an archive", ...unpack);
export const SCANNED = kind("没有文字层的 PDF（扫描件）", "a PDF without a text layer (no text layer: a scan)", ...original);
export const NO_PDF_READER = kind(
  "PDF，而本机未安装可选组件 pdfjs-dist",
  "a PDF, for which the optional package pdfjs-dist is not installed",
  "请运行 npm install 安装可选组件，或报送生成它的 Word 或 Excel 原件。",
  "Run npm install with optional packages, or submit the Word or Excel file it was made from.",
);
const IMAGE = kind("图片", "an image", ...original);

/** First bytes, one character each, of formats that need no second look. */
export const MAGIC: readonly (readonly [magic: string, kind: Kind])[] = [
  ["BZh", ARCHIVE],
  ["\u00fd7zXZ", ARCHIVE],
  ["\u0089PNG\r\n\u001a\n", IMAGE],
  ["\u00ff\u00d8\u00ff", IMAGE],
  ["GIF87a", IMAGE],
  ["GIF89a", IMAGE],
  ["II*\u0000", IMAGE],
  ["MM\u0000*", IMAGE],
];

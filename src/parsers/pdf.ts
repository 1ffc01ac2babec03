import { damaged, tooLarge } from "../containers/fault.ts";
import { hasHidden, isEncrypted, isFaulty, isUnsupported } from "../containers/file-findings.ts";
import { NO_PDF_READER, SCANNED } from "../containers/kinds.ts";
import { type Finding, fileFinding } from "../model/finding.ts";
import type { Limits, Parser, Reading } from "../model/parser.ts";
import { flow } from "./pdf/flow.ts";
import { readPage } from "./pdf/page.ts";
import type { Page } from "./pdf/shapes.ts";
import { plainParagraphs } from "./word/blocks.ts";

/** Printed documents with a text layer: tables by their lines or by their columns, paragraphs in reading order. */
export const pdf: Parser = {
  id: "pdf",
  parse: async (path, bytes, limits) => {
    const refuse = (finding: Finding): Reading => ({ blocks: [], findings: [finding], losses: [] });
    // The library mends a file that was cut short, and says nothing of the pages that are gone.
    const isWhole = Buffer.from(bytes.subarray(-END)).includes("%%EOF");
    if (!isWhole) return refuse(isFaulty(path, damaged("文件不完整，可能被截断", "it is incomplete: the file may have been cut short")));
    const library = await load();
    if (!library) return refuse(isUnsupported(path, NO_PDF_READER));
    const task = library.getDocument({
      // The library takes the bytes for its own.
      data: Uint8Array.from(bytes),
      cMapUrl: `${library.folder}cmaps/`,
      cMapPacked: true,
      standardFontDataUrl: `${library.folder}standard_fonts/`,
      verbosity: 0,
      isEvalSupported: false,
      disableFontFace: true,
      useSystemFonts: false,
      // Pictures are not looked at, so none is unpacked.
      maxImageSize: 1,
    });
    let pages: Page[];
    try {
      const document = await task.promise;
      if (document.numPages > limits.entries)
        return refuse(
          isFaulty(
            path,
            tooLarge(
              `共 ${document.numPages} 页，超过上限 ${limits.entries}`,
              `it has ${document.numPages} pages, more than the limit of ${limits.entries}`,
            ),
          ),
        );
      pages = [];
      for (let number = 1; number <= document.numPages; number += 1) {
        const page = await document.getPage(number);
        pages.push(await readPage(page, library.OPS));
        page.cleanup();
      }
    } catch (error) {
      // Its names tell apart what can be: a password, anything else is damage.
      const isLocked = error instanceof Error && error.name === "PasswordException";
      return refuse(
        isLocked ? isEncrypted(path) : isFaulty(path, damaged("PDF 结构有误或不完整", "its structure is damaged or incomplete")),
      );
    } finally {
      await task.destroy();
    }
    return pages.every(({ words }) => words.length === 0) ? refuse(isUnsupported(path, SCANNED)) : reading(path, pages, limits);
  },
};

/** The mark of its end stands in so many bytes. */
const END = 1024;

/** The library, if it is installed, and the folder of its data, with a slash at its end. */
async function load() {
  try {
    const library = await import("pdfjs-dist/legacy/build/pdf.mjs");
    const place = decodeURIComponent(new URL("../../", import.meta.resolve("pdfjs-dist/legacy/build/pdf.mjs")).pathname);
    return { getDocument: library.getDocument, OPS: library.OPS, folder: place.replace(/^\/([A-Za-z]:\/)/, "$1") };
  } catch {
    // An optional dependency: left out where it could not be installed.
    return undefined;
  }
}

function reading(path: string, pages: readonly Page[], limits: Limits): Reading {
  const { blocks, margins, untold, unlabelled, crowded } = flow(path, pages);
  const cells = blocks.reduce(
    (sum, block) => sum + (block.kind === "grid" ? block.grid.rows.length * (block.grid.rows[0]?.length ?? 0) : 0),
    0,
  );
  if (cells > limits.cells) {
    const fault = tooLarge(`表格单元格超过上限 ${limits.cells} 个`, `its tables hold more than the limit of ${limits.cells} cells`);
    return { blocks: [], findings: [isFaulty(path, fault)], losses: [] };
  }
  const numbers = (holds: (page: Page) => boolean): number[] => pages.flatMap((page, index) => (holds(page) ? [index + 1] : []));
  const pictures = numbers(({ words, isDrawn }) => words.length === 0 && isDrawn);
  const recognised = numbers(({ words, isRecognised }) => words.length > 0 && isRecognised);
  const slanted = pages.reduce((sum, page) => sum + page.slanted, 0);
  const findings: Finding[] = [];
  if (pictures.length > 0) findings.push(hasPictures(path, pictures));
  if (recognised.length > 0) findings.push(isRecognised(path, recognised));
  const view = plainParagraphs(blocks.flatMap((block) => (block.kind === "paragraph" ? [block.paragraph.text] : [])));
  return {
    blocks,
    findings,
    losses: [
      ...(margins.length > 0 ? [{ what: "page header or footer", count: margins.length }] : []),
      ...(untold > 0 ? [{ what: "line of figures whose columns could not be told", count: untold }] : []),
      ...(crowded > 0 ? [{ what: "cell with several figures side by side", count: crowded }] : []),
      ...(unlabelled > 0 ? [{ what: "table whose rows have their labels on another page", count: unlabelled }] : []),
      ...(slanted > 0 ? [{ what: "slanted text, as of a watermark", count: slanted }] : []),
    ],
    ...(view === "" ? {} : { reading: view }),
  };
}

const list = (pages: readonly number[]): string => `${pages.slice(0, 10).join("、")}${pages.length > 10 ? "…" : ""}`;

const hasPictures = (path: string, pages: readonly number[]): Finding =>
  fileFinding(
    "unreadable-file",
    "warning",
    path,
    {
      "zh-CN": `第 ${list(pages)} 页没有文字层（扫描件或图片），未核对；其余各页已读取。`,
      en: `Page(s) ${list(pages)} have no text layer (scans or pictures) and were not checked; the other pages were read.`,
    },
    { "zh-CN": "请报送生成它的 Word 或 Excel 原件。", en: "Submit the Word or Excel file it was made from." },
    "pages without text",
  );

const isRecognised = (path: string, pages: readonly number[]): Finding =>
  hasHidden(
    path,
    {
      "zh-CN": `第 ${list(pages)} 页是扫描件，文字由识别软件加入，页面上看不到；数字可能识别有误。`,
      en: `Page(s) ${list(pages)} are scans whose text a program recognised and the page does not show; figures may be misread.`,
    },
    { "zh-CN": "请对照页面核对数字，或报送原件。", en: "Compare the figures with the page, or submit the original." },
    "recognised text",
  );

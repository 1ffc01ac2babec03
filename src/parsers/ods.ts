import { type Fault, isFault } from "../containers/fault.ts";
import { isFaulty } from "../containers/file-findings.ts";
import { openArchive } from "../containers/zip.ts";
import type { Limits, Parser, Reading } from "../model/parser.ts";
import { type OdsContent, readContent, readStyles } from "./ods/content.ts";
import { newStyles } from "./ods/styles.ts";
import { newGathering } from "./workbook/gather.ts";
import { linksIn, tooManyCells } from "./workbook/remarks.ts";

/** OpenDocument spreadsheets, packed (`.ods`, `.ots`) or in one XML file (`.fods`). */
export const ods: Parser = {
  id: "ods",
  parse: async (path, bytes, limits) => {
    const content = await contentOf(bytes, limits);
    return isFault(content) ? { blocks: [], findings: [isFaulty(path, content)], losses: [] } : readingOf(path, content, limits);
  },
};

async function contentOf(bytes: Uint8Array, limits: Limits): Promise<OdsContent | Fault> {
  const styles = newStyles();
  if (bytes[0] !== 0x50) return readContent(bytes, styles, limits.cells);
  const archive = await openArchive(bytes, limits);
  if (isFault(archive)) return archive;
  const manifest = await archive.read("META-INF/manifest.xml");
  if (manifest instanceof Uint8Array && Buffer.from(manifest).includes("encryption-data"))
    return { fault: "encrypted", why: { "zh-CN": "工作簿有密码", en: "the workbook has a password" } };
  const common = await archive.read("styles.xml");
  if (isFault(common)) return common;
  const content = await archive.read("content.xml");
  if (content === undefined) return { fault: "damaged", why: { "zh-CN": "缺少部件“content.xml”", en: 'part "content.xml" is missing' } };
  if (isFault(content)) return content;
  const fault = common && readStyles(common, styles);
  return fault ?? readContent(content, styles, limits.cells);
}

function readingOf(path: string, { sheets, unread, links }: OdsContent, limits: Limits): Reading {
  const gathering = newGathering(limits.cells);
  for (const sheet of sheets) {
    if (sheet.isTooLarge) {
      gathering.say(tooManyCells(path, sheet.name, limits.cells));
      continue;
    }
    gathering.add(
      {
        ...sheet,
        path,
        isHidden: sheet.hidden !== 0,
        rowHidden: (row) => sheet.hiddenRows.has(row),
        columnHidden: (column) => sheet.hiddenColumns.some(([first, last]) => column >= first && column <= last),
      },
      sheet.hidden,
    );
    gathering.lose("formula without a saved result", sheet.uncalculated);
  }
  if (links > 0) gathering.say(linksIn(path, links));
  for (const [what, count] of unread) gathering.lose(what, count);
  return gathering.reading();
}

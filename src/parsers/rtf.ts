import { damaged, isFault } from "../containers/fault.ts";
import { isFaulty } from "../containers/file-findings.ts";
import type { Parser } from "../model/parser.ts";
import { readRichText } from "./rtf/read.ts";
import { blocksOf, lossesOf, marginNotes, plainView } from "./word/blocks.ts";
import { newDraft } from "./word/draft.ts";
import { plain, writeMarked } from "./word/marked.ts";
import type { Numbering } from "./word/numbering.ts";
import { remarks } from "./word/remarks.ts";

/** Rich text keeps the numbers of lists as text beside each paragraph; bullets say nothing. */
const WRITTEN: Numbering = { label: ({ list = "" }) => (/[\p{L}\p{N}]/u.test(list) ? list.trim() : "") };

/** Rich Text Format, as Word, WPS and LibreOffice save it. */
export const rtf: Parser = {
  id: "rtf",
  parse: async (path, bytes, limits) => {
    const { body, margins, pictures, objects, isWhole } = readRichText(bytes);
    const cut = damaged("文件不完整，可能被截断", "it is incomplete: the file may have been cut short");
    if (!isWhole) return { blocks: [], findings: [isFaulty(path, cut)], losses: [] };
    const draft = newDraft(WRITTEN);
    writeMarked(body, draft);
    for (let picture = 0; picture < pictures; picture += 1) draft.lose("picture");
    for (let object = 0; object < objects; object += 1) draft.lose("embedded object");
    const { items, notes, losses } = draft.finish();
    const laid = blocksOf(path, items, limits.cells);
    if (isFault(laid)) return { blocks: [], findings: [isFaulty(path, laid)], losses: [] };
    const view = plainView(items);
    return {
      blocks: laid.blocks,
      findings: remarks(path, [...notes, ...marginNotes(margins.map(plain))], laid.covered, 0),
      losses: lossesOf(losses),
      ...(view === "" ? {} : { reading: view }),
    };
  },
};

import { type Fault, tooLarge } from "../../containers/fault.ts";
import { readXml } from "../../containers/xml.ts";
import { type Close, newDraft, type Story } from "./draft.ts";
import { CONTENT, COUNTED, KNOWN, SKIPPED } from "./elements.ts";
import { WORD } from "./namespaces.ts";
import { isOn, type Numbering } from "./numbering.ts";
import { symbolOf } from "./symbols.ts";

/** Word's own limit on the columns of a table is 63; a span far beyond it is damage or an attack. */
const WIDEST = 1024;

type Attribute = (name: string) => string | undefined;

/**
 * Reads `word/document.xml` (or the XML of a header, a note …): tables with their spans as written, paragraphs, in order.
 * Insertions are kept and deletions dropped, as if all changes had been accepted. At most `most` cells.
 */
export function readStory(xml: Uint8Array, numbering: Numbering, most: number): Story | Fault {
  const draft = newDraft(numbering);
  const { add, lose } = draft;
  let insertions = 0;
  let deletions = 0;
  const path: string[] = [];
  const closes: (Close | undefined)[] = [];
  let skipped = 0;
  let gathered: string | undefined;
  const choices: boolean[] = [];
  const parent = (up = 1): string | undefined => path[path.length - 1 - up];

  const gather = (attribute: Attribute, use: (text: string) => void): Close => {
    const keeps = attribute("xml:space") === "preserve";
    gathered = "";
    return () => {
      const text = gathered ?? "";
      gathered = undefined;
      use(keeps ? text : text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, ""));
    };
  };

  /** Content that a change marks: kept, or skipped where it was taken out. Gives true where it is to be skipped. */
  const change = (isDeletion: boolean): boolean => {
    const around = parent();
    if (around === "w:trPr") {
      const row = draft.table()?.row;
      if (row && isDeletion) row.deleted = true;
    } else if (around === "w:rPr") {
      const paragraph = draft.paragraph();
      if (parent(2) !== "w:pPr" || !isDeletion) return false;
      if (paragraph) paragraph.joinsNext = true;
      return false;
    }
    if (isDeletion) deletions += 1;
    else insertions += 1;
    return isDeletion && around !== "w:trPr";
  };

  const span = (value: string | undefined, least: number): number => {
    const count = value !== undefined && /^\d{1,9}$/.test(value) ? Number.parseInt(value, 10) : least;
    if (count <= WIDEST) return Math.max(count, least);
    lose("span that is too wide");
    return least;
  };

  const SKIP = "skip";
  const open = (name: string, attribute: Attribute): Close | undefined | typeof SKIP => {
    if (SKIPPED.has(name)) return SKIP;
    const paragraph = draft.paragraph();
    const table = draft.table();
    switch (name) {
      case "w:p":
        return draft.openParagraph();
      case "w:r":
        return draft.openRun();
      case "w:t":
      case "m:t":
        return gather(attribute, add);
      case "w:instrText":
        return gather(attribute, draft.fields().code);
      case "w:tbl":
        return draft.openTable();
      case "w:tr":
        return draft.openRow();
      case "w:tc":
        return draft.openCell();
      case "w:txbxContent":
        return draft.openBox();
      case "w:fldChar":
        add(draft.fields().mark(attribute("w:fldCharType"), () => lose("field without a saved result")));
        return undefined;
      case "w:tab":
        if (parent() === "w:r") add("\t");
        return undefined;
      case "w:ptab":
        add("\t");
        return undefined;
      case "w:br": {
        const type = attribute("w:type");
        if (type !== "page" && type !== "column") add("\n");
        return undefined;
      }
      case "w:cr":
        add("\n");
        return undefined;
      case "w:noBreakHyphen":
        add("-");
        return undefined;
      case "w:sym": {
        const symbol = symbolOf(attribute("w:font") ?? "", attribute("w:char") ?? "");
        if (symbol === undefined) lose("symbol that is not known");
        add(symbol ?? "\ufffd");
        return undefined;
      }
      case "w:ins":
      case "w:moveTo":
      case "w:cellIns":
        change(false);
        return undefined;
      case "w:del":
      case "w:moveFrom":
        return change(true) ? SKIP : undefined;
      case "w:cellDel":
        if (table?.cell) table.cell.deleted = true;
        deletions += 1;
        return undefined;
      case "w:vanish": {
        const run = draft.run();
        if (run && parent(2) === "w:r" && isOn(attribute("w:val"))) run.hidden = true;
        return undefined;
      }
      case "w:pStyle":
        if (paragraph && parent() === "w:pPr") paragraph.style = attribute("w:val");
        return undefined;
      case "w:numId":
        if (paragraph && parent(2) === "w:pPr") paragraph.list = attribute("w:val");
        return undefined;
      case "w:ilvl":
        if (paragraph && parent(2) === "w:pPr") paragraph.level = span(attribute("w:val"), 0);
        return undefined;
      case "w:gridSpan":
        if (table?.cell) table.cell.span = span(attribute("w:val"), 1);
        return undefined;
      case "w:vMerge":
        if (table?.cell) table.cell.down = attribute("w:val") === "restart" ? "restart" : "continue";
        return undefined;
      case "w:hMerge":
        if (table?.cell) table.cell.joined = attribute("w:val") !== "restart";
        return undefined;
      case "w:gridBefore":
        if (table?.row) table.row.before = span(attribute("w:val"), 0);
        return undefined;
      case "w:gridAfter":
        if (table?.row) table.row.after = span(attribute("w:val"), 0);
        return undefined;
      case "w:hidden":
        if (table?.row && parent() === "w:trPr") table.row.hidden = isOn(attribute("w:val"));
        return undefined;
      case "w:checkBox":
        draft.fields().checkBox("0");
        return undefined;
      case "w:checked":
      case "w:default":
        if (parent() === "w:checkBox") draft.fields().checkBox(attribute("w:val"));
        return undefined;
      case "w:result":
        draft.fields().chosen(attribute("w:val"));
        return undefined;
      case "w:listEntry":
        draft.fields().choice(attribute("w:val") ?? "");
        return undefined;
      case "mc:AlternateContent":
        choices.push(false);
        return () => choices.pop();
      case "mc:Choice":
      case "mc:Fallback":
        if (choices.at(-1) === true) return SKIP;
        if (choices.length > 0) choices[choices.length - 1] = true;
        return undefined;
      case "w:rt":
        lose("phonetic guide");
        return SKIP;
    }
    const counted = COUNTED.get(name);
    if (counted !== undefined) {
      if (name !== "v:imagedata" || !path.includes("w:object")) lose(counted);
    } else if (!KNOWN.has(name) && !CONTENT.has(name) && CONTENT.has(parent() ?? "")) lose(`element ${name}`);
    return undefined;
  };

  let fault: Fault | undefined;
  const malformed = readXml(xml, WORD, {
    open: (name, attribute) => {
      if (skipped > 0 || fault) {
        skipped += 1;
        return;
      }
      path.push(name);
      const close = open(name, attribute);
      if (close === SKIP) {
        path.pop();
        skipped = 1;
      } else closes.push(close);
      if (draft.cells() > most) fault = tooLarge(`表格单元格超过上限 ${most} 个`, `its tables hold more than the limit of ${most} cells`);
    },
    close: () => {
      if (skipped > 0) {
        skipped -= 1;
        return;
      }
      // Before the name is taken off: what closes may still ask where it stands.
      closes.pop()?.();
      path.pop();
    },
    text: (text) => {
      if (gathered !== undefined && skipped === 0) gathered += text;
    },
  });
  if (malformed ?? fault) return malformed ?? fault!;
  return { ...draft.finish(), insertions, deletions };
}

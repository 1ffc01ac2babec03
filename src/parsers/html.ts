import type { DefaultTreeAdapterTypes } from "parse5";
import { decode } from "../containers/decode.ts";
import { tooLarge } from "../containers/fault.ts";
import { hasLostCharacters, isFaulty, isUnknown } from "../containers/file-findings.ts";
import type { Finding } from "../model/finding.ts";
import type { Limits, Parser, Reading } from "../model/parser.ts";
import { type Page, readPage, type SheetNote } from "./html/page.ts";
import { type Part, partsOf } from "./html/parts.ts";
import { readTable } from "./html/table.ts";
import { newGathering } from "./workbook/gather.ts";
import { tooManyCells } from "./workbook/remarks.ts";

type Element = DefaultTreeAdapterTypes.Element;

/** A page in memory takes some twenty times its size. */
const LARGEST = 40_000_000;

/** Web pages, mostly a system's export named `.xls`: each table a grid, the text around them as paragraphs. */
export const html: Parser = {
  id: "html",
  parse: async (path, bytes, limits) => {
    const decoded = await decode(bytes);
    if (!decoded) return refused(isUnknown(path));
    if (decoded.text.length > LARGEST) return refused(isTooLarge(path));
    const page = readPage(decoded.text);
    if (!page) return refused(isTooDeep(path));
    const pages = newPages(path, limits);
    pages.add(page, page.sheets);
    const { encoding, replaced } = decoded;
    const reading = pages.reading();
    const lost = replaced > 0 ? [hasLostCharacters(path, replaced, encoding)] : [];
    return { ...reading, findings: [...reading.findings, ...lost], encoding };
  },
};

/** Web pages with all their parts in one file: Excel's and Word's “single file web page”. */
export const mhtml: Parser = {
  id: "mhtml",
  parse: async (path, bytes, limits) => {
    if (bytes.length > LARGEST) return refused(isTooLarge(path));
    const parts = await partsOf(bytes);
    const [main] = parts;
    if (!main) return refused(isUnknown(path));
    const page = readPage(main.text);
    if (!page) return refused(isTooDeep(path));
    const framed = page.sheets.flatMap((note): { readonly note: SheetNote; readonly part: Part }[] => {
      const part = parts.find(({ place }) => note.source !== undefined && fileOf(place) === fileOf(note.source));
      return part && part !== main ? [{ note, part }] : [];
    });
    const pages = newPages(path, limits);
    if (framed.length === 0) pages.add(page, page.sheets);
    // Excel keeps each sheet of several in a page of its own, and the main page only frames them.
    for (const { note, part } of framed) {
      const sheet = readPage(part.text);
      if (!sheet) return refused(isTooDeep(path));
      pages.add({ ...sheet, isSheet: true }, [note]);
    }
    return pages.reading();
  },
};

const refused = (finding: Finding): Reading => ({ blocks: [], findings: [finding], losses: [] });
const isTooLarge = (path: string): Finding =>
  isFaulty(path, tooLarge(`网页超过上限 ${LARGEST} 个字符`, `a web page may have ${LARGEST} characters at most`));
const isTooDeep = (path: string): Finding => isFaulty(path, tooLarge("网页的元素嵌套过深", "the elements of the page are nested too deep"));
const fileOf = (place: string): string => place.slice(Math.max(place.lastIndexOf("/"), place.lastIndexOf("\\")) + 1).toLowerCase();

interface Pages {
  readonly add: (page: Page, notes: readonly SheetNote[]) => void;
  readonly reading: () => Reading;
}

/** Puts the pages of one file together. */
function newPages(path: string, limits: Limits): Pages {
  const gathering = newGathering(limits.cells);
  let paragraphs = 0;
  let tables = 0;
  const add = (page: Page, notes: readonly SheetNote[]): void => {
    const outer = page.items.filter(({ kind }) => kind === "table").length;
    const isWorkbook = page.isSheet || /\.(?:xls\w?|et)$/i.test(path);
    // A lone table that nothing stands above is the sheet that a spreadsheet program makes of the page.
    const isLone = isWorkbook && outer === 1 && page.items[0]?.kind === "table";
    const names = notes.length === outer ? notes : isLone ? [{ name: stemOf(path), hidden: 0 as const }] : [];
    let read = 0;
    const addTable = (element: Element, sheet: Pick<SheetNote, "name" | "hidden"> | undefined): void => {
      tables += 1;
      const table = readTable(element, page.rules, isWorkbook, limits.cells);
      const name = sheet?.name ?? `${tables}`;
      if (!table) {
        gathering.say(tooManyCells(path, name, limits.cells));
        return;
      }
      gathering.add(
        {
          ...table,
          path,
          name,
          isHidden: (sheet?.hidden ?? 0) !== 0,
          rowHidden: (row) => table.hiddenRows.has(row),
          columnHidden: (column) => table.hiddenColumns.has(column),
          ...(sheet ? {} : { origin: { in: "word", table: tables } as const }),
        },
        sheet?.hidden ?? 0,
      );
      for (const inner of table.inner) addTable(inner, undefined);
    };
    for (const item of page.items)
      if (item.kind === "table") {
        addTable(item.element, names[read]);
        read += 1;
      } else {
        paragraphs += 1;
        gathering.write({ number: paragraphs, text: item.text });
      }
    gathering.lose("picture", page.pictures);
  };
  return { add, reading: gathering.reading };
}

const stemOf = (path: string): string => /([^/]*?)(?:\.[^./]*)?$/.exec(path)?.[1] ?? path;

import type { Fault } from "../../containers/fault.ts";
import { readXml } from "../../containers/xml.ts";
import type { Cell } from "../../model/grid.ts";
import { storedOf } from "../workbook/cells.ts";
import type { Hidden } from "../workbook/gather.ts";
import { address, type Filled, type Merge, type Note } from "../workbook/layout.ts";
import { plainFormula } from "./formula.ts";
import type { Styles } from "./styles.ts";

/** One sheet as the content part tells it. */
export interface OdsSheet {
  readonly name: string;
  readonly hidden: Hidden;
  readonly filled: Filled;
  readonly merges: Merge[];
  readonly hiddenRows: Set<number>;
  readonly hiddenColumns: (readonly [first: number, last: number])[];
  readonly pale: Set<string>;
  readonly notes: Note[];
  uncalculated: number;
  /** It holds more cells than may be read; the rest is left out, so the sheet must not be used. */
  isTooLarge: boolean;
}

/** The sheets of a content part and what else it holds that is not read. */
export interface OdsContent {
  readonly sheets: readonly OdsSheet[];
  readonly unread: ReadonlyMap<string, number>;
  /** Sheets that only keep values of other files. */
  readonly links: number;
}

const OFFICE = "urn:oasis:names:tc:opendocument:xmlns";
const NAMESPACES = new Map([
  ...["office", "table", "text", "style", "presentation", "chart"].map((name) => [`${OFFICE}:${name}:1.0`, name] as const),
  [`${OFFICE}:drawing:1.0`, "draw"] as const,
  [`${OFFICE}:xsl-fo-compatible:1.0`, "fo"] as const,
  ["urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0", "calcext"] as const,
]);

/** Whatever stands in these belongs to no cell: deleted content, pictures with tables of their own, other files' values. */
const ASIDE: ReadonlyMap<string, string> = new Map([
  ["table:tracked-changes", "tracked changes"],
  ["draw:frame", "picture"],
  ["draw:custom-shape", "text box"],
  ["draw:control", "form control"],
  ["table:shapes", ""],
  ["office:forms", ""],
  ["table:data-pilot-table", "pivot table"],
  ["table:sub-table", "table inside a cell"],
]);

/** Style parts hold samples of nothing: only their styles are wanted. */
export function readStyles(bytes: Uint8Array, styles: Styles): Fault | undefined {
  return readXml(bytes, NAMESPACES, { open: styles.open, close: () => {}, text: () => {} });
}

/** Reads the content part of an OpenDocument spreadsheet, or the one part of a flat one. `most`: cells that may be filled. */
export function readContent(bytes: Uint8Array, styles: Styles, most: number): OdsContent | Fault {
  const sheets: OdsSheet[] = [];
  const unread = new Map<string, number>();
  let links = 0;
  let left = most;
  let sheet: OdsSheet | undefined;
  let isLink = false;
  let aside: { readonly name: string; depth: number } | undefined;
  let [row, rowRepeat, isRowHidden] = [0, 1, false];
  let column = 0;
  let [columnAt, columnStyles] = [0, [] as (readonly [last: number, style: string | undefined])[]];
  let line: (readonly [column: number, cell: Cell, isPale: boolean])[] = [];
  let cell: { readonly attribute: { readonly [name: string]: string | undefined }; readonly repeat: number; text: string[] } | undefined;
  let note: string[] | undefined;
  let isInText = 0;

  const count = (text: string | undefined): number => {
    const number = Number.parseInt(text ?? "1", 10);
    return Number.isSafeInteger(number) && number > 0 ? number : 1;
  };

  const endCell = (): void => {
    if (!cell || !sheet) return;
    const { attribute, repeat, text } = cell;
    const read = cellOf(attribute, text.join("\n"));
    if (read?.not === "uncalculated") sheet.uncalculated += rowRepeat * repeat;
    if (read) {
      const style = attribute.style ?? columnStyles.find(([last]) => column <= last)?.[1];
      if (repeat * rowRepeat > left) sheet.isTooLarge = true;
      else for (let each = 0; each < repeat; each += 1) line.push([column + each, read, styles.isPale(style)]);
    }
    const [across, down] = [count(attribute.across), count(attribute.down)];
    if (across > 1 || down > 1) sheet.merges.push({ s: { r: row, c: column }, e: { r: row + down - 1, c: column + across - 1 } });
    column += repeat;
    cell = undefined;
  };
  const endRow = (): void => {
    if (!sheet) return;
    const found = line;
    left -= found.length * rowRepeat;
    if (left < 0) sheet.isTooLarge = true;
    else
      for (let each = 0; found.length > 0 && each < rowRepeat; each += 1) {
        sheet.filled.set(row + each, new Map(found.map(([at, read]) => [at, read])));
        for (const [at, , isPale] of found) if (isPale) sheet.pale.add(address(row + each, at));
        if (isRowHidden) sheet.hiddenRows.add(row + each);
      }
    row += rowRepeat;
    line = [];
  };

  const fault = readXml(bytes, NAMESPACES, {
    open: (name, attribute) => {
      if (aside) {
        if (name === aside.name) aside.depth += 1;
        return;
      }
      styles.open(name, attribute);
      const what = ASIDE.get(name);
      if (what !== undefined) {
        aside = { name, depth: 1 };
        if (what !== "") unread.set(what, (unread.get(what) ?? 0) + 1);
        return;
      }
      switch (name) {
        case "table:table":
          sheet = newSheet(attribute("table:name") ?? "", styles.hidesSheet(attribute("table:style-name")));
          [row, columnAt, columnStyles, isLink] = [0, 0, [], false];
          break;
        case "table:table-source":
          isLink = true;
          break;
        case "table:table-column": {
          const repeat = count(attribute("table:number-columns-repeated"));
          columnStyles.push([columnAt + repeat - 1, attribute("table:default-cell-style-name")]);
          if (isUnseen(attribute("table:visibility"))) sheet?.hiddenColumns.push([columnAt, columnAt + repeat - 1]);
          columnAt += repeat;
          break;
        }
        case "table:table-row":
          [column, rowRepeat, isRowHidden] = [0, count(attribute("table:number-rows-repeated")), isUnseen(attribute("table:visibility"))];
          line = [];
          break;
        case "table:table-cell":
        case "table:covered-table-cell":
          cell = {
            repeat: count(attribute("table:number-columns-repeated")),
            text: [],
            attribute: {
              type: attribute("office:value-type"),
              kind: attribute("calcext:value-type"),
              value: attribute("office:value"),
              string: attribute("office:string-value"),
              truth: attribute("office:boolean-value"),
              formula: attribute("table:formula"),
              style: attribute("table:style-name"),
              across: attribute("table:number-columns-spanned"),
              down: attribute("table:number-rows-spanned"),
            },
          };
          break;
        case "office:annotation":
          note = [];
          break;
        case "text:p":
          isInText += 1;
          (note ?? cell?.text)?.push("");
          break;
        case "text:s":
          add(" ".repeat(Math.min(count(attribute("text:c")), 1000)));
          break;
        case "text:tab":
          add("\t");
          break;
        case "text:line-break":
          add("\n");
          break;
      }
    },
    close: (name) => {
      if (aside) {
        if (name === aside.name) aside.depth -= 1;
        if (aside.depth === 0) aside = undefined;
        return;
      }
      if (name === "text:p") isInText -= 1;
      else if (name === "office:annotation") {
        if (sheet && note) sheet.notes.push({ at: address(row, column), text: note.join("\n") });
        note = undefined;
      } else if (name === "table:table-cell" || name === "table:covered-table-cell") endCell();
      else if (name === "table:table-row") endRow();
      else if (name === "table:table") {
        if (isLink) links += 1;
        else if (sheet) sheets.push(sheet);
        sheet = undefined;
      }
    },
    text: (words) => {
      if (!aside && isInText > 0) add(words);
    },
  });
  function add(words: string): void {
    const into = note ?? cell?.text;
    if (into && into.length > 0) into[into.length - 1] += words;
  }
  return fault ?? { sheets, unread, links };
}

const newSheet = (name: string, isHidden: boolean): OdsSheet => ({
  name,
  hidden: isHidden ? 1 : 0,
  filled: new Map(),
  merges: [],
  hiddenRows: new Set(),
  hiddenColumns: [],
  pale: new Set(),
  notes: [],
  uncalculated: 0,
  isTooLarge: false,
});

const isUnseen = (visibility: string | undefined): boolean => visibility === "collapse" || visibility === "filter";

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[Ee][+-]?\d{1,3})?$/;
const ERROR = /^(?:#[A-Z/0!?]+|Err:\d+)$/;

/** A cell as shown, with what is stored behind it; `undefined` where it holds nothing. */
function cellOf(attribute: { readonly [name: string]: string | undefined }, text: string): Cell | undefined {
  const { type, kind, value = "" } = attribute;
  const written = attribute.formula === undefined ? undefined : plainFormula(attribute.formula);
  const formula = written === undefined ? {} : { formula: written };
  if (attribute.formula !== undefined && ERROR.test(text)) return { text, ...formula, not: "error" };
  if (type === undefined || type === "string" || type === "void") {
    const shown = text === "" ? (attribute.string ?? "") : text;
    if (kind === "error") return { text: shown, ...formula, not: "error" };
    if (shown === "")
      return written === undefined ? undefined : { text: "", ...formula, ...(type === undefined ? { not: "uncalculated" } : {}) };
    return { text: shown, ...formula };
  }
  if (type === "boolean") return { text: text === "" ? (attribute.truth ?? "").toUpperCase() : text, ...formula, not: "boolean" };
  if (type === "date" || type === "time") return { text, ...formula, not: "date" };
  if (!NUMBER.test(value)) return text === "" ? undefined : { text, ...formula };
  const stored = storedOf(Number(value));
  // Nothing to see of a number that is not zero: a format hides it.
  const shown = text.trim();
  return shown === "" && stored !== "0" ? { text: shown, stored, ...formula, hidden: true } : { text: shown, stored, ...formula };
}

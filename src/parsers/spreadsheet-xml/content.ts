import type { CellObject } from "xlsx";
import type { Fault } from "../../containers/fault.ts";
import { readXml } from "../../containers/xml.ts";
import type { Hidden } from "../workbook/gather.ts";
import { address, type Merge, type Note } from "../workbook/layout.ts";

/** One worksheet of an Excel 2003 XML workbook; cells as the cell reader takes them, formulas still relative (R1C1). */
export interface XmlSheet {
  readonly name: string;
  hidden: Hidden;
  readonly cells: (readonly [row: number, column: number, cell: CellObject])[];
  readonly merges: Merge[];
  readonly hiddenRows: (readonly [first: number, last: number])[];
  readonly hiddenColumns: (readonly [first: number, last: number])[];
  readonly pale: Set<string>;
  readonly notes: Note[];
  readonly uncalculated: Set<string>;
}

const NAMESPACES = new Map([
  ["urn:schemas-microsoft-com:office:spreadsheet", "ss"],
  ["urn:schemas-microsoft-com:office:excel", "x"],
]);

/** Names that stand for a number format. */
const NAMED_FORMATS: ReadonlyMap<string, string> = new Map([
  ["General", "General"],
  ["General Number", "General"],
  ["Standard", "#,##0.00"],
  ["Fixed", "0.00"],
  ["Percent", "0.00%"],
  ["Currency", '"¥"#,##0.00;"¥"-#,##0.00'],
  ["Euro Currency", '"€"#,##0.00'],
  ["Scientific", "0.00E+00"],
  ["General Date", "yyyy/m/d h:mm"],
  ["Short Date", "yyyy/m/d"],
  ["Medium Date", "d-mmm-yy"],
  ["Long Date", 'yyyy"年"m"月"d"日"'],
  ["Short Time", "h:mm"],
  ["Medium Time", "h:mm AM/PM"],
  ["Long Time", "h:mm:ss"],
]);

interface Style {
  readonly parent: string | undefined;
  format?: string;
  color?: string;
  ground?: string;
}

const ERRORS: ReadonlyMap<string, number> = new Map([
  ["#NULL!", 0x00],
  ["#DIV/0!", 0x07],
  ["#VALUE!", 0x0f],
  ["#REF!", 0x17],
  ["#NAME?", 0x1d],
  ["#NUM!", 0x24],
  ["#N/A", 0x2a],
]);

const NUMBER = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[Ee][+-]?\d{1,3})?\s*$/;
const DAY = 86_400_000;

/** Reads the sheets of an Excel 2003 XML workbook. */
export function readSpreadsheet(bytes: Uint8Array): readonly XmlSheet[] | Fault {
  const styles = new Map<string, Style>();
  const sheets: XmlSheet[] = [];
  let style: Style | undefined;
  let sheet: XmlSheet | undefined;
  let [row, column, columns] = [-1, -1, -1];
  let cell: { formula: string | undefined; format: string; type: string | undefined; text: string } | undefined;
  let note: string | undefined;
  let into: "data" | "note" | "visible" | undefined;
  let words = "";

  const inherited = (id: string | undefined, property: "format" | "color" | "ground"): string | undefined => {
    let one = styles.get(id ?? "Default");
    for (let depth = 0; one && depth < 20; depth += 1) {
      if (one[property] !== undefined) return one[property];
      one = styles.get(one.parent ?? "");
    }
    return undefined;
  };
  const number = (text: string | undefined): number | undefined => {
    const value = text === undefined ? Number.NaN : Number.parseInt(text, 10);
    return value >= 0 && value <= 1_048_576 ? value : undefined;
  };
  const next = (at: number, index: string | undefined): number => Math.max(at + 1, (number(index) ?? 0) - 1);

  const endCell = (): void => {
    if (!sheet || !cell) return;
    const { formula, format, type, text } = cell;
    const found = cellOf(type, text, format);
    if (found || formula !== undefined) {
      if (!found) sheet.uncalculated.add(address(row, column));
      sheet.cells.push([row, column, { ...(found ?? { t: "z" }), ...(formula === undefined ? {} : { f: formula }) }]);
    }
    if (note !== undefined) sheet.notes.push({ at: address(row, column), text: note });
    [cell, note] = [undefined, undefined];
  };

  const fault = readXml(bytes, NAMESPACES, {
    open: (name, attribute) => {
      switch (name) {
        case "ss:Style":
          style = { parent: attribute("ss:Parent") };
          styles.set(attribute("ss:ID") ?? "", style);
          break;
        case "ss:NumberFormat":
          if (style) style.format = attribute("ss:Format") ?? "General";
          break;
        case "ss:Font":
          if (style) style.color = attribute("ss:Color")?.toLowerCase() ?? "#000000";
          break;
        case "ss:Interior":
          if (style && attribute("ss:Pattern") !== "None") style.ground = attribute("ss:Color")?.toLowerCase() ?? "#ffffff";
          break;
        case "ss:Worksheet":
          sheet = {
            name: attribute("ss:Name") ?? "",
            hidden: 0,
            cells: [],
            merges: [],
            hiddenRows: [],
            hiddenColumns: [],
            pale: new Set(),
            notes: [],
            uncalculated: new Set(),
          };
          sheets.push(sheet);
          [row, columns] = [-1, -1];
          break;
        case "ss:Column": {
          columns = next(columns, attribute("ss:Index"));
          const last = columns + (number(attribute("ss:Span")) ?? 0);
          if (attribute("ss:Hidden") === "1") sheet?.hiddenColumns.push([columns, last]);
          columns = last;
          break;
        }
        case "ss:Row": {
          row = next(row, attribute("ss:Index"));
          column = -1;
          const last = row + (number(attribute("ss:Span")) ?? 0);
          if (attribute("ss:Hidden") === "1") sheet?.hiddenRows.push([row, last]);
          break;
        }
        case "ss:Cell": {
          column = next(column, attribute("ss:Index"));
          const id = attribute("ss:StyleID");
          const format = inherited(id, "format") ?? "General";
          cell = { formula: formulaOf(attribute("ss:Formula")), format: NAMED_FORMATS.get(format) ?? format, type: undefined, text: "" };
          const color = inherited(id, "color");
          if (color !== undefined && color === (inherited(id, "ground") ?? "#ffffff")) sheet?.pale.add(address(row, column));
          const [across, down] = [number(attribute("ss:MergeAcross")) ?? 0, number(attribute("ss:MergeDown")) ?? 0];
          if (across + down > 0) sheet?.merges.push({ s: { r: row, c: column }, e: { r: row + down, c: column + across } });
          break;
        }
        case "ss:Data":
          if (note === undefined && cell) cell.type = attribute("ss:Type") ?? "String";
          [into, words] = [note === undefined ? "data" : "note", ""];
          break;
        case "ss:Comment":
          note = "";
          break;
        case "x:Visible":
          [into, words] = ["visible", ""];
          break;
      }
    },
    close: (name) => {
      switch (name) {
        case "ss:Style":
          style = undefined;
          break;
        case "ss:Data":
          if (into === "data" && cell) cell.text = words;
          if (into === "note") note = words;
          into = undefined;
          break;
        case "x:Visible":
          if (sheet) sheet.hidden = /very/i.test(words) ? 2 : /hidden/i.test(words) ? 1 : 0;
          into = undefined;
          break;
        case "ss:Cell": {
          const merged = sheet?.merges.at(-1);
          endCell();
          if (merged?.s.r === row && merged.s.c === column) column = merged.e.c;
          break;
        }
        case "ss:Row": {
          // A row that stands for several like it: only blank ones are written so.
          const span = sheet?.hiddenRows.at(-1);
          if (span?.[0] === row) row = span[1];
          break;
        }
      }
    },
    text: (text) => {
      if (into !== undefined) words += text;
    },
  });
  return fault ?? sheets;
}

const formulaOf = (written: string | undefined): string | undefined => (written?.startsWith("=") ? written.slice(1) : undefined);

function cellOf(type: string | undefined, text: string, z: string): CellObject | undefined {
  switch (type) {
    case undefined:
      return undefined;
    case "Number":
      return NUMBER.test(text) ? { t: "n", v: Number(text), z } : { t: "s", v: text, z };
    case "DateTime": {
      const time = Date.parse(`${text.trim()}Z`);
      return Number.isNaN(time) ? { t: "s", v: text, z } : { t: "n", v: time / DAY + 25_569, z: z === "General" ? "yyyy/m/d" : z };
    }
    case "Boolean":
      return { t: "b", v: text.trim() === "1" };
    case "Error":
      return { t: "e", v: ERRORS.get(text.trim()) ?? 0x0f };
    default:
      return text === "" ? undefined : { t: "s", v: text, z };
  }
}

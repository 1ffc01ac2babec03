import type { DefaultTreeAdapterTypes } from "parse5";
import type { Cell } from "../../model/grid.ts";
import { storedOf } from "../workbook/cells.ts";
import type { Filled, Merge, Note } from "../workbook/layout.ts";
import { address } from "../workbook/layout.ts";
import { attributeOf, elementsOf, isUnseen, type Looks, looksOf, textOf } from "./element.ts";

type Element = DefaultTreeAdapterTypes.Element;

/** A table of a page on its true grid, counted from 0. */
export interface HtmlTable {
  readonly filled: Filled;
  readonly merges: readonly Merge[];
  readonly hiddenRows: ReadonlySet<number>;
  readonly hiddenColumns: ReadonlySet<number>;
  readonly pale: ReadonlySet<string>;
  readonly notes: readonly Note[];
  /** Tables inside its cells, to be read after it. */
  readonly inner: readonly Element[];
}

/** A span over more than this is an error or an attack; browsers cut it too. */
const WIDEST = 1000;
const LONGEST = 65_534;

/** A number as a program writes it into a page: digits, commas between thousands, a per cent sign. */
const NUMBER = /^([+-]?)(\d{1,3}(?:,\d{3})+|\d+)?(\.\d+)?(%?)$/;

/**
 * Reads one table. `isSheet`: a spreadsheet program opens the page as a workbook, and takes what looks like a number for
 * one; `most` cells are read, `undefined` if there are more.
 */
export function readTable(table: Element, rules: ReadonlyMap<string, Looks>, isSheet: boolean, most: number): HtmlTable | undefined {
  const filled: Filled = new Map();
  const merges: Merge[] = [];
  const hiddenRows = new Set<number>();
  const pale = new Set<string>();
  const notes: Note[] = [];
  const inner: Element[] = [];
  /** By column: the first row that no span from above reaches. */
  const free: number[] = [];
  let cells = 0;
  const rows = rowsOf(table);
  for (const [row, { element: line, isHidden }] of rows.entries()) {
    const filledRow = new Map<number, Cell>();
    if (isHidden || isUnseen(line, rules)) hiddenRows.add(row);
    let column = 0;
    for (const cell of elementsOf(line)) {
      if (cell.tagName !== "td" && cell.tagName !== "th") continue;
      while ((free[column] ?? 0) > row) column += 1;
      const across = span(attributeOf(cell, "colspan"), WIDEST);
      const down = Math.min(span(attributeOf(cell, "rowspan"), LONGEST), rows.length - row);
      if (across > 1 || down > 1) merges.push({ s: { r: row, c: column }, e: { r: row + down - 1, c: column + across - 1 } });
      for (let each = 0; each < across; each += 1) free[column + each] = Math.max(free[column + each] ?? 0, row + down);
      const { text, tables, comment } = textOf(cell, rules);
      inner.push(...tables);
      const looks = looksOf(cell, rules, "own text");
      const read = cellOf(cell, text, looks, isSheet);
      if (read) {
        cells += 1;
        if (cells > most) return undefined;
        filledRow.set(column, read);
        if (looks.color !== undefined && looks.color === (looks.ground ?? "#ffffff")) pale.add(address(row, column));
      }
      if (comment !== undefined) notes.push({ at: address(row, column), text: comment });
      column += across;
    }
    if (filledRow.size > 0) filled.set(row, filledRow);
  }
  return { filled, merges, hiddenRows, hiddenColumns: hiddenColumns(table, rules), pale, notes, inner };
}

const span = (text: string | undefined, most: number): number => {
  const number = Number.parseInt(text ?? "1", 10);
  return number > 1 ? Math.min(number, most) : 1;
};

function rowsOf(table: Element): { readonly element: Element; readonly isHidden: boolean }[] {
  return elementsOf(table).flatMap((part) => {
    if (part.tagName === "tr") return [{ element: part, isHidden: false }];
    if (!["thead", "tbody", "tfoot"].includes(part.tagName)) return [];
    const isHidden = isUnseen(part, new Map());
    return elementsOf(part).flatMap((element) => (element.tagName === "tr" ? [{ element, isHidden }] : []));
  });
}

function hiddenColumns(table: Element, rules: ReadonlyMap<string, Looks>): Set<number> {
  const hidden = new Set<number>();
  let column = 0;
  const columns = elementsOf(table).flatMap((part) =>
    part.tagName === "colgroup" && elementsOf(part).length > 0 ? elementsOf(part) : [part],
  );
  for (const part of columns) {
    if (part.tagName !== "col" && part.tagName !== "colgroup") continue;
    const across = span(attributeOf(part, "span"), WIDEST);
    if (isUnseen(part, rules)) for (let each = 0; each < across; each += 1) hidden.add(column + each);
    column += across;
  }
  return hidden;
}

function cellOf(element: Element, text: string, looks: Looks, isSheet: boolean): Cell | undefined {
  const formula = attributeOf(element, "x:fmla") ?? attributeOf(element, "data-f");
  const written = formula === undefined ? {} : { formula: formula.replace(/^=/, "") };
  if (attributeOf(element, "x:err") !== undefined) return { text, ...written, not: "error" };
  const value = keptBehind(element, text, looks, isSheet);
  if (value === undefined) return text === "" ? undefined : { text, ...written };
  const stored = storedOf(value);
  return text === "" && stored !== "0" ? { text, stored, ...written, hidden: true } : { text, stored, ...written };
}

/** The number behind a cell: as the program that wrote the page kept it, else as a spreadsheet would take its text. */
function keptBehind(element: Element, text: string, looks: Looks, isSheet: boolean): number | undefined {
  if (attributeOf(element, "x:str") !== undefined || looks.isText) return undefined;
  const kept =
    attributeOf(element, "x:num") ||
    attributeOf(element, "sdval") ||
    (attributeOf(element, "data-t") === "n" ? attributeOf(element, "data-v") : undefined);
  if (kept !== undefined && kept !== "" && Number.isFinite(Number(kept))) return looks.isDate ? undefined : Number(kept);
  const [all, sign = "", whole = "", decimals = "", percent] = (isSheet && NUMBER.exec(text.trim())) || [];
  if (all === undefined || whole + decimals === "") return undefined;
  const number = Number(`${sign}${whole.replaceAll(",", "")}${decimals}`);
  return percent === "%" ? number / 100 : number;
}

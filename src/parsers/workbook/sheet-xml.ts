import { cellsIn } from "./pale.ts";

/** What a worksheet's XML says that the workbook library does not pass on, and the XML without what it need not see. */
export interface SheetXml {
  /** The XML with blank cells and empty rows taken out: a million formatted ones would cost as much as full ones. */
  readonly xml: string;
  /** Rows and columns hidden, counted from 0; columns as ranges, for a whole sheet's rest is hidden in one. */
  readonly hiddenRows: ReadonlySet<number>;
  readonly hiddenColumns: readonly (readonly [first: number, last: number])[];
  /** Cells (`B7`) whose formula was never calculated: the library would call them 0. */
  readonly uncalculated: ReadonlySet<string>;
  /** Cells whose text has the colour of the ground. */
  readonly pale: ReadonlySet<string>;
  /** The XML has its beginning and its end. */
  readonly whole: boolean;
}

const BLANK_CELL = /<(?:\w+:)?c(?:\s[^<>]*)?(?:\/>|>\s*<\/(?:\w+:)?c>)/g;
const EMPTY_ROW = /<(?:\w+:)?row(?:\s[^<>]*)?(?:\/>|>\s*<\/(?:\w+:)?row>)/g;
const HIDDEN = /\shidden="(?:1|true)"/;
const ROW = /<(?:\w+:)?row(?:\s[^<>]*)?>/g;
const COLUMN = /<(?:\w+:)?col\s[^<>]*>/g;
const NO_VALUE =
  /<(?:\w+:)?c\s([^<>]*)>\s*<(?:\w+:)?f(?:\s[^<>]*)?(?:\/>|>[^<]*<\/(?:\w+:)?f>)\s*(?:<(?:\w+:)?v\s*(?:\/>|><\/(?:\w+:)?v>)\s*)?<\/(?:\w+:)?c>/g;

/** Some formula is followed by no value: only then is it worth looking which. */
const VALUE_MISSING = /(?:<\/(?:\w+:)?f>|<(?:\w+:)?f\s[^<>]*\/>)\s*(?:<\/(?:\w+:)?c>|<(?:\w+:)?v\s*(?:\/>|><\/))/;

/** Looks through the XML of one worksheet. `xml` holds one character a byte, as the library wants it; `pale`: see `paleFormats`. */
export function sheetXml(xml: string, pale: ReadonlySet<number> = new Set()): SheetXml {
  const hiddenRows = new Set<number>();
  const hiddenColumns: [number, number][] = [];
  if (HIDDEN.test(xml)) {
    let row = 0;
    for (const [tag] of xml.matchAll(ROW)) {
      row = count(tag, "r") ?? row + 1;
      if (HIDDEN.test(tag)) hiddenRows.add(row - 1);
    }
    for (const [tag] of xml.matchAll(COLUMN)) {
      const first = count(tag, "min");
      if (first !== undefined && HIDDEN.test(tag)) hiddenColumns.push([first - 1, (count(tag, "max") ?? first) - 1]);
    }
  }
  const uncalculated = new Set<string>();
  if (VALUE_MISSING.test(xml))
    for (const [, attributes = ""] of xml.matchAll(NO_VALUE)) {
      const cell = /(?:^|\s)r="([A-Z]+\d+)"/.exec(attributes)?.[1];
      if (cell !== undefined) uncalculated.add(cell);
    }
  const whole = /<\/(?:\w+:)?worksheet>\s*$/.test(xml.slice(-200));
  return { xml: withoutBlanks(xml), hiddenRows, hiddenColumns, uncalculated, pale: cellsIn(xml, pale), whole };
}

/** Rows that stay keep their number only where they state it; where they do not, empty rows must stay and count. */
function withoutBlanks(xml: string): string {
  const cells = /<(?:\w+:)?c\s[^<>]*\sr="|<(?:\w+:)?c\sr="/.test(xml) ? xml.replace(BLANK_CELL, "") : xml;
  return /<(?:\w+:)?row(?:\s[^<>]*)?\sr="/.test(cells) ? cells.replace(EMPTY_ROW, "") : cells;
}

function count(tag: string, name: string): number | undefined {
  const text = new RegExp(`\\s${name}="(\\d{1,7})"`).exec(tag)?.[1];
  return text === undefined ? undefined : Number.parseInt(text, 10);
}

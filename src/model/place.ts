import type { Language } from "./text.ts";

/** Where a figure stands in the submitted file. All counts are from 1. Which fields are set depends on the format (design §4). */
export interface Place {
  /** Path inside the submission, `/` between folders, `!/` into archives; `../NAME/` before it in another submission. */
  readonly document: string;
  readonly sheet?: string;
  readonly a1?: string;
  /** n-th table in document order; row and column on the grid after merged cells are spread out. */
  readonly table?: number;
  readonly row?: number;
  readonly col?: number;
  /** Line of a text file. */
  readonly line?: number;
  /** n-th body paragraph outside tables, empty ones counted. */
  readonly paragraph?: number;
  readonly quote?: string;
  /** Of a document of another submission (last year's): the SHA-256 of its bytes. */
  readonly sha256?: string;
}

/** A place with its name in words: row path × column path, such as `高新 × 当年结余`. */
export interface Locator extends Place {
  readonly label: string;
}

/** `A`, `B` … `Z`, `AA`: the letters of the n-th column, counted from 1. */
export function columnLetters(column: number): string {
  const rest = Math.floor((column - 1) / 26);
  return (rest > 0 ? columnLetters(rest) : "") + String.fromCharCode(65 + ((column - 1) % 26));
}

/** What a person types or looks for to open the place: `Sheet1!C7`, `table 2, row 3, column 4`, `line 12`. */
export function placeText(place: Place, language: Language): string {
  const zh = language === "zh-CN";
  const parts: string[] = [];
  if (place.a1 !== undefined) parts.push(place.sheet === undefined ? place.a1 : `${place.sheet}!${place.a1}`);
  if (place.paragraph !== undefined) parts.push(zh ? `第${place.paragraph}段` : `paragraph ${place.paragraph}`);
  if (place.table !== undefined && place.row !== undefined)
    parts.push(zh ? `表${place.table} 第${place.row}行第${place.col}列` : `table ${place.table}, row ${place.row}, column ${place.col}`);
  else if (place.row !== undefined && place.a1 === undefined)
    parts.push(zh ? `第${place.row}行第${place.col}列` : `row ${place.row}, column ${place.col}`);
  if (place.line !== undefined) parts.push(zh ? `第${place.line}行` : `line ${place.line}`);
  return parts.join(zh ? "，" : ", ");
}

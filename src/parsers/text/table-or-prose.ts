import type { Cell } from "../../model/grid.ts";

type Rows = readonly (readonly Cell[])[];

const filled = (row: readonly Cell[]): number => row.filter(({ text }) => text !== "").length;

/** A text as long as this with a comma or stop in it is a sentence, not a label. */
const LONG = 20;
export const isSentence = (text: string): boolean => text.trim().length >= LONG && /[，。；]/.test(text);

/** Whether what is printed like cells is a table: not text in a frame, not paragraphs that begin with a TAB. */
export function isTableOfCells(rows: Rows): boolean {
  if (rows.every((row) => row.length < 2)) return false;
  return rows.some((row) => row.some(({ text }) => text !== "" && !isSentence(text)));
}

/** Whether lines with TABs in them are a table: not a lone label with its value. */
export function isTableOfRows(rows: Rows): boolean {
  const most = rows.reduce((widest, row) => Math.max(widest, filled(row)), 0);
  return most > 2 || (most === 2 && rows.length > 1);
}

const CONTENTS = /^(?:目录|目次|contents)$/i;

/** Lines that all end in page numbers, under the title of a list of contents. */
export function isContents(rows: Rows, title: string): boolean {
  if (!CONTENTS.test(title.replace(/\s+/g, ""))) return false;
  return rows.every((row) => /^[\dIVXivx]{1,4}$/.test(row.at(-1)?.text.trim() ?? ""));
}
